"""What a text typed into a cell means, and what fits while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.registers.declaration import ChangingDesk, Column, Kind, Value
from fptui.registers.units import UNITS
from fptui.registers.values.display import plain
from fptui.search.offers import Offer
from fptui.search.typed import ValueReader, offers_of, understood

MOST_OFFERED = 1_000


class CellReader(Protocol):
    """Reads the cells of a sheet; a column that is `closed` takes only what is offered."""

    def read(self, column: Column, text: str) -> Value:
        """The value that a text means; InvalidValue where it means none, or several."""

    def settled(self, column: Column, text: str) -> str:
        """The text as it is kept in its cell: the name of what is meant, a day in full."""

    def offers(self, column: Column, text: str) -> Sequence[Offer]:
        """What may be meant by a text that is being typed, the likeliest first."""


class DeskReader:
    """Reads cells in view of an office, as forms and options are read."""

    def __init__(self, desk: ChangingDesk) -> None:
        self._desk, self._reader = desk, ValueReader(desk)

    def read(self, column: Column, text: str) -> Value:
        """The value that a text means; InvalidValue where it means none, or several."""
        return self._reader.read(column, text)

    def settled(self, column: Column, text: str) -> str:
        """The text as it is kept in its cell; as it was typed where it means nothing."""
        try:
            value = self.read(column, text)
        except InvalidValue:
            return text
        if column.kind is Kind.CHOICE:
            return _(column.choices.get(str(value), "")) or str(value)
        if column.register:
            return understood(column, value, self._desk)
        return text if column.kind is Kind.FLAG else plain(value)

    def offers(self, column: Column, text: str) -> Sequence[Offer]:
        """What may be meant by a text that is being typed, the likeliest first."""
        return offers_of(self._desk, UNITS, column, text, MOST_OFFERED)
