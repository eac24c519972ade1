"""The lists that are posted at the door (`fptui notice`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.exchange.writing.plain_text import read_on_screen
from fptui.figures.targets import unit_code
from fptui.jobs.job import LookJob
from fptui.jobs.move_files import MOVE_FILES
from fptui.jobs.plan import Report
from fptui.jobs.questions import Choice, Day, Flag, Given, Option, asked
from fptui.jobs.questions import Text as Line
from fptui.jobs.record_questions import Records, UnitOf
from fptui.language import N_, _, ngettext
from fptui.language.file_names import file_name
from fptui.language.harmless import harmless
from fptui.language.ways import way_to
from fptui.programme.notices import EXITS, STAGES, Posting, posted, posting
from fptui.programme.rounds import Progress
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import topmost_unit, units_above
from fptui.registers.values.display import name_of
from fptui.registers.values.width import half_width
from fptui.reports.notices import NOTICE_FORMATS, left_out_said, nobody_said, notice_sheet
from fptui.store import Reading

POSTED_LAST = N_("As it was posted last")
_RUNG = re.compile(r"[0-9 +()-]*[0-9][0-9 +()-]*")


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


def _hotline(office: Reading, _given: Given) -> str:
    """The number to ring that the office says of itself, else that of the rules."""
    return office.about.hotline or rules_of(office.path).notice.hotline


@dataclass(frozen=True, slots=True)
class Hotline(Line):
    """A number to ring, as it is printed: narrow digits, and what parts them."""

    def read(self, text: str, _office: Reading | None) -> str:
        """The number; InvalidValue for anything that cannot be dialled."""
        number = half_width(text)
        if not _RUNG.fullmatch(number):
            said = _("“{text}” is no phone number: digits, spaces and + - ( ) alone.")
            raise InvalidValue(said.format(text=harmless(text[:40])))
        return number


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
            POSTED_LAST,
            N_("The list that went up on that day, or last, with the files moved on since."),
            applies=_is_review,
        )
    )
    hotline: str = asked(
        Hotline(
            N_("Hotline"),
            N_("The office's number to ring with objections; it is remembered."),
            metavar="NUMBER",
            remembered=True,
            proposed=_hotline,
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
    """The list as it hangs, a leaf for each unit of those on it; why there is none otherwise."""
    rules = rules_of(office.path)
    gather = posted if answers.again else posting
    unit = unit_code(office, answers.unit)
    made = gather(office, rules, STAGES[answers.stage], unit, answers.first_day)
    hotline = answers.hotline or _hotline(office, {})
    sheet = notice_sheet(office, rules, made, hotline)
    stage = _(STAGES[answers.stage].label)
    return Report(
        title=sheet.title,
        sheet=sheet,
        content=Text(read_on_screen(sheet)),
        notes=tuple(_notes(made, hotline)),
        nothing="" if made.listed else " ".join(_nobody(office, made, answers)),
        file_name=file_name(name_of(office, "units", unit), str(office.year), stage),
    )


def _nobody(office: Reading, made: Posting, answers: Answers) -> Iterator[str]:
    """That the list is empty; and where one hangs already, how it is printed again."""
    yield nobody_said(office, made)
    if answers.again or made.stage is EXITS:
        return
    last = posted(office, rules_of(office.path), made.stage, made.unit)
    if last.listed:
        said = ngettext(
            "{n} file went up on {day}: “yes” to “{question}” (--again) lists it.",
            "{n} files went up on {day}: “yes” to “{question}” (--again) lists them.",
            len(last.listed),
        )
        yield said.format(
            n=len(last.listed), day=last.first_day.isoformat(), question=_(POSTED_LAST)
        )


def _notes(made: Posting, hotline: str) -> Iterator[str]:
    """What is missing on the list: the number to ring; who waits and may not stand there."""
    if made.listed and not hotline:
        way = way_to(POST_NOTICE.name, made.stage.key, "--hotline", "NUMBER")
        missing = _("No hotline is known: there is room to write it by hand. {way} takes it.")
        yield missing.format(way=way)
    if made.left_out:
        where = f"state:{made.stage.before}"
        way = way_to(MOVE_FILES.name, made.stage.state, "--where", where, "--dry-run")
        why = _("{way} says why.").format(way=way)
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
