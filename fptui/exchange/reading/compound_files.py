"""The one stream of a compound file that an old workbook is in; the rest of it is not looked at.

Sectors by [MS-CFB]. Chains may lead in circles and lengths may be lies: nothing here takes
more time or memory than the file has bytes. What is handed on is a compound file made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, repeat
from struct import error, pack, unpack_from

from fptui.exchange.reading.refusals import damaged_workbook

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
"""The streams that may be a workbook, in the order in which they are looked for."""

_LAST_SECTOR = 0xFFFFFFFA
_END, _NONE, _OF_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_HEADER, _MINI, _ENTRY = 512, 64, 128
_IN_HEADER = 109
_SMALL_STREAM = 4096
_LARGE = 4096


def workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook in a compound file; Unreadable where it has none."""
    try:
        return _Sectors(data).workbook()
    except (error, IndexError, ValueError) as reason:
        raise damaged_workbook() from reason


class _Sectors:
    """The sectors of a file, and the tables that tell which follows which."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << min(unpack_from("<H", data, 30)[0], 12)
        if self._size not in (_HEADER, _LARGE):
            raise ValueError("sectors of another size")
        places = list(unpack_from(f"<{_IN_HEADER}I", data, 76))
        following = unpack_from("<I", data, 68)[0]
        seen: set[int] = set()
        while following < _LAST_SECTOR and following not in seen:
            seen.add(following)
            *more, following = _numbers(self._sector(following))
            places += more
        table = dict.fromkeys(one for one in places if one < _LAST_SECTOR)
        self._next = list(chain.from_iterable(_numbers(self._sector(one)) for one in table))

    def workbook(self) -> bytes:
        """The first stream of the workbook's names."""
        entries = self._chained(unpack_from("<I", self._data, 48)[0], len(self._data))
        found: dict[str, tuple[int, int]] = {}
        for begin in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            name = entries[begin : begin + 64].decode("utf-16-le", "replace").split("\0")[0]
            found.setdefault(name, unpack_from("<2I", entries, begin + 116))
        name = next((one for one in WORKBOOKS if one in found), "")
        if not name:
            raise ValueError("no workbook")
        start, length = found[name]
        if length >= _SMALL_STREAM:
            return self._chained(start, length)
        return self._small(start, length, unpack_from("<2I", entries, 116))

    def _sector(self, place: int) -> bytes:
        begin = (place + 1) * self._size
        if begin >= len(self._data):
            raise ValueError("a sector beyond the end")
        return self._data[begin : begin + self._size]

    def _chained(self, place: int, length: int) -> bytes:
        return _joined(place, length, self._next, self._sector)

    def _small(self, start: int, length: int, root: tuple[int, ...]) -> bytes:
        """A stream of less than 4096 bytes, which stands in one of its own sectors of 64."""
        minis = self._chained(*root)
        following = _numbers(self._chained(unpack_from("<I", self._data, 60)[0], len(self._data)))
        return _joined(
            start, length, following, lambda place: minis[place * _MINI : (place + 1) * _MINI]
        )


def _numbers(data: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(data) // 4}I", data)


def _joined(
    place: int, length: int, following: Sequence[int], sector: Callable[[int], bytes]
) -> bytes:
    parts, got = [], 0
    seen: set[int] = set()
    while place < _LAST_SECTOR and got < length:
        if place in seen:
            raise ValueError("a chain that leads in a circle")
        seen.add(place)
        parts.append(sector(place))
        got += len(parts[-1])
        place = following[place]
    return b"".join(parts)[:length]


def compound_file(stream: bytes) -> bytes:
    """A compound file that has a workbook of this stream, and nothing else."""
    content = stream.ljust(_SMALL_STREAM, b"\0")
    sectors = -(-len(content) // _LARGE)
    # the table tells of itself and of the directory too, 1024 sectors in each of its own
    tables = -(-(sectors + 1) // (_LARGE // 4 - 1))
    if tables > _IN_HEADER:
        raise damaged_workbook()
    first = tables + 1
    following = [*repeat(_OF_TABLE, tables), _END, *range(first + 1, first + sectors), _END]
    following += repeat(_NONE, tables * _LARGE // 4 - len(following))
    header = MARK + bytes(16) + pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    header += pack("<9I", 1, tables, tables, 0, _SMALL_STREAM, _END, 0, _END, 0)
    header += pack(f"<{_IN_HEADER}I", *range(tables), *repeat(_NONE, _IN_HEADER - tables))
    entries = _entry("Root Entry", 5, 0, 0, child=1) + _entry("Workbook", 2, first, len(content))
    return b"".join(
        (
            header.ljust(_LARGE, b"\0"),
            pack(f"<{len(following)}I", *following),
            entries.ljust(_LARGE, b"\0"),
            content.ljust(sectors * _LARGE, b"\0"),
        )
    )


def _entry(name: str, kind: int, start: int, length: int, child: int = _NONE) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    return (
        spelled.ljust(64, b"\0")
        + pack("<HBB", len(spelled), kind, 1)
        + pack("<3I", _NONE, _NONE, child)
        + bytes(36)
        + pack("<IQ", start, length)
    )
