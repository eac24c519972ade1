"""Messages say what was typed; the numbers of people in it are not for everyone to read."""

from __future__ import annotations

import re

_NO_WORD = r"[\dA-Za-zＡ-Ｚａ-ｚ]"  # Chinese text has no spaces around a number
_NUMBER = re.compile(
    rf"(?<!{_NO_WORD})(?:\d{{6}} \d{{8}} \d{{3}}|\d{{14,}})[\dXxＸｘ](?!{_NO_WORD})"
)
_SHOWN = 6


def without_numbers(text: str) -> str:
    """The text with ID numbers and accounts masked but for their first six digits.

    Those are 15 digits or more in a row, the last perhaps an X, also 6, 8 and 4 as they stand
    on the card; codes of units have 12.
    """
    return _NUMBER.sub(lambda found: found[0][:_SHOWN] + "*" * (len(found[0]) - _SHOWN), text)
