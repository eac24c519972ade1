"""What a person's text means in a column: of a form, an option, a query, a cell.

There is one reading of texts for all of them. What only a spreadsheet does to
values, such as days that became numbers, is dealt with where cells are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import msgspec

from fptui.errors import InvalidValue
from fptui.language import N_, _, translations
from fptui.language.harmless import harmless
from fptui.language.ways import way_to
from fptui.registers.declaration import Column, Kind, Mask, Record, Register, Value
from fptui.registers.values.days import day_from_text
from fptui.registers.values.expression import parse_expression
from fptui.registers.values.lists import OfficeList
from fptui.registers.values.period import check_period, period_near
from fptui.registers.values.width import half_width

R = TypeVar("R", bound=Record)

_YES_NO = {N_("yes"): True, N_("no"): False}
_OTHER_YES_NO = {"true": True, "false": False, "1": True, "0": False, "y": True, "n": False}
LONGEST_NUMBER = 40
"""Characters; the count of all people takes fewer, and endless digits take time."""
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_POWERS = {"万": "e4", "萬": "e4", "亿": "e8", "億": "e8"}
_IN_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_BETWEEN = re.compile(r"[、，,;；\n\t]")
_PATH = re.compile(r"`\$\.([a-z_]+)")
_MONTHS = 12
_MONTH = re.compile(r"([0-9]{4})[./年-]([0-9]{1,2})月?", re.ASCII)


def record_from_texts(register: Register[R], texts: Mapping[str, str]) -> R:
    """A record from one text a column; InvalidValue names the column and what it takes.

    An empty text leaves the record type's default.
    """
    values: dict[str, Value] = {}
    for column in register.stored_columns:
        text = texts.get(column.key, "").strip()
        if text:
            value = values[column.key] = value_from_text(column, text)
            refuse_unlisted(column, value)
        elif column.left_empty:
            values[column.key] = ""
        elif column.required:
            raise InvalidValue(_("“{heading}” is missing").format(heading=_(column.heading)))
    return made_of(register, values)


def made_of(register: Register[R], values: Mapping[str, Value]) -> R:
    """The record of these values; InvalidValue where one is not of its column."""
    try:
        return msgspec.convert(values, register.record, builtin_types=(date, Decimal))
    except msgspec.ValidationError as error:
        raise InvalidValue(_no_value(register, str(error))) from error


def _no_value(register: Register[R], said: str) -> str:
    """Which column has a value that none of its records can have; msgspec says it in English."""
    path = _PATH.search(said)
    known = {column.key: column for column in register.stored_columns}
    column = known.get(path[1]) if path else None
    if column is None:
        return _("This is no record of: {register}").format(register=_(register.title))
    return _("“{heading}” does not fit").format(heading=_(column.heading))


def value_from_text(column: Column, text: str) -> Value:
    """The value that a text means in a column; InvalidValue where it means none.

    Names stay as they are written; in all that is counted, dated or a code,
    full-width characters do not matter.
    """
    parse = _PARSERS.get(column.kind)
    if parse is None:
        return text
    try:
        return parse(column, text)
    except (ValueError, InvalidOperation) as error:
        raise unfit(column, text) from error


def refuse_unlisted(column: Column, value: Value) -> None:
    """InvalidValue for a value that a record must not newly get: it is not on the office's list.

    What a record has already is read by :func:`value_from_text` all the same.
    """
    listed = column.choices
    if isinstance(listed, OfficeList) and value not in listed and not column.takes_others:
        known = column.known_choices.get(str(value))
        raise unfit(column, _(known) if known else str(value))


def day_out_of_reach(column: Column, value: Value, today: date) -> str:
    """What is wrong with a day that nobody living can have, as a sentence, or "" for nothing."""
    first = column.not_before
    if first is None or not isinstance(value, date) or first <= value <= today:
        return ""
    said = (
        _("“{heading}” cannot be {day}, which lies in the future")
        if value > today
        else _("“{heading}” cannot be {day}, which lies before {year}")
    )
    return said.format(heading=_(column.heading), day=value.isoformat(), year=first.year)


def refuse_out_of_reach(column: Column, value: Value, today: date) -> None:
    """InvalidValue for such a day."""
    if problem := day_out_of_reach(column, value, today):
        raise InvalidValue(problem)


def day_value(column: Column, text: str) -> date:
    """The day that a text means in a column of days; InvalidValue as for all values."""
    value = value_from_text(column, text)
    if not isinstance(value, date):
        raise unfit(column, text)
    return value


def unfit(column: Column, text: str) -> InvalidValue:
    """Why a text is no value of a column; a private one is not repeated."""
    heading = _(column.heading)
    if column.mask:
        return InvalidValue(_("“{heading}” does not fit").format(heading=heading))
    return InvalidValue(
        _("“{heading}” cannot be “{text}”: {expected}").format(
            heading=heading, text=harmless(text[:40]), expected=expectation(column)
        )
    )


def expectation(column: Column) -> str:
    """What a column takes, as a request to whoever fills it in; empty for any text."""
    if column.kind is Kind.CHOICE:
        choices = _(", ").join(map(_, column.choices.values()))
        if isinstance(column.choices, OfficeList):
            said = _("one of {choices}; another one is put on the list by {way}")
            way = way_to("lists add", column.choices.name, "LABEL")
            return said.format(choices=choices, way=way)
        return _("one of {choices}").format(choices=choices)
    return _(_EXPECTATIONS.get(column.kind, ""))


_EXPECTATIONS = {
    Kind.INTEGER: N_("write a whole number"),
    Kind.DECIMAL: N_("write a number"),
    Kind.YUAN: N_("write an amount in yuan"),
    Kind.DATE: N_("write a date as 2005-06-30"),
    Kind.PERIOD: N_("write 2005, 2005H1, 2005Q1 or 2005-03"),
    Kind.FLAG: N_("write yes or no"),
}


def number_from_text(text: str) -> Decimal:
    """The number that a text means, as 1,234.50 and 1.5万 too; ValueError where it means none."""
    spelled = "".join(half_width(text).removesuffix("元").split())
    if len(spelled) > LONGEST_NUMBER:
        raise ValueError(text)
    power = _POWERS.get(spelled[-1:], "")
    digits = spelled[:-1] if power else spelled
    if "_" in digits or ("," in digits and not _IN_THOUSANDS.fullmatch(digits)):
        raise ValueError(text)
    try:
        number = Decimal(digits.replace(",", "") + power)
    except ArithmeticError:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return Decimal(format(number, "f")) if power else number


def period_from_text(text: str) -> str:
    """The period that a text means, a month as 2005年6月 and 2005.6 too; else InvalidValue."""
    spelled = half_width(text)
    found = _MONTH.fullmatch(spelled)
    if found:
        return check_period(f"{found[1]}-{int(found[2]):02d}")
    return period_near(spelled, None)


def flag_from_text(text: str) -> bool:
    """Whether a text says yes, in any language; ValueError where it says neither."""
    folded = half_width(text).casefold()
    for label, meaning in _YES_NO.items():
        if folded in {word.casefold() for word in translations(label)}:
            return meaning
    if folded in _OTHER_YES_NO:
        return _OTHER_YES_NO[folded]
    raise ValueError(text)


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list in one text: `、 ， , ; ；` and ends of lines part them."""
    return tuple(part.strip() for part in _BETWEEN.split(text) if part.strip())


