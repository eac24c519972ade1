"""What the units have reported: each named count by unit and period, and what follows from it.

A count of a unit and a period is known *whole* where it was reported for just these, or where all
units below reported it, or all shorter periods were. Where a unit and those below it both report
it, those below are believed: what is nearest to the records. A state, such as the population, does
not add up over time: what was reported last holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fptui.figures.formulas import is_level
from fptui.registers.counts import COUNTS, Count
from fptui.registers.declaration import Desk
from fptui.registers.units import UNITS, children_of_units, units_above
from fptui.registers.values.period import (
    check_period,
    months_of,
    parts_of,
    periods_within,
    year_of_period,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a figure: how much it adds to which named count."""

    register: str
    number: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Known:
    """A count that is known whole: its value, its records, the units that reported it.

    `until` and `months` tell of a state of which period the last report is: its last month
    and how many months it has.
    """

    value: int
    evidence: tuple[Evidence, ...]
    units: tuple[str, ...]
    until: str = ""
    months: int = 0


class Reported:
    """The register of counts, read once and asked by name, unit and period."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.begins = desk.year_begins
        self.rules = desk.count_rules
        self._units = {unit.code: unit for unit in desk.table(UNITS).values()}
        self._records: dict[tuple[str, str, str], list[tuple[int, Count]]] = defaultdict(list)
        self._at: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._under: set[tuple[str, str, int]] = set()
        self._of_year: set[tuple[str, int]] = set()
        self._lines: dict[str, tuple[str, ...]] = {}
        self.children = {
            unit: [one for one in below if one not in self.line_of(unit)]  # no units in a ring
            for unit, below in children_of_units(desk).items()
        }
        for number, count in desk.table(COUNTS).items():
            year = year_of_period(count.period, self.begins)
            if year is None:  # told of by the rule of the register
                continue
            self._records[count.name, count.unit, check_period(count.period)].append(
                (number, count)
            )
            self._at[count.name, count.unit].add(check_period(count.period))
            self._of_year.add((count.name, year))
            self._under.update((count.name, above, year) for above in self.line_of(count.unit))
        self._asked: dict[str, frozenset[str]] = {}
        self._whole: dict[tuple[str, str, str], Known | None] = {}
        self._states: dict[tuple[str, str, str], Known | None] = {}

    def line_of(self, unit: str) -> tuple[str, ...]:
        """A unit and those above it, the lowest first."""
        if unit not in self._lines:
            line = tuple(one.code for one in units_above(self.desk, unit))
            self._lines[unit] = line or (unit,)
        return self._lines[unit]

    def places(self) -> Iterator[tuple[str, str, str]]:
        """The name, unit and period of what was reported."""
        return iter(self._records)

    def records(self, name: str, unit: str, period: str) -> list[tuple[int, Count]]:
        """The records of a count of a unit for just this period."""
        return self._records.get((name, unit, period), [])

    def has(self, name: str, unit: str, year: int) -> bool:
        """Whether a unit or one below it reported something of a count in a year."""
        return (name, unit, year) in self._under

    def has_within(self, name: str, unit: str, period: str) -> bool:
        """Whether a unit or one below it reported something of a count for a part of a period."""
        within = set(periods_within(period, self.begins))
        return any(
            one == name and unit in self.line_of(below) and not within.isdisjoint(periods)
            for (one, below), periods in self._at.items()
        )

    def is_reported(self, name: str, year: int) -> bool:
        """Whether any unit reported something of a count in a year."""
        return (name, year) in self._of_year

    def is_asked(self, name: str, unit: str, year: int) -> bool:
        """Whether a count is asked of a unit or of one below it; also where it reports unasked."""
        asked = self.rules.asked(name)
        if asked is None or not asked.kinds or self.has(name, unit, year):
            return True
        if name not in self._asked:
            fitting = (one for one in self._units.values() if one.kind in asked.kinds)
            self._asked[name] = frozenset(
                above for one in fitting for above in self.line_of(one.code)
            )
        return unit in self._asked[name]

    def below(self, name: str, unit: str, year: int) -> list[str]:
        """The units right below of which a count is asked."""
        return [one for one in self.children.get(unit, ()) if self.is_asked(name, one, year)]

    def whole(self, name: str, unit: str, period: str) -> Known | None:
        """The count of a unit and a period where it is known whole, else None."""
        key = (name, unit, period)
        if key not in self._whole:
            self._whole[key] = None
            year = year_of_period(period, self.begins) or 0
            if self.has(name, unit, year):
                self._whole[key] = self.of_units_below(name, unit, period) or self.own(
                    name, unit, period
                )
        return self._whole[key]

    def of_units_below(self, name: str, unit: str, period: str) -> Known | None:
        """What the units right below come to, where all of them are known whole."""
        below = self.below(name, unit, year_of_period(period, self.begins) or 0)
        return _added([self.whole(name, one, period) for one in below])

    def own(self, name: str, unit: str, period: str) -> Known | None:
        """What was reported of a unit for this period or for all shorter ones in it."""
        return self._of_records(name, unit, period) or self.of_parts(name, unit, period)

    def of_parts(self, name: str, unit: str, period: str) -> Known | None:
        """What the shorter periods come to; of a state the last of them says it."""
        parts = parts_of(period, self.begins)
        if parts and is_level(name, self.rules):
            return self.whole(name, unit, parts[-1])
        return _added([self.whole(name, unit, part) for part in parts])

    def _of_records(self, name: str, unit: str, period: str) -> Known | None:
        records = self.records(name, unit, period)
        if not records:
            return None
        months = months_of(period, self.begins)
        return Known(
            sum(count.value for _number, count in records),
            tuple(Evidence(COUNTS.name, number, name, one.value) for number, one in records),
            (unit,),
            months[-1],
            len(months),
        )

    def state(self, name: str, unit: str, period: str) -> Known | None:
        """The last state that was reported in a period, of all units below or of the unit."""
        key = (name, unit, period)
        if key not in self._states:
            self._states[key] = None
            year = year_of_period(period, self.begins) or 0
            if self.has(name, unit, year):
                below = self.below(name, unit, year)
                self._states[key] = _added(
                    [self.state(name, one, period) for one in below]
                ) or self._last(name, unit, period)
        return self._states[key]

    def _last(self, name: str, unit: str, period: str) -> Known | None:
        """The record of a unit whose period ends last; of two the longer one."""
        within = [one for one in periods_within(period, self.begins)
                  if one in self._at.get((name, unit), ())]  # fmt: skip
        ends = [(months_of(one, self.begins)[-1], -place) for place, one in enumerate(within)]
        return self._of_records(name, unit, within[-max(ends)[1]]) if ends else None


def _added(parts: list[Known | None]) -> Known | None:
    """The sum of what is known, or None where one of the parts is not, or there is none."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    until = min(part.until for part in known)
    return Known(
        sum(part.value for part in known),
        tuple(evidence for part in known for evidence in part.evidence),
        tuple(dict.fromkeys(unit for part in known for unit in part.units)),
        until,
        min(part.months for part in known if part.until == until),
    )
