"""Opening a year: what was signed for carries over as drafts (`fptui year open`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Done, Group, Outcome, Plan
from fptui.jobs.questions import Given, Number, asked
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.language.ways import way_to
from fptui.programme.rounds import Progress
from fptui.programme.rules import refuse_far_year
from fptui.registers import REGISTERS
from fptui.registers.contracts import CONTRACTS, Contract
from fptui.registers.declaration import Record, Register
from fptui.registers.edits import Edit
from fptui.registers.indicators import INDICATORS
from fptui.registers.scores import SCORES
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of, plain
from fptui.registers.values.looked_at import YEARS, year_said
from fptui.registers.values.period import year_of_day, year_of_period
from fptui.store import Reading

HEADINGS = (N_("What"), N_("Unit"), N_("What happens"))
_STAYS = (INDICATORS, SCORES, UNITS)
"""What is of no one year and stays as it is."""


def _next(office: Reading, _given: Given) -> str:
    return str(worked_on(office) + 1)


@dataclass(frozen=True, slots=True)
class Answers:
    """Which year is opened."""

    opened: int | None = asked(
        Number(
            N_("Year"),
            N_("The year to open; the one before gives the drafts."),
            argument="YEAR",
            metavar="YEAR",
            least=YEARS.start,
            most=YEARS.stop - 1,
            needed=True,
            proposed=_next,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan(Plan):
    """What is carried over into `year`."""

    year: int


def worked_on(office: Reading) -> int:
    """The year on which the office works, whichever is in view."""
    return office.about.year or year_of_day(office.today, office.year_begins)


def plan_opening(office: Reading, answers: Answers, _progress: Progress) -> YearPlan:
    """Which contracts become drafts of the year, which are there already, and what stays."""
    year = answers.opened or worked_on(office) + 1
    refuse_far_year(year, office.today)
    goes_back = year < worked_on(office) and bool(_contracts_of(office, year))
    drafts = [] if goes_back else [_draft(one) for one in _contracts_of(office, year - 1)]
    new = [one for one in drafts if office.find(CONTRACTS, CONTRACTS.identity_of(one)) is None]
    opens = bool(new) or worked_on(office) != year
    said = year_said(office, year)
    already = _("{year} is open already, and nothing is to be carried over.")
    return YearPlan(
        title=_("Open the year {year}").format(year=said),
        said=tuple(_said(office, year, len(new))) if opens else (),
        headings=tuple(map(_, HEADINGS)),
        groups=(
            Group(
                "drafts", _("to be confirmed"), [_outcome(one, office) for one in new], told=True
            ),
            Group("there", _("there already"), list(_there(office, year)), told=True),
            Group("stays", _("stays as it is"), list(_staying(office)), told=True),
        ),
        edits=[Edit(CONTRACTS.name, after=one) for one in new],
        reason=_("the year {year} opened").format(year=year),
        done=_("The office works on {year} from now on.").format(year=said),
        nothing="" if opens else already.format(year=said),
        year=year,
    )


def _contracts_of(office: Reading, year: int) -> list[Contract]:
    begins = office.year_begins
    return [
        one
        for one in office.table(CONTRACTS).values()
        if year_of_period(one.period, begins) == year
    ]


def _draft(contract: Contract) -> Contract:
    """The same bounds a year later, to be confirmed; what was noted was of its year."""
    later = f"{int(contract.period[:4]) + 1:04d}{contract.period[4:]}"
    return msgspec.structs.replace(contract, period=later, draft=True, notes="")


def _said(office: Reading, year: int, new: int) -> Iterator[str]:
    if new:
        drafts = ngettext(
            "{n} contract of {before} is carried over as a draft, to be confirmed.",
            "{n} contracts of {before} are carried over as drafts, to be confirmed.",
            new,
        )
        yield drafts.format(n=new, before=year - 1)
        words = ("--where", "draft:yes", "--set", "draft=no")
        yield _("{way} confirms them all.").format(way=way_to("edit", CONTRACTS.name, *words))
    else:
        yield _("No contract is to be carried over.")
    if (before := worked_on(office)) != year:
        yield _("{way} goes back to {year}.").format(
            way=way_to("year open", str(before)), year=before
        )


def _outcome(contract: Contract, office: Reading) -> Outcome:
    return Outcome((*_whose(contract, office), _bounds_said(contract)))


def _whose(contract: Contract, office: Reading) -> tuple[str, str]:
    indicator = name_of(office, INDICATORS.name, contract.indicator)
    return harmless(indicator), harmless(name_of(office, UNITS.name, contract.unit))


def _bounds_said(contract: Contract) -> str:
    low, high = plain(contract.low), plain(contract.high)
    if low and high:
        return f"{contract.period}: {low}–{high}"
    return f"{contract.period}: " + (f"≥ {low}" if low else f"≤ {high}")


def _there(office: Reading, year: int) -> Iterator[Outcome]:
    """What each register has of the year already."""
    for register in REGISTERS.values():
        if register.year_of is not None:
            years = (register.year_of(one, office.year_begins) for one in _all(office, register))
            if n := sum(one == year for one in years):
                yield Outcome((_(register.title), "", _records(n)))


def _staying(office: Reading) -> Iterator[Outcome]:
    """The definitions of indicators, their points, and the units with their staff."""
    for register in _STAYS:
        if n := len(office.table(register)):
            yield Outcome((_(register.title), "", _records(n)))
    staff = sum(bool(one.staff) for one in office.table(UNITS).values())
    if staff:
        said = ngettext("of {n} unit", "of {n} units", staff).format(n=staff)
        yield Outcome((_(UNITS.column("staff").heading), "", said))


def _all(office: Reading, register: Register[Record]) -> Iterable[Record]:
    return office.table(register).values()


def _records(n: int) -> str:
    return ngettext("{n} record", "{n} records", n).format(n=n)


def open_year(office: Reading, _answers: Answers, plan: YearPlan, _progress: Progress) -> Done:
    """Enter the drafts as one change, and let the office work on that year."""
    if plan.edits:
        office.change(plan.edits, plan.reason)
    if office.about.year != plan.year:
        about = msgspec.structs.replace(office.about, year=plan.year)
        office.tell(about, plan.reason)
    office.year = plan.year
    return Done((plan.done,))


OPEN_YEAR = OfficeJob(
    command=("year", "open"),
    title=N_("Open a new year"),
    help=N_(
        "Open a year: what was signed for carries over as drafts; what is there already stays."
    ),
    doing=N_("Looking what carries over"),
    menus=(CONTRACTS.name, UNITS.name),
    answers=Answers,
    plan=plan_opening,
    carry_out=open_year,
    asks=N_("Open this year?"),
)
