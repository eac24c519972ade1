"""Which records of a register are shown, and in which order."""

from __future__ import annotations

from typing import Any

from fptui.registers.declaration import Desk, Register
from fptui.registers.display import sort_key
from fptui.registers.query import parse_query


def select(
    desk: Desk,
    register: Register,
    where: str = "",
    sort: str = "",
    descending: bool = False,
    limit: int | None = None,
    year: int | None = None,
) -> list[tuple[int, Any]]:
    """The records that answer a query, with their numbers, sorted by a column.

    Empty values come last in either direction. `year` keeps the records of one
    year where the register tells the year of a record. Raises QueryError and
    UnknownName.
    """
    rows = list(desk.table(register.name).items())
    if year is not None and register.year_of is not None:
        year_of = register.year_of
        rows = [row for row in rows if year_of(row[1]) == year]
    if where.strip():
        query = parse_query(where, register)
        rows = [row for row in rows if query.matches(row[1], desk)]
    key = sort or register.sort
    if key:
        rows = _sorted(rows, register, key, descending, desk)
    elif descending:
        rows.reverse()
    return rows if limit is None else rows[:limit]


def _sorted(
    rows: list[tuple[int, Any]], register: Register, key: str, descending: bool, desk: Desk
) -> list[tuple[int, Any]]:
    column = register.column(key)
    keyed = [
        (sort_key(column, column.value(record, desk)), (number, record)) for number, record in rows
    ]
    filled = [pair for pair in keyed if not pair[0][0]]
    empty = [row for (is_empty, _value), row in keyed if is_empty]
    filled.sort(key=lambda pair: pair[0][1], reverse=descending)
    return [row for _key, row in filled] + empty
