"""The sheets in which registers are filled by the row, and the rows that are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fptui.language import N_
from fptui.registers import REGISTERS
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.contacts import CONTACTS
from fptui.registers.counts import COUNT_NAMES, COUNTS
from fptui.registers.declaration import Desk, EntrySheet, Value, Values
from fptui.registers.findings import FINDINGS
from fptui.registers.inspections import INSPECTIONS, findings_of
from fptui.registers.payments import PAYMENTS, is_open
from fptui.registers.trainings import TRAININGS, Training, attendance_of
from fptui.registers.units import UNITS
from fptui.registers.values.period import year_earlier

_AUDIENCES = {
    "township": ("乡", "鄉", "镇", "鎮", "街道", "township"),
    "village": ("村", "社区", "社區", "village", "communit"),
}
"""The words in a session's audience by which a level of units is meant."""


def _units_of(level: Iterable[str], desk: Desk) -> list[str]:
    units = desk.table(UNITS).values()
    return sorted(unit.code for unit in units if unit.level in level)


def _invited(desk: Desk, head: Values) -> Sequence[Values]:
    """The units of a session: named, of the session before, or of its audience, and entered."""
    number = str(head["session"])
    known = [line.unit for line in attendance_of(desk, number)]
    session = desk.find(TRAININGS, number)
    more = _audience(desk, session) if session is not None else []
    return [{"unit": unit} for unit in dict.fromkeys((*more, *known))]


def _audience(desk: Desk, session: Training) -> list[str]:
    units = desk.table(UNITS).values()
    named = [unit.code for unit in units if unit.level != "district" and unit.name and
             unit.name in session.audience]  # fmt: skip
    if named:
        return named
    like = [
        one
        for one in desk.table(TRAININGS).values()
        if one.number != session.number
        and one.topic == session.topic
        and one.audience == session.audience
        and attendance_of(desk, one.number)
    ]
    if like:
        last = max(like, key=lambda one: (str(one.date or ""), one.number))
        return [line.unit for line in attendance_of(desk, last.number)]
    words = session.audience.casefold()
    levels = [level for level, said in _AUDIENCES.items() if any(word in words for word in said)]
    if session.level in _AUDIENCES:
        levels = levels or [session.level]
    return _units_of(levels or ["township"], desk)


def _last_session(desk: Desk) -> Values:
    """The session held last of which no attendance is entered; none where all are."""
    waiting = [
        session
        for session in desk.table(TRAININGS).values()
        if session.state != "cancelled"
        and session.date is not None
        and session.date <= desk.today
        and not attendance_of(desk, session.number)
    ]
    last = max(waiting, key=lambda one: (str(one.date), one.number), default=None)
    return {} if last is None else {"session": last.number}


def _who_came(desk: Desk, head: Values) -> Sequence[Values]:
    return [{"unit": line.unit} for line in attendance_of(desk, str(head["session"]))]


def _counted(desk: Desk, head: Values) -> Sequence[Values]:
    """The units that had counts in this period or a year before, else all villages."""
    period = str(head["period"])
    now, before = (
        dict.fromkeys(one.unit for one in desk.referring(COUNTS, "period", when))
        for when in (period, year_earlier(period))
    )
    units = [*before, *now] if before else [*now, *_units_of(["village"], desk)]
    return [{"unit": unit} for unit in sorted(set(units))]


def _names_counted(desk: Desk, head: Values) -> Sequence[str]:
    """What was counted in this period, a year before, or else in the last one of its kind."""
    period = str(head["period"])
    alike = [one.period for one in desk.table(COUNTS).values() if len(one.period) == len(period)]
    for when in (period, year_earlier(period), max(alike, default="")):
        found = {one.name for one in desk.referring(COUNTS, "period", when)}
        if found:
            known = [name for name in COUNT_NAMES if name in found]
            return [*known, *sorted(found.difference(known))]
    return ["births", "births_in_plan"]


def _of_inspection(desk: Desk, head: Values) -> Sequence[Values]:
    """The findings of an inspection that are entered, then its units without one."""
    number = str(head["inspection"])
    known = findings_of(desk, number)
    inspection = desk.find(INSPECTIONS, number)
    units = inspection.units if inspection is not None else ()
    told = {finding.unit for finding in known}
    rows: list[Values] = [{"number": one.number, "unit": one.unit} for one in known]
    return [*rows, *({"unit": unit} for unit in units if unit not in told)]


