"""The single cells of a piece of an xlsx sheet's XML, where the fast look is not enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from fptui.exchange.reading.refusals import damaged_workbook

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FIRST_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?row\b")


@dataclass(slots=True)
class XlsxCell:
    """A cell as it is written: its place in the sheet from 0, its type, and what it holds."""

    place: tuple[int, int]
    kind: str
    text: str = ""
    has_formula: bool = False


def cells_in(rows: bytes) -> Iterator[XlsxCell]:
    """The cells of a piece of whole rows; Unreadable where it is no XML.

    A cell that does not say where it stands comes after the one before, as readers take it.
    """
    first = _FIRST_ROW.search(rows)
    last = max(rows.rfind(b"row>"), rows.rfind(b"/>"))
    if first is None or last < 0:
        return iter(())
    end = rows.find(b">", last) + 1
    reader = _Cells()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    try:
        parser.Parse(b"<rows>")
        parser.Parse(_only_rows(rows[first.start() : end]))
        parser.Parse(b"</rows>", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged_workbook() from error
    return iter(reader.cells)


def _only_rows(rows: bytes) -> bytes:
    """Without what follows the rows in the last piece of a sheet."""
    end = rows.rfind(b"sheetData>")
    return rows if end < 0 else rows[: rows.rfind(b"</", 0, end)]


def column_named(letters: bytes) -> int:
    """The place from 0 of a column that is named A, B … Z, AA …"""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


class _Cells:
    """Follows the elements of rows and gathers their cells."""

    def __init__(self) -> None:
        self.cells: list[XlsxCell] = []
        self._row, self._column = -1, -1
        self._cell: XlsxCell | None = None
        self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._column += 1
            if found := _PLACE.fullmatch(attributes.get("r", "")):
                self._row, self._column = int(found[2]) - 1, column_named(found[1].encode())
            self._cell = XlsxCell((self._row, self._column), attributes.get("t", ""))
            self.cells.append(self._cell)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "f" and self._cell is not None:
            self._cell.has_formula = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._cell = None

    def said(self, text: str) -> None:
        if self._in_value and self._cell is not None:
            self._cell.text += text
