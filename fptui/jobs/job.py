"""A job: something that people do with an office, told once for the command line and the screens.

A job is a plain object: its questions, what it would do (`plan`, which changes nothing),
and its carrying out. A job that only looks has a `look` instead. Commands with their
options, dialogs with their fields, menus, the palette and the help are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from fptui.errors import UnknownName
from fptui.exchange.writing.formats import EVERY_FORMAT
from fptui.jobs.plan import Done, Plan, Report
from fptui.jobs.questions import Question, questions_of
from fptui.language import _
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.reports.changes import record_of
from fptui.store import Reading

A = TypeVar("A")
P = TypeVar("P", bound=Plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all jobs have in common.

    `command` are the words after `fptui`. `title` names it in menus, `help` says at the
    command line what it does, `doing` what is shown while it works; all three are marked.
    `menus` are the registers under whose key `m` it stands; `answers` the type of its
    answers, each field a question. `only_on_screen` says (marked) why its command does
    nothing, and which one to use; it is empty for all others.
    """

    command: tuple[str, ...]
    title: str
    help: str
    answers: type
    doing: str = ""
    menus: tuple[str, ...] = ()
    only_on_screen: str = ""

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
    """Carry out a plan that is all edits: one change with its reason; whom it met is said."""
    office.change(plan.edits, plan.reason)
    whom = plan.whom or (record_of(plan.edits[0], office) if len(plan.edits) == 1 else "")
    if not plan.done:
        return Done()
    told = _("{subject}: {what}").format(subject=whom, what=plan.done) if whom else plan.done
    return Done((told,))


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
class Looking(Job):
    """A job that only looks; what it found can be read, and written as data in any format.

    `format` is the one in which it is written where none is named; else it is for the
    window on a terminal. `formats` are those in which it may be written, all where it is
    empty.
    """

    format: str = ""
    formats: tuple[str, ...] = ()

    def format_for(self, named: str, path: Path | None) -> str:
        """The format that is named, else that of the file's ending, else its own.

        UnknownName for one in which it is not written.
        """
        ending = path.suffix.lower() if path is not None else ""
        by_ending = next((one for one in EVERY_FORMAT.values() if one.ending == ending), None)
        chosen = named or (by_ending.name if by_ending is not None else self.format)
        if self.formats and chosen not in self.formats:
            raise UnknownName(
                _("“{title}” is not written as “{name}”. {hint}The formats: {names}.").format(
                    title=_(self.title),
                    name=harmless(chosen[:40]),
                    hint=meant(chosen, self.formats),
                    names=_(", ").join(self.formats),
                )
            )
        return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class LookJob(Looking, Generic[A]):
    """A job that looks at the records of the office."""

    answers: type[A]
    look: Callable[[Reading, A, Progress], Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileJob(Job, Generic[A, P]):
    """A job on the office's file as a whole, for which it need not, or must not, be open.

    `may_ask` tells that there are plans of it that ask. `exclusive` tells that the office
    must be closed while it is carried out.
    """

    answers: type[A]
    plan: Callable[[Path, A], P]
    carry_out: Callable[[Path, A, P], Done]
    may_ask: bool = False
    exclusive: bool = False


Opening: TypeAlias = Callable[[], AbstractContextManager[Reading]]
"""Opens the office as it was asked for: of which year, as of which day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLookJob(Looking, Generic[A]):
    """A job that looks at the office's file, which may be damaged.

    `look` gets the file's place and what opens the office in it; StoreError tells that
    it does not open.
    """

    answers: type[A]
    look: Callable[[Path, Opening, A, Progress], Report]
