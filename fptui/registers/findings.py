"""Findings (问题台账): what an inspected unit was told to put right, by when, and whether it did.

The state is not kept but follows from the dates: told, put right, re-checked, closed or overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fptui.language import N_, _
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.summed import SUMMED
from fptui.registers.values.lists import FINDING_KINDS

RESULTS = {"accepted": N_("Accepted"), "refused": N_("Refused")}
STATES = {
    "overdue": N_("Overdue"),
    "open": N_("Outstanding"),
    "to_recheck": N_("To re-check"),
    "closed": N_("Closed"),
}


class Finding(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of problem found at one unit, in cases."""

    number: str
    inspection: str
    unit: str
    kind: str
    cases: int = 1
    notice_sent: date | None = None
    deadline: date | None = None
    put_right: date | None = None
    rechecked: date | None = None
    result: str = ""
    notes: str = ""


def state_of(finding: Finding, today: date) -> str:
    """Where a finding stands on a day: `overdue`, `open`, `to_recheck` or `closed`.

    A re-check that refuses the work opens the finding again.
    """
    if finding.result == "accepted" and finding.rechecked is not None:
        return "closed"
    if finding.put_right is not None and finding.result != "refused":
        return "to_recheck"
    if finding.deadline is not None and finding.deadline < today:
        return "overdue"
    return "open"


def _state(finding: Finding, desk: Desk) -> str:
    return state_of(finding, desk.today)


def _dates_follow(finding: Finding) -> Iterator[str]:
    days = [finding.notice_sent, finding.put_right, finding.rechecked]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        yield _("the dates of notice, work and re-check are not in order")
    if finding.cases < 0:
        yield _("a number of cases cannot be negative")


FINDINGS = Register(
    name="findings",
    title=N_("Findings"),
    record=Finding,
    identity=("number",),
    words=("number", "unit", "notes"),
    called_choices=("state", "kind", "result"),
    sort="state",
    counted_by="state",
    screen=5,
    place=1,
    rules=(_dates_follow,),
    columns=(
        Column("number", N_("No."), Kind.CODE, 10, required=True, numbered=True),
        Column("state", N_("State"), Kind.CHOICE, 11, choices=STATES, compute=_state),
        Column(
            "unit", N_("Unit"), Kind.REFERENCE, 14, register="units", required=True, repeats=True
        ),
        Column("kind", N_("Kind"), Kind.CHOICE, 26, choices=FINDING_KINDS, required=True),
        Column("cases", N_("Cases"), Kind.INTEGER, 5, summed=SUMMED),
        Column("deadline", N_("Deadline"), Kind.DATE, 10),
        Column("notice_sent", N_("Notice sent"), Kind.DATE, 11),
        Column("put_right", N_("Put right"), Kind.DATE, 10),
        Column("rechecked", N_("Re-checked"), Kind.DATE, 10),
        Column("result", N_("Result"), Kind.CHOICE, 9, choices=RESULTS),
        Column(
            "inspection",
            N_("Inspection"),
            Kind.REFERENCE,
            10,
            register="inspections",
            required=True,
            repeats=True,
        ),
        Column("notes", N_("Notes"), width=24),
    ),
)
