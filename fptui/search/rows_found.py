"""The records that were asked for, as many of them as have been found so far."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from fptui.registers.declaration import Record

Row = tuple[int, Record]
"""A record with its number."""


class Found(Sequence[Row]):
    """Rows in their order, of which the first are there before the last are found.

    Who asks for the length or for a row that is not known yet waits for it;
    `known` and :meth:`reach` are for who cannot wait.
    """

    def __init__(
        self, table: Mapping[int, Record], known: array[int], rest: Iterable[int | None] = ()
    ) -> None:
        """`rest` yields the numbers of further records, and None where it finds none for long."""
        self._table = table
        self._numbers = known
        self._rest: Iterator[int | None] | None = iter(rest)

    @property
    def known(self) -> int:
        """How many rows have been found so far."""
        return len(self._numbers)

    @property
    def complete(self) -> bool:
        """Whether these are all."""
        return self._rest is None

    def reach(self, count: int | None = None, seconds: float | None = None) -> None:
        """Find on: until so many rows are known, or for about so long, or all."""
        until = None if seconds is None else time.perf_counter() + seconds
        while self._rest is not None and (count is None or len(self._numbers) < count):
            self._find_some()
            if until is not None and time.perf_counter() > until:
                return

    def _find_some(self) -> None:
        for _turn in range(64):
            number = next(self._rest, -1) if self._rest is not None else -1
            if number == -1:
                self._rest = None
                return
            if number is None:
                return
            self._numbers.append(number)

    def place_of(self, number: int) -> int | None:
        """The place of the record with this number, or None."""
        self.reach()
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def __len__(self) -> int:
        self.reach()
        return len(self._numbers)

    def __bool__(self) -> bool:
        self.reach(1)
        return bool(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        self.reach(None if place < 0 else place + 1)
        number = self._numbers[place]
        return number, self._table[number]
