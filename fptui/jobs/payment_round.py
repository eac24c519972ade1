"""What all jobs about payments share: which round of the year in view, and how rows are told."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.exchange.rules import rules_of
from fptui.jobs.plan import Outcome
from fptui.jobs.questions import Choice, Given, Option
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.rounds import round_of
from fptui.programme.rules import Programme, Round
from fptui.registers.declaration import Desk
from fptui.registers.payments import Payment
from fptui.registers.values.display import name_of
from fptui.store import Reading

PAID = (N_("File no."), N_("Name"), N_("Amount"), N_("What happens"))
"""The headings of plans about payments."""


def _rounds(office: Reading, _given: Given) -> Sequence[Option]:
    year = office.year
    said = _("{number} (due {day})")
    return [
        Option(str(one.number), said.format(number=one.number, day=one.due_in(year).isoformat()))
        for one in rules_of(office.path).rounds_in(year)
    ]


def _only_one(office: Reading, given: Given) -> str:
    """The round that is proposed: the only one of the year, else none."""
    rounds = _rounds(office, given)
    return rounds[0].key if len(rounds) == 1 else ""


ROUND = Choice(
    N_("Round"),
    N_("Which round of the year; needed where it has several."),
    options=_rounds,
    flags=("--round",),
    metavar="N",
    proposed=_only_one,
)


def asked_round(office: Reading, rules: Programme, answer: str) -> Round:
    """The round that was answered, or the only one of the year; InvalidValue names them."""
    return round_of(rules, office.year, int(answer) if answer else None)


def payment_outcome(desk: Desk, payment: Payment, what: str, amount: str = "") -> Outcome:
    """What happens to one payment, under the headings PAID; `amount` where it is not its own."""
    name = harmless(name_of(desk, "recipients", payment.recipient))
    said = amount or f"{payment.amount:,.2f}"
    return Outcome((harmless(payment.recipient), name, said, harmless(what)))
