"""How one value of a column answers one term of a query, by the kind of the column."""

from __future__ import annotations

import operator
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from fnmatch import translate
from re import IGNORECASE
from re import compile as compile_pattern
from typing import Any, TypeAlias

from fptui.errors import InvalidValue, QueryError
from fptui.language import _, translations
from fptui.registers.declaration import Column, Desk, Kind, Value
from fptui.registers.values.days import day_from_text
from fptui.registers.values.display import shown_choice
from fptui.registers.values.parsing import (
    flag_from_text,
    number_from_text,
    period_from_text,
    value_from_text,
)
from fptui.registers.values.width import half_width
from fptui.search.pinyin import sounds_like

Match: TypeAlias = Callable[[Value, Desk], bool]

Matcher: TypeAlias = Callable[[Column, str, int], Match]
"""Makes a test of a column's values from a text at a place of the query.

QueryError where the text cannot be a value of the column.
"""

Order: TypeAlias = Callable[[Any, Any], bool]
"""Compares two values of one kind."""

SHORTEST_END = 4
"""The fewest characters of a word that is compared with the ends of values."""
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.YUAN})
_DATED = frozenset({Kind.DATE, Kind.PERIOD})


def containing(column: Column, text: str, position: int) -> Match:
    """What stands in a value or sounds like it; a number, day or choice is that value."""
    return _alternatives(column, text, position, exact=False)


def exactly(column: Column, text: str, position: int) -> Match:
    """What is the whole value."""
    return _alternatives(column, text, position, exact=True)


def anything_but(column: Column, text: str, position: int) -> Match:
    """All values that are another, and where there is none."""
    match = exactly(column, text, position)
    return lambda value, desk: not match(value, desk)


def compared(order: Callable[[Any, Any], bool]) -> Matcher:
    """Values on one side of another."""

    def made(column: Column, text: str, position: int) -> Match:
        return _filled if text == "*" else _ordered(column, order, text, position)

    return made


def _alternatives(column: Column, text: str, position: int, *, exact: bool) -> Match:
    if not text:
        return lambda value, desk: _is_empty(value)
    if text == "*":
        return _filled
    alternatives = [_equal(column, part, position, exact) for part in text.split(",") if part]
    if len(alternatives) == 1:
        return alternatives[0]
    return lambda value, desk: any(match(value, desk) for match in alternatives)


def _filled(value: Value, _desk: Desk) -> bool:
    return not _is_empty(value)


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


def _equal(column: Column, text: str, position: int, exact: bool) -> Match:
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
    if exact:
        folded = text.casefold()
        return lambda value, desk: any(
            folded == candidate.casefold() for candidate in texts_of(column, value, desk)
        )
    if "*" in text:
        pattern = compile_pattern(translate(text), IGNORECASE)
        return lambda value, desk: any(
            pattern.match(candidate) for candidate in texts_of(column, value, desk)
        )
    if column.kind is Kind.CODE:  # digits and letters have no sound
        folded = half_width(text).casefold()
        return lambda value, desk: isinstance(value, str) and folded in value.casefold()
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
        bound = _moment(column, text, position)
        # 2005-03 stands for the whole month: only as much of the date is compared
        return lambda value, desk: bool(value) and order(str(value)[: len(bound)], bound)
    return lambda value, desk: not _is_empty(value) and order(str(value), text)


def _number(column: Column, text: str, position: int) -> Decimal:
    try:
        return number_from_text(text)
    except ValueError:
        raise QueryError(
            _("{field} is a number, and “{text}” is none").format(field=column.key, text=text),
            position,
        ) from None


def _moment(column: Column, text: str, position: int) -> str:
    """A day, or the month or year in which it lies, as dates begin: 2005-03."""
    try:
        return day_from_text(text).isoformat()
    except ValueError:
        pass  # a part of a day, perhaps
    try:
        return period_from_text(text)
    except InvalidValue:
        raise QueryError(
            _("{field} is a date: write 2005, 2005-03 or 2005-03-31").format(field=column.key),
            position,
        ) from None


def _flag(text: str, position: int) -> Match:
    try:
        meaning = flag_from_text(text)
    except ValueError:
        raise QueryError(_("Write yes or no"), position) from None
    return lambda value, desk: value is meaning


def _choice(column: Column, text: str, position: int) -> Match:
    keys = _keys_meant(column, text)
    if not keys:
        raise QueryError(
            _("{field} has no “{text}”: {choices}").format(
                field=column.key, text=text, choices=", ".join(column.choices)
            ),
            position,
        )
    return lambda value, desk: value in keys


def _keys_meant(column: Column, text: str) -> set[str]:
    """The choices that a text names, or of whose labels it is a part; none for no choice."""
    if text in column.known_choices:
        return {text}
    folded = text.casefold()
    keys = {
        key
        for key, label in column.known_choices.items()
        if folded == key or any(folded in word.casefold() for word in translations(label))
    }
    if not keys or column.open_choices:
        with suppress(InvalidValue):
            keys.add(str(value_from_text(column, text)))
    return keys


def texts_of(column: Column, value: Value, desk: Desk) -> list[str]:
    """The texts in which a term may be found: the value, its label, and the names it refers to."""
    if _is_empty(value):
        return []
    items = value if isinstance(value, tuple) else (value,)
    texts = [str(item) for item in items]
    if column.register:
        for item in items:
            texts += desk.names(column.register, str(item))
    elif column.kind is Kind.CHOICE:
        texts.append(shown_choice(column.choices, str(value)))
    return texts


def _is_empty(value: Value) -> bool:
    return value is None or value == "" or value == ()
