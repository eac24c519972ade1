"""Lists for a wall, leaf by leaf and page by page: each page has its title and its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fptui.exchange.writing.sheet import Sheet
from fptui.language import _


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one sheet of paper, and its place among those of its leaf, from 1."""

    sheet: Sheet
    number: int
    count: int

    @property
    def number_said(self) -> str:
        """Which page it is, and of how many."""
        return _("Page {number} of {count}").format(number=self.number, count=self.count)


def leaves_of(sheet: Sheet) -> tuple[Sheet, ...]:
    """What begins on a page of its own: the leaves of a sheet, or itself."""
    return sheet.leaves or (sheet,)


def pages_of(sheet: Sheet, room: Callable[[Sheet], int]) -> Iterator[Page]:
    """All pages, as many rows on each as there is `room` for on one of its leaf.

    What stands below a list stands on the last page of its leaf.
    """
    for leaf in leaves_of(sheet):
        at_once = max(room(leaf), 1)
        starts = range(0, len(leaf.rows), at_once) or range(1)
        for number, start in enumerate(starts, start=1):
            last = number == len(starts)
            rows = leaf.rows[start : start + at_once]
            shown = replace(leaf, rows=rows, below=leaf.below if last else ())
            yield Page(shown, number, len(starts))
