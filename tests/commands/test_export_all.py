"""Every table at once: a file each in a folder, or a workbook with a sheet each."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from fptui.exchange.writing.separated import MARK
from fptui.registers import REGISTERS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands import conftest


def run(office: Path, *arguments: str, lang: str = "en") -> Result:
    return conftest.run("--db", office, "--lang", lang, "--year", "2005", *arguments)


TABLES = len(REGISTERS) + 1  # and the targets


@pytest.fixture
def folder(sample_path: Path, tmp_path: Path) -> Path:
    made = tmp_path / "年终"
    result = run(
        sample_path, "export", "all", "-o", str(made), "--format", "csv", "--bom", lang="zh-Hans"
    )
    assert result.exit_code == 0, result.output
    return made


def test_every_table_is_a_file_with_its_headings(folder: Path) -> None:
    files = sorted(folder.iterdir())
    assert len(files) == TABLES
    assert {"奖励扶助对象.csv", "责任目标.csv", "单位.csv"} <= {file.name for file in files}
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(MARK)
        assert file.stat().st_mode & 0o777 == 0o600
        assert "," in text.splitlines()[0]


def test_private_fields_are_masked_in_it(folder: Path, sample: Office) -> None:
    text = (folder / "奖励扶助对象.csv").read_text(encoding="utf-8")
    people = sample.table(RECIPIENTS).values()
    assert not [one for one in people if one.id_number and one.id_number in text]
    assert not [one for one in people if one.account and one.account in text]


@pytest.mark.parametrize(
    ("register", "file"), [("units", "单位"), ("counts", "统计数"), ("activities", "宣传活动")]
)
def test_what_was_written_changes_nothing_when_it_is_read_again(
    folder: Path, sample_path: Path, register: str, file: str
) -> None:
    path = str(folder / f"{file}.csv")
    result = run(sample_path, "import", register, path, "--dry-run", lang="en")
    assert "0 new · 0 changed" in result.output
    assert "0 refused" in result.output


def test_a_workbook_has_a_sheet_a_table(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    assert run(sample_path, "export", "all", "-o", str(path)).exit_code == 0
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert len(names) == len(set(names)) == TABLES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["all"], "-o FOLDER"),
        (["all", "-o", "all.csv"], "-o FOLDER"),
        (["all", "-o", "x", "--where", "a"], "--where goes with one register"),
        (["all", "-o", "x", "--limit", "3"], "--limit goes with one register"),
        (["all", "-o", "x", "--format", "png"], "rows"),
        (["all", "-o", "x", "--format", "text", "--bom"], "csv"),
        (["units", "--bom"], "--format csv"),
        (["all", "-o", "no/such/folder"], "cannot be made"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is(
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    result = run(sample_path, "export", *arguments, lang="en")
    assert result.exit_code == 2
    assert said in result.output
    assert set(tmp_path.iterdir()) <= before | {sample_path.with_name(sample_path.name + ".lock")}


def test_a_file_in_the_place_of_the_folder_stays(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("kept", encoding="utf-8")
    result = run(sample_path, "export", "all", "-o", str(path), lang="en")
    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == "kept"
