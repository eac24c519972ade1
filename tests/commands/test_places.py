"""Places that cannot be read or written are told as what they are."""

import os
from pathlib import Path

import pytest

from tests.commands.conftest import refusal, run
from tests.exchange.made import GOOD, roster

LONG = "长" * 200


def test_a_folder_is_called_a_folder(sample_path: Path, tmp_path: Path) -> None:
    said = refusal(run("--db", sample_path, "import", "recipients", tmp_path))
    assert "is a folder: name a file in it" in said


@pytest.mark.parametrize("name", [LONG, "a\0b.csv", "~nobody-is-called-so/a.csv"])
def test_names_that_no_file_can_have(sample_path: Path, tmp_path: Path, name: str) -> None:
    said = refusal(run("--db", sample_path, "import", "recipients", name))
    assert "inside" not in said
    assert "too long" in said or "There is no file" in said
    if name == LONG:
        to_write = refusal(run("--db", sample_path, "export", "units", "-o", f"{LONG}.csv"))
        assert "cannot be written: its name is too long" in to_write


@pytest.mark.parametrize(
    ("number", "said"),
    [(13, "you have no right to it"), (2, "it is not there"), (5, "the disk or the connection")],
)
def test_a_file_that_goes_away_or_is_shut(
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    file = roster(tmp_path / "list.xls", *GOOD)
    read = Path.read_bytes

    def fails(path: Path) -> bytes:
        if path == file:
            raise OSError(number, os.strerror(number))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fails)
    refused = refusal(run("--db", sample_path, "import", "recipients", file))
    assert said in refused
    assert "inside" not in refused


def test_a_folder_that_is_not_there_is_named(sample_path: Path, tmp_path: Path) -> None:
    said = refusal(run("--db", sample_path, "export", "units", "-o", tmp_path / "no" / "a.csv"))
    assert "there is no such folder" in said


@pytest.mark.parametrize(
    ("born", "said"), [("1899-12-31", "before 1900"), ("2999-01-01", "in the future")]
)
def test_nobody_is_born_before_1900_or_tomorrow(
    sample_path: Path, tmp_path: Path, born: str, said: str
) -> None:
    row = list(GOOD[0])
    row[3], row[4] = born, ""
    file = roster(tmp_path / "list.xlsx", row)
    refused = run("--db", sample_path, "import", "recipients", file).stderr
    assert said in refused
    assert "0 new" in refused
    to_set = ("edit", "recipients", "--where", "unit:*", "--set", f"birth_date={born}")
    assert said in run("--db", sample_path, *to_set, "--dry-run").stderr


def test_check_names_who_was_born_before_1900(sample_path: Path) -> None:
    import msgspec

    from fptui.registers.edits import Edit
    from fptui.registers.recipients import RECIPIENTS
    from fptui.store import Office

    with Office(sample_path) as office:
        number, before = next(iter(office.table(RECIPIENTS).items()))
        from datetime import date

        after = msgspec.structs.replace(before, birth_date=date(1840, 1, 1), id_number="")
        office.change([Edit("recipients", number, before, after)], "as an older program did")
    assert "1840-01-01, which lies before 1900" in run("--db", sample_path, "check").stdout


def test_a_number_in_the_column_of_the_name_is_masked(sample_path: Path, tmp_path: Path) -> None:
    number = "430299194003150014"
    row = list(GOOD[0])
    row[1], row[2], row[3] = number, number, number
    file = roster(tmp_path / "list.xlsx", row)
    rejects = tmp_path / "refused.csv"
    result = run("--db", sample_path, "import", "recipients", file, "--rejects", rejects)
    assert number not in result.output
    assert "430299" in result.output
    assert number in rejects.read_text(encoding="utf-8-sig")
