"""A table of any length that draws only the rows in view.

It asks its source for the cells of a row when that row comes into view, so that
a register of a million records opens as fast as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fptui.screens.actions import TABLE, bindings_of

GAPS = (2, 1)  # cells between columns; the narrow gap where it makes all columns fit
SAMPLE = 200  # rows that are measured to find the widths of columns
WIDEST = 36


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column's heading and whether its values stand at the right."""

    heading: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a grid gets its cells: `cells(row)` gives one text a column.

    `is_marked(row)` tells whether the row is selected.
    """

    columns: tuple[GridColumn, ...] = ()
    count: int = 0
    cells: Callable[[int], Sequence[str]] = lambda row: ()
    is_marked: Callable[[int], bool] = lambda row: False


class Grid(ScrollView, can_focus=True):
    """A table with a cursor and a selection; the first column stays while others shift."""

    BINDINGS = bindings_of(TABLE)
    COMPONENT_CLASSES = {"grid--header", "grid--row", "grid--cursor", "grid--selected"}
    DEFAULT_CSS = """
    Grid { overflow-x: hidden; height: 1fr; scrollbar-size-vertical: 1; }
    Grid > .grid--header { text-style: bold; background: $panel; color: $foreground; }
    Grid > .grid--selected { text-style: bold; color: $warning; }
    Grid > .grid--cursor { background: $secondary; color: $text; }
    Grid:focus > .grid--cursor { background: $primary; color: $text; text-style: bold; }
    """

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """A row is to be opened."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__()
        self._source = Source()
        self._wishes: list[int] = []
        self._widths: list[int] = []
        self._shift = 0
        self._known: dict[int, Sequence[str]] = {}

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._source.count

    def show(self, source: Source, cursor: int = 0) -> None:
        """Show another source, with the cursor on this row.

        Columns that stay keep at least their widths, so that they do not jump about
        while a user types, and only the rows in view must be measured.
        """
        same = source.columns == self._source.columns and bool(self._source.count)
        self._source, self._known = source, {}
        self._wishes = self._measured(self._wishes if same else [])
        self._shift = min(self._shift, max(len(self._wishes) - 2, 0))
        self._lay_out()
        self.virtual_size = Size(self.size.width, source.count + 1)
        self.set_reactive(Grid.cursor, -1)
        self.cursor = cursor
        self.refresh()

    def grow(self, count: int) -> None:
        """Take in that the source has more rows by now; the cursor stays where it is."""
        self._source = replace(self._source, count=count)
        self.virtual_size = Size(self.size.width, count + 1)
        self.refresh()

    @property
    def _room(self) -> int:
        """The cells of a line beside the scrollbar."""
        return self.scrollable_content_region.width

    def cells(self, row: int) -> Sequence[str]:
        """The texts of one row."""
        if row not in self._known:
            if len(self._known) > 10 * SAMPLE:
                self._known.clear()
            self._known[row] = self._source.cells(row)
        return self._known[row]

    def _gap(self, room: int) -> int:
        for gap in GAPS:
            if 1 + self._width_with(gap) <= room:
                return gap
        return GAPS[0]

    def _measured(self, known: list[int]) -> list[int]:
        widths = known or [cell_len(column.heading) for column in self._source.columns]
        for row in range(min(self._source.count, self.size.height if known else SAMPLE)):
            widths = [
                max(width, cell_len(text))
                for width, text in zip(widths, self.cells(row), strict=True)
            ]
        return widths

    def _lay_out(self) -> None:
        """Give each column its width; what is left of the line goes to those that were cut.

        A column that was shifted out of the line leaves its room to the others.
        """
        self._widths = [min(wish, WIDEST) for wish in self._wishes]
        places = self._places()
        taken = sum(self._widths[place] for place in places)
        spare = self._room - 1 - taken - GAPS[0] * (len(places) - 1)
        for place in places:
            more = max(0, min(spare, self._wishes[place] - self._widths[place]))
            self._widths[place] += more
            spare -= more

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self._source.count - 1))

    def watch_cursor(self) -> None:
        """Bring the cursor into view and tell of it."""
        if self.cursor < 0:
            return
        rows = max(self.size.height - 1, 1)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False)
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def on_resize(self) -> None:
        """Keep the cursor in view in a window of another size."""
        self.virtual_size = Size(self.size.width, self._source.count + 1)
        self._lay_out()
        self.watch_cursor()

    def render_line(self, y: int) -> Strip:
        """One line of the window: the heading at the top, then rows."""
        if y == 0:
            headings = [column.heading for column in self._source.columns]
            style = self.get_component_rich_style("grid--header")
            return self._strip(headings, "‹" if self._shift else " ", style, more=self._has_more())
        row = self.scroll_offset.y + y - 1
        if row >= self._source.count:
            return Strip.blank(self._room, self.rich_style)
        # the style of a component is kept until it changes, that of a widget is made each time
        style = self.get_component_rich_style("grid--row")
        mark = " "
        if self._source.is_marked(row):
            style, mark = self.get_component_rich_style("grid--selected"), "•"
        if row == self.cursor:
            style = self.get_component_rich_style("grid--cursor")
            mark = mark if mark == "•" else "▸"
        return self._strip(self.cells(row), mark, style)

    def _has_more(self) -> bool:
        """Whether columns lie beyond the right edge."""
        return 1 + self._width_with(self._gap(self._room)) > self._room

    def _width_with(self, gap: int) -> int:
        """The cells of the columns that are not shifted out, with such a gap between them."""
        widths = [self._widths[place] for place in self._places()]
        return sum(widths) + gap * (len(widths) - 1)

    def _strip(self, texts: Sequence[str], mark: str, style: Style, *, more: bool = False) -> Strip:
        whole = self._room
        gap, room = self._gap(whole), whole - len(mark)
        parts = [mark]
        for place in self._places():
            if room <= 0:
                break
            width = min(self._widths[place], room)
            space = min(gap, room - width)
            parts.append(fitted(texts[place], width, right=self._source.columns[place].right))
            parts.append(" " * space)
            room -= width + space
        line = "".join(parts) + " " * room
        if more:
            line = set_cell_size(line, whole - 1) + "›"
        return Strip([Segment(line, style)], whole)

    def _places(self) -> list[int]:
        places = list(range(len(self._widths)))
        return places[:1] + places[1 + self._shift :]

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by windows."""
        self.cursor += pages * max(self.size.height - 2, 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self._source.count - 1

    def action_shift(self, columns: int) -> None:
        """Shift the columns after the first one."""
        most = self._most_shift()
        self._shift = max(0, min(self._shift + columns, most))
        self._lay_out()
        self.refresh()

    def _most_shift(self) -> int:
        """So far that the last column is in view, and whole where the line has room for it."""
        widths = [min(wish, WIDEST) for wish in self._wishes]
        widths[1:] = [*widths[1:-1], *self._wishes[1:][-1:]]
        room = self._room - 1 - sum(widths[:1]) - GAPS[0]
        for place in range(len(widths) - 1, 0, -1):
            room -= widths[place] + (GAPS[0] if place < len(widths) - 1 else 0)
            if room < 0:
                return min(place, len(self._widths) - 2)
        return 0

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._source.count:
            self.post_message(self.Opened(self.cursor))


def fitted(text: str, width: int, *, right: bool) -> str:
    """A text in exactly so many cells; what is cut ends in an ellipsis."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(set_cell_size(text, max(width - 1, 0)).rstrip() + "…", width)
    space = " " * (width - length)
    return space + text if right else text + space
