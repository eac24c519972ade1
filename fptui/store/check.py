"""Whether an office's file and journal are as they were written, and what of them is good.

The journal is read from the first change on and must lead to the very records
of the snapshot. Where something is damaged, the longest good prefix is the
state after the last change that can still be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fptui.errors import DamagedError, StoreError
from fptui.language import _
from fptui.store.about import About
from fptui.store.history import verified_on
from fptui.store.journal import damaged, journal_of
from fptui.store.line import Line, NoLine, Position, peek
from fptui.store.records import Records
from fptui.store.replacing import followed
from fptui.store.replaying import replay as replay_lines
from fptui.store.restoring import finish_restoring
from fptui.store.snapshot import Snapshot, empty_snapshot, read_snapshot


class Replay:
    """The state of an office as its journal tells it, change by change."""

    def __init__(self, snapshot: Snapshot, journal: Path) -> None:
        self.snapshot = snapshot
        self._journal = journal
        self._records = Records(snapshot.tables, snapshot.numbers)

    def play(self, line: Line, position: Position) -> None:
        """Take in one line; DamagedError where this program cannot read it."""
        about = replay_lines((line,), self._records, self._journal)
        self.snapshot.about = about or self.snapshot.about
        self.snapshot.position = position

    def ordered(self) -> Snapshot:
        """The state, its tables in order of entry."""
        self.snapshot.tables = self._records.tables()
        return self.snapshot


@dataclass(slots=True)
class Report:
    """What a check found.

    `problems` are sentences for people; `damaged_change` is the first change that
    cannot be trusted, 0 for none. `good` is the longest good prefix, or None where
    nothing is; `history` says how much of the journal is good as it stands.
    """

    path: Path
    problems: list[str] = field(default_factory=list)
    damaged_change: int = 0
    good: Snapshot | None = None
    history: Snapshot | None = None

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems

    @property
    def good_records(self) -> int:
        """How many records the longest good prefix holds."""
        return sum(map(len, self.good.tables.values())) if self.good else 0

    @property
    def good_changes(self) -> int:
        """The number of the last change that the longest good prefix holds."""
        return self.good.position.sequence if self.good else 0

    def note(self, error: StoreError) -> None:
        """Put a problem on the list."""
        finding, change = str(error), 0
        if isinstance(error, DamagedError):
            finding, change = error.finding, error.change
        if finding not in self.problems:
            self.problems.append(finding)
        if change and (not self.damaged_change or change < self.damaged_change):
            self.damaged_change = change


def check_office(path: Path) -> Report:
    """Read everything that an office keeps and say what is wrong and what is good.

    StoreError where the file is missing or is no office's at all.
    """
    path = followed(path)
    finish_restoring(path)
    report = Report(path)
    snapshot = _snapshot_of(path, report)
    journal = journal_of(path)
    # a file without a seal may be anything: where there is a journal, its chain counts
    origin = (snapshot.origin if snapshot else "") or _origin_in(journal)
    if snapshot and not snapshot.origin and origin:
        report.note(
            DamagedError(_("{path} has no seal, though it has a journal.").format(path=path))
        )
        snapshot = None
    about = snapshot.about if snapshot else About()
    replay = Replay(empty_snapshot(about, origin), journal)
    if journal.exists():
        _replay(journal, replay, snapshot, report)
    elif snapshot and snapshot.position.sequence:
        report.note(damaged(journal, 1, _("it is missing")))
    if replay.snapshot.position.sequence:
        report.history = report.good = replay.ordered()
    if snapshot and snapshot.position.sequence >= replay.snapshot.position.sequence:
        report.good = _read_on(journal, snapshot, report)
    return report


def _snapshot_of(path: Path, report: Report) -> Snapshot | None:
    try:
        return read_snapshot(path)
    except DamagedError as error:
        report.note(error)
    except StoreError as error:
        if not journal_of(path).exists():
            raise
        report.note(error)
    return None


def _origin_in(journal: Path) -> str:
    """The origin that the first line names; what it is worth, the chain will tell."""
    try:
        with journal.open("rb") as file:
            return peek(file.readline().rstrip(b"\n")).origin
    except (OSError, NoLine):
        return ""


def _replay(journal: Path, replay: Replay, snapshot: Snapshot | None, report: Report) -> None:
    """Play the journal from its beginning as far as it is good."""
    try:
        for line, position in verified_on(journal, replay.snapshot.position):
            replay.play(line, position)
            if snapshot and line.sequence == snapshot.position.sequence:
                _compare(journal, replay, snapshot)
    except StoreError as error:
        report.note(error)
        return
    reached = replay.snapshot.position.sequence
    if snapshot and reached < snapshot.position.sequence:
        report.note(damaged(journal, reached + 1, _("it was cut short")))


def _compare(journal: Path, replay: Replay, snapshot: Snapshot) -> None:
    there, here = replay.snapshot, snapshot
    if there.position != here.position or there.tables != here.tables or there.about != here.about:
        raise damaged(journal, here.position.sequence, _("it does not lead to what the file holds"))


def _read_on(journal: Path, snapshot: Snapshot, report: Report) -> Snapshot:
    """The snapshot and the good lines after it, where the history before it is damaged."""
    replay = Replay(snapshot, journal)
    try:
        if journal.exists() and journal.stat().st_size > snapshot.position.end:
            for line, position in verified_on(journal, snapshot.position):
                replay.play(line, position)
    except StoreError as error:
        report.note(error)
    return replay.ordered()
