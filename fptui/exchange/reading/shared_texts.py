"""How long the texts are that the cells of an old workbook share ([MS-XLS] 2.4.265)."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct

_begin = Struct("<HB").unpack_from
_runs = Struct("<H").unpack_from
_more = Struct("<I").unpack_from
_WIDE, _EXTENDED, _RICH = 1, 4, 8
_COUNTS = 8
"""Bytes before the first text: how many there are, which nobody need believe."""


def lengths_of(stream: memoryview, parts: Sequence[tuple[int, int]]) -> list[int]:
    """The characters of each text, which go on from part to part; ValueError where they end."""
    return _Texts(stream, parts).lengths() if parts else []


class _Texts:
    """Goes through the parts; in each new one a text says anew how wide its characters are."""

    def __init__(self, stream: memoryview, parts: Sequence[tuple[int, int]]) -> None:
        self._stream, self._parts = stream, parts
        self._part = 0
        self._at, self._end = parts[0][0] + _COUNTS, parts[0][1]

    def _next_part(self) -> bool:
        self._part += 1
        if self._part >= len(self._parts):
            return False
        self._at, self._end = self._parts[self._part]
        return True

    def lengths(self) -> list[int]:
        """The characters of each text."""
        lengths: list[int] = []
        while self._at < self._end or self._next_part():
            if self._at >= self._end:
                lengths.append(0)
                continue
            count, flags = _begin(self._stream, self._at)
            self._at += 3
            beside = 0
            if flags & _RICH:
                beside += 4 * _runs(self._stream, self._at)[0]
                self._at += 2
            if flags & _EXTENDED:
                beside += _more(self._stream, self._at)[0]
                self._at += 4
            self._pass_characters(count, flags & _WIDE)
            self._pass_bytes(beside)
            lengths.append(count)
        return lengths

    def _pass_characters(self, count: int, wide: int) -> None:
        while True:
            there = max(self._end - self._at, 0) >> wide
            taken = min(count, there)
            self._at += taken << wide
            count -= taken
            if not count:
                return
            if not self._next_part():
                raise ValueError("a text without end")
            wide = self._stream[self._at] & _WIDE
            self._at += 1

    def _pass_bytes(self, count: int) -> None:
        while count:
            taken = min(count, max(self._end - self._at, 0))
            self._at += taken
            count -= taken
            if count and not self._next_part():
                raise ValueError("a text without end")
