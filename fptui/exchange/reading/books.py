"""Opening a file with tables: a workbook with its sheets, or a csv or tsv file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fptui.exchange.reading.cells import (
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Area,
    CellSheet,
    Extent,
    Progress,
    silent,
)
from fptui.exchange.reading.compound_files import compound_file, workbook_stream
from fptui.exchange.reading.delimited import read_text, separated_sheets
from fptui.exchange.reading.file_kinds import FileKind, kind_of
from fptui.exchange.reading.ods_parts import CONTENT, extents_of
from fptui.exchange.reading.packages import opened, refuse_lies, spelled
from fptui.exchange.reading.refusals import (
    Unreadable,
    damaged_workbook,
    naming,
    too_large,
    unknown_sheet,
    unreadable,
)
from fptui.exchange.reading.web_tables import web_sheets
from fptui.exchange.reading.xls_records import harmless_workbook
from fptui.exchange.reading.xlsx_parts import (
    counts_from_1904,
    extent_of,
    refuse_riddles,
    sheet_parts,
)
from fptui.exchange.reading.xlsx_texts import SHARED_TEXTS, refuse_much_text
from fptui.exchange.reading.xml_tables import xml_sheets
from fptui.language import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

NOTHING = Extent()
DAYS_FROM_1904 = 1462
"""From the first day of a workbook of today to that of one of an early Macintosh."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was recognised: its kind, how its text was read, and its sheets one by one."""

    kind: FileKind
    encoding: str  # that a text file was read in, such as GB18030; empty for workbooks
    sheets: Iterator[CellSheet]


def open_book(path: Path, sheet: str = "", encoding: str = "", progress: Progress = silent) -> Book:
    """Recognise a file by its content and read its sheets, each when it is asked for.

    `sheet` names the only one wanted, else all that are visible come in order;
    `encoding` is for text files, else it is recognised. ExchangeError says in one
    line what is wrong with the file; UnknownName where there is no such sheet.
    """
    with naming(path):
        kind = kind_of(path)
        if kind is FileKind.TEXT:
            text, taken = read_text(path, encoding)
            return Book(kind, taken, _named(path, separated_sheets(text, progress)))
        if kind is FileKind.WEB_PAGE:
            text, _taken = read_text(path, encoding)
            return Book(kind, "", _named(path, web_sheets(text, progress)))
        if kind is FileKind.XML:
            return Book(kind, "", _named(path, _wanted_of(xml_sheets(path, progress), sheet)))
    return Book(kind, "", _named(path, _sheets(path, kind, sheet, progress)))


def _wanted_of(sheets: Iterator[CellSheet], wanted: str) -> Iterator[CellSheet]:
    """All sheets, or only the one that is wanted."""
    names = []
    for one in sheets:
        names.append(one.name)
        if not wanted or one.name == wanted:
            yield one
    if wanted and wanted not in names:
        raise unknown_sheet(wanted, names)


def _named(path: Path, sheets: Iterator[CellSheet]) -> Iterator[CellSheet]:
    """The sheets, read when they are asked for: what is wrong with one is found out then."""
    with naming(path):
        yield from sheets


def _sheets(path: Path, kind: FileKind, wanted: str, progress: Progress) -> Iterator[CellSheet]:
    # the package is looked at before calamine may open it
    extents = _ods_extents(path, progress) if kind is FileKind.ODS else {}
    for name, extent in extents.items():  # all of them, as calamine reads them all at once
        _refuse_extent(name, extent)
    if kind is FileKind.XLS:
        content, days_later = _old_workbook(path)
        opened_book = _calamine(content)
    else:
        days_later = _days_later(path) if kind is FileKind.XLSX else 0
        opened_book = _calamine(_source(path, kind))
    with opened_book as book:
        for name in _wanted_names(book, wanted):
            extent = extents.get(name, NOTHING)
            if kind is FileKind.XLSX:
                extent = _xlsx_extent(path, name, progress)
            cells = _cells(_calamine_sheet(book, name), name, extent)
            yield replace(cells, days_later=days_later)


def _days_later(path: Path) -> int:
    with opened(path) as package:
        refuse_riddles(package)
        looked_at = {spelled(part) for part in (*sheet_parts(package).values(), SHARED_TEXTS)}
        refuse_lies(package, looked_at)
        return DAYS_FROM_1904 if counts_from_1904(package) else 0


def _ods_extents(path: Path, progress: Progress) -> dict[str, Extent]:
    with opened(path) as package:
        refuse_lies(package, (CONTENT,))
        return extents_of(package, progress)


def _xlsx_extent(path: Path, name: str, progress: Progress) -> Extent:
    with opened(path) as package:
        part = sheet_parts(package).get(name)
        if part is None:
            raise damaged_workbook()
        extent = extent_of(package, part, progress)
        _refuse_extent(name, extent)
        refuse_much_text(package, part, name, extent)
        return extent


def _refuse_extent(name: str, extent: Extent) -> None:
    if extent.is_sparse:
        raise Unreadable(
            _(
                "{path} reaches to row {row} and is nearly empty. "
                "Delete the rows and columns beyond the list and save it again."
            ),
            in_sheet=name,
            row=extent.bottom + 1,
        )
    if (
        extent.right >= MOST_COLUMNS
        or extent.area > MOST_CELLS
        or extent.characters > MOST_CHARACTERS
    ):
        raise too_large(name)


def _old_workbook(path: Path) -> tuple[io.BytesIO, int]:
    """An old workbook made anew of what is needed of it, and how many days later its days are."""
    try:
        old = harmless_workbook(workbook_stream(path.read_bytes()))
    except OSError as error:
        raise unreadable(error) from error
    return io.BytesIO(compound_file(old.records)), DAYS_FROM_1904 if old.from_1904 else 0


def _source(path: Path, kind: FileKind) -> Path | io.BytesIO:
    """What the reader is given: it goes by the name, and a wrong one is no reason to refuse."""
    try:
        return path if path.suffix.lower() == f".{kind}" else io.BytesIO(path.read_bytes())
    except OSError as error:
        raise unreadable(error) from error


def _calamine(source: Path | io.BytesIO) -> CalamineWorkbook:
    from python_calamine import load_workbook

    try:
        return load_workbook(source)
    except OSError as error:
        raise unreadable(error) from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise damaged_workbook() from error


def _wanted_names(book: CalamineWorkbook, wanted: str) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if wanted in names:
        return [wanted]
    if wanted:
        raise unknown_sheet(wanted, names)
    hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    return [name for name in names if name not in hidden]


def _calamine_sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise damaged_workbook() from error


def _cells(sheet: CalamineSheet, name: str, extent: Extent) -> CellSheet:
    if sheet.start is None:
        return CellSheet(name, (), ())
    top, left = sheet.start
    rows = sheet.to_python()
    merged = extent.merged or tuple(
        Area(*first, *last) for first, last in sheet.merged_cell_ranges or ()
    )
    return CellSheet(
        name,
        rows,
        range(top + 1, top + 1 + len(rows)),
        {(row - top, column - left): why for (row, column), why in extent.faults.items()},
        tuple(
            Area(one.top - top, one.left - left, one.bottom - top, one.right - left)
            for one in merged
        ),
    )
