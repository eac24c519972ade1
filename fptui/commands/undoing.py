"""Taking the last change back, and making it again: `undo` and `redo`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.errors import FptuiError
from fptui.language import N_, _
from fptui.registers import REGISTERS
from fptui.registers.harmless import harmless
from fptui.store import Change


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
        raise FptuiError(_("There is no change to undo."))
    click.echo(
        _("Undone: change {number} of {time} by {user}{reason}: {records}").format(
            number=change.sequence, **_told_of(change)
        ),
        err=True,
    )


@click.command(cls=OfficeCommand, help=N_("Make the change again that was undone last."))
@_with_reason
@click.pass_obj
@told
def redo(session: Session, reason: str) -> None:
    """Make again what was undone last."""
    with session.changing() as office:
        change = office.redo(reason)
    if change is None:
        raise FptuiError(_("There is no undone change to make again."))
    click.echo(
        _("Made again: change {number}, undone {time} by {user}{reason}: {records}").format(
            number=change.of, **_told_of(change)
        ),
        err=True,
    )


def _told_of(change: Change) -> dict[str, str]:
    return {
        "time": change.time.strftime("%Y-%m-%d %H:%M"),
        "user": harmless(change.user),
        "reason": f" ({harmless(change.reason)})" if change.reason else "",
        "records": _records_of(change),
    }


def _records_of(change: Change) -> str:
    """How many records of which registers: `Recipients 3, Payments 1`."""
    touched = Counter(
        register for register, _number in {(e.register, e.number) for e in change.edits}
    )
    return _(", ").join(
        f"{_(register.title)} {touched[name]}"
        for name, register in REGISTERS.items()
        if touched[name]
    )
