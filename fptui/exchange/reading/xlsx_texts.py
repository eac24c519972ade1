"""The texts that the cells of an xlsx sheet share: few and long ones make much of little.

Each cell that names a shared text becomes a text of its own in a reader, so a package of
70 KB can claim to be any number of gigabytes. What they come to is worked out before a
reader may open the sheet: roughly by the longest, and cell by cell where that is too much.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from xml.parsers import expat

from fptui.exchange.reading.cells import MOST_CHARACTERS, Extent
from fptui.exchange.reading.packages import chunks, has_part
from fptui.exchange.reading.refusals import damaged_workbook, too_large
from fptui.exchange.reading.xlsx_cells import SheetCells
from fptui.exchange.reading.xlsx_parts import whole_rows

SHARED_TEXTS = "xl/sharedStrings.xml"
_USUAL_CELL = re.compile(rb't="s"[^<>]{0,200}><v>([0-9]{1,9})</v>')
MOST_TEXTS = 40_000_000
"""As many as a sheet may have cells."""
LONGEST_TEXT = 16 << 20
"""Bytes between two texts; a spreadsheet lets a cell have 32,767 characters."""


def refuse_much_text(package: zipfile.ZipFile, part: str, sheet: str, extent: Extent) -> None:
    """Unreadable where the shared texts of a sheet's cells are more than a list can be."""
    if not has_part(package, SHARED_TEXTS):
        return
    longest = _longest(package)
    if max(extent.most_cells, extent.area) * longest <= MOST_CHARACTERS:
        return
    lengths = _lengths(package)
    if _usual_characters(package, part, lengths, longest, extent) <= MOST_CHARACTERS:
        return
    used: Counter[str] = Counter()
    reader = SheetCells()
    for rows in whole_rows(package, part):
        used.update(cell.text for cell in reader.of(rows) if cell.kind == "s")
    characters = 0
    for place, times in used.items():
        if not place.strip():
            continue
        if not (place.strip().isdecimal() and int(place) < len(lengths)):
            raise damaged_workbook()
        characters += lengths[int(place)] * times
    if characters > MOST_CHARACTERS:
        raise too_large(sheet)


def _usual_characters(
    package: zipfile.ZipFile, part: str, lengths: list[int], longest: int, extent: Extent
) -> int:
    """What the texts come to where cells are written as most programs do, or somewhat more.

    A cell that is written otherwise counts as the longest text.
    """
    used: Counter[bytes] = Counter()
    for rows in whole_rows(package, part):
        used.update(_USUAL_CELL.findall(rows))
    known = {place: times for place, times in used.items() if int(place) < len(lengths)}
    others = max(extent.most_cells - sum(known.values()), 0)
    return sum(lengths[int(place)] * times for place, times in known.items()) + others * longest


def _longest(package: zipfile.ZipFile) -> int:
    """The bytes of the longest text and what is around it, or somewhat more."""
    longest = count = 0
    rest = b""
    for chunk in chunks(package, SHARED_TEXTS):
        *whole, rest = (rest + chunk).split(b"si>")
        count += len(whole)
        longest = max(longest, *map(len, whole), len(rest)) if whole else max(longest, len(rest))
        if count > 2 * MOST_TEXTS or len(rest) > LONGEST_TEXT:
            raise too_large()
    return longest


def _lengths(package: zipfile.ZipFile) -> list[int]:
    """The characters of each shared text, in their order."""
    lengths: list[int] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def said(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = said
    try:
        for chunk in chunks(package, SHARED_TEXTS):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged_workbook() from error
    return lengths
