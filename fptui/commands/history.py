"""Who changed what: `history`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.tables import complete_register
from fptui.commands.translated import TranslatedOption
from fptui.commands.writing import goes_to_terminal, write_sheet, written
from fptui.errors import UnknownName
from fptui.exchange.writing.sheet import Sheet
from fptui.language import N_, _
from fptui.registers import register_named
from fptui.registers.declaration import Register
from fptui.reports.changes import history_sheet, record_history_sheet
from fptui.store import Change, Reading

A_SCREENFUL = 20


@click.command(
    cls=OfficeCommand,
    help=N_("Show who changed what: all, one register, or one record of it field by field."),
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    cls=TranslatedOption,
    help=N_("At most so many changes, the last first; else 20, or all when piped."),
)
@written
@click.argument("table", required=False, shell_complete=complete_register)
@click.argument("identity", metavar="ID", nargs=-1)
@click.pass_obj
@told
def history(
    session: Session,
    limit: int | None,
    format_name: str | None,
    output: Path | None,
    table: str | None,
    identity: tuple[str, ...],
) -> None:
    """Show the last changes; private fields are masked."""
    on_terminal = goes_to_terminal(format_name, output)
    most = A_SCREENFUL if limit is None and on_terminal else limit
    with session.office() as office:
        sheet = _sheet(office, table, " ".join(identity), most)
    write_sheet(sheet, format_name, output)


def _sheet(office: Reading, table: str | None, identity: str, most: int | None) -> Sheet:
    if table is None:
        return history_sheet(islice(office.history(), most), office)
    register = register_named(table)
    numbers: tuple[int, ...] = ()
    if identity:
        number = _number_of(office, register, identity)
        numbers = office.with_merged(register.name, number)
    changes = islice(office.history(register.name, *numbers), most)
    return record_history_sheet(changes, office, register.name, numbers=numbers)


def _number_of(office: Reading, register: Register[Any], identity: str) -> int:
    """The number of a record that is or was there; UnknownName where none ever was."""
    number = office.number_of(register, identity)
    if number is not None:
        return number
    for number in _once_called(office.history(register.name), register, identity):
        return number
    raise UnknownName(
        _("{register} has and had no record “{identity}”.").format(
            register=register.name, identity=identity
        )
    )


def _once_called(
    changes: Iterator[Change], register: Register[Any], identity: str
) -> Iterator[int]:
    return (
        edit.number
        for change in changes
        for edit in change.edits
        if edit.register == register.name
        for record in (edit.before, edit.after)
        if record is not None and register.identity_of(record) == identity
    )
