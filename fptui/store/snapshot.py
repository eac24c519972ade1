"""The snapshot: all tables in one JSON file that stock TinyDB opens, sealed by a checksum.

The first table, `office`, says what the file is and for which place in the
journal it stands; the last, `seal`, holds the SHA-256 of all bytes before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from fptui.errors import DamagedError, StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.language.ways import line_making, way_to
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record, Register
from fptui.store.about import ABOUT_TABLE, FORMAT, FORMAT_VERSION, PLAIN_VERSION, About
from fptui.store.journal import journal_of
from fptui.store.line import Position, first_hash
from fptui.store.replacing import replace_file

_SEAL_BEGINS = b',"seal":{"1":{"sha256":"'
_SEAL_ENDS = b'"}}}'
_SEAL_LENGTH = len(_SEAL_BEGINS) + 64 + len(_SEAL_ENDS)
_RECORDS_AT_ONCE = 500


class _State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For which place in the journal the snapshot stands, and the numbers given out so far."""

    origin: str = ""
    journal: Position = Position()
    numbers: dict[str, int] = {}


class _OfficeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: About = msgspec.field(name="1")
    state: _State | None = msgspec.field(name="2", default=None)


def _table_of(register: Register[Record]) -> GenericAlias:
    """The type of all records of a register, by their numbers."""
    return GenericAlias(dict, (int, register.record))


_Tables = msgspec.defstruct(
    "_Tables",
    [
        (ABOUT_TABLE, _OfficeTable),
        *(
            (name, _table_of(register), msgspec.field(default_factory=dict))
            for name, register in REGISTERS.items()
        ),
        ("seal", msgspec.Raw, msgspec.field(default=msgspec.Raw(b""))),
    ],
    forbid_unknown_fields=True,
)
_decoder = msgspec.json.Decoder(_Tables)
_encoder = msgspec.json.Encoder()


@dataclass(slots=True)
class Snapshot:
    """The tables of an office at one place of its journal."""

    about: About
    origin: str = ""
    position: Position = field(default_factory=Position)
    numbers: dict[str, int] = field(default_factory=dict)
    tables: dict[str, dict[int, Record]] = field(default_factory=dict)


def empty_snapshot(about: About, origin: str) -> Snapshot:
    """An office before its first change."""
    return Snapshot(
        about,
        origin,
        Position(hash=first_hash(origin)),
        dict.fromkeys(REGISTERS, 0),
        {name: {} for name in REGISTERS},
    )


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Replace an office's file by this snapshot; OSError says why not."""
    replace_file(path, _sealed(_parts(snapshot)))


def _parts(snapshot: Snapshot) -> Iterator[bytes]:
    state = _State(origin=snapshot.origin, journal=snapshot.position, numbers=snapshot.numbers)
    yield b'{"%s":' % ABOUT_TABLE.encode()
    yield _encoder.encode(_OfficeTable(snapshot.about, state))
    for name, table in snapshot.tables.items():
        yield b',"%s":{' % name.encode()
        yield from _documents(table)
        yield b"}"


def _documents(table: Mapping[int, Record]) -> Iterator[bytes]:
    # in small parts, so that another thread can get in between
    rest = iter(table.items())
    comma = b""
    while some := dict(islice(rest, _RECORDS_AT_ONCE)):
        yield comma
        yield _encoder.encode(some)[1:-1]
        comma = b","


def _sealed(parts: Iterator[bytes]) -> Iterator[bytes]:
    seal = sha256()
    for part in parts:
        seal.update(part)
        yield part
    yield _SEAL_BEGINS + seal.hexdigest().encode() + _SEAL_ENDS


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot in an office's file; StoreError where it is not one, or not as written."""
    content = _content_of(path)
    sealed = content[-_SEAL_LENGTH:].startswith(_SEAL_BEGINS)
    if sealed and not _seal_holds(content):
        raise _broken(path)
    try:
        tables = _decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise _explained(path, content, error) from error
    about, state = getattr(tables, ABOUT_TABLE).about, getattr(tables, ABOUT_TABLE).state
    if about.format != FORMAT or about.version > FORMAT_VERSION:
        raise _foreign(path)
    if not sealed and (about.version != PLAIN_VERSION or state is not None):
        raise _broken(path)
    records = {name: getattr(tables, name) for name in REGISTERS}
    if state is None:
        snapshot = empty_snapshot(msgspec.structs.replace(about, version=FORMAT_VERSION), "")
        snapshot.numbers = {name: max(table, default=0) for name, table in records.items()}
        snapshot.tables = records
        return snapshot
    numbers = dict.fromkeys(REGISTERS, 0) | state.numbers
    return Snapshot(about, state.origin, state.journal, numbers, records)


def _content_of(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        if journal_of(path).exists():
            raise lost_snapshot(path) from error
        raise StoreError(
            _("{path} does not exist. “{command}” makes a new office.").format(
                path=path, command=line_making(path)
            )
        ) from error
    except OSError as error:
        raise StoreError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason_said(error))
        ) from error
    if not content.strip():
        raise DamagedError(
            _("{path} is empty, not an office's file. Restore a backup, or name another.").format(
                path=path
            ),
            hint=_hint(path),
        )
    return content


def lost_snapshot(path: Path) -> DamagedError:
    """The error of an office of which only the journal is left."""
    return DamagedError(
        _("{path} is missing, but its journal {journal} is there.").format(
            path=path, journal=journal_of(path).name
        ),
        hint=_("{way} makes a new file of it.").format(way=way_to("check", "--save", _("FILE"))),
    )


def _seal_holds(content: bytes) -> bool:
    body = memoryview(content)[:-_SEAL_LENGTH]
    seal = content[-_SEAL_LENGTH + len(_SEAL_BEGINS) :]
    return seal == sha256(body).hexdigest().encode() + _SEAL_ENDS


def _broken(path: Path) -> DamagedError:
    return DamagedError(
        _("{path} is damaged: it is not as it was written.").format(path=path),
        hint=_hint(path),
    )


def _hint(path: Path) -> str:
    """What can be done about damage: only a journal tells what is good."""
    if not journal_of(path).exists():
        return ""
    return _("{way} shows what is good and can save it.").format(way=way_to("check"))


def _foreign(path: Path) -> StoreError:
    return StoreError(
        _("{path} is a JSON file, but not an office of this program.").format(path=path)
    )


def _explained(path: Path, content: bytes, error: Exception) -> StoreError:
    """What is wrong with content that cannot be decoded, as nearly as can be said."""
    try:
        tables = msgspec.json.decode(content, type=dict[str, dict[str, Any]])
    except (msgspec.MsgspecError, UnicodeDecodeError) as deeper:
        return DamagedError(
            _("{path} is damaged or no office's file: {reason}.").format(path=path, reason=deeper),
            hint=_hint(path),
        )
    about = tables.get(ABOUT_TABLE, {}).get("1")
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        return _foreign(path)
    for name, register in REGISTERS.items():
        try:
            msgspec.convert(tables.get(name, {}), _table_of(register), strict=False)
        except (msgspec.MsgspecError, ValueError) as reason:
            return DamagedError(
                _("{path} is damaged in the register {register}: {reason}.").format(
                    path=path, register=_(register.title), reason=reason
                ),
                hint=_hint(path),
            )
    if isinstance(version := about.get("version", 0), int) and version > FORMAT_VERSION:
        return _foreign(path)
    return DamagedError(
        _("{path} is damaged or no office's file: {reason}.").format(path=path, reason=error),
        hint=_hint(path),
    )
