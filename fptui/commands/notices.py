"""The lists that are posted: `notice`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from fptui.commands.days import day_given
from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, told
from fptui.commands.tables import write_out
from fptui.commands.translated import TranslatedOption
from fptui.commands.writing import written
from fptui.exchange.rules import rules_of
from fptui.exchange.writing.formats import FORMAT_OF_ENDING, format_named
from fptui.figures.targets import unit_code
from fptui.language import N_, _
from fptui.programme.notices import STAGES, Posting, posted, posting, stage_named
from fptui.reports.notices import check_format, left_out_said, nobody_said, notice_sheet


def _complete_stage(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [CompletionItem(name) for name in STAGES if name.startswith(incomplete)]


@click.command(
    cls=OfficeCommand,
    help=N_(
        "The list to post: STAGE is village, township or district, for those who may move on,"
        " or exits, for those who left."
    ),
)
@click.option(
    "--unit",
    metavar="U",
    cls=TranslatedOption,
    help=N_("Of which unit and those below it, by code or name; else of the whole office."),
)
@click.option(
    "--from",
    "first_day",
    default="",
    metavar="DATE",
    cls=TranslatedOption,
    help=N_("The day on which it goes up; else today."),
)
@click.option(
    "--again",
    is_flag=True,
    cls=TranslatedOption,
    help=N_("The list that went up on that day, or last, with the files moved on since."),
)
@written
@click.argument("stage", metavar="STAGE", shell_complete=_complete_stage)
@click.pass_obj
@told
def notice(
    session: Session,
    unit: str | None,
    first_day: str,
    again: bool,
    format_name: str | None,
    output: Path | None,
    stage: str,
) -> None:
    """Write the list of a notice; the exit code is 1, and no file written, for an empty one."""
    wanted, day = stage_named(stage), day_given(first_day)
    chosen = format_name or _format_of(output)
    check_format(chosen)
    with session.office() as office:
        rules = rules_of(office.path)
        gathered = posted if again else posting
        made = gathered(office, rules, wanted, unit_code(office, unit), day)
        sheet = notice_sheet(office, rules, made)
        nobody = "" if made.listed else nobody_said(office, made)
    if not nobody:
        write_out(format_named(chosen).write(sheet), output, len(sheet.rows))
    _tell(made, nobody)
    if nobody:
        sys.exit(PROBLEMS_FOUND)


def _tell(made: Posting, nobody: str) -> None:
    """Say beside the list that it is empty, and that not all who wait are on it."""
    if nobody:
        click.echo(nobody, err=True)
    if made.left_out:
        why = _("“fptui move {state} --where state:{before} --dry-run” says why.").format(
            state=made.stage.state, before=made.stage.before
        )
        click.echo(f"{left_out_said(made)} {why}", err=True)


def _format_of(output: Path | None) -> str:
    """The format that the ending of the file names; text for one that names none."""
    named = FORMAT_OF_ENDING.get(output.suffix.lower()) if output else None
    return named.name if named else "text"
