"""Drafts: what was typed on screen and is not saved yet, kept beside the office's file.

They hold what the registers hold, so that only their owner may read them, and they are
removed as soon as they are saved or thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from fptui.store.replacing import replace_file

DRAFT_MARK = ".draft-"
LARGEST = 20_000_000  # bytes; no one types more


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The texts that were typed into a sheet, by the keys of their rows and columns.

    `numbers` are the records that stood in it and `shown` its columns, where it was made
    from those of a table.
    """

    time: str
    cells: tuple[tuple[str, str, str], ...]
    numbers: tuple[int, ...] = ()
    shown: tuple[str, ...] = ()


class DraftFile:
    """The draft of one sheet of an office."""

    def __init__(self, office: Path, sheet: str, head: Mapping[str, str] | None = None) -> None:
        """`head` tells the sheets of one kind apart: of which session, of which period."""
        name = f".{office.name}{DRAFT_MARK}{sheet}"
        if head:
            said = msgspec.json.encode(sorted(head.items()))
            name = f"{name}-{sha256(said).hexdigest()[:12]}"
        self.path = office.with_name(name)

    def read(self) -> Draft | None:
        """The draft; None where there is none that can be read."""
        try:
            if not self.path.is_file() or self.path.stat().st_size > LARGEST:
                return None
            return msgspec.json.decode(self.path.read_bytes(), type=Draft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def write(self, draft: Draft) -> bool:
        """Keep a draft in place of the one before; whether that could be done."""
        try:
            replace_file(self.path, [msgspec.json.encode(draft)])
        except OSError:
            return False
        return True

    def remove(self) -> None:
        """Forget the draft."""
        with suppress(OSError):
            self.path.unlink()
