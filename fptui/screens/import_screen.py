"""Importing a file: asked for, read beside the screen, looked through, and accepted or left."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import App

from fptui.errors import FptuiError
from fptui.exchange.importing.previews import Preview, RefusedRow, TakenRow, UnchangedRow
from fptui.exchange.importing.rejects import reject_endings, rejects_sheet, write_rejects
from fptui.exchange.importing.taking import accept, preview_file
from fptui.exchange.writing.sheet import Sheet
from fptui.language import N_, _, ngettext
from fptui.registers.declaration import Register
from fptui.reports.import_preview import about_row, details_of, notes_on, source_said
from fptui.screens.actions import IMPORT, bindings_of, key_hints
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import AskText, Confirm, Page
from fptui.screens.file_dialog import AskFile
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import KeyLine, PlaceLine
from fptui.screens.working import Working
from fptui.store import Reading

Row: TypeAlias = TakenRow | UnchangedRow | RefusedRow

KINDS = {
    "all": N_("All"),
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "refused": N_("Refused"),
}


def ask_for_file(app: App[Any], office: Reading, register: Register[Any]) -> None:
    """Ask for a file, read it with progress, and show what it would bring."""

    def shown(found: Preview | FptuiError) -> None:
        if isinstance(found, FptuiError):
            app.notify(str(found), severity="error", markup=False, timeout=10)
        else:
            app.push_screen(ImportScreen(office, found))

    def taken(text: str) -> str:
        path = Path(text.strip().strip("'\"")).expanduser()
        if not path.is_file():
            return _("There is no file {path}").format(path=path)
        title = _("Reading {file}").format(file=path.name)
        work = Working(
            title, lambda progress: preview_file(path, register, office, progress=progress)
        )
        app.call_later(app.push_screen, work, shown)
        return ""

    title = _("Import into {register} the file").format(register=_(register.title))
    hint = _("Enter: read it, nothing is changed yet   Esc: back   xlsx, xls, ods, csv, tsv")
    app.push_screen(AskText(title, "", hint, taken))


class ImportScreen(DeskScreen, inherit_bindings=False):
    """The preview of an import: each row, what it would do, and the keys to accept or leave."""

    BINDINGS = bindings_of(IMPORT)
    SCOPE = IMPORT
    NUMBERED = False

    def __init__(self, office: Reading, preview: Preview) -> None:
        super().__init__(office)
        self._preview = preview
        self._by_kind = _by_kind(preview)
        self._kind = "all"
        self._rows: list[tuple[str, Row]] = []
        self._row = 0
        self._written = False

    def on_mount(self) -> None:
        """Tell what a person should know before accepting."""
        for note in notes_on(self._preview):
            self.notify(note, markup=False)

    def show_all(self) -> None:
        """Show the rows of the kind that is looked at."""
        rows = self._rows = self._by_kind[self._kind]
        columns = (GridColumn(_("Row"), right=True), GridColumn(_("Is")), GridColumn(_("What")))

        def cells(place: int) -> list[str]:
            kind, row = rows[place]
            return [str(row.row), _(KINDS[kind]), about_row(row, self._preview, self.office)]

        self.say_tabs(
            [f"{_(label)} {len(self._by_kind[kind])}" for kind, label in KINDS.items()],
            list(KINDS).index(self._kind),
        )
        self.grid.show(Source(columns, len(rows), cells), self._row)
        title = _("Import · {register}").format(register=_(self._preview.register.title))
        self.query_one(PlaceLine).say(source_said(self._preview), title)
        self.query_one(KeyLine).say(key_hints(self.actions()))
        self.say_problem("")
        self._show_detail()

    def _show_detail(self) -> None:
        table = Table.grid(padding=(0, 2))
        if self._rows:
            _kind, row = self._rows[max(self.grid.cursor, 0)]
            for heading, text in details_of(row, self._preview, self.office):
                table.add_row(Text(heading, "bold"), Text(text))
        else:
            table.add_row(Text(_("There are no such rows.")))
        for note in notes_on(self._preview):
            table.add_row(Text(_("Note"), "bold"), Text(note))
        self.say_detail(table)

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        self._row = max(event.row, 0)
        self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        _kind, row = self._rows[event.row]
        table = Table.grid(padding=(0, 2))
        for heading, text in details_of(row, self._preview, self.office):
            table.add_row(Text(heading, "bold"), Text(text))
        self.app.push_screen(Page(_("Row {row}").format(row=row.row), table))

    def action_kind(self, step: int) -> None:
        """Look at the next kind of rows."""
        kinds = list(KINDS)
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._row = 0
        self.show_all()

    def action_accept(self) -> None:
        """Import the new and changed rows as one change; refused ones stay on the screen."""
        preview = self._preview
        if not preview.changes:
            self.notify(_("No row brings anything new."))
            return
        title = _("Importing {file}").format(file=preview.file)
        work = Working(title, lambda _progress: accept(self.office, preview), may_stop=False)
        self.app.push_screen(work, self._accepted)

    def _accepted(self, done: int | FptuiError | None) -> None:
        if isinstance(done, FptuiError):
            self.say_refused(done)
        if not isinstance(done, int):
            return
        said = ngettext("{n} record imported; u takes it back.",
                        "{n} records imported; u takes them back.", done)  # fmt: skip
        self.notify(said.format(n=done))
        preview = self._preview
        self._preview = msgspec.structs.replace(preview, new=(), changed=())
        self._by_kind = _by_kind(self._preview)
        if not preview.refused or self._written:
            self.dismiss(None)
            return
        self._kind, self._row = "refused", 0
        self.show_all()

    def action_rejects(self) -> None:
        """Ask for a file and write the refused rows to it, with the reasons."""
        if not self._preview.refused:
            self.notify(_("No row is refused."))
            return

        def write(path: Path) -> int:
            write_rejects(path, self._preview)
            self._written = True
            return len(self._preview.refused)

        hint = _("Enter: write   Esc: back   {endings}; put right, it can be imported").format(
            endings=reject_endings()
        )
        title = _("Write the refused rows to the file")
        self.app.push_screen(AskFile(title, f"{self.file_name()}.csv", hint, write))

    def action_back(self) -> None:
        """Leave; where rows would be added or changed, ask before."""

        def leave(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)

        if self._preview.changes:
            self.app.push_screen(Confirm(_("Leave without importing?")), leave)
        else:
            leave(True)

    def sheet(self) -> Sheet:
        """The refused rows."""
        return rejects_sheet(self._preview)

    def file_name(self) -> str:
        """What the file of the refused rows is called."""
        return f"{Path(self._preview.file).stem}-refused"


def _by_kind(preview: Preview) -> dict[str, list[tuple[str, Row]]]:
    """The rows of each kind; all of them together in the order of the file."""
    lists: dict[str, list[tuple[str, Row]]] = {
        "new": [("new", row) for row in preview.new],
        "changed": [("changed", row) for row in preview.changed],
        "unchanged": [("unchanged", row) for row in preview.unchanged],
        "refused": [("refused", row) for row in preview.refused],
    }
    together = (one for rows in lists.values() for one in rows)
    return {"all": sorted(together, key=lambda one: one[1].row), **lists}
