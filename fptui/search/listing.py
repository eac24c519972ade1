"""What a screen of a register lists: the records that a filter leaves, in order, and searched.

A listing sorts once. After that it follows the changes of its register, and finds
the words that a user types by an index, which may be made beside the work.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from fptui.language import current_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import ChangingDesk, Record, Register
from fptui.search.index import Pulse, SearchIndex
from fptui.search.line_search import lines_with_all
from fptui.search.query import word_test
from fptui.search.rows_found import Found
from fptui.search.selection import Order, is_of_year, select

SHORT = 2_000  # records; fewer are looked through as fast as by an index
_MOST_CHANGED = 500  # records that are looked at one by one, before all is made anew
_AT_ONCE = 256  # records that are looked through between two pauses


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be listed: a query, an order, and a year for registers that have one.

    Query and order look behind the masks of private values where these are to `reveal`.
    """

    where: str = ""
    sort: str = ""
    descending: bool = False
    year: int | None = None
    reveal: bool = False


@dataclass(frozen=True, slots=True)
class _Extra:
    """A record that was changed after all were listed; it stands before the one of this place."""

    place: int
    number: int


def _setting_of(desk: ChangingDesk) -> tuple[object, ...]:
    """What beside the records decides how they are listed."""
    return current_language(), desk.today, desk.day_in_view, desk.year_begins


class Listing:
    """The answer to one question about a register; see :func:`fptui.search.selection.select`."""

    def __init__(self, desk: ChangingDesk, register: Register[Record], question: Question) -> None:
        """Select and sort; QueryError and UnknownName as of `select`."""
        self._desk, self._register, self._question = desk, register, question
        self._setting = _setting_of(desk)
        self._logs = {name: desk.changes(name) for name in REGISTERS}
        self._seen = {name: len(log) for name, log in self._logs.items()}
        rows = select(
            desk,
            register,
            question.where,
            sort=question.sort,
            descending=question.descending,
            year=question.year,
            reveal=question.reveal,
            refuse_unknown=False,  # what was called so may be renamed while it is listed
        )
        self._order = Order(register, question.sort, question.descending)
        self._numbers = array("q", (number for number, _record in rows))
        self._unread = [] if self.is_short else [record for _number, record in rows]
        self._index: SearchIndex | None = None
        self._followed = self._seen[register.name]
        self._dead: frozenset[int] = frozenset()
        self._extras: list[_Extra] = []
        self._all = self._numbers

    @property
    def is_short(self) -> bool:
        """Whether all that it finds is found at once, without an index."""
        return len(self._numbers) < SHORT

    @property
    def wants_index(self) -> bool:
        """Whether :meth:`make_index` was not done yet, and is worth its while."""
        return bool(self._unread)

    def make_index(self, pulse: Pulse = lambda: None) -> None:
        """Read the words of all records, perhaps in a thread; `pulse` may raise to stop it."""
        self._index = SearchIndex(self._desk, self._register, self._unread, pulse)
        self._unread = []

    def answers(self, desk: ChangingDesk, question: Question) -> bool:
        """Whether this is still the answer to that question; changed records are taken in."""
        return (
            desk is self._desk
            and question == self._question
            and self._setting == _setting_of(desk)
            and self._follow()
        )

    def found(self, words: Sequence[str] = ()) -> Found:
        """The listed records that answer to all these bare words."""
        table = self._desk.table(self._register)
        if not words:
            return Found(table, self._all)
        return Found(table, array("q"), self._hits(words, table))

    def _hits(self, words: Sequence[str], table: Mapping[int, Record]) -> Iterator[int | None]:
        desk, tests = self._desk, [word_test(self._register, word) for word in words]

        def answers(number: int) -> bool:
            record = table[number]
            return all(test(record, desk) for test in tests)

        extras = deque(extra for extra in self._extras if answers(extra.number))
        for place in self._places(words) if self._index else self._places_by_test(answers):
            if place is None:
                yield None
            elif place not in self._dead:
                while extras and extras[0].place <= place:
                    yield extras.popleft().number
                yield self._numbers[place]
        yield from (extra.number for extra in extras)

    def _places(self, words: Sequence[str]) -> Iterator[int | None]:
        index = self._index
        ways = [index.next(word) for word in words] if index else []
        return lines_with_all(ways, len(self._numbers))

    def _places_by_test(self, answers: Callable[[int], bool]) -> Iterator[int | None]:
        for place, number in enumerate(self._numbers):
            if place not in self._dead and answers(number):
                yield place
            elif place % _AT_ONCE == 0:
                yield None

    # --- changes ------------------------------------------------------------------------------

    def _follow(self) -> bool:
        """Take in what was changed; False where the question must be answered anew."""
        for name, log in self._logs.items():
            now = self._desk.changes(name)
            if now is not log or (len(now) != self._seen[name] and self._reads_others):
                return False
        log, seen = self._logs[self._register.name], self._seen[self._register.name]
        if len(log) == self._followed:
            return True
        changed = set(log[seen:])
        if len(changed) <= _MOST_CHANGED:
            self._followed = len(log)
            self._take_in(changed)
        return len(log) == self._followed

    @property
    def _reads_others(self) -> bool:
        """Whether other records may decide how one stands here, so that it cannot be alone."""
        register = self._register
        looked_at = (*register.words, *register.ends, *register.called_choices)
        read = [register.column(key) for key in looked_at]
        if self._order.column is not None:
            read.append(self._order.column)
        copied = self._index is not None and self._index.repeats_names
        return copied or bool(self._question.where) or any(column.compute for column in read)

    def _take_in(self, changed: Set[int]) -> None:
        """Leave out the records of these numbers, and put them where they belong now."""
        numbers, table = self._numbers, self._desk.table(self._register)
        self._dead = frozenset(place for place, number in enumerate(numbers) if number in changed)
        year, begins = self._question.year, self._desk.year_begins
        rows = [
            (number, table[number])
            for number in sorted(changed)
            if number in table and is_of_year(self._register, table[number], year, begins)
        ]
        self._extras = [
            _Extra(self._place_of(row, table), row[0])
            for row in self._order.sorted(rows, self._desk)
        ]
        self._all = numbers[:]
        moves = [(place, -1) for place in self._dead]
        moves += [(extra.place, turn) for turn, extra in enumerate(self._extras)]
        # from behind, so that the places before stay what they are; at one place the dead first
        for place, turn in sorted(moves, key=lambda move: (-move[0], move[1] >= 0, -move[1])):
            if turn < 0:
                del self._all[place]
            else:
                self._all.insert(place, self._extras[turn].number)

    def _place_of(self, row: tuple[int, Record], table: Mapping[int, Record]) -> int:
        """The first place whose record this one precedes; what stands at dead places is unknown."""
        low, high = 0, len(self._numbers)
        while low < high:
            middle = (low + high) // 2
            alive = middle
            while alive < high and alive in self._dead:
                alive += 1
            if alive == high:
                high = middle
                continue
            number = self._numbers[alive]
            if self._order.precedes((number, table[number]), row, self._desk):
                low = alive + 1
            else:
                high = middle
        return low
