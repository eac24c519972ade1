"""Sums as people read them: groups as a table, totals under a list, and the line on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from fptui.errors import UnknownName
from fptui.exchange.writing.sheet import Cell, Sheet, cell_of, origin_of, right_of
from fptui.figures.grouping import Grouping, Line, Total
from fptui.figures.sums import Sum
from fptui.language import N_, _, ngettext, translations
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Kind, Record, Register, Value
from fptui.registers.values.display import shown, sort_key
from fptui.registers.values.looked_at import heading_in

RECORDS = Column("records", N_("Records"), Kind.INTEGER)
"""How many records a line has."""

_NOT_ADDED = Cell("—", "", None)


def summed_columns(register: Register[Record]) -> tuple[Column, ...]:
    """The columns of a register that can be added up and are usually shown."""
    return tuple(one for one in register.columns if one.summed is not None)


class SumsTable:
    """The lines of a grouping as a table; `reveal` shows private values that tell groups."""

    def __init__(
        self,
        register: Register[Record],
        grouping: Grouping,
        desk: Desk,
        *,
        reveal: bool = False,
    ) -> None:
        self._register, self._grouping = register, grouping
        self._desk, self._reveal = desk, reveal

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What tells the lines, how many records they have, then sums, each beside its measure."""
        grouping = self._grouping
        asked = {column.key for column in grouping.by}
        measures = {
            column.summed.measure: column.key for column in grouping.summed if column.summed
        }
        telling = [one for one in grouping.telling if one.key not in measures]
        told = {one.key for one in telling}
        own = [one.key for one in self._register.columns]
        before = sorted((one for one in telling), key=lambda one: one.key not in own)
        sums = {column.key for column in grouping.summed}
        beside = [
            column
            for column in self._register.columns
            if column.key in sums
            or (column.key in measures and column.key not in asked and column.key not in told)
        ]
        return (*grouping.by, *before, RECORDS, *beside)

    def sheet(self, *, total: bool, limit: int | None = None, order: str = "") -> Sheet:
        """So many of the lines, in the order of a column, a total of all below them.

        `order` is the column's key or heading, after a minus sign for downward. UnknownName
        where the table has no such column.
        """
        lines = self._ordered(order)
        rows = [self._row(line) for line in lines[:limit]]
        totals = total_rows(self._grouping, lines, self.columns, self._desk) if total else []
        return Sheet(
            title=_(self._register.title),
            keys=tuple(column.key for column in self.columns),
            headings=tuple(heading_in(column, self._desk) for column in self.columns),
            rows=(*rows, *totals),
            right=right_of(self.columns),
            origin=origin_of(self._desk),
            totals=len(totals),
            below=(*self._cut(len(rows), len(lines)), *explained(totals)),
        )

    def _cut(self, shown_lines: int, lines: int) -> list[str]:
        if shown_lines == lines:
            return []
        said = ngettext(
            "{shown} of {count} lines is shown; a total is of all of them.",
            "{shown} of {count} lines are shown; a total is of all of them.",
            shown_lines,
        )
        return [said.format(shown=shown_lines, count=lines)]

    def _ordered(self, order: str) -> list[Line]:
        lines = self._grouping.lines
        name = order.removeprefix("-")
        if not name:
            return lines[::-1] if order else lines
        column = self._column(name)
        filled = [line for line in lines if self._value(line, column) not in (None, "")]
        filled.sort(
            key=lambda line: sort_key(column, self._value(line, column)),
            reverse=order.startswith("-"),
        )
        return filled + [line for line in lines if self._value(line, column) in (None, "")]

    def _column(self, name: str) -> Column:
        for column in self.columns:
            if name.casefold() in (column.key, *map(str.casefold, translations(column.heading))):
                return column
        keys = [column.key for column in self.columns]
        raise UnknownName(
            _("There is no column “{name}” to sort by. {hint}There are: {columns}.").format(
                name=harmless(name[:40]), hint=meant(name, keys), columns=_(", ").join(keys)
            )
        )

    def _value(self, line: Line, column: Column) -> Value:
        if column is RECORDS:
            return line.total.records
        for summed, total in zip(self._grouping.summed, line.total.sums, strict=True):
            if summed.key == column.key:
                return None if total is None else total.value
        return self._grouping.value(line.key, column.key)

    def _row(self, line: Line) -> tuple[Cell, ...]:
        total = line.total
        sums = dict(zip((one.key for one in self._grouping.summed), total.sums, strict=True))
        cells = []
        for column in self.columns:
            if column is RECORDS:
                cells.append(_number(total.records))
            elif column.key in sums:
                cells.append(sum_cell(column, sums[column.key], self._desk))
            else:
                value = self._grouping.value(line.key, column.key)
                cells.append(_group_cell(column, value, self._desk, self._reveal))
        return tuple(cells)


def total_rows(
    grouping: Grouping,
    lines: Sequence[Line],
    columns: Sequence[Column],
    desk: Desk,
    *,
    are_shown: bool = True,
) -> list[tuple[Cell, ...]]:
    """The rows of the total under these columns, the whole last.

    Before it stands one for each kind of thing that is not added to others, unless these are
    the lines that `are_shown`.
    """
    whole = grouping.total(lines)
    parts = grouping.parts(lines) if None in whole.sums else []
    if are_shown and all(len(part) == 1 for part in parts):
        parts = []
    rows = [
        _total_row(grouping, grouping.total(part), _told(grouping, part), columns, desk)
        for part in parts
    ]
    told = {} if None in whole.sums else _measures(grouping, lines)
    return [*rows, _total_row(grouping, whole, told, columns, desk)]


