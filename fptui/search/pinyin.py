"""Finding Chinese names by their pronunciation: `zxm`, `zhangxm` and `xiumei` find 张秀梅."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product

_LOOKED_AT = 4  # characters, of which mostly names have no more


@cache
def readings(character: str) -> tuple[str, ...]:
    """The pinyin of one character without tones, all of its readings; itself for other text."""
    if character.isascii():
        return (character.lower(),)
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


@lru_cache(maxsize=1 << 12)
def spelled(text: str) -> str:
    """A text in letters: the usual pinyin of its characters without tones, other text as it is."""
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


def sounds_like(word: str, name: str) -> bool:
    """Whether a lower-case word spells a stretch of a name, by initials or whole syllables."""
    return any(_spells(word, name, start) for start in range(len(name)))


def spells_from_start(word: str, name: str) -> bool:
    """Whether a lower-case word spells the beginning of a name."""
    return _spells(word, name, 0)


def spells_all(word: str, name: str) -> bool:
    """Whether a lower-case word spells a whole name: by initials, or by whole syllables."""
    if not name:
        return not word
    rests = [reading[:1] for reading in readings(name[0])] + list(readings(name[0]))
    return any(
        word.startswith(begun) and spells_all(word[len(begun) :], name[1:])
        for begun in dict.fromkeys(rests)
    )


def _spells(word: str, name: str, start: int) -> bool:
    if start == len(name):
        return False
    rests = _rests(word, name[start])
    return "" in rests or any(_spells(rest, name, start + 1) for rest in rests)


@lru_cache(maxsize=1 << 16)
def _rests(word: str, character: str) -> tuple[str, ...]:
    """What may be left of a word for the next characters; "" where this one ends it."""
    rests = []
    for reading in readings(character):
        if reading.startswith(word):
            return ("",)  # the syllable is still being typed
        if word.startswith(reading):
            rests.append(word[len(reading) :])
        if word[0] == reading[0]:
            rests.append(word[1:])
    return tuple(dict.fromkeys(rests))


class Alphabet:
    """The characters of a long text by their pinyin, to look for a word in all of it at once.

    Whatever :func:`sounds_like` a word has the initials of one of its :meth:`ways`,
    and initials are plain text, in which a search is several times as fast.
    """

    def __init__(self, characters: Iterable[str]) -> None:
        self._spoken: dict[str, set[str]] = {}  # the characters of a reading
        self._firsts: dict[str, str] = {}  # the initials of a character
        for character in characters:
            spoken = readings(character)
            self._firsts[character] = "".join(dict.fromkeys(reading[0] for reading in spoken))
            for reading in spoken:
                self._spoken.setdefault(reading, set()).add(character)

    def initials(self, text: str) -> str:
        """The initials of a text, in all its readings: of every stretch that a way looks at."""
        firsts = [self._firsts[character] for character in text]
        initials = "".join(firsts)
        if len(initials) == len(text):
            return initials
        last = max(len(firsts) - _LOOKED_AT, 0)
        stretches = (firsts[at : at + _LOOKED_AT] for at in range(last + 1))
        return " ".join("".join(way) for stretch in stretches for way in product(*stretch))

    def ways(self, word: str) -> frozenset[str]:
        """The initials of the ways to read a word as the beginnings of syllables, two or more.

        Of each only the first few.
        """
        return frozenset(way for way in self._ways(word, _LOOKED_AT) if len(way) > 1)

    def _ways(self, word: str, most: int) -> Iterator[str]:
        if not most:
            yield ""
            return
        if any(reading.startswith(word) for reading in self._spoken):
            yield word[0]  # the last syllable may still be on its way
        for length in range(1, len(word)):
            if length == 1 or word[:length] in self._spoken:
                yield from (word[0] + rest for rest in self._ways(word[length:], most - 1))

    def syllable(self, word: str) -> re.Pattern[str] | None:
        """A pattern for the characters whose pinyin begins with a word; None where none does."""
        found = [spoken for reading, spoken in self._spoken.items() if reading.startswith(word)]
        characters = sorted(set().union(*found))
        return re.compile(f"[{''.join(map(re.escape, characters))}]") if characters else None
