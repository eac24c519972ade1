"""Finding Chinese names by their pronunciation: `zxm`, `zhangxm` and `xiumei` find 张秀梅."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

_DEPTH = 3  # how many characters a pattern looks at: each multiplies the ways to spell them


@cache
def readings(character: str) -> tuple[str, ...]:
    """The pinyin of one character without tones, all of its readings; itself for other text."""
    if character.isascii():
        return (character.lower(),)
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def sounds_like(word: str, name: str) -> bool:
    """Whether a lower-case word spells a stretch of a name, by initials or whole syllables."""
    return any(spells(word, name[start:]) for start in range(len(name)))


def spells(word: str, name: str) -> bool:
    """Whether a lower-case word spells the beginning of a name."""
    if not word:
        return True
    if not name:
        return False
    for reading in readings(name[0]):
        if reading.startswith(word):
            return True  # the syllable is still being typed
        if word.startswith(reading) and spells(word[len(reading) :], name[1:]):
            return True
        if word[0] == reading[0] and spells(word[1:], name[1:]):
            return True
    return False


class Alphabet:
    """The characters of a long text by their pinyin; its patterns search the whole text at once."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._characters: dict[str, set[str]] = {}  # by reading
        for character in characters:
            for reading in readings(character):
                self._characters.setdefault(reading, set()).add(character)

    def pattern(self, word: str) -> re.Pattern[str] | None:
        """A pattern for the places at which a stretch begins that a lower-case word spells.

        It finds them all; longer words than `_DEPTH` it may find where
        :func:`sounds_like` does not. None where there are none.
        """
        first = self._class(self._begin_with(word[0]))
        ways = [
            f"(?<={one}){rest}" if one != first else rest for one, rest in self._ways(word, _DEPTH)
        ]
        # only a pattern that begins with a class, not with a choice, is searched for fast
        return re.compile(f"{first}(?:{'|'.join(ways)})") if ways else None

    def _ways(self, word: str, depth: int) -> Iterator[tuple[str, str]]:
        """The ways to spell a word: the class of the first character, and what must follow it."""
        for length in range(1, len(word)):
            part = word[:length]
            syllables = self._begin_with(part) if length == 1 else {part} & self._characters.keys()
            rest = self._rest(word[length:], depth - 1) if syllables else None
            if rest is not None:
                yield self._class(syllables), rest
        if syllables := self._begin_with(word):  # the last one is still being typed
            yield self._class(syllables), ""

    def _rest(self, word: str, depth: int) -> str | None:
        if not depth:
            return ""
        ways = [one + rest for one, rest in self._ways(word, depth)]
        return f"(?:{'|'.join(ways)})" if ways else None

    def _begin_with(self, part: str) -> set[str]:
        return {reading for reading in self._characters if reading.startswith(part)}

    def _class(self, readings: Iterable[str]) -> str:
        characters = set().union(*(self._characters[reading] for reading in readings))
        return f"[{''.join(map(re.escape, sorted(characters)))}]"
