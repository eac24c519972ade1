"""A job: something that people do with an office, told once for the command line and the screens.

A job is a plain object: its questions, what it would do (`plan`, which changes nothing),
and its carrying out. A job that only looks has a `look` instead. Commands with their
options, dialogs with their fields, menus, the palette and the help are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from fptui.jobs.plan import Done, Plan, Report
from fptui.jobs.questions import Question, questions_of
from fptui.programme.rounds import Progress
from fptui.store import Reading

A = TypeVar("A")
P = TypeVar("P", bound=Plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all jobs have in common.

    `command` are the words after `fptui`. `title` names it in menus, `help` says at the
    command line what it does, `doing` what is shown while it works; all three are marked.
    `menus` are the registers under whose key `m` it stands; `answers` the type of its
    answers, each field a question.
    """

    command: tuple[str, ...]
    title: str
    help: str
    answers: type
    doing: str = ""
    menus: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The words of the command, by which the job is known."""
        return " ".join(self.command)

    @property
    def questions(self) -> dict[str, Question[object]]:
        """Its questions by key, in order."""
        return questions_of(self.answers)


@dataclass(frozen=True, slots=True)
class NoAnswers:
    """The answers of a job that asks nothing."""


def make_edits(office: Reading, _answers: object, plan: Plan, _progress: Progress) -> Done:
    """Carry out a plan that is all edits: one change with its reason."""
    office.change(plan.edits, plan.reason)
    return Done((plan.done,) if plan.done else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeJob(Job, Generic[A, P]):
    """A job that changes the office, or writes a file for which it is noted.

    `asks` is the question that is asked at a terminal before it is done (marked), where
    doing it unasked would surprise; a screen always shows the plan and asks. `changes`
    tells whether the office itself is changed, so that it must be open for writing.
    `must_do` tells that to find nothing to do is a failure. `alone` is what its command shows where
    no record is named: those that wait for the job.
    """

    answers: type[A]
    plan: Callable[[Reading, A, Progress], P]
    carry_out: Callable[[Reading, A, P, Progress], Done] = make_edits
    asks: str = ""
    changes: bool = True
    must_do: bool = False
    alone: LookJob[NoAnswers] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookJob(Job, Generic[A]):
    """A job that only looks; what it found can be read, and written as data in any format.

    `format` is the one in which it is written where none is named; else it is for the
    window on a terminal.
    """

    answers: type[A]
    look: Callable[[Reading, A, Progress], Report]
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileJob(Job, Generic[A, P]):
    """A job on the office's file as a whole, for which it need not, or must not, be open.

    `exclusive` tells that the office must be closed while it is carried out.
    """

    answers: type[A]
    plan: Callable[[Path, A], P]
    carry_out: Callable[[Path, A, P], Done]
    asks: str = ""
    exclusive: bool = field(default=False)
