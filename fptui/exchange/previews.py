"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from fptui.exchange.cells import CellValue
from fptui.registers.declaration import Register


class Fault(msgspec.Struct, frozen=True):
    """Why a row is refused, for people; `place` is that of the cell, -1 for the whole row."""

    place: int
    text: str


class NewRow(msgspec.Struct, frozen=True):
    """A row that adds a record. `row` is its number in the file."""

    row: int
    record: Any


class ChangedRow(msgspec.Struct, frozen=True):
    """A row that changes the record of this number."""

    row: int
    number: int
    before: Any
    after: Any

    def fields(self, register: Register) -> list[str]:
        """The keys of the columns that change, in the register's order."""
        return [
            column.key
            for column in register.stored_columns
            if getattr(self.before, column.key) != getattr(self.after, column.key)
        ]


class UnchangedRow(msgspec.Struct, frozen=True):
    """A row that says what the record of this number says already."""

    row: int
    number: int


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that is not taken, its cells as they stand in the file, and why."""

    row: int
    cells: Sequence[CellValue]
    faults: tuple[Fault, ...]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do to a register.

    `left` counts the empty cells that leave a field of a known record as it is.
    """

    register: Register
    file: str
    sheet: str
    encoding: str
    heading_row: int
    headings: tuple[str, ...]
    ignored: tuple[str, ...]
    new: Sequence[NewRow]
    changed: Sequence[ChangedRow]
    unchanged: Sequence[UnchangedRow]
    refused: Sequence[RefusedRow]
    left: int = 0

    @property
    def changes(self) -> int:
        """The number of records that accepting would add or change."""
        return len(self.new) + len(self.changed)
