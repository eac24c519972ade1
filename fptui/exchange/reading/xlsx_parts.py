"""What must be known of an xlsx sheet before a reader may open it, from its raw XML.

The fast look at a sheet counts; only where a count is suspicious, or a formula
or an error stands in it, are single cells looked at.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from fptui.exchange.reading.cells import Extent, Progress
from fptui.exchange.reading.packages import chunks
from fptui.exchange.reading.refusals import damaged_workbook
from fptui.language import _

_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_WIDE = re.compile(rb'r="([A-Z]{2,3})[0-9]')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]+)"')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
LAST_NARROW = 26  # columns A to Z have names of one letter


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
    cells, last_row, columns = 0, 0, LAST_NARROW
    faults: dict[tuple[int, int], str] = {}
    size, done = package.getinfo(part).file_size, 0
    for rows in _whole_rows(package, part):
        done += len(rows)
        progress(min(done, size), size)
        cells += _closed_cells(rows)
        last_row = _last_row(rows) or last_row
        for letters in set(_WIDE.findall(rows)):
            columns = max(columns, _column(letters) + 1)
        if b"<f" in rows or b":f" in rows or b't="e"' in rows:
            faults.update(_faults(rows))
    fast = Extent(cells, bottom=last_row - 1, right=columns - 1, faults=faults)
    return _exact_extent(package, part, fast) if fast.is_sparse else fast


def _whole_rows(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
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
        rest = data
    yield rest


def _closed_cells(rows: bytes) -> int:
    """How many cells of a piece hold something; empty ones have no closing tag."""
    return rows.count(b"</c>") or rows.count(b":c>")


def _last_row(rows: bytes) -> int:
    """The number of the last row in a piece, or 0 where none is numbered."""
    begin = max(rows.rfind(b"<row"), rows.rfind(b":row ") - 32)
    number = 0
    for found in _ROW.finditer(rows, max(begin, 0)):
        number = int(found[1])
    return number


def _faults(rows: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _CELL.finditer(rows):
        attributes, content = found.groups()
        place = _PLACE.search(attributes)
        if place is None:
            continue
        where = (int(place[2]) - 1, _column(place[1]))
        if b't="e"' in attributes:
            yield where, _("the spreadsheet shows an error there")
        elif _FORMULA.search(content) and not _has_value(attributes, content):
            yield where, without_value()


def _has_value(attributes: bytes, content: bytes) -> bool:
    # a formula may have the empty text as its value
    return _VALUE.search(content) is not None or b't="str"' in attributes


def without_value() -> str:
    """Why a formula is refused that was never worked out."""
    return _("a formula without its value: open the file in a spreadsheet and save it again")


def _exact_extent(package: zipfile.ZipFile, part: str, fast: Extent) -> Extent:
    """By the cells that hold something: rows of formatted nothing do not count."""
    cells = 0
    top = left = 1 << 30
    bottom = right = -1
    for rows in _whole_rows(package, part):
        for found in _CELL.finditer(rows) if _closed_cells(rows) else ():
            place = _PLACE.search(found[1])
            if place is None or not _VALUE.search(found[2]):
                continue
            row, column = int(place[2]) - 1, _column(place[1])
            cells += 1
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
    if not cells:
        return Extent(faults=fast.faults)
    return Extent(cells, top, left, bottom, right, fast.faults)


def _column(letters: bytes) -> int:
    """The place from 0 of a column that is named A, B … Z, AA …"""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
