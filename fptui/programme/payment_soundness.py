"""Whether the payments hold together: none above the entitlement, nobody twice in a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fptui.language import _
from fptui.programme.entitlement import entitlement
from fptui.programme.rules import Programme, Round
from fptui.programme.way_and_payments import UNPAID, paid_too_early
from fptui.registers.declaration import Desk
from fptui.registers.payments import PAYMENTS, Payment, is_made
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.soundness import Problem, identity_shown
from fptui.registers.values.identity_number import to_eighteen


def payment_problems(desk: Desk, rules: Programme) -> Iterator[Problem]:
    """Payments above what their recipient is entitled to, people with two in one round, and
    files that have payments although they receive none yet.
    """
    rounds = _rounds(desk, rules)
    people: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    early: dict[str, list[Payment]] = defaultdict(list)
    for payment in desk.table(PAYMENTS).values():
        recipient = desk.find(RECIPIENTS, payment.recipient)
        if recipient is None:  # told of by the reference that leads nowhere
            continue
        for _payment, text in PAYMENTS.doubted(desk, [payment]) if PAYMENTS.doubted else ():
            yield Problem(PAYMENTS.name, PAYMENTS.identity_of(payment), "paid_date", text)
        if recipient.id_number:
            of_person = (payment.year, payment.round, to_eighteen(recipient.id_number))
            people[of_person].append(payment.recipient)
        if recipient.state in UNPAID:
            early[recipient.file_number].append(payment)
        text = _too_much(payment, recipient, rules, rounds)
        if text:
            yield Problem(PAYMENTS.name, PAYMENTS.identity_of(payment), "amount", text)
    yield from _early(desk, early)
    for (year, number, _person), files in people.items():
        if len(files) > 1:
            text = _("the files {files} have the same ID number: one person is paid twice").format(
                files=_(", ").join(files)
            )
            yield Problem(PAYMENTS.name, f"{year} {number} {files[0]}", "recipient", text)


def _early(desk: Desk, payments: Mapping[str, Sequence[Payment]]) -> Iterator[Problem]:
    for file, of_file in payments.items():
        recipient = desk.find(RECIPIENTS, file)
        if recipient is not None and (text := paid_too_early(recipient, of_file)):
            yield Problem(RECIPIENTS.name, identity_shown(RECIPIENTS, recipient), "state", text)


def _rounds(desk: Desk, rules: Programme) -> dict[tuple[int, int], Round]:
    years = {payment.year for payment in desk.table(PAYMENTS).values()}
    return {(year, one.number): one for year in years for one in rules.rounds_in(year)}


def _too_much(
    payment: Payment, recipient: Recipient, rules: Programme, rounds: dict[tuple[int, int], Round]
) -> str:
    of_round = rounds.get((payment.year, payment.round))
    if of_round is None:
        return _("the calendar of {year} has no round {number}").format(
            year=payment.year, number=payment.round
        )
    entitled = entitlement(recipient, rules, payment.year, of_round)
    if payment.amount <= entitled.amount:
        return ""
    said = _("{amount} yuan are more than the {due} that are due").format(
        amount=payment.amount, due=entitled.amount
    )
    return said + (f": {entitled.why_less}" if entitled.why_less else "")


@dataclass(frozen=True, slots=True)
class Claim:
    """Money that was paid to someone who left and is to be claimed back, in yuan, and why."""

    recipient: Recipient
    amount: Decimal
    why: str


def claims(desk: Desk, rules: Programme) -> list[Claim]:
    """What is to be claimed back of those who left, the largest first."""
    rounds = _rounds(desk, rules)
    found = []
    for recipient in desk.table(RECIPIENTS).values():
        if recipient.state != "exited":
            continue
        amount, why = Decimal(0), ""
        for payment in desk.referring(PAYMENTS, "recipient", recipient.file_number):
            of_round = rounds.get((payment.year, payment.round))
            if of_round is None or not is_made(payment):
                continue
            entitled = entitlement(recipient, rules, payment.year, of_round)
            if payment.amount > entitled.amount:
                amount += payment.amount - entitled.amount
                why = entitled.why_less
        if amount:
            found.append(Claim(recipient, amount, why))
    return sorted(found, key=lambda one: -one.amount)