_Told: TypeAlias = dict[str, tuple[Column, Value]]
"""What a total is of: columns and what all its records have in them, by key."""


def _told(grouping: Grouping, part: Sequence[Line]) -> _Told:
    key = part[0].key
    return {
        column.key: (column, grouping.value(key, column.key))
        for column in kept_apart(grouping).values()
    }


def _measures(grouping: Grouping, lines: Sequence[Line]) -> _Told:
    """What the sums of all lines are measured in, where all are measured alike."""
    measures = [one.summed.measure if one.summed else "" for one in grouping.summed]
    told = {}
    for line in lines:
        for measure, total in zip(measures, line.total.sums, strict=True):
            if measure and total is not None and not total.adds_nothing:
                told.update(_told_alone(grouping, line, measure))
    return told


def _told_alone(grouping: Grouping, line: Line, key: str) -> _Told:
    columns = (*grouping.by, *grouping.apart)
    return {one.key: (one, grouping.value(line.key, key)) for one in columns if one.key == key}


def _total_row(
    grouping: Grouping, total: Total, told: _Told, columns: Sequence[Column], desk: Desk
) -> tuple[Cell, ...]:
    """One row: what it is of stands in the columns for that, or beside the word."""
    sums = dict(zip((one.key for one in grouping.summed), total.sums, strict=True))
    numbers = {RECORDS.key, *sums}
    label_at = next((at for at, one in enumerate(columns) if one.key not in numbers), None)
    beside = dict(told)
    cells: list[Cell] = []
    for at, column in enumerate(columns):
        if column is RECORDS:
            cells.append(_number(total.records))
        elif column.key in sums:
            cells.append(sum_cell(column, sums[column.key], desk))
        elif at != label_at and column.key in beside:
            cells.append(_group_cell(*beside.pop(column.key), desk))
        else:
            cells.append(Cell("", "", None))
    if label_at is not None:
        of = [_group_cell(*one, desk) for one in beside.values()]
        count = "" if RECORDS in columns else f" ({total.records})"
        text = " · ".join([_("Total"), *(cell.text for cell in of)]) + count
        file_form = " ".join(["total", *(cell.plain for cell in of)]) + count
        cells[label_at] = Cell(text, file_form, file_form)
    return tuple(cells)


def kept_apart(grouping: Grouping) -> dict[str, Column]:
    """The columns in which the things of the total differ, by key."""
    ways = {way for one in grouping.summed if one.summed for way in one.summed.unlike}
    measures = {one.summed.measure for one in grouping.summed if one.summed}
    told = {one.key for one in grouping.telling} | measures
    columns = [*grouping.by, *grouping.apart]
    asked = {one.key for one in grouping.by}
    return {one.key: one for one in columns if one.key in ways and one.key in told | asked}


def with_totals(sheet: Sheet, columns: Sequence[Column], grouping: Grouping, desk: Desk) -> Sheet:
    """A list of records with the total of a grouping, which may be of more than are shown."""
    totals = total_rows(grouping, grouping.lines, columns, desk, are_shown=False)
    shown_rows = len(sheet.rows)
    said = limited(shown_rows, grouping.count)
    return replace(
        sheet,
        rows=(*sheet.rows, *totals),
        totals=len(totals),
        below=(*sheet.below, said, *explained(totals)),
    )


def limited(shown_rows: int, count: int) -> str:
    """What a total is of, where not all records are shown or all are."""
    if shown_rows < count:
        return ngettext(
            "The total is of all {count} records; {shown} of them is shown.",
            "The total is of all {count} records; {shown} of them are shown.",
            shown_rows,
        ).format(count=count, shown=shown_rows)
    return ngettext(
        "The total is of {count} record.", "The total is of {count} records.", count
    ).format(count=count)


def explained(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """What the sign means where a sum would be of unlike things."""
    if any(cell is _NOT_ADDED for row in rows for cell in row):
        return (_("—: what is counted differs, and unlike things are not added up."),)
    return ()


def sum_cell(column: Column, total: Sum | None, desk: Desk) -> Cell:
    """A sum as a cell: a lower bound with its sign, and a dash for unlike things."""
    if total is None:
        return _NOT_ADDED
    cell = cell_of(column, total.value, desk)
    if not total.at_least:
        return cell
    return Cell(f"≥ {cell.text}", f">={cell.plain}", f">={cell.plain}")


def sum_said(column: Column, total: Sum, desk: Desk) -> str:
    """A sum in a sentence: an amount with its unit."""
    text = sum_cell(column, total, desk).text
    return _("{amount} yuan").format(amount=text) if column.kind is Kind.YUAN else text


def _number(number: int) -> Cell:
    return Cell(str(number), str(number), number, is_text=False)


def _group_cell(column: Column, value: Value, desk: Desk, reveal: bool = False) -> Cell:
    """The value that a group has in common; an empty one has a name where people read it."""
    cell = cell_of(column, value, desk, reveal=reveal)
    if cell.text:
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return replace(cell, is_text=not is_number)
    return Cell(_("not stated"), "", None)


def value_said(column: Column, value: Value, desk: Desk) -> str:
    """A value as it is said of a group."""
    return shown(column, value, desk) or _("not stated")
