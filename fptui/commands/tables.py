"""Registers on standard output and in files: `show` and `export`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.commands.writing import print_on_terminal, write_out
from fptui.errors import QueryError, ReadOnlyError, UnknownName
from fptui.exchange.writing.formats import format_named, names_said
from fptui.exchange.writing.plain_text import as_text
from fptui.exchange.writing.sheet import Sheet, origin_of, sheet_of
from fptui.figures.targets import targets
from fptui.language import N_, _, ngettext
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Column, Register, choose_columns
from fptui.reports.target_table import targets_sheet
from fptui.search.operators import operators_said
from fptui.search.selection import select
from fptui.store import Reading

Decorated = TypeVar("Decorated")
TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which table, which of its rows and columns, in which order."""

    table: str
    where: str
    sort: str
    columns: str
    limit: int | None
    reveal: bool

    @property
    def column_keys(self) -> list[str]:
        """The columns that were named; empty for those usually shown."""
        return [key.strip() for key in self.columns.split(",") if key.strip()]


def complete_register(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The registers whose names begin so."""
    return [CompletionItem(name) for name in REGISTERS if name.startswith(incomplete)]


def _complete_table(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [CompletionItem(name) for name in (*REGISTERS, TARGETS) if name.startswith(incomplete)]


def _where_said() -> str:
    return _("Only what answers a query: 张 state:receiving age>=60") + f" ({operators_said()})"


def _choosing(command: Any) -> Any:
    for decorate in (
        click.option(
            "--reveal",
            is_flag=True,
            cls=TranslatedOption,
            help=N_("Do not mask private fields; this is noted in the history."),
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            cls=TranslatedOption,
            help=N_("At most so many rows."),
        ),
        click.option(
            "--columns",
            default="",
            metavar="C,C",
            cls=TranslatedOption,
            help=N_("Which columns, in which order."),
        ),
        click.option(
            "--sort",
            default="",
            metavar="C",
            cls=TranslatedOption,
            help=N_("By which column; -C for downward."),
        ),
        click.option(
            "--where",
            default="",
            metavar="Q",
            cls=TranslatedOption,
            said=_where_said,
        ),
        click.argument("table", shell_complete=_complete_table),
    ):
        command = decorate(command)
    return command


@click.command(cls=OfficeCommand, help=N_("Show a register as a table."))
@_choosing
@click.pass_obj
@told
def show(session: Session, /, **wanted: Any) -> None:
    """Show a register: for the window on a terminal, whole when piped."""
    sheet = _asked_for(session, Wanted(**wanted))
    if sys.stdout.isatty():
        print_on_terminal(sheet)
    else:
        click.echo(as_text(sheet), nl=False)


@click.command(cls=OfficeCommand, help=N_("Write a register in a format, for people or programs."))
@click.option(
    "--format",
    "format_name",
    default="text",
    metavar="FORMAT",
    show_default=True,
    cls=TranslatedOption,
    said=names_said,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    cls=TranslatedOption,
    help=N_("The file to write; else standard output."),
)
@_choosing
@click.pass_obj
@told
def export(session: Session, /, format_name: str, output: Path | None, **wanted: Any) -> None:
    """Write a register in a format, to a file or to standard output."""
    chosen = format_named(format_name)
    sheet = _asked_for(session, Wanted(**wanted))
    write_out(chosen.write(sheet), output, len(sheet.rows))


def _asked_for(session: Session, wanted: Wanted) -> Sheet:
    """The sheet; private fields in it are noted in the history before anyone sees them."""
    if wanted.table == TARGETS:
        with session.office() as office:
            sheet = replace(targets_sheet(targets(office)), origin=origin_of(office))
            return _chosen(sheet, wanted)
    register = register_named(wanted.table)
    columns = choose_columns(register, wanted.column_keys)
    reveals = wanted.reveal and any(column.mask for column in columns)
    with session.present(read_only=not reveals) as present:
        if reveals and present.read_only:
            raise ReadOnlyError(
                _("--reveal is noted in the history, which cannot be written: {reason}").format(
                    reason=present.why_read_only
                )
            )
        office = session.seen(present)
        sheet = _sheet(office, session, wanted, register, columns)
        if reveals and sheet.rows:
            office.note(_shown(len(sheet.rows)), register.name)
    return sheet


def _shown(count: int) -> str:
    return ngettext(
        "private fields of {count} record shown", "private fields of {count} records shown", count
    ).format(count=count)


def _sheet(
    office: Reading,
    session: Session,
    wanted: Wanted,
    register: Register[Any],
    columns: Sequence[Column],
) -> Sheet:
    descending = wanted.sort.startswith("-")
    try:
        rows = select(
            office,
            register,
            wanted.where,
            sort=wanted.sort.removeprefix("-"),
            descending=descending,
            limit=wanted.limit,
            year=session.year,
        )
    except QueryError as error:
        raise QueryError(
            _("--where “{query}”, character {place}: {problem}.").format(
                query=wanted.where, place=error.position + 1, problem=error
            ),
            error.position,
        ) from error
    return sheet_of(
        register, (record for _number, record in rows), columns, office, reveal=wanted.reveal
    )


def _chosen(sheet: Sheet, wanted: Wanted) -> Sheet:
    """A computed table takes columns and a limit; it is not filtered or sorted."""
    if wanted.where or wanted.sort:
        raise UnknownName(_("The table of targets is computed: it takes no --where and no --sort."))
    keys = wanted.column_keys or list(sheet.keys)
    for key in keys:
        if key not in sheet.keys:
            raise UnknownName(
                _("{register} has no column “{name}”. Its columns: {columns}.").format(
                    register=TARGETS, name=key, columns=", ".join(sheet.keys)
                )
            )
    places = [sheet.keys.index(key) for key in keys]
    return replace(
        sheet,
        keys=tuple(keys),
        headings=tuple(sheet.headings[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in sheet.rows[: wanted.limit]),
        right=frozenset(new for new, place in enumerate(places) if place in sheet.right),
    )
