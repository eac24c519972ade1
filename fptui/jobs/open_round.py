"""Opening a round of payments: who is due, how much, and who is held back (`fptui pay open`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fptui.exchange.rules import rules_of
from fptui.jobs.job import OfficeJob
from fptui.jobs.payment_round import PAID, ROUND, asked_round, payment_outcome
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import asked
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress, RoundPlan, plan_round
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which round is opened."""

    round: str = asked(ROUND)


def plan_opening(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """Payments that are added or stopped, and files that are held back, with the reasons."""
    rules, year = rules_of(office.path), office.year
    of_round = asked_round(office, rules, answers.round)
    found = plan_round(office, rules, year, of_round, progress)
    place = {"number": of_round.number, "year": year}
    n = len(found.new)
    done = ngettext("Round {number} of {year} opened: {n} payment added.",
                    "Round {number} of {year} opened: {n} payments added.", n)  # fmt: skip
    return Plan(
        title=_("Open round {number} of {year}").format(**place),
        said=(_said(found),),
        headings=tuple(map(_, PAID)),
        groups=_groups(found, office),
        edits=found.edits,
        reason=_("round {number} of {year} opened").format(**place),
        done=done.format(n=n, **place),
        nothing="" if found.edits else _("No payment is to be added or stopped."),
    )


def _said(found: RoundPlan) -> str:
    return ngettext(
        "Due {day}: {new} payment, {amount} yuan, is added; {known} stay; {stopped} are stopped; "
        "{held} are held back.",
        "Due {day}: {new} payments, {amount} yuan, are added; {known} stay; {stopped} are stopped; "
        "{held} are held back.",
        len(found.new),
    ).format(
        day=found.round.due_in(found.year).isoformat(),
        new=len(found.new),
        amount=f"{found.amount:,.2f}",
        known=found.known,
        stopped=len(found.stopped),
        held=len(found.held),
    )


def _groups(found: RoundPlan, desk: Desk) -> tuple[Group, ...]:
    due = _("due {day}").format(day=found.round.due_in(found.year).isoformat())
    held = [
        Outcome((harmless(one.file_number), harmless(one.name), "", harmless(why)))
        for one, why in found.held
    ]
    return (
        Group(
            "too_late",
            _("at the bank already, ring it up"),
            [payment_outcome(desk, *one) for one in found.too_late],
            told=True,
        ),
        Group("stopped", _("stopped"), list(_stopped(found, desk)), told=True),
        Group("held", _("held back"), held, told=True),
        Group("added", _("added"), [payment_outcome(desk, one, due) for one in found.new]),
    )


def _stopped(found: RoundPlan, desk: Desk) -> Iterator[Outcome]:
    for edit, why in found.stopped:
        if edit.before is not None:
            yield payment_outcome(desk, edit.before, why, _less(edit))


def _less(edit: Edit[Payment]) -> str:
    """The amount before and after, for a payment that is not taken out but lowered."""
    if edit.before is None or edit.after is None:
        return ""
    return f"{edit.before.amount:,.2f} → {edit.after.amount:,.2f}"


OPEN_ROUND = OfficeJob(
    command=("pay", "open"),
    title=N_("Open a round: who is due"),
    help=N_("Enter what is due in a round; again, after files changed, only what is new."),
    doing=N_("Looking who is due"),
    menus=(PAYMENTS.name,),
    answers=Answers,
    plan=plan_opening,
)
