"""Keys of an input method that was left on: `？` is the key `?`, `【` the key `[`.

Only where a key does something: what is typed into a field stays as it was typed.
"""

from __future__ import annotations

from unicodedata import name, normalize

from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS

_IN_CHINESE = {"、": "/", "【": "[", "】": "]"}
"""What the keys of a keyboard type in Chinese where it is no wide form of theirs."""


def narrowed(key: Key) -> Key:
    """The key that is meant by one of full width; any other as it is."""
    typed = key.character or ""
    narrow = _IN_CHINESE.get(typed) or normalize("NFKC", typed)
    if len(typed) != 1 or typed.isascii() or len(narrow) != 1 or not narrow.isascii():
        return key
    return Key(_called(narrow), narrow)


def _called(character: str) -> str:
    """What Textual calls the key of an ASCII character."""
    if character.isalnum():
        return character
    called = name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(called, called)
