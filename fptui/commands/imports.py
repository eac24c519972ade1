"""Lists into the office and blank forms out of it: `import` and `template`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, one_line, told
from fptui.commands.tables import complete_register
from fptui.commands.translated import TranslatedOption
from fptui.errors import ExchangeError, FptuiError
from fptui.exchange.importing.previews import Preview
from fptui.exchange.importing.rejects import reject_endings, write_rejects
from fptui.exchange.importing.taking import accept, preview_file
from fptui.exchange.writing.blank_forms import write_template
from fptui.language import N_, _, ngettext
from fptui.registers import register_named
from fptui.registers.declaration import Register
from fptui.reports.import_preview import (
    changed_said,
    counts_said,
    notes_on,
    refused_said,
    source_said,
)
from fptui.store import Reading

SHOWN = 20
"""So many changed and so many refused rows are told one by one."""


def _rejects_said() -> str:
    return _("Write the refused rows, with the reasons, to a file: {endings}.").format(
        endings=reject_endings()
    )


def _importing(command: Any) -> Any:
    for decorate in (
        click.option(
            "--yes", is_flag=True, cls=TranslatedOption, help=N_("Import without asking.")
        ),
        click.option(
            "--encoding",
            default="",
            metavar="E",
            cls=TranslatedOption,
            help=N_("Of a csv file: UTF-8, GB18030, Big5 or UTF-16; else it is recognised."),
        ),
        click.option(
            "--sheet",
            default="",
            metavar="NAME",
            cls=TranslatedOption,
            help=N_("Which sheet; else the first with the headings."),
        ),
        click.option(
            "--rejects",
            type=click.Path(path_type=Path),
            metavar="FILE",
            cls=TranslatedOption,
            said=_rejects_said,
        ),
        click.option(
            "--dry-run",
            is_flag=True,
            cls=TranslatedOption,
            help=N_("Only show what would be done."),
        ),
        click.argument("file", type=click.Path(path_type=Path)),
        click.argument("table", shell_complete=complete_register),
    ):
        command = decorate(command)
    return command


@click.command(
    "import",
    cls=OfficeCommand,
    help=N_("Take the rows of an xlsx, xls, ods, csv or tsv file into a register."),
)
@_importing
@click.pass_obj
@told
def import_(
    session: Session,
    table: str,
    file: Path,
    dry_run: bool,
    rejects: Path | None,
    sheet: str,
    encoding: str,
    yes: bool,
) -> None:
    """Show what FILE brings, then import it as one change; exit code 1 where rows were refused.

    On a terminal it asks before. Good rows are imported beside refused ones.
    """
    register = register_named(table)
    if rejects is not None and rejects.resolve() == file.resolve():
        raise ExchangeError(
            _("{path} is the file that is imported: name another for the refused rows.").format(
                path=rejects
            )
        )
    with session.office() if dry_run else session.changing() as office:
        preview = _previewed(file, register, office, sheet, encoding)
        for line in _lines(preview, office):
            click.echo(one_line(line))
        if rejects is not None and preview.refused:
            write_rejects(rejects, preview)
            click.echo(_written(rejects, len(preview.refused)), err=True)
        if dry_run:
            click.echo(_("Nothing was changed: --dry-run was given."), err=True)
        else:
            _take(office, preview, yes)
    if preview.refused:
        sys.exit(PROBLEMS_FOUND)


def _previewed(
    file: Path, register: Register[Any], office: Reading, sheet: str, encoding: str
) -> Preview:
    with _progress(_("Reading {file}").format(file=file.name)) as progress:
        return preview_file(
            file, register, office, sheet=sheet, encoding=encoding, progress=progress
        )


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, that goes away when the work is done; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(Text(title).markup)

        def told_of(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told_of


def _lines(preview: Preview, office: Reading) -> Iterator[str]:
    yield source_said(preview)
    yield counts_said(preview)
    yield from notes_on(preview)
    at_row = _("row {row}: {what}")
    for changed in preview.changed[:SHOWN]:
        yield at_row.format(row=changed.row, what=changed_said(changed, office))
    if len(preview.changed) > SHOWN:
        yield _("… and {count} changed rows more").format(count=len(preview.changed) - SHOWN)
    for refused in preview.refused[:SHOWN]:
        what = _("refused: {reason}").format(reason=refused_said(refused))
        yield at_row.format(row=refused.row, what=what)
    if len(preview.refused) > SHOWN:
        yield _("… and {count} refused rows more").format(count=len(preview.refused) - SHOWN)


def _written(path: Path, rows: int) -> str:
    said = ngettext("{path}: {rows} row written", "{path}: {rows} rows written", rows)
    return said.format(path=path, rows=rows)


def _take(office: Reading, preview: Preview, yes: bool) -> None:
    if not preview.changes:
        click.echo(_("Nothing was changed: no row brings anything new."), err=True)
        return
    if not yes and sys.stdin.isatty() and not click.confirm(_("Import this?"), err=True):
        raise FptuiError(_("Nothing was changed."))
    accept(office, preview)
    click.echo(
        _("{added} added, {changed} changed; “fptui undo” takes it back.").format(
            added=len(preview.new), changed=len(preview.changed)
        ),
        err=True,
    )


@click.command(
    cls=OfficeCommand,
    help=N_("Write a blank form: headings, allowed values, and what each column takes."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    cls=TranslatedOption,
    help=N_("The .xlsx file to write."),
)
@click.argument("table", shell_complete=complete_register)
@click.pass_obj
@told
def template(session: Session, table: str, output: Path) -> None:
    """Write a blank form of a register in the language in use."""
    write_template(output, register_named(table))
    click.echo(_("{path} is ready to be filled in.").format(path=output), err=True)
