"""What comes nearest to a name that there is not: by its characters, else by its sound."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from fptui.registers.declaration import Desk, Record, Register
from fptui.search.offers import folded
from fptui.search.pinyin import spelled

_COMPARED_AT_MOST = 5_000
"""Among how many records the closest name is looked for."""
_ALIKE = 0.6
_SOUNDS_ALIKE = 0.75
_HALF_ALIKE = 0.5
"""Two Chinese characters of which one is right are half alike."""


def nearest(text: str, names: Iterable[str]) -> str:
    """The name that someone may have meant who wrote this; empty where none is near."""
    word = folded(text)
    by_letters = {folded(name): name for name in names}
    if near := get_close_matches(word, by_letters, 1, _ALIKE):
        return by_letters[near[0]]
    if word.isascii():
        return ""
    by_sound = {spelled(name): name for name in by_letters if not name.isascii()}
    if near := get_close_matches(spelled(word), by_sound, 1, _SOUNDS_ALIKE):
        return by_letters[by_sound[near[0]]]
    near = get_close_matches(word, by_letters, 1, _HALF_ALIKE)
    return by_letters[near[0]] if near else ""


def nearest_called(desk: Desk, register: Register[Record], text: str) -> str:
    """The identity or name of a record that comes nearest to a text; empty among very many."""
    table = desk.table(register)
    if len(table) > _COMPARED_AT_MOST:
        return ""
    identities = map(register.identity_of, table.values())
    names = {name for one in identities for name in (one, *desk.names(register.name, one)[:1])}
    return nearest(text, names)
