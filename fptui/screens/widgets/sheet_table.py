"""The cells of a sheet as they are drawn: only the rows in view, what tells them always in sight.

Signs stand beside the colours: `[ ]` around the cell of the cursor, `!` before what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.judged_rows import row_faults
from fptui.jobs.entry.sheet_texts import Place
from fptui.language import _
from fptui.registers.values.display import RIGHT_ALIGNED
from fptui.screens.widgets.cell_text import CellText
from fptui.screens.widgets.grid import fitted

SAMPLE = 100  # rows that are measured to find the widths of columns
NARROWEST, USUAL, WIDEST = 4, 12, 24


@dataclass(frozen=True, slots=True)
class Span:
    """Where a column stands on the line: `start` is the sign before it."""

    column: int
    start: int
    width: int


class SheetTable(Widget, can_focus=True):
    """Draws a sheet with the cursor on one of its cells."""

    COMPONENT_CLASSES = {
        "sheet--header",
        "sheet--row",
        "sheet--locked",
        "sheet--typed",
        "sheet--wrong",
        "sheet--cursor",
        "sheet--sum",
    }
    DEFAULT_CSS = """
    SheetTable { height: 1fr; }
    SheetTable > .sheet--header { text-style: bold; background: $panel; color: $foreground; }
    SheetTable > .sheet--locked { color: $text-muted; }
    SheetTable > .sheet--typed { text-style: bold; }
    SheetTable > .sheet--wrong { color: $error; text-style: bold; }
    SheetTable > .sheet--cursor { background: $primary; color: $text; text-style: bold; }
    SheetTable > .sheet--sum { text-style: bold; background: $panel; color: $foreground; }
    """

    def __init__(self, sheet: FilledSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.place: Place = (0, 0)
        self.typing: CellText | None = None
        self._top = 0
        self._shift = 0  # columns that are shifted out at the left
        self._widths: list[int] = []
        self._faults: dict[int, tuple[str, ...]] = {}
        self._typed_rows: set[int] = set()

    # --- what stands where -----------------------------------------------------------------

    @property
    def _frozen(self) -> int:
        """How many columns stay in sight: those that tell the rows, else the first."""
        telling = [one.tells_row for one in self.sheet.columns]
        return max(telling.index(False) if False in telling else len(telling), 1)

    @property
    def rows_in_view(self) -> int:
        """How many rows the window has room for, beside headings and sums."""
        return max(self.size.height - 2, 1)

    def measure(self) -> None:
        """Give each column the width that its cells take."""
        sheet, sums = self.sheet, self.sheet.sums()
        rows = range(self._top, min(self._top + SAMPLE, sheet.count))
        self._widths = [
            min(
                max(
                    NARROWEST,
                    0 if column.column.kind in RIGHT_ALIGNED else min(column.column.width, USUAL),
                    cell_len(sheet.layout.heading(column)),
                    *(cell_len(sheet.text((row, place))) for row in rows),
                    cell_len(str(sums[place] or "")),
                ),
                WIDEST,
            )
            for place, column in enumerate(sheet.columns)
        ]
        self._leave_room()

    def _leave_room(self) -> None:
        """In a narrow window, let the columns that stay in sight leave room for another one."""
        frozen = self._frozen
        others = self._widths[frozen:]
        if not others:
            return
        room = self.size.width - 3 - frozen - max(others)
        while sum(self._widths[:frozen]) > room:
            widest = max(range(frozen), key=self._widths.__getitem__)
            if self._widths[widest] <= NARROWEST:
                break
            self._widths[widest] -= 1

    def spans(self) -> list[Span]:
        """The columns in view."""
        frozen, room = self._frozen, self.size.width
        found, start = [], 1
        for place in (*range(frozen), *range(frozen + self._shift, len(self._widths))):
            width = min(self._widths[place], room - start - 2)
            if width < min(NARROWEST, self._widths[place]):
                break
            found.append(Span(place, start, width))
            start += 1 + width
        return found

    def bring_into_view(self) -> None:
        """Shift and scroll until the cell of the cursor is in view."""
        row, column = self.place
        rows = self.rows_in_view
        last = max(self.sheet.count - rows, 0)  # no line stays empty that a row could fill
        self._top = max(min(self._top, row, last), row - rows + 1, 0)
        if column < self._frozen:
            return
        self._shift = 0
        while self._shift < column - self._frozen and not any(
            span.column == column and span.width == self._widths[column] for span in self.spans()
        ):
            self._shift += 1

    def faults(self, row: int) -> tuple[str, ...]:
        """What is wrong with a row, worked out when it is asked for."""
        if row not in self._faults:
            self._faults[row] = row_faults(self.sheet, row) if row in self._typed_rows else ()
        return self._faults[row]

    def changed(self) -> None:
        """Texts were changed: what is wrong is worked out anew."""
        self._faults.clear()
        self._typed_rows = set(self.sheet.typed_rows())
        self.measure()
        self.bring_into_view()
        self.refresh()

    def cursor_offset(self) -> Offset:
        """Where the cell of the cursor begins in the window, for what an input method shows."""
        for span in self.spans():
            if span.column == self.place[1]:
                return self.region.offset + Offset(span.start + 1, self.place[0] - self._top + 1)
        return self.region.offset

    # --- lines -----------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the cursor in view in a window of another size."""
        self.measure()
        self.bring_into_view()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The headings, the rows, and the sums in the last line."""
        if not self._widths:
            self.measure()
        if y == 0:
            return self._heading()
        if y == self.size.height - 1:
            return self._sums()
        row = self._top + y - 1
        if y > self.rows_in_view or row >= self.sheet.count:
            return Strip.blank(self.size.width, self.rich_style)
        return self._row(row)

    def _heading(self) -> Strip:
        style = self.get_component_rich_style("sheet--header")
        columns = self.sheet.columns
        parts = []
        for span in self.spans():
            column = columns[span.column]
            right = column.column.kind in RIGHT_ALIGNED
            parts.append(" " + fitted(self.sheet.layout.heading(column), span.width, right=right))
        line = ("‹" if self._shift else " ") + "".join(parts)
        more = self.spans()[-1].column < len(columns) - 1 if self.spans() else False
        return self._whole([Segment(line, style)], style, "›" if more else " ")

    def _sums(self) -> Strip:
        style = self.get_component_rich_style("sheet--sum")
        sums = self.sheet.sums()
        parts = ["Σ" if any(one is not None for one in sums) else " "]
        for span in self.spans():
            total = sums[span.column]
            text = "" if total is None else format(total, "f")
            if not span.column and total is None and parts[0] == "Σ":
                text = _("Sum")
            right = self.sheet.columns[span.column].column.kind in RIGHT_ALIGNED
            parts.append(" " + fitted(text, span.width, right=right))
        return self._whole([Segment("".join(parts), style)], style, " ")

    def _row(self, row: int) -> Strip:
        mark = "▸" if row == self.place[0] else "•" if row in self._typed_rows else " "
        if self.faults(row):
            mark = "!"
        plain = self.get_component_rich_style("sheet--row")
        segments = [Segment(mark, plain), *self._cells(row)]
        closing = "]" if self.spans() and (row, self.spans()[-1].column) == self.place else " "
        return self._whole(segments, plain, closing, at_once=True)

    def _cells(self, row: int) -> Iterator[Segment]:
        after_cursor = False
        for span in self.spans():
            place = (row, span.column)
            here, wrong = place == self.place, bool(self.sheet.problem(place))
            sign = "[" if here else "]" if after_cursor else "!" if wrong else " "
            plain = self.get_component_rich_style("sheet--row")
            yield Segment(sign, plain)
            yield Segment(self._cell(place, span), self._style(place, here=here, wrong=wrong))
            after_cursor = here

    def _cell(self, place: Place, span: Span) -> str:
        right = self.sheet.columns[span.column].column.kind in RIGHT_ALIGNED
        if place == self.place and self.typing is not None:
            text = self.typing.shown
            while cell_len(text) > span.width and len(text) > 1:
                text = text[1:]  # what was typed last stays in sight
            return fitted(text, span.width, right=right)
        return fitted(self.sheet.text(place), span.width, right=right)

    def _style(self, place: Place, *, here: bool, wrong: bool) -> Style:
        name = "row"
        if here:
            name = "cursor"
        elif wrong:
            name = "wrong"
        elif self.sheet.is_typed(place):
            name = "typed"
        elif self.sheet.is_locked(place):
            name = "locked"
        return self.get_component_rich_style(f"sheet--{name}")

    def _whole(
        self, segments: list[Segment], style: Style, end: str, *, at_once: bool = False
    ) -> Strip:
        """A line filled up to its end, where a last sign stands, or at once behind the cells."""
        used = sum(segment.cell_length for segment in segments)
        space = max(self.size.width - used - 1, 0)
        filling = end + " " * space if at_once else " " * space + end
        return Strip([*segments, Segment(filling, style)]).adjust_cell_length(self.size.width)
