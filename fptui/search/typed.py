"""What someone types into a field: read in view of the office, and told back as understood.

A form, a cell, an option and a dialog read alike. What a file holds is read to the letter
instead, by :mod:`fptui.registers.values.parsing` and :class:`fptui.search.resolving.References`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from fptui.errors import InvalidValue
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.registers.declaration import ChangingDesk, Column, Desk, Kind, Record, Register, Value
from fptui.registers.values.days import day_near
from fptui.registers.values.display import HIDDEN, shown
from fptui.registers.values.parsing import (
    refuse_out_of_reach,
    refuse_unlisted,
    unfit,
    value_from_text,
)
from fptui.registers.values.period import period_near
from fptui.search.called import label_of
from fptui.search.choices import keys_meant
from fptui.search.offers import Offer, fitting
from fptui.search.resolving import (
    NAMED_AT_MOST,
    Several,
    identities_meant,
    identity_meant,
    offers,
    values_used,
)

R = TypeVar("R", bound=Record)
"""Stands for the digits of a private value that are not shown."""
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads what is typed into the columns of registers, seen from an office."""

    desk: ChangingDesk

    def read(self, column: Column, text: str) -> Value:
        """The value that a text means; None for an empty one.

        InvalidValue says what is wrong with it, Several which records it may mean.
        """
        text = text.strip()
        if not text:
            return None
        if column.mask and HIDDEN in text:
            raise InvalidValue(
                _(
                    "“{heading}” is masked and says nothing new: write it out or leave it empty"
                ).format(heading=_(column.heading))
            )
        reading = _READINGS.get(column.kind)
        value = reading(self.desk, column, text) if reading else value_from_text(column, text)
        refuse_out_of_reach(column, value, self.desk.today)
        return value


def understood(column: Column, value: Value, desk: Desk) -> str:
    """What a value is to people, to be shown beside what they typed; masked where private.

    Empty where the text says as much itself.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.isoformat()} {_(WEEKDAYS[value.weekday()])}"
    if column.register:
        return _(", ").join(
            _record_said(column, str(one), desk)
            for one in (value if isinstance(value, tuple) else (value,))
        )
    return (
        "" if column.kind in (Kind.TEXT, Kind.CODE, Kind.EXPRESSION) else shown(column, value, desk)
    )


def _record_said(column: Column, identity: str, desk: Desk) -> str:
    register = register_named(column.register)
    record = desk.find(register, identity)
    return harmless(identity) if record is None else label_of(desk, register, record)


def offers_of(
    desk: ChangingDesk, register: Register[Record], column: Column, text: str, most: int = 50
) -> list[Offer]:
    """What may be meant in a column while it is being typed, the likeliest first.

    Of a list of references the last one is meant. Private values are never offered.
    """
    if column.mask:
        return []
    if column.kind is Kind.REFERENCES:
        last = max((text.rfind(sign) for sign in "、，,;； "), default=-1)
        return offers(desk, column.register, text[last + 1 :], most)
    if column.kind is Kind.REFERENCE:
        return offers(desk, column.register, text, most)
    if column.kind is Kind.CHOICE:
        return fitting(_labelled(column), text, most)
    if column.kind is Kind.FLAG:
        return fitting([Offer("yes", _("yes")), Offer("no", _("no"))], text, most)
    if column.suggests:
        return [
            Offer(one, harmless(one)) for one in values_used(desk, register, column, text, most)
        ]
    return []


def choice_meant(column: Column, text: str) -> str:
    """The key that a typed text means: a key, a label, its beginning, its pinyin, a part of it.

    InvalidValue where it means none, or several, or what is on the office's list no more.
    """
    keys = keys_meant(column.choices, text)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise _ambiguous(column, text, keys)
    value = value_from_text(column, text)
    refuse_unlisted(column, value)
    return str(value)


def _labelled(column: Column) -> list[Offer]:
    return [Offer(key, _(label)) for key, label in column.choices.items()]


def _ambiguous(column: Column, text: str, keys: list[str]) -> Several:
    candidates = [Offer(key, _(column.choices[key])) for key in keys]
    message = _("“{heading}”: “{text}” may mean {candidates}").format(
        heading=_(column.heading),
        text=harmless(text[:40]),
        candidates=_(", ").join(one.label for one in candidates[:NAMED_AT_MOST]),
    )
    return Several(message, candidates)


def _date(desk: ChangingDesk, column: Column, text: str) -> Value:
    try:
        return day_near(text, desk.today, desk.year, desk.year_begins)
    except ValueError:
        pass  # a month without its day has a message of its own
    try:
        return value_from_text(column, text)
    except InvalidValue as error:
        if isinstance(error.__cause__, ValueError):
            raise InvalidValue(_unfit_near(column, text)) from error
        raise


def _unfit_near(column: Column, text: str) -> str:
    return _("“{heading}” cannot be “{text}”: {expected}").format(
        heading=_(column.heading),
        text=harmless(text[:40]),
        expected=_("write a date as 2005-06-30, 6.30, yesterday or +15"),
    )


def _period(desk: ChangingDesk, column: Column, text: str) -> Value:
    try:
        return period_near(text, desk.year, desk.year_begins)
    except InvalidValue:
        return value_from_text(column, text)


def _choice(_desk: ChangingDesk, column: Column, text: str) -> Value:
    return choice_meant(column, text)


def _references(desk: ChangingDesk, column: Column, text: str) -> Value:
    found = identities_meant(desk, column, text)
    if not found:
        raise unfit(column, text)
    return found


_READINGS: dict[Kind, Callable[[ChangingDesk, Column, str], Value]] = {
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: identity_meant,
    Kind.REFERENCES: _references,
}