def _integer(_column: Column, text: str) -> int:
    number = number_from_text(text)
    if number != number.to_integral_value() or "e" in half_width(text).casefold():
        raise ValueError(text)
    return int(number)


def _decimal(_column: Column, text: str) -> Decimal:
    return number_from_text(text)


def _date(column: Column, text: str) -> date:
    spelled = _MIDNIGHT.sub("", half_width(text))
    month = _MONTH.fullmatch(spelled)
    if month and not 1 <= int(month[2]) <= _MONTHS:
        raise InvalidValue(
            _("“{heading}”: there is no month {month}, only 1 to 12").format(
                heading=_(column.heading), month=month[2]
            )
        )
    if month:
        raise InvalidValue(
            _("“{heading}” has a month but no day: write 2005-06-30").format(
                heading=_(column.heading)
            )
        )
    return day_from_text(spelled)


def _period(_column: Column, text: str) -> str:
    return period_from_text(text)


def _flag(_column: Column, text: str) -> bool:
    return flag_from_text(text)


def _code(column: Column, text: str) -> str:
    code = half_width(text)
    if column.mask:
        code = half_width("".join(code.split()))  # digits are written in groups
    return code.upper() if column.mask is Mask.ID_NUMBER else code


def _choice(column: Column, text: str) -> str:
    # as it is written first: a value that is none of the choices would be kept so
    for spelled in (text, half_width(text)):
        if key := _known_choice(column, spelled):
            return key
    if column.open_choices or isinstance(column.choices, OfficeList):
        return text
    raise ValueError(text)


def _known_choice(column: Column, text: str) -> str:
    """The key that a text means by its spelling, in any language or elsewhere; else none."""
    if text in column.known_choices:
        return text
    folded = text.casefold()
    for key, label in column.known_choices.items():
        if folded == key or folded in (one.casefold() for one in translations(label)):
            return key
        if text.isdecimal() and key.isdecimal() and int(text) == int(key):
            return key  # a spreadsheet makes 1 of the code 01
    return column.also_called.get(text, "")


def _references(_column: Column, text: str) -> tuple[str, ...]:
    return listed(half_width(text))


def _expression(column: Column, text: str) -> Value:
    try:
        return str(parse_expression(text)) if text.strip() else ""
    except InvalidValue as error:
        raise InvalidValue(
            _("{where}: {problem}").format(where=_(column.heading), problem=error)
        ) from error


_PARSERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.CODE: _code,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.YUAN: _decimal,
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.EXPRESSION: _expression,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.REFERENCES: _references,
}
