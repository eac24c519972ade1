"""Opening a file with tables: a workbook with its sheets, or a csv or tsv file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fptui.exchange.reading.cells import MOST_CELLS, Area, CellSheet, Extent, Progress, silent
from fptui.exchange.reading.delimited import read_delimited
from fptui.exchange.reading.file_kinds import FileKind, kind_of
from fptui.exchange.reading.ods_parts import extents_of
from fptui.exchange.reading.packages import chunks, opened
from fptui.exchange.reading.refusals import (
    UnknownSheet,
    Unreadable,
    damaged_workbook,
    naming,
    too_large,
)
from fptui.exchange.reading.xlsx_parts import extent_of, sheet_parts
from fptui.language import _
from fptui.language.closest import meant
from fptui.language.harmless import harmless

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

NOTHING = Extent()
SHARED_TEXTS = "xl/sharedStrings.xml"


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
            cells, taken = read_delimited(path, encoding, progress)
            return Book(kind, taken, iter((cells,)))
    return Book(kind, "", _named_sheets(path, kind, sheet, progress))


def _named_sheets(
    path: Path, kind: FileKind, wanted: str, progress: Progress
) -> Iterator[CellSheet]:
    """The sheets, read when they are asked for: what is wrong with one is found out then."""
    with naming(path):
        yield from _sheets(path, kind, wanted, progress)


def _sheets(path: Path, kind: FileKind, wanted: str, progress: Progress) -> Iterator[CellSheet]:
    # the package is looked at before calamine may open it
    extents = _ods_extents(path, progress) if kind is FileKind.ODS else {}
    for name, extent in extents.items():  # all of them, as calamine reads them all at once
        _refuse_extent(name, extent)
    with _calamine(path) as book:
        for name in _wanted_names(book, wanted):
            extent = extents.get(name, NOTHING)
            if kind is FileKind.XLSX:
                extent = _xlsx_extent(path, name, progress)
                _refuse_extent(name, extent)
            yield _cells(_calamine_sheet(book, name), name, extent)


def _ods_extents(path: Path, progress: Progress) -> dict[str, Extent]:
    with opened(path) as package:
        return extents_of(package, progress)


def _xlsx_extent(path: Path, name: str, progress: Progress) -> Extent:
    with opened(path) as package:
        part = sheet_parts(package).get(name)
        if part is None:
            raise damaged_workbook()
        if SHARED_TEXTS in package.NameToInfo:
            for _chunk in chunks(package, SHARED_TEXTS):
                pass  # only to see that it is as long as it says
        return extent_of(package, part, progress)


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
    if extent.area > MOST_CELLS:
        raise too_large(name)


def _calamine(path: Path) -> CalamineWorkbook:
    from python_calamine import load_workbook

    try:
        return load_workbook(path)
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
        hint = meant(wanted, names)
        raise UnknownSheet(
            _("{path} has no sheet “{sheet}”. {hint}Its sheets: {names}."),
            sheet=harmless(wanted),
            hint=hint,
            names=", ".join(harmless(name) for name in names),
        )
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
