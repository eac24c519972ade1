"""What is handed to the bank: the open payments of a round, each held against the entitlement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

from fptui.language import _
from fptui.programme.entitlement import entitlement, held_back
from fptui.programme.rounds import BETWEEN_TOLD, Progress, payments_of, silent
from fptui.programme.rules import Programme, Round
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment, is_open
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS


@dataclass(slots=True)
class BankList:
    """The rows of a list: number, payment and recipient; and what must not go out, with the reason.

    `at_bank` counts open payments that an earlier list holds already, `other_days` are those
    on which the bank got lists of the round with payments that this one does not hold.
    """

    year: int
    round: Round
    rows: list[tuple[int, Payment, Recipient]] = field(default_factory=list)
    held: list[tuple[Payment, str]] = field(default_factory=list)
    at_bank: int = 0
    other_days: set[date] = field(default_factory=set)

    @property
    def amount(self) -> Decimal:
        """Yuan of all rows."""
        return sum((payment.amount for _number, payment, _who in self.rows), Decimal(0))

    @property
    def reissued(self) -> int:
        """How many of the rows came back and are issued again."""
        return sum(payment.result == "reissued" for _number, payment, _who in self.rows)

    @property
    def number(self) -> int:
        """The which list of the round it is, by the days of the others; what came back had one."""
        return max(len(self.other_days) + 1, 2 if self.reissued else 1)

    def sent(self, day: date) -> list[Edit[Payment]]:
        """The payments marked as handed over; those that were on an earlier list keep its day."""
        return [
            Edit(PAYMENTS.name, number, payment, msgspec.structs.replace(payment, sent_date=day))
            for number, payment, _recipient in self.rows
            if payment.sent_date is None
        ]


def bank_list(
    desk: Desk,
    rules: Programme,
    year: int,
    of_round: Round,
    bank: str = "",
    again: bool = False,
    progress: Progress = silent,
) -> BankList:
    """The open payments of a round that may go to the bank, by bank, unit and file number.

    `bank` names the only one wanted. Those that an earlier list holds are left out,
    or nobody could say whether they are paid twice, unless that list is made `again`.
    `progress` may raise to stop the work.
    """
    found = BankList(year, of_round)
    payments = payments_of(desk, year, of_round.number)
    for done, (number, payment) in enumerate(payments.values()):
        if done % BETWEEN_TOLD == 0:
            progress(done, len(payments))
        recipient = desk.find(RECIPIENTS, payment.recipient)
        if bank and (recipient is None or recipient.bank != bank):
            continue
        if not is_open(payment):
            found.other_days.update(_day_of_list(payment))
            continue
        if payment.sent_date is not None and not again:
            found.at_bank += 1
            found.other_days.update(_day_of_list(payment))
            continue
        if recipient is None:
            found.held.append((payment, _("there is no such file")))
            continue
        why = _why_not(payment, recipient, rules, year, of_round)
        if why:
            found.held.append((payment, why))
        else:
            found.rows.append((number, payment, recipient))
    found.rows.sort(key=lambda row: (row[2].bank, row[2].unit, row[2].file_number))
    return found


def _day_of_list(payment: Payment) -> tuple[date, ...]:
    return () if payment.sent_date is None else (payment.sent_date,)


def _why_not(
    payment: Payment, recipient: Recipient, rules: Programme, year: int, of_round: Round
) -> str:
    """Why a payment must not go out: the guard holds for payments entered by hand too."""
    entitled = entitlement(recipient, rules, year, of_round)
    if payment.amount > entitled.amount:
        return entitled.why_less or _("{amount} yuan are more than the {due} that are due").format(
            amount=payment.amount, due=entitled.amount
        )
    return held_back(recipient, rules, year, of_round)


def reissued(payment: Payment) -> Payment:
    """A returned payment that is to be made again; why it came back stays in it."""
    return msgspec.structs.replace(payment, result="reissued", sent_date=None, paid_date=None)
