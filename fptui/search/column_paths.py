"""Columns by what people call them, and the ways that lead on from them: `unit.township`.

A way begins at a column of the register, and goes on from a reference to what stands above
it (`unit.township`), or to a column of the record referred to (`session.topic`), and from a
day to its month or year (`date.month`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias

from fptui.errors import UnknownName
from fptui.language import N_, _, current_language, translations
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Above, Column, Desk, Kind, Record, Register, Value
from fptui.registers.values.period import year_of_period
from fptui.registers.values.width import half_width
from fptui.search.fields import field_meant

Part: TypeAlias = Callable[[Value, Desk], Value]
"""What a part of a way makes of a value."""

_YEAR, _YEAR_OF_DAY, _MONTH = N_("Year"), N_("Calendar year"), N_("Month")
_LETTERS_OF_A_MONTH = len("2005-03")
_STEP = "."


def column_called(register: Register[Record], name: str) -> Column:
    """The column of this key, or of this heading in any language; UnknownName names the closest."""
    column = field_meant(register, name.strip(f" {_STEP}"))
    if column is None:
        known = (one for column in register.columns for one in _names_of(column))
        raise _unknown(name, register, known)
    return column


def column_at(register: Register[Record], way: str) -> Column:
    """The column at the end of a way, which is computed where it is not the register's own.

    UnknownName where there is no such way.
    """
    first, *steps = half_width(way).split(_STEP)
    column = column_called(register, first)
    for step in filter(None, steps):  # a heading may end in a dot: No.
        column = _beyond(column, step)
    return column


def ways_from(column: Column) -> list[Column]:
    """The columns at the ends of the shortest ways on from a column, whose keys are the ways."""
    if column.kind is Kind.REFERENCE:
        return [_beyond(column, word) for word in REGISTERS[column.register].above]
    return [_beyond(column, word) for word in _parts_of(column)]


def way_said(register: Register[Record], way: str) -> str:
    """A way by headings, in the language in use, as it may be typed too: `Date.Month`."""
    words = way.split(_STEP)
    ends = [column_at(register, _STEP.join(words[: place + 1])) for place in range(len(words))]
    return _STEP.join(_(column.heading) for column in ends)


def _beyond(column: Column, step: str) -> Column:
    if column.kind is Kind.REFERENCE:
        return _beyond_reference(column, REGISTERS[column.register], step)
    parts = _parts_of(column)
    for word, (heading, part) in parts.items():
        if _folded(step) in {word, *map(_folded, translations(heading))}:
            return _leading(column, word, part, replace(_TEXT, heading=heading))
    ends = (
        _leading(column, word, part, replace(_TEXT, heading=heading))
        for word, (heading, part) in parts.items()
    )
    known = _(", ").join(f"{called(column)}{_STEP}{called(end).split(_STEP)[-1]}" for end in ends)
    said = _("“{column}” has no part “{name}”.").format(
        column=_(column.heading), name=harmless(step[:40])
    )
    raise UnknownName(said + (" " + _("There are: {names}.").format(names=known) if known else ""))


def _beyond_reference(column: Column, register: Register[Record], step: str) -> Column:
    for word, above in register.above.items():
        if _folded(step) in {word, *map(_folded, translations(above.heading))}:
            end = replace(column, heading=above.heading)
            return _leading(column, word, partial(_identity_above, above), end)
    end = column_called(register, step)

    def read(identity: Value, desk: Desk) -> Value:
        record = desk.find(register, str(identity))
        return None if record is None else end.value(record, desk)

    return _leading(column, end.key, read, end)


def _identity_above(above: Above, identity: Value, desk: Desk) -> Value:
    return above.of(desk, str(identity))


def _leading(column: Column, word: str, part: Part, end: Column) -> Column:
    """A column that looks like the end of a way, and is worked out by going it."""

    def compute(record: Record, desk: Desk) -> Value:
        value = column.value(record, desk)
        return None if value is None or value == "" else part(value, desk)

    key = f"{column.key}{_STEP}{word}"
    return replace(end, key=key, compute=compute, summed=None, section="")


def _parts_of(column: Column) -> dict[str, tuple[str, Part]]:
    if column.kind is Kind.DATE:
        return {"month": (_MONTH, _month_of_day), "year": (_YEAR_OF_DAY, _year_of_day)}
    if column.kind is Kind.PERIOD:
        return {"year": (_YEAR, _year_of_period)}
    return {}


def _month_of_day(day: Value, _desk: Desk) -> Value:
    return day.isoformat()[:_LETTERS_OF_A_MONTH] if isinstance(day, date) else None


def _year_of_day(day: Value, _desk: Desk) -> Value:
    return f"{day.year:04d}" if isinstance(day, date) else None


def _year_of_period(period: Value, desk: Desk) -> Value:
    year = year_of_period(str(period), desk.year_begins)
    return None if year is None else f"{year:04d}"


_TEXT = Column("", "", width=10)


def called(column: Column) -> str:
    """How a column is called where it is to be typed: its key, in Chinese its heading."""
    return column.key if current_language() == "en" else _(column.heading)


def _names_of(column: Column) -> list[str]:
    return [column.key, *map(_folded, translations(column.heading))]


def _folded(name: str) -> str:
    return half_width(name).strip(f" {_STEP}").casefold()


def _unknown(name: str, register: Register[Record], names: Iterable[str]) -> UnknownName:
    return UnknownName(
        _("{register} has no column “{name}”. {hint}Its columns: {columns}.").format(
            register=_(register.title),
            name=harmless(name[:40]),
            hint=meant(_folded(name), names),
            columns=_(", ").join(map(called, register.columns)),
        )
    )
