"""Some registers as they stood at the ends of past months, from one reading of the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from heapq import merge

from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk, Record, Register
from fptui.store.changes import Change
from fptui.store.line import FOUNDED, NOTE
from fptui.store.past import PastOffice
from fptui.store.reading import Reading
from fptui.store.records import Records


def month_ends_before(day: date, months: int) -> list[date]:
    """The last days of the months before the one of a day, the last first."""
    ends: list[date] = []
    end = day
    for _month in range(months):
        end = end.replace(day=1) - timedelta(days=1)
        ends.append(end)
    return ends


def as_they_stood(
    office: Reading, registers: Sequence[Register[Record]], days: Sequence[date]
) -> Iterator[tuple[date, Desk]]:
    """An office with these registers only, at the end of each of some days, the last day first.

    Days before the office was founded are left out. Where nothing changed between two
    days, both come with the same office.
    """
    names = {register.name for register in registers}
    tables = {name: dict(office.table(REGISTERS[name])) for name in names}
    changes = _changes(office, registers)
    change = next(changes, None)
    then: PastOffice | None = None
    for day in days:
        while change is not None and change.time.date() > day:
            if change.kind == FOUNDED:
                return
            if change.kind != NOTE:
                _take_back(tables, change)
                then = None
            change = next(changes, None)
        if then is None:
            then = _office(office, day, tables)
        yield day, then


def last_changed(
    office: Reading, register: Register[Record], column: str, numbers: Sequence[int]
) -> dict[int, date]:
    """The day on which each of these records got what stands in a column now."""
    waiting, found = set(numbers), {}
    changes = office.history(register.name, *waiting) if waiting else iter(())
    for change in changes:
        if change.kind == NOTE:
            continue
        for edit in change.edits:
            if edit.register == register.name and edit.number in waiting:
                before, after = (getattr(one, column, None) for one in (edit.before, edit.after))
                if before != after:
                    waiting.discard(edit.number)
                    found[edit.number] = change.time.date()
        if not waiting:
            break
    return found


def _changes(office: Reading, registers: Sequence[Register[Record]]) -> Iterator[Change]:
    """The changes of any of these registers, each once, the last first."""
    of_each = [office.history(register.name) for register in registers]
    sequence = 0
    for change in merge(*of_each, key=lambda one: -one.sequence):
        if change.sequence != sequence:
            yield change
        sequence = change.sequence


def _take_back(tables: dict[str, dict[int, Record]], change: Change) -> None:
    for edit in reversed(change.edits):
        if edit.register not in tables:
            continue
        if edit.before is None:
            tables[edit.register].pop(edit.number, None)
        else:
            tables[edit.register][edit.number] = edit.before


def _office(office: Reading, day: date, tables: dict[str, dict[int, Record]]) -> PastOffice:
    then = {name: dict(sorted(tables.get(name, {}).items())) for name in REGISTERS}
    highest = {name: max(table, default=0) for name, table in then.items()}
    return PastOffice(
        office.path, office.about, day, Records(then, highest), office.year_asked, office
    )
