"""Files of ours come back as the records that they were written from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import ExchangeError
from fptui.exchange.reading.records import read_records
from fptui.exchange.writing.separated import as_csv
from fptui.exchange.writing.sheet import Cell, Sheet, sheet_of
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.contacts import CONTACTS, Contact
from fptui.store import Office


@given(leader=st.text(min_size=1, max_size=20), role=st.text(max_size=20))
def test_what_is_exported_as_csv_comes_back(
    tmp_path_factory: pytest.TempPathFactory, leader: str, role: str
) -> None:
    contact = Contact(leader=harmless(leader).strip() or "x", unit="1", role=harmless(role).strip())
    path = tmp_path_factory.mktemp("csv") / "contacts.csv"
    cells = (contact.leader, contact.unit, contact.role, "0")
    out = Sheet(
        "", ("leader", "unit", "role", "visits"), ("", "", "", ""),
        (tuple(Cell(x, x, x) for x in cells),),
    )  # fmt: skip
    path.write_text(as_csv(out), encoding="utf-8", newline="")
    assert read_records(path, CONTACTS) == [contact]


def test_every_register_of_the_sample_comes_back_from_csv(sample: Office, tmp_path: Path) -> None:
    for register in REGISTERS.values():
        records = list(sample.table(register).values())
        path = tmp_path / f"{register.name}.csv"
        out = sheet_of(register, records, register.stored_columns, sample, reveal=True)
        path.write_text(as_csv(out), encoding="utf-8", newline="")
        assert read_records(path, register) == records, register.name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("leader\n", "missing in row 1: “Unit”"),
        ("leader,unit,leader\n", "both mean “Leader”"),
        ("leader,unit,colour\n", "colour"),
        ("leader,unit\nX,1\nY,2,3\n", "line 3"),
        ("leader,unit,visits\nX,1,many\n", "line 2: “Visits” cannot be “many”"),
        ("leader,unit\n,1\n", "“Leader” is missing"),
    ],
)
def test_a_csv_that_does_not_fit_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        read_records(path, CONTACTS)
    assert words in str(caught.value)
    assert str(caught.value).count(str(path)) == 1


def test_chinese_headings_and_choices_are_read(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("领导,单位,走访次数\n方义,430299101201,3\n", encoding="utf-8")
    assert read_records(path, CONTACTS) == [Contact(leader="方义", unit="430299101201", visits=3)]
