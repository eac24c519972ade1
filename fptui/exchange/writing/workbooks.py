"""Tables as workbooks (xlsx) that open, sort and print well in a spreadsheet."""

from __future__ import annotations

import re
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING

from fptui.errors import ExchangeError
from fptui.exchange.writing.pages import PORTRAIT_WIDTH, widths_of
from fptui.exchange.writing.sheet import FORMULA_STARTS, Cell, Sheet
from fptui.language import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
MOST_DIGITS = 15
"""A spreadsheet keeps numbers as binary fractions, which hold so many digits."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet with the headings that people read; texts are never formulas or links.

    ExchangeError where there are more rows than a spreadsheet has.
    """
    from xlsxwriter import Workbook

    if len(sheet.above) + len(sheet.rows) + len(sheet.below) + 5 > LAST_ROW:
        raise ExchangeError(
            _("{count} rows do not fit a workbook: choose fewer, or write csv.").format(
                count=len(sheet.rows)
            )
        )
    out = BytesIO()
    # in memory, as its temporary files would hold what stands in the table
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        _fill(book, book.add_worksheet(sheet_name(sheet.title)), sheet)
    return out.getvalue()


def _fill(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    styles = _Styles(book)
    widths = widths_of(sheet)
    for place, width in enumerate(widths):
        page.set_column(place, place, width + 2)
    heading_row = len(sheet.opening)
    first_row = heading_row + 1
    for row, line in enumerate(sheet.opening):
        page.write_string(row, 0, line, styles.line if row else styles.title)
    for place, heading in enumerate(sheet.headings):
        page.write_string(heading_row, place, heading, styles.heading)
    _set_up(page, sheet, heading_row, sum(widths))
    for row, cells in enumerate(sheet.rows, start=first_row):
        for place, cell in enumerate(cells):
            _write(page, row, place, cell, styles)
    for row, line in enumerate(sheet.below, start=first_row + len(sheet.rows) + 1):
        page.write_string(row, 0, line, styles.line)


class _Styles:
    """The looks of cells, each made once a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title: Format = book.add_format({"bold": True, "font_size": 15, "quote_prefix": True})
        self.line: Format = book.add_format({"quote_prefix": True})
        self.heading: Format = book.add_format({"bold": True, "bottom": 1})
        # typed into such a cell, a text that looks like a formula stays a text
        self.text: Format = book.add_format({"num_format": "@"})
        self.quoted: Format = book.add_format({"num_format": "@", "quote_prefix": True})
        self._numbers: dict[int, Format] = {}

    def number(self, decimals: int) -> Format:
        """Numbers with so many decimals."""
        if decimals not in self._numbers:
            form = "0." + "0" * decimals if decimals else "0"
            self._numbers[decimals] = self._book.add_format({"num_format": form})
        return self._numbers[decimals]


def _write(page: Worksheet, row: int, place: int, cell: Cell, styles: _Styles) -> None:
    number = None if cell.is_text else _number(cell.plain)
    if number is None:
        _write_text(page, row, place, cell.text, styles)
    else:
        decimals = len(cell.plain.partition(".")[2])
        page.write_number(row, place, number, styles.number(decimals))


def _write_text(page: Worksheet, row: int, place: int, text: str, styles: _Styles) -> None:
    if text:
        style = styles.quoted if text.startswith(FORMULA_STARTS) else styles.text
        page.write_string(row, place, text[:LONGEST_TEXT], style)


def _number(plain: str) -> float | None:
    if sum(map(str.isdecimal, plain)) > MOST_DIGITS:
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _set_up(page: Worksheet, sheet: Sheet, heading_row: int, width: int) -> None:
    """Paper, margins, and the headings on each page and in the window."""
    page.freeze_panes(heading_row + 1, 0)
    page.repeat_rows(heading_row)
    page.set_paper(A4)
    if width > PORTRAIT_WIDTH:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    title = "" if sheet.opening else sheet.title  # it stands above the table already
    parts = (("&C", title), ("&R", sheet.origin))
    page.set_header("".join(place + _in_a_header(text) for place, text in parts if text))
    page.set_footer("&C&P / &N")


def _in_a_header(text: str) -> str:
    return text.replace("&", "&&")[:100]


def sheet_name(title: str) -> str:
    """A name that a spreadsheet takes for a sheet."""
    name = _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME].strip().strip("'") or "1"
    return f"{name} 1" if name.casefold() == "history" else name
