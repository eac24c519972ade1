"""What a dialog says in lines of its own: what is wrong, what fits, and which keys work."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text
from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static

from fptui.screens.widgets.folding import folded

BETWEEN = "   "
"""What stands between two parts of a hint."""


class SaidPart(Static):
    """Lines that say something, always as high as what they say now."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say this from now on."""
        super().update(content, layout=layout)
        # Textual counts only the first of several texts that come before it looks at them all;
        # the height of one that was laid out in between would stand for those that follow.
        self._layout_updates += 1


class ToldPart(SaidPart):
    """Sentences, folded as their language is."""

    def _lines(self, width: int) -> list[str]:
        said = str(self.content)
        return folded(said, width) if said else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the sentences take."""
        return len(self._lines(width))

    def render(self) -> RenderableType:
        """The lines of the sentences."""
        return Text("\n".join(self._lines(self.content_size.width)), no_wrap=True)


class HintPart(SaidPart):
    """The keys that work, parted by three spaces; a new line begins only where a part does."""

    DEFAULT_CSS = "HintPart { color: $text-muted; height: auto; }"

    def __init__(self, said: str = "") -> None:
        super().__init__(Text(said), classes="hint")

    def _lines(self, width: int) -> list[str]:
        return hint_lines(str(self.content), width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the parts take."""
        return len(self._lines(width))

    def render(self) -> RenderableType:
        """The lines of the hint."""
        return Text("\n".join(self._lines(self.content_size.width)), no_wrap=True)


def hint_lines(said: str, width: int) -> list[str]:
    """A hint in lines of so many cells: a key stands in one line with what it does.

    Only a part that is longer than a line is folded.
    """
    lines = [""]
    for part in said.split(BETWEEN):
        longer = lines[-1] + BETWEEN + part if lines[-1] else part
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines += folded(part, width)
    return lines if lines[0] else lines[1:] or lines
