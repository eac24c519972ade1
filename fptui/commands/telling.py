"""What a command says of a plan, of what was done, and of how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from fptui.commands.session import PROBLEMS_FOUND, one_line
from fptui.errors import FptuiError
from fptui.jobs.plan import Done, Outcome, Plan
from fptui.language import _
from fptui.programme.rounds import Progress

NAMED = 20
"""So many outcomes of a kind are said one by one; the others are counted."""


def tell_plan(plan: Plan, dry: bool) -> None:
    """Say what would be done: the result that was asked for by --dry-run, else a message."""
    told = [group for group in plan.groups if group.told and group.outcomes]
    is_silent = not plan.said and not told
    tell((plan.title,) if is_silent and dry and plan.may else plan.said, err=not dry)
    for group in told:
        for outcome in group.outcomes[:NAMED]:
            line = _said(group.label, _as_line(outcome))
            click.echo(one_line(line), err=not dry)
        if (rest := len(group.outcomes) - NAMED) > 0:
            more = _("{label}: … and {count} more").format(label=group.label, count=rest)
            click.echo(more, err=not dry)


def _as_line(outcome: Outcome) -> str:
    """Who it is about, then what: `05-0003 张秀梅: no account`."""
    *who, what = outcome.cells
    subject = outcome.subject or " ".join(filter(None, who))
    return _said(subject, what) if subject and what else subject or what


def _said(subject: str, what: str) -> str:
    return _("{subject}: {what}").format(subject=subject, what=what)


def tell(lines: Iterable[str], *, err: bool = True) -> None:
    """Say each in one line."""
    for line in lines:
        click.echo(one_line(line), err=err)


def tell_end(plan: Plan, done: Done, dry: bool, must_do: bool = False) -> None:
    """Say what was done or why not; exit code 1 where problems were found."""
    nothing = plan.nothing
    if nothing and plan.unless:
        option = "--" + plan.unless.replace("_", "-")
        said = _("{nothing} {option} does it all the same.")
        nothing = said.format(nothing=nothing, option=option)
    if nothing and must_do:
        raise FptuiError(nothing)
    if nothing:
        click.echo(one_line(nothing), err=True)
    elif dry:
        click.echo(_("Nothing was changed: --dry-run was given."), err=True)
    tell(done.said)
    if plan.problems:
        sys.exit(PROBLEMS_FOUND)


@contextmanager
def progress_shown(title: str) -> Iterator[Progress]:
    """A bar on a terminal, from the first word of progress to the end of the work."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.text import Text

    console = Console(stderr=True)
    bar = Bar(console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(Text(title).markup)

    def told(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield told
    finally:
        if bar.live.is_started:
            bar.stop()
