"""Messages say what was typed; the numbers of people in it are not for everyone to read."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w])\d{14,18}[\dXxＸｘ](?!\w)")
_SHOWN = 6


def without_numbers(text: str) -> str:
    """The text with ID numbers and accounts masked but for their first six digits.

    Those are 15 to 19 digits in a row, the last perhaps an X; codes of units have 12.
    """
    return _NUMBER.sub(lambda found: found[0][:_SHOWN] + "*" * (len(found[0]) - _SHOWN), text)
