"""Counts that must be looked at, with their state and since when (`fptui warnings`)."""

from __future__ import annotations

from dataclasses import dataclass

from fptui.figures.watched import UNRESOLVED, Trend, Watched, trend_of, watched, with_fixed
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Flag, asked
from fptui.language import N_, _
from fptui.programme.rounds import Progress
from fptui.registers.counts import COUNTS
from fptui.registers.entered import ENTERED
from fptui.registers.explanations import EXPLANATIONS
from fptui.registers.indicators import INDICATORS
from fptui.registers.units import UNITS
from fptui.reports.warnings import Listed, warnings_page, warnings_sheet
from fptui.store import Reading
from fptui.store.month_ends import as_they_stood, last_changed, month_ends_before

MONTHS = 6
"""So many months back the trend goes."""

_BEHIND = (COUNTS, UNITS, ENTERED, INDICATORS, EXPLANATIONS)
"""The registers that warnings are made of."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Which are listed; on screen they are all, by state."""

    all: bool = asked(
        Flag(
            N_("All warnings"),
            N_("Explained and fixed ones too."),
            on_screen=False,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsReport(Report):
    """The warnings beside their table, for a screen that explains them one after the other."""

    listed: tuple[Listed, ...]
    trend: Trend


def look_at_warnings(office: Reading, answers: Answers, progress: Progress) -> WarningsReport:
    """All that there are, and were; those that nobody explained are problems."""
    now = watched(office)
    unresolved = [one for one in now if one.state in UNRESOLVED]
    progress(1, MONTHS + 1)
    ends = as_they_stood(office, _BEHIND, month_ends_before(office.today, MONTHS))
    past = trend_of(ends)
    trend = Trend((*past.counts, (office.today, len(unresolved))), past.seen)
    every = with_since(office, with_fixed(now, past))
    shown = [one for one in every if answers.all or one.watched.state in UNRESOLVED]
    notes = () if unresolved else (_("Nothing must be looked at that was not explained."),)
    return WarningsReport(
        title=_("Warnings"),
        listed=tuple(every),
        trend=trend,
        sheet=warnings_sheet(shown, office),
        content=warnings_page(shown, trend, office) if every else None,
        notes=notes,
        problems=len(unresolved),
    )


def with_since(office: Reading, found: list[Watched]) -> list[Listed]:
    """Each with the day since which its figures are what they are, or its explanation holds."""
    numbers = dict.fromkeys(number for one in found for number in one.warning.numbers)
    days = last_changed(office, COUNTS, "value", tuple(numbers))

    def since(one: Watched) -> Listed:
        if one.state == "explained" and one.explanation is not None:
            return Listed(one, one.explanation.day)
        of_its_own = [days[number] for number in one.warning.numbers if number in days]
        return Listed(one, max(of_its_own, default=None))

    return [since(one) for one in found]


LIST_WARNINGS = LookJob(
    command=("warnings",),
    title=N_("Counts that must be looked at"),
    help=N_("List the counts that must be looked at: their state, since when, and the trend."),
    doing=N_("Looking at the counts"),
    menus=(COUNTS.name,),
    answers=Answers,
    look=look_at_warnings,
)
