"""Records out of texts: the rows of a csv file, the fields of a form."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from fptui.errors import ExchangeError, InvalidValue
from fptui.exchange.writing.sheet import FORMULA_STARTS
from fptui.language import N_, _, translations
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.values.days import day_from_text
from fptui.registers.values.period import check_period

_YES_NO = {N_("yes"): True, N_("no"): False}
_OTHER_YES_NO = {"true": True, "false": False, "1": True, "0": False, "y": True, "n": False}


def record_from_texts(register: Register[Any], texts: Mapping[str, str]) -> Any:
    """A record from one text a column; InvalidValue names the column and what it takes.

    An empty text leaves the record type's default.
    """
    values: dict[str, Any] = {}
    for column in register.stored_columns:
        text = texts.get(column.key, "").strip()
        if text:
            values[column.key] = value_from_text(column, text)
        elif column.required:
            raise InvalidValue(_("“{heading}” is missing").format(heading=_(column.heading)))
    try:
        return msgspec.convert(values, register.record, builtin_types=(date, Decimal))
    except msgspec.ValidationError as error:
        raise InvalidValue(str(error)) from error


def value_from_text(column: Column, text: str) -> Any:
    """The value that a text means in a column; InvalidValue where it means none."""
    parse = _PARSERS.get(column.kind)
    if parse is None:
        return text
    try:
        return parse(column, text)
    except (ValueError, InvalidOperation) as error:
        raise unfit(column, text) from error


def read_csv(path: Path, register: Register[Any]) -> list[Record]:
    """The records of a csv file whose headings are column keys or headings in any language.

    Raises ExchangeError with the file, the line and the column of what is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            columns = _columns(path, register, next(lines, []))
            return [
                _record(path, lines.line_num, register, columns, cells)
                for cells in lines
                if any(cells)
            ]
    except OSError as error:
        raise ExchangeError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ExchangeError(
            _("{path} is no csv file in UTF-8: {reason}.").format(path=path, reason=error)
        ) from error


def _columns(path: Path, register: Register[Any], headings: list[str]) -> list[Column | None]:
    if not headings:
        raise ExchangeError(_("{path} is empty: a line of headings is missing.").format(path=path))
    columns = [_column_headed(path, register, heading.strip()) for heading in headings]
    for column in register.stored_columns:
        times = columns.count(column)
        if times > 1 or (column.required and not times):
            message = (
                _("{path}: the heading “{heading}” stands there twice.")
                if times
                else _("{path}: the heading “{heading}” is missing.")
            )
            raise ExchangeError(message.format(path=path, heading=column.key))
    return columns


def _column_headed(path: Path, register: Register[Any], heading: str) -> Column | None:
    for column in register.columns:
        if heading in (column.key, *translations(column.heading)):
            return column if column.compute is None else None
    raise ExchangeError(
        _("{path}: {register} has no column “{heading}”. Its columns: {columns}.").format(
            path=path,
            register=register.name,
            heading=heading,
            columns=", ".join(column.key for column in register.stored_columns),
        )
    )


def _record(
    path: Path, line: int, register: Register[Any], columns: list[Column | None], cells: list[str]
) -> Any:
    if len(cells) > len(columns):
        raise ExchangeError(
            _("{path}, line {line}: more cells than headings.").format(path=path, line=line)
        )
    texts = {
        column.key: unescaped(cell)
        for column, cell in zip(columns, cells, strict=False)
        if column is not None
    }
    try:
        return record_from_texts(register, texts)
    except InvalidValue as error:
        raise ExchangeError(
            _("{path}, line {line}: {problem}.").format(path=path, line=line, problem=error)
        ) from error


def unescaped(cell: str) -> str:
    """Take off the apostrophe that kept a spreadsheet from running the text."""
    if cell.startswith("'") and cell[1:].startswith((*FORMULA_STARTS, "'")):
        return cell[1:]
    return cell


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
        return _("one of {choices}").format(choices=_(", ").join(map(_, column.choices.values())))
    return _(_EXPECTATIONS.get(column.kind, ""))


_EXPECTATIONS = {
    Kind.INTEGER: N_("write a whole number"),
    Kind.DECIMAL: N_("write a number"),
    Kind.YUAN: N_("write an amount in yuan"),
    Kind.DATE: N_("write a date as 2005-06-30"),
    Kind.PERIOD: N_("write 2005, 2005H1 or 2005-03"),
    Kind.FLAG: N_("write yes or no"),
}


def _integer(column: Column, text: str) -> int:
    return int(text.replace(",", ""))


def _decimal(column: Column, text: str) -> Decimal:
    number = Decimal(text.replace(",", ""))
    if not number.is_finite():
        raise ValueError(text)
    return number


def _date(column: Column, text: str) -> date:
    return day_from_text(text)


def _period(column: Column, text: str) -> str:
    return check_period(text)


def _flag(column: Column, text: str) -> bool:
    folded = text.casefold()
    for label, meaning in _YES_NO.items():
        if folded in {word.casefold() for word in translations(label)}:
            return meaning
    if folded in _OTHER_YES_NO:
        return _OTHER_YES_NO[folded]
    raise ValueError(text)


def _choice(column: Column, text: str) -> str:
    if text in column.choices:
        return text
    folded = text.casefold()
    for key, label in column.choices.items():
        if folded == key or folded in (one.casefold() for one in translations(label)):
            return key
        if text.isdecimal() and key.isdecimal() and int(text) == int(key):
            return key  # a spreadsheet makes 1 of the code 01
    if text in column.also_called:
        return column.also_called[text]
    if column.open_choices:
        return text
    raise ValueError(text)


def _references(column: Column, text: str) -> tuple[str, ...]:
    parts = text.replace("；", ";").replace("、", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


_PARSERS: dict[Kind, Callable[[Column, str], Any]] = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.YUAN: _decimal,
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.REFERENCES: _references,
}
