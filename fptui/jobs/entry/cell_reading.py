"""What a text typed into a cell means, and what fits while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Kind, Value
from fptui.registers.values.display import plain
from fptui.registers.values.parsing import value_from_text
from fptui.search.offers import Offer, best_fitting, fitting

NAMED_AT_MOST = 5
"""So many of the things that a text may mean are named."""
MOST_OFFERED = 10_000
_BETWEEN = str.maketrans(dict.fromkeys("、，,；", ";"))


class CellReader(Protocol):
    """Reads the cells of a sheet; a column that is `closed` takes only what is offered."""

    def read(self, column: Column, text: str) -> Value:
        """The value that a text means; InvalidValue where it means none, or several."""

    def settled(self, column: Column, text: str) -> str:
        """The text as it is kept in its cell: the name of what is meant, a day in full."""

    def offers(self, column: Column, text: str) -> Sequence[Offer]:
        """What may be meant by a text that is being typed, the likeliest first."""


class DeskReader:
    """Reads cells with the records of a desk: a code, a name, a part of one, or pinyin."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._offers: dict[str, list[Offer]] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def read(self, column: Column, text: str) -> Value:
        """The value that a text means; InvalidValue where it means none, or several."""
        text = text.strip()
        if column.mask and "*" in text:
            raise InvalidValue(
                _("“{heading}” is masked: type all of it anew").format(heading=_(column.heading))
            )
        if column.kind is Kind.REFERENCE:
            return self._meant(column, text)
        if column.kind is Kind.REFERENCES:
            parts = [part.strip() for part in text.translate(_BETWEEN).split(";")]
            return tuple(dict.fromkeys(self._meant(column, part) for part in parts if part))
        if column.kind is Kind.CHOICE:
            return self._chosen(column, text)
        return value_from_text(column, text)

    def settled(self, column: Column, text: str) -> str:
        """The text as it is kept in its cell; as it was typed where it means nothing."""
        try:
            value = self.read(column, text)
        except InvalidValue:
            return text
        if column.kind is Kind.CHOICE:
            return _(column.choices.get(str(value), "")) or str(value)
        if column.kind is Kind.REFERENCE:
            return self._label(column, str(value))
        if isinstance(value, tuple):
            return _(", ").join(self._label(column, str(one)) for one in value)
        return text if column.kind is Kind.FLAG else plain(value)

    def offers(self, column: Column, text: str) -> Sequence[Offer]:
        """What may be meant by a text that is being typed, the likeliest first."""
        return fitting(self._all(column), text, most=MOST_OFFERED)

    def _all(self, column: Column) -> list[Offer]:
        if column.kind is Kind.CHOICE:
            return [Offer(key, _(label)) for key, label in column.choices.items()]
        if not column.register:
            return []
        offers = self._offers.get(column.register)
        if offers is None:
            offers = self._offers[column.register] = self._called(column.register)
            self._labels[column.register] = {offer.key: offer.label for offer in offers}
        return offers

    def _called(self, register: str) -> list[Offer]:
        """All records of a register by names that are each of one record only."""
        declared = REGISTERS[register]
        identities = map(declared.identity_of, self._desk.table(declared).values())
        lines = {one: self._desk.names(register, one) or (one,) for one in identities}
        known: dict[str, int] = {}
        for line in lines.values():
            known[line[0]] = known.get(line[0], 0) + 1
        offers = []
        for identity, line in lines.items():
            label = line[0]
            if known[label] > 1:
                label = f"{line[1]}{label}" if len(line) > 1 else f"{label} {identity}"
            offers.append(Offer(identity, harmless(label)))
        return sorted(offers, key=lambda offer: offer.key)

    def _label(self, column: Column, identity: str) -> str:
        self._all(column)
        return self._labels[column.register].get(identity, identity)

    def _meant(self, column: Column, text: str) -> str:
        if self._desk.find(REGISTERS[column.register], text) is not None:
            return text
        found = best_fitting(self._all(column), text)
        if not found:
            raise InvalidValue(
                _("“{heading}”: there is no “{identity}” among the {register}").format(
                    heading=_(column.heading),
                    identity=harmless(text[:40]),
                    register=_(REGISTERS[column.register].title).lower(),
                )
            )
        return _only_one(column, text, found)

    def _chosen(self, column: Column, text: str) -> Value:
        found = best_fitting(self._all(column), text)
        if column.open_choices and text not in (f for one in found for f in (one.key, one.label)):
            return text
        if not found:
            return value_from_text(column, text)
        return _only_one(column, text, found)


def _only_one(column: Column, text: str, found: Sequence[Offer]) -> str:
    if len(found) == 1:
        return found[0].key
    raise InvalidValue(
        _("“{heading}”: {count} fit “{text}”: {candidates}").format(
            heading=_(column.heading),
            count=len(found),
            text=harmless(text[:40]),
            candidates=_(", ").join(one.label for one in found[:NAMED_AT_MOST]),
        )
    )
