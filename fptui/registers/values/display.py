"""Values as people read them, and as sorting compares them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Kind, Mask, Value

HIDDEN = "*"
"""Stands for each character of a private value that is not shown."""
RIGHT_ALIGNED = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.YUAN})
"""The kinds whose values stand at the right of their column."""


_OF_A_CENT = 2
"""So many decimals has an amount to the cent."""


def masked(text: str, mask: Mask) -> str:
    """A private value of which a part is hidden, as it stands on screens and in exports.

    Of an ID number only the region is shown (GB 11643: region, birth date, sequence, check):
    its birth date stands beside it mostly, and its end would be all that is lacking.
    """
    if not text or mask is Mask.NONE:
        return text
    keep_front, keep_back = {
        Mask.ID_NUMBER: (6, 0),
        Mask.ACCOUNT: (0, 4),
        Mask.PHONE: (3, 4),
    }[mask]
    if len(text) <= keep_front + keep_back:
        return HIDDEN * len(text)
    hidden = len(text) - keep_front - keep_back
    return text[:keep_front] + HIDDEN * hidden + text[len(text) - keep_back :]


def plain(value: Value) -> str:
    """A value as it is written in files: keys of choices, ISO dates, `yes` or `no`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(str(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def yuan(amount: Decimal) -> str:
    """An amount as people read it, to the cent, and beyond where it has more: never rounded."""
    _whole, _point, decimals = format(amount, "f").partition(".")
    return format(amount, ",f" if len(decimals.rstrip("0")) > _OF_A_CENT else ",.2f")


def shown(column: Column, value: Value, desk: Desk, *, reveal: bool = False) -> str:
    """A value as a person reads it, in the language in use, harmless and masked."""
    if value is None or value == ():
        return ""
    if column.kind is Kind.FLAG:
        return _("yes") if value else _("no")
    if column.kind is Kind.CHOICE:
        return shown_choice(column.known_choices, str(value))
    if column.kind is Kind.REFERENCE:
        return harmless(name_of(desk, column.register, str(value)))
    if column.kind is Kind.REFERENCES and isinstance(value, tuple):
        return _(", ").join(harmless(name_of(desk, column.register, str(item))) for item in value)
    if isinstance(value, tuple):
        return _(", ").join(harmless(str(item)) for item in value)
    if column.kind is Kind.YUAN and isinstance(value, Decimal):
        return yuan(value)
    text = plain(value)
    if column.mask and not reveal:
        text = masked(text, column.mask)
    return harmless(text)


def shown_choice(choices: Mapping[str, str], key: str) -> str:
    """The label of a choice, or the key itself where there is none."""
    return _(choices.get(key, "")) or harmless(key)


def name_of(desk: Desk, register: str, identity: str) -> str:
    """The name of a record that is referred to, or its identity where it has none."""
    record = desk.find(REGISTERS[register], identity)
    name = getattr(record, "name", "") or getattr(record, "topic", "")
    return str(name) or identity


SortKey: TypeAlias = tuple[bool, str | int | date | Decimal | tuple[str, ...] | tuple[int, ...]]
"""Whether a value is empty, and what it is ordered by among the values of its column."""


def sort_key(column: Column, value: Value) -> SortKey:
    """Orders values of one column; empty ones come last."""
    if value is None or value == "" or value == ():
        return (True, 0)
    if column.kind is Kind.CHOICE:
        keys = list(column.known_choices)
        return (False, keys.index(str(value)) if value in keys else len(keys))
    return (False, value)
