"""Fields of a form made from the columns of a register: what fits, what is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from fptui.errors import InvalidValue
from fptui.language import N_, _
from fptui.registers import register_named
from fptui.registers.declaration import Column, Kind, Record, Register, Value, default_of
from fptui.registers.values.display import masked, plain
from fptui.registers.values.numbering import next_number
from fptui.screens.widgets.fields import FieldSpec
from fptui.search.called import label_of
from fptui.search.offers import Offer
from fptui.search.resolving import Several, identity_meant
from fptui.search.typed import ValueReader, offers_of, understood
from fptui.store import Reading

NEEDED = N_("Needed")
FURTHER = N_("Further")
_HINTS = {
    Kind.DATE: N_("6.2, 0602, yesterday, +15 or 2005-06-30"),
    Kind.PERIOD: N_("2005, 2005H1, 2005Q1 or 2005-03"),
    Kind.REFERENCES: N_("several with a comma between"),
}


def in_order(register: Register[Record]) -> list[Column]:
    """The columns of a form: what is needed first, then the others by their section.

    What moves by a procedure is not typed.

    What tells a record stands on top, as other values may follow from it.
    """
    also = register.also_identity
    columns = [
        one
        for one in register.stored_columns
        if one.key not in register.recorders and not one.by_procedure
    ]
    needed = sorted(
        (column for column in columns if column.required or column.key == also),
        key=lambda column: (column.key not in register.identity, column.key != also),
    )
    further = [column for column in columns if column not in needed]
    sections = list(dict.fromkeys(column.section for column in further))
    return needed + sorted(further, key=lambda column: sections.index(column.section))


def texts_of_new(
    office: Reading, register: Register[Record], kept: Mapping[str, str]
) -> dict[str, str]:
    """What stands in a form for a new record: what is kept, defaults, the next number."""
    texts = {}
    for column in register.stored_columns:
        text = kept.get(column.key, "")
        if not text and column.numbered:
            known = (str(getattr(one, column.key)) for one in office.table(register).values())
            text = next_number(known, office.year)
        texts[column.key] = text or ("" if column.required else plain(default_of(register, column)))
    return texts


def field_of(
    office: Reading,
    register: Register[Record],
    column: Column,
    text: str,
    *,
    hidden: bool = False,
    first: bool = False,
) -> FieldSpec:
    """The field of a column; a `hidden` one keeps a private value that is not to be seen.

    One that stands `first` is asked among those that are needed.
    """
    section = NEEDED if column.required or first else column.section or FURTHER
    means_one = column.kind in (Kind.REFERENCE, Kind.REFERENCES, Kind.CHOICE)
    return FieldSpec(
        key=column.key,
        heading=_(column.heading),
        text="" if hidden else spelled(office, column, text),
        hint=_(_HINTS.get(column.kind, "")),
        section=_(section),
        needed=column.required,
        closed=_is_closed(column),
        many=column.kind is Kind.REFERENCES,
        hidden=_hidden(column, text) if hidden else "",
        check=partial(read, office, column),
        understood=partial(_understood, office, column),
        offers=partial(_offers, office, register, column),
        meant=partial(_meant, office, column) if means_one else None,
        tells_keys=bool(column.register),
    )


def spelled(office: Reading, column: Column, text: str) -> str:
    """A kept text as a field shows it: a choice by its name, a record by what it is called."""
    if column.register and text:
        return _(", ").join(_called(office, column, one) for one in text.split(";"))
    if column.kind is Kind.CHOICE:
        return _(column.known_choices.get(text, "")) or text
    if column.kind is Kind.FLAG and text:
        return _("yes") if text == "yes" else _("no")
    return text


def _called(office: Reading, column: Column, identity: str) -> str:
    """What people call a record, where that says which it is; else its identity."""
    register = register_named(column.register)
    record = office.find(register, identity)
    if record is None:
        return identity
    label = label_of(office, register, record)
    try:
        meant = identity_meant(office, replace(column, kind=Kind.REFERENCE), label)
    except InvalidValue:
        return identity
    return label if meant == identity and "," not in label else identity


def _hidden(column: Column, text: str) -> str:
    return masked(text, column.mask) + " · " + _("masked; retype to change")


def read(office: Reading, column: Column, text: str) -> Value:
    """The value that a text means in a column; InvalidValue where it means none."""
    return ValueReader(office).read(column, text)


def _understood(office: Reading, column: Column, text: str) -> str:
    said = understood(column, read(office, column, text), office)
    if column.kind is Kind.DATE:
        return said.removeprefix(text).strip()  # a day in full needs its weekday only
    return said if said != text else ""


def _offers(
    office: Reading, register: Register[Record], column: Column, text: str
) -> Sequence[Offer]:
    if not text and not _is_closed(column):
        return ()
    return offers_of(office, register, column, text)


def _is_closed(column: Column) -> bool:
    """Whether a column takes nothing but what is offered."""
    return column.kind is Kind.FLAG or (column.kind is Kind.CHOICE and not column.takes_others)


def _meant(office: Reading, column: Column, text: str) -> Sequence[Offer]:
    """What a text means of what is offered: one thing, several to ask among, or none."""
    if column.kind is Kind.CHOICE:
        return _choices_meant(office, column, text)
    one = replace(column, kind=Kind.REFERENCE)
    try:
        identity = identity_meant(office, one, text)
    except Several as several:
        return [Offer(each.key, _called(office, one, each.key)) for each in several.candidates]
    except InvalidValue:
        return ()
    return [Offer(identity, _called(office, one, identity))]


def _choices_meant(office: Reading, column: Column, text: str) -> Sequence[Offer]:
    """The choices that a text means; one that takes others may mean itself."""
    try:
        key = str(read(office, column, text))
    except Several as several:
        return several.candidates
    except InvalidValue:
        return ()
    return [Offer(key, spelled(office, column, key))]
