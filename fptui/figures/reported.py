"""What the units have reported: each named count by unit and period, and what follows from it.

A count of a unit and a period is known *whole* where it was reported for just these, or where all
units below reported it, or all shorter periods were. Where a unit and those below it both report
it, those below are believed: what is nearest to the records. A state, such as the population, does
not add up over time: what was reported last holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from fptui.figures.count_rows import CountRows, Given, Row, added
from fptui.figures.evidence import Evidence
from fptui.figures.formulas import is_level
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk
from fptui.registers.units import UNITS, children_of_units, units_above
from fptui.registers.values.period import months_of, year_of_period


class Known(Struct, frozen=True):
    """A state that is known: its value, the units that reported it and the cells of its records.

    `until` and `months` tell of which period the last report is: its last month and how many
    months it has.
    """

    value: int
    sources: tuple[tuple[str, int], ...]
    until: str
    months: int

    @property
    def units(self) -> Iterator[str]:
        """The units that reported it."""
        return (unit for unit, _cell in self.sources)


class Sums(Struct, frozen=True):
    """A count of a unit, cell by cell.

    What is known whole, what the shorter periods come to (of a state the last of them; months
    have none), and what the units below come to.
    """

    whole: Row
    by_time: Row
    below: Row | None


class Reported:
    """The register of counts, read once and asked by name, unit and period.

    It does not change: :meth:`after` gives what is reported after a change.
    """

    def __init__(self, desk: Desk, rows: CountRows | None = None) -> None:
        self.desk = desk
        self.begins = desk.year_begins
        self.rules = desk.count_rules
        self.rows = CountRows(desk.table(COUNTS), self.begins) if rows is None else rows
        self.cells = self.rows.cells
        self._units = {unit.code: unit for unit in desk.table(UNITS).values()}
        self._lines: dict[str, tuple[str, ...]] = {}
        self.children = {
            unit: [one for one in below if one not in self.line_of(unit)]  # no units in a ring
            for unit, below in children_of_units(desk).items()
        }
        self._asked: dict[str, frozenset[str] | None] = {}
        self._sums: dict[str, dict[str, Sums | None]] = {}
        self._under: dict[str, frozenset[str]] = {}
        self._years: dict[str, Mapping[str, Set[int]]] = {}
        self._reporting: dict[tuple[str, str, int], Mapping[str, None]] = {}
        self._states: dict[tuple[str, str, str], Known | None] = {}

    def after(self, numbers: Set[int]) -> Reported:
        """What is reported after these counts were changed: other sums are kept."""
        table = self.desk.table(COUNTS)
        if not self.rows.has_cells_of(numbers, table):
            return Reported(self.desk)
        rows, names = self.rows.changed(numbers, table)
        after = Reported(self.desk, rows)
        after._sums = {name: kept for name, kept in self._sums.items() if name not in names}
        return after

    # --- the units ----------------------------------------------------------------------

    def line_of(self, unit: str) -> tuple[str, ...]:
        """A unit and those above it, the lowest first."""
        if unit not in self._lines:
            line = tuple(one.code for one in units_above(self.desk, unit))
            self._lines[unit] = line or (unit,)
        return self._lines[unit]

    def under(self, name: str) -> frozenset[str]:
        """The units that reported something of a count, and those above them."""
        if name not in self._under:
            reporting = self.rows.by_name.get(name, ())
            self._under[name] = frozenset(
                above for unit in reporting for above in self.line_of(unit)
            )
        return self._under[name]

    def has(self, name: str, unit: str, year: int) -> bool:
        """Whether a unit or one below it reported something of a count in a year."""
        if unit not in self.under(name):
            return False
        cell, sums = self.cells.at.get(f"{year:04d}"), self.sums(name, unit)
        if cell is not None and sums is not None and sums.whole[cell] is not None:
            return True
        return year in self._years_of(name)[unit]

    def years_of(self, name: str) -> Set[int]:
        """The years in which any unit reported something of a count."""
        return set().union(*self._years_of(name).values())

    def _years_of(self, name: str) -> Mapping[str, Set[int]]:
        """The years in which units, or those below them, reported something of a count."""
        if name not in self._years:
            years: dict[str, set[int]] = {unit: set() for unit in self.under(name)}
            for unit, given in self.rows.by_name.get(name, {}).items():
                found = {year for year, value in zip(self.cells.years_of, given.values, strict=True)
                         if value is not None}  # fmt: skip
                for above in self.line_of(unit):
                    years[above] |= found
            self._years[name] = years
        return self._years[name]

    def has_within(self, name: str, unit: str, period: str) -> bool:
        """Whether a unit or one below it reported something of a count for a part of a period."""
        within = self.cells.within[self.cells.at[period]] if period in self.cells.at else ()
        return any(
            unit in self.line_of(below) and any(given.values[cell] is not None for cell in within)
            for below, given in self.rows.by_name.get(name, {}).items()
        )

    def is_reported(self, name: str, year: int) -> bool:
        """Whether any unit reported something of a count in a year."""
        return any(self.has(name, unit, year) for unit in self.rows.by_name.get(name, ()))

    def is_asked(self, name: str, unit: str, year: int) -> bool:
        """Whether a count is asked of a unit or of one below it; also where it reports unasked."""
        return self._is_asked_always(name, unit) or self.has(name, unit, year)

    def _is_asked_always(self, name: str, unit: str) -> bool:
        asked_of = self._asked_of(name)
        return asked_of is None or unit in asked_of

    def _asked_of(self, name: str) -> frozenset[str] | None:
        """The units of which a count is asked, and those above them; None for all."""
        if name not in self._asked:
            asked = self.rules.asked(name)
            kinds = asked.kinds if asked is not None else ()
            fitting = (one for one in self._units.values() if one.kind in kinds)
            self._asked[name] = (
                frozenset(above for one in fitting for above in self.line_of(one.code))
                if kinds
                else None
            )
        return self._asked[name]

    def below(self, name: str, unit: str, year: int) -> Sequence[str]:
        """The units right below of which a count is asked."""
        below = self.children.get(unit, ())
        if self._asked_of(name) is None:
            return below
        return [one for one in below if self.is_asked(name, one, year)]

    # --- what is known whole --------------------------------------------------------------

    def sums(self, name: str, unit: str) -> Sums | None:
        """What is known of a count of a unit in all cells; None where nothing was reported."""
        known = self._sums.setdefault(name, {})
        if unit not in known:
            known[unit] = None
            if unit in self.under(name):
                below = self._sum_of_units(name, unit)
                if below is not None and unit not in self._units:
                    # units below one that is not there count for it in the years it reported
                    years = self._years_of(name)[unit]
                    its_years = zip(self.cells.years_of, below, strict=True)
                    below = [value if year in years else None for year, value in its_years]
                known[unit] = self._put_together(name, self.rows.given(name, unit), below)
        return known[unit]

    def _sum_of_units(self, name: str, unit: str) -> Row | None:
        """What the units right below come to, in the cells in which all are known whole."""
        children = self.children.get(unit, ())
        asked = [one for one in children if self._is_asked_always(name, one)]
        sums = [self.sums(name, one) for one in asked]
        known = [one.whole for one in sums if one is not None]
        if len(known) < len(asked):
            return None
        unasked = [one for one in children if one not in asked and one in self.under(name)]
        if not unasked:
            return added(known) if known else None
        row = self.cells.empty()
        for cell, year in enumerate(self.cells.years_of):
            parts = [one[cell] for one in known]
            parts += [self._cell(name, one, cell) for one in unasked if self.has(name, one, year)]
            there = [value for value in parts if value is not None]
            row[cell] = sum(there) if there and len(there) == len(parts) else None
        return row

    def _put_together(self, name: str, given: Given | None, below: Row | None) -> Sums:
        """What the units below come to, else what was reported, else what shorter periods do."""
        own = given.values if given is not None else self.cells.empty()
        level, finer_span = is_level(name, self.rules), self.cells.spans[-1]
        whole = finer = _first(below[finer_span] if below else None, own[finer_span], None)
        by_time: Row = []
        for span, parts in zip(self.cells.spans[-2::-1], (3, 2, 2), strict=True):
            come_to = (
                finer[parts - 1 :: parts]
                if level
                else added([finer[place::parts] for place in range(parts)])
            )
            finer = _first(below[span] if below else None, own[span], come_to)
            whole, by_time = finer + whole, come_to + by_time
        return Sums(whole, by_time, below)

    def _cell(self, name: str, unit: str, cell: int) -> int | None:
        sums = self.sums(name, unit)
        return sums.whole[cell] if sums is not None else None

    def whole(self, name: str, unit: str, period: str) -> int | None:
        """The count of a unit and a period where it is known whole, else None."""
        cell = self.cells.at.get(period)
        return self._cell(name, unit, cell) if cell is not None else None

    def evidence(self, name: str, unit: str, period: str) -> Iterator[Evidence]:
        """The records that make a count that is known whole."""
        return self.records(name, self._sources(name, unit, self.cells.at[period]))

    def records(self, name: str, sources: Iterable[tuple[str, int]]) -> Iterator[Evidence]:
        """The records of a count in some cells of units."""
        for unit, cell in sources:
            given = self.rows.given(name, unit)
            if given is not None:
                yield from self._of_cell(name, given, cell)

    def _of_cell(self, name: str, given: Given, cell: int) -> Iterator[Evidence]:
        numbers, value = given.records(cell), given.values[cell]
        if len(numbers) == 1 and value is not None:
            yield Evidence(COUNTS.name, numbers[0], name, value)
            return
        for number in numbers:
            yield Evidence(COUNTS.name, number, name, self.rows.count(number).value)

    def units(self, name: str, unit: str, period: str) -> Collection[str]:
        """The units that reported a count that is known whole."""
        key = (name, unit, self.cells.at[period])
        if key not in self._reporting:
            self._reporting[key] = dict.fromkeys(self._units_of(*key))
        return self._reporting[key]

    def _units_of(self, name: str, unit: str, cell: int) -> Iterable[str]:
        sums = self.sums(name, unit)
        if sums is None or sums.whole[cell] is None:
            return ()
        if sums.below is None or sums.below[cell] is None:
            return (one for one, _cell in self._sources(name, unit, cell))
        found: list[str] = []
        for one in self.below(name, unit, self.cells.years_of[cell]):
            found += self._units_of(name, one, cell) if self.children.get(one) else (one,)
        return found

    def _sources(self, name: str, unit: str, cell: int) -> Iterator[tuple[str, int]]:
        """The units and cells of the records of which a count that is known whole is made."""
        sums = self.sums(name, unit)
        if sums is None or sums.whole[cell] is None:
            return
        given = self.rows.given(name, unit)
        if sums.below is not None and sums.below[cell] is not None:
            for one in self.below(name, unit, self.cells.years_of[cell]):
                yield from self._sources(name, one, cell)
        elif given is not None and given.values[cell] is not None:
            yield unit, cell
        else:
            parts = self.cells.parts[cell]
            for part in parts[-1:] if is_level(name, self.rules) else parts:
                yield from self._sources(name, unit, part)

    # --- states ---------------------------------------------------------------------------

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
                ) or self._last(name, unit, self.cells.at[period])
        return self._states[key]

    def _last(self, name: str, unit: str, within: int) -> Known | None:
        """The record of a unit whose period ends last; of two the longer one."""
        given = self.rows.given(name, unit)
        if given is None:
            return None
        for cell in self.cells.latest(within):
            value = given.values[cell]
            if value is not None:
                months = months_of(self.cells.periods[cell], self.begins)
                return Known(value, ((unit, cell),), months[-1], len(months))
        return None


def _first(below: Row | None, own: Row, by_time: Row | None) -> Row:
    """Cell by cell: what units below come to, else the report, else what shorter periods do."""
    row = own
    if by_time is not None:
        row = by_time if _is_empty(row) else _filled(row, by_time)
    if below is None:
        return row
    return below if None not in below else _filled(below, row)


def _is_empty(row: Row) -> bool:
    return row.count(None) == len(row)


def _filled(row: Row, other: Row) -> Row:
    return [two if one is None else one for one, two in zip(row, other, strict=True)]


def _added(parts: list[Known | None]) -> Known | None:
    """The sum of what is known, or None where one of the parts is not, or there is none."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    until = min(part.until for part in known)
    return Known(
        sum(part.value for part in known),
        tuple(source for part in known for source in part.sources),
        until,
        min(part.months for part in known if part.until == until),
    )
