"""Writing many tables at once: a file each in a folder, or one workbook with a sheet each."""

from __future__ import annotations

from pathlib import Path

import click

from fptui.commands.session import one_line
from fptui.errors import ExchangeError
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.formats import FORMAT_OF_ENDING, Format
from fptui.jobs.plan import Report
from fptui.language import _, ngettext
from fptui.language.file_names import file_name
from fptui.language.system_errors import reason_said

WORKBOOK = "xlsx"


def write_all(report: Report, chosen: Format, output: Path | None) -> None:
    """Write each leaf of a report's sheet, each file whole or not at all; say where they are.

    ExchangeError where no folder and no workbook is named, or it cannot be made.
    """
    ending = FORMAT_OF_ENDING.get(output.suffix.lower()) if output is not None else None
    is_file = ending is not None and output is not None and not output.is_dir()
    if output is None or str(output) == "-" or (is_file and ending and ending.name != WORKBOOK):
        raise ExchangeError(
            _("Many tables need a folder, -o FOLDER, or one workbook, -o FILE.xlsx.")
        )
    if is_file:
        write_file(output, chosen.content(report.sheet, marked=report.marked))
        said = ngettext(
            "{path}: {count} table written", "{path}: {count} tables written", _count(report)
        )
    else:
        _write_into(output, report, chosen)
        said = ngettext(
            "{path}: {count} file written", "{path}: {count} files written", _count(report)
        )
    click.echo(one_line(said.format(path=output, count=_count(report))), err=True)


def _count(report: Report) -> int:
    return len(report.sheet.leaves)


def _write_into(folder: Path, report: Report, chosen: Format) -> None:
    contents = {  # all made before one is written: a table may not fit the format
        file_name(leaf.title) + chosen.ending: chosen.content(leaf, marked=report.marked)
        for leaf in report.sheet.leaves
    }
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise ExchangeError(_("{path} is a file: name a folder.").format(path=folder)) from error
    except OSError as error:
        raise ExchangeError(
            _("{path} cannot be made: {reason}. Name another folder.").format(
                path=folder, reason=reason_said(error)
            )
        ) from error
    for name, content in contents.items():
        write_file(folder / name, content)
