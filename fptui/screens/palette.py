"""The command palette: what can be done from a screen, and every register by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from fptui.jobs import JOBS
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.entry_sheets import ENTRY_SHEETS
from fptui.screens.actions import EVERYWHERE, actions_of
from fptui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from fptui.screens.app import FptuiApp


def commands_from(app: FptuiApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """All actions of a screen, all jobs, every register by its name, and the sheets."""
    scope = screen.SCOPE if isinstance(screen, DeskScreen) else ""
    numbered = not isinstance(screen, DeskScreen) or screen.NUMBERED
    for action in actions_of(scope, *([EVERYWHERE] if numbered else [])):
        if action.id == "palette":
            continue
        yield SystemCommand(
            _(action.description),
            action.key_label,
            lambda action=action: app.call_later(app.run_action, action.action, screen),
        )
    for job in JOBS.values() if isinstance(screen, DeskScreen) and numbered else ():
        if job.only_on_screen:
            continue
        yield SystemCommand(
            _(job.title),
            f"fptui {job.name}",
            lambda name=job.name: app.call_later(app.run_job, name),
        )
    for register in REGISTERS.values() if numbered else ():
        yield SystemCommand(
            _("Register: {title}").format(title=_(register.title)),
            str(register.screen),
            lambda name=register.name: app.open_register(name),
        )
    for sheet in ENTRY_SHEETS.values() if isinstance(screen, DeskScreen) and numbered else ():
        yield SystemCommand(
            _(sheet.title),
            _(REGISTERS[sheet.register].title),
            lambda sheet=sheet: app.fill(sheet),
        )
