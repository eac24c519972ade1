"""What stood on a day, reckoned from the dates of states and not from the state of today.

A record keeps its present state and since when it is in it, not all states before. What
can be told of an earlier day follows from these: who left later was still there, who came
later was not. The day that counts is the one on which something was, as the day of an exit;
when it was written down, the history tells.
"""

from __future__ import annotations

from datetime import date

from fptui.registers.declaration import Desk
from fptui.registers.findings import Finding
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.payments import PAYMENTS, is_made
from fptui.registers.recipient_file import Recipient

LEFT = ("exited", "suspended", "rejected")


def left_on(person: Recipient) -> date | None:
    """The day on which a file left: that of the exit, else that of its state; None if unknown."""
    if person.state == "exited" and person.exit_date is not None:
        return person.exit_date
    return person.since if person.state in LEFT else None


def was_receiving(person: Recipient, day: date, year: int, desk: Desk) -> bool:
    """Whether a file received the subsidy on a day of a programme year."""
    entitled = person.paid_from is not None and person.paid_from <= year
    if person.state == "receiving":
        if person.since is None or person.since <= day:
            return True
        # suspended and taken up again: somebody paid before received before
        return entitled and _was_paid_by(person, day, desk)
    left = left_on(person)
    return entitled and left is not None and left > day


def _was_paid_by(person: Recipient, day: date, desk: Desk) -> bool:
    payments = desk.referring(PAYMENTS, "recipient", person.file_number)
    return any(is_made(one) and one.paid_date is not None and one.paid_date <= day
               for one in payments)  # fmt: skip


def day_found(finding: Finding, desk: Desk) -> date | None:
    """The day of a finding: that of its inspection, else of its notice, else of its deadline."""
    inspection = desk.find(INSPECTIONS, finding.inspection)
    if inspection is not None and inspection.date is not None:
        return inspection.date
    return finding.notice_sent or finding.deadline or finding.put_right or finding.rechecked


def was_closed(finding: Finding, day: date) -> bool:
    """Whether a finding had been accepted by a day."""
    accepted = finding.result == "accepted" and finding.rechecked is not None
    return accepted and finding.rechecked is not None and finding.rechecked <= day
