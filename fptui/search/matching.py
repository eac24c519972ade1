"""How one value of a column answers one term of a query, by the kind of the column."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from fnmatch import translate
from typing import Any, TypeAlias

from fptui.errors import InvalidValue, QueryError
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Kind, Value
from fptui.registers.values.days import day_from_text
from fptui.registers.values.display import shown_choice
from fptui.registers.values.parsing import (
    flag_from_text,
    number_from_text,
    period_from_text,
)
from fptui.registers.values.width import half_width, narrowed
from fptui.search.choices import choices_meant, keys_like, no_choice
from fptui.search.pinyin import sounds_like

Match: TypeAlias = Callable[[Value, Desk], bool]

Matcher: TypeAlias = Callable[[Column, str, int], Match]
"""Makes a test of a column's values from a text at a place of the query.

QueryError where the text cannot be a value of the column.
"""

ValueTest: TypeAlias = Callable[[Column, Value, Desk], bool]
"""Whether a bare word answers to a value of a column."""

Order: TypeAlias = Callable[[Any, Any], bool]
"""Compares two values of one kind."""

END = 4
"""So many last characters of a value find it, and no others but the whole of it."""
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.YUAN})
_DATED = frozenset({Kind.DATE, Kind.PERIOD})
_DOTS = re.compile(r"\.\.")
_RANGE = re.compile(r"\.\.|[~～…至]+")
_PARTING = str.maketrans(dict.fromkeys("/()（）", " "))
"""What parts the names in a label, or a unit from the one above it."""


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
    alternatives = [_equal(column, part, at, exact) for part, at in pieces_of(text, position)]
    if len(alternatives) == 1:
        return alternatives[0]
    return lambda value, desk: any(match(value, desk) for match in alternatives)


def pieces_of(text: str, position: int) -> Iterator[tuple[str, int]]:
    """The alternatives of a value, each with its place in the query."""
    for part in text.split(","):
        if part:
            yield part, position
        position += len(part) + 1


def is_pattern(column: Column, text: str) -> bool:
    """Whether a text stands for several values: with a star, or from one to another."""
    return "*" in text or _range_in(column, text) is not None


def _range_in(column: Column, text: str) -> re.Match[str] | None:
    """What stands between the ends of a range; in names only two dots do."""
    return (_RANGE if column.kind in _NUMBERS | _DATED else _DOTS).search(text)


def _filled(value: Value, _desk: Desk) -> bool:
    return not _is_empty(value)


def spellings(word: str) -> tuple[str, ...]:
    """A word as it is typed, and with narrow letters and digits where some are wide."""
    return tuple(dict.fromkeys((word, narrowed(word))))


def word_matcher(word: str) -> ValueTest:
    """A test whether a bare word stands in a value, or sounds like it."""
    return _either([_containing(one) for one in spellings(word)])


def _containing(word: str) -> ValueTest:
    wanted = word.casefold()
    spoken = may_be_spoken(wanted)

    def match(column: Column, value: Value, desk: Desk) -> bool:
        for text in texts_of(column, value, desk):
            name = text.casefold()
            if wanted in name:
                return True
            if spoken and not name.isascii() and sounds_like(wanted, name):
                return True
        return False

    return match


def end_matcher(word: str) -> ValueTest:
    """A test whether a bare word is the whole of a value, or its last four characters."""
    return _either([_ending(one) for one in spellings(word)])


def whole_matcher(word: str) -> ValueTest:
    """A test whether a bare word is the whole of a value."""
    return _either([_whole(one) for one in spellings(word)])


def _ending(word: str) -> ValueTest:
    end = word.casefold()
    if len(end) != END:
        return _whole(word)
    return lambda column, value, desk: any(
        text.casefold().endswith(end) for text in texts_of(column, value, desk)
    )


def _whole(word: str) -> ValueTest:
    wanted = word.casefold()
    return lambda column, value, desk: any(
        text.casefold() == wanted for text in texts_of(column, value, desk)
    )


def _either(tests: Sequence[ValueTest]) -> ValueTest:
    if len(tests) == 1:
        return tests[0]
    return lambda column, value, desk: any(test(column, value, desk) for test in tests)


def may_be_spoken(word: str) -> bool:
    """Whether a casefolded word may spell a Chinese name."""
    return word.isascii() and word.isalpha()


def _equal(column: Column, text: str, position: int, exact: bool) -> Match:
    if found := _range_in(column, text):
        return _between(column, text[: found.start()], text[found.end() :], position)
    if column.kind in _NUMBERS:
        number = _number(column, text, position)
        return lambda value, desk: number in value if isinstance(value, tuple) else value == number
    if column.kind in _DATED:
        return _ordered(column, operator.eq, text, position)
    if column.kind is Kind.FLAG:
        return _flag(column, text, position)
    if column.kind is Kind.CHOICE:
        return _choice(column, text, position)
    if exact:
        wanted = {one.casefold() for one in spellings(text)}
        return lambda value, desk: any(
            candidate.casefold() in wanted for candidate in _whole_texts_of(column, value, desk)
        )
    if "*" in text:
        pattern = re.compile(translate(text), re.IGNORECASE)
        return lambda value, desk: any(
            pattern.match(candidate) for candidate in texts_of(column, value, desk)
        )
    if column.kind is Kind.CODE:  # digits and letters have no sound
        code = half_width(text).casefold()
        return lambda value, desk: isinstance(value, str) and code in value.casefold()
    if column.register:
        return _called(column, text)
    contains = word_matcher(text)
    return lambda value, desk: contains(column, value, desk)


def _called(column: Column, text: str) -> Match:
    """References to what is called so or lies there: 东风村, 白果乡东风村, 东风村（白果乡）."""
    words = text.translate(_PARTING).split() or [text]
    contained = [word_matcher(word) for word in words]
    path = narrowed(text).casefold()
    may_be_path = len(words) == 1 and not path.isascii()
    return lambda value, desk: (
        all(contains(column, value, desk) for contains in contained)
        or (
            may_be_path
            and any(path in one.casefold() for one in _whole_texts_of(column, value, desk))
        )
    )


def _whole_texts_of(column: Column, value: Value, desk: Desk) -> list[str]:
    """The texts of a value, and a name after the names of what it belongs to."""
    texts = texts_of(column, value, desk)
    if column.register and isinstance(value, str):
        spelled = ""
        for name in desk.names(column.register, value):
            spelled = name + spelled
            texts.append(spelled)
    return texts


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
            _("“{heading}” is a number, and “{text}” is none").format(
                heading=_(column.heading), text=harmless(text[:40])
            ),
            position,
        ) from None


def _moment(column: Column, text: str, position: int) -> str:
    """A day, or the month or year in which it lies, as dates begin: 2005-03."""
    try:
        return day_from_text(text).isoformat()
    except ValueError:
        pass  # a part of a day, perhaps
    with suppress(InvalidValue):
        period = period_from_text(text)
        if column.kind is Kind.PERIOD or "H" not in period:
            return period
    raise QueryError(
        _("“{heading}” is a date: write 2005, 2005-03 or 2005-03-31").format(
            heading=_(column.heading)
        ),
        position,
    )


def _flag(column: Column, text: str, position: int) -> Match:
    try:
        meaning = flag_from_text(text)
    except ValueError:
        raise QueryError(
            _("“{heading}”: write yes or no").format(heading=_(column.heading)), position
        ) from None
    return lambda value, desk: value is meaning


def _choice(column: Column, text: str, position: int) -> Match:
    keys = keys_like(column, text) if "*" in text else choices_meant(column, text)
    if not keys:
        raise QueryError(no_choice(column, text), position)
    if len(keys) > 1 and "*" not in text and not column.open_choices:
        labels = (_(column.known_choices.get(key, key)) for key in keys)
        raise QueryError(
            _("“{heading}”: “{text}” may mean {candidates}; all of them: {pattern}").format(
                heading=_(column.heading),
                text=harmless(text[:40]),
                candidates=_(", ").join(labels),
                pattern=f"*{harmless(text[:40])}*",
            ),
            position,
        )
    return lambda value, desk: value in keys


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
