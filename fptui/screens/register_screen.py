"""The screen of the registers of one number key, made from their declarations."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rich.text import Text
from textual import on
from textual.message import Message
from textual.widgets import Input
from textual.worker import WorkerCancelled, get_current_worker

from fptui.errors import FptuiError, QueryError
from fptui.exchange.writing.sheet import Sheet, sheet_of
from fptui.jobs import jobs_of
from fptui.jobs.job import Job
from fptui.language import _, ngettext
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Record, Register, choose_columns
from fptui.registers.edits import Edit
from fptui.registers.values.display import RIGHT_ALIGNED, shown
from fptui.reports.details import detail
from fptui.screens.actions import REGISTER, bindings_of
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import ChooseOne, ChooseSeveral, Confirm, Page
from fptui.screens.filters import filters_of
from fptui.screens.form import RecordForm
from fptui.screens.view import View
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import KeyLine
from fptui.search.listing import Listing, Question
from fptui.search.rows_found import Found
from fptui.store import Reading

FIRST_ROWS = 64  # rows found before anything is drawn, or as many as the table is high,
FIRST_SECONDS = 0.05  # unless they take longer
SLICE = 0.01  # seconds of finding the others, between two looks at the keyboard


class RegisterScreen(DeskScreen):
    """Browse, search, sort, edit and export the registers under one number key."""

    BINDINGS = bindings_of(REGISTER)
    SCOPE = REGISTER

    class HistoryAsked(Message):
        """The history of one record is to be shown."""

        def __init__(self, register: str, number: int, whose: str) -> None:
            super().__init__()
            self.register, self.number, self.whose = register, number, whose

    def __init__(
        self, office: Reading, registers: list[Register[Any]], *, before: str = ""
    ) -> None:
        """Show these registers; `before` titles a screen that stands before them in the tabs."""
        super().__init__(office)
        self._before = before
        self.registers = registers
        self.register = registers[0]
        self._views = {register.name: View() for register in registers}
        self._listings: dict[str, Listing] = {}
        self._rows = Found({}, array("q"))
        self._hint = ""
        self._asking = ""  # which of search and filter the line at the bottom asks for

    @property
    def view(self) -> View:
        """How the present register is looked at."""
        return self._views[self.register.name]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return choose_columns(self.register, self.view.columns)

    def open_register(self, name: str, number: int | None = None) -> None:
        """Turn to a register of this screen, and to one record where a number is given."""
        self.register = REGISTERS[name]
        if number is not None:
            self._views[name] = View(columns=self.view.columns, sort=self.view.sort)
        if self.is_mounted and self.is_current:
            self.show_all(number)
        elif number is not None:
            self.call_after_refresh(self.show_all, number)

    def show_all(self, number: int | None = None) -> None:
        """Select, sort and show the records of the present register."""
        problem: str | Text = ""
        try:
            self._rows = self._selected()
        except QueryError as error:
            problem = _at_its_place(self.view.where, error)
        if number is not None:
            self.view.row = self._rows.place_of(number) or 0
        self._show_rows()
        self.say_problem(problem)

    def _selected(self) -> Found:
        """The rows as the view asks for them, the first of which are there at once."""
        view, name = self.view, self.register.name
        question = Question(view.where, view.sort, view.descending, self.office.year)
        listing = self._listings.get(name)
        if listing is None or not listing.answers(self.office, question):
            listing = self._listings[name] = Listing(self.office, self.register, question)
            if listing.wants_index:
                self.run_worker(partial(_make_index, listing), thread=True, group="index")
        rows = listing.found(view.words)
        if listing.is_short:
            rows.reach()
        else:
            rows.reach(max(FIRST_ROWS, self.grid.size.height), FIRST_SECONDS)
        return rows

    def _find_on(self, rows: Found) -> None:
        """Find the rest of the rows while nothing else is to be done."""
        if rows is self._rows and not rows.complete:
            rows.reach(seconds=SLICE)
            if self.grid.count:
                self.grid.grow(rows.known)
                self._say_count()
            else:
                self._show_rows()
            self.call_after_refresh(self._find_on, rows)

    def _show_rows(self) -> None:
        register, view, office = self.register, self.view, self.office
        columns, rows = self.columns, self._rows
        sort = view.sort or register.sort

        def cells(row: int) -> list[str]:
            record = rows[row][1]
            return [
                shown(column, column.value(record, office), office, reveal=view.reveal)
                for column in columns
            ]

        arrow = " ▼" if view.descending else " ▲"
        headings = tuple(
            GridColumn(_(c.heading) + (arrow if c.key == sort else ""), c.kind in RIGHT_ALIGNED)
            for c in columns
        )
        marked = view.marked
        source = Source(headings, rows.known, cells, lambda row: rows[row][0] in marked)
        self.grid.show(source, view.row)
        before = [_(self._before)] if self._before else []
        titles = [*before, *(_(one.title) for one in self.registers)]
        self.say_tabs(titles, len(before) + self.registers.index(register))
        self._say_count()
        self._show_detail()
        if not rows.complete:
            self.call_after_refresh(self._find_on, rows)

    def _say_count(self) -> None:
        known = self._rows.known
        said = str(known) if self._rows.complete else f"{known}+"
        count = ngettext("{count} row", "{count} rows", known).format(count=said)
        if marked := len(self.view.marked):
            count += " · " + _("{n} selected").format(n=marked)
        self.say_place(f"{_(self.register.title)} · {count}", self.view.said)

    def _show_detail(self) -> None:
        if not self._rows.known:
            empty = (
                "…"
                if not self._rows.complete
                else (
                    _("Nothing here: Esc takes the filter off.")
                    if self.view.said
                    else _("Nothing here yet: a adds a record.")
                )
            )
            self.say_detail(Text(empty))
            return
        record = self._rows[self.grid.cursor][1]
        self.say_detail(detail(self.register, record, self.office, reveal=self.view.reveal))

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        row = max(event.row, 0)
        if row != self.view.row:
            self.view.row = row
            self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        record = self._rows[event.row][1]
        content = detail(self.register, record, self.office, reveal=self.view.reveal)
        title = f"{_(self.register.title)} · {self.register.identity_of(record)}"
        self.app.push_screen(Page(title, content))

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
        self.query_one(KeyLine).say([(hint, "")])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with every letter."""
        if self._asking == "search":
            self.view.search, self.view.row = event.value, 0
            self._rows = self._selected()
            self._show_rows()
            self.query_one(KeyLine).say([(self._hint, "")])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the search, or filter."""
        if self._asking == "filter":
            before, self.view.where = self.view.where, event.value
            self.view.row = 0
            try:
                self._rows = self._selected()
            except QueryError as error:
                self.view.where = before
                self.say_problem(_at_its_place(event.value, error))
                return
        self._close_line()

    def _close_line(self) -> None:
        self._asking = ""
        self.query_one("#query", Input).display = False
        self.grid.focus()
        self.show_all()

    def action_back(self) -> None:
        """Close the line, else take the filter off, else go to the targets."""
        if self._asking:
            if self._asking == "search":
                self.view.search = ""
            self._close_line()
        elif self.view.said:
            self.view.where = self.view.search = ""
            self.show_all()
        else:
            self.view.reveal = False
            self._go_home()

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

    def action_reveal(self) -> None:
        """Show private fields, which the history notes, or mask them again."""
        if not self.view.reveal:
            count = len(self._rows)
            said = ngettext(
                "private fields of {n} record shown", "private fields of {n} records shown", count
            )
            if not self.note_reveal(said.format(n=count), self.register.name):
                return
        self.view.reveal = not self.view.reveal
        self.show_all()

    def action_record_history(self) -> None:
        """Turn to the history of the record under the cursor."""
        if self._rows:
            number, record = self._rows[self.grid.cursor]
            whose = self.register.identity_of(record)
            self.post_message(self.HistoryAsked(self.register.name, number, whose))

    def action_tasks(self) -> None:
        """Choose what is to be done with the register beside browsing it."""
        jobs = {job.name: job for job in jobs_of(self.register.name)}
        filters = filters_of(self.register.name)
        choices = [(name, _(job.title)) for name, job in jobs.items()]
        choices += [(title, _(title)) for title in filters]

        def run(chosen: str | None) -> None:
            if chosen in jobs:
                self.post_message(self.JobAsked(chosen, self._preset(jobs[chosen])))
            elif chosen is not None and chosen in filters:
                self.filter_by(filters[chosen].format(year=self.office.year))

        self.app.push_screen(ChooseOne(_(self.register.title), choices), run)

    def _preset(self, job: Job) -> dict[str, object]:
        """What a job need not ask here: the register is the one in view."""
        return {"table": self.register.name} if "table" in job.questions else {}

    def tasks(self) -> list[tuple[str, str]]:
        """The jobs of this register, each with its command."""
        jobs = jobs_of(self.register.name)
        return [(_(job.title), f"fptui {job.name}") for job in jobs]

    def chosen_numbers(self, register: str, *, cursor: bool) -> tuple[int, ...]:
        """The selected records, or the one under the cursor where that is wanted."""
        if register != self.register.name or not (cursor or self.view.marked):
            return ()
        return tuple(number for number, _record in self.chosen_rows())

    def chosen_rows(self) -> list[tuple[int, Any]]:
        """The selected records with their numbers, or the one under the cursor."""
        marked = self.view.marked
        if marked:
            return [row for row in self._rows if row[0] in marked]
        return [self._rows[self.grid.cursor]] if self._rows else []

    def action_select(self) -> None:
        """Select the row, or no longer, and go on to the next."""
        if self._rows:
            self.view.marked.symmetric_difference_update({self._rows[self.grid.cursor][0]})
            self.grid.action_move(1)
            self.grid.refresh()
            self._say_count()

    def action_select_all(self) -> None:
        """Select all rows shown, or none."""
        numbers = {number for number, _record in self._rows}
        marked = self.view.marked
        if marked == numbers:
            marked.clear()
        else:
            marked.update(numbers)
        self.grid.refresh()
        self._say_count()

    # --- changes ------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a record by a form."""
        self._open_form(0, None)

    def action_edit(self) -> None:
        """Edit the record under the cursor by a form."""
        if self._rows:
            self._open_form(*self._rows[self.grid.cursor])

    def _open_form(self, number: int, record: Any | None) -> None:
        if not self.may_change():
            return

        def done(changed: int | None) -> None:
            if changed is not None:
                self.show_all(changed)

        self.app.push_screen(
            RecordForm(self.office, self.register, number, record, reveal=self.view.reveal), done
        )

    def action_remove(self) -> None:
        """Remove the selected records, or the one under the cursor, after asking."""
        rows = self.chosen_rows()
        if not rows or not self.may_change():
            return
        edits = [Edit(self.register.name, *row, None) for row in rows]

        def remove(sure: bool | None) -> None:
            if not sure:
                return
            self.make(edits, _("removed"))

        question = ngettext("Remove {n} record?", "Remove {n} records?", len(edits))
        self.app.push_screen(Confirm(question.format(n=len(edits))), remove)

    def make(self, edits: Sequence[Edit[Record]], reason: str) -> bool:
        """Make a change and show it; whether it could be made."""
        try:
            self.office.change(edits, reason)
        except FptuiError as error:
            self.say_refused(error)
            return False
        self.show_all()
        return True

    def filter_by(self, where: str) -> None:
        """Show only what answers a query."""
        self.view.where, self.view.search, self.view.row = where, "", 0
        self.show_all()

    def action_import(self) -> None:
        """Ask for a file, and show what it would bring into the register."""
        self.post_message(self.JobAsked("import", {"table": self.register.name}))

    # --- out ----------------------------------------------------------------------------------

    def sheet(self) -> Sheet:
        """The selected rows, or all that are shown, for an export."""
        rows = self.chosen_rows() if self.view.marked else self._rows
        records = (record for _number, record in rows)
        return sheet_of(self.register, records, self.columns, self.office, reveal=self.view.reveal)

    def file_name(self) -> str:
        """The register's name."""
        return self.register.name


def _make_index(listing: Listing) -> None:
    """Index a listing in a thread, unless nobody waits for it any more."""
    worker = get_current_worker()

    def go_on() -> None:
        if worker.is_cancelled:
            raise WorkerCancelled

    with suppress(WorkerCancelled):
        listing.make_index(go_on)


def _at_its_place(query: str, error: QueryError) -> Text:
    """The query with a mark under the character that is wrong, and what is wrong with it."""
    place = min(error.position, len(query))
    text = Text(query[:place])
    text.append(query[place : place + 1] or " ", "reverse")
    text.append(query[place + 1 :])
    return text.append(f"   {error}")
