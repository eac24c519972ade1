"""The lines of the frame: where you are, what was told, and which keys work."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

GAP = 2


class PlaceLine(Widget):
    """Office, year, day, filter at the left; the title and the count at the right."""

    DEFAULT_CSS = "PlaceLine { height: 1; background: $primary; color: $text; text-style: bold; }"

    def __init__(self) -> None:
        super().__init__()
        self._left, self._right = "", ""

    def say(self, left: str, right: str) -> None:
        """Show these texts."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Text:
        """The line, the left text cut where both do not fit."""
        room = self.size.width - cell_len(self._right) - 1 - GAP
        left = Text(" " + self._left, no_wrap=True)
        left.truncate(max(room, 0), overflow="ellipsis", pad=True)
        return left.append("  " + self._right)


class MessageLine(Static):
    """The message whose turn it is; a long one takes more lines, and covers nothing."""

    DEFAULT_CSS = """
    MessageLine { height: auto; min-height: 1; max-height: 4; padding: 0 1; color: $text-muted; }
    MessageLine.-new { color: $foreground; text-style: bold; }
    MessageLine.-wrong { color: $error; text-style: bold; }
    """

    def say(self, text: str, *, wrong: bool = False, waiting: int = 0) -> None:
        """Show a message, and how many wait behind it; nothing for an empty text."""
        self.set_class(wrong, "-wrong")
        self.set_class(bool(text), "-new")
        mark = ("✘ " if wrong else "✔ ") if text else ""
        more = f"  (+{waiting})" if waiting else ""
        self.update(Text(f"{mark}{text}{more}"))


class KeyLine(Widget):
    """The keys that work now, as many as fit, the most important first."""

    DEFAULT_CSS = "KeyLine { height: 1; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[tuple[str, str]] = ()

    def say(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these keys and what they do."""
        self._hints = hints
        self.refresh()

    def render(self) -> Text:
        """The hints that fit the window."""
        line = Text(" ", no_wrap=True)
        for key, description in self._hints:
            hint = Text.assemble((key, "bold"), " ", description, " " * GAP)
            if line.cell_len + hint.cell_len - GAP > self.size.width:
                break
            line.append_text(hint)
        return line


class TabLine(Widget):
    """The registers of one screen, the present one marked."""

    DEFAULT_CSS = "TabLine { height: 1; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[str] = ()
        self._present = 0

    def say(self, titles: Sequence[str], present: int) -> None:
        """Show these titles."""
        self._titles, self._present = titles, present
        self.refresh()

    def render(self) -> Text:
        """The titles in a row; brackets mark the present one, so that colour is not needed."""
        line = Text(" ", no_wrap=True, overflow="ellipsis")
        for place, title in enumerate(self._titles):
            if place == self._present:
                line.append(f"[{title}]", "bold").append(" ")
            else:
                line.append(f" {title}  ")
        return line
