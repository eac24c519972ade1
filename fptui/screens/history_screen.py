"""Screen 9: who changed which field of which record from what to what, the last change first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rich.text import Text
from textual import on

from fptui.errors import FptuiError
from fptui.exchange.writing.sheet import Sheet
from fptui.language import _
from fptui.language.file_names import file_name
from fptui.registers import REGISTERS
from fptui.reports.changes import (
    HISTORY_HEADINGS,
    change_detail,
    history_row,
    history_sheet,
    only,
    record_history_sheet,
)
from fptui.screens.actions import HISTORY, bindings_of
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import ChooseOne, Page
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.store import Change, Reading

AT_ONCE = 200
EVERY_REGISTER = "*"


class HistoryScreen(DeskScreen):
    """The changes of the office, of one register, or of one record; read on as the cursor goes."""

    BINDINGS = bindings_of(HISTORY)
    SCOPE = HISTORY

    def __init__(self, office: Reading) -> None:
        super().__init__(office)
        self._register = ""
        self._number = 0
        self._numbers: tuple[int, ...] = ()  # its own, and those of what was merged into it
        self._whose = ""
        self._rest: Iterator[Change] = iter(())
        self._changes: list[Change] = []
        self._row = 0
        self._shown = 0  # the change whose private fields are shown

    def look_at(self, register: str = "", number: int = 0, whose: str = "") -> None:
        """Show the changes of a register, of one record called `whose`, or all."""
        self._register, self._number, self._whose = register, number, whose
        self._row = 0
        self.mask()
        if self.is_mounted and self.is_current:
            self.show_all()

    def at_first(self) -> None:
        """Show all changes."""
        self.look_at()

    def show_all(self) -> None:
        """Read the history anew, as far as the cursor was."""
        register, number = self._register, self._number
        self._numbers = self.office.with_merged(register, number) if number else ()
        self._rest = self.office.history(register or None, *self._numbers)
        self._changes = []
        self._read_on(self._row + AT_ONCE)
        self._show_rows()

    def _read_on(self, count: int) -> None:
        problem = ""
        try:
            for change in islice(self._rest, count):
                whole = not self._register
                self._changes.append(
                    change if whole else only(change, self._register, self._numbers)
                )
        except FptuiError as error:
            problem = str(error)
        self.say_problem(problem)

    def _show_rows(self) -> None:
        changes = self._changes
        columns = tuple(
            GridColumn(_(heading), right=place == 0)
            for place, heading in enumerate(HISTORY_HEADINGS.values())
        )
        source = Source(columns, len(changes), lambda row: history_row(changes[row], self.office))
        self.say_tabs([], 0)
        self.grid.show(source, self._row)
        self.say_place(_("History"), self._filter_said())
        self._show_detail()

    def _filter_said(self) -> str:
        if not self._register:
            return ""
        title = _(REGISTERS[self._register].title)
        return f"{title} {self._whose}".strip()

    def _present(self) -> Change | None:
        row = self.grid.cursor
        return self._changes[row] if 0 <= row < len(self._changes) else None

    def _reveals(self, change: Change) -> bool:
        """Whether the private fields of this very change are shown, for which it was noted."""
        return bool(self.revealing) and change.sequence == self._shown

    def _show_detail(self) -> None:
        change = self._present()
        if change is None:
            self.say_detail(Text(_("No change yet.")))
            return
        self.say_detail(change_detail(change, self.office, reveal=self._reveals(change)))

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        self._row = max(event.row, 0)
        change = self._present()
        if self.revealing and change is not None and not self._reveals(change):
            self.mask()
            self.say_place(_("History"), self._filter_said())
        if event.row >= len(self._changes) - 1:
            known = len(self._changes)
            self._read_on(AT_ONCE)
            if len(self._changes) > known:
                self._show_rows()
                return
        self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        change = self._changes[event.row]
        content = change_detail(change, self.office, reveal=self._reveals(change))
        title = f"{_('Change')} {change.sequence}"
        revealing = self.revealing if self._reveals(change) else None
        self.app.push_screen(Page(title, content, revealing))

    def action_filter(self) -> None:
        """Choose the register whose changes are shown."""
        choices = [
            (EVERY_REGISTER, _("All registers")),
            *((register.name, _(register.title)) for register in REGISTERS.values()),
        ]

        def choose(name: str | None) -> None:
            if name is not None:
                self.look_at("" if name == EVERY_REGISTER else name)

        self.app.push_screen(ChooseOne(_("Changes of which register"), choices), choose)

    def action_reveal(self) -> None:
        """Show the private fields of the change under the cursor, which the history notes."""
        change = self._present()
        if change is None:
            return
        if self._reveals(change):
            self.mask()
            self.show_all()
            return
        touched = {edit.register for edit in change.edits}
        register = touched.pop() if len(touched) == 1 else ""
        said = _("private fields of change {n} shown").format(n=change.sequence)
        if self.note_reveal(said, register):
            self.revealing.begin()
            self._shown = change.sequence
            self._row += 1  # the note comes before it
            self.show_all()

    def action_back(self) -> None:
        """Take the filter off, else go to the targets."""
        if self._register:
            self.look_at()
        else:
            self.app.call_later(self.app.run_action, "home")

    def sheet(self) -> Sheet:
        """The changes read so far, for an export; those of one register field by field."""
        if not self._register:
            return history_sheet(self._changes, self.office)
        return record_history_sheet(
            self._changes,
            self.office,
            self._register,
            numbers=self._numbers,
            revealed={self._shown} if self.revealing else (),
        )

    def file_name(self) -> str:
        """What an export is called."""
        return file_name(_("History"))
