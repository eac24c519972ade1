"""The journal played back: what its lines did, done again to the records in memory."""

from __future__ import annotations

import contextlib
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from fptui.language import _
from fptui.registers.declaration import Record
from fptui.store.about import ABOUT_TABLE, About
from fptui.store.changes import decode_record, decode_records
from fptui.store.journal import damaged
from fptui.store.line import NOTE, Line
from fptui.store.records import Records


def replay(lines: Iterable[Line], records: Records, journal: Path) -> About | None:
    """Do to the records what the lines did; what these say of the office itself, if anything.

    Of each record only its last state counts, and is decoded. DamagedError where a
    line holds something that this program cannot read.
    """
    about = None
    latest: dict[str, dict[int, tuple[msgspec.Raw, int]]] = defaultdict(dict)
    for line in lines:
        if line.kind == NOTE:
            continue
        for register, number, _before, after in line.records:
            if register == ABOUT_TABLE:
                about = _about_in(after, line.sequence, journal)
            else:
                latest[register][number] = (after, line.sequence)
    for register, states in latest.items():
        last = _decoded(register, states, journal)
        for number, record in zip(states, last, strict=True):
            records.give_out(register, number)
            records.put(register, number, record)
    return about


def _decoded(
    register: str, states: Mapping[int, tuple[msgspec.Raw, int]], journal: Path
) -> list[Record | None]:
    try:
        return decode_records(register, (raw for raw, _sequence in states.values()))
    except (KeyError, ValueError):
        for raw, sequence in states.values():
            with _readable(sequence, journal):
                decode_record(register, raw)
        raise


def _about_in(raw: msgspec.Raw, sequence: int, journal: Path) -> About:
    with _readable(sequence, journal):
        return msgspec.json.decode(raw, type=About)


@contextlib.contextmanager
def _readable(sequence: int, journal: Path) -> Iterator[None]:
    try:
        yield
    except (KeyError, ValueError) as error:
        raise damaged(journal, sequence, _("this program cannot read it")) from error


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of garbage away while very many objects come to stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
