"""What must be known of an xlsx sheet before a reader may open it, from its raw XML.

The fast look at a sheet counts; only where a count is suspicious, or a formula
or an error stands in it, are single cells looked at. Both take time in proportion to the
length of the part, and memory for a few pieces of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.parsers import expat

from fptui.exchange.reading.cells import MOST_CHARACTERS, Extent, Progress
from fptui.exchange.reading.packages import chunks, has_part, info_of
from fptui.exchange.reading.refusals import damaged_workbook, too_large
from fptui.exchange.reading.xlsx_cells import SheetCells, XlsxCell, column_named
from fptui.language import _

WORKBOOK = "xl/workbook.xml"
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_WIDE = re.compile(rb'r="([A-Z]{2,3})[0-9]')
_PLACED = re.compile(rb'<(?:c|row) r="[A-Z]{0,3}([0-9]{1,7})"')
"""A row or cell that says where it stands, as nearly all programs write it."""
_PLACED_LATER = re.compile(rb'<(?:c|row)(?: [A-Za-z:]+="[^"<>]*")*? r="[A-Z]{0,3}([0-9]{1,7})"')
_OPENED = tuple(
    b"<" + tag + after
    for tag in (b"c", b"row")
    for after in (b" ", b">", b"/", b"\n", b"\r", b"\t")
)
_PREFIXED = b":c"
LAST_NARROW = 26  # columns A to Z have names of one letter
LEAST_OF_A_CELL = 25
"""Bytes of a cell beside what it holds: `<c r="A1"><v></v></c>`."""
MOST_TEXT = 3 * MOST_CHARACTERS
"""Bytes of all texts that stand in the cells themselves, in UTF-8."""
LONGEST_ROW = 64 << 20
"""Bytes of one row: 16,384 cells of 4,000 characters. What is longer is none."""


def refuse_riddles(package: zipfile.ZipFile) -> None:
    """Unreadable where two readers could see two workbooks in one package."""
    kind = "/relationships/officeDocument"
    for one in _elements(package, "_rels/.rels", "Relationship"):
        if one.get("Type", "").endswith(kind) and one.get("Target", "").lstrip("/") != WORKBOOK:
            raise damaged_workbook()


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold the sheets of a workbook, by the sheets' names.

    Unreadable where a name or a relation stands for two.
    """
    targets: dict[str, str] = {}
    for found in _elements(package, "xl/_rels/workbook.xml.rels", "Relationship"):
        if "Id" in found and "Target" in found:
            _enter(targets, found["Id"], found["Target"])
    parts: dict[str, str] = {}
    for sheet in _elements(package, WORKBOOK, "sheet"):
        relations = [value for name, value in sheet.items() if name.rpartition(":")[2] == "id"]
        if len(relations) != 1:
            raise damaged_workbook()
        target = targets.get(relations[0], "")
        # as it is written: a path put in order could be that of another part
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        _enter(parts, sheet.get("name", ""), part)
    return {name: part for name, part in parts.items() if has_part(package, part)}


def _enter(known: dict[str, str], name: str, value: str) -> None:
    if name in known:
        raise damaged_workbook()
    known[name] = value


def counts_from_1904(package: zipfile.ZipFile) -> bool:
    """Whether the days of a workbook are counted from 1904 (ECMA-376, date1904)."""
    settings = _elements(package, WORKBOOK, "workbookPr")
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
    size, done = info_of(package, part).file_size, 0
    is_plain = True
    reader = SheetCells()
    for rows in whole_rows(package, part):
        done += len(rows)
        progress(min(done, size), size)
        cells += _closed_cells(rows)
        most_cells += _tags_like_cells(rows)
        numbers = _PLACED.findall(rows)
        if len(numbers) != rows.count(b"<c") + rows.count(b"<row"):
            # other tags begin with a c too, and what is not found may be placed later
            numbers = _PLACED_LATER.findall(rows)
            is_plain = is_plain and len(numbers) == _tags_opened(rows)
        is_plain = is_plain and _PREFIXED not in rows
        last_row = max(last_row, 0, *map(int, set(numbers)))
        for letters in set(_WIDE.findall(rows)):
            columns = max(columns, column_named(letters) + 1)
        if b"<f" in rows or b":f" in rows or b't="e"' in rows:
            faults.update(_faults(reader.of(rows)))
    if size - most_cells * LEAST_OF_A_CELL > MOST_TEXT:
        raise too_large()
    fast = Extent(cells, 0, 0, last_row - 1, columns - 1, faults, most_cells=most_cells)
    return fast if is_plain and not fast.is_sparse else _exact_extent(package, part, fast)


def whole_rows(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end between two rows."""
    rest = b""
    tag = b""
    for chunk in chunks(package, part):
        data = rest + chunk
        if not tag:
            if b"\0" in data:
                raise damaged_workbook()  # sheets are in UTF-8: in another they cannot be seen
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


def _tags_opened(rows: bytes) -> int:
    """How many rows and cells begin in a piece."""
    return sum(map(rows.count, _OPENED))


def _faults(cells: Iterable[XlsxCell]) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in cells:
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
    faults: dict[tuple[int, int], str] = {}
    reader = SheetCells()
    for rows in whole_rows(package, part):
        found = reader.of(rows)
        faults.update(_faults(found))
        for cell in found:
            if not cell.is_kept:
                continue
            row, column = cell.place
            cells += 1
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
    exact = Extent(cells, top, left, bottom, right) if cells else Extent()
    return replace(exact, faults=faults, most_cells=fast.most_cells)
