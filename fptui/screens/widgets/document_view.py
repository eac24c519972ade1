"""A text with live figures to read: the cursor walks from figure to figure."""

from __future__ import annotations

import re

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fptui.reports.document import Document, Figure
from fptui.screens.actions import TEXT, bindings_of
from fptui.screens.widgets.laid_out import LaidOut, Line, laid_out

MARGIN = 1  # cells before each line
BRACKETS = 2  # cells kept free behind it: the figure at the cursor stands in brackets


class DocumentView(ScrollView, can_focus=True):
    """A document in lines; its figures are underlined, the one at the cursor is in brackets."""

    BINDINGS = bindings_of(TEXT)
    COMPONENT_CLASSES = {
        "document--text",
        "document--heading",
        "document--figure",
        "document--cursor",
        "document--found",
    }
    DEFAULT_CSS = """
    DocumentView { overflow-x: hidden; height: 1fr; scrollbar-size-vertical: 1; }
    DocumentView > .document--heading { text-style: bold; color: $foreground; }
    DocumentView > .document--figure { text-style: underline; color: $foreground; }
    DocumentView > .document--cursor { background: $secondary; color: $text; text-style: bold; }
    DocumentView:focus > .document--cursor { background: $primary; color: $text; }
    DocumentView > .document--found { background: $warning; color: $text; text-style: bold; }
    """

    cursor: reactive[int] = reactive(-1)

    class Moved(Message):
        """The cursor stands on another figure, or on none."""

    class Opened(Message):
        """The records of the figure at the cursor are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._document = Document("", (), "")
        self._laid = LaidOut()
        self._places: dict[int, tuple[int, int]] = {}
        self._sought = ""
        self._found: tuple[int, int, int] | None = None  # passage, its characters from and up to

    # --- what is shown --------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Show a document; the cursor stays on the figure of its key, if that is still there."""
        before = self._key()
        self._document, self._found = document, None
        self._lay_out()
        keys = self._keys()
        place = keys.index(before) if before in keys else max(self.cursor, 0)
        self.set_reactive(DocumentView.cursor, -1)
        self.cursor = place if keys else -1
        self.post_message(self.Moved())
        self.refresh()

    @property
    def figure(self) -> Figure | None:
        """The figure at the cursor."""
        figures = self._laid.figures
        return figures[self.cursor] if 0 <= self.cursor < len(figures) else None

    @property
    def passage(self) -> str:
        """The passage in which the cursor stands, or what was sought was found."""
        if self._found is not None:
            return self._laid.passages[self._found[0]]
        if self.cursor not in self._places:
            return ""
        return self._laid.passages[self._laid.lines[self._places[self.cursor][0]].passage]

    def _keys(self) -> list[tuple[str, int]]:
        """The key of each figure, and how often it stood before: a text may say one twice."""
        keys = [one.key for one in self._laid.figures]
        return [(key, keys[:place].count(key)) for place, key in enumerate(keys)]

    def _key(self) -> tuple[str, int] | None:
        return self._keys()[self.cursor] if self.figure is not None else None

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width or self.size.width
        self._laid = laid_out(self._document, max(room - MARGIN - BRACKETS, 2))
        self._places = self._laid.places()
        self.virtual_size = Size(self.size.width, len(self._laid.lines))

    def on_resize(self) -> None:
        """Fold the lines anew for a window of another size, the cursor in view."""
        self._lay_out()
        self._into_view()
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a figure; -1 where there is none."""
        return min(max(cursor, 0), len(self._laid.figures) - 1)

    def watch_cursor(self) -> None:
        """Bring the cursor into view and tell of it."""
        if self.cursor >= 0:
            self._into_view()
            self.post_message(self.Moved())
        self.refresh()

    def _into_view(self) -> None:
        if self.cursor in self._places:
            self._show_line(self._places[self.cursor][0])

    def _show_line(self, line: int) -> None:
        """Scroll so far that a line is in sight, with one beside it."""
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if line < top:
            self.scroll_to(y=max(line - 1, 0), animate=False)
        elif line >= top + height:
            self.scroll_to(y=line - height + 2, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width, place = self.size.width, self.scroll_offset.y + y
        style = self.get_component_rich_style("document--text")
        if place >= len(self._laid.lines):
            return Strip.blank(width, style)
        text = self._drawn(self._laid.lines[place])
        segments = list(text.render(self.app.console, end=""))
        return Strip(segments).apply_style(style).adjust_cell_length(width, style)

    def _drawn(self, line: Line) -> Text:
        text = Text(" " * MARGIN + line.text + " ", no_wrap=True)
        if line.level or line.is_head:
            text.stylize(self.get_component_rich_style("document--heading", partial=True))
        for one in line.stretches:
            style = self.get_component_rich_style("document--figure", partial=True)
            text.stylize(style, one.start + MARGIN, one.end + MARGIN)
        self._mark_found(text, line)
        for one in line.stretches:
            if one.figure == self.cursor:
                style = self.get_component_rich_style("document--cursor", partial=True)
                return _bracketed(text, one.start + MARGIN, one.end + MARGIN, style)
        return text

    def _mark_found(self, text: Text, line: Line) -> None:
        if self._found is None or self._found[0] != line.passage:
            return
        by = MARGIN + line.lead - line.first
        start, end = (max(place + by, MARGIN + line.lead) for place in self._found[1:])
        if start < end:
            style = self.get_component_rich_style("document--found", partial=True)
            text.stylize(style, start, min(end, len(text)))

    # --- walking --------------------------------------------------------------------------

    def action_step(self, figures: int) -> None:
        """Go on by figures, in the order in which they are read."""
        self.cursor += figures
        self._into_view()

    def action_line(self, down: int) -> None:
        """Go to the nearest figure of a line above or below; else scroll, so that all is read."""
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        at, column = self._places.get(self.cursor, (-1, 0))
        if not top <= at < top + height:  # the text was scrolled away from the cursor
            at = top - 1 if down > 0 else top + height
        lines = {line for line, _column in self._places.values()}
        beyond = [line for line in lines if (line > at if down > 0 else line < at)]
        nearest = min(beyond, key=lambda line: abs(line - at), default=-1)
        if top <= nearest < top + height:
            self.cursor = self._nearest_in(nearest, column)
        else:
            self.scroll_to(y=top + down, animate=False)

    def _nearest_in(self, line: int, column: int) -> int:
        inside = {one: place[1] for one, place in self._places.items() if place[0] == line}
        return min(inside, key=lambda one: abs(inside[one] - column))

    def action_page(self, pages: int) -> None:
        """Turn a window on; the cursor goes to the first figure that is then in sight."""
        height = max(self.size.height, 1)
        most = max(len(self._laid.lines) - height, 0)
        top = min(max(self.scroll_offset.y + pages * max(height - 1, 1), 0), most)
        self.scroll_to(y=top, animate=False)
        seen = [one for one, place in self._places.items() if top <= place[0] < top + height]
        if seen and self.cursor not in seen:
            self.cursor = min(seen)

    def action_edge(self, last: int) -> None:
        """Go to the first or last figure, and to that end of the text."""
        self.cursor = len(self._laid.figures) - 1 if last else 0
        self.scroll_to(y=len(self._laid.lines) if last else 0, animate=False)

    def action_open(self) -> None:
        """Ask for the records of the figure at the cursor."""
        if self.figure is not None:
            self.post_message(self.Opened())

    # --- finding --------------------------------------------------------------------------

    @property
    def is_seeking(self) -> bool:
        """Whether something was sought, which is marked where it was found."""
        return bool(self._sought)

    def seek(self, words: str) -> bool:
        """Mark where words stand first from the top of the window on; whether they do."""
        self._sought, self._found = words.strip(), None
        seen = self._laid.lines[self.scroll_offset.y :]
        return self._seek_on(
            next(((one.passage, one.first) for one in seen if one.passage >= 0), (0, 0))
        )

    def seek_next(self) -> bool:
        """Mark where the words stand next, from the beginning again after the end."""
        return self._seek_on((self._found[0], self._found[2]) if self._found else (0, 0))

    def _seek_on(self, start: tuple[int, int]) -> bool:
        pattern = re.compile(re.escape(self._sought), re.IGNORECASE)
        every = [
            (passage, found.start(), found.end())
            for passage, text in enumerate(self._laid.passages)
            for found in pattern.finditer(text)
            if self._sought
        ]
        self._found = next((one for one in every if one[:2] >= start), every[0] if every else None)
        if self._found is not None:
            self._show_line(self._laid.line_of(*self._found[:2]))
        self.refresh()
        return self._found is not None


def _bracketed(text: Text, start: int, end: int, style: Style) -> Text:
    """A text with a stretch of it in brackets, which take the place of spaces at its sides."""
    before, inside, after = text[:start], text[start:end], text[end:]
    if before.plain.endswith(" "):
        before = before[:-1]
    if after.plain.startswith(" "):
        after = after[1:]
    inside.stylize(style)
    return Text.assemble(before, ("[", style), inside, ("]", style), after, no_wrap=True)
