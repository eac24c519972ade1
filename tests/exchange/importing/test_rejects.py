"""The rows that were refused: each cell and each reason in its place, and the file comes back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fptui.errors import ExchangeError
from fptui.exchange.importing.previews import Preview
from fptui.exchange.importing.rejects import cell_text, rejects_sheet, write_refused
from fptui.exchange.importing.taking import preview_file
from fptui.registers.contacts import CONTACTS
from fptui.registers.edits import Edit
from fptui.registers.units import Unit
from fptui.store import Office, create_office

HEADINGS = "leader,unit,role,visits"


@pytest.fixture
def office(tmp_path: Path) -> Any:
    with create_office(tmp_path / "office.json") as office:
        unit = Unit(code="1", name="样本区", level="district", kind="district")
        office.change([Edit("units", after=unit)])
        yield office


def refused(office: Office, path: Path, *lines: str, headings: str = HEADINGS) -> Preview:
    path.write_text("\n".join((headings, *lines)) + "\n", encoding="utf-8")
    return preview_file(path, CONTACTS, office)


def texts(preview: Preview) -> list[list[str]]:
    return [[cell.plain for cell in row] for row in rejects_sheet(preview).rows]


def test_a_reason_stands_beside_its_cell_and_that_of_a_row_at_the_end(
    office: Office, tmp_path: Path
) -> None:
    found = refused(
        office, tmp_path / "list.csv", "A,1,x,2", "B,1,x,many", "C,1,x,3,one more", "D,1,x,4"
    )
    assert [row.row for row in found.refused] == [3, 4]
    sheet = rejects_sheet(found)
    assert sheet.keys == (
        "Row of the file", "leader", "unit", "role", "visits", "Why refused: visits", "",
        "Why refused",
    )  # fmt: skip
    bad_cell, bad_row = texts(found)
    assert bad_cell[:5] == ["3", "B", "1", "x", "many"]
    assert "many" in bad_cell[5]
    assert bad_cell[6:] == ["", ""]
    assert bad_row == [
        "4",
        "C",
        "1",
        "x",
        "3",
        "",
        "one more",
        "there are more cells than headings",
    ]


def test_put_right_the_file_is_taken(office: Office, tmp_path: Path) -> None:
    source, put = tmp_path / "list.csv", tmp_path / "refused.csv"
    found = refused(office, source, "A,1,x,2", "B,1,x,many")
    write_refused(put, rejects_sheet(found), source)
    assert put.read_bytes().startswith(b"\xef\xbb\xbf")
    again = preview_file(put, CONTACTS, office)
    assert (len(again.new), len(again.refused)) == (0, 1)
    put.write_text(put.read_text(encoding="utf-8").replace(",many,", ",7,"), encoding="utf-8")
    [row] = preview_file(put, CONTACTS, office).new
    after: Any = row.edit.after
    assert (after.leader, after.visits) == ("B", 7)


@pytest.mark.parametrize("name", ["refused.html", "refused.md", "refused.doc", "refused"])
def test_what_could_not_be_read_again_is_not_written(
    office: Office, tmp_path: Path, name: str
) -> None:
    found = refused(office, tmp_path / "list.csv", "B,1,x,many")
    with pytest.raises(ExchangeError, match=r"written as .*\.csv"):
        write_refused(tmp_path / name, rejects_sheet(found), tmp_path / "list.csv")
    assert not (tmp_path / name).exists()


def test_the_file_itself_is_never_written_over(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    found = refused(office, source, "B,1,x,many")
    before = source.read_bytes()
    link = tmp_path / "other.csv"
    link.symlink_to(source)
    for path in (source, link):
        with pytest.raises(ExchangeError, match="is the file that is imported"):
            write_refused(path, rejects_sheet(found), source)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(1940, 3, 15), "1940-03-15"),
        (datetime(1940, 3, 15, 8), "1940-03-15 08:00:00"),
        (date(1940, 3, 15), "1940-03-15"),
        (3.0, "3"),
        (-3.0, "-3"),
        (3.5, "3.5"),
        (1e15, "1000000000000000.0"),
        (999999999999999.0, "999999999999999"),
        ("x\x1b", "x·"),
        (True, "True"),
    ],
)
def test_a_cell_is_written_as_it_is_read(value: Any, text: str) -> None:
    assert cell_text(value) == text
