"""Many lines of text as one, so that a word is looked for in all of them at once."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from fptui.registers.matching import SHORTEST_END, may_be_spoken
from fptui.registers.pinyin import Alphabet, spells

NEVER = 1 << 62
Next: TypeAlias = Callable[[int], int]
"""The first line from this one on in which something stands, or `NEVER`."""

_END = "\n"  # of one text; a line may have several, or none


class Texts:
    """Lines of some texts each, in which words are found as by the tests of `matching`."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        plain: list[str] = []
        other: list[str] = []
        for texts in lines:
            folded = [text.casefold().replace(_END, " ") + _END for text in texts]
            plain.append("".join(text for text in folded if text.isascii()))
            other.append("".join(text for text in folded if not text.isascii()))
        self._plain, self._other = _Joined(plain), _Joined(other)

    def containing(self, word: str) -> Next:
        """The lines with a text in which a word stands, or which it spells."""
        folded = word.casefold()
        spoken = may_be_spoken(folded)
        other = self._other.spelled(folded) if spoken else self._other.literal(folded)
        return either([self._plain.literal(folded), other])

    def ending(self, word: str) -> Next:
        """The lines with a text that ends in a word; none for a short one."""
        folded = word.casefold()
        if len(folded) < SHORTEST_END:
            return never
        return either([joined.literal(folded + _END) for joined in (self._plain, self._other)])


class _Joined:
    """The lines as one text; `_starts` has where each begins, and the end of the last."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "".join(lines)
        self._starts = array("I", accumulate(map(len, lines), initial=0))
        self._characters = frozenset(self._text)
        self._alphabet: Alphabet | None = None

    def literal(self, word: str) -> Next:
        if not self._characters.issuperset(word):
            return never
        find, starts = self._text.find, self._starts

        def following(line: int) -> int:
            place = find(word, starts[line])
            return NEVER if place < 0 else bisect_right(starts, place, line) - 1

        return following

    def spelled(self, word: str) -> Next:
        if self._alphabet is None:
            self._alphabet = Alphabet(self._characters)
        pattern = self._alphabet.pattern(word)
        if pattern is None:
            return never
        search, text, starts = pattern.search, self._text, self._starts

        def following(line: int) -> int:
            place = starts[line]
            while found := search(text, place):
                place = found.start()
                if spells(word, text[place : text.index(_END, place)]):
                    return bisect_right(starts, place, line) - 1
                place += 1
            return NEVER

        return following


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


def lines_with_all(ways: Sequence[Next], count: int) -> Iterator[int]:
    """The lines, of so many, that are found in every one of these ways."""
    line = 0
    while line < count:
        furthest = max(way(line) for way in ways)
        if furthest == line:
            yield line
            line += 1
        else:
            line = furthest
