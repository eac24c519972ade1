"""The longest good prefix of a damaged office, put into a new file."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.changes import encode_edit
from fptui.store.check import Report
from fptui.store.clock import not_before
from fptui.store.journal import journal_of
from fptui.store.line import SALVAGED, Line, Position, encode_lines, first_hash
from fptui.store.locking import user_name
from fptui.store.replacing import refuse_taken, replace_file
from fptui.store.snapshot import Snapshot, write_snapshot

_AT_ONCE = 1 << 20


def salvage(report: Report, target: Path) -> None:
    """Put what a check found good into a new office; StoreError says why not.

    It keeps the history as far as that is good; what is known to have followed is
    put behind it as one change.
    """
    if report.good is None:
        raise StoreError(
            _("Nothing of {path} can be saved. Restore a backup.").format(path=report.path)
        )
    refuse_taken(target, journal_of(target))
    good = report.good
    try:
        if report.history is None:
            origin = secrets.token_hex(8)
            position = Position(hash=first_hash(origin))
        else:
            origin = report.history.origin
            end, position = _followed(report.history, good)
            replace_file(
                journal_of(target),
                (*_beginning(journal_of(report.path), report.history.position.end), end),
            )
        snapshot = Snapshot(good.about, origin, position, good.numbers, good.tables)
        write_snapshot(target, snapshot)
    except OSError as error:
        raise StoreError(
            _("{path} cannot be written: {reason}. Nothing was changed.").format(
                path=target, reason=reason_said(error)
            )
        ) from error


def _beginning(journal: Path, end: int) -> Iterator[bytes]:
    with journal.open("rb") as file:
        while end > 0 and (part := file.read(min(end, _AT_ONCE))):
            end -= len(part)
            yield part


def _followed(history: Snapshot, good: Snapshot) -> tuple[bytes, Position]:
    """The line that leads from the end of the good history to the good records."""
    position = history.position
    edits = list(_differing(history, good))
    if history is good or (not edits and history.position.sequence == good.position.sequence):
        return b"", position
    line = Line(
        sequence=position.sequence + 1,
        time=not_before(position.time),
        user=user_name(),
        kind=SALVAGED,
        reason=_("changes {first} to {last} could not be read one by one").format(
            first=position.sequence + 1, last=good.position.sequence
        ),
        records=tuple(map(encode_edit, edits)),
    )
    return encode_lines([line], position)


def _differing(history: Snapshot, good: Snapshot) -> Iterator[Edit[Record]]:
    for register, table in good.tables.items():
        old: dict[int, Record] = history.tables[register]
        for number in {**old, **table}:
            before, after = old.get(number), table.get(number)
            if before != after:
                yield Edit(register, number, before, after)
