"""A table on its way out: headings and cells, ready for any format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Register, Value
from fptui.registers.units import topmost_unit
from fptui.registers.values.display import RIGHT_ALIGNED, masked, plain, shown
from fptui.registers.values.looked_at import heading_in

BLANK = "＿" * 8
"""Room on paper to fill in by hand."""

JsonValue: TypeAlias = str | int | bool | list[str] | None

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""A text that begins so would be run as a formula by a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in three forms: for a person, for a file, and for JSON; masked in all."""

    text: str
    plain: str
    value: JsonValue
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `right` holds the places of the columns that are aligned to the right.

    One that `is_posted` is for a wall: in large letters, and its `leaves` — itself, where
    it has none — each begin a numbered page of their own. Their rows are its rows, and
    `name` tells a leaf from the others in a word.
    `above` and `below` are the lines that stand around it where people read it, the
    first of them after the title, and `origin` says on paper whose table it is and of
    which day; csv, tsv and json have neither. The last `totals` of the rows sum up those
    before them.
    """

    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    origin: str = ""
    leaves: tuple[Sheet, ...] = ()
    name: str = ""
    is_posted: bool = False
    totals: int = 0

    @property
    def found(self) -> int:
        """How many rows there are without those that sum up."""
        return len(self.rows) - self.totals

    @property
    def opening(self) -> tuple[str, ...]:
        """What stands before the table where it has no other place: its title and `above`."""
        return (self.title, *self.above) if self.above else ()


def origin_of(desk: Desk) -> str:
    """Whose records these are, and of which day."""
    office = topmost_unit(desk)
    name = f"{harmless(office.name)} · " if office is not None else ""
    return name + desk.today.isoformat()


def sheet_of(
    register: Register[Any],
    records: Iterable[Any],
    columns: Sequence[Column],
    desk: Desk,
    *,
    reveal: bool = False,
) -> Sheet:
    """These records of a register as a sheet, private fields masked unless revealed."""
    return Sheet(
        title=_(register.title),
        keys=tuple(column.key for column in columns),
        headings=tuple(heading_in(column, desk) for column in columns),
        rows=tuple(
            tuple(
                cell_of(column, column.value(record, desk), desk, reveal=reveal)
                for column in columns
            )
            for record in records
        ),
        right=right_of(columns),
        origin=origin_of(desk),
    )


def right_of(columns: Sequence[Column]) -> frozenset[int]:
    """The places of the columns that are aligned to the right."""
    return frozenset(place for place, column in enumerate(columns) if column.kind in RIGHT_ALIGNED)


def cell_of(column: Column, value: Value, desk: Desk, *, reveal: bool = False) -> Cell:
    """A value of a column as a cell, masked unless revealed."""
    text = shown(column, value, desk, reveal=reveal)
    file_form = harmless(plain(value))
    if column.mask and not reveal:
        file_form = masked(file_form, column.mask)
    is_text = not isinstance(value, int | Decimal)
    return Cell(text, file_form, _json(value, file_form), is_text)


def _json(value: Any, file_form: str) -> JsonValue:
    if value is None:
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [harmless(str(item)) for item in value]
    return file_form
