"""Who changed what: `history`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.tables import complete_register, print_on_terminal, write_out
from fptui.commands.translated import TranslatedOption
from fptui.errors import UnknownName
from fptui.exchange.formats import as_text, format_named
from fptui.exchange.sheet import Sheet
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
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    cls=TranslatedOption,
    help=N_("text, markdown, csv, tsv, json, xlsx or html"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    cls=TranslatedOption,
    help=N_("The file to write; else standard output."),
)
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
    writer = format_named(format_name) if format_name else as_text
    on_terminal = sys.stdout.isatty() and output is None and format_name is None
    most = A_SCREENFUL if limit is None and on_terminal else limit
    with session.office() as office:
        sheet = _sheet(office, table, " ".join(identity), most)
    if on_terminal:
        print_on_terminal(sheet)
    else:
        write_out(writer(sheet), output, len(sheet.rows))


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


def _number_of(office: Reading, register: Register, identity: str) -> int:
    """The number of a record that is or was there; UnknownName where none ever was."""
    number = office.number_of(register.name, identity)
    if number is not None:
        return number
    for number in _once_called(office.history(register.name), register, identity):
        return number
    raise UnknownName(
        _("{register} has and had no record “{identity}”.").format(
            register=register.name, identity=identity
        )
    )


def _once_called(changes: Iterator[Change], register: Register, identity: str) -> Iterator[int]:
    return (
        edit.number
        for change in changes
        for edit in change.edits
        if edit.register == register.name
        for record in (edit.before, edit.after)
        if record is not None and register.identity_of(record) == identity
    )
