"""Records in groups, counted and added up, in which unlike things are never added.

A group is a line for each kind of thing in it: pictures and leaflets of one month are two
lines. Each line is then true by itself, and the lines add up to the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial, reduce
from operator import add, attrgetter
from typing import TypeAlias

from fptui.figures.sums import NONE, Sum, added
from fptui.registers.declaration import Column, Desk, Record, Register, Value
from fptui.registers.values.display import SortKey, sort_key
from fptui.search.column_paths import column_at

Key: TypeAlias = tuple[Value, ...]
"""The values of a line in the columns that tell lines apart."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many records there are, and the sum of each summed column.

    A sum is None where the values are of unlike things.
    """

    records: int
    sums: tuple[Sum | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its values in the columns that tell lines apart, and what its records come to."""

    key: Key
    total: Total


@dataclass(slots=True)
class _Adding:
    """What was added to a line so far: for each summed column the sum, and if it is a bound."""

    values: list[int | Decimal | None]
    bounds: list[bool]
    records: int = 0

    @property
    def total(self) -> Total:
        sums = map(Sum, self.values, self.bounds)
        return Total(self.records, tuple(sums))


class Grouping:
    """Groups of records by columns, made of one record after the other.

    `by` are the columns that were asked for, `summed` those that are added up, `apart`
    those that keep unlike things apart beside them.
    """

    def __init__(
        self, register: Register[Record], by: Sequence[Column], summed: Sequence[Column], desk: Desk
    ) -> None:
        self.by, self.summed = tuple(by), tuple(summed)
        ways = dict.fromkeys(way for one in summed if one.summed for way in one.summed.unlike)
        asked = {column.key for column in by}
        self.apart = tuple(column_at(register, way) for way in ways if way not in asked)
        self._columns = (*self.by, *self.apart)
        self._place = {column.key: place for place, column in enumerate(self._columns)}
        self._key = [_reading(column, desk) for column in self._columns]
        self._summed = [
            (place, _reading(column, desk), column.summed.at_least if column.summed else "")
            for place, column in enumerate(summed)
        ]
        self._adding: dict[Key, _Adding] = {}
        self.count = 0

    def add(self, record: Record) -> None:
        """Count a record, and add its values to its line."""
        key = tuple([read(record) for read in self._key])
        line = self._adding.get(key)
        if line is None:
            many = len(self._summed)
            line = self._adding[key] = _Adding([None] * many, [False] * many)
        line.records += 1
        self.count += 1
        for place, read, flag in self._summed:
            value = read(record)
            if not isinstance(value, int | Decimal):
                continue
            before = line.values[place]
            line.values[place] = value if before is None else added(before, value)
            if flag and getattr(record, flag):
                line.bounds[place] = True

    def add_all(self, records: Iterable[Record]) -> Grouping:
        """Add records one after the other, and give the grouping itself."""
        for record in records:
            self.add(record)
        return self

    def value(self, key: Key, column: str) -> Value:
        """What a line has in one of the columns that tell lines apart."""
        return key[self._place[column]]

    @property
    def lines(self) -> list[Line]:
        """All lines, ordered by the values of their columns, empty ones last."""
        lines = [Line(key, adding.total) for key, adding in self._adding.items()]
        return sorted(lines, key=lambda line: self._order(line.key))

    def _order(self, key: Key) -> list[tuple[SortKey, str]]:
        """By each value; what a list does not know by its letters."""
        pairs = zip(self._columns, key, strict=True)
        return [(sort_key(column, value), str(value)) for column, value in pairs]

    @property
    def telling(self) -> tuple[Column, ...]:
        """Those of the columns in `apart` without which lines could not be told apart."""
        kept: list[Column] = []
        for column in self.apart:
            places = [self._place[one.key] for one in (*self.by, *kept)]
            told = {tuple(key[place] for place in places) for key in self._adding}
            places.append(self._place[column.key])
            if len({tuple(key[place] for place in places) for key in self._adding}) > len(told):
                kept.append(column)
        return tuple(kept)

    def total(self, lines: Iterable[Line]) -> Total:
        """What these lines come to together; unlike things are not added."""
        lines = list(lines)
        sums = [self._together(place, lines) for place in range(len(self.summed))]
        return Total(sum(line.total.records for line in lines), tuple(sums))

    def _together(self, place: int, lines: Iterable[Line]) -> Sum | None:
        summed = self.summed[place].summed
        unlike = [self._place[way] for way in summed.unlike] if summed else []
        parts = [(line.key, line.total.sums[place] or NONE) for line in lines]
        kinds = {tuple(key[at] for at in unlike) for key, one in parts if not one.adds_nothing}
        return reduce(add, (one for _key, one in parts), NONE) if len(kinds) <= 1 else None

    def parts(self, lines: Iterable[Line]) -> list[list[Line]]:
        """The lines by the kind of thing they are of, as the columns that keep apart tell."""
        ways = dict.fromkeys(way for one in self.summed if one.summed for way in one.summed.unlike)
        places = [self._place[way] for way in ways]
        parts: dict[Key, list[Line]] = {}
        for line in lines:
            parts.setdefault(tuple(line.key[place] for place in places), []).append(line)

        def order(part: list[Line]) -> list[tuple[SortKey, str]]:
            whole = self._order(part[0].key)
            return [whole[place] for place in places]

        return sorted(parts.values(), key=order)


def _reading(column: Column, desk: Desk) -> Callable[[Record], Value]:
    """What reads the value of a column in a record."""
    if column.compute is None:
        return attrgetter(column.key)
    return partial(_computed, column, desk)


def _computed(column: Column, desk: Desk, record: Record) -> Value:
    return column.value(record, desk)
