"""Whether the office's file and the data in it are sound (`fptui check`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fptui.errors import FptuiError, StoreError
from fptui.exchange.rules import rules_of
from fptui.figures.soundness import problems_in
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import FileLookJob, Opening
from fptui.jobs.plan import Report
from fptui.jobs.questions import asked
from fptui.language import N_, _
from fptui.language.ways import way_to
from fptui.programme.payment_soundness import payment_problems
from fptui.programme.rounds import Progress
from fptui.reports.soundness import Trouble, check_said, content_said, problems_sheet, trouble_of
from fptui.store import Report as Checked
from fptui.store import check_office, salvage


@dataclass(frozen=True, slots=True)
class Answers:
    """Where what is good of a damaged office goes."""

    save: Path | None = asked(
        FileToWrite(
            N_("Save to"),
            N_("Write what is good of a damaged office to a new one."),
            replaces=False,
            on_screen=False,
        )
    )


def look_for_problems(
    place: Path, opened: Opening, answers: Answers, _progress: Progress
) -> Report:
    """Each problem of the file, its history and its records, and how much was read.

    FptuiError for a file of which nothing is good.
    """
    checked = check_office(place)
    if checked.good is None and not checked.sound:
        raise FptuiError(
            _("{problem} Nothing of it can be saved. Restore a backup.").format(
                problem=checked.problems[0]
            )
        )
    if answers.save is not None and checked.sound:
        raise FptuiError(
            _("{path} is not damaged; {way} makes a copy.").format(
                path=checked.path, way=way_to("backup", "FILE")
            )
        )
    found, notes = [Trouble(problem) for problem in checked.problems], []
    try:
        found += _in_records(opened)
    except StoreError:
        # damage is told of already; that a sound file cannot be opened is not
        if checked.sound:
            raise
        notes.append(_("The records could not be checked, as the office does not open."))
    if not checked.sound:
        notes.append(_saved(checked, answers.save))
    return Report(
        title=_("Check"),
        sheet=problems_sheet(found),
        content=check_said(checked, found),
        notes=tuple(notes),
        problems=len(found),
    )


def _in_records(opened: Opening) -> Iterator[Trouble]:
    with opened() as office:
        yield from map(trouble_of, problems_in(office))
        yield from map(trouble_of, payment_problems(office, rules_of(office.path)))


def _saved(checked: Checked, save: Path | None) -> str:
    """Save the longest good prefix, or say how."""
    if save is None:
        message = _("Good up to change {change}: {way} writes that to a file.")
        way = way_to("check", "--save", "FILE")
        return message.format(change=checked.good_changes, way=way)
    salvage(checked, save)
    return _("{path}: saved up to change {change}; {content}.").format(
        path=save, change=checked.good_changes, content=content_said(checked)
    )


CHECK_OFFICE = FileLookJob(
    command=("check",),
    title=N_("Check the office"),
    help=N_("Check the file, its history and the data: what is wrong, and where."),
    doing=N_("Checking"),
    answers=Answers,
    look=look_for_problems,
)
