"""What a named count comes to for a unit and a period, and which records made it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fptui.figures.tallies import TALLIES, Tally
from fptui.language import _
from fptui.registers.counts import COUNT_NAMES, COUNTS, Count, label_of_count
from fptui.registers.declaration import Desk, Record
from fptui.registers.units import children_of_units, units_under
from fptui.registers.values.period import parts_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a figure: how much it adds to which named count."""

    register: str
    number: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A named count with the records that make it up."""

    value: int
    evidence: tuple[Evidence, ...]


class Counting:
    """Answers questions for counts of one period, the year in view for none; reads registers once.

    Where a unit and units below it both report a number, those below are
    added up: what is nearest to the records is believed. Over time it is the
    other way round: a figure for the whole year stands before its halves, and
    those before their months.
    """

    def __init__(self, desk: Desk, period: str = "") -> None:
        self._desk = desk
        self._period = period or str(desk.year)
        self._children = children_of_units(desk)
        self._counts: dict[tuple[str, str, str], list[tuple[int, Count]]] = defaultdict(list)
        for number, count in desk.table(COUNTS).items():
            self._counts[count.name, count.unit, count.period].append((number, count))
        self._known = {name for name, _unit, _period in self._counts}
        self._tallied: dict[str, dict[str, list[int]]] = {}

    def sum(self, name: str, unit: str) -> Sum | None:
        """The named count of a unit in the period; None where nothing was reported."""
        if name in TALLIES and name not in self._known:
            is_year = self._period == str(self._desk.year)  # the registers tell the year only
            return self._tally(TALLIES[name], unit) if is_year else None
        return self._reported(name, unit, set())

    def _reported(self, name: str, unit: str, seen: set[str]) -> Sum | None:
        if unit in seen:  # units in a ring have no sum of their own
            return None
        seen.add(unit)
        below = [self._reported(name, child, seen) for child in self._children.get(unit, ())]
        known = [part for part in below if part is not None]
        return _added(known) if known else self._over_time(name, unit, self._period)

    def _over_time(self, name: str, unit: str, period: str) -> Sum | None:
        records = self._counts.get((name, unit, period))
        if records:
            return Sum(
                sum(count.value for _number, count in records),
                tuple(Evidence("counts", number, name, count.value) for number, count in records),
            )
        begins = self._desk.year_begins
        parts = [self._over_time(name, unit, part) for part in parts_of(period, begins)]
        known = [part for part in parts if part is not None]
        if not known:
            return None
        is_level = name in COUNT_NAMES and COUNT_NAMES[name].is_level
        return known[-1] if is_level else _added(known)

    def _tally(self, tally: Tally[Record], unit: str) -> Sum:
        if tally.name not in self._tallied:
            by_unit: dict[str, list[int]] = defaultdict(list)
            for number, record in self._desk.table(tally.register).items():
                if tally.counts(record, self._desk):
                    by_unit[tally.unit_of(record, self._desk)].append(number)
            self._tallied[tally.name] = by_unit
        by_unit = self._tallied[tally.name]
        numbers = [number for code in units_under(self._desk, unit) for number in by_unit[code]]
        evidence = tuple(Evidence(tally.register.name, n, tally.name, 1) for n in sorted(numbers))
        return Sum(len(numbers), evidence)


def _added(parts: list[Sum]) -> Sum:
    return Sum(
        sum(part.value for part in parts),
        tuple(evidence for part in parts for evidence in part.evidence),
    )


def label_of(name: str) -> str:
    """What a named count is called, reported or tallied, in the language in use."""
    return _(TALLIES[name].label) if name in TALLIES else label_of_count(name)


def noun_of(name: str) -> str:
    """The English noun for its cases, to be translated when shown: `births`, `payments`."""
    if name in TALLIES:
        return TALLIES[name].noun
    return COUNT_NAMES[name].noun if name in COUNT_NAMES else ""
