"""A change as people read it: who did what to which records, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import GenericAlias

import msgspec

from fptui.registers import REGISTERS
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.line import NOTE, NOTHING, Line

_decoders: dict[str, msgspec.json.Decoder[Record | None]] = {
    name: msgspec.json.Decoder(register.record | None) for name, register in REGISTERS.items()
}
_list_decoders: dict[str, msgspec.json.Decoder[list[Record | None]]] = {
    name: msgspec.json.Decoder(GenericAlias(list, (register.record | None,)))
    for name, register in REGISTERS.items()
}
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history.

    `kind` is `change`, `founded`, `undo`, `redo`, `note` (nothing changed: private
    fields were shown) or `salvaged`; `of` is the change that was undone or redone.
    """

    sequence: int
    time: datetime
    user: str
    reason: str
    kind: str
    of: int
    edits: tuple[Edit[Record], ...]
    about: tuple[str, int] | None = None  # the record that a note is about


def encode_edit(edit: Edit[Record]) -> tuple[str, int, msgspec.Raw, msgspec.Raw]:
    """An edit as it stands in a line."""
    return (edit.register, edit.number, encode_record(edit.before), encode_record(edit.after))


def encode_record(record: Record | None) -> msgspec.Raw:
    """A record as it stands in a line."""
    return NOTHING if record is None else msgspec.Raw(_encode(record))


def decode_record(register: str, raw: msgspec.Raw) -> Record | None:
    """The record that stands in a line; ValueError where it is none of the register."""
    return _decoders[register].decode(raw)


def decode_records(register: str, raws: Iterable[msgspec.Raw]) -> list[Record | None]:
    """The records that stand in lines, all at once; ValueError where one is not of the register."""
    return _list_decoders[register].decode(b"[%b]" % b",".join(raws))


def edits_of(line: Line) -> tuple[Edit[Record], ...]:
    """The edits of a line, decoded; the office's word about itself is none."""
    return tuple(
        Edit(register, number, decode_record(register, before), decode_record(register, after))
        for register, number, before, after in line.records
        if register in _decoders and (before != NOTHING or after != NOTHING)
    )


def change_of(line: Line, edits: tuple[Edit[Record], ...] | None = None) -> Change:
    """The change that a line tells of; `edits` where they are decoded already."""
    about = line.records[0][:2] if line.kind == NOTE and line.records else None
    return Change(
        line.sequence,
        datetime.fromisoformat(line.time),
        line.user,
        line.reason,
        line.kind,
        line.of,
        edits_of(line) if edits is None else edits,
        about,
    )
