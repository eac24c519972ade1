"""What is about to be done, row by row, before it is done: accept it or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fptui.language import _
from fptui.screens.dialogs import dialog_css
from fptui.screens.widgets.grid import Grid, GridColumn, Source


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Rows that show what would happen; `may` says whether there is anything to accept."""

    title: str
    summary: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    may: bool = True


class Preview(ModalScreen[bool]):
    """Shows what is foreseen and asks for a yes."""

    DEFAULT_CSS = (
        dialog_css("Preview")
        + """
    Preview > Vertical { width: 110; height: 90%; }
    Preview Grid { height: 1fr; }
    """
    )
    BINDINGS = [("y,ctrl+s", "accept", ""), ("n,escape,q", "dismiss(False)", "")]

    def __init__(self, foreseen: Foreseen) -> None:
        super().__init__()
        self._foreseen = foreseen

    def compose(self) -> ComposeResult:
        """The title, what it comes to, the rows, and the answers."""
        foreseen = self._foreseen
        with Vertical():
            yield Static(Text(foreseen.title), classes="title")
            yield Static(Text(foreseen.summary))
            yield Grid()
            answers = _("y: do it   n: leave it") if foreseen.may else _("Esc: back")
            yield Static(Text(answers + "   ↑↓ ←→"), classes="hint")

    def on_mount(self) -> None:
        """Fill the rows."""
        rows = self._foreseen.rows
        columns = tuple(GridColumn(heading) for heading in self._foreseen.headings)
        grid = self.query_one(Grid)
        grid.show(Source(columns, len(rows), lambda row: rows[row]))
        grid.focus()

    def action_accept(self) -> None:
        """Say yes, where there is anything to say yes to."""
        if self._foreseen.may:
            self.dismiss(True)
