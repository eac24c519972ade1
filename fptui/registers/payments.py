"""Payments (奖励扶助金): what a recipient is due in a round of a programme year, and got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from fptui.language import N_, _
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.summed import SUMMED

RESULTS = {
    "due": N_("Due"),
    "paid": N_("Paid"),
    "returned": N_("Returned"),
    "reissued": N_("Reissued"),
}

STANDINGS = {
    "late": N_("Late"),
    "returned": N_("Returned"),
    "due": N_("Due"),
    "sent": N_("At the bank"),
    "paid_late": N_("Paid late"),
    "paid": N_("Paid on time"),
}
"""How a payment stands on a day, what asks for work first."""


PROGRAMME_YEARS = range(2000, 2100)
"""The years of which a payment can be: what lies outside was mistyped."""


def no_programme_year(heading: str, year: int) -> str:
    """In words, that a year was mistyped."""
    return _("“{heading}”: {year} is no year of the programme ({first} to {last})").format(
        heading=heading, year=year, first=PROGRAMME_YEARS.start, last=PROGRAMME_YEARS.stop - 1
    )


class Payment(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One payment to one recipient; amounts in yuan.

    A payment that was returned is `reissued` when it is to be made again; it has
    a `paid_date` as soon as it arrived. `sent_date` is the day of the list for the
    bank that it stands in.
    """

    year: int
    round: int
    recipient: str
    standard: Decimal
    amount: Decimal
    due_date: date | None = None
    sent_date: date | None = None
    paid_date: date | None = None
    result: str = "due"
    return_reason: str = ""


def is_made(payment: Payment) -> bool:
    """Whether the money reached the recipient."""
    return payment.result in ("paid", "reissued") and payment.paid_date is not None


def is_open(payment: Payment) -> bool:
    """Whether the money is still to be paid, for the first time or again."""
    return payment.result in ("due", "reissued") and payment.paid_date is None


def is_on_time(payment: Payment) -> bool:
    """Whether the full amount reached the recipient on or before the due date."""
    arrived, due = payment.paid_date, payment.due_date
    return is_made(payment) and arrived is not None and due is not None and arrived <= due


def is_decided(payment: Payment, day: date) -> bool:
    """Whether it is known by a day if the payment was on time: it was made, or its day is over."""
    return is_made(payment) or payment.due_date is None or payment.due_date < day


def standing(payment: Payment, day: date) -> str:
    """How a payment stands on a day: a key of STANDINGS.

    One that the bank has is not late: whether it is will be known by its answer.
    """
    if payment.result == "returned":
        return "returned"
    if is_made(payment):
        return "paid" if is_on_time(payment) else "paid_late"
    if payment.sent_date is not None:
        return "sent"
    return "late" if payment.due_date is not None and payment.due_date < day else "due"


def _dates_fit_result(payment: Payment) -> Iterator[str]:
    if payment.result == "paid" and payment.paid_date is None:
        yield _("the payment is marked as made, but has no date")
    if payment.result in ("due", "returned") and payment.paid_date is not None:
        yield _("the payment has a date on which it was made, but is not marked as made")
    if payment.result == "returned" and not payment.return_reason:
        yield _("the payment was returned, but no reason is given")


def _days_in_order(desk: Desk, payments: Sequence[Payment]) -> Iterator[tuple[Payment, str]]:
    """Money that would have arrived before the bank had its list, or that is yet to arrive."""
    for payment in payments:
        paid, sent = payment.paid_date, payment.sent_date
        if paid is None:
            continue
        if paid > desk.today:
            yield payment, _("{day} lies in the future").format(day=paid.isoformat())
        if sent is not None and paid < sent:
            said = _("{day} is before {sent}, when the list went to the bank")
            yield payment, said.format(day=paid.isoformat(), sent=sent.isoformat())


def _amount_is_possible(payment: Payment) -> Iterator[str]:
    if payment.amount < 0:
        yield _("an amount cannot be negative")
    if payment.amount != round(payment.amount, 2):
        yield _("an amount has no more than two decimals")


def _year_is_possible(payment: Payment) -> Iterator[str]:
    if payment.year not in PROGRAMME_YEARS:
        yield no_programme_year(_("Year"), payment.year)
    if payment.round < 1:
        yield _("a round has a number from 1")


def _unit(payment: Payment, desk: Desk) -> str:
    recipient = desk.find(RECIPIENTS, payment.recipient)
    return recipient.unit if recipient is not None else ""


def _standing(payment: Payment, desk: Desk) -> str:
    return standing(payment, desk.today)


def _year(payment: Payment, _begins: int) -> int | None:
    """A payment is of its programme year, with whichever month the statistical year begins."""
    return payment.year


PAYMENTS: Register[Payment] = Register(
    name="payments",
    title=N_("Payments"),
    record=Payment,
    identity=("year", "round", "recipient"),
    words=("recipient", "unit"),
    called_choices=("standing", "result"),
    sort="standing",
    example="standing:returned,late due_date>={year}-06",
    counted_by="standing",
    screen=3,
    rules=(_dates_fit_result, _amount_is_possible, _year_is_possible),
    year_of=_year,
    begun=N_("Nothing here yet: m opens the round, so that all who are due get their payments."),
    doubted=_days_in_order,
    columns=(
        Column("year", N_("Year"), Kind.INTEGER, 4, required=True, repeats=True),
        Column("round", N_("Round"), Kind.INTEGER, 5, required=True, repeats=True),
        Column(
            "recipient", N_("Recipient"), Kind.REFERENCE, 11, register="recipients", required=True
        ),
        Column("unit", N_("Unit"), Kind.REFERENCE, 12, register="units", compute=_unit),
        Column("standing", N_("Stands"), Kind.CHOICE, 12, choices=STANDINGS, compute=_standing),
        Column("amount", N_("Amount"), Kind.YUAN, 9, required=True, summed=SUMMED),
        Column("due_date", N_("Due date"), Kind.DATE, 10),
        Column("paid_date", N_("Paid date"), Kind.DATE, 10),
        Column("result", N_("Result"), Kind.CHOICE, 9, choices=RESULTS),
        Column("return_reason", N_("Reason of return"), width=18, suggests=True),
        Column("sent_date", N_("To the bank"), Kind.DATE, 10),
        Column("standard", N_("Standard"), Kind.YUAN, 9, required=True),
    ),
)
