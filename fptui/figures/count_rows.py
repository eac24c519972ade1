"""The register of counts as rows of numbers: one for a count of a unit, a cell for a period.

An office of ten years has hundreds of thousands of counts. In rows they are added and compared
many at a time, and no period is read twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial, reduce
from operator import add, attrgetter
from typing import TypeAlias

from fptui.registers.counts import Count
from fptui.registers.values.period import months_of, parts_of, periods_within, year_of_period

Row: TypeAlias = list[int | None]
"""A value for each cell of :class:`Cells`, None where nothing is known."""
Numbers: TypeAlias = tuple[int, ...]
"""The numbers of the records of a cell: mostly one."""

_PLACE, _PERIOD, _VALUE = attrgetter("unit", "name"), attrgetter("period"), attrgetter("value")
_FEW = 3
_BASE, _NAME_AND_BASE = attrgetter("base"), attrgetter("name", "base")


class Cells:
    """The cells of a row: each year, half, quarter and month of some years has its own.

    All years stand first, then all halves, all quarters, all months, in order of time: the
    parts of a period stand side by side in the `spans` that follow.
    """

    def __init__(self, years: Collection[int], begins: int) -> None:
        self.years = sorted(years)
        of_years = [periods_within(f"{year:04d}", begins) for year in self.years]
        levels = ((0, 1), (1, 3), (3, 7), (7, 19))
        self.periods = [
            period for first, after in levels for one in of_years for period in one[first:after]
        ]
        number = len(self.years)
        self.spans = [slice(first * number, after * number) for first, after in levels]
        self.at: dict[str, int] = {period: cell for cell, period in enumerate(self.periods)}
        self.years_of = [year_of_period(period, begins) or 0 for period in self.periods]
        self.parts = [tuple(self.at[one] for one in parts_of(period, begins))
                      for period in self.periods]  # fmt: skip
        self.within = [tuple(self.at[one] for one in periods_within(period, begins))
                       for period in self.periods]  # fmt: skip
        self.longer: list[list[int]] = [[] for _period in self.periods]
        for cell, within in enumerate(self.within):
            for one in within:
                self.longer[one].append(cell)
        self._begins = begins
        self._latest: dict[int, tuple[int, ...]] = {}

    def latest(self, cell: int) -> tuple[int, ...]:
        """The cells in one, those that end last before the others, of two the longer first."""
        if cell not in self._latest:
            ends = {
                one: months_of(self.periods[one], self._begins)[-1] for one in self.within[cell]
            }
            self._latest[cell] = tuple(
                sorted(self.within[cell], key=ends.__getitem__, reverse=True)
            )
        return self._latest[cell]

    def empty(self) -> Row:
        """A row of which nothing is known."""
        return [None] * len(self.periods)


class Given:
    """What was reported of one count by one unit: the values and the records of each cell."""

    __slots__ = ("has_several", "numbers", "values")

    def __init__(
        self, values: Row, numbers: list[int | Numbers | None], *, has_several: bool = False
    ) -> None:
        self.values, self.numbers, self.has_several = values, numbers, has_several

    def records(self, cell: int) -> Numbers:
        """The numbers of the records of a cell."""
        found = self.numbers[cell]
        return () if found is None else found if isinstance(found, tuple) else (found,)

    def changed(self, cell: int, numbers: Numbers, counts: Mapping[int, Count]) -> Given:
        """The same with other records in a cell, in the order of their numbers."""
        numbers = tuple(sorted(numbers))
        values, kept = self.values.copy(), self.numbers.copy()
        # a number that is gone is taken out next
        values[cell] = (
            sum(counts[one].value for one in numbers if one in counts) if numbers else None
        )
        kept[cell] = numbers[0] if len(numbers) == 1 else numbers or None
        return Given(values, kept, has_several=self.has_several or len(numbers) > 1)


class CountRows:
    """All counts by name, then by unit; counts whose period is none are left out.

    It does not change: :meth:`changed` gives the rows after a change of some of the `counts`.
    """

    def __init__(self, counts: Mapping[int, Count], begins: int) -> None:
        self._counts, self.begins = counts, begins
        periods, values = list(map(_PERIOD, counts.values())), list(map(_VALUE, counts.values()))
        known = set(periods)
        years = {year_of_period(period, begins) for period in known}
        self.cells = Cells([year for year in years if year is not None], begins)
        self.least = min(values, default=0)
        self.of_several_bases = _of_several_bases(counts.values())
        outside = len(self.cells.periods)
        at = {period: self.cells.at.get(period, outside) for period in known}
        self._strays = (
            {number: count.name for number, count in counts.items() if at[count.period] == outside}
            if outside in at.values()
            else {}
        )
        self.by_name: dict[str, dict[str, Given]] = {}
        for (unit, name), given in self._read(map(at.__getitem__, periods), values).items():
            self.by_name.setdefault(name, {})[unit] = given

    def _read(self, cells: Iterable[int], values_of: Iterable[int]) -> dict[tuple[str, str], Given]:
        counts, outside = self._counts, len(self.cells.periods)
        empty: Row = [None] * (outside + 1)
        no_number: list[int | Numbers | None] = [None] * (outside + 1)
        found: dict[tuple[str, str], tuple[Row, list[int | Numbers | None]]] = {}
        # this is done once for each count of the office: what is called here is written in C
        for number, place, cell, value in zip(
            counts, map(_PLACE, counts.values()), cells, values_of, strict=True
        ):
            try:
                values, numbers = found[place]
            except KeyError:
                values, numbers = found[place] = empty.copy(), no_number.copy()
            values[cell] = value
            numbers[cell] = number
        for values, numbers in found.values():
            del values[outside], numbers[outside]
        given = {
            place: Given(values, numbers)
            for place, (values, numbers) in found.items()
            if _has_any(values)
        }
        there = sum(len(one.values) - one.values.count(None) for one in given.values())
        if there + len(self._strays) < len(counts):
            self._put_together(given)
        return given

    def _put_together(self, given: dict[tuple[str, str], Given]) -> None:
        """Add up where several records stand in one cell, of which the last was read."""
        records: dict[tuple[tuple[str, str], int], list[int]] = {}
        for number, count in self._counts.items():
            cell = self.cells.at.get(count.period)
            if cell is not None:
                records.setdefault((_PLACE(count), cell), []).append(number)
        for (place, cell), numbers in records.items():
            if len(numbers) > 1:
                given[place] = given[place].changed(cell, tuple(numbers), self._counts)

    def changed(self, numbers: Set[int], counts: Mapping[int, Count]) -> tuple[CountRows, set[str]]:
        """The rows after these records became what they are now, and the names they are of.

        Where there is a cell for each of them.
        """
        now = {number: counts[number] for number in sorted(numbers) if number in counts}
        after = CountRows.__new__(CountRows)
        after._counts, after.begins, after.cells = counts, self.begins, self.cells
        after.by_name = dict(self.by_name)
        after.least = min(self.least, *(count.value for count in now.values()), 0)
        after.of_several_bases = self.of_several_bases
        if self.of_several_bases or any(count.base for count in now.values()):
            after.of_several_bases = _of_several_bases(counts.values())
        after._strays = {one: name for one, name in self._strays.items() if one not in numbers}
        places = [
            (name, unit, cell, number, False) for name, unit, cell, number in self._found(numbers)
        ]
        for number, count in now.items():
            cell = self.cells.at.get(count.period)
            if cell is None:
                after._strays[number] = count.name
            else:
                places.append((count.name, count.unit, cell, number, True))
        touched = {name for name, *_place in places}
        for name in touched:
            after.by_name[name] = dict(after.by_name.get(name, {}))
        for place in places:
            after._put(*place)
        return after, touched

    def _found(self, numbers: Set[int]) -> Iterator[tuple[str, str, int, int]]:
        """Where these records stand: name, unit, cell and number."""
        for name, units in self.by_name.items():
            for unit, given in units.items():
                if not given.has_several and numbers.isdisjoint(given.numbers):
                    continue
                for cell, there in enumerate(given.numbers):
                    if there is not None:
                        for number in given.records(cell):
                            if number in numbers:
                                yield name, unit, cell, number

    def _put(self, name: str, unit: str, cell: int, number: int, there: bool) -> None:
        """Let a record stand in a cell, or no longer."""
        units = self.by_name[name]
        given = units.get(unit) or Given(self.cells.empty(), list(self.cells.empty()))
        others = tuple(one for one in given.records(cell) if one != number)
        given = given.changed(cell, (*others, number) if there else others, self._counts)
        if _has_any(given.values):
            units[unit] = given
        else:
            units.pop(unit, None)

    def has_cells_of(self, numbers: Set[int], counts: Mapping[int, Count]) -> bool:
        """Whether there is a cell for each of these records: a year that is new has none."""
        periods = {counts[one].period for one in numbers if one in counts}
        return all(
            period in self.cells.at or year_of_period(period, self.begins) is None
            for period in periods
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of all counts, also of those whose period is none."""
        units = self.by_name.items()
        return frozenset((*(name for name, given in units if given), *self._strays.values()))

    def given(self, name: str, unit: str) -> Given | None:
        """What a unit reported of a count."""
        return self.by_name.get(name, {}).get(unit)

    def count(self, number: int) -> Count:
        """A record."""
        return self._counts[number]

    def records_of(self, name: str) -> Iterator[tuple[int, str]]:
        """The records of a count, their numbers and units."""
        for unit, given in self.by_name.get(name, {}).items():
            for cell, value in enumerate(given.values):
                if value is not None:
                    yield from ((number, unit) for number in given.records(cell))


def _of_several_bases(counts: Collection[Count]) -> frozenset[str]:
    """The counts that are reported of registered people and of residents."""
    if len(set(map(_BASE, counts)) - {""}) < 2:
        return frozenset()
    bases = Counter(name for name, base in set(map(_NAME_AND_BASE, counts)) if base)
    return frozenset(name for name, number in bases.items() if number > 1)


def _has_any(values: Sequence[int | None]) -> bool:
    return values.count(None) < len(values)


def added(rows: Sequence[Row]) -> Row:
    """The sums of rows, cell by cell; None where one of them has nothing."""
    try:
        if len(rows) <= _FEW:  # a sum of few is quicker one by one
            # None is not added to a number: what is unknown is summed cell by cell
            return list(reduce(partial(map, add), rows))  # type: ignore[arg-type]
        return list(map(sum, zip(*rows, strict=True)))
    except TypeError:
        return [None if None in cells else sum(cells) for cells in zip(*rows, strict=True)]
