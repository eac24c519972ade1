"""The lists that are posted at the door (`fptui notice`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from fptui.exchange.rules import rules_of
from fptui.exchange.writing.plain_text import as_text
from fptui.figures.targets import unit_code
from fptui.jobs.job import LookJob
from fptui.jobs.move_files import MOVE_FILES
from fptui.jobs.plan import Report
from fptui.jobs.questions import Choice, Day, Flag, Given, Option, asked
from fptui.jobs.record_questions import Records, UnitOf
from fptui.language import N_, _
from fptui.programme.notices import EXITS, STAGES, Posting, posted, posting
from fptui.programme.rounds import Progress
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import topmost_unit, units_above
from fptui.reports.notices import NOTICE_FORMATS, left_out_said, nobody_said, notice_sheet
from fptui.store import Reading


def _stages(_office: Reading, _given: Given) -> Sequence[Option]:
    return [Option(stage.key, _(stage.label)) for stage in STAGES.values()]


def _unit_near(office: Reading, given: Given) -> str:
    """The unit of the notice's level to which the person under the cursor belongs."""
    near = given.get("near")
    table = office.table(RECIPIENTS)
    numbers = near if isinstance(near, tuple) else ()
    people = [table[number] for number in numbers if number in table]
    for unit in units_above(office, people[0].unit) if people else ():
        if unit.level == given.get("stage"):
            return unit.code
    top = topmost_unit(office)
    return top.code if top is not None else ""


def _is_review(given: Given) -> bool:
    return given.get("stage") != EXITS.key


@dataclass(frozen=True, slots=True)
class Answers:
    """Which notice of which unit, and when it goes up or went up.

    `near` are the files that a screen has under its cursor: the unit is proposed by them.
    """

    stage: str = asked(Choice(N_("Notice"), options=_stages, argument="STAGE", needed=True))
    near: tuple[int, ...] = asked(
        Records(N_("Files"), register=RECIPIENTS.name, all_for_none=True, on_command_line=False)
    )
    unit: str = asked(
        UnitOf(
            N_("Of which unit"),
            N_("Of which unit and those below it, by code or name; else of the whole office."),
            proposed=_unit_near,
        )
    )
    again: bool = asked(
        Flag(
            N_("As it was posted last"),
            N_("The list that went up on that day, or last, with the files moved on since."),
            applies=_is_review,
        )
    )
    first_day: date | None = asked(
        Day(
            N_("Goes up on"),
            N_("The day on which it goes up; else today."),
            flags=("--from",),
        )
    )


def look_who_is_posted(office: Reading, answers: Answers, _progress: Progress) -> Report:
    """The list as it hangs; why there is none where nobody may stand on it."""
    rules = rules_of(office.path)
    gather = posted if answers.again else posting
    unit = unit_code(office, answers.unit)
    made = gather(office, rules, STAGES[answers.stage], unit, answers.first_day)
    sheet = notice_sheet(office, rules, made)
    return Report(
        title=sheet.title,
        sheet=sheet,
        content=Text(as_text(sheet)),
        notes=tuple(_notes(made)),
        nothing="" if made.listed else nobody_said(office, made),
        file_name=f"{answers.stage}-{unit}",
    )


def _notes(made: Posting) -> Iterator[str]:
    """That not all who wait are on the list, and what tells why."""
    if made.left_out:
        why = _("“{task}” (fptui move {state} --where state:{before} --dry-run) says why.").format(
            task=_(MOVE_FILES.title), state=made.stage.state, before=made.stage.before
        )
        yield f"{left_out_said(made)} {why}"


POST_NOTICE = LookJob(
    command=("notice",),
    title=N_("List to post"),
    help=N_(
        "The list to post: STAGE is village, township or district, for those who may move on,"
        " or exits, for those who left."
    ),
    doing=N_("Looking who can move"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    look=look_who_is_posted,
    format="text",
    formats=NOTICE_FORMATS,
)
