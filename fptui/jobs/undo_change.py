"""Taking the last change back, and making it again (`fptui undo`, `fptui redo`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Done, Group, Outcome, Outcomes, Plan, Revealing
from fptui.jobs.questions import REASON, asked
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.reports.changes import effect_said, record_of, time_said, what_was_done
from fptui.store import Change, Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Why."""

    reason: str = asked(REASON)


def plan_undo(office: Reading, _answers: Answers, _progress: Progress) -> Plan:
    """Which change would be taken back, and what becomes of each record."""
    change = office.undoable()
    if change is None:
        return Plan(title=_("Undo"), nothing=_("There is nothing to undo."))
    said = _("Change {number} of {time} by {user}{reason}: {what}")
    done = _("Undone: change {number}{reason}: {what}")
    back = tuple(edit.reversed for edit in reversed(change.edits))
    return Plan(
        title=_("Undo change {number}").format(number=change.sequence),
        said=(_about(said, change.sequence, change, change.reason, office),),
        headings=_headings(),
        groups=(_group(back, office),),
        done=_about(done, change.sequence, change, change.reason, office),
        reveals=_revealing(back, office),
    )


def plan_redo(office: Reading, _answers: Answers, _progress: Progress) -> Plan:
    """Which change would be made again, and what becomes of each record."""
    undone = office.redoable()
    if undone is None:
        return Plan(title=_("Redo"), nothing=_("There is nothing to redo."))
    again = tuple(edit.reversed for edit in reversed(undone.edits))
    # what an undo took back, told the way it would be again
    change = replace(undone, kind="change", edits=again)
    said = _("Change {number}, undone {time} by {user}{reason}: {what}")
    done = _("Made again: change {number}{reason}: {what}")
    return Plan(
        title=_("Redo change {number}").format(number=undone.of),
        said=(_about(said, undone.of, change, undone.reason, office),),
        headings=_headings(),
        groups=(_group(again, office),),
        done=_about(done, undone.of, change, _first_reason(office, undone.of), office),
        reveals=_revealing(again, office),
    )


def _first_reason(office: Reading, sequence: int) -> str:
    """Why the change was made that is to be made again."""
    return next((one.reason for one in office.history() if one.sequence == sequence), "")


def _about(message: str, number: int, change: Change, reason: str, office: Reading) -> str:
    return message.format(
        number=number,
        time=time_said(change),
        user=harmless(change.user),
        reason=_(" ({reason})").format(reason=harmless(reason)) if reason else "",
        what=what_was_done(change, office),
    )


def _headings() -> tuple[str, ...]:
    return _("Register"), _("Record"), _("What happens")


def _group(edits: Sequence[Edit[Record]], office: Reading, *, reveal: bool = False) -> Group:
    def outcome(edit: Edit[Record]) -> Outcome:
        register = _(REGISTERS[edit.register].title)
        return Outcome(
            (register, record_of(edit, office), effect_said(edit, office, reveal=reveal))
        )

    return Group("records", _("records"), Outcomes(edits, outcome))


def _revealing(edits: Sequence[Edit[Record]], office: Reading) -> Revealing:
    """All private values whole; the history notes it of the register, if it is one only."""
    touched = {edit.register for edit in edits}
    register = touched.pop() if len(touched) == 1 else ""
    return Revealing(register, lambda: (_group(edits, office, reveal=True),))


def take_back(office: Reading, answers: Answers, plan: Plan, _progress: Progress) -> Done:
    """Take the change back by a new one; the history keeps both."""
    return Done((plan.done,) if office.undo(answers.reason) else ())


def make_again(office: Reading, answers: Answers, plan: Plan, _progress: Progress) -> Done:
    """Make the change again that was undone last."""
    return Done((plan.done,) if office.redo(answers.reason) else ())


UNDO = OfficeJob(
    command=("undo",),
    title=N_("Undo"),
    help=N_("Take the last change back; the history keeps both."),
    answers=Answers,
    plan=plan_undo,
    carry_out=take_back,
    must_do=True,
)

REDO = OfficeJob(
    command=("redo",),
    title=N_("Redo"),
    help=N_("Make the change again that was undone last."),
    answers=Answers,
    plan=plan_redo,
    carry_out=make_again,
    must_do=True,
)
