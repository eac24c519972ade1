"""How one value of a column answers one term of a query, by the kind of the column."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from fnmatch import translate
from re import IGNORECASE
from re import compile as compile_pattern
from typing import Any, TypeAlias

from fptui.errors import QueryError
from fptui.language import N_, _, translations
from fptui.registers.declaration import Column, Desk, Kind, Value
from fptui.search.pinyin import sounds_like

Match: TypeAlias = Callable[[Value, Desk], bool]

Order: TypeAlias = Callable[[Any, Any], bool]
"""Compares two values of one kind."""

ORDERS: dict[str, Order] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
SHORTEST_END = 4
"""The fewest characters of a word that is compared with the ends of values."""
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.YUAN})
_DATED = frozenset({Kind.DATE, Kind.PERIOD})
_FLAG_WORDS = {True: N_("yes"), False: N_("no")}


def matcher(column: Column, order: str, text: str, position: int) -> Match:
    """A test of this column's values; QueryError where the text cannot be such a value."""
    if not text:
        return lambda value, desk: _is_empty(value)
    if text == "*":
        return lambda value, desk: not _is_empty(value)
    if order in ORDERS:
        return _ordered(column, ORDERS[order], text, position)
    alternatives = [_equal(column, order, part, position) for part in text.split(",") if part]
    if len(alternatives) == 1:
        return alternatives[0]
    return lambda value, desk: any(match(value, desk) for match in alternatives)


def word_matcher(word: str) -> Callable[[Column, Value, Desk], bool]:
    """A test whether a bare word stands in a value, or sounds like it."""
    folded = word.casefold()
    spoken = may_be_spoken(folded)

    def match(column: Column, value: Value, desk: Desk) -> bool:
        for text in texts_of(column, value, desk):
            name = text.casefold()
            if folded in name:
                return True
            if spoken and not name.isascii() and sounds_like(folded, name):
                return True
        return False

    return match


def end_matcher(word: str) -> Callable[[Column, Value, Desk], bool]:
    """A test whether a value ends in a bare word; a short one would end too many."""
    folded = word.casefold()
    if len(folded) < SHORTEST_END:
        return lambda column, value, desk: False
    return lambda column, value, desk: any(
        text.casefold().endswith(folded) for text in texts_of(column, value, desk)
    )


def may_be_spoken(folded: str) -> bool:
    """Whether a casefolded word may spell a Chinese name."""
    return folded.isascii() and folded.isalpha()


def _equal(column: Column, order: str, text: str, position: int) -> Match:
    if ".." in text:
        low, high = text.split("..", 1)
        return _between(column, low, high, position)
    if column.kind in _NUMBERS:
        number = _number(column, text, position)
        return lambda value, desk: number in value if isinstance(value, tuple) else value == number
    if column.kind in _DATED:
        return _ordered(column, operator.eq, text, position)
    if column.kind is Kind.FLAG:
        return _flag(text, position)
    if column.kind is Kind.CHOICE:
        return _choice(column, text, position)
    if order == "=":
        folded = text.casefold()
        return lambda value, desk: any(
            folded == candidate.casefold() for candidate in texts_of(column, value, desk)
        )
    if "*" in text:
        pattern = compile_pattern(translate(text), IGNORECASE)
        return lambda value, desk: any(
            pattern.match(candidate) for candidate in texts_of(column, value, desk)
        )
    if column.kind is Kind.CODE:  # always a text; digits and letters have no sound
        folded = text.casefold()
        return lambda value, desk: folded in value.casefold()  # type: ignore[union-attr]
    contains = word_matcher(text)
    return lambda value, desk: contains(column, value, desk)


def _between(column: Column, low: str, high: str, position: int) -> Match:
    ends = [
        _ordered(column, order, text, position)
        for order, text in ((operator.ge, low), (operator.le, high))
        if text
    ]
    return lambda value, desk: bool(ends) and all(end(value, desk) for end in ends)


def _ordered(column: Column, order: Order, text: str, position: int) -> Match:
    if column.kind in _NUMBERS:
        number = _number(column, text, position)
        return lambda value, desk: value is not None and order(value, number)
    if column.kind in _DATED:
        bound = _day(column, text, position)
        # 2005-03 stands for the whole month: only as much of the date is compared
        return lambda value, desk: bool(value) and order(str(value)[: len(bound)], bound)
    return lambda value, desk: not _is_empty(value) and order(str(value), text)


def _number(column: Column, text: str, position: int) -> Decimal:
    try:
        number = Decimal(text.replace("_", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QueryError(
            _("{field} is a number, and “{text}” is none").format(field=column.key, text=text),
            position,
        )
    return number


def _day(column: Column, text: str, position: int) -> str:
    parts = text.replace("/", "-").replace(".", "-").split("-")
    padded = [part.zfill(2) for part in parts]
    try:
        year, month, day = (*(int(part.split("H")[0]) for part in padded), 1, 1)[:3]
        date(year, month, day)
    except ValueError:
        raise QueryError(
            _("{field} is a date: write 2005, 2005-03 or 2005-03-31").format(field=column.key),
            position,
        ) from None
    return "-".join(padded)


def _flag(text: str, position: int) -> Match:
    for meaning, label in _FLAG_WORDS.items():
        if text.casefold() in {word.casefold() for word in translations(label)}:
            return lambda value, desk, meaning=meaning: value is meaning  # type: ignore[misc]
    raise QueryError(_("Write yes or no"), position)


def _choice(column: Column, text: str, position: int) -> Match:
    folded = text.casefold()
    keys = {
        key
        for key, label in column.choices.items()
        if folded == key or any(folded in word.casefold() for word in translations(label))
    }
    if text in column.choices:
        keys = {text}
    if not keys and not column.open_choices:
        raise QueryError(
            _("{field} has no “{text}”: {choices}").format(
                field=column.key, text=text, choices=", ".join(column.choices)
            ),
            position,
        )
    return lambda value, desk: value in keys or (column.open_choices and value == text)


def texts_of(column: Column, value: Value, desk: Desk) -> list[str]:
    """The texts in which a term may be found: the value, and the names it refers to."""
    if _is_empty(value):
        return []
    items = value if isinstance(value, tuple) else (value,)
    texts = [str(item) for item in items]
    if column.register:
        for item in items:
            texts += desk.names(column.register, str(item))
    return texts


def _is_empty(value: Value) -> bool:
    return value is None or value == "" or value == ()
