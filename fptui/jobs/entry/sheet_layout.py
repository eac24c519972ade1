"""The rows and columns of a sheet, made from its declaration or from rows of a register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, EntrySheet, Record, Register, Value, Values
from fptui.registers.summed import SUMMED
from fptui.registers.units import units_under
from fptui.registers.values.display import plain, shown_choice
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: what it holds, and under which name where names stand across.

    One that `tells_row` tells the rows, and is typed only in rows that are not proposed;
    a `locked` one is never typed.
    """

    column: Column
    name: str = ""
    tells_row: bool = False
    locked: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether all its numbers are of like things: declared so, or of one name."""
        return self.column.summed == SUMMED or bool(self.name)

    @property
    def key(self) -> str:
        """By which it is known in its sheet."""
        return f"{self.column.key}:{self.name}" if self.name else self.column.key


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that stands in a row, with its number."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: the values that tell it, and its records by the name that stands across."""

    key: str
    known: Values = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """What a sheet is made of: `head` are the values that all rows share.

    `key` names it among drafts, `across` the column whose names stand across; a `free` one
    takes more rows than those that are there. `leaves_emptied` tells that a row all of whose
    cells are empty says nothing of its record.
    """

    key: str
    register: Register[Record]
    columns: tuple[SheetColumn, ...]
    rows: Sequence[SheetRow]
    head: Values = field(default_factory=dict)
    across: str = ""
    free: bool = False
    numbered: str = ""
    leaves_emptied: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """What stands across; one empty name where nothing does."""
        return tuple(dict.fromkeys(one.name for one in self.columns if one.name)) or ("",)

    def heading(self, column: SheetColumn) -> str:
        """What stands above a column, in the language in use."""
        if column.name:
            return shown_choice(self.register.column(self.across).choices, column.name)
        return _(column.column.heading)


def layout_of(
    sheet: EntrySheet, office: Reading, head: Values, names: Sequence[str] = (), under: str = ""
) -> SheetLayout:
    """The layout of a declared sheet for what was asked: its head, its names, which units."""
    register = REGISTERS[sheet.register]
    columns = [SheetColumn(register.column(key), tells_row=True) for key in sheet.row]
    columns += [SheetColumn(register.column(key), locked=True) for key in sheet.beside]
    if sheet.across:
        value = register.column(sheet.value)
        across = names or sheet.names(office, head)
        columns += [SheetColumn(value, name) for name in across]
    else:
        columns += [SheetColumn(register.column(key)) for key in sheet.cells]
    layout = SheetLayout(
        key=sheet.key,
        register=register,
        columns=tuple(columns),
        rows=(),
        head=head,
        across=sheet.across,
        free=sheet.free,
        numbered=sheet.numbered,
    )
    inside = units_under(office, under) if under else None
    proposed = [
        known
        for known in sheet.proposed(office, head)
        if inside is None or known.get(sheet.within) in inside
    ]
    return replace(layout, rows=[_row(layout, office, known) for known in proposed])


def _row(layout: SheetLayout, office: Reading, known: Values) -> SheetRow:
    kept: dict[str, Kept] = {}
    for name in layout.names:
        values = {**layout.head, **known, **({layout.across: name} if layout.across else {})}
        found = kept_with(layout.register, office, values)
        if found is not None:
            kept[name] = found
    return SheetRow(" ".join(map(plain, known.values())), known, kept)


def kept_with(register: Register[Record], office: Reading, values: Values) -> Kept | None:
    """The record of the identity that is among these values, or None."""
    if any(_lacks(values.get(key)) for key in register.identity):
        return None
    identity = " ".join(str(values[key]) for key in register.identity)
    number = office.number_of(register, identity)
    return None if number is None else Kept(number, office.table(register)[number])


def _lacks(value: Value) -> bool:
    return value is None or value == ""


def layout_of_records(
    register: Register[Record], records: Iterable[tuple[int, Record]], columns: Iterable[Column]
) -> SheetLayout:
    """The layout in which records that are there are edited in place.

    What tells the records stands first, also where it is not among the columns, and is not
    typed, nor is what is computed and what is moved by steps.
    """
    telling = [register.column(key) for key in register.identity]
    others = [one for one in columns if one not in telling]
    return SheetLayout(
        key=f"edit-{register.name}",
        register=register,
        columns=(
            *(SheetColumn(one, tells_row=True, locked=True) for one in telling),
            *(SheetColumn(one, locked=not is_typed(register, one)) for one in others),
        ),
        rows=[SheetRow(str(number), {}, {"": Kept(number, one)}) for number, one in records],
        leaves_emptied=False,
    )


def is_typed(register: Register[Record], column: Column) -> bool:
    """Whether a column of a record that is there may be typed in place."""
    fixed = (*register.identity, *register.recorders)
    return column.compute is None and not column.by_procedure and column.key not in fixed
