"""The rows of a register: found as a view asks for them, shown, counted, selected."""

from __future__ import annotations

from array import array
from contextlib import suppress
from functools import partial
from typing import Any

from rich.text import Text
from textual import on
from textual.worker import WorkerCancelled, get_current_worker

from fptui.errors import QueryError
from fptui.exchange.writing.sheet import Sheet, sheet_of
from fptui.language import N_, _, ngettext
from fptui.language.file_names import file_name
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Register, choose_columns
from fptui.registers.edits import Edit
from fptui.registers.values.display import RIGHT_ALIGNED, shown
from fptui.reports.changes import record_of
from fptui.reports.details import detail
from fptui.reports.private_fields import private_fields_searched, private_fields_shown
from fptui.reports.sums_line import sums_in_view, sums_said
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.messages import as_message
from fptui.screens.revealing import Revealing
from fptui.screens.rows_summed import Adding
from fptui.screens.view import View
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import SumsLine
from fptui.search.examples import example_of
from fptui.search.listing import Listing, Question
from fptui.search.private_values import looks_behind_masks
from fptui.search.rows_found import Found
from fptui.store import Reading

FIRST_ROWS = 64  # rows found before anything is drawn, or as many as the table is high,
FIRST_SECONDS = 0.05  # unless they take longer
AT_ONCE = 500  # rows are added up before they are drawn, more after it
SLICE = 0.01  # seconds of finding the others, between two looks at the keyboard


