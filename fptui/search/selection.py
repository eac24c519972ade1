"""Which records of a register are shown, and in which order."""

from __future__ import annotations

from operator import lt

from fptui.registers.declaration import Column, Desk, R, Record, Register
from fptui.registers.values.display import SortKey, sort_key
from fptui.search.private_values import refuse_order
from fptui.search.query import parse_query


def select(
    desk: Desk,
    register: Register[R],
    where: str = "",
    sort: str = "",
    descending: bool = False,
    limit: int | None = None,
    year: int | None = None,
    refuse_unknown: bool = True,
    reveal: bool = False,
) -> list[tuple[int, R]]:
    """The records that answer a query, with their numbers, sorted by a column.

    Empty values come last in either direction. `year` keeps the records of one
    year where the register tells the year of a record. Raises QueryError, for a
    name in the query that nothing is called too unless `refuse_unknown` is False, and UnknownName.
    Unless private values are to `reveal`, QueryError for what would tell more of them than
    their masks show, and MaskedError for an order by them.
    """
    order = Order(register, sort, descending)
    if order.column is not None and not reveal:
        refuse_order(order.column)
    rows = list(desk.table(register).items())
    if year is not None and register.year_of is not None:
        rows = [row for row in rows if is_of_year(register, row[1], year, desk.year_begins)]
    if where.strip():
        query = parse_query(where, register, desk if refuse_unknown else None, reveal=reveal)
        rows = [row for row in rows if query.matches(row[1], desk)]
    rows = order.sorted(rows, desk)
    return rows if limit is None else rows[:limit]


def is_of_year(register: Register[R], record: R, year: int | None, begins: int) -> bool:
    """Whether a record is shown in this year; all are where the register has no years."""
    return year is None or register.year_of is None or register.year_of(record, begins) == year


class Order:
    """The order of a register's records: by a column, and as they were entered where that ties."""

    def __init__(
        self, register: Register[Record], sort: str = "", descending: bool = False
    ) -> None:
        """UnknownName where the register has no such column."""
        key = sort or register.sort
        self.column: Column | None = register.column(key) if key else None
        self._descending = descending

    def sorted(self, rows: list[tuple[int, R]], desk: Desk) -> list[tuple[int, R]]:
        """These rows, which are in order of entry, in this order."""
        if self.column is None:
            return rows[::-1] if self._descending else rows
        filled: list[int] = []
        empty: list[int] = []
        keys = []
        for place, (_number, record) in enumerate(rows):
            is_empty, key = self._key(record, desk)
            keys.append(key)
            (empty if is_empty else filled).append(place)
        filled.sort(key=keys.__getitem__, reverse=self._descending)
        return [rows[place] for place in filled + empty]

    def precedes(self, one: tuple[int, Record], other: tuple[int, Record], desk: Desk) -> bool:
        """Whether one row stands before another."""
        if self.column is None:
            return (one[0] < other[0]) is not self._descending
        (empty, key), (other_empty, other_key) = self._key(one[1], desk), self._key(other[1], desk)
        if empty != other_empty:
            return other_empty
        if empty or key == other_key:
            return one[0] < other[0]
        return bool(lt(key, other_key)) is not self._descending

    def _key(self, record: Record, desk: Desk) -> SortKey:
        column = self.column
        return (False, 0) if column is None else sort_key(column, column.value(record, desk))
