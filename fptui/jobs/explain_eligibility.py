"""Who is entitled, and why: one file rule by rule, or a list with what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.console import Group
from rich.text import Text

from fptui.exchange.rules import rules_of
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Day, asked
from fptui.jobs.record_questions import Records
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.eligibility import judge
from fptui.programme.rounds import Progress
from fptui.registers.recipients import RECIPIENTS
from fptui.reports.eligibility import explained, verdicts_sheet
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which files are held against the rules, and of which day."""

    files: tuple[int, ...] = asked(
        Records(N_("Files"), register="recipients", argument="FILE_NO", all_for_none=True)
    )
    on: date | None = asked(
        Day(
            N_("By the rules of"),
            N_("By the rules of that day and its year, past or to come; else of the year in view."),
        )
    )


def look_at_eligibility(office: Reading, answers: Answers, progress: Progress) -> Report:
    """Hold files against the rules of a day, or of the year in view as of the day in view."""
    rules, table = rules_of(office.path), office.table(RECIPIENTS)
    year, day = (answers.on.year, answers.on) if answers.on else (office.year, office.day_in_view)
    judged = []
    for done, number in enumerate(answers.files):
        progress(done, len(answers.files))
        judged.append((table[number], judge(table[number], rules, year, day)))
    content = None
    if len(judged) == 1:
        [(one, verdict)] = judged
        who = Text(f"{harmless(one.file_number)} {harmless(one.name)}")
        content = Group(who, explained(verdict))
    return Report(title=_("Eligibility"), sheet=verdicts_sheet(judged, office), content=content)


EXPLAIN_ELIGIBILITY = LookJob(
    command=("eligible",),
    title=N_("Eligibility, rule by rule"),
    help=N_("Who is entitled: one file rule by rule, or a list with what is missing."),
    doing=N_("Holding files against the rules"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    look=look_at_eligibility,
)
