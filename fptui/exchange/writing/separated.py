"""Tables as csv and tsv, in a form that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io

from fptui.exchange.writing.sheet import FORMULA_STARTS, Cell, Sheet

MARK = "\ufeff"
"""Put before a text that is opened in a spreadsheet, or it would take UTF-8 for something else."""

_ESCAPED_STARTS = (*FORMULA_STARTS, "'")


def as_csv(sheet: Sheet) -> str:
    """Comma-separated values (RFC 4180) under the columns' keys, so that they import again."""
    return _separated(sheet, ",")


def as_tsv(sheet: Sheet) -> str:
    """Tab-separated values under the columns' keys."""
    return _separated(sheet, "\t")


def without_formula(cell: Cell) -> str:
    """The file form of a cell; a text that a spreadsheet would run gets an apostrophe before it.

    A text that begins with an apostrophe gets one too, so that reading can take one off.
    """
    if cell.is_text and cell.plain.startswith(_ESCAPED_STARTS):
        return "'" + cell.plain
    return cell.plain


def unescaped(cell: str) -> str:
    """Take off the apostrophe that kept a spreadsheet from running the text."""
    if cell.startswith("'") and cell[1:].startswith(_ESCAPED_STARTS):
        return cell[1:]
    return cell


def line_of_text(text: str) -> str:
    """A text as a line of its own of a csv, such as a title above a table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([without_formula(Cell(text, text, text))])
    return out.getvalue()


def _separated(sheet: Sheet, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.keys)
    writer.writerows([without_formula(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()
