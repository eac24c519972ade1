"""What is wrong with single records: rules that are broken, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Record, Register
from fptui.registers.following import empty_that_follow
from fptui.registers.values.display import masked, plain
from fptui.registers.values.parsing import day_out_of_reach


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
    days = [column for column in register.stored_columns if column.not_before]
    for record in desk.table(register).values():
        for text in register.problems(record):
            yield Problem(register.name, identity_shown(register, record), "", harmless(text))
        for column in days:
            if text := day_out_of_reach(column, getattr(record, column.key), desk.today):
                yield Problem(register.name, identity_shown(register, record), column.key, text)
        yield from _left_empty(register, record)
        yield from reference_problems(register, record, desk)


def _left_empty(register: Register[Record], record: Record) -> Iterator[Problem]:
    """What is empty though it follows from another column; nobody has to look it up."""
    for key in empty_that_follow(register, record):
        column = register.column(key)
        text = _(
            "“{heading}” is empty, though “{source}” says it: a list imported with “{source}” "
            "fills it in"
        ).format(heading=_(column.heading), source=_(register.column(column.follows_from).heading))
        yield Problem(register.name, identity_shown(register, record), key, text)


def reference_problems(register: Register[Record], record: Record, desk: Desk) -> Iterator[Problem]:
    """The references of a record that lead nowhere, whether it is kept already or not."""
    for column, identities in references_nowhere(register, record, desk):
        for identity in identities:
            text = _("there is no “{identity}” among the {register}").format(
                identity=harmless(masked(identity, column.mask)),
                register=_(REGISTERS[column.register].title).lower(),
            )
            yield Problem(register.name, identity_shown(register, record), column.key, text)


def references_nowhere(
    register: Register[Record], record: Record, desk: Desk
) -> Iterator[tuple[Column, tuple[str, ...]]]:
    """The columns of a record with what is referred to in them and is not there."""
    for column in register.columns:
        if not column.register or column.compute is not None:
            continue
        value = getattr(record, column.key)
        there = REGISTERS[column.register]
        lost = tuple(
            identity
            for identity in (value if isinstance(value, tuple) else (value,))
            if identity and desk.find(there, identity) is None
        )
        if lost:
            yield column, lost


def identity_shown(register: Register[Record], record: Record) -> str:
    """What tells a record from the others, as it may be shown."""
    return " ".join(
        harmless(masked(plain(getattr(record, key)), register.column(key).mask))
        for key in register.identity
    )
