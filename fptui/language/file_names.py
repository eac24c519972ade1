"""Names that are proposed for files: in the user's words, and harmless on every disk."""

from __future__ import annotations

_KEPT = "-_"
_LONGEST = 80  # signs; a disk takes 255 bytes, and a Chinese sign has three


def file_name(*words: str) -> str:
    """These words as the name of a file without its ending; `-` stands between them."""
    return "-".join(filter(None, map(_harmless, words)))[:_LONGEST].strip(_KEPT) or "fptui"


def _harmless(word: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in _KEPT else " " for sign in word)
    return "-".join(kept.split()).strip(_KEPT)
