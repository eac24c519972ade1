"""Text from outside is data: nothing in it may move a cursor, hide, or turn round other text."""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1, escape among them
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # zero width, bidirectional controls
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"  # of no character, which XML does not take
)


def harmless(text: str) -> str:
    """The text with each control, zero-width or direction character made visible as `·`.

    Line breaks and tabs become one space, as a cell has one line.
    """
    if text.isprintable():
        return text
    return _CONTROLS.sub(lambda found: " " if found.group() in "\t\n\r" else "·", text)
