"""Commands made from jobs, in their families."""

from __future__ import annotations

from typing import Any

import click

from fptui.commands.job_options import parameters_of
from fptui.commands.job_running import RUNNERS
from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedGroup
from fptui.jobs import FAMILIES, JOBS
from fptui.jobs.job import Job


def command_of(job: Job) -> click.Command:
    """The command of a job."""
    run = RUNNERS[type(job)]

    @click.pass_context
    @told
    def command(context: click.Context, /, **typed: Any) -> None:
        session = context.find_object(Session) or Session()
        run(job, session, typed)

    return OfficeCommand(
        job.command[-1], callback=command, help=job.help, params=list(parameters_of(job))
    )


def command_named(word: str) -> click.Command | None:
    """The command of this first word: that of a job, or a group of those that it begins."""
    found: click.Command | None = None
    for name, job in ((name, JOBS[name]) for name in JOBS if name.split()[0] == word):
        if name == word:
            found = command_of(job)
            continue
        if not isinstance(found, click.Group):
            found = _family(word, found)
        found.add_command(command_of(job))
    return found


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
