"""The cells of a sheet turned into values, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fptui.errors import InvalidValue
from fptui.exchange.importing.previews import Fault
from fptui.exchange.reading.cell_values import CellReader, MaskedValue
from fptui.exchange.reading.cells import CellValue, Progress
from fptui.exchange.reading.headings import HeadedSheet
from fptui.language import _, translations
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Register
from fptui.search.resolving import References


@dataclass(slots=True)
class ValueTable:
    """The rows below the headings that are not empty, as values by column.

    A value is None where its cell is empty or at fault; `faults` and `masked`
    (private values of which the file has only the ends) are by place of the row. `taken_as`
    counts the cells that call a choice otherwise, by column key and text.
    """

    numbers: Sequence[int]
    cells: Sequence[Sequence[CellValue]]
    columns: dict[str, list[Any]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    masked: dict[int, dict[str, str]] = field(default_factory=dict)
    taken_as: Counter[tuple[str, str]] = field(default_factory=Counter)


def converted(
    headed: HeadedSheet, register: Register[Any], desk: Desk, progress: Progress
) -> ValueTable:
    """All values of a sheet; what cannot be understood becomes a fault of its row."""
    sheet, places = headed.sheet, sorted(headed.columns)
    kept = [
        row
        for row in range(headed.first, len(sheet.rows))
        if _holds_something(sheet.rows[row], places)
    ]
    table = ValueTable([sheet.numbers[row] for row in kept], [sheet.rows[row] for row in kept])
    new_place = {row: place for place, row in enumerate(kept)}
    _enter_faults_of_the_sheet(headed, table, new_place)
    references = References(desk)
    own: set[str] = set()
    # what tells the records comes first: others in the same file may refer to it
    identity_first = sorted(places, key=lambda p: headed.columns[p].key not in register.identity)
    cells = _turned(table.cells, len(headed.headings))
    for done, place in enumerate(identity_first):
        column = headed.columns[place]
        progress(done, len(places))
        reader = CellReader(
            column,
            references,
            own if column.register == register.name else (),
            headed.sheet.days_later,
        )
        values = _column_values(table, place, column, cells[place], reader.value)
        table.columns[column.key] = values
        if column.also_called:
            called = (str(cell).strip() for cell in cells[place])
            table.taken_as.update(
                (column.key, text) for text in called if _is_called_otherwise(column, text)
            )
        table.places[column.key] = place
        if register.identity == (column.key,):
            own.update(value for value in values if value is not None)
    return table


def _is_called_otherwise(column: Column, text: str) -> bool:
    key = column.also_called.get(text)
    return key is not None and text not in translations(column.known_choices[key])


def _holds_something(row: Sequence[CellValue], places: Sequence[int]) -> bool:
    """Whether a column of the register is filled; numbers written ahead beside it do not count."""
    for place in places:
        cell = row[place] if place < len(row) else ""
        if cell.__class__ is not str or not (cell == "" or cell.isspace()):
            return True
        if row.count("") == len(row):
            return False
    return False


def _turned(rows: Sequence[Sequence[CellValue]], width: int) -> list[tuple[CellValue, ...]]:
    """The cells by column, as many columns as there are headings; short rows are filled up."""
    even = [
        row if len(row) == width else [*row, *[""] * (width - len(row))][:width] for row in rows
    ]
    return list(zip(*even, strict=True)) or [()] * width


def _column_values(
    table: ValueTable,
    place: int,
    column: Column,
    cells: Sequence[CellValue],
    read: Callable[[CellValue], Any],
) -> list[Any]:
    """The values of one column; each different cell is read once."""
    known: dict[Any, Any]
    if bool in set(map(type, cells)):
        # True and 1 are equal, but do not mean the same
        keys = [(cell.__class__, cell) for cell in cells]
        known = {key: _read(column, place, key[1], read) for key in set(keys)}
        values = [known[key] for key in keys]
    else:
        known = {cell: _read(column, place, cell, read) for cell in set(cells)}
        values = list(map(known.__getitem__, cells))
    if not {Fault, MaskedValue}.isdisjoint(map(type, known.values())):
        _put_aside(table, column, values)
    return values


def _put_aside(table: ValueTable, column: Column, values: list[Any]) -> None:
    """Take faults and masked values out of a column, and remember in which rows they stood."""
    for row, value in enumerate(values):
        if value.__class__ is Fault:
            table.faults.setdefault(row, []).append(value)
            values[row] = None
        elif value.__class__ is MaskedValue:
            table.masked.setdefault(row, {})[column.key] = value
            values[row] = None


def _read(column: Column, place: int, cell: CellValue, read: Callable[[CellValue], Any]) -> Any:
    if cell == "":
        return None
    try:
        return read(cell)
    except InvalidValue as error:
        return Fault(place, harmless(str(error)))
    except (OverflowError, RecursionError):
        return Fault(place, _("“{heading}” does not fit").format(heading=_(column.heading)))


def _enter_faults_of_the_sheet(
    headed: HeadedSheet, table: ValueTable, new_place: dict[int, int]
) -> None:
    sheet, columns = headed.sheet, headed.columns

    def enter(row: int, place: int, why: str) -> None:
        if row in new_place and place in columns:
            heading = _(columns[place].heading)
            text = _("“{heading}”: {why}").format(heading=heading, why=why)
            table.faults.setdefault(new_place[row], []).append(Fault(place, text))

    for (row, place), why in sheet.faults.items():
        enter(row, place, why)
    width = len(headed.headings)
    for row, place in new_place.items():
        if any(cell != "" for cell in sheet.rows[row][width:]):
            text = _("there are more cells than headings")
            table.faults.setdefault(place, []).append(Fault(-1, text))
    for place, rows in _rows_merged(headed).items():
        for row in rows:
            enter(row, place, _("the cell is merged with others: split it"))


def _rows_merged(headed: HeadedSheet) -> dict[int, list[int]]:
    """The rows below the headings in which a column is merged with others, by its place.

    Areas may lie over one another, as many as a file likes: each row is told once.
    """
    last = len(headed.sheet.rows) - 1
    spans: dict[int, list[tuple[int, int]]] = {}
    for area in headed.sheet.merged:
        covered = [place for place in sorted(headed.columns) if area.left <= place <= area.right]
        if not covered or (area.top == area.bottom and covered == [area.left]):
            continue
        top, bottom = max(area.top, headed.first), min(area.bottom, last)
        if top <= bottom:
            spans.setdefault(covered[0], []).append((top, bottom))
    merged: dict[int, list[int]] = {}
    for place, areas in spans.items():
        after = headed.first
        for top, bottom in sorted(areas):
            merged.setdefault(place, []).extend(range(max(top, after), bottom + 1))
            after = max(after, bottom + 1)
    return merged
