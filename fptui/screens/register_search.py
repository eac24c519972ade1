"""Looking for rows of a register: search as one types, filter, order, columns."""

from __future__ import annotations

from textual.widgets import Input

from fptui.errors import QueryError
from fptui.language import _
from fptui.screens.dialogs import ChooseOne, ChooseSeveral
from fptui.screens.register_list import RegisterList, at_its_place
from fptui.screens.widgets.lines import KeyLine


class RegisterSearch(RegisterList):
    """A list of a register that is searched, filtered and sorted by keys."""

    _hint = ""
    _asking = ""  # which of search and filter the line at the bottom asks for

    # --- search and filter -----------------------------------------------------------------

    def action_search(self) -> None:
        """Search as you type."""
        self._ask("search", self.view.search, _("Enter: keep   Esc: all rows again"))

    def action_filter(self) -> None:
        """Filter by a query."""
        hint = _("Enter: filter   Esc: back   as in: state:receiving age>=60 unit:东风 !bank:*")
        self._ask("filter", self.view.where, hint)

    def _ask(self, what: str, text: str, hint: str) -> None:
        self._asking = what
        line = self.query_one("#query", Input)
        line.display = True
        line.placeholder = _("names (pinyin too), numbers, units") if what == "search" else ""
        with line.prevent(Input.Changed):
            line.value = text
        line.focus()
        self._hint = hint
        self._say_hint()

    def _say_hint(self) -> None:
        """Say as many of the keys of the line as fit."""
        self.query_one(KeyLine).say([(part, "") for part in self._hint.split("   ")])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with every letter."""
        if self._asking == "search":
            self.view.search, self.view.row = event.value, 0
            self._rows = self._selected()
            self._show_rows()
            self._say_hint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the search, or filter."""
        if self._asking == "filter":
            before, self.view.where = self.view.where, event.value
            self.view.row = 0
            try:
                self._rows = self._selected()
            except QueryError as error:
                self.view.where = before
                self.say_problem(at_its_place(event.value, error))
                return
        self._close_line()

    def _close_line(self) -> None:
        self._asking = ""
        self.query_one("#query", Input).display = False
        self.grid.focus()
        self.show_all()

    def action_back(self) -> None:
        """Close the line, else drop the selection, else the filter, else go to the targets."""
        if self._asking:
            if self._asking == "search":
                self.view.search = ""
            self._close_line()
        elif self.view.marked:
            self.view.marked.clear()
            self.grid.refresh()
            self._say_count()
            self._add_up()
        elif self.view.said:
            self.view.where = self.view.search = ""
            self.show_all()
        else:
            self.view.reveal = False
            self._go_home()

    def filter_by(self, where: str) -> None:
        """Show only what answers a query."""
        self.view.where, self.view.search, self.view.row = where, "", 0
        self.show_all()

    # --- order and columns ------------------------------------------------------------------

    def action_sort(self) -> None:
        """Choose the column to sort by."""
        choices = [(column.key, _(column.heading)) for column in self.register.columns]

        def sort(key: str | None) -> None:
            if key is not None:
                self.view.descending = False
                self.view.sort = key
                self.show_all()

        self.app.push_screen(ChooseOne(_("Sort by"), choices), sort)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.view.descending = not self.view.descending
        self.show_all()

    def action_columns(self) -> None:
        """Choose the columns."""
        choices = [(column.key, _(column.heading)) for column in self.register.columns]

        def choose(keys: list[str] | None) -> None:
            if keys:
                self.view.columns = keys
                self.show_all()

        chosen = {column.key for column in self.columns}
        self.app.push_screen(ChooseSeveral(_("Which columns"), choices, chosen), choose)

    def action_sibling(self, step: int) -> None:
        """Turn to the next register of this screen."""
        place = self.registers.index(self.register) + step
        self.view.reveal = False
        if self._before and not 0 <= place < len(self.registers):
            self._go_home()
            return
        self.register = self.registers[place % len(self.registers)]
        self.show_all()

    def _go_home(self) -> None:
        self.app.call_later(self.app.run_action, "home")
