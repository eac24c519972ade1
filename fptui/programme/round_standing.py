"""How a round of payments stands: paid, with the bank, late, returned, missing, held back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fptui.programme.rounds import Progress, payments_of, plan_round, silent
from fptui.programme.rules import Programme, Round
from fptui.programme.verification import verified_last
from fptui.registers.declaration import Desk
from fptui.registers.payments import STANDINGS, Payment, standing
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """How a round stands: people and yuan by the keys of STANDINGS, and people by unit.

    `pressing` are the late and the returned payments, and those on which the bank should
    have answered by now; `missing` those that are not there and that opening the round
    again would add. Units count them as "missing". `held` are the files that would be due
    but are held back, with the reason; `at_bank` counts the payments that wait for an
    answer by the day on which the bank got them.
    """

    year: int
    round: Round
    people: Counter[str]
    amounts: dict[str, Decimal]
    by_unit: dict[str, Counter[str]]
    pressing: list[Payment]
    missing: list[Payment]
    held: list[tuple[Recipient, str]]
    at_bank: Counter[date]

    @property
    def is_opened(self) -> bool:
        """Whether there are payments of it."""
        return bool(self.people)

    @property
    def is_done(self) -> bool:
        """Whether all its money has arrived, and nobody waits for any."""
        made = self.people["paid"] + self.people["paid_late"]
        return self.is_opened and made == self.people.total() and not self.missing and not self.held


def standing_of(
    desk: Desk,
    rules: Programme,
    year: int,
    of_round: Round,
    unit_of: Callable[[str], str],
    progress: Progress = silent,
) -> RoundStanding:
    """How a round stands today; `unit_of` gives the unit under which a recipient's is counted."""
    stands = RoundStanding(
        year, of_round, Counter(), defaultdict(Decimal), {}, [], [], [], Counter()
    )

    def count(payment: Payment, key: str) -> None:
        recipient = desk.find(RECIPIENTS, payment.recipient)
        unit = unit_of(recipient.unit) if recipient is not None else ""
        stands.by_unit.setdefault(unit, Counter())[key] += 1

    for _number, payment in payments_of(desk, year, of_round.number).values():
        key = standing(payment, desk.today)
        stands.people[key] += 1
        stands.amounts[key] += payment.amount
        count(payment, key)
        if key == "sent" and payment.sent_date is not None:
            stands.at_bank[payment.sent_date] += 1
        if key in ("late", "returned") or is_overdue_at_bank(payment, rules, desk.today):
            stands.pressing.append(payment)
    if stands.is_opened:
        _look_who_is_not_in(stands, desk, rules, progress)
        for payment in stands.missing:
            count(payment, "missing")
    stands.pressing.sort(key=lambda one: list(STANDINGS).index(standing(one, desk.today)))
    return stands


def is_overdue_at_bank(payment: Payment, rules: Programme, day: date) -> bool:
    """Whether the bank should have answered by a day, and has not."""
    sent = payment.sent_date
    if sent is None or standing(payment, day) != "sent":
        return False
    return day - sent > timedelta(days=rules.bank_answers.pressing_after_days)


def _look_who_is_not_in(
    stands: RoundStanding, desk: Desk, rules: Programme, progress: Progress
) -> None:
    """Enter what opening the round again would add, and who would be held back.

    Those who left are no open question: nothing of them is waited for.
    """
    again = plan_round(desk, rules, stands.year, stands.round, progress)
    stands.missing.extend(again.new)
    if rules.payment.only_verified:
        stands.held.extend((one, verified_last(one)) for one in again.unverified)
    stands.held.extend((one, why) for one, why in again.held if one.state != "exited")
