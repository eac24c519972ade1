"""What follows from the values of a record for those of its columns that are empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fptui.registers.declaration import Record, Register, Value
from fptui.registers.values.display import plain
from fptui.registers.values.parsing import value_from_text

EMPTY = (None, "")


def values_following(
    register: Register[Record], values: Mapping[str, Value], wanted: Collection[str]
) -> dict[str, Value]:
    """The values of the `wanted` columns that follow from others, by column key."""
    if register.follows is None:
        return {}
    texts = {key: plain(value) for key, value in values.items() if value is not None}
    return {
        key: value_from_text(register.column(key), text)
        for key, text in register.follows(texts).items()
        if key in wanted
    }


def empty_that_follow(register: Register[Record], record: Record) -> dict[str, Value]:
    """The columns that a record leaves empty though another says it, with their values."""
    empty = [
        column.key
        for column in register.stored_columns
        if column.follows_from
        and getattr(record, column.key) in EMPTY
        and getattr(record, column.follows_from) not in EMPTY
    ]
    if not empty:
        return {}
    values = {column.key: getattr(record, column.key) for column in register.stored_columns}
    return values_following(register, values, empty)
