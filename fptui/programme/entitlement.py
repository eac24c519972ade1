"""What a recipient is entitled to in a round of payments, and what holds a payment back.

The amount follows the standards by year (DOMAIN of the programme: 财教〔2005〕77号 art. 3,
paid to the person and for life) and the office's own rules for those who left. What a
round pays is worked out from the year's amount by months, so that rounds add up to it
to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from fptui.language import _, ngettext
from fptui.programme.eligibility import Result, judge
from fptui.programme.rules import CENT, MONTHS, Programme, Round
from fptui.programme.verification import is_unverified
from fptui.registers.recipient_file import EXIT_REASONS, STATES, Recipient
from fptui.registers.values.display import shown_choice

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Yuan of the year and of the round; `why_less` says in words what the round is short of."""

    standard: Decimal
    amount: Decimal
    why_less: str = ""


def entitlement(recipient: Recipient, rules: Programme, year: int, of_round: Round) -> Entitlement:
    """The most that a recipient may be paid in a round, by the dates in the file.

    Of a file that has no first paid year, that is nothing. Whether it may be paid
    now is another question: see :func:`held_back`. InvalidValue where the rules
    have no standard for the year.
    """
    standard = rules.yearly_amount(recipient.category, year)
    first, last = of_round.months
    months = last - first + 1
    if recipient.paid_from is None:
        return Entitlement(standard, NOTHING, _("it is not said from which year it is paid"))
    if recipient.paid_from > year:
        why = _("it is paid from {year} on").format(year=recipient.paid_from)
        return Entitlement(standard, NOTHING, why)
    why = ""
    if recipient.state == "exited":
        months, why = _months_until_exit(recipient, rules, year, of_round)
    paid_before = sum(
        one.months[1] - one.months[0] + 1
        for one in rules.rounds_in(year)
        if one.number < of_round.number
    )
    amount = _until(standard, paid_before + months) - _until(standard, paid_before)
    return Entitlement(standard, amount, why)


def _until(yearly: Decimal, months: int) -> Decimal:
    """A year's amount up to so many months, to the cent."""
    return (yearly * months / MONTHS).quantize(CENT, ROUND_HALF_UP)


def _months_until_exit(
    recipient: Recipient, rules: Programme, year: int, of_round: Round
) -> tuple[int, str]:
    """How many months of a round are still paid to someone who left, and why not all of them."""
    first, last = of_round.months
    left = recipient.exit_date
    if left is None:
        return 0, _("left, but the day is not recorded")
    reason = shown_choice(EXIT_REASONS, recipient.exit_reason)
    if recipient.exit_reason in rules.exits.recover:
        return 0, _("left for “{reason}”: nothing was due at all").format(reason=reason)
    if rules.payment.after_exit == "alive_at_payment":
        due = of_round.due_in(year)
        if left > due:
            return last - first + 1, ""
        return 0, _("left on {day} ({reason}), before the money was due").format(
            day=left.isoformat(), reason=reason
        )
    months = (left.year - year) * MONTHS + left.month - first + 1
    if months > last - first:
        return last - first + 1, ""
    months = max(months, 0)
    said = ngettext(
        "left on {day} ({reason}): {months} month of it is paid",
        "left on {day} ({reason}): {months} months of it are paid",
        months,
    )
    return months, said.format(day=left.isoformat(), reason=reason, months=months)


def held_back(recipient: Recipient, rules: Programme, year: int, of_round: Round) -> str:
    """Why a payment is not to be made now, in words; nothing where it may."""
    if recipient.state not in ("receiving", "exited"):
        why = _("its state is “{state}”").format(state=shown_choice(STATES, recipient.state))
        return why + (f": {recipient.state_reason}" if recipient.state_reason else "")
    if recipient.state == "receiving":
        if rules.payment.only_verified and is_unverified(recipient, year):
            return _("not re-verified for {year}").format(year=year)
        verdict = judge(recipient, rules, year, of_round.due_in(year))
        if verdict.result is Result.NOT_MET:
            return verdict.missing
    return "" if recipient.account else _("there is no account to pay to")
