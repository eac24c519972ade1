"""Counts that must be looked at, on screen: what each is made of, and the key that explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Group
from rich.text import Text
from textual import on

from fptui.exchange.writing.sheet import Sheet
from fptui.figures.watched import STATES, Trend, restated, watched, why_unexplained, with_fixed
from fptui.jobs.list_warnings import with_since
from fptui.language import _, ngettext
from fptui.language.file_names import file_name
from fptui.registers.counts import COUNTS
from fptui.registers.explanations import EXPLANATIONS
from fptui.reports.warnings import Listed, kind_called, trend_text, warning_page, warnings_sheet
from fptui.screens.actions import WARNINGS, bindings_of, key_hints
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import KeyLine, PlaceLine
from fptui.store import Reading

ALL = "all"


class WarningsScreen(DeskScreen, inherit_bindings=False):
    """The warnings by their state, each with what it is made of, and the keys to deal with them."""

    BINDINGS = bindings_of(WARNINGS)
    SCOPE = WARNINGS
    NUMBERED = False

    def __init__(self, office: Reading, listed: Sequence[Listed], trend: Trend) -> None:
        super().__init__(office)
        self._every = list(listed)
        self._trend = trend
        self._seen = self._changed()
        self._state = ALL
        self._listed: list[Listed] = []
        self._row = 0

    # --- what is shown ------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show the warnings of the state that is looked at, as they are now."""
        self._look_again()
        counts = Counter(one.watched.state for one in self._every)
        if self._state not in counts:
            self._state = ALL
        listed = self._listed = [
            one for one in self._every if self._state in (ALL, one.watched.state)
        ]
        tabs = [_("All {n}").format(n=len(self._every))]
        tabs += [f"{_(STATES[state])} {count}" for state, count in counts.items()]
        self.say_tabs(tabs, [ALL, *counts].index(self._state))
        columns = tuple(GridColumn(heading) for heading in (_("No."), _("State"), _("What")))

        def cells(place: int) -> tuple[str, ...]:
            one = listed[place].watched
            return one.key, _(STATES[one.state]), one.warning.said(self.office)

        self.grid.show(Source(columns, len(listed), cells), self._row)
        n = len(listed)
        said = ngettext("{n} warning", "{n} warnings", n).format(n=n)
        self.query_one(PlaceLine).say(self.office.about.name, f"{_('Warnings')} · {said}")
        self.query_one(KeyLine).say(key_hints(self.actions()))
        self.say_problem("")
        self._show_detail()

    def _changed(self) -> tuple[int, int]:
        """How often the counts and the explanations were changed so far."""
        return len(self.office.changes(COUNTS.name)), len(self.office.changes(EXPLANATIONS.name))

    def _look_again(self) -> None:
        """Find the warnings anew where counts were changed, their states where only these were."""
        changed = self._changed()
        if changed == self._seen:
            return
        if changed[0] == self._seen[0]:
            found = restated([one.watched for one in self._every], self.office)
        else:
            found = with_fixed(watched(self.office), self._trend)
        self._every = with_since(self.office, found)
        self._seen = changed

    @property
    def _present(self) -> Listed | None:
        return self._listed[max(self.grid.cursor, 0)] if self._listed else None

    def _show_detail(self) -> None:
        one = self._present
        if one is None:
            self.say_detail(Text(_("Nothing must be looked at that was not explained.")))
        else:
            over_time = Text("\n" + trend_text(self._trend), "dim")
            self.say_detail(Group(warning_page(one, self.office), over_time))

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        self._row = max(event.row, 0)
        self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        one = self._listed[event.row]
        title = kind_called(one.watched.warning.kind)
        self.app.push_screen(Page(title, warning_page(one, self.office)))

    def action_kind(self, step: int) -> None:
        """Look at the warnings of the next state."""
        states = [ALL, *dict.fromkeys(one.watched.state for one in self._every)]
        self._state = states[(states.index(self._state) + step) % len(states)]
        self._row = 0
        self.show_all()

    def action_open_count(self) -> None:
        """Leave the list and turn to the record behind the warning, to put it right."""
        one = self._present
        numbers = (
            []
            if one is None
            else [
                number
                for number in one.watched.warning.numbers
                if number in self.office.table(COUNTS)
            ]
        )
        if numbers:
            self.dismiss(None)
            asked = self.RecordAsked(COUNTS.name, numbers[0])
            self.app.call_later(self.app.post_message, asked)
        else:
            self.say(_("No record of the counts is behind this."))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def sheet(self) -> Sheet:
        """The warnings that are shown."""
        return warnings_sheet(self._listed, self.office)

    def file_name(self) -> str:
        """What an export is called."""
        return file_name(_("Warnings"))

    # --- explaining ---------------------------------------------------------------------------

    def action_explain(self) -> None:
        """Ask why the figures under the cursor are right; say it at once where nothing explains."""
        one = self._present
        if one is None or not self.may_change():
            return
        why = why_unexplained(one.watched, self.office)
        if why:
            self.say_refused(why)
        else:
            self.post_message(self.JobAsked("warnings explain", {"key": one.key}))
