"""Looking for rows of a register: search as one types, filter, order, columns."""

from __future__ import annotations

from textual.widgets import Input

from fptui.errors import MaskedError, QueryError
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.screens.dialogs import ChooseOne, ChooseSeveral
from fptui.screens.register_list import RegisterList, at_its_place
from fptui.screens.widgets.lines import KeyLine
from fptui.screens.widgets.query_line import QueryInput, QueryOffers, put
from fptui.screens.widgets.said import BETWEEN
from fptui.search.completing import is_query, slip
from fptui.search.examples import example_of
from fptui.search.fields import fields_said
from fptui.search.operators import operators_said, signs_said
from fptui.search.private_values import refuse_order
from fptui.search.query import parse_query
from fptui.search.saying import said_query
from fptui.search.wide_names import wide_names_said


class RegisterSearch(RegisterList):
    """A list of a register that is searched, filtered and sorted by keys."""

    _hint = ""
    _asking = ""  # which of search and filter the line at the bottom asks for

    # --- search and filter -----------------------------------------------------------------

    def action_search(self) -> None:
        """Search as you type."""
        hint = _("Enter: keep   Esc: all rows again")
        self._ask("search", self.view.search, hint, _("names (pinyin too), numbers, units"))

    def action_filter(self) -> None:
        """Filter by a query."""
        self._ask_filter(self.view.where)

    def _ask_filter(self, where: str) -> None:
        example = _("as in: {query}").format(query=self._example)
        hint = _("Enter: filter   PgDn, Tab: choose   Esc: back")
        self._ask("filter", where, f"{hint}   {example}", example)
        self.offers.follow(self.office, self.register, self.line)

    @property
    def _example(self) -> str:
        return example_of(self.register, self.office.year)

    def explained(self) -> list[tuple[str, str]]:
        """What a filter is, with an example and the fields of the register in view."""
        return [
            ("f", _("as in: {query}").format(query=self._example)),
            ("", fields_said(self.register)),
            ("", operators_said()),
            ("", signs_said()),
        ]

    @property
    def line(self) -> QueryInput:
        """The line at the bottom, in which one searches and filters."""
        return self.query_one(QueryInput)

    @property
    def offers(self) -> QueryOffers:
        """What fits while one types a filter."""
        return self.query_one(QueryOffers)

    def _ask(self, what: str, text: str, hint: str, placeholder: str) -> None:
        self._asking = what
        line = self.line
        line.display = True
        line.placeholder = placeholder
        put(line, text, len(text))
        line.focus()
        self._hint = hint
        self._say_hint()

    def _say_hint(self) -> None:
        """Say as many of the keys of the line as fit."""
        hint = _("Enter: filter by it   Esc: all rows again") if self._is_query else self._hint
        self.query_one(KeyLine).say([(part, "") for part in hint.split(BETWEEN)])

    @property
    def _is_query(self) -> bool:
        """Whether what is searched for is a filter: it names a field."""
        return self._asking == "search" and is_query(self.register, self.view.search)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with every letter; of a filter offer what fits, and say what is wrong so far."""
        if self._asking == "search":
            self.view.search, self.view.row = event.value, 0
            self._rows = self._selected()
            self._show_rows()
            self._say_hint()
        elif self._asking == "filter":
            self.offers.follow(self.office, self.register, self.line)
            wrong = slip(
                self.office,
                self.register,
                event.value,
                self.line.cursor_position,
                reveal=self.view.reveal,
            )
            self.say_problem(at_its_place(event.value, wrong) if wrong else "")

    def on_query_input_offering(self, event: QueryInput.Offering) -> None:
        """Put the next of what fits into the filter."""
        if self._asking == "filter":
            self.offers.step(self.line, event.step)

    def on_query_input_taken(self) -> None:
        """Take what is marked, else the first that fits, and offer what may stand behind it."""
        if self._asking != "filter":
            return
        line, offers = self.line, self.offers
        if not offers.chose:
            offers.step(line, 1)
        if offers.chose and not offers.chose_field:
            line.insert_text_at_cursor(" ")
        else:
            offers.follow(self.office, self.register, line)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the search, or filter; a search that names a field is a filter."""
        if self._asking == "filter" and self.offers.chose_field:
            self.offers.follow(self.office, self.register, self.line)
        elif self._asking == "filter":
            self._filter(event.value)
        elif self._is_query:
            self.view.search = ""
            self._filter(f"{self.view.where} {event.value}".strip())
        else:
            self._close_line()

    def _filter(self, where: str) -> None:
        """Filter by a query, or say at its place what is wrong with it."""
        try:
            parse_query(where, self.register, self.office, reveal=self.view.reveal)
        except QueryError as error:
            if self._asking != "filter":
                self._ask_filter(where)
            self.say_problem(at_its_place(where, error))
            return
        self.view.where, self.view.row = where, 0
        self._close_line()
        for said in wide_names_said(where, self.register, self.office):
            self.say(said)

    def _close_line(self) -> None:
        self._asking = ""
        self.line.display = False
        self.offers.close()
        self.grid.focus()
        self.show_all()

    def nothing_said(self) -> str:
        """What to do where no row is shown."""
        if self._is_query:
            return _("“{query}” names a field: Enter filters by it.").format(query=self.view.search)
        return super().nothing_said()

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
            if self.origin:
                self.post_message(self.BackAsked())
            else:
                self.show_all()
        elif self.origin:
            self.post_message(self.BackAsked())
        else:
            self._go_home()

    def look_at(self, register: str, query: str) -> None:
        """Show, when one turns to this screen, what a query finds in a register of it."""
        if register != self.register.name:
            self.mask()
        self.register = REGISTERS[register]
        view = self.view
        view.where, view.search, view.row = said_query(query, self.register), "", 0

    def filter_by(self, where: str) -> None:
        """Show only what answers a query."""
        self.view.where, self.view.search = said_query(where, self.register), ""
        self.view.row = 0
        self.show_all()

    # --- order and columns ------------------------------------------------------------------

    def action_sort(self) -> None:
        """Choose the column to sort by."""
        choices = [(column.key, _(column.heading)) for column in self.register.columns]

        def sort(key: str | None) -> None:
            if key is None:
                return
            try:
                if not self.view.reveal:
                    refuse_order(self.register.column(key))
            except MaskedError as error:
                self.say_refused(error)
            else:
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
        self.mask()
        if self._before and not 0 <= place < len(self.registers):
            self._go_home()
            return
        self.register = self.registers[place % len(self.registers)]
        self.show_all()

    def _go_home(self) -> None:
        self.app.call_later(self.app.run_action, "home")
