"""Keeping a copy of the office, and putting one in its place: `backup` and `restore`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from fptui import store
from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.errors import FptuiError
from fptui.language import N_, _, ngettext
from fptui.store import Report

_UNITS = ("B", "KB", "MB", "GB", "TB")


@click.command(
    cls=OfficeCommand,
    help=N_("Write the office and its history to one compressed file, and verify it."),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@told
def backup(session: Session, file: Path) -> None:
    """Write a backup to FILE; in a folder, under the office's name and the day."""
    session.refuse_past()
    target = _name_in(file, session) if file.is_dir() else file
    report = store.backup(session.place, target)
    click.echo(
        _("{path}: {content}; {size}, verified").format(
            path=target, content=content_of(report), size=_size(target.stat().st_size)
        ),
        err=True,
    )


def _name_in(folder: Path, session: Session) -> Path:
    with session.present(read_only=True) as office:
        name = office.about.name
    kept = "".join(letter for letter in name if letter.isalnum() or letter in "-_")
    stem = kept or session.place.stem
    now = datetime.now()
    path = folder / f"{stem}-{now:%Y-%m-%d}.zip"
    return folder / f"{stem}-{now:%Y-%m-%d-%H%M%S}.zip" if path.exists() else path


@click.command(cls=OfficeCommand, help=N_("Put a backup in the place of the office."))
@click.option("--yes", is_flag=True, cls=TranslatedOption, help=N_("Replace without asking."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@told
def restore(session: Session, yes: bool, file: Path) -> None:
    """Restore FILE to the office's place; the office that stands there is put aside."""
    session.refuse_past()
    session.refuse_read_only()
    place = session.place
    report = store.verify_backup(file)
    if place.exists() and not yes:
        _ask(place, file, report)
    aside = store.restore(file, place)
    message = (
        _("{path} is restored: {content}. What stood there is kept as {aside}.")
        if aside
        else _("{path} is restored: {content}.")
    )
    click.echo(message.format(path=place, content=content_of(report), aside=aside), err=True)


def _ask(place: Path, file: Path, report: Report) -> None:
    if not _at_terminal():
        raise FptuiError(
            _("{path} exists; with --yes it is put aside and replaced.").format(path=place)
        )
    question = _("Put {path} aside and restore {file} ({content})?").format(
        path=place, file=file, content=content_of(report)
    )
    if not click.confirm(question, err=True):
        raise FptuiError(_("Nothing was changed."))


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def content_of(report: Report) -> str:
    """How many changes and records a check has read."""
    changes = ngettext("{count} change", "{count} changes", report.good_changes).format(
        count=report.good_changes
    )
    records = ngettext("{count} record", "{count} records", report.good_records).format(
        count=report.good_records
    )
    return changes + _(", ") + records


def _size(count: int) -> str:
    size, unit = float(count), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {_UNITS[unit]}" if unit else f"{count} {_UNITS[0]}"