def _last_inspection(desk: Desk) -> Values:
    held = [one for one in desk.table(INSPECTIONS).values() if one.date is not None]
    last = max(held, key=lambda one: (str(one.date), one.number), default=None)
    return {} if last is None else {"inspection": last.number}


def _at_the_bank(desk: Desk, head: Values) -> Sequence[Values]:
    """The payments of a round that are at the bank and not answered."""
    return [
        {"recipient": payment.recipient}
        for payment in desk.table(PAYMENTS).values()
        if (payment.year, payment.round) == (head["year"], head["round"])
        and payment.sent_date is not None
        and is_open(payment)
    ]


def _last_round(desk: Desk) -> Values:
    sent = [
        (payment.year, payment.round)
        for payment in desk.table(PAYMENTS).values()
        if payment.sent_date is not None and is_open(payment)
    ]
    year, number = max(sent, default=(desk.year, 1))
    return {"year": year, "round": number}


def _contacts(desk: Desk, _head: Values) -> Sequence[Values]:
    return [{"leader": one.leader, "unit": one.unit} for one in desk.table(CONTACTS).values()]


ENTRY_SHEETS: dict[str, EntrySheet] = {
    sheet.key: sheet
    for sheet in (
        EntrySheet(
            "attendance",
            ATTENDANCE.name,
            N_("Enter the attendance of a session"),
            head=("session",),
            row=("unit",),
            cells=("invited", "attended", "tested", "passed"),
            proposed=_invited,
            head_proposed=_last_session,
            free=True,
        ),
        EntrySheet(
            "tests",
            ATTENDANCE.name,
            N_("Enter the results of a test"),
            head=("session",),
            row=("unit",),
            beside=("attended",),
            cells=("tested", "passed"),
            proposed=_who_came,
        ),
        EntrySheet(
            "counts",
            COUNTS.name,
            N_("Enter the counts of a period"),
            head=("period", "base", "source"),
            row=("unit",),
            cells=("value",),
            across="name",
            value="value",
            names=_names_counted,
            within="unit",
            proposed=_counted,
            free=True,
        ),
        EntrySheet(
            "findings",
            FINDINGS.name,
            N_("Enter the findings of an inspection"),
            head=("inspection",),
            row=("unit",),
            beside=("number",),
            cells=("kind", "cases", "deadline", "notice_sent", "notes"),
            numbered="number",
            proposed=_of_inspection,
            head_proposed=_last_inspection,
            free=True,
        ),
        EntrySheet(
            "results",
            PAYMENTS.name,
            N_("Enter the results of payments"),
            head=("year", "round"),
            row=("recipient",),
            beside=("unit", "amount"),
            cells=("result", "paid_date", "return_reason"),
            proposed=_at_the_bank,
            head_proposed=_last_round,
            no_rows=N_(
                "No payment of this round waits for the bank's answer: m opens the round, "
                "and writes the list for the bank."
            ),
        ),
        EntrySheet(
            "visits",
            CONTACTS.name,
            N_("Enter the visits of contacts"),
            row=("leader", "unit"),
            cells=("visits", "role"),
            proposed=_contacts,
            free=True,
        ),
    )
}
"""All entry sheets by their keys, in the order of menus."""


def sheets_of(register: str) -> list[EntrySheet]:
    """The sheets in the menu of a register: its own, and those about one of its records."""
    return [
        sheet
        for sheet in ENTRY_SHEETS.values()
        if register == sheet.register or head_referring(sheet, register)
    ]


def head_referring(sheet: EntrySheet, register: str) -> str:
    """The column of a sheet's head that refers to a register; empty where none does."""
    declared = REGISTERS[sheet.register]
    columns = (declared.column(key) for key in sheet.head)
    return next((one.key for one in columns if one.register == register), "")


def next_number(numbers: Iterable[str], after: Value = "") -> str:
    """The number that follows the highest one of its kind: W05-024 after W05-023.

    Of several kinds the one used last counts; `after` is what the first number follows.
    """
    known = [number for number in numbers if number and number[-1].isdecimal()]
    last = known[-1] if known else ""
    if not last:
        return f"{after}-1" if after else "1"
    stem = last.rstrip("0123456789")
    alike = [one for one in known if one.rstrip("0123456789") == stem]
    highest = max(alike, key=lambda one: int(one[len(stem) :]))
    digits = highest[len(stem) :]
    return f"{stem}{int(digits) + 1:0{len(digits)}d}"
