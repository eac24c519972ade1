"""The office: its registers in one TinyDB file and its journal, opened, read and changed.

This is the one door to the records. Readers get typed, immutable records;
writers hand in a list of edits that happens as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.registers import register_named
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.about import About
from fptui.store.changes import Change, change_of, edits_of
from fptui.store.editing import check_edits
from fptui.store.history import line_at, lines_about, lines_after_day, verified_on
from fptui.store.journal import journal_of
from fptui.store.line import FOUNDED, REDO, UNDO, Line, Position, first_hash
from fptui.store.lists import use_lists_of
from fptui.store.locking import Holder
from fptui.store.past import PastOffice, taken_back
from fptui.store.reading import Reading
from fptui.store.records import Records
from fptui.store.replacing import followed, refuse_taken
from fptui.store.snapshot import lost_snapshot
from fptui.store.storage import JournaledStorage, create_storage, journaled
from fptui.store.table import OfficeDB


class Office(Reading):
    """An open office. Use it as a context manager, or close it.

    It is a :class:`fptui.registers.declaration.Desk`: `table`, `find`, `today`, `year`.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        year: int | None = None,
        alone: bool = False,
    ) -> None:
        """Open an office's file; StoreError where it is missing, damaged or foreign.

        Where another process has it open for writing, it opens for reading only;
        `read_only` and `holder` tell. A link is followed to the file. Its lists are in
        force from now on. `alone` see :class:`JournaledStorage`.
        """
        super().__init__(year)
        path = followed(path)
        use_lists_of(path)
        self.path = path
        self.db = OfficeDB(path, storage=JournaledStorage, read_only=read_only, alone=alone)
        self._storage = journaled(self.db.storage)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the file in order; the office is of no use afterwards."""
        self.db.close()

    @property
    def _records(self) -> Records:
        return self._storage.records

    @property
    def about(self) -> About:
        """What the office says of itself."""
        return self._storage.about

    @property
    def why_read_only(self) -> str:
        """One sentence for people on why changes are refused; empty where they are not."""
        return self._storage.why_read_only

    @property
    def holder(self) -> Holder | None:
        """The other process that has the office open for writing, where that is why."""
        return self._storage.holder

    @property
    def begins(self) -> date | None:
        """The day of the first change, before which nothing is known; None before any."""
        storage = self._storage
        if not storage.position.sequence:
            return None
        lines = verified_on(journal_of(self.path), Position(hash=first_hash(storage.origin)))
        return date.fromisoformat(next(lines)[0].time[:10])

    @property
    def sequence(self) -> int:
        """The number of the last change."""
        return self._storage.position.sequence

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of how the file was found; mostly nothing."""
        if not self._storage.unfinished:
            return ()
        return (
            _(
                "The last line of {path} was never finished and was left out: "
                "the program or the machine stopped while change {change} was being written."
            ).format(path=journal_of(self.path), change=self.sequence + 1),
        )

    def change(self, edits: Iterable[Edit[Record]], reason: str = "") -> list[int]:
        """Make all these edits or none, and return the numbers of the records.

        When it returns, the change is on the disk. Raises ReadOnlyError, StoreError
        where the file cannot be written, and InvalidValue where a record is no longer
        what the edit says it was, would not come back from the file as it is, or
        two records would have one identity.
        """
        return self._storage.change(edits, reason)

    def note(self, reason: str, register: str = "", number: int = 0) -> None:
        """Put into the history that something was done which changed no record.

        Such as that the private fields of a record were shown.
        """
        self._storage.note(reason, register, number)

    def tell(self, about: About, reason: str) -> None:
        """Let the office say this of itself from now on; no undo takes it back.

        Raises ReadOnlyError, and StoreError where the file cannot be written.
        """
        self._storage.tell(about, reason)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return self._storage.position.undoable > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to make again."""
        return self._storage.position.redoable > 0

    def undo(self, reason: str = "") -> Change | None:
        """Take the last change back by a new one, and return it; None where there is none."""
        if not self.can_undo:
            return None
        return self._take_back(UNDO, self._line(self._storage.position.undoable), reason)

    def redo(self, reason: str = "") -> Change | None:
        """Make the change that was undone last again, and return it; None where there is none."""
        if not self.can_redo:
            return None
        return self._take_back(REDO, self._line(self._storage.position.redoable), reason)

    def undoable(self) -> Change | None:
        """The change that undo would take back; None where there is none."""
        return self._change_at(self._storage.position.undoable)

    def redoable(self) -> Change | None:
        """The undoing that redo would take back; None where there is none."""
        return self._change_at(self._storage.position.redoable)

    def _change_at(self, sequence: int) -> Change | None:
        return change_of(self._line(sequence)) if sequence > 0 else None

    def _take_back(self, kind: str, line: Line, reason: str) -> Change:
        edits = edits_of(line)
        back = [edit.reversed for edit in reversed(edits)]
        check_edits(self._records, back)
        self._storage.commit(back, reason or line.reason, kind, line)
        return change_of(line, edits)

    def _line(self, sequence: int) -> Line:
        storage = self._storage
        return line_at(journal_of(self.path), storage.position, storage.origin, sequence)

    def history(self, register: str | None = None, *numbers: int) -> Iterator[Change]:
        """The changes, the last first: all, those of a register, or those of these records.

        It reads only as far as it is asked for. DamagedError at a change that
        cannot be trusted.
        """
        name = register_named(register).name if register else ""
        storage = self._storage
        lines = lines_about(journal_of(self.path), storage.position, storage.origin, name, numbers)
        return map(change_of, lines)

    def refuse_day(self, day: date) -> None:
        """StoreError for a day before the history, which would look as if all were lost."""
        begins = self.begins or self.today
        if day < begins:
            raise self._before_history(day)

    def as_of(self, day: date) -> PastOffice:
        """The office as it stood at the end of a day, for reading only.

        StoreError for a day before its history, which would look as if all were lost.
        """
        if not self.sequence and day < self.today:
            raise self._before_history(day)
        storage = self._storage
        lines = lines_after_day(
            journal_of(self.path), storage.position, storage.origin, day.isoformat()
        )
        since = (self._after_founding(line, day) for line in lines)
        records = taken_back(self._records.copied(), self._records.highest, since)
        return PastOffice(self.path, self.about, day, records, self._year, self)

    def _after_founding(self, line: Line, day: date) -> Line:
        if line.kind == FOUNDED:
            raise self._before_history(day)
        return line

    def _before_history(self, day: date) -> StoreError:
        return StoreError(
            _("{path} has a history since {begins}; {day} cannot be shown.").format(
                path=self.path, begins=self.begins or self.today, day=day
            )
        )

    def refresh(self) -> bool:
        """Take in what another process has written; whether there was anything.

        Where that process has ended meanwhile, this one may write from now on.
        """
        before = self.sequence
        if self.holder is not None and self._storage.claim():
            return True
        return self._storage.catch_up() or self.sequence != before


def create_office(
    path: Path, about: About | None = None, edits: Iterable[Edit[Record]] = (), reason: str = ""
) -> Office:
    """Make a new office that begins with the records of these edits; it has nothing to undo.

    StoreError where a file of that name stands already, InvalidValue where the
    edits are no records; no office is left behind then.
    """
    path = followed(path)
    if journal_of(path).exists() and not path.exists():
        raise lost_snapshot(path)
    refuse_taken(path, journal_of(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_storage(path, about or About())
    except OSError as error:
        raise StoreError(
            _("{path} cannot be written: {reason}. Nothing was changed.").format(
                path=path, reason=reason_said(error)
            )
        ) from error
    office = Office(path)
    try:
        office._storage.found(edits, reason)
    except BaseException:
        office.close()
        path.unlink()
        raise
    return office
