"""Commands made from jobs, in their families."""

from __future__ import annotations

from typing import Any

import click

from fptui.commands.job_options import parameters_of
from fptui.commands.job_running import RUNNERS
from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.errors import FptuiError
from fptui.jobs import FAMILIES, JOBS
from fptui.jobs.job import Job
from fptui.language import _
from fptui.language.ways import way_to


def command_of(job: Job, instead: Job | None = None) -> click.Command:
    """The command of a job; `instead` is the one that its command does with a flag.

    The last word of that one's command is the flag.
    """
    run = RUNNERS[type(job)]
    parameters = [] if job.only_on_screen else list(parameters_of(job))
    if instead is not None:
        parameters = _with_flag(parameters, instead)

    @click.pass_context
    @told
    def command(context: click.Context, /, **typed: Any) -> None:
        session = context.find_object(Session) or Session()
        if job.only_on_screen:
            raise FptuiError(_(job.only_on_screen).format(way=way_to("import")))
        if instead is not None and typed.pop(INSTEAD):
            RUNNERS[type(instead)](instead, session, typed)
        else:
            run(job, session, typed)

    return OfficeCommand(job.command[-1], callback=command, help=job.help, params=parameters)


INSTEAD = "instead"
"""Where click puts the flag by which a command does another job."""


def _with_flag(parameters: list[click.Parameter], instead: Job) -> list[click.Parameter]:
    """The parameters of a command, with a flag for another job and those of that job."""
    known = {one.name for one in parameters}
    flag = TranslatedOption([instead.command[-1], INSTEAD], is_flag=True, help=instead.help)
    more = [one for one in parameters_of(instead) if one.name not in known]
    return [*parameters, flag, *more]


def command_named(word: str) -> click.Command | None:
    """The command of this first word: that of a job, or a group of those that it begins."""
    found: click.Command | None = None
    jobs = {name: JOBS[name] for name in JOBS if name.split()[0] == word}
    by_flag = next((job for job in jobs.values() if _is_flag(job)), None)
    for name, job in jobs.items():
        if _is_flag(job):
            continue
        if name == word:
            found = command_of(job, by_flag)
            continue
        if not isinstance(found, click.Group):
            found = _family(word, found)
        found.add_command(command_of(job))
    return found


def _is_flag(job: Job) -> bool:
    return job.command[-1].startswith("--")


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
