"""Screen 1: where each target stands, in the year or a part of it, and the records behind it."""

from __future__ import annotations

from rich.text import Text
from textual import on

from fptui.errors import FptuiError
from fptui.exchange.writing.sheet import Sheet
from fptui.figures.following import FollowedCounts
from fptui.figures.reckoning import Reckoning
from fptui.figures.side_by_side import SideBySide, parts_of_year, side_by_side, unreported
from fptui.figures.tallies import label_of
from fptui.figures.targets import Target, targets
from fptui.language import _
from fptui.language.file_names import file_name
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.contracts import drafts_of
from fptui.registers.values.display import name_of
from fptui.registers.values.period import year_earlier
from fptui.reports.explanation import EvidenceLine, evidence_lines, explanation
from fptui.reports.target_cells import RIGHT_CELLS, TARGET_HEADINGS, sentence, target_cells
from fptui.reports.target_periods import RIGHT as RIGHT_BESIDE
from fptui.reports.target_periods import (
    cells_beside,
    headings_beside,
    missing_said,
    period_said,
    sheet_beside,
)
from fptui.reports.target_table import targets_sheet
from fptui.screens.actions import TARGETS, bindings_of
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.store import Reading


class TargetsScreen(DeskScreen):
    """The table of target completion; Enter goes down to the units, then to their records."""

    BINDINGS = bindings_of(TARGETS)
    SCOPE = TARGETS

    def __init__(self, office: Reading) -> None:
        super().__init__(office)
        self._counts = FollowedCounts()
        self._targets: list[Target] = []
        self._beside: list[SideBySide] = []
        self._part = 0  # of the year, in the order in which one turns them; 0 is the year itself
        self._opened: Target | None = None
        self._evidence: list[EvidenceLine] = []
        self._row = 0
        self._wanted = ""  # the indicator that is to be shown when one turns to this screen

    def look_at(self, indicator: str) -> None:
        """Show, when one turns to this screen, an indicator and the records behind it."""
        self._part, self._opened, self._wanted = 0, None, indicator

    def show_all(self) -> None:
        """Compute and show the targets, or the evidence of the one that is open."""
        problem = ""
        try:
            self._reckon()
        except FptuiError as error:
            self._targets, self._beside, problem = [], [], str(error)
        registers = sorted(
            (one for one in REGISTERS.values() if one.screen == 1), key=lambda one: one.place
        )
        self.say_tabs([_("Targets"), *(_(register.title) for register in registers)], 0)
        still = [t for t in self._targets if self._opened and t.indicator == self._opened.indicator]
        self._opened = still[0] if still else None
        self._open_wanted()
        if self._opened is not None:
            self._show_evidence(self._opened)
        else:
            self._show_targets()
        self.say_problem(problem)

    def _open_wanted(self) -> None:
        for row, target in enumerate(self._targets):
            if target.indicator.key == self._wanted:
                self._row = row
                self._opened = target if target.figure.evidence else None
        self._wanted = ""

    @property
    def _period(self) -> str:
        """The part of the year that is looked at; empty for the year itself."""
        return parts_of_year(self.office)[self._part] if self._part else ""

    def _reckon(self) -> None:
        period = self._period
        reckoning = Reckoning(self.office, self._counts.reported(self.office))
        if period:
            self._beside = side_by_side(self.office, None, period, reckoning)
            self._targets = [one.now for one in self._beside]
        else:
            self._beside, self._targets = [], targets(self.office, reckoning=reckoning)

    def _show_targets(self) -> None:
        lines, beside, period = self._targets, self._beside, self._period
        if period:
            headings, right = headings_beside(period), RIGHT_BESIDE
        else:
            headings, right = tuple(map(_, TARGET_HEADINGS)), RIGHT_CELLS

        def cells(row: int) -> tuple[str, ...]:
            return cells_beside(beside[row]) if period else target_cells(lines[row])

        columns = tuple(GridColumn(one, place in right) for place, one in enumerate(headings))
        self.grid.show(Source(columns, len(lines), cells), self._row)
        self.say_place(period_said(period, self.office) if period else _("Targets"))
        self._say_sentence()

    def year_shown(self) -> str:
        """The year; its months stand at the end of the line where a part of it is shown."""
        return str(self.office.year) if self._part else super().year_shown()

    def action_period(self, step: int) -> None:
        """Turn to the next part of the year: halves, quarters, months, and the year again."""
        self._part = (self._part + step) % len(parts_of_year(self.office))
        self._opened = None
        self.show_all()

    def _show_evidence(self, target: Target) -> None:
        lines = self._evidence = evidence_lines(target.figure.evidence, self.office)
        columns = (
            GridColumn(_("Unit")),
            GridColumn(_("Counted")),
            GridColumn(_("Value"), right=True),
            GridColumn(_("Register")),
        )

        def cells(row: int) -> tuple[str, ...]:
            line = lines[row]
            return (
                name_of(self.office, "units", line.unit),
                harmless(label_of(line.name)),
                str(line.value),
                _(REGISTERS[line.register].title),
            )

        self.grid.show(Source(columns, len(lines), cells))
        self.say_place(target.indicator.name)
        self._say_sentence()

    def _say_sentence(self) -> None:
        target = self._opened or self._present()
        if target is None:
            self.say_detail(Text(_("No indicators yet: Tab leads to their register.")))
            return
        text = Text(target.indicator.name, "bold")
        text.append("\n" + self._sentence(target), "not bold")
        if target.indicator.key in drafts_of(self.office, target.unit, target.period):
            text.append("\n" + _("Carried over from the year before, to be confirmed."))
        said = [f"? {reason}" for reason in target.figure.reasons]
        said += [f"! {warning}" for warning in target.figure.warnings]
        for line in said[:2]:
            text.append(f"\n{line}", "not bold")
        if self._opened is not None:
            text.append("\n" + _("Enter: the record   Esc: back to the targets"), "dim")
        elif target.figure.evidence:
            text.append("\n" + _("Enter: the records behind it   e: explain"), "dim")
        self.say_detail(text)

    def _sentence(self, target: Target) -> str:
        """What a figure was made of, and what was not reported of its part of the year."""
        if not self._period:
            return sentence(target)
        said = [] if target.figure.value is None else [sentence(target)]
        for period in (target.period, year_earlier(target.period)):
            said += missing_said(unreported(self.office, None, period))
        return "\n".join(said) or _("There is no figure.")

    def _present(self) -> Target | None:
        row = self.grid.cursor
        return self._targets[row] if 0 <= row < len(self._targets) else None

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        if self._opened is None:
            self._row = max(event.row, 0)
            self._say_sentence()

    @on(Grid.Opened)
    def _opened_row(self, event: Grid.Opened) -> None:
        if self._opened is not None:
            line = self._evidence[event.row]
            self.post_message(self.RecordAsked(line.register, line.numbers[0]))
            return
        target = self._targets[event.row]
        if target.figure.evidence:
            self._opened = target
            self.show_all()
        else:
            self.action_explain()

    def action_explain(self) -> None:
        """Explain the figure under the cursor, or the one that is open."""
        target = self._opened or self._present()
        if target is not None:
            content = explanation(target, self.office)
            self.app.push_screen(Page(_("How the figure was made"), content))

    def action_sibling(self, step: int) -> None:
        """Turn to the registers behind the targets."""
        registers = sorted(
            (one for one in REGISTERS.values() if one.screen == 1), key=lambda one: one.place
        )
        register = registers[0 if step > 0 else -1]
        self.post_message(self.RecordAsked(register.name, None))

    def action_back(self) -> None:
        """Go back to the targets, or where one came from, or quit."""
        if self.origin:
            self._opened = None
            self.post_message(self.BackAsked())
        elif self._opened is not None:
            self._opened = None
            self.show_all()
        else:
            self.quit_asked()

    def at_first(self) -> None:
        """Leave the records behind a figure."""
        if self._opened is not None:
            self._opened = None
            if self.is_current:
                self.show_all()

    def sheet(self) -> Sheet:
        """The table of targets."""
        return sheet_beside(self._beside) if self._period else targets_sheet(self._targets)

    def file_name(self) -> str:
        """The table's name."""
        return file_name(_("Targets"), self._period or str(self.office.year))
