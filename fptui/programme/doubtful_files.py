"""Doubts about single files: ID numbers and dates that cannot be, money paid after a death."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Never

from fptui.errors import InvalidValue
from fptui.programme.doubts import (
    OF_NUMBER,
    Doubt,
    Facts,
    is_vouched,
    problem_of,
    wrong_dates_said,
)
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import Recipient, age_on
from fptui.registers.recipients import RECIPIENTS

DEATH = "01"

_Wrong = Iterator[tuple[str, Facts]]


def doubts_about(
    number: int, recipient: Recipient, today: date, rules: Programme, day: date
) -> Iterator[Doubt]:
    """All doubts about one file that need no other file; its age is that on the day in view."""
    here = ((RECIPIENTS.name, number),)
    if recipient.id_number and not is_vouched(recipient):
        for kind in OF_NUMBER:
            if problem_of(kind, recipient):
                yield Doubt(kind, here)
    wrong = tuple(_wrong_dates(recipient, today, rules, day))
    if wrong:
        yield Doubt("dates", here, wrong_dates=wrong)


def _wrong_dates(recipient: Recipient, today: date, rules: Programme, day: date) -> _Wrong:
    born, since, left = recipient.birth_date, recipient.since, recipient.exit_date
    for key, one in (("born_later", born), ("state_later", since), ("exit_later", left)):
        if one is not None and one > today:
            yield key, (("day", one),)
    for key, one in (("state_before_birth", since), ("exit_before_birth", left)):
        if one is not None and born is not None and one < born:
            yield key, (("day", one),)
    age = age_on(born, day)
    if born is not None and age is not None and age > rules.ages.oldest:
        yield "too_old", (("day", born), ("years", rules.ages.oldest))
    if born is not None and age is not None and 0 <= age < rules.ages.youngest:
        yield "too_young", (("day", born), ("years", rules.ages.youngest))
    if recipient.verified is not None and recipient.verified > today.year:
        yield "verified_later", (("year", recipient.verified),)
    yield from _paid_too_young(recipient, rules)


def _paid_too_young(recipient: Recipient, rules: Programme) -> _Wrong:
    """Paid from a year at whose end the age of entitlement is not reached."""
    born, year = recipient.birth_date, recipient.paid_from
    if born is None or year is None:
        return
    try:
        minimum = rules.eligibility_in(year).minimum_age
    except InvalidValue:
        return  # the rules do not reach back to that year
    if year - born.year < minimum:
        yield "paid_too_young", (("year", year), ("age", year - born.year), ("minimum", minimum))


def doubtful_dates(recipient: Recipient, desk: Desk, rules: Programme) -> list[str]:
    """What cannot be true, or hardly, of the dates of a file that is being typed."""
    return wrong_dates_said(tuple(_wrong_dates(recipient, desk.today, rules, desk.day_in_view)))


WHILE_TYPING: Mapping[str, Callable[[Never, Desk, Programme], list[str]]] = {
    RECIPIENTS.name: doubtful_dates
}
"""What the programme doubts of one record as it is typed, by the name of its register."""


def paid_after_death(desk: Desk) -> Iterator[Doubt]:
    """The dead to whom money was paid after the day of their death."""
    dead = {
        one.file_number: (number, one.exit_date)
        for number, one in desk.table(RECIPIENTS).items()
        if one.exit_reason == DEATH and one.exit_date is not None
    }
    after: dict[tuple[int, date], list[tuple[date, int]]] = defaultdict(list)
    for payment_number, payment in desk.table(PAYMENTS).items():
        person = dead.get(payment.recipient)
        if person is None or payment.paid_date is None or payment.result == "returned":
            continue
        if payment.paid_date > person[1]:
            after[person].append((payment.paid_date, payment_number))
    for (number, died), payments in after.items():
        records = [(RECIPIENTS.name, number)]
        records += [(PAYMENTS.name, one) for _day, one in sorted(payments)]
        evidence = (("died", died), ("day", max(payments)[0]))
        yield Doubt("paid_after_death", tuple(records), evidence)
