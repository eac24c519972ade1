"""What changes where an office lets its statistical year begin with another month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fptui.figures.targets import Target, targets
from fptui.figures.years import DeskOfYear
from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk, Kind, Record, Register
from fptui.registers.values.period import months_of


@dataclass(frozen=True, slots=True)
class Moved:
    """The records of a register that fall into another year, by their numbers."""

    register: Register[Record]
    before: int
    after: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeantOtherwise:
    """The records of a register with a period of several months, which will be other months."""

    register: Register[Record]
    period: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refigured:
    """A figure of the year in view, as it is and as it would be."""

    before: Target
    after: Target


def moved(desk: Desk, begins: int) -> Iterator[Moved]:
    """The records that fall into another year, and those that belong to such records.

    A finding goes with its inspection, attendance with its session; a payment stays in its
    programme year.
    """
    for register in REGISTERS.values():
        found: dict[tuple[int, int], list[int]] = {}
        for number, record in desk.table(register).items():
            for years in _years_of(register, record, desk, begins):
                found.setdefault(years, []).append(number)
        for (before, after), numbers in sorted(found.items()):
            yield Moved(register, before, after, tuple(numbers))


def _years_of(
    register: Register[Record], record: Record, desk: Desk, begins: int
) -> Iterator[tuple[int, int]]:
    """The year in which a record is and the one in which it would be, where they differ."""
    if register.year_of is not None:
        before = register.year_of(record, desk.year_begins)
        after = register.year_of(record, begins)
        if before is not None and after is not None and before != after:
            yield before, after
        return
    for column in register.stored_columns:
        above = REGISTERS.get(column.register)
        if column.kind is Kind.REFERENCE and above is not None and above.year_of is not None:
            belongs = desk.find(above, getattr(record, column.key))
            if belongs is not None:
                yield from _years_of(above, belongs, desk, begins)
                return


def meant_otherwise(desk: Desk, begins: int) -> Iterator[MeantOtherwise]:
    """The records of years, half-years and quarters, whose months will be others."""
    for register in REGISTERS.values():
        columns = [one for one in register.stored_columns if one.kind is Kind.PERIOD]
        found: dict[str, list[int]] = {}
        for column in columns:
            for number, record in desk.table(register).items():
                period = getattr(record, column.key)
                if months_of(period, desk.year_begins) != months_of(period, begins):
                    found.setdefault(period, []).append(number)
        for period, numbers in sorted(found.items()):
            yield MeantOtherwise(register, period, tuple(numbers))


def refigured(desk: Desk, begins: int) -> list[Refigured]:
    """The figures of the year in view that would change."""
    after = {one.indicator.key: one for one in targets(DeskOfYear(desk, desk.year, begins))}
    return [
        Refigured(one, after[one.indicator.key])
        for one in targets(desk)
        if _of(one) != _of(after[one.indicator.key])
    ]


def _of(target: Target) -> tuple[object, ...]:
    figure = target.figure
    return figure.numerator, figure.denominator, figure.value, target.status
