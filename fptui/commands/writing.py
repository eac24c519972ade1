"""Writing what a command found: on the terminal, or in a format to a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fptui.commands.session import one_line
from fptui.commands.translated import TranslatedOption
from fptui.errors import ExchangeError
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.folders import write_tables
from fptui.exchange.writing.formats import EVERY_FORMAT, FORMATS, format_named, names_said
from fptui.exchange.writing.plain_text import as_text
from fptui.exchange.writing.sheet import Sheet
from fptui.jobs.plan import Report
from fptui.language import N_, _, ngettext

PIPED_WIDTH = 100


def format_options(names: Sequence[str] = ()) -> list[click.Option]:
    """The options of what a command writes, `--format` and `-o`, in all or in these formats."""
    formats = [EVERY_FORMAT[name] for name in names or FORMATS]
    return [
        TranslatedOption(
            ["--format", "format_name"],
            metavar="FORMAT",
            said=lambda: _("The format to write: {names}.").format(names=names_said(formats)),
        ),
        TranslatedOption(
            ["-o", "--output", "output"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=N_("The file to write; else standard output."),
        ),
    ]


def write_report(report: Report, format_name: str | None, output: Path | None) -> None:
    """Print a report for people, else write its data as text or in the format that was named."""
    chosen = format_named(format_name or "text")
    if report.in_folder:
        said = write_tables(output, report.sheet, chosen, marked=report.marked)
        click.echo(one_line(said), err=True)
    elif report.written is not None:
        write_out(report.written(chosen.name), output)
    elif format_name or output is not None or report.marked:
        write_out(chosen.content(report.sheet, marked=report.marked), output, report.sheet.found)
    elif report.content is not None:
        from rich.console import Console

        Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(
            report.content, crop=False
        )
    elif sys.stdout.isatty():
        print_on_terminal(report.sheet)
    else:
        click.echo(as_text(report.sheet), nl=False)


def write_out(content: str | bytes, output: Path | None, rows: int | None = None) -> None:
    """Write to a file and say so, or to standard output, where bytes fit no terminal."""
    if output is None or str(output) == "-":
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise ExchangeError(_("This format is no text for a terminal: name a file by -o FILE."))
        click.echo(content, nl=False)
        return
    write_file(output, content)
    if rows is None:
        click.echo(one_line(_("{path}: written").format(path=output)), err=True)
    else:
        tell_written(output, rows)


def tell_written(path: Path, rows: int) -> None:
    """Say where a file was written, and how many rows it has."""
    said = ngettext("{path}: {rows} row written", "{path}: {rows} rows written", rows)
    click.echo(one_line(said.format(path=path, rows=rows)), err=True)


def print_on_terminal(sheet: Sheet) -> None:
    """Print a table for the window, and how many rows it has."""
    from rich import box
    from rich.console import Console, JustifyMethod
    from rich.table import Table
    from rich.text import Text

    filled = [
        place
        for place in range(len(sheet.keys))
        if not sheet.rows or any(row[place].text for row in sheet.rows)
    ]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for place in filled:
        justify: JustifyMethod = "right" if place in sheet.right else "left"
        table.add_column(sheet.headings[place], justify=justify, overflow="ellipsis", no_wrap=True)
    for at, row in enumerate(sheet.rows):
        if sheet.totals and at == sheet.found:
            table.add_section()
        table.add_row(*(Text(row[place].text) for place in filled))
    console = Console()
    console.print(table)
    for line in sheet.below:
        console.print(line, markup=False)
    count = sheet.found
    console.print(
        ngettext("{count} row", "{count} rows", count).format(count=count),
        style="dim",
        markup=False,
    )
