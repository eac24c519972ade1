"""Appending to the journal: durable, all or none, and never over what another has written.

One writer at a time is what locks are for. They may fail: the lock file is deleted by
hand, the office has two names, the file system only says that it locks. So the journal is
locked itself, an append looks where the file ends and what its last line is, and what was
written is read again before anyone is told that it is done. Whoever finds another's line
in that place has lost, takes the own line off again and says so.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store.journal import Journal
from fptui.store.line import Line, NoLine, Position, after, decode_line, encode_lines
from fptui.store.locking import lock_journal
from fptui.store.replacing import PRIVATE_MODE, sync_folder


def refuse_writer(journal: Path) -> None:
    """LockHeldError where a process has this journal open for writing, if there is one."""
    try:
        handle = os.open(journal, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        lock_journal(handle)
    finally:
        os.close(handle)


class OvertakenError(StoreError):
    """Another program has written where this one was about to; nothing of this one was done."""


class JournalWriter(Journal):
    """The journal of one office, open for appending; no other may write it meanwhile."""

    def __init__(self, path: Path, position: Position) -> None:
        """Open the journal; LockHeldError where another has it open for writing."""
        self._broken = False
        super().__init__(path, position)

    def _open(self, more_flags: int = 0) -> None:
        flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | more_flags
        self._handle = os.open(self.path, flags, PRIVATE_MODE)
        try:
            lock_journal(self._handle)
        except BaseException:
            self.close()
            raise

    def _finish(self, rest: bytes, previous: str) -> Sequence[Line]:
        """Complete a last line that only lacks its end, or take it off the file."""
        super()._finish(rest, previous)
        try:
            line, hashed = decode_line(rest, previous, self.position.sequence + 1)
        except NoLine:
            self._cut(len(rest))
            return ()
        try:
            os.write(self._handle, b"\n")
            os.fsync(self._handle)
        except OSError:
            self._cut(len(rest))
            return ()
        self.unfinished = 0
        start = self.position.end
        self.position = after(line, hashed, start, start + len(rest) + 1)
        return (line,)

    def append(self, lines: Iterable[Line]) -> Position:
        """Write these lines durably, all or none, and return the position behind them.

        The position moves only when the caller says so, by :meth:`accept`. OvertakenError
        where another has written meanwhile, StoreError where nothing can be written.
        """
        if self._broken:
            raise StoreError(
                _(
                    "{path} could not be put in order after an error; nothing was changed. "
                    "Close the program and open it again."
                ).format(path=self.path)
            )
        data, position = encode_lines(lines, self.position)
        try:
            self._make_ready()
            try:
                self._write(data)
            except BaseException:
                self._take_off(data)
                raise
        except OSError as error:
            raise StoreError(
                _("{path} cannot be written: {reason}. Nothing was changed.").format(
                    path=self.path, reason=reason_said(error)
                )
            ) from error
        return position

    def accept(self, position: Position) -> None:
        """Go on from behind the lines that were appended."""
        self.position = position

    def _make_ready(self) -> None:
        """Look where the journal ends; what an interrupted append left behind goes."""
        if self._handle < 0:
            self._open(os.O_CREAT)
            sync_folder(self.path.parent)
        if self.was_replaced() or not self._fits():
            raise OvertakenError(
                _(
                    "{path} is not the file any more that was opened: another program has put "
                    "one in its place. Nothing was changed; close the program and open it again."
                ).format(path=self.path)
            )
        left = self._size() - self.position.end
        if left:
            self._refuse_overtaken()
            os.ftruncate(self._handle, self.position.end)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        os.fsync(self._handle)
        if self._tail(len(data)) != data or self.was_replaced():
            self._refuse_overtaken()
            raise OSError(0, _("what was written cannot be read again"))

    def _tail(self, length: int = -1) -> bytes:
        """What stands behind the position."""
        end = self.position.end
        return self._read(end, length if length >= 0 else self._size() - end)

    def _refuse_overtaken(self) -> None:
        """OvertakenError where finished lines of another stand behind the position."""
        line, _end = self._others()
        if line is not None:
            raise OvertakenError(
                _(
                    "{user} has written change {change} to {path} in another program, which no "
                    "lock prevented. It was read; nothing of yours was changed: do it again."
                ).format(user=line.user, change=line.sequence, path=self.path)
            )

    def _others(self) -> tuple[Line | None, int]:
        """The last finished line behind the position, and where it ends."""
        tail, begin, last = self._tail(), 0, None
        hashed, sequence = self.position.hash, self.position.sequence
        while (stop := tail.find(b"\n", begin)) >= 0:
            sequence += 1
            try:
                last, hashed = decode_line(tail[begin:stop], hashed, sequence)
            except NoLine:
                break
            begin = stop + 1
        return last, self.position.end + begin

    def _take_off(self, data: bytes) -> None:
        """Take what was written of the own lines off the file, and nothing of another's."""
        if self._handle < 0:
            return
        try:
            tail = self._tail()
            end = self.position.end
            if not data.startswith(tail):
                other, end = self._others()
                own = tail[end - self.position.end :]
                if other is None or not data.startswith(own):
                    self._broken = True
                    return
            os.ftruncate(self._handle, end)
        except OSError:
            self._broken = True
            return
        self._cut_off()

    def _cut(self, length: int) -> None:
        """Take an unfinished line of this length off the file, if it still ends there."""
        if self._size() != self.position.end + length:
            return
        try:
            os.ftruncate(self._handle, self.position.end)
        except OSError:
            self._broken = True
            return
        self._cut_off()

    def _cut_off(self) -> None:
        with contextlib.suppress(OSError):
            os.fsync(self._handle)
        if not self._size():
            self.close()
            with contextlib.suppress(OSError):
                self.path.unlink()
