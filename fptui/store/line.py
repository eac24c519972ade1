"""One line of the journal: a change, and the hash that chains it to the one before.

A line is JSON: ``{"hash":"…","change":{…}}``. The hash is the SHA-256 of the hash
before and the bytes of the change, so that no line can be altered, left out or
moved unnoticed. The chain begins with the hash of the office's origin, a random
word of the first change.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec

_BEFORE_HASH = b'{"hash":"'
_BEFORE_CHANGE = b'","change":'
_HASH_LENGTH = 64
_CLOSING = ord("}")
_HASH_BEGINS = len(_BEFORE_HASH)
_HASH_ENDS = _HASH_BEGINS + _HASH_LENGTH
_CHANGE_BEGINS = _HASH_ENDS + len(_BEFORE_CHANGE)

LINE_HEAD = _CHANGE_BEGINS
"""The number of bytes of a line before its change."""

CHANGE, FOUNDED, UNDO, REDO, NOTE, SALVAGED = (
    "change",
    "founded",
    "undo",
    "redo",
    "note",
    "salvaged",
)
"""The kinds of lines."""

NOTHING = msgspec.Raw(b"null")


class Line(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What a line says of a change; its records are not decoded yet.

    `undoable` and `redoable` are the changes that undo and redo would take after
    this line, 0 for none. `below` is what was undoable (for an undo: redoable)
    before it, so that the lines form two stacks that outlive the program.
    """

    sequence: int
    time: str
    user: str
    kind: str = CHANGE
    of: int = 0  # the change that is undone or redone
    reason: str = ""
    undoable: int = 0
    redoable: int = 0
    below: int = 0
    origin: str = ""
    records: tuple[tuple[str, int, msgspec.Raw, msgspec.Raw], ...] = ()


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in the journal, after a line: all that is needed to go on from there."""

    sequence: int = 0
    hash: str = ""
    start: int = 0  # where the line begins
    end: int = 0  # where the next will begin
    time: str = ""
    undoable: int = 0
    redoable: int = 0


_decoder = msgspec.json.Decoder(Line)
_encoder = msgspec.json.Encoder()


class NoLine(ValueError):
    """The bytes are no line of this journal, or not the one that comes next."""


def first_hash(origin: str) -> str:
    """The hash from which the chain of an office of this origin begins."""
    return sha256(origin.encode()).hexdigest()


def encode_line(line: Line, previous: str) -> tuple[bytes, str]:
    """The bytes of a line with its line end, and its hash."""
    change = _encoder.encode(line)
    hashed = sha256(previous.encode() + change).hexdigest()
    return b"".join((_BEFORE_HASH, hashed.encode(), _BEFORE_CHANGE, change, b"}\n")), hashed


def hash_in(raw: bytes) -> str:
    """The hash that a line carries; NoLine where there is none."""
    if raw[:_HASH_BEGINS] != _BEFORE_HASH or raw[_HASH_ENDS:_CHANGE_BEGINS] != _BEFORE_CHANGE:
        raise NoLine
    try:
        return raw[_HASH_BEGINS:_HASH_ENDS].decode("ascii")
    except UnicodeDecodeError as error:
        raise NoLine from error


def decode_line(raw: bytes, previous: str, sequence: int = 0) -> tuple[Line, str]:
    """The line in these bytes (without line end) and its hash, verified.

    `previous` is the hash of the line before, `sequence` the number it must have.
    """
    change = raw[_CHANGE_BEGINS:-1]
    hashed = sha256(previous.encode() + change).hexdigest()
    if raw[:_CHANGE_BEGINS] != b'{"hash":"%b","change":' % hashed.encode() or raw[-1] != _CLOSING:
        raise NoLine
    try:
        line = _decoder.decode(change)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoLine from error
    if sequence and line.sequence != sequence:
        raise NoLine
    return line, hashed


def peek(raw: bytes) -> Line:
    """The line in these bytes, not verified."""
    try:
        return _decoder.decode(raw[_CHANGE_BEGINS:-1])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoLine from error


def after(line: Line, hashed: str, start: int, end: int) -> Position:
    """The position behind a line that stands from `start` to `end`."""
    return Position(line.sequence, hashed, start, end, line.time, line.undoable, line.redoable)


def encode_lines(lines: Iterable[Line], position: Position) -> tuple[bytes, Position]:
    """The bytes of lines that follow a position, and the position behind them."""
    parts = []
    for line in lines:
        raw, hashed = encode_line(line, position.hash)
        parts.append(raw)
        position = after(line, hashed, position.end, position.end + len(raw))
    return b"".join(parts), position
