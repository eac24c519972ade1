"""Screen 8: the annual summary as a text, each figure of which leads to its records."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual import on
from textual.widget import Widget
from textual.widgets import Input

from fptui.errors import FptuiError
from fptui.jobs.write_summary import WRITE_SUMMARY, Answers, look_at_summary
from fptui.language import _
from fptui.language.file_names import file_name
from fptui.programme.rounds import silent
from fptui.reports.document import Document
from fptui.reports.explanation import explanation
from fptui.reports.figure_told import figure_told, target_behind
from fptui.reports.summary import Written, written_summary
from fptui.screens.actions import SUMMARY, TEXT, bindings_of
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.report_page import export_report
from fptui.screens.widgets.document_view import DocumentView
from fptui.screens.widgets.lines import KeyLine
from fptui.screens.widgets.query_line import QueryInput, put

NOTHING = Written(Document("", (), ""), {}, ())


class SummaryScreen(DeskScreen):
    """The text of the year in view; Enter goes to what the figure at the cursor was taken from."""

    BINDINGS = bindings_of(SUMMARY)
    AUTO_FOCUS = "DocumentView"
    MOVES = TEXT
    SCOPE = SUMMARY
    _written = NOTHING

    def main_part(self) -> Iterable[Widget]:
        """The text."""
        yield DocumentView()

    @property
    def text(self) -> DocumentView:
        """The text of this screen."""
        return self.query_one(DocumentView)

    def show_all(self) -> None:
        """Write the summary anew; the cursor stays on its figure."""
        problem = ""
        try:
            self._written = written_summary(self.office)
        except FptuiError as error:
            self._written, problem = NOTHING, str(error)
        self.say_tabs([], 0)
        self.text.show(self._written.document)
        self.say_place(_("Year summary"))
        self.say_problem(problem)

    def at_first(self) -> None:
        """Take the marks off, and write the text anew: its template may have been changed."""
        if self.is_current:
            self.text.seek("")
            self.show_all()

    @on(DocumentView.Moved)
    def _say_figure(self) -> None:
        figure = self.text.figure
        if figure is None:
            self.say_detail(Text(_("There is no figure.")))
            return
        self.say_detail(figure_told(figure, self._written, self.office))

    @on(DocumentView.Opened)
    def _open_figure(self) -> None:
        figure = self.text.figure
        if figure is not None:
            self.post_message(self.SourceAsked(figure.source))

    def action_explain(self) -> None:
        """Explain the indicator behind the figure at the cursor; open the records of another."""
        figure = self.text.figure
        target = target_behind(figure, self._written) if figure is not None else None
        if target is not None:
            content = explanation(target, self.office)
            self.app.push_screen(Page(_("How the figure was made"), content))
        elif figure is not None:
            self._open_figure()

    def action_copy(self) -> None:
        """Copy the passage in which the cursor stands."""
        if self.text.passage:
            self.app.copy_to_clipboard(self.text.passage)
            self.notify(_("The passage was copied."))

    def action_export(self) -> None:
        """Write the summary to a file, as the job does that makes it."""
        try:
            report = look_at_summary(self.office, Answers(), silent)
        except FptuiError as error:
            self.say_refused(error)
        else:
            export_report(self.app, report, WRITE_SUMMARY)

    def file_name(self) -> str:
        """What an export is called."""
        return file_name(_("Year summary"), str(self.office.year))

    # --- finding --------------------------------------------------------------------------

    @property
    def _line(self) -> QueryInput:
        return self.query_one(QueryInput)

    def action_find(self) -> None:
        """Find words in the text as they are typed."""
        self._line.display = True
        self._line.placeholder = ""
        put(self._line, "", 0)
        self._line.focus()
        hints = (_("Enter: keep"), _("Esc: back"))
        self.query_one(KeyLine).say([(hint, "") for hint in hints])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Mark where the words stand first."""
        found = self.text.seek(event.value)
        self.say_problem("" if found or not event.value.strip() else _("Not in the text."))

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go on reading there."""
        self._close_line()

    def action_find_next(self) -> None:
        """Mark where the words stand next."""
        if not self.text.is_seeking:
            self.action_find()
        elif not self.text.seek_next():
            self.say(_("Not in the text."))

    def _close_line(self) -> None:
        self._line.display = False
        self.say_problem("")
        self.text.focus()
        self.say_place(_("Year summary"))

    def action_back(self) -> None:
        """Close the line, else take the marks off, else go to the targets."""
        if self._line.display:
            self.text.seek("")
            self._close_line()
        elif self.text.is_seeking:
            self.text.seek("")
        else:
            self.app.call_later(self.app.run_action, "home")
