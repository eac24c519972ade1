"""What must be known of an xlsx sheet before a reader may open it, from its raw XML.

The fast look at a sheet counts; only where a count is suspicious, or a formula
or an error stands in it, are single cells looked at. Both take time in proportion to the
length of the part, and memory for a few pieces of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from xml.parsers import expat

from fptui.exchange.reading.cells import Extent, Progress
from fptui.exchange.reading.packages import chunks
from fptui.exchange.reading.refusals import damaged_workbook
from fptui.exchange.reading.xlsx_cells import cells_in, column_named
from fptui.language import _

_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_WIDE = re.compile(rb'r="([A-Z]{2,3})[0-9]')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]+)"')
LAST_NARROW = 26  # columns A to Z have names of one letter
LONGEST_ROW = 64 << 20
"""Bytes of one row: 16,384 cells of 4,000 characters. What is longer is none."""


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold the sheets of a workbook, by the sheets' names."""
    targets = {
        found["Id"]: found["Target"]
        for found in _elements(package, "xl/_rels/workbook.xml.rels", "Relationship")
        if "Id" in found and "Target" in found
    }
    parts = {}
    for sheet in _elements(package, "xl/workbook.xml", "sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in package.NameToInfo:
            parts[sheet.get("name", "")] = part
    return parts


def counts_from_1904(package: zipfile.ZipFile) -> bool:
    """Whether the days of a workbook are counted from 1904 (ECMA-376, date1904)."""
    settings = _elements(package, "xl/workbook.xml", "workbookPr")
    return any(one.get("date1904", "0") in ("1", "true", "on") for one in settings)


def _elements(package: zipfile.ZipFile, name: str, wanted: str) -> Iterator[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        for chunk in chunks(package, name):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (KeyError, expat.ExpatError) as error:
        raise damaged_workbook() from error
    return iter(found)


def extent_of(package: zipfile.ZipFile, part: str, progress: Progress) -> Extent:
    """How far a sheet reaches, and the cells in it that cannot be believed."""
    cells, most_cells, last_row, columns = 0, 0, 0, LAST_NARROW
    faults: dict[tuple[int, int], str] = {}
    size, done = package.getinfo(part).file_size, 0
    for rows in whole_rows(package, part):
        done += len(rows)
        progress(min(done, size), size)
        cells += _closed_cells(rows)
        most_cells += _tags_like_cells(rows)
        last_row = _last_row(rows) or last_row
        for letters in set(_WIDE.findall(rows)):
            columns = max(columns, column_named(letters) + 1)
        if b"<f" in rows or b":f" in rows or b't="e"' in rows:
            faults.update(_faults(rows))
    fast = Extent(cells, 0, 0, last_row - 1, columns - 1, faults, most_cells=most_cells)
    return _exact_extent(package, part, fast) if fast.is_sparse else fast


def whole_rows(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end between two rows."""
    rest = b""
    tag = b""
    for chunk in chunks(package, part):
        data = rest + chunk
        if not tag:
            found = _PREFIX.search(data)
            tag = b"<" + ((found[1] or b"") if found else b"") + b"row"
        cut = data.rfind(tag)
        if cut > 0:
            yield data[:cut]
            data = data[cut:]
        if len(data) > LONGEST_ROW:
            raise damaged_workbook()
        rest = data
    yield rest


def _closed_cells(rows: bytes) -> int:
    """How many cells of a piece hold something; empty ones have no closing tag."""
    return rows.count(b"</c>") or rows.count(b":c>")


def _tags_like_cells(rows: bytes) -> int:
    """At least as many as there are cells, however their tags are written."""
    return rows.count(b"</c") + rows.count(b":c")


def _last_row(rows: bytes) -> int:
    """The number of the last row in a piece, or 0 where none is numbered."""
    begin = max(rows.rfind(b"<row"), rows.rfind(b":row ") - 32)
    number = 0
    for found in _ROW.finditer(rows, max(begin, 0)):
        number = int(found[1])
    return number


def _faults(rows: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in cells_in(rows):
        if cell.kind == "e":
            yield cell.place, _("the spreadsheet shows an error there")
        # a formula may have the empty text as its value
        elif cell.has_formula and not (cell.text or cell.kind == "str"):
            yield cell.place, without_value()


def without_value() -> str:
    """Why a formula is refused that was never worked out."""
    return _("a formula without its value: open the file in a spreadsheet and save it again")


def _exact_extent(package: zipfile.ZipFile, part: str, fast: Extent) -> Extent:
    """By the cells that hold something: rows of formatted nothing do not count."""
    cells = 0
    top = left = 1 << 30
    bottom = right = -1
    for rows in whole_rows(package, part):
        for cell in cells_in(rows) if _closed_cells(rows) else ():
            if not cell.text:
                continue
            row, column = cell.place
            cells += 1
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
    exact = Extent(cells, top, left, bottom, right) if cells else Extent()
    return replace(exact, faults=fast.faults, most_cells=fast.most_cells)
