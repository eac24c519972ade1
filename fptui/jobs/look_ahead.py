"""The coming years: who becomes entitled, and the money that it takes (`fptui forecast`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fptui.exchange.rules import rules_of
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Flag, Given, Number, asked
from fptui.language import N_, _
from fptui.programme.forecast import YEARS, coming, needs
from fptui.programme.rounds import Progress
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import township_of
from fptui.reports.forecast import coming_sheet, forecast_page, forecast_sheet
from fptui.store import Reading


def _ten(_office: Reading, _given: Given) -> str:
    return str(YEARS)


@dataclass(frozen=True, slots=True)
class Answers:
    """How far ahead is looked, and at what."""

    years: int | None = asked(
        Number(
            N_("Years"),
            N_("How many years, from the one in view."),
            least=1,
            most=50,
            default=YEARS,
            proposed=_ten,
        )
    )
    people: bool = asked(Flag(N_("One by one"), N_("List who becomes entitled in each year.")))


def look_ahead(office: Reading, answers: Answers, progress: Progress) -> Report:
    """People and money by year and township, or the people one by one."""
    rules, years = rules_of(office.path), answers.years or YEARS
    new = coming(office, rules, years, progress)
    if answers.people:
        sheet = coming_sheet(new, office)
        return Report(title=sheet.title, sheet=sheet)
    needed = needs(office, rules, new, years, partial(township_of, office))
    return Report(
        title=_("The coming years"),
        sheet=forecast_sheet(needed, office),
        content=forecast_page(needed, new, office),
    )


LOOK_AHEAD = LookJob(
    command=("forecast",),
    title=N_("The coming years: people and money"),
    help=N_("Who becomes entitled in the coming years, and the money that it takes."),
    doing=N_("Looking ahead"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    look=look_ahead,
)
