"""The application: it wires the screens together and knows no business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual import on
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widgets import Input

from fptui.errors import FptuiError
from fptui.jobs import JOBS
from fptui.jobs.plan import Done
from fptui.language import LANGUAGE_NAMES, LANGUAGES, N_, _, current_language, use_language
from fptui.language.ways import use_ways
from fptui.registers import REGISTERS
from fptui.registers.declaration import EntrySheet
from fptui.registers.recipients import RECIPIENTS
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import ChooseOne
from fptui.screens.form import RecordForm
from fptui.screens.history_screen import HistoryScreen
from fptui.screens.job_runner import JobRun
from fptui.screens.keys_in_turn import KeysInTurn
from fptui.screens.lost_terminal import when_lost
from fptui.screens.narrow_keys import narrowed
from fptui.screens.palette import commands_from
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.revealing import ShowsPrivate
from fptui.screens.sheet_opening import enter_rows
from fptui.screens.sheet_screen import SheetScreen
from fptui.screens.summary_screen import SummaryScreen
from fptui.screens.targets_screen import TargetsScreen
from fptui.screens.telling_app import TellingApp
from fptui.screens.ways import REVEAL, by_keys
from fptui.screens.widgets.sheet_grid import SheetGrid
from fptui.screens.working import Working
from fptui.store import Office, Reading

HOME = 1
SUMMARY = 8
HISTORY = 9
MASKED_WITHIN = 1.0  # seconds from the end of the time that private fields are shown
FOLLOWED_EVERY = 1.0  # seconds between two looks at what another process writes
BESIDE_HOME = "registers of targets"  # the name of the screen that Tab leads to from home
WIDE = 100  # cells from which the detail stands beside the table


class FptuiApp(TellingApp):
    """The office's screens under their number keys."""

    TITLE = "fptui"
    # the palette's list would go on below the last line of a low window
    CSS = """
    CommandPalette > Vertical { margin-top: 0; }
    CommandPalette CommandList { max-height: 60vh; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def __init__(
        self, office: Office, seen: Reading | None = None, said: Sequence[str] = ()
    ) -> None:
        """Show an office, or a past day of it; `said` is told at first."""
        super().__init__()
        self._said = said
        self.then: Callable[[], Done] | None = None
        self.keys = KeysInTurn(self, self._take)
        self.office = office
        self._seen_first = seen or office
        self._desks: dict[str, DeskScreen] = {}
        self._following = True
        self.defect: BaseException | None = None

    async def on_event(self, event: Event) -> None:
        """Let keys and pasted text wait for those before them."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self.messages.key_pressed()
            await self.keys.came(event)
        else:
            await super().on_event(event)

    async def _take(self, event: Event) -> None:
        """Let a key do what it does; one of full width is the narrow one where nothing is typed."""
        if isinstance(event, Key) and not isinstance(self.focused, Input | SheetGrid):
            event = narrowed(event)
        await super().on_event(event)

    def hang_up(self) -> None:
        """Keep what is being typed, and end: the terminal is lost, or asks to end."""
        for screen in self.screen_stack:
            if isinstance(screen, RecordForm | SheetScreen):
                screen.keep_draft()
        self.exit()

    def _fatal_error(self) -> None:
        """Leave the screens where something broke: Textual would print records in a traceback."""
        self.defect = self._exception
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        """Begin with the targets."""
        use_ways(by_keys, REVEAL)
        for number in sorted({register.screen for register in REGISTERS.values()}):
            registers = sorted(
                (one for one in REGISTERS.values() if one.screen == number),
                key=lambda one: one.place,
            )
            home = number == HOME
            self._install(
                BESIDE_HOME if home else str(number),
                RegisterScreen(self._seen_first, registers, before=N_("Targets") if home else ""),
            )
        self._install(str(HOME), TargetsScreen(self._seen_first))
        self._install(str(SUMMARY), SummaryScreen(self._seen_first))
        self._install(str(HISTORY), HistoryScreen(self._seen_first))
        self.push_screen(str(HOME))
        when_lost(self, self.hang_up)
        self._tell_of_the_file()
        self.set_interval(FOLLOWED_EVERY, self._follow)
        self.set_interval(MASKED_WITHIN, self._mask_in_time)

    def on_unmount(self) -> None:
        """From here on, the command line speaks."""
        use_ways()

    def _tell_of_the_file(self) -> None:
        for line in self._said:
            self.notify(line, markup=False)
        for notice in self.office.notices:
            self.notify(notice, severity="warning", markup=False, timeout=10)
        if self.office.read_only:
            self.notify(self.office.why_read_only, severity="warning", markup=False, timeout=10)

    def _follow(self) -> None:
        """Show what another process has written, and take over from one that has ended."""
        if not self.office.read_only or not self._following:
            return
        held = self.office.holder is not None
        try:
            changed = self.office.refresh()
        except FptuiError as error:
            self._following = False
            self.notify(str(error), severity="error", markup=False, timeout=30)
            return
        if held and not self.office.read_only:
            self.notify(_("The other program has ended: changes are taken here now."))
        if changed and isinstance(self.screen, DeskScreen):
            self.screen.show_all()

    def _mask_in_time(self) -> None:
        """Mask what has been revealed for long enough, what lies on top first."""
        for screen in dict.fromkeys((*reversed(self.screen_stack), *self._desks.values())):
            if isinstance(screen, ShowsPrivate):
                screen.mask_in_time()

    def _install(self, name: str, screen: DeskScreen) -> None:
        self._desks[name] = screen
        self.install_screen(screen, name)

    def action_go(self, number: int) -> None:
        """Turn to the screen of a number key, as it is at first."""
        for desk in self._desks.values():
            desk.origin = ""
        self._desks[str(number)].at_first()
        self._turn_to(str(number))

    def action_nothing_to_save(self) -> None:
        """Say that there is nothing to save: people look for the key that they know."""
        self.notify(_("Nothing is left to save here: every change is kept at once."))

    def action_tasks_behind(self) -> None:
        """Choose of which register behind the targets something is to be done, then what."""
        desk = self._desks[BESIDE_HOME]
        if not isinstance(desk, RegisterScreen):
            return

        def turn(name: str | None) -> None:
            if name is not None:
                self.open_register(name)
                self.call_later(desk.action_tasks)

        choices = [(one.name, _(one.title)) for one in desk.registers]
        self.push_screen(ChooseOne(_("Tasks of which register"), choices), turn)

    def action_find_person(self) -> None:
        """Turn to the roster and search it as one types."""
        self.action_go(RECIPIENTS.screen)
        roster = self._desks[str(RECIPIENTS.screen)]
        if isinstance(roster, RegisterScreen):
            roster.open_register(RECIPIENTS.name)
            self.call_later(roster.action_search)

    def action_home(self) -> None:
        """Go back to the targets, as they were left."""
        self._turn_to(str(HOME))

    def _turn_to(self, name: str) -> None:
        for other, desk in self._desks.items():
            if other != name:
                desk.mask()
        if self.screen is not self._desks[name]:
            self.switch_screen(name)

    @on(DeskScreen.RecordAsked)
    def _show_record(self, event: DeskScreen.RecordAsked) -> None:
        self.open_register(event.register, event.number)

    @on(DeskScreen.SourceAsked)
    def _show_source(self, event: DeskScreen.SourceAsked) -> None:
        """Turn to what a figure was taken from; from there one goes back to this desk."""
        source = event.source
        screen = REGISTERS[source.register].screen if source.register else HOME
        name = BESIDE_HOME if source.register and screen == HOME else str(screen)
        desk = self._desks[name]
        if isinstance(desk, RegisterScreen):
            desk.look_at(source.register, source.query)
        elif isinstance(desk, TargetsScreen):
            desk.look_at(source.indicator)
        desk.origin = next((one for one, desk in self._desks.items() if desk is self.screen), "")
        self._turn_to(name)

    @on(DeskScreen.BackAsked)
    def _show_origin(self) -> None:
        """Turn back to the desk from which the present one was opened."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and screen.origin:
            origin, screen.origin = screen.origin, ""
            self._turn_to(origin)

    @on(RegisterScreen.HistoryAsked)
    def _show_history(self, event: RegisterScreen.HistoryAsked) -> None:
        history = self._desks[str(HISTORY)]
        if isinstance(history, HistoryScreen):
            history.look_at(event.register, event.number, event.whose)
        self._turn_to(str(HISTORY))

    @on(DeskScreen.JobAsked)
    def _run_job(self, event: DeskScreen.JobAsked) -> None:
        self.run_job(event.name, event.preset, asked=event.asked)

    def run_job(
        self, name: str, preset: Mapping[str, object] | None = None, *, asked: bool = True
    ) -> None:
        """Run a job on what the present screen shows."""
        screen = self.screen
        if isinstance(screen, DeskScreen):
            job = JobRun(screen, JOBS[name], preset or {}, self._leave_for, asked=asked)
            screen.run_worker(job.run())

    def fill(self, sheet: EntrySheet) -> None:
        """Fill a sheet from the present screen."""
        screen = self.screen
        if isinstance(screen, DeskScreen):
            screen.run_worker(enter_rows(screen, sheet, {}))

    def _leave_for(self, work: Callable[[], Done]) -> None:
        """End the screens for work that must have the office closed; they come back after it."""
        self.then = work
        self.exit()

    @on(DeskScreen.DayAsked)
    def _show_day(self, event: DeskScreen.DayAsked) -> None:
        day = event.day
        if day is None:
            self._look_at(self.office)
            return
        title = _("Looking back to {day}").format(day=day.isoformat())
        self.push_screen(Working(title, lambda _progress: self.office.as_of(day)), self._look_at)

    def _look_at(self, found: Reading | FptuiError | None) -> None:
        """Let all screens show these records: those of now, or of a day."""
        if isinstance(found, FptuiError):
            self.notify(str(found), severity="error", markup=False)
        elif found is not None:
            found.year = self._desks[str(HOME)].office.year
            for desk in self._desks.values():
                desk.mask()
                desk.office = found
            if isinstance(self.screen, DeskScreen):
                self.screen.show_all()

    def open_register(self, name: str, number: int | None = None) -> None:
        """Turn to a register, and to one record of it where a number is given."""
        screen = REGISTERS[name].screen
        desk = BESIDE_HOME if screen == HOME else str(screen)
        self._turn_to(desk)
        target = self._desks[desk]
        if isinstance(target, RegisterScreen):
            target.open_register(name, number)

    def action_language(self) -> None:
        """Turn to the next language, everywhere at once."""
        place = (LANGUAGES.index(current_language()) + 1) % len(LANGUAGES)
        use_language(LANGUAGES[place])
        if isinstance(self.screen, DeskScreen):
            self.screen.show_all()
        self.notify(LANGUAGE_NAMES[LANGUAGES[place]], timeout=2)

    def action_command_palette(self) -> None:
        """Open the palette, in the language in use; not over a dialog that is to be answered."""
        if not isinstance(self.screen, DeskScreen):
            return
        self.push_screen(CommandPalette(placeholder=_("What is to be done?")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """All that can be done from here, for the palette."""
        return commands_from(self, screen)


def run_app(
    office: Office, seen: Reading | None = None, said: Sequence[str] = ()
) -> Callable[[], Done] | None:
    """Show the screens until the user quits; what breaks inside is raised, not printed.

    They begin with what is `seen`: the office as of a day, else as it is. The answer is
    work for which the office must be closed first, and after which they are shown again.
    """
    app = FptuiApp(office, seen, said)
    app.run()
    if app.defect is not None:
        raise app.defect
    return app.then
