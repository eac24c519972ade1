"""An index of the words of many records of a register, in a given order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from fptui.registers.declaration import ChangingDesk, Column, Desk, Register, Value
from fptui.registers.matching import texts_of
from fptui.registers.texts import NEVER, Next, Texts, either, never

_FEW = 8  # records to a value from which a column is searched by its distinct values
_BETWEEN_PULSES = 10_000
_FIRST_CODE = 0x100  # above all characters that mean something in a pattern

Pulse = Callable[[], None]


class SearchIndex:
    """Which records answer to a bare word, as :func:`fptui.registers.query.word_test` says."""

    def __init__(
        self, desk: ChangingDesk, register: Register, records: Sequence[Any], pulse: Pulse
    ) -> None:
        """Read all records; `pulse` is called again and again and may raise to stop it."""
        self.repeats_names = False
        """Whether names that stand in other records were copied into the index."""
        self._words: list[Callable[[str], Next]] = []
        for key in register.words:
            column = register.column(key)
            values = list(_pulsed((column.value(record, desk) for record in records), pulse))
            distinct = set(values)
            if len(distinct) * _FEW <= len(values):
                self._words.append(_Coded(desk, column, values, distinct).containing)
            else:
                self.repeats_names |= bool(column.register)
                self._words.append(_texts(desk, column, values, pulse).containing)
        for key in register.ends:
            column = register.column(key)
            values = [column.value(record, desk) for record in records]
            self._words.append(_texts(desk, column, values, pulse).ending)

    def next(self, word: str) -> Next:
        """The records that answer to this word, by their place."""
        return either([way(word) for way in self._words])


def _texts(desk: Desk, column: Column, values: Iterable[Value], pulse: Pulse) -> Texts:
    return Texts(_pulsed((texts_of(column, value, desk) for value in values), pulse))


def _pulsed(values: Iterable[Any], pulse: Pulse) -> Iterator[Any]:
    for place, value in enumerate(values):
        if not place % _BETWEEN_PULSES:
            pulse()
        yield value


class _Coded:
    """A column of few distinct values: one character a record, which stands for its value."""

    def __init__(
        self, desk: ChangingDesk, column: Column, values: Sequence[Value], distinct: Iterable[Value]
    ) -> None:
        self._desk, self._column = desk, column
        self._distinct = sorted(distinct, key=str)  # so that those of one place lie together
        codes = {value: chr(_FIRST_CODE + place) for place, value in enumerate(self._distinct)}
        self._codes = "".join(map(codes.__getitem__, values))
        self._named = self._state
        self._texts = self._texts_now()

    @property
    def _state(self) -> tuple[int, int]:
        """Differs where the names to which the values refer may have changed."""
        if not self._column.register:
            return (0, 0)
        changes = self._desk.changes(self._column.register)
        return (id(changes), len(changes))

    def _texts_now(self) -> Texts:
        return _texts(self._desk, self._column, self._distinct, lambda: None)

    def containing(self, word: str) -> Next:
        if self._named != self._state:
            self._named, self._texts = self._state, self._texts_now()
        way = self._texts.containing(word)
        runs: list[str] = []
        first = way(0)
        while first < len(self._distinct):
            last = first
            while (following := way(last + 1)) == last + 1:
                last = following
            runs.append(f"{chr(_FIRST_CODE + first)}-{chr(_FIRST_CODE + last)}")
            first = following
        if not runs:
            return never
        search, codes = re.compile(f"[{''.join(runs)}]").search, self._codes

        def next_coded(line: int) -> int:
            found = search(codes, line)
            return NEVER if found is None else found.start()

        return next_coded
