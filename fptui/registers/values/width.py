"""Characters in two widths: ２００５ is 2005 to whoever types it."""

from __future__ import annotations

import unicodedata


def half_width(text: str) -> str:
    """A text in the narrow forms of its characters, without what is empty around it."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
