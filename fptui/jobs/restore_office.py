"""Putting a backup in the place of the office (`fptui restore`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fptui.errors import FptuiError
from fptui.jobs.file_questions import FileToRead
from fptui.jobs.job import FileJob
from fptui.jobs.plan import Done, Plan
from fptui.jobs.questions import asked
from fptui.language import N_, _
from fptui.reports.soundness import content_said
from fptui.store import restore, verify_backup


@dataclass(frozen=True, slots=True)
class Answers:
    """Which backup."""

    file: Path | None = asked(
        FileToRead(N_("Backup"), argument="FILE", needed=True, endings=".zip")
    )


def plan_restoring(place: Path, answers: Answers) -> Plan:
    """What the backup holds, and whether an office must make room; StoreError for a bad one."""
    file = _backup_of(answers)
    holds = content_said(verify_backup(file))
    question = _("Put {path} aside and restore {file} ({content})?").format(
        path=place, file=file, content=holds
    )
    return Plan(
        title=_("Restore {file}").format(file=file),
        said=(_("{file} is good: {content}.").format(file=file, content=holds),),
        asks=question if place.exists() else "",
    )


def put_in_place(place: Path, answers: Answers, _plan: Plan) -> Done:
    """Restore the backup; the office that stands there is put aside."""
    aside = restore(_backup_of(answers), place)
    message = (
        _("{path} is restored. What stood there is kept as {aside}.")
        if aside
        else _("{path} is restored.")
    )
    return Done((message.format(path=place, aside=aside),))


def _backup_of(answers: Answers) -> Path:
    if answers.file is None:
        raise FptuiError(_("Name the backup."))
    return answers.file


RESTORE_OFFICE = FileJob(
    command=("restore",),
    title=N_("Restore a backup"),
    help=N_("Put a backup in the place of the office."),
    answers=Answers,
    plan=plan_restoring,
    carry_out=put_in_place,
    may_ask=True,
    exclusive=True,
)
