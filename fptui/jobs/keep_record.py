"""Keeping one record that was typed in: the checks that every door has, and the change."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import msgspec

from fptui.errors import FptuiError, InvalidValue
from fptui.exchange.rules import rules_of
from fptui.language import _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.doubtful_files import WHILE_TYPING
from fptui.programme.rules import Programme
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Record, Register, Value, default_of
from fptui.registers.edits import Edit
from fptui.registers.values.parsing import made_of
from fptui.search.typed import ValueReader
from fptui.store import Reading, user_name


def value_of(office: Reading, register: Register[Record], column: Column, text: str) -> Value:
    """The value that a text means in a column; the record type's default for an empty one."""
    if text:
        return ValueReader(office).read(column, text)
    if column.required:
        raise InvalidValue(_("“{heading}” is missing").format(heading=_(column.heading)))
    return default_of(register, column)


def record_of(
    office: Reading, register: Register[Record], texts: Mapping[str, str], *, whole: bool = True
) -> Record:
    """The record that texts mean, by column key; InvalidValue for the first that means nothing.

    Where it need not be `whole`, what is required may be missing yet.
    """
    values: dict[str, Value] = {}
    for column in register.stored_columns:
        text = texts.get(column.key, "").strip()
        if text or (column.required and whole):
            values[column.key] = value_of(office, register, column, text)
        elif column.required:
            values[column.key] = ""
    return made_of(register, values)


def changed(
    office: Reading, register: Register[Record], before: Record, texts: Mapping[str, str]
) -> Record:
    """The record with the columns changed that these texts are of; the others stay as they are."""
    columns = {column.key: column for column in register.stored_columns}
    values = {
        key: value_of(office, register, columns[key], text.strip()) for key, text in texts.items()
    }
    return msgspec.structs.replace(before, **values)


class TypedDoubts:
    """What is doubtful about a record while it is typed; it may be saved all the same."""

    def __init__(self, office: Reading, register: Register[Record]) -> None:
        """Rules of the office that cannot be read raise no doubt here."""
        self._office, self._register = office, register
        self._rules: Programme | None = None
        if register.name in WHILE_TYPING:
            with suppress(FptuiError):
                self._rules = rules_of(office.path)

    def about(self, record: Record) -> list[str]:
        """What the rules of the register and of the programme say against a record."""
        said = [*self._register.problems(record)]
        if self._register.doubted is not None:
            said += [why for _record, why in self._register.doubted(self._office, [record])]
        if self._rules is not None:
            doubts = WHILE_TYPING[self._register.name]
            # the register of this name has the records that these doubts are about
            said += doubts(record, self._office, self._rules)  # type: ignore[arg-type]
        return said


def _refuse_alike(office: Reading, register: Register[Record], number: int, record: Record) -> None:
    """No two records share the value by which they are known beside their identity."""
    key = register.also_identity
    value = str(getattr(record, key)) if key else ""
    if not value:
        return
    column = register.column(key)
    alike = column.alike or str
    for other, one in office.table(register).items():
        if other != number and alike(str(getattr(one, key))) == alike(value):
            raise InvalidValue(
                _("“{heading}”: {record} has it already").format(
                    heading=_(column.heading), record=harmless(register.identity_of(one))
                )
            )


def referring_to(office: Reading, register: Register[Record], record: Record) -> int:
    """How many records refer to this one by its identity."""
    identity = register.identity_of(record)
    return sum(
        len(office.referring(other, column.key, identity))
        for other in REGISTERS.values()
        for column in other.stored_columns
        if column.register == register.name
    )


def _refuse_renaming(
    office: Reading, register: Register[Record], before: Record, after: Record
) -> None:
    """What others refer to keeps its identity, or they would lead nowhere."""
    if register.identity_of(before) == register.identity_of(after):
        return
    if n := referring_to(office, register, before):
        said = ngettext(
            "{n} record refers to “{identity}” and would lead nowhere; it was left as it is.",
            "{n} records refer to “{identity}” and would lead nowhere; it was left as it is.",
            n,
        )
        raise InvalidValue(said.format(n=n, identity=harmless(register.identity_of(before))))


def keep(
    office: Reading,
    register: Register[Record],
    number: int,
    before: Record | None,
    after: Record,
    reason: str,
) -> int:
    """Add or change the record as one change of the history; its number."""
    if before is None and register.recorded_by:
        after = msgspec.structs.replace(after, **{register.recorded_by: user_name()})
    _refuse_alike(office, register, number, after)
    if before is not None:
        _refuse_renaming(office, register, before, after)
    said = reason or (_("edited") if before is not None else _("added"))
    (kept,) = office.change([Edit(register.name, number, before, after)], said)
    return kept
