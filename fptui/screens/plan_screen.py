"""What a job would do, looked through before it is done: each row, why, and the keys to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult

from fptui.exchange.importing.rejects import reject_endings, write_refused
from fptui.exchange.writing.sheet import Sheet
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.language import _
from fptui.language.file_names import file_name
from fptui.reports.private_fields import private_fields_shown
from fptui.screens.actions import PLAN, TABLE, Action, actions_of, bindings_of, key_hints
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.file_dialog import AskFile
from fptui.screens.messages import as_message
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import KeyLine, PlaceLine
from fptui.screens.widgets.said import ToldPart
from fptui.store import Reading


class PlanScreen(DeskScreen, inherit_bindings=False):
    """A plan's outcomes by their kind; the answer is whether it is to be carried out.

    It is None where the fields are to be seen again that were `asked` before.
    """

    BINDINGS = bindings_of(PLAN)
    SCOPE = PLAN
    NUMBERED = False

    def __init__(self, office: Reading, plan: Plan, *, asked: bool = False) -> None:
        super().__init__(office)
        self._masked, self._plan, self._asked = plan, plan, asked
        self._groups = [group for group in plan.groups if group.outcomes]
        self._kind = 0  # 0 for all of them, else the place of a group, from 1
        self._row = 0

    def compose(self) -> ComposeResult:
        """The frame, with what it comes to above the rows."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, PlaceLine):
                yield ToldPart(id="said")

    @property
    def _rows(self) -> _Rows:
        if self._kind:
            return _Rows(self._groups[self._kind - 1 : self._kind])
        return _Rows(self._groups)

    def show_all(self) -> None:
        """Show the rows of the kind that is looked at."""
        rows, plan = self._rows, self._plan
        headings = [*self._labelled(""), *plan.headings]
        columns = tuple(map(GridColumn, headings))

        def cells(place: int) -> tuple[str, ...]:
            group, outcome = rows[place]
            told = outcome.shown if self._plan is self._masked else outcome.cells
            return (*self._labelled(group.label), *told)

        total = sum(len(group.outcomes) for group in self._groups)
        tabs = [_("All {n}").format(n=total)]
        tabs += [f"{group.label} {len(group.outcomes)}" for group in self._groups]
        self.say_tabs(tabs if len(self._groups) > 1 else [], self._kind)
        self.grid.show(Source(columns, len(rows), cells), self._row)
        self.query_one(PlaceLine).say(self.office.about.name, plan.title)
        question = plan.asks or plan.confirms
        if question:
            question += "  " + _("y: yes   n: no")
        said = [*plan.said, plan.nothing or question]
        self.query_one("#said", ToldPart).update(as_message("\n".join(filter(None, said))))
        self.set_class(not self._groups, "-without-rows")
        self.query_one(KeyLine).say(key_hints(self.actions()))
        self._show_detail()

    def actions(self) -> list[Action]:
        """What the keys do: only what there is to look at, to accept or to write."""
        hidden = set()
        if not self._plan.may:
            hidden.add("accept")
        if self._plan.refused is None:
            hidden.add("rejects")
        if not self._asked:
            hidden.add("amend")
        if self._plan.reveals is None:
            hidden.add("reveal-plan")
        if len(self._groups) < 2:
            hidden |= {"next-kind", "last-kind"}
        if not self._groups:
            hidden |= {"export-plan", *(action.id for action in actions_of(TABLE))}
        return [action for action in super().actions() if action.id not in hidden]

    def _labelled(self, label: str) -> tuple[str, ...]:
        """What is said of the kind of a row: nothing where there can be one only."""
        return (label,) if len(self._plan.groups) > 1 else ()

    def _show_detail(self) -> None:
        rows = self._rows
        if rows:
            self.say_detail(self._detail(*rows[max(self.grid.cursor, 0)]))
        else:
            self.say_detail(Text(_("There are no such rows.")))

    def _detail(self, group: Group, outcome: Outcome) -> RenderableType:
        """All that is said of a row, whole, beginning with whom it is about."""
        *who, what = outcome.cells
        subject = [outcome.subject] if outcome.subject else who
        about = Text("  ".join(filter(None, (*self._labelled(group.label), *subject))), "bold")
        if outcome.details is None:
            return Lines(about, Text(what))
        table = Table.grid(padding=(0, 2))
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for heading, text in outcome.details():
            if text:
                is_masked = self._plan is self._masked
                table.add_row(Text(heading, "bold"), as_message(text) if is_masked else Text(text))
        return Lines(about, table)

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        self._row = max(event.row, 0)
        self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        group, outcome = self._rows[event.row]
        self.app.push_screen(
            Page(outcome.subject or outcome.cells[0] or group.label, self._detail(group, outcome))
        )

    def action_kind(self, step: int) -> None:
        """Look at the next kind of rows."""
        if len(self._groups) > 1:
            self._kind = (self._kind + step) % (len(self._groups) + 1)
            self._row = 0
            self.show_all()

    def action_accept(self) -> None:
        """Carry it out, where there is anything to carry out."""
        if self._plan.may:
            self.dismiss(True)
        else:
            self.say_refused(self._plan.nothing)

    def action_rejects(self) -> None:
        """Ask for a file and write the refused rows to it, with the reasons."""
        make, source = self._plan.refused, self._plan.source
        if make is None or source is None:
            self.notify(_("No row is refused."))
            return

        def write(path: Path) -> int:
            sheet = make()
            write_refused(path, sheet, source)
            return len(sheet.rows)

        hint = _("Enter: write   Esc: back   {endings}; put right, it can be imported").format(
            endings=reject_endings()
        )
        title = _("Write the refused rows to the file")
        proposed = file_name(source.stem, _("refused rows")) + ".csv"
        self.app.push_screen(AskFile(title, proposed, hint, write))

    def action_reveal(self) -> None:
        """Show private values whole, which the history notes, or mask them again."""
        reveals = self._masked.reveals
        if reveals is None:
            return
        if self._plan is self._masked:
            shown = sum(len(group.outcomes) for group in self._groups)
            if not self.note_reveal(private_fields_shown(shown), reveals.register):
                return
            self._plan = replace(self._masked, groups=reveals.groups())
        else:
            self._plan = self._masked
        self._groups = [group for group in self._plan.groups if group.outcomes]
        self.show_all()

    def action_leave(self) -> None:
        """Leave; nothing is done."""
        self.dismiss(False)

    def action_back(self) -> None:
        """Go back to the fields, where any were asked."""
        self.dismiss(None)

    def sheet(self) -> Sheet:
        """All rows, for an export."""
        return self._plan.sheet()

    def file_name(self) -> str:
        """What the file of all rows is called: after the one that they come from, if any."""
        source = self._plan.source
        return file_name(*([source.stem] if source is not None else []), _("preview"))


class _Rows:
    """The outcomes of several groups, one after the other, each made when it is asked for."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._count = sum(len(group.outcomes) for group in groups)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> tuple[Group, Outcome]:
        for group in self._groups:
            if place < len(group.outcomes):
                return group, group.outcomes[place]
            place -= len(group.outcomes)
        raise IndexError(place)
