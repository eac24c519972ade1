"""Whether this process may write an office, and in words why not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store.locking import Holder, LockHeldError, NoLocksError, WriterLock, lock_of


class WriteRight:
    """The right to write one office, which may be taken, refused and let go.

    `holder` is the other process that has it, `refused` one sentence for people on why it
    is not here; empty where it is. Who is `alone` needs no lock where the file system has none.
    """

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self._path, self._alone = path, alone
        self._lock: WriterLock | None = None
        self.holder: Holder | None = None
        self.refused = _("{path} is open for reading only; nothing was changed.").format(path=path)

    @property
    def is_here(self) -> bool:
        """Whether changes are taken."""
        return not self.refused

    def take(self) -> bool:
        """Take the right, where it can be had; whether it is here then."""
        self.holder, self.refused = None, ""
        try:
            self._lock = WriterLock(lock_of(self._path))
        except LockHeldError as held:
            self.holder = held.holder
            self.refused = self._held_by(held.holder)
        except NoLocksError:
            if not self._alone:
                self.refused = _(
                    "{path} can only be read: its file system has no locks, so two programs could "
                    "write at once. Nothing was changed. --alone lets you write where nobody else "
                    "does."
                ).format(path=self._path)
        except OSError as error:
            self.refused = _(
                "{path} can only be read: its folder cannot be written ({reason}). "
                "Nothing was changed."
            ).format(path=self._path, reason=reason_said(error))
        return self.is_here

    def yield_to_hidden_writer(self) -> None:
        """Another process has the journal open for writing, though its lock's file is gone."""
        self.release()
        self.holder = Holder()
        self.refused = _(
            "{path} is being written by another program, whose lock {lock} was removed; "
            "it is open for reading only here and nothing was changed."
        ).format(path=self._path, lock=lock_of(self._path).name)

    def release(self) -> None:
        """Let others write; nothing is written here any more."""
        self.refused = self.refused or _("{path} is closed.").format(path=self._path)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _held_by(self, holder: Holder) -> str:
        return _(
            "{path} is being written by {user} on {host} (process {process}, since {since}); "
            "it is open for reading only here and nothing was changed."
        ).format(
            path=self._path,
            user=holder.user or "?",
            host=holder.host or "?",
            process=holder.process,
            since=_local(holder.since),
        )


def _local(since: str) -> str:
    """A moment as the clock on the wall shows it, to the minute; what is none as it stands."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return since
