"""What the rows of a filled sheet come to: records that are new, changed, refused or left.

A row that was emptied removes nothing: its record is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from fptui.errors import InvalidValue
from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.sheet_layout import Kept, kept_with
from fptui.jobs.entry.sheet_texts import Place
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Record, Value, default_of
from fptui.registers.edits import Edit
from fptui.registers.entry_sheets import next_number
from fptui.registers.soundness import identity_shown
from fptui.store import user_name


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One record of a row: the edit that it comes to, or why it is refused, or neither."""

    row: int
    edit: Edit[Record] | None = None
    faults: tuple[str, ...] = ()
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class _Typed:
    """The cells of one record, and the values that they come to, where they are not empty."""

    cells: Sequence[Place]
    values: dict[str, Value]


@dataclass(slots=True)
class _Seen:
    """What the rows before have brought, so that none comes twice; `numbers` were given out."""

    identities: dict[str, int] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)


def judged(sheet: FilledSheet) -> list[JudgedRow]:
    """All rows in which something was typed, in order, each record of them by itself."""
    found = _judged(sheet, sheet.typed_rows())
    told = {one.row for one in found}
    nothing = (_("nothing is entered in this row"),)
    typed = {row for (row, _column), text in sheet.typed.items() if text}
    found += [JudgedRow(row, faults=nothing) for row in typed - told]
    return sorted(found, key=lambda one: one.row)


def _judged(sheet: FilledSheet, rows: Iterable[int]) -> list[JudgedRow]:
    seen = _Seen()
    if numbered := sheet.layout.numbered:
        table = sheet.office.table(sheet.layout.register)
        seen.numbers = [str(getattr(record, numbered)) for record in table.values()]
    return [one for row in rows for one in _records_of(sheet, row, seen)]


def row_faults(sheet: FilledSheet, row: int) -> tuple[str, ...]:
    """What is wrong with a row by itself, whatever stands in the others."""
    return tuple(fault for one in _judged(sheet, [row]) for fault in one.faults)


def _records_of(sheet: FilledSheet, row: int, seen: _Seen) -> Iterator[JudgedRow]:
    for name in sheet.layout.names:
        yield from _record_of(sheet, row, name, seen)


def _record_of(sheet: FilledSheet, row: int, name: str, seen: _Seen) -> Iterator[JudgedRow]:
    """What one record of a row comes to; nothing where nothing was typed for it."""
    cells = [
        (row, place)
        for place, one in enumerate(sheet.columns)
        if one.name == name and not one.locked and not one.tells_row
    ]
    kept = sheet.row(row).kept.get(name)
    if not any(map(sheet.is_typed, cells)):
        return
    if sheet.layout.leaves_emptied and not any(map(sheet.text, cells)):
        if kept is not None:
            yield JudgedRow(row, emptied=True)
        return
    values, faults = _values(sheet, row, name, cells)
    kept = kept or kept_with(sheet.layout.register, sheet.office, values)
    faults += _twice(sheet, row, values, kept, seen)
    if faults:
        yield JudgedRow(row, faults=tuple(faults))
    elif kept is not None:
        yield _changed(sheet, row, kept, _Typed(cells, values), seen)
    else:
        yield _new(sheet, row, values, seen)


def _values(
    sheet: FilledSheet, row: int, name: str, cells: Sequence[Place]
) -> tuple[dict[str, Value], list[str]]:
    """The values of a record, and what is wrong with its cells."""
    layout = sheet.layout
    values: dict[str, Value] = {**layout.head, **sheet.row(row).known}
    if layout.across:
        values[layout.across] = name
    told = [(row, place) for place, one in enumerate(sheet.columns) if one.tells_row]
    faults = []
    for place in (*told, *cells):
        try:
            value = sheet.value(place)
        except InvalidValue as error:
            faults.append(harmless(str(error)))
            continue
        if value is not None and value != "":
            values[sheet.columns[place[1]].column.key] = value
    return values, faults


def _twice(
    sheet: FilledSheet, row: int, values: dict[str, Value], kept: Kept | None, seen: _Seen
) -> list[str]:
    """That another row of the sheet is about the same record."""
    register = sheet.layout.register
    if kept is not None:
        identity = register.identity_of(kept.record)
    elif sheet.layout.numbered:
        return []
    else:
        identity = " ".join(str(values.get(key, "")) for key in register.identity)
    first = seen.identities.setdefault(identity, row)
    if first == row:
        return []
    return [_("the same stands in row {row} already").format(row=first + 1)]


def _changed(sheet: FilledSheet, row: int, kept: Kept, typed: _Typed, seen: _Seen) -> JudgedRow:
    """A record that is there, with what was typed; a cell that was emptied is empty in it."""
    register, before = sheet.layout.register, kept.record
    changes: dict[str, Value] = {
        key: value for key, value in sheet.layout.head.items() if value not in (None, "")
    }
    faults = []
    for place in filter(sheet.is_typed, typed.cells):
        column = sheet.columns[place[1]].column
        if column.key in typed.values:
            changes[column.key] = typed.values[column.key]
        elif column.required:
            faults.append(_missing(column))
        else:
            changes[column.key] = default_of(sheet.layout.register, column)
    changes = {key: value for key, value in changes.items() if value != getattr(before, key)}
    after = msgspec.structs.replace(before, **changes) if changes else before
    known = register.problems(before)
    faults += [harmless(one) for one in register.problems(after) if one not in known]
    faults += _held_by_another(sheet, row, after, kept.number, seen)
    if faults:
        return JudgedRow(row, faults=tuple(faults))
    if after == before:
        return JudgedRow(row)
    return JudgedRow(row, Edit(register.name, kept.number, before, after))


def _new(sheet: FilledSheet, row: int, values: dict[str, Value], seen: _Seen) -> JudgedRow:
    register, numbered = sheet.layout.register, sheet.layout.numbered
    if numbered:
        values[numbered] = next_number(seen.numbers)
    if register.recorded_by:
        values[register.recorded_by] = user_name()
    filled = {key: value for key, value in values.items() if value is not None and value != ""}
    faults = [_missing(one) for one in register.stored_columns
              if one.required and one.key not in filled]  # fmt: skip
    if not faults:
        record: Record = register.new(filled)
        faults = [harmless(text) for text in register.problems(record)]
        faults += _held_by_another(sheet, row, record, 0, seen)
    if faults:
        return JudgedRow(row, faults=tuple(faults))
    if numbered:
        seen.numbers.append(str(values[numbered]))
    return JudgedRow(row, Edit(register.name, after=record))


def _missing(column: Column) -> str:
    return _("“{heading}” is missing").format(heading=_(column.heading))


def _held_by_another(
    sheet: FilledSheet, row: int, record: Record, number: int, seen: _Seen
) -> list[str]:
    """That a value that no two records share, such as an ID number, is another one's."""
    register = sheet.layout.register
    key = register.also_identity
    typed = any(one.column.key == key and sheet.is_typed((row, place))
                for place, one in enumerate(sheet.columns))  # fmt: skip
    value = getattr(record, key) if key and typed else ""
    if not value:
        return []
    first = seen.identities.setdefault(f"{key} {sheet.alike(value)}", row)
    if first != row:
        return [_("the same stands in row {row} already").format(row=first + 1)]
    holder = sheet.holder_of(value)
    if holder in (0, number):
        return []
    return [
        _("“{heading}”: {record} has it already").format(
            heading=_(register.column(key).heading),
            record=identity_shown(register, sheet.office.table(register)[holder]),
        )
    ]
