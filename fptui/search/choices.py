"""Which choice of a column a word means, by its key or by what it is called in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from fnmatch import translate

from fptui.errors import InvalidValue
from fptui.language import _, translations
from fptui.language.closest import did_you_mean
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Value
from fptui.registers.values.parsing import value_from_text
from fptui.search.nearest import nearest
from fptui.search.offers import folded
from fptui.search.pinyin import sounds_like, spelled, spells_all

_SHORTEST_PART = 2
"""A single Chinese character stands in too many labels to be looked for there."""
_SHORTEST_BEGINNING = 4
"""Letters; fewer begin too many names in pinyin."""


def keys_meant(choices: Mapping[str, str], text: str) -> list[str]:
    """The keys of the choices that a text means best, several where they fit as well.

    A key or a whole label first, then a label that it spells, one that begins with it, and
    one that holds it or sounds like it. `choices` are keys with their marked labels.
    """
    if text in choices:
        return [text]
    with_labels = [(key, translations(label)) for key, label in choices.items()]
    for fits in (_is, _spelled, _begins, _within):
        keys = [key for key, labels in with_labels if any(fits(one, text) for one in labels)]
        if fits is _is:
            keys = keys or [key for key in choices if folded(key) == folded(text)]
        if keys:
            return keys
    return []


def keys_called(choices: Mapping[str, str], word: str) -> frozenset[str]:
    """The keys of the choices that a bare word of a search calls by name.

    It looks for records of all sorts, so that less is taken for a choice than of a value:
    the label, a part of it that is no single character, its whole pinyin, its English words.
    """
    return frozenset(
        key
        for key, label in choices.items()
        if any(_called(folded(one), folded(word)) for one in translations(label))
    )


def choices_meant(column: Column, text: str) -> list[str]:
    """The choices that a text names; several that fit as well, none for no choice.

    What stands in no list but may be kept in a record is itself.
    """
    keys = keys_meant(column.known_choices, text)
    if not keys or column.open_choices:
        with suppress(InvalidValue):
            keys = [*keys, str(value_from_text(column, text))]
    return list(dict.fromkeys(keys))


def keys_like(column: Column, pattern: str) -> list[str]:
    """The choices whose key or label in any language fits a pattern with stars."""
    fits = re.compile(translate(folded(pattern))).match
    return [
        key
        for key, label in column.known_choices.items()
        if any(fits(folded(one)) for one in (key, *translations(label)))
    ]


def no_choice(column: Column, text: str, others: Iterable[str] = ()) -> str:
    """Why a text is no choice of a column, with the nearest; `others` are kept in records."""
    labels = [_(label) for label in column.choices.values()]
    near = near_choice(column, text) or nearest(text, others)
    return _("“{heading}” has no “{text}”. {hint}There are: {choices}").format(
        heading=_(column.heading),
        text=harmless(text[:40]),
        hint=did_you_mean(near) if near else "",
        choices=_(", ").join(labels),
    )


def choice_written(column: Column, text: str) -> Value:
    """The choice that a text is to the letter; InvalidValue names the nearest where it is none."""
    try:
        return value_from_text(column, text)
    except InvalidValue:
        if column.mask or not near_choice(column, text):
            raise
        raise InvalidValue(no_choice(column, text)) from None


def near_choice(column: Column, text: str) -> str:
    """The label of the choice that someone may have meant; empty where none is near."""
    parts = [
        _(label)
        for label in column.choices.values()
        if len(text) >= _SHORTEST_PART and folded(text) in folded(_(label))
    ]
    if len(parts) == 1:
        return parts[0]
    near = nearest(text, [*map(_, column.choices.values()), *column.choices])
    return _(column.choices[near]) if near in column.choices else near


def _called(label: str, word: str) -> bool:
    if label == word:
        return True
    if not word.isascii():
        return len(word) >= _SHORTEST_PART and word in label
    if not label.isascii():
        return word.isalpha() and len(word) > 1 and word == spelled(label)
    words = label.split()
    long_enough = len(word) >= _SHORTEST_BEGINNING
    return word in words or (long_enough and any(one.startswith(word) for one in words))


def _is(label: str, text: str) -> bool:
    return folded(label) == folded(text)


def _spelled(label: str, text: str) -> bool:
    word = folded(text)
    return _may_spell(label, word) and spells_all(word, folded(label))


def _begins(label: str, text: str) -> bool:
    return folded(label).startswith(folded(text))


def _within(label: str, text: str) -> bool:
    word = folded(text)
    if label.isascii():
        return any(part.startswith(word) for part in folded(label).split())
    return word in folded(label) or (_may_spell(label, word) and sounds_like(word, folded(label)))


def _may_spell(label: str, word: str) -> bool:
    return word.isascii() and word.isalpha() and not label.isascii()
