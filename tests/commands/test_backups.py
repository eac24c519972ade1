import re
from pathlib import Path

import msgspec
import pytest

from fptui.registers.edits import Edit
from fptui.registers.units import UNITS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run
from tests.store.test_two_at_one_file import holding


def staff(path: Path) -> str:
    with Office(path, read_only=True) as office:
        return str(office.table(UNITS)[1].staff)


def rename(path: Path, name: str) -> None:
    with Office(path) as office:
        unit = office.table(UNITS)[1]
        office.change([Edit("units", 1, unit, msgspec.structs.replace(unit, staff=name))])


@pytest.fixture
def kept(sample_path: Path, tmp_path: Path) -> Path:
    """A backup of the sample after one change."""
    rename(sample_path, "样一")
    result = run("--db", sample_path, "backup", tmp_path / "kept.zip")
    assert result.exit_code == 0, result.stderr
    return tmp_path / "kept.zip"


def test_backup_says_what_it_holds(sample_path: Path, tmp_path: Path) -> None:
    rename(sample_path, "样一")
    result = run("--db", sample_path, "backup", tmp_path / "kept.zip")
    assert result.exit_code == 0
    assert result.stdout == ""
    said = message(result)
    assert "2 changes" in said
    assert re.search(r"1\d{3} records; \d+\.\d KB", said)
    assert str(tmp_path / "kept.zip") in said


def test_backups_into_a_folder_name_office_and_day(sample_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for _time in range(2):
        assert run("--db", sample_path, "backup", folder).exit_code == 0
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 2
    assert all(re.fullmatch(r"东风区-\d{4}-\d\d-\d\d(-\d{6})?\.zip", name) for name in names)


def test_backup_leaves_what_is_there(sample_path: Path, kept: Path) -> None:
    before = kept.read_bytes()
    assert "is there already" in refusal(run("--db", sample_path, "backup", kept))
    assert kept.read_bytes() == before


def test_restore_puts_the_present_aside(sample_path: Path, kept: Path) -> None:
    rename(sample_path, "样二")
    result = run("--db", sample_path, "restore", kept, "--yes")
    assert result.exit_code == 0
    assert staff(sample_path) == "样一"
    (aside,) = sample_path.parent.glob("office.before-restore-*.json")
    assert str(aside) in result.stderr
    assert staff(aside) == "样二"


def test_restore_where_nothing_stands_asks_nothing(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "office.json"
    result = run("--db", path, "restore", kept)
    assert result.exit_code == 0, result.stderr
    assert staff(path) == "样一"


def test_restore_without_a_terminal_needs_yes(sample_path: Path, kept: Path) -> None:
    rename(sample_path, "样二")
    result = run("--db", sample_path, "restore", kept)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert staff(sample_path) == "样二"


@pytest.mark.parametrize(("answer", "name", "code"), [("y", "样一", 0), ("n", "样二", 2)])
def test_restore_on_a_terminal_asks(
    sample_path: Path,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    name: str,
    code: int,
) -> None:
    rename(sample_path, "样二")
    from click.testing import _NamedTextIOWrapper

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda self: True, raising=False)
    result = run("--db", sample_path, "restore", kept, typed=f"{answer}\n")
    assert result.exit_code == code
    assert "2 changes" in result.stderr
    assert staff(sample_path) == name


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_backup_is_refused(sample_path: Path, kept: Path, place: float) -> None:
    content = bytearray(kept.read_bytes())
    content[int(len(content) * place)] ^= 0x41
    kept.write_bytes(content)
    before = sample_path.read_bytes()
    assert "Nothing was changed" in refusal(run("--db", sample_path, "restore", kept, "--yes"))
    assert sample_path.read_bytes() == before
    assert not list(sample_path.parent.glob("*before-restore*"))


def test_what_is_no_backup_is_refused(sample_path: Path, tmp_path: Path) -> None:
    for other in (sample_path, tmp_path / "none.zip", tmp_path):
        refusal(run("--db", sample_path, "restore", other, "--yes"))


def test_restore_while_another_writes(sample_path: Path, kept: Path) -> None:
    with holding(sample_path) as process:
        try:
            result = run("--db", sample_path, "restore", kept, "--yes")
        finally:
            process.kill()
    assert result.exit_code == 2
    assert str(process.pid) in result.stderr


def test_backup_while_another_writes(sample_path: Path, tmp_path: Path) -> None:
    with holding(sample_path) as process:
        try:
            result = run("--db", sample_path, "backup", tmp_path / "kept.zip")
        finally:
            process.kill()
    assert result.exit_code == 0


def test_read_only_restores_nothing(sample_path: Path, kept: Path) -> None:
    before = sample_path.read_bytes()
    refusal(run("--db", sample_path, "--read-only", "restore", kept, "--yes"))
    assert sample_path.read_bytes() == before


def test_dry_runs_say_what_would_be_done(sample_path: Path, kept: Path) -> None:
    before = {file: file.read_bytes() for file in sample_path.parent.iterdir()}
    backup = run("--db", sample_path, "backup", sample_path.parent, "--dry-run")
    assert backup.exit_code == 0
    assert "东风区-" in backup.stdout
    restored = run("--db", sample_path, "--read-only", "restore", kept, "--dry-run")
    assert restored.exit_code == 0
    assert "2 changes" in restored.stdout
    assert {file: file.read_bytes() for file in sample_path.parent.iterdir()} == before
