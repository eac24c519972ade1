"""Making an office (`fptui init`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fptui.exchange.founding import found_office
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import FileJob
from fptui.jobs.plan import Done, Plan
from fptui.jobs.questions import Flag, asked
from fptui.language import N_, _
from fptui.language.ways import line_on_office
from fptui.store import refuse_taken


@dataclass(frozen=True, slots=True)
class Answers:
    """Where, and what it begins with."""

    db: Path | None = asked(FileToWrite(N_("File name"), argument="DB"))
    sample: bool = asked(Flag(N_("Sample district"), N_("The synthetic sample district.")))


def plan_founding(place: Path, answers: Answers) -> Plan:
    """The place that was named, else the office's own; StoreError where it is taken."""
    path = answers.db or place
    refuse_taken(path)
    title = _("Make the sample district at {path}") if answers.sample else _("Make {path}")
    return Plan(title=title.format(path=path))


def found(place: Path, answers: Answers, _plan: Plan) -> Done:
    """Make the office."""
    path = answers.db or place
    found_office(path, sample=answers.sample).close()
    said = _("{path} is ready. Open it with: {command}").format(
        path=path, command=line_on_office(path)
    )
    return Done((said,), path)


FOUND_OFFICE = FileJob(
    command=("init",),
    title=N_("Make an office"),
    help=N_("Make an empty office, or the sample district."),
    answers=Answers,
    plan=plan_founding,
    carry_out=found,
    exclusive=True,
)
