"""Named counts that are not reported but counted from the registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol

from fptui.figures.spans import Span, span_of
from fptui.figures.standing import day_found, was_closed, was_receiving
from fptui.language import N_, _
from fptui.registers.counts import COUNT_NAMES, label_of_count
from fptui.registers.declaration import Desk, R_co, Record, Register
from fptui.registers.findings import FINDINGS, Finding
from fptui.registers.payments import PAYMENTS, Payment, is_decided, is_on_time
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS, is_sound
from fptui.registers.units import UNITS, children_of_units, units_under


@dataclass(frozen=True, slots=True)
class Tally(Generic[R_co]):
    """A count of the records of a register that fulfil a condition, by the unit they belong to.

    `counts` is asked of the period in view. `of_year` says that the records tell when they
    were; the others count what there is today. `is_state` is what stands at a period's end.
    """

    name: str
    label: str
    noun: str
    register: Register[R_co]
    counts: Callable[[R_co, Span, Desk], bool]
    unit_of: Callable[[R_co, Desk], str]
    of_year: bool = False
    is_state: bool = False


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


def _own_unit(record: _OfUnit, desk: Desk) -> str:
    return record.unit


def _unit_of_recipient(payment: Payment, desk: Desk) -> str:
    recipient = desk.find(RECIPIENTS, payment.recipient)
    return recipient.unit if recipient is not None else ""


def _is_due(payment: Payment, span: Span, desk: Desk) -> bool:
    """A payment that may still be made in time counts neither for nor against the rate."""
    return _is_of(payment, span) and is_decided(payment, desk.today)


def _is_on_time(payment: Payment, span: Span, desk: Desk) -> bool:
    return _is_of(payment, span) and is_on_time(payment)


def _is_of(payment: Payment, span: Span) -> bool:
    """A payment belongs to its programme year, and in it to the period in which it was due."""
    return payment.year == span.year and (span.is_year or span.has(payment.due_date))


def _receives(recipient: Recipient, span: Span, desk: Desk) -> bool:
    return was_receiving(recipient, span.until, span.year, desk)


def _is_case_file(recipient: Recipient, span: Span, desk: Desk) -> bool:
    """A file that received, and that by its first year was entitled to."""
    entitled = recipient.paid_from is not None and recipient.paid_from <= span.year
    return entitled and _receives(recipient, span, desk)


def _is_right(recipient: Recipient, span: Span, desk: Desk) -> bool:
    return _is_case_file(recipient, span, desk) and is_sound(recipient)


def _is_found(finding: Finding, span: Span, desk: Desk) -> bool:
    return span.has(day_found(finding, desk))


def _is_closed(finding: Finding, span: Span, desk: Desk) -> bool:
    return _is_found(finding, span, desk) and was_closed(finding, span.until)


TALLIES: dict[str, Tally[Record]] = {
    tally.name: tally
    for tally in (
        Tally(
            "villages",
            N_("Villages"),
            N_("villages"),
            UNITS,
            lambda unit, _span, _desk: unit.kind == "village",
            lambda unit, _desk: unit.code,
            is_state=True,
        ),
        Tally(
            "payments_due",
            N_("Payments due"),
            N_("payments"),
            PAYMENTS,
            _is_due,
            _unit_of_recipient,
            of_year=True,
        ),
        Tally(
            "payments_on_time",
            N_("Payments on time"),
            N_("payments"),
            PAYMENTS,
            _is_on_time,
            _unit_of_recipient,
            of_year=True,
        ),
        Tally(
            "recipients_receiving",
            N_("Recipients receiving"),
            N_("recipients"),
            RECIPIENTS,
            _receives,
            _own_unit,
            of_year=True,
            is_state=True,
        ),
        Tally(
            "case_files",
            N_("Case files"),
            N_("files"),
            RECIPIENTS,
            _is_case_file,
            _own_unit,
            of_year=True,
            is_state=True,
        ),
        Tally(
            "case_files_right",
            N_("Case files without error"),
            N_("files"),
            RECIPIENTS,
            _is_right,
            _own_unit,
            of_year=True,
            is_state=True,
        ),
        Tally(
            "findings",
            N_("Findings"),
            N_("findings"),
            FINDINGS,
            _is_found,
            _own_unit,
            of_year=True,
        ),
        Tally(
            "findings_closed",
            N_("Findings closed"),
            N_("findings"),
            FINDINGS,
            _is_closed,
            _own_unit,
            of_year=True,
        ),
    )
}
"""What can be named in an indicator besides the register of counts."""


class Counted:
    """Counts from the registers by unit and period; each register is read once a period."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._by_unit: dict[tuple[str, str], dict[str, list[int]]] = {}
        self._under: dict[str, frozenset[str]] = {}
        self._children = children_of_units(desk)

    def numbers(self, name: str, unit: str, period: str) -> tuple[int, ...]:
        """The numbers of the records that are counted of a unit and those below it."""
        tally = TALLIES[name]
        key = (name, period if tally.of_year else "")
        if key not in self._by_unit:
            self._by_unit[key] = self._read(tally, span_of(period, self._desk))
        if unit not in self._under:
            self._under[unit] = units_under(self._desk, unit, self._children)
        by_unit = self._by_unit[key]
        codes = self._under[unit]
        return tuple(sorted(n for code in codes for n in by_unit.get(code, ())))

    def _read(self, tally: Tally[Record], span: Span) -> dict[str, list[int]]:
        by_unit: dict[str, list[int]] = defaultdict(list)
        for number, record in self._desk.table(tally.register).items():
            if tally.counts(record, span, self._desk):
                by_unit[tally.unit_of(record, self._desk)].append(number)
        return by_unit


_MOMENTS = {
    "opening": N_("{name}, at the beginning"),
    "closing": N_("{name}, at the end"),
    "average": N_("{name}, average"),
    "year_before": N_("{name}, a year before"),
}


def label_of(name: str, called: str = "") -> str:
    """What a named count is called, reported or counted, in the language in use.

    After the name may stand its moment, as in an expression: `population@opening`; what an
    indicator is `called` stands in place of its key.
    """
    name, *moments = name.split("@")
    label = called or (_(TALLIES[name].label) if name in TALLIES else label_of_count(name))
    for moment in moments:
        label = _(_MOMENTS[moment]).format(name=label)
    return label


def noun_of(name: str) -> str:
    """The English noun for its cases, to be translated when shown: `births`, `payments`."""
    if name in TALLIES:
        return TALLIES[name].noun
    return COUNT_NAMES[name].noun if name in COUNT_NAMES else ""
