"""An example of a query about a register, made from what is declared of it."""

from __future__ import annotations

from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.search.saying import said_query


def example_of(register: Register[Record], year: int) -> str:
    """A query that could be asked of a register in this year, in the language in use."""
    asked = register.example or " ".join(
        filter(None, (_of_choice(register), _of_amount(register, year)))
    )
    return said_query(asked.format(year=year), register)


def _of_choice(register: Register[Record]) -> str:
    """A state first, as it is what people mostly look for."""
    by_key = [register.column(key) for key in register.called_choices]
    columns = [*by_key, *(one for one in register.columns if one.kind is Kind.CHOICE)]
    with_choices = next((one for one in columns if one.choices), None)
    if with_choices is not None:
        return f"{with_choices.key}:{next(iter(with_choices.choices))}"
    text = _first(register, Kind.REFERENCE, Kind.TEXT)
    return f"{text.key}:*" if text is not None else ""


def _of_amount(register: Register[Record], year: int) -> str:
    day = _first(register, Kind.DATE)
    if day is not None:
        return f"{day.key}>={year}-06"
    period = _first(register, Kind.PERIOD)
    if period is not None:
        return f"{period.key}:{year}"
    number = _first(register, Kind.YUAN, Kind.INTEGER, Kind.DECIMAL)
    return f"{number.key}>0" if number is not None else ""


def _first(register: Register[Record], *kinds: Kind) -> Column | None:
    return next((one for one in register.shown_columns if one.kind in kinds), None)
