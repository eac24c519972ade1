"""What is wrong with single records: rules that are broken, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.values.display import masked, plain


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which record, in which column where that is known, and what.

    `identity` and `text` are for people: translated, harmless, private values masked.
    """

    register: str
    identity: str
    column: str
    text: str


def record_problems(register: Register[Record], desk: Desk) -> Iterator[Problem]:
    """All that is wrong with the records of a register, in order of entry."""
    references = [
        column
        for column in register.stored_columns
        if column.kind in (Kind.REFERENCE, Kind.REFERENCES)
    ]
    for record in desk.table(register).values():
        for text in register.problems(record):
            yield Problem(register.name, identity_shown(register, record), "", harmless(text))
        for column in references:
            for text in _leading_nowhere(column, record, desk):
                yield Problem(register.name, identity_shown(register, record), column.key, text)


def identity_shown(register: Register[Record], record: Record) -> str:
    """What tells a record from the others, as it may be shown."""
    return " ".join(
        harmless(masked(plain(getattr(record, key)), register.column(key).mask))
        for key in register.identity
    )


def _leading_nowhere(column: Column, record: Record, desk: Desk) -> Iterator[str]:
    value = getattr(record, column.key)
    for identity in value if isinstance(value, tuple) else (value,):
        if identity and desk.find(REGISTERS[column.register], identity) is None:
            yield _("there is no “{identity}” among the {register}").format(
                identity=harmless(masked(identity, column.mask)),
                register=_(REGISTERS[column.register].title).lower(),
            )
