"""Keeping a copy of the office and its history (`fptui backup`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fptui.errors import FptuiError
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import FileJob
from fptui.jobs.plan import Done, Plan
from fptui.jobs.questions import Given, asked
from fptui.language import N_, _
from fptui.reports.soundness import content_said
from fptui.store import Office, Reading, backup, refuse_taken

_SIZES = ("B", "KB", "MB", "GB", "TB")


def _beside(office: Reading, _given: Given) -> str:
    return str(_named(office.path.parent, office.path, office.about.name))


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the backup goes."""

    file: Path | None = asked(
        FileToWrite(
            N_("File name"),
            argument="FILE",
            needed=True,
            into_folder=True,
            replaces=False,
            proposed=_beside,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan(Plan):
    """Which file would be written."""

    target: Path


def plan_backup(place: Path, answers: Answers) -> BackupPlan:
    """The file that was named; in a folder, one of the office's name and the day."""
    file = answers.file
    if file is None:
        raise FptuiError(_("Name the file to write."))
    if file.is_dir():
        with Office(place, read_only=True) as office:
            file = _named(file, place, office.about.name)
    refuse_taken(file)
    return BackupPlan(title=_("Write a backup to {path}").format(path=file), target=file)


def _named(folder: Path, place: Path, name: str) -> Path:
    kept = "".join(letter for letter in name if letter.isalnum() or letter in "-_")
    stem, now = kept or place.stem, datetime.now()
    path = folder / f"{stem}-{now:%Y-%m-%d}.zip"
    return folder / f"{stem}-{now:%Y-%m-%d-%H%M%S}.zip" if path.exists() else path


def write_backup(place: Path, _answers: Answers, plan: BackupPlan) -> Done:
    """Write the backup and read it again to verify it."""
    report = backup(place, plan.target)
    said = _("{path}: {content}; {size}, verified").format(
        path=plan.target,
        content=content_said(report),
        size=_size(plan.target.stat().st_size),
    )
    return Done((said,), plan.target)


def _size(count: int) -> str:
    size, unit = float(count), 0
    while size >= 1000 and unit < len(_SIZES) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {_SIZES[unit]}" if unit else f"{count} {_SIZES[0]}"


BACKUP_OFFICE = FileJob(
    command=("backup",),
    title=N_("Write a backup"),
    help=N_("Write the office and its history to one compressed file, and verify it."),
    answers=Answers,
    plan=plan_backup,
    carry_out=write_backup,
)
