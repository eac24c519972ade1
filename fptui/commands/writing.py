"""Writing what a command found: on the terminal, or in a format to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from fptui.commands.tables import print_on_terminal, write_out
from fptui.commands.translated import TranslatedOption
from fptui.exchange.writing.formats import format_named
from fptui.exchange.writing.sheet import Sheet
from fptui.language import N_


def written(command: Any) -> Any:
    """Give a command the options of what it writes: `--format` and `-o`."""
    for decorate in (
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            metavar="FILE",
            cls=TranslatedOption,
            help=N_("The file to write; else standard output."),
        ),
        click.option(
            "--format",
            "format_name",
            metavar="FORMAT",
            cls=TranslatedOption,
            help=N_("The format to write, as for export."),
        ),
    ):
        command = decorate(command)
    return command


def goes_to_terminal(format_name: str | None, output: Path | None) -> bool:
    """Whether a table is to be read on a terminal; UnknownName for a format that there is not."""
    if format_name is not None:
        format_named(format_name)
    return sys.stdout.isatty() and output is None and format_name is None


def write_sheet(sheet: Sheet, format_name: str | None, output: Path | None) -> None:
    """Print a table on a terminal, else write it as text or in the format that was named."""
    if goes_to_terminal(format_name, output):
        print_on_terminal(sheet)
    else:
        chosen = format_named(format_name or "text")
        write_out(chosen.write(sheet), output, len(sheet.rows))
