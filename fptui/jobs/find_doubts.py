"""Files that are doubtful: one person twice, impossible numbers and dates (`fptui doubts`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fptui.exchange.rules import rules_of
from fptui.jobs.choices import Several
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Flag, Given, Option, asked
from fptui.language import N_, _, ngettext
from fptui.programme.doubt_search import find_doubts
from fptui.programme.doubts import Doubt
from fptui.programme.rounds import Progress
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS
from fptui.reports.doubts import doubts_sheet
from fptui.store import Reading


def kinds_of_doubts(_office: Reading, _given: Given) -> Sequence[Option]:
    """All kinds of doubts, as a question offers them."""
    return [Option(kind, _(label)) for kind, label in DOUBTS.items()]


@dataclass(frozen=True, slots=True)
class Answers:
    """Which doubts are listed; on screen they are all, by kind, and `r` reveals."""

    kinds: tuple[str, ...] = asked(
        Several(
            N_("Kinds of doubts"),
            N_("Only doubts of this kind, such as same_id; can be given again."),
            options=kinds_of_doubts,
            flags=("--kind",),
            metavar="KIND",
            on_screen=False,
        )
    )
    reveal: bool = asked(
        Flag(
            N_("Reveal private fields"),
            N_("Do not mask private fields; this is noted in the history."),
            on_screen=False,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtsReport(Report):
    """The doubts beside their table, for a screen that settles them one after the other."""

    doubts: tuple[Doubt, ...]


def look_for_doubts(office: Reading, answers: Answers, progress: Progress) -> DoubtsReport:
    """The doubts that are not settled; they are problems where there are some."""
    found = [
        doubt
        for doubt in find_doubts(office, rules_of(office.path), progress)
        if not answers.kinds or doubt.kind in answers.kinds
    ]
    n = len(found)
    said = ngettext("private fields of {n} doubt shown", "private fields of {n} doubts shown", n)
    return DoubtsReport(
        title=_("Doubts"),
        doubts=tuple(found),
        sheet=doubts_sheet(found, office, reveal=answers.reveal),
        notes=() if found else (_("Nothing is doubtful that was not settled."),),
        problems=n,
        revealed=said.format(n=n) if answers.reveal and found else "",
        register=RECIPIENTS.name,
    )


FIND_DOUBTS = LookJob(
    command=("doubts",),
    title=N_("Doubtful files: one person twice, impossible numbers and dates"),
    help=N_("List the files that are doubtful: one person twice, impossible numbers and dates."),
    doing=N_("Looking for doubts"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    look=look_for_doubts,
)
