"""Edits made ready: numbered, checked against the records, and fit to be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.changes import decode_record, encode_record
from fptui.store.records import Records, clash


def numbered(edits: Iterable[Edit[Record]], numbers: Mapping[str, int]) -> list[Edit[Record]]:
    """The edits with a number each; one that was given out once is never given out again."""
    given = dict(numbers)
    result = []
    for edit in edits:
        name = register_named(edit.register).name
        if not edit.number:
            given[name] += 1
            edit = replace(edit, number=given[name])  # noqa: PLW2901
        elif edit.number < 0:
            raise InvalidValue(
                _("{number} is no number of a record; nothing was changed.").format(
                    number=edit.number
                )
            )
        else:
            given[name] = max(given[name], edit.number)
        result.append(edit)
    return result


def _called(edit: Edit[Record]) -> str:
    record = edit.before if edit.before is not None else edit.after
    return REGISTERS[edit.register].identity_of(record) if record is not None else str(edit.number)


def check_edits(records: Records, edits: Iterable[Edit[Record]]) -> None:
    """InvalidValue where an edit does not fit the records, or two would have one identity."""
    moved: dict[str, dict[int, tuple[Record | None, Record | None]]] = {}
    for edit in edits:
        of_register = moved.setdefault(edit.register, {})
        first, now = of_register.get(edit.number, (None, None))
        if edit.number not in of_register:
            first = now = records.get(edit.register, edit.number)
        if now != edit.before:
            raise InvalidValue(
                _("{register} {record} was changed meanwhile; nothing was done.").format(
                    register=_(REGISTERS[edit.register].title), record=_called(edit)
                )
            )
        of_register[edit.number] = (first, edit.after)
    for register, moves in moved.items():
        identity = clash(records, register, moves)
        if identity is not None:
            raise InvalidValue(
                _("{register} has “{identity}” already; nothing was changed.").format(
                    register=_(REGISTERS[register].title), identity=identity
                )
            )


def check_writable(edits: Iterable[Edit[Record]]) -> None:
    """InvalidValue where a record would not come back from the file as it is."""
    for edit in edits:
        record = edit.after
        if record is None:
            continue
        try:
            if type(record) is register_named(edit.register).record:
                back = decode_record(edit.register, encode_record(record))
                if back == record:
                    continue
                reason = _("a value would be altered")
            else:
                reason = _("it belongs to another register")
        except (ValueError, TypeError, RecursionError) as error:
            reason = str(error)
        raise InvalidValue(
            _("This is no record of {register}: {reason}.").format(
                register=_(REGISTERS[edit.register].title), reason=reason
            )
        )
