"""Finding the row of headings in a sheet, and which column each heading means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fptui.exchange.reading.cells import CellSheet, CellValue
from fptui.exchange.reading.refusals import Unreadable, empty
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Register
from fptui.registers.headed import column_headed, known_headings

ROWS_LOOKED_AT = 40
"""Titles, dates and notes may stand above the headings, but not more of them than this."""
SAID = 12
"""How many of the columns that are not known are named."""


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A sheet whose headings were found.

    `columns` has the stored columns by their place in a row, `first` is the first
    row below the headings, `ignored` the headings that no stored column has.
    """

    sheet: CellSheet
    heading: int
    first: int
    columns: Mapping[int, Column]
    ignored: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they stand in the file."""
        return tuple(str(cell) for cell in self.sheet.rows[self.heading])


def headed_sheet(register: Register[Any], sheets: Iterable[CellSheet]) -> HeadedSheet:
    """The first sheet that has all headings a register requires.

    Unreadable where there is none: it tells of the sheet that came nearest.
    """
    known = known_headings(register)
    best: Unreadable | None = None
    most = -1
    for sheet in sheets:
        heading, columns, ignored = _heading_row(known, sheet.rows)
        try:
            _refuse_alike(sheet, heading, columns)
            _refuse_missing(register, sheet, heading, columns)
        except Unreadable as error:
            error.in_sheet = sheet.name
            if len(columns) > most:
                best, most = error, len(columns)
            continue
        stored = {place: one for place, one in columns if one.compute is None}
        first = _first_row_below(sheet, heading)
        return HeadedSheet(sheet, heading, first, stored, tuple(ignored))
    raise best or Unreadable(_("{path} is empty: a line of headings is missing."))


def _heading_row(
    known: Mapping[str, Column], rows: Sequence[Sequence[CellValue]]
) -> tuple[int, list[tuple[int, Column]], list[str]]:
    """The row with the most headings that are known, the uppermost of equals."""
    found: tuple[int, list[tuple[int, Column]], list[str]] = (0, [], [])
    for place, row in enumerate(rows[:ROWS_LOOKED_AT]):
        columns: list[tuple[int, Column]] = []
        ignored: list[str] = []
        for where, cell in enumerate(row):
            column = column_headed(known, str(cell)) if cell != "" else None
            if column is None or column.compute is not None:
                ignored += [harmless(str(cell))] if cell != "" else []
            if column is not None:
                columns.append((where, column))
        if _kinds(columns) > _kinds(found[1]):
            found = (place, columns, ignored)
    return found


def _kinds(columns: list[tuple[int, Column]]) -> int:
    return len({column.key for _place, column in columns if column.compute is None})


def _refuse_alike(sheet: CellSheet, heading: int, columns: list[tuple[int, Column]]) -> None:
    seen: dict[str, int] = {}
    for place, column in columns:
        if column.compute is None and column.key in seen:
            first = seen[column.key]
            row = sheet.rows[heading]
            raise Unreadable(
                _(
                    "{path}: the columns {first} (“{one}”) and {second} (“{other}”) both mean "
                    "“{heading}”. Delete or rename one of them."
                ),
                first=column_letters(first),
                one=harmless(str(row[first])),
                second=column_letters(place),
                other=harmless(str(row[place])),
                heading=_(column.heading),
            )
        seen[column.key] = place


def _refuse_missing(
    register: Register[Any],
    sheet: CellSheet,
    heading: int,
    columns: list[tuple[int, Column]],
) -> None:
    if not sheet.rows:
        raise empty()
    there = {column.key for _place, column in columns}
    if not there:
        raise Unreadable(
            _("{path}: no headings were found; the register {register} needs: {headings}."),
            register=_(register.title),
            headings=_said(column for column in register.stored_columns if column.required),
        )
    # a record that is there already can be told by its other identity too
    told = set(register.identity) if register.also_identity in there else set()
    missing = [
        column
        for column in register.stored_columns
        if column.required and column.key not in there | told
    ]
    if missing:
        raise Unreadable(
            _("{path}: headings are missing in row {row}: {headings}."),
            row=sheet.numbers[heading],
            headings=_said(missing),
        )


def _said(columns: Iterable[Column]) -> str:
    return _(", ").join(f"“{_(column.heading)}”" for column in columns)


def _first_row_below(sheet: CellSheet, heading: int) -> int:
    """The row after the headings; those merged downward cover more than one row."""
    bottoms = (area.bottom for area in sheet.merged if area.top <= heading <= area.bottom)
    return max((heading, *bottoms)) + 1


def column_letters(place: int) -> str:
    """The name of a column in a spreadsheet: A for place 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
