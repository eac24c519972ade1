"""Workbooks as one XML document, as spreadsheets of 2003 and many systems write them.

The form is that of Microsoft's "XML Spreadsheet Reference" (SpreadsheetML 2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.parsers import expat

from fptui.exchange.reading.cells import CellSheet, CellValue, Progress
from fptui.exchange.reading.gathered_rows import GatheredRows
from fptui.exchange.reading.refusals import damaged_workbook, unreadable

AT_ONCE = 1 << 20
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "


def xml_sheets(path: Path, progress: Progress) -> Iterator[CellSheet]:
    """The sheets of such a document one after the other; Unreadable where it is none."""
    reader = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    try:
        size, done = path.stat().st_size, 0
        with path.open("rb") as file:
            while part := file.read(AT_ONCE):
                parser.Parse(part)
                done += len(part)
                progress(done, size)
                yield from reader.taken()
        parser.Parse(b"", True)
    except OSError as error:
        raise unreadable(error) from error
    except (expat.ExpatError, ValueError) as error:
        raise damaged_workbook() from error
    yield from reader.taken()


class _Sheets:
    """Follows the elements of a document and gathers its sheets."""

    def __init__(self) -> None:
        self._done: list[CellSheet] = []
        self._rows = GatheredRows()
        self._kind = ""
        self._text: list[str] | None = None
        self._value: CellValue = ""
        self._place = (0, 1, 1)

    def taken(self) -> list[CellSheet]:
        """The sheets that are finished, each once."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.removeprefix(_SPACE):
            case "Worksheet":
                self._rows = GatheredRows(attributes.get(_SPACE + "Name", ""))
            case "Row":
                self._rows.begin_row(_number(attributes, "Index"))
            case "Cell":
                self._value = ""
                self._place = (
                    _number(attributes, "Index"),
                    _number(attributes, "MergeAcross") + 1,
                    _number(attributes, "MergeDown") + 1,
                )
            case "Data":
                self._kind, self._text = attributes.get(_SPACE + "Type", ""), []

    def end(self, tag: str) -> None:
        match tag.removeprefix(_SPACE):
            case "Worksheet":
                self._done.append(self._rows.sheet())
            case "Cell":
                self._rows.add(self._value, *self._place)
            case "Data":
                self._value = _value(self._kind, "".join(self._text or ()))
                self._text = None

    def said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(_SPACE + name, "")
    return int(text[:9]) if text.isascii() and text.isdecimal() else 0


def _value(kind: str, text: str) -> CellValue:
    """What a cell holds, by the type that it names; a text where that does not fit."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return date(moment.year, moment.month, moment.day)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text