class RegisterList(DeskScreen):
    """Lists the registers under one number key, one of them at a time."""

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
        self._adding: tuple[Adding, ...] = ()

    @property
    def view(self) -> View:
        """How the present register is looked at."""
        return self._views[self.register.name]

    @property
    def revealing(self) -> Revealing:
        """Whether private fields of the present register are shown."""
        return self.view.revealing

    def mask(self) -> None:
        """Show private fields no longer; a filter and an order that looked into them go too."""
        for name, view in self._views.items():
            register = REGISTERS[name]
            if not view.reveal:
                continue
            view.revealing.end()
            if view.sort and register.column(view.sort).mask:
                view.sort = ""
            if looks_behind_masks(register, view.where):
                view.where = ""
                self.say(_("The filter looked into private fields and is taken off."))

    def _note_shown(self) -> bool:
        """Put into the history of how many rows private fields are shown; whether that was done."""
        self.view.revealed_for = self.view.said
        count = len(self._rows)
        said = private_fields_shown(count) if count else private_fields_searched()
        return self.note_reveal(said, self.register.name)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return choose_columns(self.register, self.view.columns)

    def open_register(self, name: str, number: int | None = None) -> None:
        """Turn to a register of this screen, and to one record where a number is given."""
        if name != self.register.name:
            self.mask()
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
            problem = at_its_place(self.view.where, error)
        if self.revealing and self.view.said != self.view.revealed_for and not self._note_shown():
            self.mask()
        if number is not None:
            self.view.row = self._rows.place_of(number) or 0
        if self.view.marked:
            self.view.marked.intersection_update(one for one, _record in self._rows)
        self._show_rows()
        self.say_problem(problem)

    def _selected(self) -> Found:
        """The rows as the view asks for them, the first of which are there at once."""
        view, name = self.view, self.register.name
        question = Question(view.where, view.sort, view.descending, self.office.year, view.reveal)
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
            if rows.complete:
                self._add_up()
            self.call_after_refresh(self._find_on, rows)

    def _show_rows(self) -> None:
        register, view, office = self.register, self.view, self.office
        columns, rows = self.columns, self._rows
        sort = view.sort or register.sort

        def cells(row: int) -> list[str]:
            try:
                record = rows[row][1]
            except KeyError:  # it is gone since; the list is about to be made anew
                return [""] * len(columns)
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
        self._add_up()
        if not rows.complete:
            self.call_after_refresh(self._find_on, rows)

    def _add_up(self) -> None:
        """Begin the line of sums: of the rows selected, and of all in view as they are found."""
        register, office, rows = self.register, self.office, self._rows
        marked = sorted(self.view.marked)
        table = office.table(register)
        adding = []
        if marked:
            said = _("{n} selected").format(n=len(marked))
            selected = (table[number] for number in marked)
            adding.append(Adding(said, sums_in_view(register, office), selected))
        if rows.complete:
            said = ngettext("{n} record", "{n} records", rows.known).format(n=rows.known)
            in_view = (record for _number, record in rows)
            adding.append(Adding(said, sums_in_view(register, office), in_view))
        self._adding = tuple(adding)
        self._say_sums()
        if rows.known < AT_ONCE:
            self._add_on(self._adding)
        else:
            self.call_after_refresh(self._add_on, self._adding)

    def _add_on(self, adding: tuple[Adding, ...]) -> None:
        """Add on while nothing else is to be done, unless other rows are shown by now."""
        if adding is not self._adding or not self.is_mounted:
            return
        with suppress(KeyError):  # it is gone since; the list is about to be made anew
            for one in adding:
                one.go_on(SLICE)
        if any(not one.complete for one in adding):
            self.call_after_refresh(self._add_on, adding)
        else:
            self._say_sums()

    def _say_sums(self) -> None:
        self.query_one(SumsLine).say(*map(self._sums_said, self._adding))

    def _sums_said(self, adding: Adding) -> list[str]:
        """Of how many rows the sums are, and the sums; nothing of them before all are added."""
        sums = sums_said(adding.grouping, self.office) if adding.complete else ["…"]
        return [adding.said, *sums]

    def _say_count(self) -> None:
        known = self._rows.known
        said = str(known) if self._rows.complete else f"{known}+"
        count = ngettext("{count} row", "{count} rows", known).format(count=said)
        if marked := len(self.view.marked):
            count += " · " + _("{n} selected").format(n=marked)
        self.say_place(f"{_(self.register.title)} · {count}", self.view.said)

    def nothing_said(self) -> str:
        """What to do where no row is shown."""
        if not self.view.said:
            return _(self.register.begun or N_("Nothing here yet: a adds a record."))
        example = example_of(self.register, self.office.year)
        said = _("Nothing here: Esc takes the filter off.")
        return said + " " + _("f filters, as in: {query}").format(query=example)

    def nothing_chosen(self) -> str:
        """What to do where a job is to be done with rows and there are none."""
        return super().nothing_chosen() if self._rows else self.nothing_said()

    def _show_detail(self) -> None:
        if not self._rows.known:
            empty = self.nothing_said() if self._rows.complete else "…"
            self.say_detail(as_message(empty))
            return
        record = self._rows[self.grid.cursor][1]
        self.say_detail(detail(self.register, record, self.office, reveal=self.view.reveal))

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        row = max(event.row, 0)
        if row != self.view.row:
            self.view.row, self.view.saved = row, 0
            self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        number, record = self._rows[event.row]
        content = detail(self.register, record, self.office, reveal=self.view.reveal)
        called = record_of(Edit(self.register.name, number, record), self.office)
        title = f"{_(self.register.title)} · {called}"
        self.app.push_screen(Page(title, content, self.revealing))

    def chosen_numbers(self, register: str, *, cursor: bool) -> tuple[int, ...]:
        """The selected records, or the one under the cursor where that is wanted."""
        if register != self.register.name or not (cursor or self.view.marked):
            return ()
        return tuple(number for number, _record in self.chosen_rows())

    def shown_numbers(self, register: str) -> tuple[int, ...]:
        """All rows that filter and search leave."""
        if register != self.register.name:
            return ()
        return tuple(number for number, _record in self._rows)

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
            self._add_up()

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
        self._add_up()

    def sheet(self) -> Sheet:
        """The selected rows, or all that are shown, for an export."""
        rows = self.chosen_rows() if self.view.marked else self._rows
        records = (record for _number, record in rows)
        return sheet_of(self.register, records, self.columns, self.office, reveal=self.view.reveal)

    def file_name(self) -> str:
        """The register's name."""
        return file_name(_(self.register.title))


def _make_index(listing: Listing) -> None:
    """Index a listing in a thread, unless nobody waits for it any more."""
    worker = get_current_worker()

    def go_on() -> None:
        if worker.is_cancelled:
            raise WorkerCancelled

    with suppress(WorkerCancelled):
        listing.make_index(go_on)


def at_its_place(query: str, error: QueryError) -> Text:
    """The query with a mark under the character that is wrong, and what is wrong with it."""
    place = min(error.position, len(query))
    text = Text(query[:place])
    text.append(query[place : place + 1] or " ", "reverse")
    text.append(query[place + 1 :])
    return as_message(text.append(f"   {error}"))
