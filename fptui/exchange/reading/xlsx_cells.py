"""The single cells of a piece of an xlsx sheet's XML, where the fast look is not enough."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from fptui.exchange.reading.refusals import damaged_workbook

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FIRST_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?row\b")
_TEXT_KINDS = ("str", "inlineStr", "s")


@dataclass(slots=True)
class XlsxCell:
    """A cell as it is written: its place in the sheet from 0, its type, and what it holds."""

    place: tuple[int, int]
    kind: str
    text: str = ""
    has_formula: bool = False
    has_value: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether a reader keeps it: an empty text is one too, a number without digits is none."""
        return bool(self.text) or (self.has_value and self.kind in _TEXT_KINDS)


class SheetCells:
    """Reads the cells of one sheet piece by piece, and remembers in which row it is.

    A row or a cell that does not say where it stands comes after the one before, as
    readers take it.
    """

    def __init__(self) -> None:
        self._cells: list[XlsxCell] = []
        self._row, self._column = -1, -1
        self._cell: XlsxCell | None = None
        self._in_value = False

    def of(self, rows: bytes) -> list[XlsxCell]:
        """The cells of a piece of whole rows; Unreadable where it is no XML."""
        first = _FIRST_ROW.search(rows)
        last = max(rows.rfind(b"row>"), rows.rfind(b"/>"))
        if first is None:
            return []
        if last < 0:
            raise damaged_workbook()  # a row that does not end is one to a reader all the same
        self._cells = []
        end = rows.find(b">", last) + 1
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(b"<rows>")
            parser.Parse(_only_rows(rows[first.start() : end]))
            parser.Parse(b"</rows>", True)
        except (expat.ExpatError, ValueError) as error:
            raise damaged_workbook() from error
        return self._cells

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif self._cell is None:
            return
        elif name in ("v", "t", "is"):
            self._in_value = name != "is"
            self._cell.has_value = True
        elif name == "f":
            self._cell.has_formula = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        row, self._column = self._row, self._column + 1
        if "r" in attributes:
            found = _PLACE.fullmatch(attributes["r"].upper())
            if found is None:
                raise ValueError(attributes["r"])
            row, self._column = int(found[2]) - 1, column_named(found[1].encode())
        self._cell = XlsxCell((row, self._column), attributes.get("t", ""))
        self._cells.append(self._cell)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._cell = None

    def _said(self, text: str) -> None:
        if self._in_value and self._cell is not None:
            self._cell.text += text


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
