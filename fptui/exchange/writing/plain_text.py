"""Tables as text, for a terminal or a letter."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.exchange.writing.aligned import around, padded, widths
from fptui.exchange.writing.sheet import Sheet

GAP = "  "


def as_text(sheet: Sheet) -> str:
    """Columns aligned by the width of their characters: a Chinese one takes two cells."""
    rows = [[cell.text for cell in row] for row in sheet.rows]
    wide = widths(sheet.headings, rows)
    rule = GAP.join("─" * width for width in wide)
    written = [_line(row, wide, sheet.right) for row in rows]
    totals = [rule, *written[sheet.found :]] if sheet.totals else []
    lines = [_line(sheet.headings, wide, sheet.right), rule, *written[: sheet.found], *totals]
    return "".join(line.rstrip() + "\n" for line in around(sheet.opening, lines, sheet.below))


def _line(texts: Sequence[str], wide: Sequence[int], right: frozenset[int]) -> str:
    return GAP.join(padded(texts, wide, right))
