"""Tables as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.exchange.writing.aligned import around, padded, widths
from fptui.exchange.writing.leaves import Page, pages_of
from fptui.exchange.writing.sheet import Sheet

PAGE_ROWS = 18
"""So many rows of a table fit a page in the usual letters, with what stands around it."""

_NEXT_PAGE = '\n<div style="page-break-after: always"></div>\n\n'


def as_markdown(sheet: Sheet) -> str:
    """A table of Markdown, aligned like text; a list for a wall in pages that print as such."""
    if not sheet.is_posted:
        return _table(sheet)
    return _NEXT_PAGE.join(map(_page, pages_of(sheet, lambda _leaf: PAGE_ROWS)))


def _page(page: Page) -> str:
    return f"{_table(page.sheet)}\n{_escaped(page.number_said)}\n"


def _table(sheet: Sheet) -> str:
    headings = [_escaped(heading) for heading in sheet.headings]
    rows = [[_escaped(cell.text) for cell in row] for row in sheet.rows]
    wide = [max(width, 3) for width in widths(headings, rows)]
    rules = [
        "-" * (width - 1) + ":" if place in sheet.right else "-" * width
        for place, width in enumerate(wide)
    ]
    lines = [
        "| " + " | ".join(padded(line, wide, sheet.right)) + " |"
        for line in (headings, rules, *rows)
    ]
    title, above = sheet.opening[:1], _paragraphs(sheet.above)
    opening = [*(f"# {_escaped(one)}" for one in title), *([""] if title else []), *above]
    written = around(opening, lines, _paragraphs(sheet.below))
    return "".join(line + "\n" for line in written)


def _paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines of Markdown that are not run together: the two spaces break them."""
    return tuple(_escaped(line) + "  " for line in lines)


def _escaped(text: str) -> str:
    for mark in ("\\", "|", "`", "*", "_", "<", "["):
        text = text.replace(mark, "\\" + mark)
    return text
