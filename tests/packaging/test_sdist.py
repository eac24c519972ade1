"""Whoever unpacks the source has all that git keeps, and nothing else of this folder."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from fptui.resources import data_folder

ROOT = Path(__file__).parent.parent.parent


def in_sdist(root: Path = ROOT) -> set[str]:
    files = SdistBuilder(str(root)).recurse_included_files()
    return {Path(file.distribution_path).as_posix() for file in files}


def in_wheel(root: Path = ROOT) -> set[str]:
    files = WheelBuilder(str(root)).recurse_included_files()
    return {Path(file.distribution_path).as_posix() for file in files}


def in_git() -> set[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}


def test_all_that_git_keeps_is_in_the_sdist() -> None:
    assert in_git() - in_sdist() == set()


def test_what_is_made_is_not_in_the_sdist() -> None:
    made = {"__pycache__", ".venv", ".hypothesis", "dist", ".git"}
    files = in_sdist()
    assert not {name for name in files if made & set(name.split("/"))}
    assert not {name for name in files if name.endswith((".mo", ".pyc"))}


def test_the_data_and_the_mark_of_types_are_in_the_wheel() -> None:
    files = in_wheel()
    data = {f"fptui/data/{path.name}" for path in data_folder().glob("*.toml")}
    sample = {f"fptui/data/sample/{path.name}" for path in (data_folder() / "sample").iterdir()}
    assert data | sample | {"fptui/py.typed"} <= files


@pytest.fixture
def with_an_office(tmp_path: Path) -> Path:
    """A checkout with an office in `data/`, as `make run` leaves one, and one of another name."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "data", root / "data")
    (root / "fptui").mkdir()
    (root / "fptui" / "__init__.py").write_text('__version__ = "0"\n', encoding="utf-8")
    for name in ("office.json", "office.json.journal", "east.json", "east.json.journal"):
        (root / "data" / name).write_text("{}", encoding="utf-8")
    return root


def test_an_office_beside_the_data_leaves_with_nothing(with_an_office: Path) -> None:
    files = in_sdist(with_an_office) | in_wheel(with_an_office)
    assert {name for name in files if "data/" in name and name.endswith(".toml")}
    assert not {name for name in files if "office.json" in name or "east.json" in name}
