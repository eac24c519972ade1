"""The part of a dialog that gives way in a low window, so that all else stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.containers import VerticalScroll
from textual.css.scalar import Scalar, Unit
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList

if TYPE_CHECKING:
    _Part = Widget
else:  # Textual takes the styles of the parts of a widget from its first base that is a widget
    _Part = object

LEAST = 1  # rows that it keeps
MARK, UNMARKED = "▸ ", "  "  # before the choice that Enter takes, and before the others


class GivesWay(_Part):
    """As high as its content, but no higher than title, hint and the like leave it.

    What is longer scrolls. A part of height `1fr` would not do: in a frame that is only as
    high as its content Textual gives it no bound.
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of the content, within what the other parts leave of the window."""
        wanted = super().get_content_height(container, viewport, width)
        frame = self.parent
        if not isinstance(frame, Widget):
            return wanted
        others = [part for part in frame.children if part is not self and part.display]
        needed = sum(_height(part, container, viewport) for part in others)
        left = viewport.height - frame.gutter.height - self.gutter.height - needed
        return min(wanted, max(left, LEAST))

    def make_room(self) -> None:
        """Another part may have grown: the heights are to be worked out anew."""
        self.refresh(layout=True)


def _height(part: Widget, container: Size, viewport: Size) -> int:
    """The rows that a part with a height of its own takes."""
    fixed, most = _rows(part.styles.height), _rows(part.styles.max_height)
    if fixed is not None:
        return fixed
    width = container.width - part.gutter.width
    height = part.get_content_height(container, viewport, width) + part.gutter.height
    return height if most is None else min(height, most)


def _rows(height: Scalar | None) -> int | None:
    return int(height.value) if height is not None and height.unit is Unit.CELLS else None


class ScrolledPart(GivesWay, VerticalScroll):
    """Fields and the like, which scroll where they do not all fit."""


class Choices(GivesWay, OptionList):
    """A list to choose from, which scrolls where it does not all fit.

    The choices have UNMARKED before them, where the mark is drawn. Its ends are ends: a key
    too many does not lead to the last choice, which may throw something away.
    """

    def render_line(self, y: int) -> Strip:
        """A line, with a mark before the choice that Enter takes: colour alone would not tell."""
        line = super().render_line(y)
        place = self.scroll_offset.y + y
        lines = self._lines
        if place < len(lines) and lines[place] == (self.highlighted, 0):
            style = next((segment.style for segment in line), None)
            return Strip.join([Strip([Segment(MARK, style)]), line.crop(len(MARK))])
        return line

    def action_cursor_up(self) -> None:
        """Go one up, but not beyond the first."""
        if self.highlighted:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Go one down, but not beyond the last."""
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()
