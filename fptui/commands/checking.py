"""Whether the file and the data are sound: `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from fptui.commands.backups import content_of
from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, one_line, told
from fptui.commands.translated import TranslatedOption
from fptui.errors import FptuiError, StoreError
from fptui.exchange.rules import rules_of
from fptui.figures.soundness import problems_in
from fptui.language import N_, _, ngettext
from fptui.programme.payment_soundness import payment_problems
from fptui.registers import REGISTERS
from fptui.registers.soundness import Problem
from fptui.store import Report, check_office, salvage


@click.command(
    cls=OfficeCommand,
    help=N_("Check the file, its history and the data: what is wrong, and where."),
)
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    metavar="FILE",
    cls=TranslatedOption,
    help=N_("Write what is good of a damaged office to a new one."),
)
@click.pass_obj
@told
def check(session: Session, save: Path | None) -> None:
    """Tell each problem in one line, then how much was read; exit code 1 where there are some.

    A file of which nothing is good ends with exit code 2.
    """
    report = check_office(session.place)
    if report.good is None and not report.sound:
        raise FptuiError(
            _("{problem} Nothing of it can be saved. Restore a backup.").format(
                problem=report.problems[0]
            )
        )
    if save is not None and report.sound:
        raise FptuiError(
            _("{path} is not damaged; “fptui backup” makes a copy.").format(path=report.path)
        )
    lines = [*report.problems, *_data_lines(session, report)]
    for line in lines:
        click.echo(one_line(line))
    count = len(lines)
    problems = ngettext("{count} problem", "{count} problems", count).format(count=count)
    click.echo(
        _("{path}: {content} read, {problems}.").format(
            path=report.path,
            content=content_of(report),
            problems=problems if count else _("nothing is wrong"),
        )
    )
    if not report.sound:
        _offer(report, save)
    if count:
        sys.exit(PROBLEMS_FOUND)


def _data_lines(session: Session, report: Report) -> Iterator[str]:
    try:
        with session.office() as office:
            yield from map(_line, problems_in(office))
            yield from map(_line, payment_problems(office, rules_of(office.path)))
    except StoreError:
        # damage is told of already; that a sound file cannot be opened is not
        if report.sound:
            raise
        click.echo(_("The records could not be checked, as the office does not open."), err=True)


def _line(problem: Problem) -> str:
    register = REGISTERS[problem.register]
    where = f"{_(register.title)} {problem.identity}"
    if problem.column:
        where += _(", ") + _(register.column(problem.column).heading)
    return _("{where}: {problem}").format(where=where, problem=problem.text)


def _offer(report: Report, save: Path | None) -> None:
    """Save the longest good prefix, or say how."""
    if save is None:
        message = _("Good up to change {change}: “fptui check --save FILE” writes that to FILE.")
        click.echo(message.format(change=report.good_changes), err=True)
        return
    salvage(report, save)
    click.echo(
        _("{path}: saved up to change {change}; {content}.").format(
            path=save, change=report.good_changes, content=content_of(report)
        ),
        err=True,
    )
