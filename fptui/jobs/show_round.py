"""Where a round of payments stands (`fptui pay status`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fptui.exchange.rules import rules_of
from fptui.jobs.job import LookJob
from fptui.jobs.payment_round import ROUND, asked_round
from fptui.jobs.plan import Report
from fptui.jobs.questions import asked
from fptui.language import N_, _
from fptui.language.file_names import file_name
from fptui.programme.payment_soundness import claims
from fptui.programme.round_standing import standing_of
from fptui.programme.rounds import Progress
from fptui.registers.payments import PAYMENTS
from fptui.registers.units import township_of
from fptui.reports.rounds import pressing_sheet, standing_page
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which round is looked at."""

    round: str = asked(ROUND)


def look_at_round(office: Reading, answers: Answers, progress: Progress) -> Report:
    """The round in sentences, what is missing, late or returned, and how each unit stands."""
    rules, year = rules_of(office.path), office.year
    of_round = asked_round(office, rules, answers.round)
    stands = standing_of(office, rules, year, of_round, partial(township_of, office), progress)
    owed = claims(office, rules)
    sheet = pressing_sheet(stands, office, owed)
    return Report(
        title=sheet.title,
        sheet=sheet,
        content=standing_page(stands, office, owed),
        file_name=file_name(
            _("payments-{year}-{number}").format(year=year, number=of_round.number)
        ),
    )


SHOW_ROUND = LookJob(
    command=("pay", "status"),
    title=N_("Where the round stands"),
    help=N_("Where a round stands; late and missing first."),
    doing=N_("Looking how it stands"),
    menus=(PAYMENTS.name,),
    answers=Answers,
    look=look_at_round,
)
