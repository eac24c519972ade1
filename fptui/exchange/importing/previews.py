"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from fptui.exchange.reading.cells import CellValue
from fptui.exchange.reading.headings import HeadedSheet
from fptui.registers.declaration import Column, Record, Register
from fptui.registers.edits import Edit


class Fault(msgspec.Struct, frozen=True):
    """Why a row is refused, for people; `place` is that of the cell, -1 for the whole row."""

    place: int
    text: str


class TakenRow(msgspec.Struct, frozen=True):
    """A row that adds a record or changes one. `row` is its number in the file.

    `followed` are the columns that the row leaves empty and that follow from others.
    """

    row: int
    edit: Edit[Record]
    followed: tuple[str, ...] = ()


class UnchangedRow(msgspec.Struct, frozen=True):
    """A row that says nothing but what the record of this number says already."""

    row: int
    number: int


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that is not taken, its cells as they stand in the file, and why."""

    row: int
    cells: Sequence[CellValue]
    faults: tuple[Fault, ...]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do to a register.

    `columns` has the register's columns by their place in the file's rows, `left`
    counts the empty cells that leave a field of a known record as it is, `passed` the
    records that have passed the state that the list has them in. `taken_as` counts the rows
    in which a choice is called otherwise than here, by column key and text, `unheard` those
    with a name of its own that no record has yet.
    """

    register: Register[Any]
    file: str
    sheet: str
    encoding: str
    heading_rows: str
    headings: tuple[str, ...]
    columns: Mapping[int, Column]
    ignored: tuple[str, ...]
    new: Sequence[TakenRow]
    changed: Sequence[TakenRow]
    unchanged: Sequence[UnchangedRow]
    refused: Sequence[RefusedRow]
    left: int = 0
    passed: int = 0
    taken_as: Mapping[tuple[str, str], int] = {}
    unheard: Mapping[tuple[str, str], int] = {}

    @property
    def changes(self) -> int:
        """The number of records that accepting would add or change."""
        return len(self.new) + len(self.changed)


def preview_of(
    register: Register[Any],
    headed: HeadedSheet,
    file: str,
    encoding: str,
    *,
    new: Sequence[TakenRow] = (),
    changed: Sequence[TakenRow] = (),
    unchanged: Sequence[UnchangedRow] = (),
    refused: Sequence[RefusedRow] = (),
    left: int = 0,
    passed: int = 0,
    taken_as: Mapping[tuple[str, str], int] | None = None,
    unheard: Mapping[tuple[str, str], int] | None = None,
) -> Preview:
    """The preview of a sheet of a file whose rows were sorted."""
    return Preview(
        register=register,
        file=file,
        sheet=headed.sheet.name,
        encoding=encoding,
        heading_rows=headed.heading_rows,
        headings=headed.headings,
        columns=headed.columns,
        ignored=headed.ignored,
        new=new,
        changed=changed,
        unchanged=unchanged,
        refused=refused,
        left=left,
        passed=passed,
        taken_as=taken_as or {},
        unheard=unheard or {},
    )
