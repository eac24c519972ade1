"""Reading headings that stand in one row, or in several: “出生” over “年月日” is “出生年月日”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fptui.exchange.reading.cells import CellSheet
from fptui.exchange.reading.refusals import Unreadable
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column
from fptui.registers.headed import column_headed

ROWS_LOOKED_AT = 40
"""Titles, dates and notes may stand above the headings, but not more of them than this."""

Known = Mapping[str, Column]
"""The columns of a register by all that a heading may say, in its plain form."""


@dataclass(frozen=True, slots=True)
class Headings:
    """One reading of the headings of a sheet.

    `first` and `last` are the places of their rows, `texts` what stands over each
    column, `columns` those that are known, in order, `ignored` the headings of no
    stored column.
    """

    first: int = 0
    last: int = 0
    texts: tuple[str, ...] = ()
    columns: tuple[tuple[int, Column], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def kinds(self) -> int:
        """How many different columns of records were found."""
        return len({column.key for _place, column in self.columns if column.compute is None})


def found_headings(known: Known, sheet: CellSheet) -> Headings:
    """The row, or the two rows held together by merged cells, with the most known headings.

    One row is taken where two say no more, and the uppermost of equals.
    """
    best = Headings()
    for place in range(min(ROWS_LOOKED_AT, len(sheet.rows))):
        one = headings_in(known, sheet, place, place)
        best = one if one.kinds > best.kinds else best
    tops = {area.top for area in sheet.merged if area.top < ROWS_LOOKED_AT}
    for place in sorted(tops):
        if place + 1 < len(sheet.rows):
            two = headings_in(known, sheet, place, place + 1)
            best = two if two.kinds > best.kinds else best
    return best


def two_rows_say_more(known: Known, sheet: CellSheet, found: Headings) -> tuple[int, int] | None:
    """The numbers of two rows that have more headings together, to be asked about."""
    for first in (found.first - 1, found.first):
        if first >= 0 and first + 1 < len(sheet.rows):
            two = headings_in(known, sheet, first, first + 1)
            if two.kinds > found.kinds:
                return sheet.numbers[first], sheet.numbers[first + 1]
    return None


def named_headings(known: Known, sheet: CellSheet, rows: range) -> Headings:
    """The headings in the rows of these numbers; Unreadable where nothing stands there."""
    places = [place for place, number in enumerate(sheet.numbers) if number in rows]
    if not places:
        raise Unreadable(
            _("{path}: nothing stands in the rows that are named as headings ({rows})."),
            rows=rows_said(rows[0], rows[-1]),
        )
    return headings_in(known, sheet, places[0], places[-1])


def rows_said(first: int, last: int) -> str:
    """The numbers of rows, as they are typed too."""
    return str(first) if first == last else f"{first}-{last}"


def headings_in(known: Known, sheet: CellSheet, first: int, last: int) -> Headings:
    """The headings in the rows of these places, those of one column taken together."""
    levels, grouped = _levels(sheet, first, last)
    texts: list[str] = []
    found: dict[int, Column] = {}
    weak: set[int] = set()
    for place, over in enumerate(levels):
        text, column = _meant(known, over, place in grouped)
        texts.append(text)
        if column is not None:
            found[place] = column
            if place in grouped and text == over[-1]:
                weak.add(place)
    # “姓名” under “配偶” is another's name where a column of its own says “姓名”
    own = {column.key for place, column in found.items() if place not in weak}
    for place in weak:
        if found[place].key in own:
            texts[place] = " ".join(levels[place])
            del found[place]
    return Headings(
        first,
        last,
        tuple(texts),
        tuple(sorted(found.items())),
        tuple(
            harmless(text)
            for place, text in enumerate(texts)
            if text and (place not in found or found[place].compute is not None)
        ),
    )


def _meant(known: Known, levels: list[str], is_grouped: bool) -> tuple[str, Column | None]:
    """What the texts over one column say, from above, and which column that is."""
    tried = ["".join(levels), *levels[-1:]] + ([] if is_grouped else levels[:1])
    for text in tried:
        column = column_headed(known, text) if text else None
        if column is not None:
            return text, column
    return " ".join(levels), None


def _levels(sheet: CellSheet, first: int, last: int) -> tuple[list[list[str]], set[int]]:
    """The texts over each column, from above, and the places that share one with others."""
    rows = [
        ["" if cell == "" else str(cell) for cell in sheet.rows[at]]
        for at in range(first, last + 1)
    ]
    width = max(map(len, rows))
    for row in rows:
        row.extend([""] * (width - len(row)))
    grouped: set[int] = set()
    if first < last:
        merged = [area for area in sheet.merged if area.top <= last and area.bottom >= first]
        for area in merged if len(merged) <= width * len(rows) else ():
            text = rows[max(area.top, first) - first][area.left] if area.left < width else ""
            covered = range(area.left, min(area.right + 1, width))
            for at in range(max(area.top, first), min(area.bottom, last) + 1):
                rows[at - first][area.left : area.left + len(covered)] = [text] * len(covered)
            if len(covered) > 1:
                grouped.update(covered)
        if not sheet.merged:
            _spread(rows, grouped)
    levels: list[list[str]] = []
    for place in range(width):
        over = [row[place] for row in rows if row[place].strip()]
        levels.append([text for at, text in enumerate(over) if at == 0 or text != over[at - 1]])
    return levels, grouped


def _spread(rows: list[list[str]], grouped: set[int]) -> None:
    """A file of text has lost its merged cells: a text stands over the empty ones at its right."""
    for at, row in enumerate(rows[:-1]):
        text, begin = "", 0
        for place, cell in enumerate(row):
            if cell.strip():
                text, begin = cell, place
            elif text and rows[at + 1][place].strip():
                row[place] = text
                grouped.update((begin, place))
            else:
                text = ""
