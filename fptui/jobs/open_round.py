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
from fptui.programme.rules import Programme, refuse_far_year
from fptui.programme.verification import verified_last
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipient_file import Recipient
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which round is opened."""

    round: str = asked(ROUND)


def plan_opening(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """Payments that are added or stopped, and files that are held back, with the reasons."""
    rules, year = rules_of(office.path), office.year
    refuse_far_year(year, office.today)
    of_round = asked_round(office, rules, answers.round)
    found = plan_round(office, rules, year, of_round, progress)
    place = {"number": of_round.number, "year": year}
    n = len(found.new)
    done = ngettext("Round {number} of {year} opened: {n} payment added.",
                    "Round {number} of {year} opened: {n} payments added.", n)  # fmt: skip
    return Plan(
        title=_("Open round {number} of {year}").format(**place),
        said=tuple(_said(found, rules)),
        headings=tuple(map(_, PAID)),
        groups=_groups(found, rules, office),
        edits=found.edits,
        reason=_("round {number} of {year} opened").format(**place),
        done=done.format(n=n, **place),
        nothing="" if found.edits else _("No payment is to be added or stopped."),
    )


def _said(found: RoundPlan, rules: Programme) -> Iterator[str]:
    waiting = len(found.unverified)
    held = len(found.held) + (waiting if rules.payment.only_verified else 0)
    yield ngettext(
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
        held=held,
    )
    if waiting and rules.payment.only_verified:
        said = ngettext(
            "{n} of them is not re-verified for {year}: once that is done, open the round again.",
            "{n} of them are not re-verified for {year}: once that is done, open the round again.",
            waiting,
        )
        yield said.format(n=waiting, year=found.year)
    elif waiting:
        said = ngettext(
            "{n} file is due though it is not re-verified for {year}.",
            "{n} files are due though they are not re-verified for {year}.",
            waiting,
        )
        yield said.format(n=waiting, year=found.year)


def _groups(found: RoundPlan, rules: Programme, desk: Desk) -> tuple[Group, ...]:
    due = _("due {day}").format(day=found.round.due_in(found.year).isoformat())
    held = [_file(one, why) for one, why in found.held]
    waits = _("held back: {why}") if rules.payment.only_verified else _("due all the same: {why}")
    unverified = [_file(one, waits.format(why=verified_last(one))) for one in found.unverified]
    return (
        Group(
            "too_late",
            _("at the bank already, ring it up"),
            [payment_outcome(desk, *one) for one in found.too_late],
            told=True,
        ),
        Group("stopped", _("stopped"), list(_stopped(found, desk)), told=True),
        Group("unverified", _("not re-verified"), unverified, told=True),
        Group("held", _("held back"), held, told=True),
        Group("added", _("added"), [payment_outcome(desk, one, due) for one in found.new]),
    )


def _file(recipient: Recipient, what: str) -> Outcome:
    """What happens to a file for which there is no payment, under the headings PAID."""
    return Outcome((harmless(recipient.file_number), harmless(recipient.name), "", harmless(what)))


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
