"""What a cell of a spreadsheet means in a column of a register.

A value that the spreadsheet has altered beyond recovery is refused by name:
nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from fptui.errors import InvalidValue
from fptui.exchange.reading.cells import CellValue
from fptui.language import _
from fptui.registers.declaration import Column, Kind
from fptui.registers.values.display import HIDDEN
from fptui.registers.values.parsing import (
    day_value,
    refuse_out_of_reach,
    unfit,
    value_from_text,
)
from fptui.registers.values.width import half_width
from fptui.search.choices import choice_written
from fptui.search.resolving import References

EXACT = 10**15
"""Spreadsheets keep 15 digits of a number; those after are lost."""
DAY_ZERO = date(1899, 12, 30)
"""The day before the first one of a spreadsheet, with the leap day of 1900 that never was."""
DAY_NUMBERS = range(10_000, 80_000)
"""Numbers that are days from 1927 to 2119; smaller ones may be years, larger ones 19450602."""

_POWER = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}", re.ASCII)


class MaskedValue(str):
    """A private value of which a file has only the ends: it says nothing new."""

    __slots__ = ()


class CellReader:
    """Reads the cells of one column; InvalidValue says in words what is wrong with one."""

    def __init__(
        self,
        column: Column,
        references: References,
        own: Collection[str] = (),
        days_later: int = 0,
    ) -> None:
        """`own` are identities that the same file brings along, where it may refer to itself.

        `days_later` see :class:`fptui.exchange.reading.cells.CellSheet`.
        """
        self.column = column
        self._references = references
        self._own = own
        self._days_later = days_later if column.kind is Kind.DATE else 0
        self._from_text = _FROM_TEXT.get(column.kind, value_from_text)
        self._from_number = _FROM_NUMBER.get(column.kind, _text_of_number)

    def value(self, cell: CellValue) -> Any:
        """The value that a cell means; None where it is empty."""
        if isinstance(cell, str):
            text = cell.strip()
            value = self._from_text(self.column, text) if text else None
        elif isinstance(cell, bool):
            value = self._of_flag(cell)
        elif isinstance(cell, int | float):
            if not isfinite(cell):
                raise unfit(self.column, str(cell))
            later = cell + self._days_later
            value = self._from_number(self.column, later if later in DAY_NUMBERS else cell)
        else:
            value = _of_time(self.column, cell)
        if self.column.not_before is not None:
            refuse_out_of_reach(self.column, value, self._references.today)
        if value is None or not self.column.register or isinstance(value, MaskedValue):
            return value
        return self._referred(value)

    def _of_flag(self, cell: bool) -> Any:
        if self.column.kind is Kind.FLAG:
            return cell
        return self._from_text(self.column, str(cell).upper())

    def _referred(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._references.resolve(self.column, one, self._own) for one in value)
        return self._references.resolve(self.column, str(value), self._own)


def _code(column: Column, text: str) -> str:
    narrow = half_width(text).removeprefix("'")  # a sign for spreadsheets: take it as text
    if ("E" in narrow or "e" in narrow) and _POWER.fullmatch(narrow):
        raise _rounded(column)
    code = str(value_from_text(column, narrow))
    return MaskedValue(code) if column.mask and HIDDEN in code else code


def _day(column: Column, text: str) -> date:
    spelled = half_width(text)
    if spelled.isdecimal() and len(spelled) == 5:
        return _day_numbered(column, int(spelled))
    return day_value(column, text)


def _rounded(column: Column) -> InvalidValue:
    return InvalidValue(
        _(
            "“{heading}” was turned into a number by the spreadsheet and its last digits are "
            "lost: format the column as text and type it anew"
        ).format(heading=_(column.heading))
    )


def _text_of_number(column: Column, number: float) -> str:
    if abs(number) >= EXACT:
        raise _rounded(column)
    return _number_as_text(number)


def _number_as_text(number: float) -> str:
    return str(int(number)) if number == int(number) else format(number, ".15g")


def _code_of_number(column: Column, number: float) -> Any:
    return _code(column, _text_of_number(column, number))


def _parsed_number(column: Column, number: float) -> Any:
    if abs(number) >= EXACT:
        raise unfit(column, str(number))
    return value_from_text(column, _number_as_text(number))


def _integer_of_number(column: Column, number: float) -> int:
    if number != int(number) or abs(number) >= EXACT:
        raise unfit(column, _number_as_text(number))
    return int(number)


def _decimal_of_number(_column: Column, number: float) -> Decimal:
    return Decimal(format(number, ".15g"))


def _day_of_number(column: Column, number: float) -> date:
    if number != int(number) and int(number) not in DAY_NUMBERS:
        raise unfit(column, _number_as_text(number))
    if int(number) in DAY_NUMBERS:
        return _day_numbered(column, int(number))
    return _day(column, _number_as_text(number))


def _day_numbered(column: Column, number: int) -> date:
    if number not in DAY_NUMBERS:
        raise unfit(column, str(number))
    return DAY_ZERO + timedelta(days=number)


def _of_time(column: Column, cell: date | time | timedelta) -> Any:
    """A cell that the spreadsheet holds for a day or a time."""
    if isinstance(cell, datetime):
        cell = cell.date() if column.kind in (Kind.DATE, Kind.PERIOD) else cell
    if isinstance(cell, date):
        if column.kind is Kind.DATE:
            return cell
        if column.kind is Kind.PERIOD and cell.day == 1:
            return f"{cell.year:04d}-{cell.month:02d}"
        if column.kind is Kind.TEXT:
            return cell.isoformat()
    elif column.kind is Kind.TEXT:
        return str(cell)
    raise InvalidValue(
        _("“{heading}” was turned into a date by the spreadsheet: type it anew as text").format(
            heading=_(column.heading)
        )
    )


_FROM_TEXT: dict[Kind, Callable[[Column, str], Any]] = {
    Kind.CODE: _code,
    Kind.DATE: _day,
    Kind.CHOICE: choice_written,
}
_FROM_NUMBER: dict[Kind, Callable[[Column, float], Any]] = {
    Kind.TEXT: _text_of_number,
    Kind.CODE: _code_of_number,
    Kind.REFERENCE: _text_of_number,
    Kind.REFERENCES: _parsed_number,
    Kind.INTEGER: _integer_of_number,
    Kind.DECIMAL: _decimal_of_number,
    Kind.YUAN: _decimal_of_number,
    Kind.FLAG: _parsed_number,
    Kind.CHOICE: _parsed_number,
    Kind.DATE: _day_of_number,
    Kind.PERIOD: _parsed_number,
}
