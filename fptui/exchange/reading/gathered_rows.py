"""Rows gathered cell by cell from a marked-up file, within the bounds of what a list can be."""

from __future__ import annotations

from fptui.exchange.reading.cells import (
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Area,
    CellSheet,
    CellValue,
)
from fptui.exchange.reading.refusals import too_large

MOST_ROWS = 1 << 20


class GatheredRows:
    """The sheet that is being read; a row or column may be left out, cells may be merged."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self._rows: list[list[CellValue]] = []
        self._numbers: list[int] = []
        self._merged: list[Area] = []
        self._covered: dict[int, int] = {}  # the last row in which a column is covered
        self._row, self._column = 0, -1
        self._cells = self._characters = 0

    def begin_row(self, number: int = 0) -> None:
        """A row, the next one or that of a number from 1."""
        self._row = number or self._row + 1
        self._column = -1
        if self._row > MOST_ROWS:
            raise too_large(self.name)
        self._rows.append([])
        self._numbers.append(self._row)

    def add(self, value: CellValue, number: int = 0, across: int = 1, down: int = 1) -> None:
        """A cell, the next one or that of a column from 1, that covers some across and down."""
        if not self._rows:
            self.begin_row()
        self._column = number - 1 if number else self._column + 1
        while not number and self._covered.get(self._column, 0) >= self._row:
            self._column += 1
        row = self._rows[-1]
        across, down = max(across, 1), max(down, 1)
        width = self._column + across
        if not 0 <= self._column < width <= MOST_COLUMNS:
            raise too_large(self.name)
        self._cells += max(width - len(row), 1)
        self._characters += len(value) if isinstance(value, str) else 0
        if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise too_large(self.name)
        row.extend([""] * (width - len(row)))
        row[self._column] = value
        if across > 1 or down > 1:
            top = len(self._rows) - 1
            self._merged.append(Area(top, self._column, top + down - 1, width - 1))
        if down > 1:
            until = self._row + down - 1
            self._covered.update(dict.fromkeys(range(self._column, width), until))
        self._column = width - 1

    def sheet(self) -> CellSheet:
        """What was gathered; empty rows are none, and all rows are as wide as the widest."""
        kept = [place for place, row in enumerate(self._rows) if any(cell != "" for cell in row)]
        width = max((len(self._rows[place]) for place in kept), default=0)
        if width * len(kept) > MOST_CELLS:
            raise too_large(self.name)
        for place in kept:
            self._rows[place].extend([""] * (width - len(self._rows[place])))
        where = {place: now for now, place in enumerate(kept)}
        merged = tuple(
            Area(where[one.top], one.left, where[one.top] + one.bottom - one.top, one.right)
            for one in self._merged
            if one.top in where
        )
        return CellSheet(
            self.name,
            [self._rows[place] for place in kept],
            [self._numbers[place] for place in kept],
            {},
            merged,
        )
