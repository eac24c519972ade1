"""What must be known of ods sheets before a reader may open them, from their raw XML.

In this form a row or a cell says how often it is repeated, so that a short file
can claim any number of cells.
"""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from fptui.exchange.reading.cells import MOST_CELLS, MOST_CHARACTERS, Area, Extent, Progress
from fptui.exchange.reading.packages import chunks, info_of
from fptui.exchange.reading.refusals import damaged_workbook, too_large
from fptui.exchange.reading.xlsx_parts import without_value

CONTENT = "content.xml"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = (
    "office:value",
    "office:string-value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
)


def extents_of(package: zipfile.ZipFile, progress: Progress) -> dict[str, Extent]:
    """How far each sheet reaches, by its name."""
    reader = _Sheets()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    done, size = 0, info_of(package, CONTENT).file_size
    try:
        for chunk in chunks(package, CONTENT):
            parser.Parse(chunk)
            done += len(chunk)
            progress(min(done, size), size)
        parser.Parse(b"", True)
    except (KeyError, ValueError, expat.ExpatError) as error:
        raise damaged_workbook() from error
    too_much = reader.claimed > MOST_CELLS or reader.characters > MOST_CHARACTERS
    # a sheet that is nearly empty is refused in words that help more
    if too_much and not any(extent.is_sparse for extent in reader.extents.values()):
        raise too_large()
    return reader.extents


class _Sheets:
    """Follows the elements of a document, and keeps count of where they stand."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self._name = ""
        self._row = self._column = 0
        self._rows = self._columns = 1  # how often the present row and cell are repeated
        self._cell: dict[str, str] | None = None
        self._length = 0  # of the text of the present cell
        self._in_sheet = False
        self.claimed = self.characters = 0  # of all sheets together
        self._begin_sheet("")

    def _begin_sheet(self, name: str) -> None:
        self._name = name
        self._row = 0
        self._cells = self._characters = 0
        self._top = self._left = 1 << 30
        self._bottom = self._right = -1
        self._claimed_bottom = self._claimed_right = 0  # by formulas
        self._faults: dict[tuple[int, int], str] = {}
        self._merged: list[Area] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._cell, self._length = attributes, 0
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
        elif tag == "table:table-row":
            self._column = 0
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
        elif tag == "table:table":
            if self._in_sheet:
                raise ValueError("a sheet within a sheet")
            self._in_sheet = True
            self._begin_sheet(attributes.get("table:name", ""))

    def text(self, text: str) -> None:
        if self._cell is not None and (self._length or text.strip()):
            self._length += len(text)

    def end(self, tag: str) -> None:
        if tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
            self._column += self._columns
        elif tag == "table:table-row":
            self._row += self._rows
        elif tag == "table:table":
            self._end_sheet()

    def _end_cell(self, attributes: dict[str, str]) -> None:
        formula = attributes.get("table:formula", "")
        text = max(self._length, len(attributes.get("office:string-value", "")))
        self._characters += (text + len(formula)) * self._rows * self._columns
        if formula:
            self._claimed_bottom = max(self._claimed_bottom, self._row + self._rows)
            self._claimed_right = max(self._claimed_right, self._column + self._columns)
        if not (self._length or any(name in attributes for name in _VALUES)):
            if formula and attributes.get("office:value-type") != "string":
                self._faults[self._row, self._column] = without_value()
            return
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            area = Area(self._row, self._column, self._row + down - 1, self._column + across - 1)
            self._merged.append(area)
        self._cells += 1  # once: what is repeated without end is not believed to be a list
        self._top, self._left = min(self._top, self._row), min(self._left, self._column)
        self._bottom = max(self._bottom, self._row + self._rows - 1)
        self._right = max(self._right, self._column + self._columns - 1)

    def _extent(self) -> Extent:
        empty = self._bottom < 0
        return Extent(
            self._cells,
            0 if empty else self._top,
            0 if empty else self._left,
            self._bottom,
            self._right,
            self._faults,
            tuple(self._merged),
            self._characters,
        )

    def _end_sheet(self) -> None:
        self._in_sheet = False
        extent = self.extents[self._name] = self._extent()
        # formulas have a table of their own in the reader
        self.claimed += extent.area + self._claimed_bottom * self._claimed_right
        self.characters += self._characters
