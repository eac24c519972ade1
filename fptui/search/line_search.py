"""Looking for something in many lines at once: what is found, in which ways, in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeAlias, TypeVar

NEVER = 1 << 62
Next: TypeAlias = Callable[[int], int]
"""The first line from this one on in which something stands, or `NEVER`."""

_BETWEEN_PAUSES = 128  # vain steps
_FIRST_CODE = 0x100  # above all characters that mean something in a pattern
MOST_CODES = 0x10000 - _FIRST_CODE  # patterns are slow beyond
Value = TypeVar("Value")


def never(_line: int) -> int:
    """In no line."""
    return NEVER


def either(ways: Sequence[Next]) -> Next:
    """Lines that are found in one of several ways; each is asked only when it must be."""
    ways = [way for way in ways if way is not never]
    if len(ways) < 2:
        return ways[0] if ways else never
    known = [-1] * len(ways)

    def following(line: int) -> int:
        for place, way in enumerate(ways):
            if known[place] < line:
                known[place] = way(line)
            if known[place] == line:
                return line
        return min(known)

    return following


def lines_with_all(ways: Sequence[Next], count: int) -> Iterator[int | None]:
    """The lines, of so many, that are found in every one of these ways; None now and then."""
    line = turn = agreed = 0
    while line < count:
        for way in ways:
            furthest = way(line)
            if furthest == line:
                agreed += 1
            else:
                line, agreed = furthest, 1
                turn += 1
                if not turn % _BETWEEN_PAUSES:
                    yield None
                if line >= count:
                    return
            if agreed == len(ways):
                yield line
                line, agreed = line + 1, 0
                break


def lines_in(way: Next, count: int) -> Iterator[int]:
    """The lines, of so many, that are found in one way, without pauses."""
    line = way(0)
    while line < count:
        yield line
        line = way(line + 1) if line + 1 < count else NEVER


class Coded(Generic[Value]):
    """Lines that have one of few values each, as a text of one character a line.

    Where there are more values than characters, some share one.
    """

    def __init__(self, values: Sequence[Value], distinct: Iterable[Value]) -> None:
        # sorted, so that values that belong together become ranges of a pattern
        self.distinct: list[Value] = sorted(distinct, key=str)
        codes = {value: _code(place) for place, value in enumerate(self.distinct)}
        self._codes = "".join(map(codes.__getitem__, values))

    def having(self, places: Collection[int]) -> Next:
        """The lines with one of these values, named by their places in `distinct`.

        And those whose value shares its character with one of them.
        """
        if not places:
            return never
        if len(places) == len(self.distinct):
            count = len(self._codes)
            return lambda line: line if line < count else NEVER
        codes = sorted({place % MOST_CODES for place in places})
        search, text = re.compile(f"[{''.join(_runs(codes))}]").search, self._codes

        def following(line: int) -> int:
            found = search(text, line)
            return NEVER if found is None else found.start()

        return following


def _code(place: int) -> str:
    return chr(_FIRST_CODE + place % MOST_CODES)


def _runs(places: Sequence[int]) -> Iterator[str]:
    """Ascending places as the ranges of a pattern's class."""
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield f"{_code(first)}-{_code(last)}"
            first = place
        last = place
    yield f"{_code(first)}-{_code(last)}"
