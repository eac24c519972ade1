"""The frame that all numbered screens share: place, table, detail, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from fptui.errors import FptuiError
from fptui.exchange.writing.sheet import Sheet
from fptui.language import N_, _
from fptui.language.private import without_numbers
from fptui.registers.declaration import Column, Kind
from fptui.registers.values.days import day_near
from fptui.registers.values.looked_at import YEARS, year_said
from fptui.registers.values.parsing import unfit
from fptui.reports.document import Source as FigureSource
from fptui.screens.actions import EVERYWHERE, TABLE, Action, actions_of, bindings_of, key_hints
from fptui.screens.dialogs import AskText, Confirm, Page
from fptui.screens.file_dialog import ask_to_export, write_sheet
from fptui.screens.messages import as_message
from fptui.screens.revealing import Revealing, ShowsPrivate
from fptui.screens.widgets.grid import Grid
from fptui.screens.widgets.lines import KeyLine, MessageLine, PlaceLine, SumsLine, TabLine
from fptui.screens.widgets.query_line import QueryInput, QueryOffers
from fptui.store import Reading
from fptui.store.clock import today

DAY = Column("day", N_("Day"), Kind.DATE)


class DeskScreen(Screen[bool], ShowsPrivate):
    """A place line, tabs where several registers share the screen, a table, a detail, key hints."""

    BINDINGS = bindings_of(EVERYWHERE)
    CSS_PATH = "desk_screen.tcss"
    AUTO_FOCUS = "Grid"
    MOVES = TABLE  # whose actions its main part has
    SCOPE = ""  # whose actions this screen has beside those of every screen
    NUMBERED = True  # whether it is one of the screens of the number keys

    class RecordAsked(Message):
        """A register is to be shown, and one of its records where a number is given."""

        def __init__(self, register: str, number: int | None) -> None:
            super().__init__()
            self.register, self.number = register, number

    class SourceAsked(Message):
        """The records that a query finds in a register, or an indicator, are to be shown."""

        def __init__(self, source: FigureSource) -> None:
            super().__init__()
            self.source = source

    class BackAsked(Message):
        """The desk from which this one was opened is to be shown again."""

    class JobAsked(Message):
        """A job is to be run on what this screen shows; `preset` answers are not asked.

        Where it is not `asked`, what touches one record only is done at once.
        """

        def __init__(
            self, name: str, preset: Mapping[str, object] | None = None, *, asked: bool = True
        ) -> None:
            super().__init__()
            self.name, self.preset, self.asked = name, preset or {}, asked

    class DayAsked(Message):
        """The office is to be shown as of a day; as it is now for None."""

        def __init__(self, day: date | None) -> None:
            super().__init__()
            self.day = day

    def __init__(self, office: Reading) -> None:
        super().__init__()
        self.office = office
        self.origin = ""  # the desk from which this one was opened, to which one goes back
        self._revealing = Revealing()

    def compose(self) -> ComposeResult:
        """The frame, empty until the screen is shown."""
        yield PlaceLine()
        yield TabLine()
        with Container(id="body"):
            with Container(id="table"):
                yield from self.main_part()
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="detail-text")
        yield QueryOffers(id="offers")
        yield QueryInput(id="query", compact=True)
        yield Static(id="problem")
        yield MessageLine()
        yield KeyLine()

    def main_part(self) -> Iterable[Widget]:
        """What this screen is about: a table, and the line of its sums."""
        yield Grid()
        yield SumsLine()

    @property
    def grid(self) -> Grid:
        """The table of this screen."""
        return self.query_one(Grid)

    def on_screen_resume(self) -> None:
        """Show the records as they are now: another screen may have changed them."""
        self.show_all()

    def show_all(self) -> None:
        """Fill the frame anew: records, language or year may have changed."""
        raise NotImplementedError  # Textual's screens have a metaclass that is no ABCMeta

    def at_first(self) -> None:
        """Close what was opened on this screen; its number key was pressed."""

    def sheet(self) -> Sheet:
        """What is shown, for an export."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The name that an export suggests, without its ending."""
        raise NotImplementedError

    def say_place(self, title: str, filtered: str = "") -> None:
        """Fill the first and the last line."""
        office = self.office
        day = _("today") if office.day is None else office.day.isoformat()
        parts = [office.about.name, self.year_shown()]
        if office.day is not None or not self.revealing:  # a low window has no room for all
            parts.append(_("as of {day}").format(day=day))
        if office.day is None and office.read_only:
            parts.append(_("read-only"))
        if self.revealing:
            parts.append(_("private fields shown"))
        if filtered:
            parts.append(_("filter: {query}").format(query=without_numbers(filtered)))
        self.query_one(PlaceLine).set_class(office.day is not None, "-past")
        self.query_one(PlaceLine).say(" · ".join(part for part in parts if part), title)
        self.query_one(KeyLine).say(key_hints(self.actions()))

    def year_shown(self) -> str:
        """The year in view, as the first line says it."""
        return year_said(self.office)

    def actions(self) -> list[Action]:
        """What the keys of this screen do; Tab does nothing where there is one register only."""
        alone = not self.query_one(TabLine).display
        return [
            action
            for action in actions_of(
                self.MOVES, self.SCOPE, *([EVERYWHERE] if self.NUMBERED else [])
            )
            if not (alone and action.action.startswith("sibling"))
        ]

    def say_tabs(self, titles: list[str], present: int) -> None:
        """Fill the line of registers; it is not there for a single one."""
        tabs = self.query_one(TabLine)
        tabs.display = len(titles) > 1
        tabs.say(titles, present)

    def say_detail(self, content: RenderableType) -> None:
        """Fill the detail pane."""
        self.query_one("#detail-text", Static).update(content)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def say_problem(self, problem: str | Text) -> None:
        """Show what is wrong above the last line, or nothing."""
        line = self.query_one("#problem", Static)
        line.update(as_message(problem))
        line.display = bool(problem)

    def action_year(self, years: int) -> None:
        """Look at the year before or after."""
        self.office.year = min(max(self.office.year + years, YEARS.start), YEARS.stop - 1)
        self.show_all()

    def action_undo(self) -> None:
        """Take the last change back; one to many records is shown before."""
        self.post_message(self.JobAsked("undo", {"reason": ""}, asked=False))

    def action_redo(self) -> None:
        """Make the change that was undone last again; one to many records is shown before."""
        self.post_message(self.JobAsked("redo", {"reason": ""}, asked=False))

    def chosen_numbers(self, register: str, *, cursor: bool) -> tuple[int, ...]:
        """The numbers of the records of a register that are chosen here, by selection or cursor."""
        return ()

    def nothing_chosen(self) -> str:
        """What to do where a job is to be done with rows and none is chosen."""
        return _("Nothing is chosen here: turn to the rows, select, then m.")

    def shown_numbers(self, register: str) -> tuple[int, ...]:
        """The numbers of all records of a register that are shown here."""
        return ()

    def say(self, message: str) -> None:
        """Tell the user something."""
        self.notify(message, markup=False)

    def say_refused(self, error: FptuiError | str) -> None:
        """Say why something was not done."""
        self.notify(str(error), severity="error", markup=False)

    def may_change(self) -> bool:
        """Whether changes are taken here; where not, the screen says why."""
        if self.office.read_only:
            self.say_refused(self.office.why_read_only)
        return not self.office.read_only

    @property
    def revealing(self) -> Revealing:
        """Whether what this screen shows has its private fields shown."""
        return self._revealing

    def mask(self) -> None:
        """Show private fields no longer; who wants to see them again reveals them again."""
        self.revealing.end()

    def mask_in_time(self) -> None:
        """Mask what has been shown for long enough, and say so."""
        if self.revealing.is_over:
            self.mask()
            self.say(_("Private fields are masked again: r shows them."))
            if self.is_current:
                self.show_all()

    def note_reveal(self, said: str, register: str) -> bool:
        """Put into the history that private fields are shown; whether that could be done."""
        try:
            self.office.note(said, register)
        except FptuiError as error:
            self.say_refused(error)
            return False
        return True

    def refuse_day(self, day: date) -> None:
        """StoreError for a day before the office's history."""
        self.office.refuse_day(day)

    def action_as_of(self) -> None:
        """Ask for a day, and show everything as it stood at its end."""

        def accept(text: str) -> str:
            try:
                office = self.office
                near = (today(), office.year, office.year_begins)
                day = day_near(text, *near) if text.strip() else None
                if day is not None:
                    self.refuse_day(day)
            except ValueError:
                return str(unfit(DAY, text))
            except FptuiError as error:
                return str(error)
            self.post_message(self.DayAsked(day))
            return ""

        known = self.office.day.isoformat() if self.office.day else ""
        hint = _("Enter: show, for reading only   empty: the present   Esc: back")
        self.app.push_screen(AskText(_("As it stood at the end of the day"), known, hint, accept))

    def action_help(self) -> None:
        """Show all keys of this screen."""
        table = Table.grid(padding=(0, 3))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for action in self.actions():
            table.add_row(Text(action.key_label, "bold"), Text(_(action.description)))
        for title, command in self.tasks():
            table.add_row(Text("m", "bold"), Text("  ·  ".join(filter(None, (title, command)))))
        for key, said in self.explained():
            table.add_row(Text(key, "bold"), Text(said))
        self.app.push_screen(Page(_("All keys of this screen"), table))

    def tasks(self) -> list[tuple[str, str]]:
        """The titles of what stands in the menu of this screen, each with its command."""
        return []

    def explained(self) -> list[tuple[str, str]]:
        """Keys of this screen about which more is to be said."""
        return []

    def action_back(self) -> None:
        """Leave what is open: at the top, the program."""
        self.quit_asked()

    def quit_asked(self) -> None:
        """Quit after asking; a second q is a yes."""

        def leave(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        self.app.push_screen(Confirm(_("Leave fptui?"), yes="q"), leave)

    def action_copy(self) -> None:
        """Copy the row under the cursor, cells parted by tabs, as shown."""
        if self.grid.count:
            self.app.copy_to_clipboard("\t".join(self.grid.cells(self.grid.cursor)))
            self.notify(_("The row was copied."))

    def action_export(self) -> None:
        """Ask for a file and write what is shown."""
        ask_to_export(self.app, self.file_name(), lambda path: write_sheet(self.sheet(), path))
