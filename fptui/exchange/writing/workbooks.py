"""Tables as workbooks (xlsx) that open, sort and print well in a spreadsheet."""

from __future__ import annotations

import re
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING

from fptui.errors import ExchangeError
from fptui.exchange.writing.leaves import leaves_of
from fptui.exchange.writing.pages import PORTRAIT_WIDTH, WALL_SIZE, WALL_TITLE_SIZE, widths_of
from fptui.exchange.writing.sheet import FORMULA_STARTS, Cell, Sheet
from fptui.language import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
USUAL_SIZE = 11  # points, in which a spreadsheet measures the widths of columns
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
        styles = _Styles(book, is_posted=sheet.is_posted)
        taken: set[str] = set()
        for leaf in leaves_of(sheet):
            _fill(book.add_worksheet(_free_name(leaf, taken)), leaf, styles)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    widths = widths_of(sheet)
    for place, width in enumerate(widths):
        page.set_column(place, place, styles.scale * (width + 2))
    heading_row = len(sheet.opening)
    first_row = heading_row + 1
    for row, line in enumerate(sheet.opening):
        page.write_string(row, 0, line, styles.line if row else styles.title)
    for place, heading in enumerate(sheet.headings):
        page.write_string(heading_row, place, heading, styles.heading)
    _set_up(page, sheet, heading_row, styles.scale * sum(widths))
    for row, cells in enumerate(sheet.rows, start=first_row):
        for place, cell in enumerate(cells):
            _write(page, row, place, cell, styles)
    for row, line in enumerate(sheet.below, start=first_row + len(sheet.rows) + 1):
        page.write_string(row, 0, line, styles.line)


class _Styles:
    """The looks of cells, each made once a workbook; large where it is for a wall.

    `scale` is how much wider than usual its letters are.
    """

    def __init__(self, book: Workbook, *, is_posted: bool = False) -> None:
        self._book = book
        self._letters = {"font_size": WALL_SIZE} if is_posted else {}
        self.scale = WALL_SIZE / USUAL_SIZE if is_posted else 1.0
        title_size = WALL_TITLE_SIZE if is_posted else 15
        title = {"bold": True, "font_size": title_size, "quote_prefix": True}
        self.title: Format = book.add_format(title)
        self.line: Format = self._look(quote_prefix=True)
        self.heading: Format = self._look(bold=True, bottom=1)
        # typed into such a cell, a text that looks like a formula stays a text
        self.text: Format = self._look(num_format="@")
        self.quoted: Format = self._look(num_format="@", quote_prefix=True)
        self._numbers: dict[int, Format] = {}

    def number(self, decimals: int) -> Format:
        """Numbers with so many decimals."""
        if decimals not in self._numbers:
            form = "0." + "0" * decimals if decimals else "0"
            self._numbers[decimals] = self._look(num_format=form)
        return self._numbers[decimals]

    def _look(self, **look: str | int | bool) -> Format:
        return self._book.add_format({**self._letters, **look})


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


def _set_up(page: Worksheet, sheet: Sheet, heading_row: int, width: float) -> None:
    """Paper, margins, and the headings on each page and in the window."""
    page.freeze_panes(heading_row + 1, 0)
    page.repeat_rows(0 if sheet.is_posted else heading_row, heading_row)
    page.set_paper(A4)
    if width > PORTRAIT_WIDTH:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    title = "" if sheet.opening else sheet.title  # it stands above the table already
    parts = (("&C", title), ("&R", sheet.origin))
    page.set_header("".join(place + _in_a_header(text) for place, text in parts if text))
    numbers = _("Page {number} of {count}").format(number="&P", count="&N")
    page.set_footer(f"&C{numbers}")


def _free_name(sheet: Sheet, taken: set[str]) -> str:
    """A name for the worksheet that no other has; spreadsheets do not tell a from A."""
    name = wanted = sheet_name(sheet.name or sheet.title)
    count = 1
    while name.casefold() in taken:
        count += 1
        end = f" {count}"
        name = wanted[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def _in_a_header(text: str) -> str:
    return text.replace("&", "&&")[:100]


def sheet_name(title: str) -> str:
    """A name that a spreadsheet takes for a sheet."""
    name = _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME].strip().strip("'") or "1"
    return f"{name} 1" if name.casefold() == "history" else name
