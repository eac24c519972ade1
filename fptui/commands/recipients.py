"""The way of the recipients' files: `eligible`, `forecast`, `move` and `verify`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from fptui.commands.days import day_given
from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, told
from fptui.commands.translated import TranslatedOption
from fptui.commands.writing import write_sheet, written
from fptui.errors import FptuiError, UnknownName
from fptui.exchange.rules import rules_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.eligibility import Verdict, judge
from fptui.programme.forecast import YEARS, coming, needs
from fptui.programme.procedure import Plan, Step, plan
from fptui.programme.verification import is_unverified, verification_due, verified
from fptui.registers import register_named
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS, STATES
from fptui.registers.units import township_of
from fptui.reports.eligibility import explained, verdicts_sheet
from fptui.reports.forecast import coming_sheet, forecast_page, forecast_sheet
from fptui.reports.rounds import stopped_said
from fptui.search.selection import select
from fptui.store import Reading, user_name

NAMED = 20
"""So many files that cannot move are named; the others are counted."""

_where = click.option(
    "--where",
    default="",
    metavar="Q",
    cls=TranslatedOption,
    help=N_("Only what answers a query: 张 state:receiving age>=60"),
)
_dry_run = click.option(
    "--dry-run", is_flag=True, cls=TranslatedOption, help=N_("Say what would happen; do nothing.")
)
_files = click.argument("file_numbers", metavar="[FILE_NO]...", nargs=-1)


def chosen_files(office: Reading, file_numbers: Sequence[str], where: str) -> list[tuple[int, Any]]:
    """The files named, and those that a query finds; UnknownName for a number that is none."""
    table = office.table(RECIPIENTS)
    chosen: dict[int, Any] = {}
    for file_number in file_numbers:
        number = office.number_of(RECIPIENTS, file_number)
        if number is None:
            raise UnknownName(
                _("There is no file “{file}”.").format(file=harmless(file_number[:40]))
            )
        chosen[number] = table[number]
    if where:
        chosen.update(select(office, register_named("recipients"), where))
    return list(chosen.items())


@click.command(
    cls=OfficeCommand,
    help=N_("Who is entitled: one file rule by rule, or a list with what is missing."),
)
@_where
@click.option(
    "--on",
    default="",
    metavar="DATE",
    cls=TranslatedOption,
    help=N_("By the rules of that day and its year, past or to come; else of the year in view."),
)
@written
@_files
@click.pass_obj
@told
def eligible(
    session: Session,
    where: str,
    on: str,
    format_name: str | None,
    output: Path | None,
    file_numbers: tuple[str, ...],
) -> None:
    """Hold files against the rules of a day, or of the year in view as of the day in view."""
    day = day_given(on)
    with session.office() as office:
        rules = rules_of(office.path)
        one = len(file_numbers) == 1 and not where
        files = (
            chosen_files(office, file_numbers, where)
            if file_numbers or where
            else list(office.table(RECIPIENTS).items())
        )
        judged = [
            (
                recipient,
                judge(recipient, rules, day.year if day else office.year, day or office.today),
            )
            for _number, recipient in files
        ]
        if one and format_name is None and output is None:
            _explain(*judged[0])
            return
        write_sheet(verdicts_sheet(judged, office), format_name, output)


def _explain(recipient: Any, verdict: Verdict) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 100)
    console.print(f"{harmless(recipient.file_number)} {harmless(recipient.name)}", markup=False)
    console.print(explained(verdict))


@click.command(
    cls=OfficeCommand,
    help=N_("Who becomes entitled in the coming years, and the money that it takes."),
)
@click.option(
    "--years",
    default=YEARS,
    type=click.IntRange(1, 50),
    show_default=True,
    cls=TranslatedOption,
    help=N_("How many years, from the one in view."),
)
@click.option(
    "--people",
    is_flag=True,
    cls=TranslatedOption,
    help=N_("List who becomes entitled in each year."),
)
@written
@click.pass_obj
@told
def forecast(
    session: Session, years: int, people: bool, format_name: str | None, output: Path | None
) -> None:
    """Show people and money by year and township, or the people one by one."""
    with session.office() as office:
        rules = rules_of(office.path)
        new = coming(office, rules, years)
        if people:
            write_sheet(coming_sheet(new, office), format_name, output)
            return
        needed = needs(office, rules, new, years, partial(township_of, office))
        if format_name is None and output is None:
            from rich.console import Console

            Console(width=None if sys.stdout.isatty() else 120).print(
                forecast_page(needed, new, office)
            )
            return
        write_sheet(forecast_sheet(needed, office), format_name, output)


@click.command(
    cls=OfficeCommand,
    help=N_("Move files to their next state; who cannot move, and why, is said."),
)
@click.option(
    "--reason",
    default="",
    metavar="TEXT",
    cls=TranslatedOption,
    help=N_("Why; a rejection and a suspension ask for it."),
)
@click.option(
    "--exit-reason",
    default="",
    metavar="CODE",
    cls=TranslatedOption,
    help=N_("The code of the reason for an exit: 01 to 10, 99."),
)
@click.option(
    "--exit-date",
    default="",
    metavar="DATE",
    cls=TranslatedOption,
    help=N_("The day of an exit, such as that of a death."),
)
@_dry_run
@_where
@click.argument("state", metavar="STATE")
@_files
@click.pass_obj
@told
def move(
    session: Session,
    reason: str,
    exit_reason: str,
    exit_date: str,
    dry_run: bool,
    where: str,
    state: str,
    file_numbers: tuple[str, ...],
) -> None:
    """Move the files that may, as one change; the others stay, and the exit code is 1."""
    if state not in STATES:
        raise UnknownName(
            _("There is no state “{name}”. The states: {names}.").format(
                name=harmless(state[:40]), names=", ".join(STATES)
            )
        )
    if not file_numbers and not where:
        raise FptuiError(_("Name the files, or choose them by --where."))
    with session.changing() as office:
        step = Step(
            state, office.today, user_name(), office.year, reason, exit_reason, day_given(exit_date)
        )
        files = chosen_files(office, file_numbers, where)
        foreseen = plan(office, files, step, rules_of(office.path))
        if foreseen.moves and not dry_run:
            said = reason or _("moved to {state}").format(state=_(STATES[state]))
            office.change(foreseen.edits, said)
    _tell(foreseen, dry_run)
    if foreseen.refused:
        sys.exit(PROBLEMS_FOUND)


def _tell(foreseen: Plan, dry_run: bool) -> None:
    moves, state = len(foreseen.moves), _(STATES[foreseen.step.to])
    if dry_run:
        said = ngettext("{n} file would move to {state}", "{n} files would move to {state}", moves)
    else:
        said = ngettext("{n} file moved to {state}", "{n} files moved to {state}", moves)
    click.echo(said.format(n=moves, state=state), err=True)
    for line in stopped_said(foreseen):
        click.echo(line, err=True)
    for _number, recipient, reasons in foreseen.refused[:NAMED]:
        click.echo(f"{harmless(recipient.file_number)}: {_('; ').join(reasons)}", err=True)
    _count_rest(len(foreseen.refused))


def _count_rest(refused: int) -> None:
    if refused > NAMED:
        rest = refused - NAMED
        said = ngettext("{n} file more stays", "{n} files more stay", rest)
        click.echo(said.format(n=rest), err=True)


@click.command(
    cls=OfficeCommand,
    help=N_("Note the yearly re-verification of files; without any, list those still to be made."),
)
@_dry_run
@_where
@_files
@click.pass_obj
@told
def verify(session: Session, dry_run: bool, where: str, file_numbers: tuple[str, ...]) -> None:
    """Re-verify files for the year in view, or list what is still open."""
    if not file_numbers and not where:
        with session.office() as office:
            _list_unverified(office)
        return
    with session.changing() as office:
        year = office.year
        files = [
            (number, recipient)
            for number, recipient in chosen_files(office, file_numbers, where)
            if is_unverified(recipient, year)
        ]
        if files and not dry_run:
            edits = [Edit("recipients", number, one, verified(one, year)) for number, one in files]
            office.change(edits, _("re-verified for {year}").format(year=year))
    said = ngettext(
        "{n} file re-verified for {year}", "{n} files re-verified for {year}", len(files)
    )
    click.echo(said.format(n=len(files), year=year), err=True)


def _list_unverified(office: Reading) -> None:
    open_files: Iterable[Any] = [
        recipient
        for recipient in office.table(RECIPIENTS).values()
        if is_unverified(recipient, office.year)
    ]
    rules = rules_of(office.path)
    judged = [
        (recipient, judge(recipient, rules, office.year, office.today)) for recipient in open_files
    ]
    due = verification_due(rules, office.year).isoformat()
    said = ngettext(
        "{n} file is to be re-verified for {year} by {day}.",
        "{n} files are to be re-verified for {year} by {day}.",
        len(judged),
    )
    click.echo(said.format(n=len(judged), year=office.year, day=due), err=True)
    write_sheet(verdicts_sheet(judged, office), None, None)
