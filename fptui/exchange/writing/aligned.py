"""Columns of text under one another: a Chinese character is as wide as two others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len


def widths(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column is, in cells of a terminal."""
    wide = [cell_len(heading) for heading in headings]
    for row in rows:
        wide = [max(width, cell_len(text)) for width, text in zip(wide, row, strict=True)]
    return wide


def padded(texts: Sequence[str], wide: Sequence[int], right: frozenset[int]) -> list[str]:
    """The texts of a row, filled up to the columns' widths; those at `right` are pushed there."""
    filled = []
    for place, (text, width) in enumerate(zip(texts, wide, strict=True)):
        space = " " * (width - cell_len(text))
        filled.append(space + text if place in right else text + space)
    return filled


def around(above: Sequence[str], lines: Sequence[str], below: Sequence[str]) -> list[str]:
    """The lines of a table between those that stand around it, parted by empty ones."""
    return [*above, *([""] if above else []), *lines, *([""] if below else []), *below]
