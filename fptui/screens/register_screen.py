"""The screen of the registers of one number key: what is done with the rows that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.message import Message

from fptui.errors import FptuiError
from fptui.jobs import JOBS, jobs_of
from fptui.jobs.job import Job
from fptui.jobs.keep_record import referring_to
from fptui.language import _, ngettext
from fptui.registers.declaration import EntrySheet, Record, Value
from fptui.registers.edits import Edit
from fptui.registers.entry_sheets import head_referring, sheets_of
from fptui.reports.changes import record_of
from fptui.screens.actions import REGISTER, bindings_of
from fptui.screens.dialogs import ChooseOne, Confirm
from fptui.screens.form import Kept, RecordForm
from fptui.screens.register_search import RegisterSearch
from fptui.screens.sheet_opening import edit_in_cells, enter_rows

NAMED = 3
"""So many of the records that are removed are named."""


class RegisterScreen(RegisterSearch):
    """Browse, search, sort, edit and export the registers under one number key."""

    BINDINGS = bindings_of(REGISTER)
    SCOPE = REGISTER

    class HistoryAsked(Message):
        """The history of one record is to be shown."""

        def __init__(self, register: str, number: int, whose: str) -> None:
            super().__init__()
            self.register, self.number, self.whose = register, number, whose

    def action_reveal(self) -> None:
        """Show private fields, which the history notes, or mask them again."""
        if self.revealing:
            self.mask()
        elif self._note_shown():
            self.revealing.begin()
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
        filters = self.register.filters
        sheets = {one.title: one for one in sheets_of(self.register.name)}
        choices = [(title, _(title)) for title in sheets]
        choices += [(name, _(job.title)) for name, job in jobs.items()]
        choices += [(title, _(title)) for title in filters]

        def run(chosen: str | None) -> None:
            if chosen in sheets:
                self.enter_rows(sheets[chosen])
            elif chosen in jobs:
                self.post_message(self.JobAsked(chosen, self._preset(jobs[chosen])))
            elif chosen is not None and chosen in filters:
                self.filter_by(filters[chosen].format(year=self.office.year))

        self.app.push_screen(ChooseOne(_(self.register.title), choices), run)

    def enter_rows(self, sheet: EntrySheet) -> None:
        """Fill a sheet; its head likely means the record saved last, or under the cursor."""
        known: dict[str, Value] = {}
        key = head_referring(sheet, self.register.name)
        record = self.office.table(self.register).get(self.view.saved)
        if record is None and self._rows:
            record = self._rows[self.grid.cursor][1]
        if key and record is not None:
            known[key] = self.register.identity_of(record)
        self.run_worker(enter_rows(self, sheet, known))

    def action_cells(self) -> None:
        """Edit the selected rows, or all that are shown, in their cells."""
        self._rows.reach()
        marked = self.view.marked
        rows = self.chosen_rows() if marked else list(self._rows)
        row = 0 if marked else max(self.grid.cursor, 0)
        editing = edit_in_cells(
            self, self.register, rows, self.columns, row=row, revealing=self.revealing
        )
        self.run_worker(editing)

    def _preset(self, job: Job) -> dict[str, object]:
        """What a job need not ask here: the register is the one in view, with its filter."""
        known = {"table": self.register.name, "filtered": self.view.said}
        return {key: value for key, value in known.items() if key in job.questions}

    def action_group(self) -> None:
        """Ask by which columns the rows in view are grouped, and show what they come to."""
        self.post_message(self.JobAsked("group", self._preset(JOBS["group"])))

    def tasks(self) -> list[tuple[str, str]]:
        """The jobs of this register, each with its command."""
        jobs = jobs_of(self.register.name)
        sheets = [(_(one.title), "") for one in sheets_of(self.register.name)]
        return [*sheets, *((_(job.title), f"fptui {job.name}") for job in jobs)]

    def action_import(self) -> None:
        """Ask for a file, and show what it would bring into the register."""
        self.post_message(self.JobAsked("import", {"table": self.register.name}))

    # --- changes ------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a record by a form."""
        self._open_form(0, None)

    def action_edit(self) -> None:
        """Edit the record under the cursor by a form."""
        rows = self.chosen_rows()
        if len(rows) > 1:
            self.post_message(self.JobAsked("edit", {"table": self.register.name}))
        elif rows:
            self._open_form(*rows[0])
        else:
            self.say_refused(self.nothing_chosen())

    def _open_form(
        self, number: int, record: Any | None, kept: Mapping[str, str] | None = None
    ) -> None:
        if not self.may_change():
            return

        def done(saved: Kept | None) -> None:
            if saved is None:
                return
            self.show_all(saved.number)
            shown = self._rows.place_of(saved.number) is not None
            self.view.saved = 0 if shown else saved.number
            said = _("Saved: {record}").format(record=self._called(saved.number))
            self.say(said if shown else f"{said} · {self._why_not_shown(saved.number)}")
            if saved.follows is not None:
                self._open_form(0, None, saved.follows)

        form = RecordForm(
            self.office, self.register, number, record, revealing=self.revealing, kept=kept
        )
        self.app.push_screen(form, done)

    def _why_not_shown(self, number: int) -> str:
        """Why a record is not among the rows, and how it is seen."""
        record = self.office.table(self.register)[number]
        year_of, begins = self.register.year_of, self.office.year_begins
        year = year_of(record, begins) if year_of is not None else None
        if year is None or year == self.office.year:
            return _("The filter leaves it out: Esc shows all rows.")
        key = "[" if year < self.office.year else "]"
        return _("It is of {year}: {key} leads there.").format(year=year, key=key)

    def _called(self, number: int) -> str:
        record = self.office.table(self.register)[number]
        return record_of(Edit(self.register.name, number, record), self.office)

    def action_remove(self) -> None:
        """Remove the selected records, or the one under the cursor, after asking."""
        rows = self.chosen_rows()
        if not rows:
            self.say_refused(self.nothing_chosen())
        if not rows or not self.may_change():
            return
        edits = [Edit(self.register.name, *row, None) for row in rows]

        def remove(sure: bool | None) -> None:
            if not sure:
                return
            if self.make(edits, _("removed")):
                removed = ngettext("Removed: {names}", "Removed: {names}", len(edits))
                self.say(removed.format(names=names))

        names = _(", ").join(record_of(edit, self.office) for edit in edits[:NAMED])
        if len(edits) > NAMED:
            names += " …"
        question = ngettext(
            "Remove {n} record ({names})?", "Remove {n} records ({names})?", len(edits)
        )
        said = question.format(n=len(edits), names=names)
        referring = sum(referring_to(self.office, self.register, record) for _n, record in rows)
        if referring:
            warning = ngettext(
                "{n} record refers to what is removed and would lead nowhere.",
                "{n} records refer to what is removed and would lead nowhere.",
                referring,
            )
            said = f"{warning.format(n=referring)} {said}"
        self.app.push_screen(Confirm(said), remove)

    def make(self, edits: Sequence[Edit[Record]], reason: str) -> bool:
        """Make a change and show it; whether it could be made."""
        try:
            self.office.change(edits, reason)
        except FptuiError as error:
            self.say_refused(error)
            return False
        self.show_all()
        return True
