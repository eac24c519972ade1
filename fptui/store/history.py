"""Reading the journal backwards: the newest change first, only as far as it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store.journal import damaged
from fptui.store.line import Line, NoLine, Position, after, decode_line, first_hash, hash_in

_BLOCK = 1 << 20


def raw_lines_back(path: Path, end: int) -> Iterator[bytes]:
    """The lines before a place in the journal, the last first, without line ends."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        parts: list[bytes] = []  # of the line at the beginning of what was read, last part first
        place = end - 1  # the line end of the last line
        while place > 0:
            start = max(0, place - _BLOCK)
            os.lseek(handle, start, os.SEEK_SET)
            block = os.read(handle, place - start)
            if len(block) < place - start:
                raise _unreadable(path, OSError(0, _("it was cut short")))
            place = start
            pieces = block.split(b"\n")
            parts.append(pieces.pop())
            if pieces:
                yield b"".join(reversed(parts))
                parts = [pieces[0]]
                yield from reversed(pieces[1:])
        if end > 0:
            yield b"".join(reversed(parts))
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(handle)


def verified_back(path: Path, position: Position, origin: str) -> Iterator[tuple[Line, bytes]]:
    """The lines up to a position, the last first, each with its bytes and each verified.

    The position's hash vouches for the last line, and each line for the one before.
    """
    trusted = position.hash
    sequence = position.sequence
    lines = raw_lines_back(path, position.end)
    raw = next(lines, None)
    while raw is not None:
        before = next(lines, None)
        try:
            previous = first_hash(origin) if before is None else hash_in(before)
        except NoLine as error:
            raise damaged(path, sequence - 1) from error
        try:
            line, hashed = decode_line(raw, previous, sequence)
            if hashed != trusted:
                raise NoLine
        except NoLine as error:
            raise damaged(path, sequence) from error
        yield line, raw
        trusted, raw, sequence = previous, before, sequence - 1


def verified_on(path: Path, position: Position) -> Iterator[tuple[Line, Position]]:
    """The lines after a position, the first first, each with the position behind it.

    DamagedError at the first that is not as it was written, or was never finished.
    """
    try:
        with path.open("rb") as file:
            file.seek(position.end)
            for raw in file:
                try:
                    if not raw.endswith(b"\n"):
                        raise NoLine
                    line, hashed = decode_line(raw[:-1], position.hash, position.sequence + 1)
                except NoLine as error:
                    how = "" if raw.endswith(b"\n") else _("its line is not finished")
                    raise damaged(path, position.sequence + 1, how) from error
                position = after(line, hashed, position.end, position.end + len(raw))
                yield line, position
    except OSError as error:
        raise _unreadable(path, error) from error


def line_at(path: Path, position: Position, origin: str, sequence: int) -> Line:
    """The line of this number, verified against the hash of the one before."""
    if sequence == position.sequence:
        return next(verified_back(path, position, origin))[0]
    mark = b'{"sequence":%d,' % sequence
    lines = raw_lines_back(path, position.end)
    for raw in lines:
        if mark in raw[:120]:
            before = next(lines, None)
            try:
                previous = first_hash(origin) if before is None else hash_in(before)
                return decode_line(raw, previous, sequence)[0]
            except NoLine as error:
                raise damaged(path, sequence) from error
    raise damaged(path, sequence)


def lines_after_day(path: Path, position: Position, origin: str, day: str) -> Iterator[Line]:
    """The lines made after a day (as ISO text), the last first."""
    if not position.sequence:
        return
    for line, _raw in verified_back(path, position, origin):
        if line.time[:10] <= day:
            return
        yield line


def lines_about(
    path: Path, position: Position, origin: str, register: str = "", numbers: Sequence[int] = ()
) -> Iterator[Line]:
    """The lines that touch a register, or these records of it, or all; the last first."""
    if not position.sequence:
        return
    of_register = b'["%s",' % register.encode() if register else b""
    marks = [of_register + b"%d," % number for number in numbers] or [of_register]
    for line, raw in verified_back(path, position, origin):
        if any(mark in raw for mark in marks):
            yield line


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason_said(error))
    )
