"""Rounds of payments: who is due in them, who is held back, and what must be stopped.

A round is opened by as many payments as there are people entitled, and opened again
whenever a file has changed: who is new gets a payment, who has left before the money
was due loses one that was not yet sent. Nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

import msgspec

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.programme.entitlement import Entitlement, entitlement, held_back
from fptui.programme.rules import Programme, Round
from fptui.programme.verification import is_unverified
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment, is_made, is_open
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS

Progress: TypeAlias = Callable[[int, int], None]
BETWEEN_TOLD = 1_000


def silent(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(slots=True)
class RoundPlan:
    """What opening a round would do.

    `new` and `stopped` are payments that are added, and taken out or lowered, the
    latter with the reason. `held` are files that would be due but are not paid now;
    `unverified` those that are not re-verified for the year, which the rules hold back
    or only tell of. `too_late` are payments that should be stopped, but the bank has them already.
    `known` counts the payments that stay as they are.
    """

    year: int
    round: Round
    new: list[Payment] = field(default_factory=list)
    stopped: list[tuple[Edit[Payment], str]] = field(default_factory=list)
    held: list[tuple[Recipient, str]] = field(default_factory=list)
    unverified: list[Recipient] = field(default_factory=list)
    too_late: list[tuple[Payment, str]] = field(default_factory=list)
    known: int = 0

    @property
    def edits(self) -> list[Edit[Payment]]:
        """All that would be changed."""
        return [
            *(Edit(PAYMENTS.name, after=one) for one in self.new),
            *(edit for edit, _why in self.stopped),
        ]

    @property
    def amount(self) -> Decimal:
        """Yuan of the payments that would be added."""
        return sum((one.amount for one in self.new), Decimal(0))


def round_of(rules: Programme, year: int, number: int | None) -> Round:
    """The round of a year by its number, or its only one; InvalidValue names what there is."""
    rounds = rules.rounds_in(year)
    if number is None and len(rounds) == 1:
        return rounds[0]
    for one in rounds:
        if one.number == number:
            return one
    said = _(", ").join(
        _("{number} (due {day})").format(number=one.number, day=one.due_in(year).isoformat())
        for one in rounds
    )
    if number is None:
        raise InvalidValue(_("{year} has the rounds {rounds}: say which.").format(
            year=year, rounds=said))  # fmt: skip
    raise InvalidValue(
        _("{year} has no round {number}. Its rounds: {rounds}.").format(
            year=year, number=number, rounds=said
        )
    )


def payments_of(desk: Desk, year: int, number: int) -> dict[str, tuple[int, Payment]]:
    """The payments of a round with their numbers, by recipient."""
    return {
        payment.recipient: (place, payment)
        for place, payment in desk.table(PAYMENTS).items()
        if payment.year == year and payment.round == number
    }


def plan_round(
    desk: Desk, rules: Programme, year: int, of_round: Round, progress: Progress = silent
) -> RoundPlan:
    """What opening a round, for the first time or again, would do to its payments.

    InvalidValue where the rules have no standard for the year. `progress` may raise
    to stop the work.
    """
    plan = RoundPlan(year, of_round)
    present = payments_of(desk, year, of_round.number)
    files = desk.table(RECIPIENTS)
    for done, recipient in enumerate(files.values()):
        if done % BETWEEN_TOLD == 0:
            progress(done, len(files))
        known = present.get(recipient.file_number)
        entitled = entitlement(recipient, rules, year, of_round)
        if known is not None:
            _look_again(plan, rules, *known, recipient, entitled)
            if _may_be_sent(known[1]) and _waits(recipient, year):
                plan.unverified.append(recipient)
        elif entitled.amount:
            _add(plan, rules, recipient, entitled)
        elif entitled.why_less and _concerns(recipient, year):
            plan.held.append((recipient, entitled.why_less))
    return plan


def _concerns(recipient: Recipient, year: int) -> bool:
    """Whether a clerk would look for a file among those of a year.

    It was paid, and left in the year; or it receives, but nobody said from which year.
    """
    if recipient.state == "receiving" and recipient.paid_from is None:
        return True
    left = recipient.exit_date
    return recipient.state == "exited" and left is not None and left.year == year


def _waits(recipient: Recipient, year: int) -> bool:
    """Whether a file is paid, but still waits for its re-verification."""
    return recipient.state == "receiving" and is_unverified(recipient, year)


def _may_be_sent(payment: Payment) -> bool:
    return is_open(payment) and payment.sent_date is None


def _add(plan: RoundPlan, rules: Programme, recipient: Recipient, entitled: Entitlement) -> None:
    why = held_back(recipient, rules, plan.year, plan.round)
    if _waits(recipient, plan.year) and (rules.payment.only_verified or not why):
        plan.unverified.append(recipient)
    elif why:
        plan.held.append((recipient, why))
    if why:
        return
    plan.new.append(
        Payment(
            year=plan.year,
            round=plan.round.number,
            recipient=recipient.file_number,
            standard=entitled.standard,
            amount=entitled.amount,
            due_date=plan.round.due_in(plan.year),
        )
    )


def _look_again(
    plan: RoundPlan,
    rules: Programme,
    number: int,
    payment: Payment,
    recipient: Recipient,
    entitled: Entitlement,
) -> None:
    """Whether a payment that is not yet made may still be, and in what amount."""
    amount, why = entitled.amount, entitled.why_less
    if recipient.state == "suspended" and payment.sent_date is None:
        amount, why = Decimal(0), held_back(recipient, rules, plan.year, plan.round)
    if is_made(payment) or payment.amount <= amount:
        plan.known += 1
    elif is_open(payment) and payment.sent_date is not None:
        plan.too_late.append((payment, why))
    else:
        after = msgspec.structs.replace(payment, amount=amount) if amount else None
        plan.stopped.append((Edit(PAYMENTS.name, number, payment, after), why))


def stopped_by_leaving(
    desk: Desk, rules: Programme, files: Iterable[Recipient]
) -> tuple[list[Edit[Payment]], list[Payment]]:
    """What happens to the payments of files that leave or rest: those stopped, those too late.

    `files` are the recipients as they will be. A payment that the bank has already
    cannot be stopped here; someone has to ring it up.
    """
    edits: list[Edit[Payment]] = []
    too_late: list[Payment] = []
    resting = {one.file_number: one for one in files if one.state in ("exited", "suspended")}
    rounds = {
        (year, one.number): one
        for year in {payment.year for payment in desk.table(PAYMENTS).values()}
        for one in rules.rounds_in(year)
    }
    for number, payment in desk.table(PAYMENTS).items() if resting else ():
        recipient = resting.get(payment.recipient)
        of_round = rounds.get((payment.year, payment.round))
        if recipient is None or of_round is None or is_made(payment):
            continue
        plan = RoundPlan(payment.year, of_round)
        entitled = entitlement(recipient, rules, payment.year, of_round)
        _look_again(plan, rules, number, payment, recipient, entitled)
        edits += [edit for edit, _why in plan.stopped]
        too_late += [one for one, _why in plan.too_late]
    return edits, too_late
