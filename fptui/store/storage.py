"""The storage: a snapshot and a journal that together are the office's tables.

It is a TinyDB storage; what TinyDB reads of it is a view of the records, and
what is written to it goes through the journal like every other change.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from fptui.errors import DamagedError, ReadOnlyError, StoreError
from fptui.language import _
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.about import ABOUT_TABLE, About
from fptui.store.changes import encode_edit, encode_record
from fptui.store.clock import not_before
from fptui.store.documents import DocumentsView, edits_between
from fptui.store.editing import check_edits, check_writable, numbered
from fptui.store.journal import Journal, journal_of
from fptui.store.journal_writing import JournalWriter, OvertakenError, refuse_writer
from fptui.store.leftovers import remove_leftovers, remove_unpacked
from fptui.store.line import CHANGE, FOUNDED, NOTE, NOTHING, REDO, UNDO, Line, Position
from fptui.store.locking import Holder, LockHeldError, user_name
from fptui.store.records import Records
from fptui.store.replaying import replay, uncollected
from fptui.store.restoring import finish_restoring
from fptui.store.snapshot import Snapshot, empty_snapshot, read_snapshot, write_snapshot
from fptui.store.write_right import WriteRight

LONG_TAIL_LINES = 10_000
LONG_TAIL_BYTES = 64 << 20
"""How much may come after the snapshot before a new one is made beside the work."""


class JournaledStorage(Storage):
    """The tables of one office, durable after each change."""

    def __init__(self, path: Path, *, read_only: bool = False, alone: bool = False) -> None:
        """Open an office's file; StoreError where it is missing, damaged or foreign.

        Where another process writes, the folder lets nobody write, or its file system has
        no locks, it opens for reading only; `why_read_only` tells. Who is `alone` needs no
        lock there.
        """
        self.path = path
        self._right = WriteRight(path, alone=alone)
        self._journal: Journal | None = None
        self._keeping: threading.Thread | None = None
        self._guard = threading.RLock()
        self._settled = True
        finish_restoring(path)
        if not read_only and path.exists() and self._right.take():
            remove_leftovers(path.parent, path.name)
            remove_unpacked(path.parent)
        try:
            self._load()
        except LockHeldError:
            self._right.yield_to_hidden_writer()
            self._load()
        except BaseException:
            self._let_go()
            raise

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return not self._right.is_here

    @property
    def why_read_only(self) -> str:
        """One sentence for people on why changes are refused; empty where they are not."""
        return self._right.refused

    @property
    def holder(self) -> Holder | None:
        """The other process that has the office open for writing, where that is why."""
        return self._right.holder

    @property
    def position(self) -> Position:
        """The place in the journal that the records stand for."""
        return self._open_journal.position

    @property
    def unfinished(self) -> int:
        """The bytes of a last change that was never finished, and was left out; mostly 0."""
        return self._open_journal.unfinished

    @property
    def _open_journal(self) -> Journal:
        if self._journal is None:
            raise StoreError(_("{path} is closed.").format(path=self.path))
        return self._journal

    def _load(self) -> None:
        with uncollected():
            snapshot = read_snapshot(self.path)
            if self._journal is not None:
                self._journal.close()  # its lock would be in the way
            kind = Journal if self.read_only else JournalWriter
            journal = kind(journal_of(self.path), snapshot.position)
            self._journal = journal
            records = Records(snapshot.tables, snapshot.numbers)
            about = replay(journal.read_on(), records, journal.path)
        self.about: About = about or snapshot.about
        self.origin = snapshot.origin
        self.records = records
        self._kept = snapshot.position

    def change(self, edits: Iterable[Edit[Record]], reason: str = "") -> list[int]:
        """Make these edits, all or none; the numbers of the records. See :meth:`Office.change`."""
        with self._guard:
            self._refuse_if_read_only()
            wanted = numbered(edits, self.records.highest)
            real = [edit for edit in wanted if edit.before != edit.after]
            check_writable(real)
            check_edits(self.records, wanted)
            if real:
                self.commit(real, reason)
            return [edit.number for edit in wanted]

    def commit(
        self,
        edits: Sequence[Edit[Record]],
        reason: str = "",
        kind: str = CHANGE,
        of: Line | None = None,
    ) -> None:
        """Make these edits durable and then visible, all or none.

        The caller has checked them against the records. `of` is the line that is
        undone or redone.
        """
        with self._guard:
            self._refuse_if_read_only()
            line = self._stacked(kind, of, reason)
            self._append([_with(line, edits)], edits)

    def note(self, reason: str, register: str, number: int) -> None:
        """Put into the history that something was done which changed nothing."""
        with self._guard:
            self._refuse_if_read_only()
            line = self._stacked(NOTE, None, reason)
            marks = ((register, number, NOTHING, NOTHING),) if register else ()
            self._append([msgspec.structs.replace(line, records=marks)], ())

    def tell(self, about: About, reason: str) -> None:
        """Let the office say this of itself from now on; no undo takes it back."""
        with self._guard:
            self._refuse_if_read_only()
            before, after = (msgspec.Raw(msgspec.json.encode(one)) for one in (self.about, about))
            line = msgspec.structs.replace(
                self._stacked(NOTE, None, reason),
                kind=CHANGE,
                records=((ABOUT_TABLE, 1, before, after),),
            )
            self._append([line], ())
            self.about = about

    def found(self, edits: Iterable[Edit[Record]], reason: str) -> None:
        """Begin the journal with these records, so that no undo ever takes them away."""
        with self._guard:
            self._refuse_if_read_only()
            wanted = numbered(edits, self.records.highest)
            check_writable(wanted)
            check_edits(self.records, wanted)
            self._append([_with(self._founding(reason), wanted)], wanted)

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ReadOnlyError(self.why_read_only)

    def _append(self, lines: Sequence[Line], edits: Sequence[Edit[Record]]) -> None:
        journal = self._open_journal
        if not isinstance(journal, JournalWriter):
            raise ReadOnlyError(self.why_read_only)
        if not journal.position.sequence and lines[0].kind != FOUNDED:
            lines = [self._founding(), *lines]
        try:
            position = journal.append(lines)
        except OvertakenError:
            with contextlib.suppress(StoreError):
                self.catch_up()
            raise
        # from here on the change is durable: memory must follow whatever happens
        self._settled = False
        for edit in edits:
            self.records.put(edit.register, edit.number, edit.after)
        journal.accept(position)
        self._settled = True
        self._keep_beside()

    def _stacked(self, kind: str, of: Line | None, reason: str) -> Line:
        """The next line, with what can be undone and redone after it."""
        last = self.position
        # the founding line comes first, and is never undone
        sequence = last.sequence + 1 if last.sequence else 2
        undoable, redoable, below = last.undoable, last.redoable, 0
        if kind == UNDO and of is not None:
            undoable, redoable, below = of.below, sequence, redoable
        elif kind == REDO and of is not None:
            undoable, redoable, below = of.of, of.below, 0
        elif kind == CHANGE:
            undoable, redoable, below = sequence, 0, undoable
        return Line(
            sequence=sequence,
            time=not_before(last.time),
            user=user_name(),
            kind=kind,
            of=0 if of is None else (of.of if kind == REDO else of.sequence),
            reason=reason,
            undoable=undoable,
            redoable=redoable,
            below=below,
        )

    def _founding(self, reason: str = "") -> Line:
        """The first line: the office, and what it held before it had a journal."""
        about = msgspec.Raw(msgspec.json.encode(self.about))
        held = (
            (register, number, NOTHING, encode_record(record))
            for register, table in self.records.tables().items()
            for number, record in table.items()
        )
        return Line(
            sequence=1,
            time=not_before(""),
            user=user_name(),
            kind=FOUNDED,
            reason=reason,
            origin=self.origin,
            records=((ABOUT_TABLE, 1, NOTHING, about), *held),
        )

    def claim(self) -> bool:
        """Take the right to write from a process that has ended; whether it was there to take."""
        with self._guard:
            if not self._right.take():
                return False
            try:
                refuse_writer(journal_of(self.path))
                self._load()
            except LockHeldError:
                self._right.yield_to_hidden_writer()
                return False
            except BaseException:
                self._right.release()
                raise
            return True

    def catch_up(self) -> bool:
        """Read what another process wrote meanwhile; whether there was anything."""
        with self._guard:
            journal = self._open_journal
            if journal.was_replaced():
                self._load()
                return True
            if not journal.has_grown():
                return False
            try:
                lines = list(journal.read_on())
            except DamagedError:
                # the writer may have taken back, after an error, what was read already
                self._load()
                return True
            self.about = replay(lines, self.records, journal.path) or self.about
            return bool(lines)

    def _snapshot(self, tables: dict[str, dict[int, Record]]) -> Snapshot:
        return Snapshot(self.about, self.origin, self.position, dict(self.records.highest), tables)

    def _keep_beside(self) -> None:
        """Where much came after the snapshot, make a new one in a thread."""
        ahead = self.position
        if (
            ahead.sequence - self._kept.sequence < LONG_TAIL_LINES
            and ahead.end - self._kept.end < LONG_TAIL_BYTES
        ):
            return
        if self._keeping is not None and self._keeping.is_alive():
            return
        snapshot = self._snapshot(self.records.copied())
        self._keeping = threading.Thread(target=self._keep, args=(snapshot,), name="snapshot")
        self._keeping.start()

    def _keep(self, snapshot: Snapshot) -> None:
        # the journal has it all: where there is no room for a snapshot now, there may be later
        with contextlib.suppress(OSError):
            write_snapshot(self.path, snapshot)
            self._kept = snapshot.position

    def read(self) -> dict[str, Any]:
        """The tables as TinyDB knows them: documents by number. Views, not copies."""
        return {name: DocumentsView(table) for name, table in self.records.tables().items()}

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the tables be these, by one change of what differs."""
        self.change(edits_between(self.records, data))

    def close(self) -> None:
        """Leave a snapshot of everything, where there is room for it, and let others write."""
        with self._guard:
            if self._keeping is not None:
                self._keeping.join()
                self._keeping = None
            journal = self._journal
            if (
                journal is not None
                and self._settled
                and not self.read_only
                and journal.position.sequence != self._kept.sequence
            ):
                self._keep(self._snapshot(self.records.tables()))
            self._let_go()

    def _let_go(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self._right.release()


def _with(line: Line, edits: Iterable[Edit[Record]]) -> Line:
    return msgspec.structs.replace(line, records=(*line.records, *map(encode_edit, edits)))


def create_storage(path: Path, about: About) -> None:
    """Put a new, empty office in this place."""
    write_snapshot(path, empty_snapshot(about, secrets.token_hex(8)))


def journaled(storage: Storage) -> JournaledStorage:
    """The storage as what it is; TypeError where it is another."""
    if isinstance(storage, JournaledStorage):
        return storage
    raise TypeError(storage)
