"""Characters in two widths: ２００５ is 2005 to whoever types it."""

from __future__ import annotations

import unicodedata

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """A text in the narrow forms of its characters, without what is empty around it."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def narrowed(text: str) -> str:
    """A text with narrow letters, digits, signs and spaces, each at the place of the wide one."""
    return text if text.isascii() else text.translate(_WIDE)
