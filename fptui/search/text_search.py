"""Many lines of text as one, so that a word is looked for in all of them at once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from fptui.search.line_search import NEVER, Coded, Next, either, lines_in, never
from fptui.search.matching import END, may_be_spoken
from fptui.search.pinyin import Alphabet, sounds_like

_NEAR = 32  # lines, among which the next one found mostly is
_END = "\n"  # of one text; a line may have several, or none


class Texts:
    """Lines of some texts each, in which words are found as by the tests of `matching`."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        plain: list[str] = []
        other: list[str] = []
        self._lengths: set[int] = set()
        for texts in lines:
            in_plain = in_other = ""
            for text in texts:
                folded = text.casefold().replace(_END, " ") + _END
                self._lengths.add(len(folded) - len(_END))
                if folded.isascii():
                    in_plain += folded
                else:
                    in_other += folded
            plain.append(in_plain)
            other.append(in_other)
        self._plain = _Joined(plain if any(plain) else [])
        self._other = _Spoken(other if any(other) else [])

    def containing(self, word: str) -> Next:
        """The lines with a text in which a word stands, or which it spells."""
        folded = word.casefold()
        spoken = may_be_spoken(folded)
        other = self._other.spelled(folded) if spoken else self._other.literal(folded)
        return either([self._plain.literal(folded), other])

    def ending(self, word: str) -> Next:
        """The lines with a text that is a word, or of which it is the last four characters."""
        folded = word.casefold()
        parts = (self._plain, self._other)
        if len(folded) == END:
            return either([joined.literal(folded + _END) for joined in parts])
        if len(folded) not in self._lengths:
            return never
        return either([joined.whole(folded) for joined in parts])


class _Joined:
    """The lines as one text; `_starts` has where each begins, and the end of the last."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "".join(lines)
        self._starts = array("I", accumulate(map(len, lines), initial=0))
        self._characters = frozenset(self._text)

    def literal(self, word: str) -> Next:
        if not self._characters.issuperset(word):
            return never
        find, starts = self._text.find, self._starts

        def following(line: int) -> int:
            place = find(word, starts[line])
            return NEVER if place < 0 else self._line_at(place, line)

        return following

    def whole(self, word: str) -> Next:
        """The lines with a text that is this word, and not longer."""
        if not self._characters.issuperset(word):
            return never
        find, text, starts = self._text.find, self._text, self._starts
        wanted = word + _END

        def following(line: int) -> int:
            place = find(wanted, starts[line])
            while place > 0 and text[place - 1] != _END:
                place = find(wanted, place + 1)
            return NEVER if place < 0 else self._line_at(place, line)

        return following

    def _matching(self, pattern: re.Pattern[str]) -> Next:
        search, text, starts = pattern.search, self._text, self._starts

        def following(line: int) -> int:
            found = search(text, starts[line])
            return NEVER if found is None else self._line_at(found.start(), line)

        return following

    def _line_at(self, place: int, line: int) -> int:
        """The line in which a place of the text is, not before this one."""
        starts = self._starts
        near = min(line + _NEAR, len(starts))
        if starts[near - 1] <= place:
            near = len(starts)
        return bisect_right(starts, place, line, near) - 1

    def _line(self, line: int) -> str:
        return self._text[self._starts[line] : self._starts[line + 1]]


class _Spoken(_Joined):
    """Lines of names, which may be spelled."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(lines)
        self._alphabet = Alphabet(self._characters)
        known = {line: self._alphabet.initials(line) for line in set(lines)}
        # many people have the same initials
        self._coded = Coded([known[line] for line in lines], set(known.values()))
        self._initials = _Joined(self._coded.distinct)

    def spelled(self, word: str) -> Next:
        """The lines that sound like a word: by one syllable of theirs, or by several."""
        syllable = self._alphabet.syllable(word)
        return either([self._matching(syllable) if syllable else never, self._by_several(word)])

    def _by_several(self, word: str) -> Next:
        initials = self._initials
        way = either([initials.literal(way) for way in self._alphabet.ways(word)])
        perhaps = self._coded.having(list(lines_in(way, len(self._coded.distinct))))

        def following(line: int) -> int:
            while (line := perhaps(line)) != NEVER and not sounds_like(word, self._line(line)):
                line += 1
            return line

        return following if perhaps is not never else never
