"""The way of a file from application to exit: its states, what may come next, and the guards.

Steps and separation of duties follow 财教〔2005〕77号 art. 3–4 and the provinces' management
measures: village review and notice, township review and notice, confirmation by the
district, payment, yearly re-verification, exit. Days and exceptions are the rules'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from fptui.language import _, ngettext
from fptui.programme.eligibility import Result, judge
from fptui.programme.rounds import stopped_by_leaving
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk, Record, Value
from fptui.registers.edits import Edit
from fptui.registers.payments import Payment
from fptui.registers.recipient_file import EXIT_REASONS, STATES, Recipient, recorders
from fptui.registers.recipients import RECIPIENTS

NEXT: dict[str, tuple[str, ...]] = {
    "applied": ("village_noticed", "rejected"),
    "village_noticed": ("township_reviewed", "rejected"),
    "township_reviewed": ("confirmed", "rejected"),
    "confirmed": ("receiving", "rejected", "exited"),
    "receiving": ("suspended", "exited"),
    "suspended": ("receiving", "exited"),
    "rejected": ("applied",),
    "exited": (),
}
"""What may follow each state."""

_JUDGED = frozenset({"village_noticed", "township_reviewed", "confirmed", "receiving"})
_WITH_REASON = frozenset({"rejected", "suspended"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step that is asked for: to which state, on which day, by whom, and why."""

    to: str
    day: date
    user: str
    year: int
    reason: str = ""
    exit_reason: str = ""
    exit_date: date | None = None


@dataclass(slots=True)
class Plan:
    """What a step would do to many files: those that can move, and why the others cannot.

    `refused` holds number, record, reasons.
    `stopped` are the payments of those who leave or rest that are not made any more,
    `too_late` those that the bank has already.
    """

    step: Step
    moves: list[Edit[Recipient]] = field(default_factory=list)
    refused: list[tuple[int, Recipient, list[str]]] = field(default_factory=list)
    stopped: list[Edit[Payment]] = field(default_factory=list)
    too_late: list[Payment] = field(default_factory=list)

    @property
    def edits(self) -> list[Edit[Record]]:
        """All that the step changes."""
        return [*self.moves, *self.stopped]


def why_not(recipient: Recipient, step: Step, rules: Programme) -> list[str]:
    """All that stands in the way of a step, in words; nothing for a file that may move."""
    if step.to not in NEXT.get(recipient.state, ()):
        return [_not_from_here(recipient.state, step.to)]
    return [
        *_notice_too_short(recipient, step, rules),
        *_same_person(recipient, step, rules),
        *_not_entitled(recipient, step, rules),
        *_nothing_to_pay_to(recipient, step),
        *_unexplained(recipient, step),
    ]


def moved(recipient: Recipient, step: Step) -> Recipient:
    """The file after a step that may be made."""
    fields: dict[str, Value] = {
        "state": step.to,
        "since": step.day,
        "state_reason": step.reason,
    }
    if step.to == "receiving" and recipient.paid_from is None:
        fields["paid_from"] = step.year
    if step.to == "exited":
        fields["exit_date"] = step.exit_date
        fields["exit_reason"] = step.exit_reason
    return msgspec.structs.replace(recipient, **fields)


def plan(desk: Desk, files: Iterable[tuple[int, Recipient]], step: Step, rules: Programme) -> Plan:
    """What a step would do to these files."""
    foreseen = Plan(step)
    for number, recipient in files:
        reasons = why_not(recipient, step, rules)
        if reasons:
            foreseen.refused.append((number, recipient, reasons))
        else:
            after = moved(recipient, step)
            foreseen.moves.append(Edit(RECIPIENTS.name, number, recipient, after))
    leaving = [edit.after for edit in foreseen.moves if edit.after is not None]
    foreseen.stopped, foreseen.too_late = stopped_by_leaving(desk, rules, leaving)
    return foreseen


def next_states(states: Iterable[str]) -> list[str]:
    """The states that may follow any of these, in the order of the way."""
    possible = {following for state in states for following in NEXT.get(state, ())}
    return [state for state in STATES if state in possible]


# --- the guards ---------------------------------------------------------------------------


def _not_from_here(state: str, to: str) -> str:
    following = [_(STATES[one]) for one in NEXT.get(state, ())]
    return _("from “{state}” a file goes to {next}, not to “{to}”").format(
        state=_(STATES.get(state, state)),
        next=_(" or ").join(following) if following else _("nowhere"),
        to=_(STATES.get(to, to)),
    )


def _notice_too_short(recipient: Recipient, step: Step, rules: Programme) -> Iterable[str]:
    """The list must have hung so long before the next step; a rejection need not wait."""
    days = {
        "township_reviewed": rules.procedure.village_notice_days,
        "confirmed": rules.procedure.township_notice_days,
        "receiving": rules.procedure.district_notice_days,
    }.get(step.to)
    if days is None or recipient.state == "suspended":
        return
    if recipient.since is None:
        yield _("the day on which its notice went up is not recorded")
        return
    free = recipient.since + timedelta(days=days)
    if step.day < free:
        said = ngettext(
            "its notice has to hang {days} day: it may move on {day}",
            "its notice has to hang {days} days: it may move on {day}",
            days,
        )
        yield said.format(days=days, day=free.isoformat())


def _same_person(recipient: Recipient, step: Step, rules: Programme) -> Iterable[str]:
    """Who records a file does not confirm it (财教〔2005〕77号 art. 4)."""
    if rules.procedure.recorder_may_confirm or step.to != "confirmed":
        return
    if step.user in recorders(recipient):
        yield _("{user} recorded it; another person has to confirm it").format(user=step.user)


def _not_entitled(recipient: Recipient, step: Step, rules: Programme) -> Iterable[str]:
    if step.to in _JUDGED:
        verdict = judge(recipient, rules, step.year, step.day)
        if verdict.result is not Result.MET:
            yield verdict.missing


def _nothing_to_pay_to(recipient: Recipient, step: Step) -> Iterable[str]:
    if step.to == "receiving" and not recipient.account:
        yield _("there is no account to pay to")


def _unexplained(recipient: Recipient, step: Step) -> Iterable[str]:
    if step.to in _WITH_REASON and not step.reason.strip():
        yield _("a reason is asked for")
    if step.to != "exited":
        return
    if not step.exit_reason:
        yield _("a reason for the exit is asked for: {codes}").format(codes=" ".join(EXIT_REASONS))
    if step.exit_date is None:
        yield _("the day of the exit is asked for")
    elif step.exit_date > step.day:
        yield _("the day of the exit lies in the future")
    elif recipient.birth_date is not None and step.exit_date < recipient.birth_date:
        yield _("the day of the exit lies before the birth")
