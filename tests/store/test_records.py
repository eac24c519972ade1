"""The tables in memory: what their indexes say is what a scan finds, whatever was put and taken."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from fptui.registers import REGISTERS
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office
from fptui.store.records import Records, clash
from tests.store.conftest import TOWN, person

Put = tuple[int, Recipient | None]
UNITS_TRIED = ("a", "b", "c")


def empty() -> Records:
    return Records({name: {} for name in REGISTERS}, dict.fromkeys(REGISTERS, 0))


def put_of(number: int, renumbered: bool, unit: str | None) -> Put:
    """A record of this number or none; two never have one file number."""
    file = number + 10 if renumbered else number
    return number, person(file, unit=unit) if unit else None


puts: st.SearchStrategy[Sequence[Put]] = st.lists(
    st.builds(put_of, st.integers(1, 5), st.booleans(), st.sampled_from((None, *UNITS_TRIED))),
    max_size=14,
)


@given(before=puts, after=puts)
def test_an_index_says_what_a_scan_finds(before: Sequence[Put], after: Sequence[Put]) -> None:
    records = empty()
    for number, record in before:
        records.put("recipients", number, record)
    for value in UNITS_TRIED:  # from here on the indexes are there and must follow
        records.numbers("recipients", "unit", value)
        records.numbers("units", "parent", value)
    records.number("recipients", "05-00001")
    for number, record in after:
        records.put("recipients", number, record)
    table = records.table("recipients")
    for value in UNITS_TRIED:
        scanned = [n for n, one in sorted(table.items()) if one.unit == value]
        assert list(records.numbers("recipients", "unit", value)) == scanned
        assert not records.numbers("units", "parent", value)
    numbers = {one.file_number: number for number, one in table.items()}
    for file in (f"05-{number:05d}" for number in (*range(1, 6), *range(11, 16))):
        assert records.number("recipients", file) == numbers.get(file)


@given(before=puts)
def test_a_number_that_was_given_out_stays_given_out(before: Sequence[Put]) -> None:
    records = empty()
    given_out = 0
    for number, record in before:
        records.put("recipients", number, record)
        given_out = max(given_out, number if record is not None else 0)
        assert records.highest["recipients"] == given_out


def test_two_may_change_places_but_not_become_one() -> None:
    records = empty()
    one, two = person(1), person(2)
    records.put("recipients", 1, one)
    records.put("recipients", 2, two)
    assert clash(records, "recipients", {1: (one, two), 2: (two, one)}) is None
    assert clash(records, "recipients", {1: (one, two)}) == two.file_number
    assert clash(records, "recipients", {1: (one, two), 2: (two, None)}) is None
    assert clash(records, "recipients", {3: (None, person(3)), 4: (None, person(3))}) == "05-00003"
    assert clash(records, "recipients", {1: (one, person(1, name="样改"))}) is None
    for number, record in ((1, two), (2, one)):
        records.put("recipients", number, record)
    assert [records.number("recipients", it.file_number) for it in (one, two)] == [2, 1]


def test_names_follow_a_change(path: Path) -> None:
    with Office(path) as office:
        assert office.names("units", TOWN.code) == ("红旗镇", "东风区")
        renamed = msgspec.structs.replace(TOWN, name="新镇")
        number = office.number_of(UNITS, TOWN.code)
        assert number
        office.change([Edit("units", number, TOWN, renamed)])
        assert office.names("units", TOWN.code) == ("新镇", "东风区")
        office.change([Edit("recipients", after=person(1))])
        assert office.referring(RECIPIENTS, "unit", TOWN.code) == [person(1)]
        office.undo()
        assert office.referring(RECIPIENTS, "unit", TOWN.code) == []
