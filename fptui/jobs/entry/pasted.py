"""Blocks of cells as spreadsheets hand them over: tabs between cells, ends of lines between rows.

A cell that holds a tab, a quote or an end of line stands in quotes.
"""

from __future__ import annotations

import csv
from io import StringIO


def block_of(text: str) -> list[list[str]]:
    """The rows of a pasted text; an end of line at its very end begins no row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.endswith("\n"):
        lines = lines[:-1]
    if not lines:
        return [[""]]
    if '"' not in lines:
        return [[_in_one_line(cell) for cell in row.split("\t")] for row in lines.split("\n")]
    rows = csv.reader(StringIO(lines, newline=""), dialect="excel-tab")
    return [[_in_one_line(cell) for cell in row] or [""] for row in rows]


def _in_one_line(cell: str) -> str:
    return " ".join(cell.split())
