"""Moving recipients' files to their next state (`fptui move`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fptui.exchange.rules import rules_of
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import WHO, Group, Outcome, Plan, file_outcome
from fptui.jobs.questions import Choice, Day, Given, Option, Text, asked, today
from fptui.jobs.record_questions import Records
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.procedure import Plan as Foreseen
from fptui.programme.procedure import Step, next_states, plan
from fptui.programme.rounds import Progress
from fptui.registers.declaration import Desk
from fptui.registers.payments import Payment
from fptui.registers.recipient_file import EXIT_REASONS, STATES, Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import name_of
from fptui.reports.changes import record_of
from fptui.reports.rounds import payment_called, stopped_said
from fptui.store import Reading, user_name


def _states(office: Reading, given: Given) -> Sequence[Option]:
    """The states that the chosen files may go to; all of them where none is chosen."""
    files = _files(office, given.get("files", ()))
    states = next_states(one.state for _number, one in files) if files else list(STATES)
    return [Option(state, _(STATES[state])) for state in states]


def _exit_reasons(_office: Reading, _given: Given) -> Sequence[Option]:
    return [Option(code, _(label)) for code, label in EXIT_REASONS.items()]


def _to(*states: str) -> Callable[[Given], bool]:
    return lambda given: given.get("state") in states


@dataclass(frozen=True, slots=True)
class Answers:
    """Which files go where, and what the step asks for."""

    state: str = asked(Choice(N_("Move to"), options=_states, argument="STATE", needed=True))
    files: tuple[int, ...] = asked(
        Records(N_("Files"), register="recipients", argument="FILE_NO", needed=True)
    )
    reason: str = asked(
        Text(
            N_("Why"),
            N_("Why; a rejection and a suspension ask for it."),
            applies=_to("rejected", "suspended"),
            needed=True,
        )
    )
    exit_reason: str = asked(
        Choice(
            N_("Reason for exit"),
            N_("The code of the reason for an exit: 01 to 10, 99."),
            options=_exit_reasons,
            metavar="CODE",
            applies=_to("exited"),
            needed=True,
        )
    )
    exit_date: date | None = asked(
        Day(
            N_("Day of the exit"),
            N_("The day of an exit, such as that of a death."),
            applies=_to("exited"),
            needed=True,
            proposed=today,
        )
    )


def _files(office: Reading, numbers: object) -> list[tuple[int, Recipient]]:
    table = office.table(RECIPIENTS)
    return (
        [(one, table[one]) for one in numbers if one in table] if isinstance(numbers, tuple) else []
    )


def plan_move(office: Reading, answers: Answers, _progress: Progress) -> Plan:
    """Who can move, who cannot and why, and what happens to the payments of those who leave."""
    step = Step(
        answers.state,
        office.today,
        user_name(),
        office.year,
        answers.reason,
        answers.exit_reason,
        answers.exit_date,
    )
    foreseen = plan(office, _files(office, answers.files), step, rules_of(office.path))
    moves, refused = len(foreseen.moves), len(foreseen.refused)
    state = _(STATES[step.to])
    counted = ngettext("{moves} moves to {state}, {refused} cannot.",
                       "{moves} move to {state}, {refused} cannot.", moves)  # fmt: skip
    done = ngettext("{n} file moved to {state}.", "{n} files moved to {state}.", moves)
    return Plan(
        title=_("Move to {state}").format(state=state),
        said=(
            counted.format(moves=moves, state=state, refused=refused),
            *(
                (_("Why: {reason}").format(reason=harmless(answers.reason)),)
                if answers.reason
                else ()
            ),
            *stopped_said(foreseen),
        ),
        headings=tuple(map(_, WHO)),
        groups=_groups(foreseen, state, office),
        edits=foreseen.edits,
        reason=answers.reason or _("moved to {state}").format(state=state),
        done=done.format(n=moves, state=state),
        whom=record_of(foreseen.moves[0], office) if moves == 1 else "",
        problems=refused,
        nothing="" if moves else _("None of these files can move to {state}.").format(state=state),
    )


def _groups(foreseen: Foreseen, state: str, desk: Desk) -> tuple[Group, ...]:
    stays = [
        file_outcome(recipient, _("; ").join(reasons))
        for _number, recipient, reasons in foreseen.refused
    ]
    moves = [
        file_outcome(edit.before, f"{_(STATES[edit.before.state])} → {state}")
        for edit in foreseen.moves
        if edit.before is not None
    ]
    stopped = [edit.before for edit in foreseen.stopped if edit.before is not None]
    groups = (
        Group("refused", _("cannot move"), stays, told=True),
        Group("moves", _("moves"), moves),
        Group("stopped", _("payments stopped"), _payments(stopped, desk)),
        Group("too_late", _("at the bank already, ring it up"), _payments(foreseen.too_late, desk)),
    )
    return tuple(group for group in groups if group.outcomes or group.key in ("refused", "moves"))


def _payments(payments: Iterable[Payment], desk: Desk) -> list[Outcome]:
    """The payments of those who leave or rest; how many they are is said in sentences too."""
    return [
        Outcome(
            (
                harmless(one.recipient),
                harmless(name_of(desk, "recipients", one.recipient)),
                payment_called(one),
            )
        )
        for one in payments
    ]


MOVE_FILES = OfficeJob(
    command=("move",),
    title=N_("Move to the next state"),
    help=N_("Move files to their next state; who cannot move, and why, is said."),
    doing=N_("Looking who can move"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    plan=plan_move,
)
