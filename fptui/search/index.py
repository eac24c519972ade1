"""An index of the words of many records of a register, in a given order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from fptui.registers.declaration import ChangingDesk, Column, Desk, Record, Register, Value
from fptui.search.choices import keys_called
from fptui.search.line_search import MOST_CODES, Coded, Next, either, lines_in
from fptui.search.matching import spellings, texts_of
from fptui.search.text_search import Texts

_FEW = 8  # records to a value from which a column is searched by its distinct values
_BETWEEN_PULSES = 10_000

Pulse = Callable[[], None]


class SearchIndex:
    """Which records answer to a bare word, as :func:`fptui.search.query.word_test` says."""

    def __init__(
        self,
        desk: ChangingDesk,
        register: Register[Record],
        records: Sequence[Record],
        pulse: Pulse,
    ) -> None:
        """Read all records; `pulse` is called again and again and may raise to stop it."""
        self.repeats_names = False
        """Whether names that stand in other records were copied into the index."""
        self._words: list[Callable[[str], Next]] = []
        for key in register.words:
            column = register.column(key)
            values = _values(desk, column, records)
            distinct = set(values)
            if len(distinct) * _FEW <= len(values) and len(distinct) < MOST_CODES:
                self._words.append(_Named(desk, column, values, distinct).containing)
            else:
                self.repeats_names |= bool(column.register)
                self._words.append(_texts(desk, column, values, pulse).containing)
        for key in register.ends:
            column = register.column(key)
            values = _values(desk, column, records)
            self._words.append(_texts(desk, column, values, pulse).ending)
        for key in register.called_choices:
            column = register.column(key)
            self._words.append(_Called(column, _values(desk, column, records)).containing)

    def next(self, word: str) -> Next:
        """The records that answer to this word, by their place."""
        return either([way(one) for one in spellings(word) for way in self._words])


def _values(desk: Desk, column: Column, records: Sequence[Record]) -> list[Value]:
    if column.compute is None:
        return list(map(attrgetter(column.key), records))
    return [column.value(record, desk) for record in records]


def _texts(desk: Desk, column: Column, values: Iterable[Value], pulse: Pulse) -> Texts:
    return Texts(_pulsed((texts_of(column, value, desk) for value in values), pulse))


def _pulsed(values: Iterable[list[str]], pulse: Pulse) -> Iterator[list[str]]:
    for place, value in enumerate(values):
        if not place % _BETWEEN_PULSES:
            pulse()
        yield value


class _Named:
    """A column of few distinct values: their names are looked through, not the records."""

    def __init__(
        self, desk: ChangingDesk, column: Column, values: Sequence[Value], distinct: Iterable[Value]
    ) -> None:
        self._desk, self._column = desk, column
        self._coded = Coded(values, distinct)
        self._named: tuple[int, int] | None = None
        self._name_them()

    @property
    def _state(self) -> tuple[int, int]:
        """Differs where the names to which the values refer may have changed."""
        if not self._column.register:
            return (0, 0)
        changes = self._desk.changes(self._column.register)
        return (id(changes), len(changes))

    def _name_them(self) -> None:
        """Learn the names of the values; many share one, as that of their township."""
        having: dict[str, list[int]] = {}
        for place, value in enumerate(self._coded.distinct):
            for text in texts_of(self._column, value, self._desk):
                having.setdefault(text, []).append(place)
        self._named = self._state
        self._texts, self._having = Texts([text] for text in having), list(having.values())

    def containing(self, word: str) -> Next:
        if self._named != self._state:
            self._name_them()
        texts = lines_in(self._texts.containing(word), len(self._having))
        return self._coded.having({place for text in texts for place in self._having[text]})


class _Called:
    """A column of choices: what its choices are called is looked through, not the records."""

    def __init__(self, column: Column, values: Sequence[Value]) -> None:
        self._column = column
        self._coded = Coded(values, set(values))

    def containing(self, word: str) -> Next:
        keys = keys_called(self._column.known_choices, word)
        distinct = self._coded.distinct
        return self._coded.having([place for place, key in enumerate(distinct) if key in keys])
