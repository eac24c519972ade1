"""The month with which the statistical year of the office begins (`fptui year begins`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from fptui.figures.year_change import (
    MeantOtherwise,
    Moved,
    Refigured,
    meant_otherwise,
    moved,
    refigured,
)
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Done, Group, Outcome, Plan
from fptui.jobs.questions import Given, Number, asked
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.language.ways import way_to
from fptui.programme.rounds import Progress
from fptui.registers.contracts import CONTRACTS
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Record, Register
from fptui.registers.payments import PAYMENTS
from fptui.registers.soundness import identity_shown
from fptui.registers.units import UNITS
from fptui.registers.values.period import months_of
from fptui.reports.target_cells import actual_text, state_text
from fptui.store import Reading

HEADINGS = (N_("What"), N_("How many"), N_("What happens"))
_NAMED = 20  # records that a line names where one looks closer


def _now(office: Reading, _given: Given) -> str:
    return str(office.year_begins)


@dataclass(frozen=True, slots=True)
class Answers:
    """With which month the year begins."""

    month: int | None = asked(
        Number(
            N_("Month"),
            N_("1 for the calendar year; with 10, the year 2005 runs from 2004-10 to 2005-09."),
            argument="MONTH",
            least=1,
            most=12,
            needed=True,
            proposed=_now,
        )
    )


def plan_beginning(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """What falls into another year, which periods mean other months, which figures change."""
    begins = answers.month or office.year_begins
    title = _("The statistical year begins with month {month}").format(month=begins)
    if begins == office.year_begins:
        already = _("The year begins with month {month} already: {year}.").format(
            month=begins, year=_spelled(office, begins)
        )
        return Plan(title=title, nothing=already)
    progress(0, 3)
    moves = [_moved_outcome(one, office) for one in moved(office, begins)]
    progress(1, 3)
    meant = [_meant_outcome(one, office, begins) for one in meant_otherwise(office, begins)]
    progress(2, 3)
    figures = [_refigured_outcome(one) for one in refigured(office, begins)]
    done = _("The statistical year begins with month {month} from now on: {year}.")
    return Plan(
        title=title,
        said=tuple(_said(office, begins)),
        headings=tuple(map(_, HEADINGS)),
        groups=(
            Group("figures", _("figures that change"), figures, told=True),
            Group("moved", _("into another year"), moves, told=True),
            Group("meant", _("other months from now on"), meant, told=True),
        ),
        reason=_("the statistical year begins with month {month}").format(month=begins),
        done=done.format(month=begins, year=_spelled(office, begins)),
    )


def _spelled(office: Reading, begins: int) -> str:
    """The year in view with its first and last month."""
    first, *_between, last = months_of(str(office.year), begins)
    return _("{year} ({first} to {last})").format(year=office.year, first=first, last=last)


def _said(office: Reading, begins: int) -> Iterator[str]:
    yield _("The year {before} becomes {after}.").format(
        before=_spelled(office, office.year_begins), after=_spelled(office, begins)
    )
    if office.table(PAYMENTS):
        yield _("Payments stay in their programme year.")
    yield _("No undo takes this back; {way} does.").format(
        way=way_to("year begins", str(office.year_begins))
    )


def _moved_outcome(one: Moved, office: Reading) -> Outcome:
    return _outcome(one.register, one.numbers, f"{one.before} → {one.after}", office)


def _meant_outcome(one: MeantOtherwise, office: Reading, begins: int) -> Outcome:
    before = (_("Until now"), _period_said(one.period, office.year_begins))
    what = _period_said(one.period, begins)
    return _outcome(one.register, one.numbers, what, office, (before,))


def _period_said(period: str, begins: int) -> str:
    first, *_between, last = months_of(period, begins)
    return _("{period} ({first} to {last})").format(period=period, first=first, last=last)


def _outcome(
    register: Register[Record],
    numbers: Sequence[int],
    what: str,
    office: Reading,
    before: Sequence[tuple[str, str]] = (),
) -> Outcome:
    table = office.table(register)

    def details() -> list[tuple[str, str]]:
        shown = [identity_shown(register, table[number]) for number in numbers[:_NAMED]]
        return [*before, *((_(register.title), one) for one in shown)]

    n = len(numbers)
    many = ngettext("{n} record", "{n} records", n).format(n=n)
    return Outcome((_(register.title), many, what), details)


def _refigured_outcome(one: Refigured) -> Outcome:
    before, after = (
        f"{actual_text(target)} {state_text(target)}" for target in (one.before, one.after)
    )
    return Outcome((harmless(one.before.indicator.name), "", f"{before} → {after}"))


def begin_year(office: Reading, answers: Answers, plan: Plan, _progress: Progress) -> Done:
    """Let the office say so; a line of the journal keeps it."""
    about = msgspec.structs.replace(office.about, year_begins=answers.month or 1)
    office.tell(about, plan.reason)
    return Done((plan.done,))


BEGIN_YEAR = OfficeJob(
    command=("year", "begins"),
    title=N_("The month with which the year begins"),
    help=N_("Let the statistical year begin with another month; what that changes is shown."),
    doing=N_("Looking what falls into another year"),
    menus=(COUNTS.name, CONTRACTS.name, UNITS.name),
    answers=Answers,
    plan=plan_beginning,
    carry_out=begin_year,
    asks=N_("Let the year begin with that month?"),
)
