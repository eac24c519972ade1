"""A sheet in the window: rows are typed into its cells and saved as one change.

What was typed is kept in a draft until it is saved or thrown away, even if the terminal
is lost meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from fptui.jobs.enter_rows import ENTER_ROWS, row_said, title_of
from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.judged_rows import judged
from fptui.jobs.plan import Done
from fptui.language import _, ngettext
from fptui.screens.actions import CELLS, SHEET, Action, actions_of, bindings_of, key_hints
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import ChooseOne
from fptui.screens.job_runner import JobRun
from fptui.screens.messages import as_message
from fptui.screens.revealing import Revealing
from fptui.screens.widgets.lines import KeyLine, MessageLine, PlaceLine
from fptui.screens.widgets.sheet_grid import SheetGrid
from fptui.store import Draft, DraftFile

KEPT_EVERY = 2.0  # seconds between two looks at what is to be kept in a draft


class SheetScreen(DeskScreen, inherit_bindings=False):
    """Fills a sheet; the answer is whether anything was saved."""

    BINDINGS = bindings_of(SHEET)
    CSS_PATH = "sheet_screen.tcss"
    AUTO_FOCUS = "SheetGrid"
    SCOPE = SHEET
    NUMBERED = False

    def __init__(
        self,
        make: Callable[[], FilledSheet],
        file: DraftFile,
        draft: Draft,
        *,
        row: int = 0,
        e_edits: bool = False,
        revealing: Revealing | None = None,
    ) -> None:
        """`make` makes the sheet from the records as they are; `draft` is typed into it.

        The cursor begins in a `row`; with `e_edits` the key e edits a cell, as in a table.
        """
        self._make, self._file, self._draft = make, file, draft
        self._shown_from = revealing or Revealing()
        self.filled = make()
        super().__init__(self.filled.office)
        self._lost = self.filled.take_up(draft.cells)
        self._kept = tuple(self.filled.draft())
        self._saved = False
        self._grid = SheetGrid(self.filled, row=row, e_edits=e_edits)

    def compose(self) -> ComposeResult:
        """The cells, the one of the cursor by itself, what fits, what is wrong, and the keys."""
        yield PlaceLine()
        yield self._grid
        yield Static(id="cell")
        yield Static(id="offers")
        yield Static(id="problem")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Keep what is typed from now on."""
        self.set_interval(KEPT_EVERY, self.keep_draft)
        if self._lost:
            said = ngettext(
                "{n} cell of the draft has no row any more.",
                "{n} cells of the draft have no row any more.",
                self._lost,
            )
            self.say(said.format(n=self._lost))

    def on_unmount(self) -> None:
        """Keep what was typed where the window closes by itself."""
        self.keep_draft()

    @property
    def revealing(self) -> Revealing:
        """Whether the cells show private values, as the table did that they are from."""
        return self._shown_from

    def mask(self) -> None:
        """Show private values no longer; what was typed stays."""
        self._shown_from = Revealing()  # that of the table it came from is the table's to end
        self.filled.mask()

    def show_all(self) -> None:
        """Fill the frame anew: the language may have changed."""
        self._grid.changed()
        self._show()

    def actions(self) -> list[Action]:
        """What the keys do here."""
        return list(actions_of(SHEET, CELLS))

    @on(SheetGrid.Changed)
    def _show(self) -> None:
        sheet = self.filled
        n = len(sheet.typed_rows())
        typed = ngettext("{n} row typed", "{n} rows typed", n).format(n=n)
        shown = _("private fields shown") if self.revealing else ""
        self.query_one(PlaceLine).say(" · ".join(filter(None, (title_of(sheet), shown))), typed)
        self.query_one("#cell", Static).update(self._cell())
        self.query_one("#offers", Static).update(self._offers())
        self.query_one("#problem", Static).update(as_message(self._problem()))
        self.query_one(KeyLine).say(key_hints(self.actions()))

    @on(SheetGrid.Told)
    def _told(self, event: SheetGrid.Told) -> None:
        self.say(event.text)

    def _cell(self) -> Text:
        """The cell of the cursor with all of its text."""
        grid, sheet = self._grid, self.filled
        if not sheet.count:
            return Text(_("No rows are known here."))
        heading = f"{row_said(sheet, grid.place[0])} · {sheet.layout.heading(grid.column)}: "
        text = sheet.text(grid.place) if grid.typing is None else grid.typing.shown
        line = Text(heading, "bold", no_wrap=True)
        room = self.size.width - 2 - line.cell_len
        while grid.typing is not None and cell_len(text) > room > 1:
            text = text[1:]
        line.append(text, "")
        if grid.typing is not None and grid.typing.text:
            meant = sheet.reader.settled(grid.column.column, grid.typing.text)
            line.append(f" → {meant}" if meant != grid.typing.text else "", "dim")
        return line

    def _offers(self) -> Text:
        """What fits, as much as the line has room for, from what is marked on."""
        grid = self._grid
        line = Text(no_wrap=True, overflow="ellipsis")
        for place in range(max(grid.offered, 0), len(grid.offers)):
            mark = "▸" if place == grid.offered else " "
            style = "bold" if place == grid.offered else ""
            line.append(f"{mark}{grid.offers[place].label}", style).append("  ")
            if line.cell_len > self.size.width:
                break
        return line

    def _problem(self) -> str:
        """What is wrong with the cell, with its row, or with the cell that was left last."""
        grid, sheet = self._grid, self.filled
        if not sheet.count or grid.typing is not None:
            return ""
        before = grid.was_at if grid.was_at[0] < sheet.count else grid.place
        for row, found in (
            (grid.place[0], sheet.problem(grid.place)),
            (before[0], sheet.problem(before)),
            (grid.place[0], _("; ").join(grid.faults(grid.place[0]))),
            (before[0], _("; ").join(grid.faults(before[0]))),
        ):
            if found:
                said = _("{row}: {what}").format(row=row_said(sheet, row), what=found)
                # the mark stands at the word: a long word would leave it alone in its line
                return f"!{found if row == grid.place[0] else said}"
        return ""

    # --- saving ----------------------------------------------------------------------------

    def action_save(self) -> None:
        """Look through what is new, changed and refused, and save it as one change."""
        self._grid.commit()
        self.show_all()
        if self.filled.typed:
            self.run_worker(self._save(), exclusive=True)
        else:
            self.say_refused(_("Nothing was typed yet."))

    async def _save(self) -> None:
        self.keep_draft()
        refused = {one.row for one in judged(self.filled) if one.faults}
        run = JobRun(self, ENTER_ROWS, {"sheet": self.filled}, _stay)
        if not await run.run():
            return
        self._saved = True
        cells = self.filled.draft(refused)
        self.filled = self._make()
        self.filled.take_up(cells)
        self._grid.show(self.filled)
        self.keep_draft()
        if refused:
            left = (one.row for one in judged(self.filled) if one.faults)
            self._grid.go_to_row(next(left, 0))
            n = len(refused)
            said = ngettext("{n} row was refused and stays here.",
                            "{n} rows were refused and stay here.", n)  # fmt: skip
            self.say_refused(said.format(n=n))
        else:
            self.dismiss(True)

    def action_back(self) -> None:
        """Leave the cell as it was; else leave the sheet, and ask where something was typed."""
        if self._grid.cancel():
            return
        if not self.filled.typed:
            self._leave(keep=bool(self._lost))
            return
        n = len(self.filled.typed)
        title = ngettext("{n} cell was typed and is not saved",
                         "{n} cells were typed and are not saved", n)  # fmt: skip
        choices = [
            ("save", _("Look it through and save")),
            ("keep", _("Leave, and keep it as a draft")),
            ("drop", _("Leave, and throw it away")),
        ]
        self.app.push_screen(ChooseOne(title.format(n=n), choices), self._left)

    def _left(self, how: str | None) -> None:
        if how == "save":
            self.action_save()
        elif how is not None:
            self._leave(keep=how == "keep")

    def _leave(self, *, keep: bool) -> None:
        if keep:
            self.keep_draft()
        else:
            self._file.remove()
            self._kept = tuple(self.filled.draft())
        self.dismiss(self._saved)

    # --- the draft -------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Keep what was typed since the last time; forget the draft where nothing is."""
        cells = tuple(self.filled.draft())
        if cells == self._kept:
            return
        draft = Draft(
            time=datetime.now().isoformat(" ", "minutes"),
            cells=cells,
            numbers=self._draft.numbers,
            shown=self._draft.shown,
        )
        if not cells:
            self._file.remove()
        elif not self._file.write(draft):
            self.say_refused(_("What is typed cannot be kept in a draft: save it soon."))
        self._kept = cells


def _stay(_work: Callable[[], Done]) -> None:
    """A sheet is saved with the office open."""
