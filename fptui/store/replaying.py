"""The journal played back: what its lines did, done again to the records in memory."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fptui.language import _
from fptui.store.about import ABOUT_TABLE, About
from fptui.store.changes import decode_record
from fptui.store.journal import damaged
from fptui.store.line import NOTE, Line
from fptui.store.records import Records


def play(line: Line, records: Records, journal: Path) -> About | None:
    """Do to the records what a line did; what it says of the office itself, if anything.

    DamagedError where the line holds something that this program cannot read.
    """
    about = None
    if line.kind == NOTE:
        return about
    try:
        for register, number, _before, after in line.records:
            if register == ABOUT_TABLE:
                about = msgspec.json.decode(after, type=About)
            else:
                records.put(register, number, decode_record(register, after))
    except (KeyError, ValueError) as error:
        raise damaged(journal, line.sequence, _("this program cannot read it")) from error
    return about
