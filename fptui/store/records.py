"""The records in memory, and the indexes by which they are found."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from fptui.registers import REGISTERS
from fptui.registers.declaration import Record, Value

_Numbers: TypeAlias = int | dict[int, None]
"""The records of one value in an index: mostly one, which needs no dict of its own."""


def identity_getter(register: str) -> Callable[[Record], str]:
    """What tells a record of this register from the others; the fast way where one field does."""
    declared = REGISTERS[register]
    if len(declared.identity) == 1:
        get = attrgetter(declared.identity[0])
        return lambda record: str(get(record))
    return declared.identity_of


class Records:
    """All tables of an office. An index is built when it is first asked for, then kept up."""

    def __init__(self, tables: dict[str, dict[int, Record]], highest: dict[str, int]) -> None:
        self._tables = tables
        self.highest = highest  # the numbers given out last, never to be given out again
        # the numbers of the records that were put, so that a reader can follow
        self.changed: dict[str, array[int]] = {name: array("q") for name in tables}
        self._unordered: set[str] = set()
        self._identities: dict[str, dict[str, int]] = {}
        self._columns: dict[tuple[str, str], dict[Value, _Numbers]] = {}

    def table(self, register: str) -> dict[int, Record]:
        """The records of a register in order of entry."""
        table = self._tables[register]
        if register in self._unordered:
            self._unordered.discard(register)
            ordered = sorted(table.items())
            table.clear()
            table.update(ordered)
        return table

    def tables(self) -> dict[str, dict[int, Record]]:
        """All tables in order of entry."""
        return {name: self.table(name) for name in self._tables}

    def copied(self) -> dict[str, dict[int, Record]]:
        """All tables as they are now; later changes do not reach them."""
        return {name: table.copy() for name, table in self.tables().items()}

    def get(self, register: str, number: int) -> Record | None:
        """The record of this number, or None."""
        return self._tables[register].get(number)

    def number(self, register: str, identity: str) -> int | None:
        """The number of the record with this identity, or None."""
        index = self._identities.get(register)
        if index is None:
            identity_of = identity_getter(register)
            table = self.table(register)
            index = dict(zip(map(identity_of, table.values()), table, strict=True))
            self._identities[register] = index
        return index.get(identity)

    def numbers(self, register: str, column: str, value: Value) -> Sequence[int]:
        """The numbers of the records whose column has (or, for several, contains) a value."""
        index = self._columns.get((register, column))
        if index is None:
            index = {}
            get = attrgetter(column)
            for number, record in self.table(register).items():
                _enter(index, get(record), number)
            self._columns[register, column] = index
        found = index.get(value)
        if found is None:
            return ()
        if isinstance(found, int):
            return (found,)
        return sorted(found)

    def put(self, register: str, number: int, record: Record | None) -> None:
        """Let a record have this number, or none; the indexes follow."""
        table = self._tables[register]
        before = table.get(number)
        if record is None:
            table.pop(number, None)
        else:
            if before is None:
                self._note_new(register, number, table)
            table[number] = record
        self.changed[register].append(number)
        if self._identities or self._columns:
            self._follow(register, number, before, record)

    def give_out(self, register: str, number: int) -> None:
        """Never give this number to another record, even where its own is gone by now."""
        self.highest[register] = max(self.highest[register], number)

    def _note_new(self, register: str, number: int, table: dict[int, Record]) -> None:
        if number > self.highest[register]:
            self.highest[register] = number
        elif table and number < next(reversed(table)):
            self._unordered.add(register)

    def _follow(
        self, register: str, number: int, before: Record | None, after: Record | None
    ) -> None:
        identities = self._identities.get(register)
        if identities is not None:
            identity_of = identity_getter(register)
            if before is not None and identities.get(old := identity_of(before)) == number:
                del identities[old]
            if after is not None:
                identities[identity_of(after)] = number
        for (name, column), index in self._columns.items():
            if name != register:
                continue
            old_value = None if before is None else getattr(before, column)
            new_value = None if after is None else getattr(after, column)
            if before is not None and after is not None and old_value == new_value:
                continue
            if before is not None:
                _leave(index, old_value, number)
            if after is not None:
                _enter(index, new_value, number)


def _values(value: Value) -> Iterable[Value]:
    return value if isinstance(value, tuple) else (value,)


def _enter(index: dict[Value, _Numbers], value: Value, number: int) -> None:
    for one in _values(value):
        there = index.get(one)
        if there is None:
            index[one] = number
        elif isinstance(there, dict):
            there[number] = None
        elif there != number:
            index[one] = {there: None, number: None}


def _leave(index: dict[Value, _Numbers], value: Value, number: int) -> None:
    for one in _values(value):
        there = index.get(one)
        if isinstance(there, dict):
            there.pop(number, None)
            if not there:
                del index[one]
        elif there == number:
            del index[one]


def clash(
    records: Records, register: str, moved: Mapping[int, tuple[Record | None, Record | None]]
) -> str | None:
    """The identity that two records of a register would share after these moves, or None.

    `moved` has, by number, the record before and after.
    """
    identity_of = identity_getter(register)
    taken: set[str] = set()
    for _before, after in moved.values():
        if after is None:
            continue
        identity = identity_of(after)
        holder = records.number(register, identity)
        if identity in taken or (holder is not None and holder not in moved):
            return identity
        taken.add(identity)
    return None
