"""Sheets of cells as they stand in a file, before anyone knows what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TypeAlias

CellValue: TypeAlias = str | int | float | bool | date | time | timedelta
"""What a cell holds; the empty text where it is empty. A `datetime` is a `date` too."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done of how much; it raises to stop the work."""


def silent(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def part_of(progress: Progress, low: int, high: int) -> Progress:
    """A progress that runs from `low` to `high` of a hundred while its own work goes on."""

    def told(done: int, total: int) -> None:
        progress(low + (high - low) * done // max(total, 1), 100)

    return told


MOST_CELLS = 40_000_000
"""A million rows of forty columns; a sheet that claims more is refused before it is opened."""

MOST_COLUMNS = 1 << 14
"""Those of a spreadsheet."""
MOST_CHARACTERS = 300_000_000
"""Of all cells of a sheet together: the longest lists of a province have a third of it."""


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: the first and last place in `rows` and in the row, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class CellSheet:
    """One sheet: rows of cells from the first that is not empty, and what stands in their way.

    `numbers` are the rows' numbers as the file's own program shows them.
    `days_later` is added to bare numbers that are days, as some programs count from 1904.
    `faults` has a translated sentence for cells that cannot be believed, by place.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    numbers: Sequence[int]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    days_later: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sheet reaches, and its cells by sheet place (row and column from 0)."""

    cells: int = 0  # that hold something
    top: int = 0
    left: int = 0
    bottom: int = -1
    right: int = -1
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    characters: int = 0  # of all its cells, where that is counted
    most_cells: int = 0  # at least as many as a reader makes, however they are written

    @property
    def area(self) -> int:
        """The number of cells that a reader keeps for it, the empty ones between among them."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def is_sparse(self) -> bool:
        """Whether nearly all of that is empty."""
        return self.area > 1_000_000 and self.area > 4 * self.cells
