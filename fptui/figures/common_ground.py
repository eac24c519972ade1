"""The units and periods for which all counts of a figure are known: it is made of these only.

A rate whose numerator comes from other villages or months than its denominator is exact and
wrong. So both are added up over the same cells of unit and period, and what is left out
is named.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from fptui.figures.reported import Reported
from fptui.figures.spans import Span
from fptui.registers.values.period import last_day, months_of, parts_of, year_earlier


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit and a period for which all counts are known whole."""

    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A count that adds up over time, of the period or of the same so many years before."""

    name: str
    years_before: int = 0

    def then(self, period: str) -> str:
        """The period that is meant by a period of the span."""
        for _year in range(self.years_before):
            period = year_earlier(period)
        return period


@dataclass(frozen=True, slots=True)
class State:
    """A state that is asked for: its name, and the period of whose end it is."""

    name: str
    period: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a figure stands on.

    `reporting` are the units whose reports it is made of, `missing` those of which nothing,
    `late` those of which not all periods are known that others reported. `months` are those
    that are covered, `unreported` those that should have been by the day of looking.
    """

    cells: tuple[Cell, ...] = ()
    reporting: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    stale: tuple[State, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all units have reported all that is due."""
        return not (self.missing or self.late or self.unreported or self.stale)


@dataclass(slots=True)
class Search:
    """Looks for the common ground of some counts (`flows`) and states of a unit in a span."""

    reported: Reported
    flows: tuple[Flow, ...]
    states: tuple[State, ...]
    span: Span
    _found: dict[Cell, tuple[Cell, ...]] = field(default_factory=dict)
    _leaves: dict[str, int] = field(default_factory=dict)

    def ground(self, unit: str) -> Ground:
        """The common ground, and what is missing of it."""
        if not self.flows and not self.states:  # counted from registers: always whole
            return Ground(cells=(Cell(unit, self.span.period),))
        cells = self._cells(unit, self.span.period)
        at: dict[str, set[str]] = defaultdict(set)
        for cell in cells:
            at[cell.unit].update(months_of(cell.period, self.reported.begins))
        covered = set().union(*at.values())
        found = _Found(frozenset(above for one in at for above in self.reported.line_of(one)))
        if cells:
            self._walk(unit, frozenset(), covered, at, False, found)
        return Ground(
            cells,
            self._reporting(cells),
            tuple(found.missing),
            tuple(found.late),
            tuple(sorted(covered)),
            self._unreported(cells, covered),
            self._stale(cells),
        )

    # --- the cells --------------------------------------------------------------------

    def _cells(self, unit: str, period: str) -> tuple[Cell, ...]:
        cell = Cell(unit, period)
        if cell not in self._found:
            self._found[cell] = ()  # units in a ring have no sum of their own
            if self._has_something(unit):
                self._found[cell] = (cell,) if self._is_whole(cell) else self._parted(cell)
        return self._found[cell]

    def _has_something(self, unit: str) -> bool:
        year = self.span.year
        return all(
            self.reported.has(flow.name, unit, year - flow.years_before) for flow in self.flows
        )

    def _is_whole(self, cell: Cell) -> bool:
        reported = self.reported
        return all(
            reported.whole(flow.name, cell.unit, flow.then(cell.period)) is not None
            for flow in self.flows
        ) and all(
            reported.state(one.name, cell.unit, one.period) is not None for one in self.states
        )

    def _parted(self, cell: Cell) -> tuple[Cell, ...]:
        """What is known by the units below or by shorter periods, whichever is more."""
        of_units = tuple(
            found for one in self._below(cell.unit) for found in self._cells(one, cell.period)
        )
        if not self.flows:  # a state of the end is not there for a part of the time
            return of_units
        parts = parts_of(cell.period, self.reported.begins)
        of_time = tuple(found for part in parts for found in self._cells(cell.unit, part))
        return of_time if self._reach(of_time) > self._reach(of_units) else of_units

    def _reach(self, cells: tuple[Cell, ...]) -> int:
        begins = self.reported.begins
        return sum(len(months_of(one.period, begins)) * self._leaves_of(one.unit) for one in cells)

    def _leaves_of(self, unit: str) -> int:
        if unit not in self._leaves:
            self._leaves[unit] = 1
            below = self._below(unit)
            self._leaves[unit] = sum(map(self._leaves_of, below)) or 1
        return self._leaves[unit]

    def _below(self, unit: str) -> list[str]:
        names = [*(one.name for one in self.flows), *(one.name for one in self.states)]
        year = self.span.year
        return [
            one
            for one in self.reported.children.get(unit, ())
            if all(self.reported.is_asked(name, one, year) for name in names)
        ]

    # --- who is missing -----------------------------------------------------------------

    def _reporting(self, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        units: dict[str, None] = {}
        for cell in cells:
            for flow in self.flows:
                period = flow.then(cell.period)
                units.update(dict.fromkeys(self.reported.units(flow.name, cell.unit, period)))
            for one in self.states:
                known = self.reported.state(one.name, cell.unit, one.period)
                units.update(dict.fromkeys(known.units if known else ()))
        line_of = self.reported.line_of
        over = {above for unit in units for above in line_of(unit)[1:]}
        return tuple(unit for unit in units if unit not in over)

    def _walk(
        self,
        unit: str,
        above: frozenset[str],
        covered: set[str],
        at: dict[str, set[str]],
        reports_itself: bool,
        found: _Found,
    ) -> None:
        """Sort the units below by what is known of them; `above` are the months known higher up."""
        known = above | at.get(unit, set())
        if known >= covered:
            return
        below = self._below(unit)
        if any(one in found.under for one in below):
            direct = any(one in at and self._is_reporter(one) for one in below)
            for one in below:
                self._walk(one, known, covered, at, direct, found)
        elif known:
            found.late.append(unit)
        else:
            found.missing += [unit] if reports_itself else self._bottom(unit)

    def _is_reporter(self, unit: str) -> bool:
        """Whether a unit that has units below it reports for them."""
        cells = self._found.get(Cell(unit, self.span.period), ())
        return bool(self._below(unit)) and unit in self._reporting(cells)

    def _bottom(self, unit: str) -> list[str]:
        below = self._below(unit)
        return [leaf for one in below for leaf in self._bottom(one)] or [unit]

    # --- what is due ----------------------------------------------------------------------

    def _unreported(self, cells: tuple[Cell, ...], covered: set[str]) -> tuple[str, ...]:
        """The months that should be covered by the day of looking and are not.

        After the last period that was reported the next one of its length is due, when it has
        been over for as many days as the rules give.
        """
        begins = self.reported.begins
        months = months_of(self.span.period, begins)
        if not self.flows or not covered:
            return ()
        last = max(months.index(one) for one in covered)
        gaps = [one for one in months[:last] if one not in covered]
        lengths = (len(months_of(one.period, begins)) for one in cells
                   if months_of(one.period, begins)[-1] == months[last])  # fmt: skip
        return (*gaps, *self._due_after(months, last, min(lengths)))

    def _due_after(self, months: tuple[str, ...], last: int, length: int) -> tuple[str, ...]:
        due: tuple[str, ...] = ()
        for place in range(last, len(months) - 1, length):
            following = months[place + 1 : place + 1 + length]
            if not self._is_due(following[-1]):
                break
            due += following
        return due

    def _is_due(self, month: str) -> bool:
        over = last_day(month) + timedelta(days=self.reported.rules.days_to_report)
        return over < self.reported.desk.today

    def _stale(self, cells: tuple[Cell, ...]) -> tuple[State, ...]:
        """The states of which a later report than the last one is due."""
        found = []
        for one in self.states:
            months = months_of(one.period, self.reported.begins)
            for unit in dict.fromkeys(cell.unit for cell in cells):
                known = self.reported.state(one.name, unit, one.period)
                if known and known.until in months:
                    place = months.index(known.until)
                    if self._due_after(months, place, known.months):
                        found.append(one)
                        break
        return tuple(found)


@dataclass(slots=True)
class _Found:
    """`under` are the units of which something is known, and those above them."""

    under: frozenset[str]
    missing: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
