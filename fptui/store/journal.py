"""The journal file, read on from a position; its lines are never rewritten.

It lies beside the office's file and holds every change since the office was
founded. Opening an office reads only what came after its snapshot.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fptui.errors import DamagedError, StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.language.ways import way_to
from fptui.store.line import LINE_HEAD, Line, NoLine, Position, after, decode_line, hash_in

_HOLE = b"\0" * 512
"""A sector that a power cut left unwritten; no line holds such bytes."""


def journal_of(path: Path) -> Path:
    """Where the journal of an office lies."""
    return path.with_name(path.name + ".journal")


class Journal:
    """The journal of one office, open for reading from a position on."""

    def __init__(self, path: Path, position: Position) -> None:
        """Open the journal; DamagedError where it does not reach or fit the position."""
        self.path = path
        self.position = position
        self.unfinished = 0  # bytes of a last line that was never finished
        self._handle = -1
        try:
            self._open()
        except FileNotFoundError:
            if position.sequence:
                raise damaged(path, position.sequence, _("it is missing")) from None
        except OSError as error:
            raise _unreadable(path, error) from error
        try:
            self._check_anchor()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.close()

    def _check_anchor(self) -> None:
        position = self.position
        if not position.sequence:
            return
        if self._size() < position.end:
            raise damaged(self.path, position.sequence, _("it was cut short"))
        if not self._fits():
            raise damaged(self.path, position.sequence, _("it does not belong to the file"))

    def _fits(self) -> bool:
        """Whether the line before the position is the one that it stands behind."""
        position = self.position
        if not position.sequence:
            return True
        try:
            anchor = hash_in(self._read(position.start, LINE_HEAD))
        except NoLine:
            return False
        return anchor == position.hash and self._read(position.end - 1, 1) == b"\n"

    def _size(self) -> int:
        return os.fstat(self._handle).st_size if self._handle >= 0 else 0

    def _read(self, start: int, length: int) -> bytes:
        parts = []
        os.lseek(self._handle, start, os.SEEK_SET)
        while length > 0 and (part := os.read(self._handle, min(length, 1 << 24))):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def has_grown(self) -> bool:
        """Whether another process has written more than was read."""
        if self._handle < 0 and self.path.exists():
            self._open()
        return self._size() != self.position.end

    def was_replaced(self) -> bool:
        """Whether another file lies in its place now, or this one has become shorter."""
        if self._handle < 0:
            return False
        try:
            there = self.path.stat()
        except OSError:
            return True
        here = os.fstat(self._handle)
        return (there.st_ino, there.st_dev) != (here.st_ino, here.st_dev) or (
            here.st_size < self.position.end
        )

    def read_on(self) -> Iterator[Line]:
        """The lines after the position, verified; at the end the position moves behind them.

        A last line that was never finished was never acknowledged: it is left
        out, and a writer takes it off the file.
        """
        position = self.position
        size = self._size()
        if size <= position.end:
            return
        try:
            data = self._read(position.end, size - position.end)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        self.unfinished = 0
        begin = last = 0
        line = None
        previous, sequence = position.hash, position.sequence
        while (stop := data.find(b"\n", begin)) >= 0:
            sequence += 1
            try:
                line, previous = decode_line(data[begin:stop], previous, sequence)
            except NoLine as error:
                if stop == len(data) - 1 and _HOLE in data[begin:stop]:
                    break
                raise damaged(self.path, sequence) from error
            yield line
            last, begin = begin, stop + 1
        if line is not None:
            position = after(line, previous, position.end + last, position.end + begin)
        self.position = position
        if begin < len(data):
            yield from self._finish(data[begin:], previous)

    def _finish(self, rest: bytes, previous: str) -> Sequence[Line]:
        """Leave out a last line without line end: it was never said to be done."""
        with contextlib.suppress(NoLine):
            decode_line(rest[:-1], previous, self.position.sequence + 1)
            raise damaged(self.path, self.position.sequence + 1, _("its line end is not one"))
        self.unfinished = len(rest)
        return ()


def damaged(path: Path, change: int, how: str = "") -> DamagedError:
    """The error of a journal that cannot be trusted from a change on."""
    return DamagedError(
        _("{path} is damaged from change {change} on{how}.").format(
            path=path, change=change, how=f" ({how})" if how else ""
        ),
        change,
        _("{way} shows what is good and can save it.").format(way=way_to("check")),
    )


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason_said(error))
    )
