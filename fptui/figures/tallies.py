"""Named counts that are not reported but counted from the registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol

from fptui.language import N_
from fptui.registers.declaration import Desk, R_co, Record, Register
from fptui.registers.findings import FINDINGS, Finding, state_of
from fptui.registers.payments import PAYMENTS, Payment, is_decided, is_on_time
from fptui.registers.recipients import RECIPIENTS, is_paid_in, is_sound
from fptui.registers.units import UNITS


@dataclass(frozen=True, slots=True)
class Tally(Generic[R_co]):
    """A count of the records of a register that fulfil a condition, by the unit they belong to.

    `of_year` says that the records tell the year they count for; the others count
    what there is today, whichever year is in view.
    """

    name: str
    label: str
    noun: str
    register: Register[R_co]
    counts: Callable[[R_co, Desk], bool]
    unit_of: Callable[[R_co, Desk], str]
    of_year: bool = False


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


def _own_unit(record: _OfUnit, desk: Desk) -> str:
    return record.unit


def _unit_of_recipient(payment: Payment, desk: Desk) -> str:
    recipient = desk.find(RECIPIENTS, payment.recipient)
    return recipient.unit if recipient is not None else ""


def _is_due_in_year(payment: Payment, desk: Desk) -> bool:
    """A payment that may still be made in time counts neither for nor against the rate."""
    return payment.year == desk.year and is_decided(payment, desk.today)


def _is_on_time_of_year(payment: Payment, desk: Desk) -> bool:
    return payment.year == desk.year and is_on_time(payment)


def _is_closed(finding: Finding, desk: Desk) -> bool:
    return state_of(finding, desk.today) == "closed"


TALLIES: dict[str, Tally[Record]] = {
    tally.name: tally
    for tally in (
        Tally(
            "villages",
            N_("Villages"),
            N_("villages"),
            UNITS,
            lambda unit, desk: unit.kind == "village",
            lambda unit, desk: unit.code,
        ),
        Tally(
            "payments_due",
            N_("Payments due"),
            N_("payments"),
            PAYMENTS,
            _is_due_in_year,
            _unit_of_recipient,
            of_year=True,
        ),
        Tally(
            "payments_on_time",
            N_("Payments on time"),
            N_("payments"),
            PAYMENTS,
            _is_on_time_of_year,
            _unit_of_recipient,
            of_year=True,
        ),
        Tally(
            "recipients_receiving",
            N_("Recipients receiving"),
            N_("recipients"),
            RECIPIENTS,
            lambda recipient, desk: recipient.state == "receiving",
            _own_unit,
        ),
        Tally(
            "case_files",
            N_("Case files"),
            N_("files"),
            RECIPIENTS,
            lambda recipient, desk: is_paid_in(recipient, desk.year),
            _own_unit,
        ),
        Tally(
            "case_files_right",
            N_("Case files without error"),
            N_("files"),
            RECIPIENTS,
            lambda recipient, desk: is_paid_in(recipient, desk.year) and is_sound(recipient),
            _own_unit,
        ),
        Tally(
            "findings",
            N_("Findings"),
            N_("findings"),
            FINDINGS,
            lambda finding, desk: True,
            _own_unit,
        ),
        Tally(
            "findings_closed",
            N_("Findings closed"),
            N_("findings"),
            FINDINGS,
            _is_closed,
            _own_unit,
        ),
    )
}
"""What can be named in an indicator besides the register of counts."""
