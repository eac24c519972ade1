"""Tables as text, for a terminal or a letter."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.exchange.writing.aligned import around, padded, widths
from fptui.exchange.writing.leaves import Page, pages_of
from fptui.exchange.writing.sheet import Sheet

GAP = "  "
PAGE_LINES = 56
"""So many lines of text a printer puts on A4, with its margins."""

NEXT_PAGE = "\f"
"""What lets a printer begin a page."""

_OF_A_PAGE = 6  # its heading and rule, its number, and the empty lines between


def as_text(sheet: Sheet) -> str:
    """Columns aligned by the width of their characters: a Chinese one takes two cells.

    A list for a wall comes in pages, parted by form feeds.
    """
    if not sheet.is_posted:
        return _table(sheet)
    return NEXT_PAGE.join(map(_page, pages_of(sheet, _room)))


def read_on_screen(sheet: Sheet) -> str:
    """The same where nothing is printed: an empty line in the place of a form feed."""
    return as_text(sheet).replace(NEXT_PAGE, "\n")


def _room(leaf: Sheet) -> int:
    return PAGE_LINES - len(leaf.opening) - len(leaf.below) - _OF_A_PAGE


def _page(page: Page) -> str:
    return f"{_table(page.sheet)}\n{page.number_said}\n"


def _table(sheet: Sheet) -> str:
    rows = [[cell.text for cell in row] for row in sheet.rows]
    wide = widths(sheet.headings, rows)
    rule = GAP.join("─" * width for width in wide)
    written = [_line(row, wide, sheet.right) for row in rows]
    totals = [rule, *written[sheet.found :]] if sheet.totals else []
    lines = [_line(sheet.headings, wide, sheet.right), rule, *written[: sheet.found], *totals]
    return "".join(line.rstrip() + "\n" for line in around(sheet.opening, lines, sheet.below))


def _line(texts: Sequence[str], wide: Sequence[int], right: frozenset[int]) -> str:
    return GAP.join(padded(texts, wide, right))
