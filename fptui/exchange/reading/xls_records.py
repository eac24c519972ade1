"""What must be known of an old workbook before a reader may open it, from its records.

A cell names a shared text by four bytes, a sheet names the place of its rows by four, and a
record says how far a sheet reaches: little that claims to be much. Records are those of
[MS-XLS]; each is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct, error

from fptui.exchange.reading.cells import MOST_CELLS, MOST_CHARACTERS, Extent
from fptui.exchange.reading.refusals import damaged_workbook, locked, too_large
from fptui.exchange.reading.shared_texts import lengths_of

MOST_BYTES = 100 << 20
"""An old sheet has 65,536 rows of 256 columns at most."""
MANY_PARTS, LEAST_PART = 1_000, 1_000
"""A record goes on in parts of 8,224 bytes; very many small ones are made to take time."""

_BEGIN, _END, _CONTINUED = 0x0809, 0x000A, 0x003C
_SHEET, _TEXTS, _LOCK, _DAYS = 0x0085, 0x00FC, 0x002F, 0x0022
_NAME, _REACH, _FORMULA, _SHARED, _MANY = 0x0018, 0x0200, 0x0006, 0x00FD, 0x00BD
_LONG = (0x0204, 0x00D6, 0x0207)
_CELLS = frozenset((0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, _SHARED, _MANY, _FORMULA))
_PASSED_OVER = 0x005D

_head = Struct("<HH").unpack_from
_number = Struct("<H").unpack_from
_long = Struct("<I").unpack_from
_put = Struct("<H").pack_into

Piece = tuple[int, int, int]
"""A record: its kind, where its content begins, and how long that is."""


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """The records of a workbook, harmless, and whether its days are counted from 1904."""

    records: bytes
    from_1904: bool


def harmless_workbook(stream: bytes) -> OldWorkbook:
    """The workbook without what nobody needs: formulas, names, and claims of size.

    Unreadable where the sheets would come to more than a list can be, where the
    workbook is locked with a password, or where the records are damaged.
    """
    if len(stream) > MOST_BYTES:
        raise too_large()
    try:
        scan = _Scan(stream)
        return OldWorkbook(bytes(scan.harmless()), scan.from_1904)
    except (error, IndexError, ValueError) as reason:
        raise damaged_workbook() from reason


class _Scan:
    """One walk through the records of a workbook and of its sheets."""

    def __init__(self, stream: bytes) -> None:
        self._stream = bytearray(stream)
        self._walked = 0
        self._lengths: list[int] = []
        self._sheets: list[int] = []
        self._claimed = self._characters = 0
        self.from_1904 = False

    def harmless(self) -> bytearray:
        """See :func:`harmless_workbook`."""
        self._look_at_workbook()
        for begin in self._sheets:
            self._look_at_sheet(begin)
        return self._stream

    def _records(self, begin: int) -> Iterator[Piece]:
        """The records from a place on up to the end of the sheet; those that go on, in parts."""
        stream, end = self._stream, len(self._stream)
        place = begin
        parts = of_parts = 0
        while place + 4 <= end:
            kind, length = _head(stream, place)
            content = place + 4
            place = content + length
            if place > end:
                raise ValueError("a record beyond the end")
            if kind == _CONTINUED:
                parts, of_parts = parts + 1, of_parts + length
                if parts > MANY_PARTS and of_parts < parts * LEAST_PART:
                    raise ValueError("a record of too many parts")
            else:
                parts = of_parts = 0
            yield kind, content, length
            # sheets that stand in the same place are no sheets
            self._walked += 4 + length
            if self._walked > end:
                raise ValueError("sheets within sheets")

    def _look_at_workbook(self) -> None:
        texts: list[tuple[int, int]] = []
        last = 0
        for kind, content, length in self._records(0):
            if kind == _CONTINUED:
                if last == _TEXTS:
                    texts.append((content, content + length))
                continue
            last = kind
            if kind == _SHEET:
                self._sheets.append(_long(self._stream, content)[0])
            elif kind == _TEXTS:
                texts = [(content, content + length)]
            elif kind == _LOCK and length >= 2 and _number(self._stream, content)[0]:
                raise locked()
            elif kind == _DAYS:
                self.from_1904 = _number(self._stream, content)[0] == 1
            elif kind == _NAME:
                _put(self._stream, content - 4, _PASSED_OVER)
            elif kind == _END:
                break
        self._lengths = lengths_of(memoryview(self._stream), texts)

    def _look_at_sheet(self, begin: int) -> None:
        stream, lengths = self._stream, self._lengths
        top = left = 1 << 16
        bottom = right = -1
        cells = characters = depth = 0
        for kind, content, length in self._records(begin):
            if kind == _BEGIN:
                depth += 1
            elif kind == _END:
                depth -= 1
                if depth <= 0:
                    break
            elif depth > 1:
                continue  # a chart within the sheet
            elif kind == _REACH:
                _put(stream, content - 4, _PASSED_OVER)
            elif kind in _CELLS:
                (row,), (column,) = _number(stream, content), _number(stream, content + 2)
                top, bottom = min(top, row), max(bottom, row)
                left, right = min(left, column), max(right, column)
                cells += 1
                if kind == _SHARED:
                    (text,) = _long(stream, content + 6)
                    characters += lengths[text] if text < len(lengths) else 0
                elif kind == _MANY:
                    (last,) = _number(stream, content + length - 2)
                    right, cells = max(right, last), cells + (length - 6) // 6
                elif kind == _FORMULA and length >= 22:
                    _put(stream, content + 20, 0)
            if kind in _LONG:
                characters += length
        self._claim(Extent(cells, top, left, bottom, right) if cells else Extent(), characters)

    def _claim(self, extent: Extent, characters: int) -> None:
        """The reader opens all sheets at once: what they claim together counts."""
        self._claimed += extent.area
        self._characters += characters
        if self._claimed > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise too_large()
