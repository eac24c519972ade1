"""What a job found, to be read; `x` writes it to a file."""

from __future__ import annotations

from rich.console import RenderableType

from fptui.exchange.writing.sheet import Sheet
from fptui.language import _
from fptui.screens.dialogs import Page
from fptui.screens.file_dialog import ask_to_export


class ReportPage(Page):
    """A page with the data behind it."""

    BINDINGS = [("x", "export", "")]

    def __init__(self, title: str, content: RenderableType, sheet: Sheet) -> None:
        super().__init__(title, content)
        self._sheet = sheet

    def hint(self) -> str:
        """Which keys work."""
        return _("↑↓: scroll   x: export   Esc: back")

    def action_export(self) -> None:
        """Ask for a file and write the data to it."""
        ask_to_export(self.app, lambda: self._sheet, self._sheet.title)
