"""Taking the last change back, and making it again: `undo` and `redo`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.errors import FptuiError
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.reports.changes import time_said, what_was_done
from fptui.store import Change, Office


def _with_reason(command: Any) -> Any:
    return click.option(
        "--reason",
        default="",
        metavar="TEXT",
        cls=TranslatedOption,
        help=N_("Why; it stands in the history."),
    )(command)


@click.command(cls=OfficeCommand, help=N_("Take the last change back; the history keeps both."))
@_with_reason
@click.pass_obj
@told
def undo(session: Session, reason: str) -> None:
    """Undo the last change that was not undone yet."""
    with session.changing() as office:
        change = office.undo(reason)
        if change is None:
            raise FptuiError(_("There is nothing to undo."))
        message = _("Undone: change {number} of {time} by {user}{reason}: {what}")
        click.echo(_about(message, change.sequence, change, office), err=True)


@click.command(cls=OfficeCommand, help=N_("Make the change again that was undone last."))
@_with_reason
@click.pass_obj
@told
def redo(session: Session, reason: str) -> None:
    """Make again what was undone last."""
    with session.changing() as office:
        undone = office.redo(reason)
        if undone is None:
            raise FptuiError(_("There is nothing to redo."))
        # what an undo took back, told the way it is again now
        edits = tuple(edit.reversed for edit in undone.edits)
        change = replace(undone, kind="change", edits=edits)
        message = _("Made again: change {number}, undone {time} by {user}{reason}: {what}")
        click.echo(_about(message, undone.of, change, office), err=True)


def _about(message: str, number: int, change: Change, office: Office) -> str:
    return message.format(
        number=number,
        time=time_said(change),
        user=harmless(change.user),
        reason=f" ({harmless(change.reason)})" if change.reason else "",
        what=what_was_done(change, office),
    )
