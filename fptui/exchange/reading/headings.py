"""Finding the row of headings in a sheet, and which column each heading means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fptui.exchange.reading.cells import CellSheet
from fptui.exchange.reading.heading_rows import (
    Headings,
    found_headings,
    named_headings,
    rows_said,
    two_rows_say_more,
)
from fptui.exchange.reading.refusals import Unreadable, empty
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers.declaration import Column, Register
from fptui.registers.headed import known_headings

SAID = 12
"""How many of the columns that are not known are named."""


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A sheet whose headings were found.

    `headings` are the texts over each column, those of several rows taken together.
    `columns` has the stored columns by their place in a row, `first` is the first
    row below the headings, `ignored` the headings that no stored column has.
    """

    sheet: CellSheet
    heading: int
    headings: tuple[str, ...]
    first: int
    columns: Mapping[int, Column]
    ignored: tuple[str, ...]
    heading_rows: str
    """The numbers of the rows of the headings, such as 3 or 3-4."""


def headed_sheet(
    register: Register[Any], sheets: Iterable[CellSheet], rows: range | None = None
) -> HeadedSheet:
    """The first sheet that has all headings a register requires.

    `rows` are the numbers of the rows in which a person says that they stand.
    Unreadable where there is none: it tells of the sheet that came nearest.
    """
    known = known_headings(register)
    best: Unreadable | None = None
    most = -1
    for sheet in sheets:
        found = Headings()
        try:
            if not sheet.rows:
                raise empty()
            found = named_headings(known, sheet, rows) if rows else found_headings(known, sheet)
            _refuse_alike(found)
            _refuse_missing(register, known, sheet, found)
        except Unreadable as error:
            error.in_sheet = sheet.name
            if len(found.columns) > most:
                best, most = error, len(found.columns)
            continue
        return HeadedSheet(
            sheet,
            found.last,
            found.texts,
            _first_row_below(sheet, found.last),
            {place: one for place, one in found.columns if one.compute is None},
            found.ignored,
            rows_said(sheet.numbers[found.first], sheet.numbers[found.last]),
        )
    raise best or Unreadable(_("{path} is empty: a line of headings is missing."))


def _refuse_alike(found: Headings) -> None:
    seen: dict[str, int] = {}
    for place, column in found.columns:
        if column.compute is None and column.key in seen:
            first = seen[column.key]
            raise Unreadable(
                _(
                    "{path}: the columns {first} (“{one}”) and {second} (“{other}”) both mean "
                    "“{heading}”. Delete or rename one of them."
                ),
                first=column_letters(first),
                one=harmless(found.texts[first]),
                second=column_letters(place),
                other=harmless(found.texts[place]),
                heading=_(column.heading),
            )
        seen[column.key] = place


def _refuse_missing(
    register: Register[Any], known: Mapping[str, Column], sheet: CellSheet, found: Headings
) -> None:
    there = {column.key for _place, column in found.columns}
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
        if column.required
        and column.key not in there | told
        and (not column.follows_from or column.follows_from not in there)
    ]
    if missing:
        rows = two_rows_say_more(known, sheet, found)
        sentence = _("{path}: headings are missing in row {row}: {headings}.")
        if rows and found.first == found.last:
            sentence += " " + _("If they stand in two rows, name them: --heading-rows {two}.")
        if found.ignored:
            sentence += " " + _("Not understood: {unknown}.")
        raise Unreadable(
            sentence,
            unknown=ignored_said(found.ignored),
            row=rows_said(sheet.numbers[found.first], sheet.numbers[found.last]),
            headings=_said(missing),
            two=rows_said(*rows) if rows else "",
        )


def ignored_said(headings: Sequence[str]) -> str:
    """Headings that no column has, the first of them; numbers of people in them are masked."""
    named = _(", ").join(f"“{without_numbers(harmless(name))}”" for name in headings[:SAID])
    return named + (" …" if len(headings) > SAID else "")


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
