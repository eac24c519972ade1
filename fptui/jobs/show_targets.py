"""Where each target stands, and how one figure was made (`fptui targets`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fptui.exchange.writing.sheet import origin_of
from fptui.figures.side_by_side import side_by_side, unreported
from fptui.figures.targets import targets, unit_code
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Choice, Given, Option, Text, asked
from fptui.jobs.record_questions import UnitOf
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers.contracts import drafts_of
from fptui.registers.indicators import INDICATORS
from fptui.registers.values.display import name_of
from fptui.registers.values.looked_at import year_said
from fptui.registers.values.period import period_near, year_earlier
from fptui.reports.explanation import evidence_sheet, explanation
from fptui.reports.target_periods import (
    missing_said,
    period_said,
    sheet_beside,
    table_beside,
)
from fptui.reports.target_table import targets_page, targets_sheet
from fptui.store import Reading


def _indicators(office: Reading, _given: Given) -> Sequence[Option]:
    return [Option(one.key, harmless(one.name)) for one in office.table(INDICATORS).values()]


@dataclass(frozen=True, slots=True)
class Answers:
    """Of which unit, and the figure to explain."""

    unit: str = asked(UnitOf(N_("Unit"), N_("Of which unit, by code or name.")))
    period: str = asked(
        Text(
            N_("Period"),
            N_("A part of the year: 2005H1, 2005Q1 or 2005-03; the year before stands beside it."),
            metavar="PERIOD",
        )
    )
    explain: str = asked(
        Choice(N_("Indicator"), N_("How one figure was made."), options=_indicators, metavar="KEY")
    )


def look_at_targets(office: Reading, answers: Answers, _progress: Progress) -> Report:
    """All targets of a unit in the year in view, or the explanation of one of them."""
    period = period_near(answers.period, office.year, office.year_begins) if answers.period else ""
    lines = targets(office, answers.unit, period)
    place = name_of(office, "units", unit_code(office, answers.unit)) or office.about.name
    title = f"{harmless(place)} · {period_said(period, office) if period else year_said(office)}"
    if office.day is not None:
        title += " · " + _("as of {day}").format(day=office.day)
    for line in lines:
        if line.indicator.key == answers.explain:
            return Report(
                title=title,
                sheet=replace(evidence_sheet(line, office), origin=origin_of(office)),
                content=explanation(line, office),
                problems=len(line.figure.reasons),
            )
    if period:
        return _beside(office, answers.unit, period, title)
    return Report(
        title=title,
        sheet=replace(targets_sheet(lines), origin=origin_of(office)),
        content=targets_page(lines, title),
        problems=sum(bool(line.figure.reasons) for line in lines),
        notes=tuple(_drafts_said(office, unit_code(office, answers.unit))),
    )


def _drafts_said(office: Reading, unit: str) -> Iterator[str]:
    if n := len(drafts_of(office, unit, str(office.year))):
        said = ngettext(
            "{n} target is carried over from the year before, and to be confirmed.",
            "{n} targets are carried over from the year before, and to be confirmed.",
            n,
        )
        yield said.format(n=n)


def _beside(office: Reading, unit: str, period: str, title: str) -> Report:
    """A period beside the same one a year before, and what was not reported of either."""
    lines = side_by_side(office, unit, period)
    missing = (unreported(office, unit, one) for one in (period, year_earlier(period)))
    return Report(
        title=title,
        sheet=replace(sheet_beside(lines), origin=origin_of(office)),
        content=table_beside(lines, period, title),
        problems=sum(bool(line.now.figure.reasons) for line in lines),
        notes=tuple(said for one in missing for said in missing_said(one)),
    )


SHOW_TARGETS = LookJob(
    command=("targets",),
    title=N_("Show the targets"),
    help=N_("Show where each target stands."),
    answers=Answers,
    look=look_at_targets,
)
