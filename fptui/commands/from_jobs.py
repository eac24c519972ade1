"""Commands made from jobs, in their families."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from fptui.commands.job_options import parameters_of
from fptui.commands.job_running import RUNNERS
from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedGroup
from fptui.errors import FptuiError
from fptui.jobs.job import Job
from fptui.language import N_, _


def command_of(job: Job) -> click.Command:
    """The command of a job."""
    run = RUNNERS[type(job)]

    @click.pass_context
    @told
    def command(context: click.Context, /, **typed: Any) -> None:
        session = context.find_object(Session) or Session()
        if job.only_on_screen:
            raise FptuiError(_(job.only_on_screen))
        run(job, session, typed)

    return OfficeCommand(
        job.command[-1],
        callback=command,
        help=job.help,
        params=[] if job.only_on_screen else list(parameters_of(job)),
    )


FAMILIES = {"pay": N_("Rounds of payments: who is due, the bank, its answers.")}
"""The help of groups of commands that are no job themselves."""


def commands_of(jobs: Iterable[Job]) -> list[click.Command]:
    """The commands of jobs; those of several words stand in the group of their first one."""
    found: dict[str, click.Command] = {}
    for job in jobs:
        first, *rest = job.command
        if not rest:
            found[first] = command_of(job)
            continue
        group = found.get(first)
        if not isinstance(group, click.Group):
            group = found[first] = _family(first, group)
        group.add_command(command_of(job))
    return list(found.values())


def _family(name: str, alone: click.Command | None) -> click.Group:
    """A group of commands; `alone` is what it does where none of them follows."""
    if alone is None:
        return TranslatedGroup(name, help=FAMILIES[name])

    @click.pass_context
    def run(context: click.Context, /, **typed: Any) -> None:
        if context.invoked_subcommand is None:
            context.invoke(alone, **typed)

    return TranslatedGroup(
        name, callback=run, help=alone.help, params=alone.params, invoke_without_command=True
    )
