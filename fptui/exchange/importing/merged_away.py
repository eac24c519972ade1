"""Records that lists from elsewhere still have, but that were merged into others here."""

from __future__ import annotations

from collections.abc import Mapping

from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk, Record, Register


def merged_away(register: Register[Record], desk: Desk) -> Mapping[str, str]:
    """The identities that are gone from a register, each with that of the record kept for it."""
    return {
        str(getattr(telling, column.merged_from)): str(getattr(telling, column.merged_into))
        for other in REGISTERS.values()
        for column in other.stored_columns
        if column.merged_from and other.column(column.merged_into).register == register.name
        for telling in desk.table(other).values()
        if getattr(telling, column.key)
    }
