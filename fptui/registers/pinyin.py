"""Finding Chinese names by their pronunciation: `zxm`, `zhangxm` and `xiumei` find 张秀梅."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """The pinyin of one character without tones, all of its readings; itself for other text."""
    if character.isascii():
        return (character.lower(),)
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def sounds_like(word: str, name: str) -> bool:
    """Whether a lower-case word spells a stretch of a name, by initials or whole syllables."""
    return any(_spells(word, name[start:]) for start in range(len(name)))


def _spells(word: str, name: str) -> bool:
    if not word:
        return True
    if not name:
        return False
    for reading in readings(name[0]):
        if reading.startswith(word):
            return True  # the syllable is still being typed
        if word.startswith(reading) and _spells(word[len(reading) :], name[1:]):
            return True
        if word[0] == reading[0] and _spells(word[1:], name[1:]):
            return True
    return False
