"""The lines of the frame: where you are, what was told, and which keys work."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from fptui.language import ngettext
from fptui.screens.widgets.folding import folded

GAP = 2
MESSAGE_LINES = 4  # at most
WRONG = "✘ "
"""The mark of a message that something was not done."""


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
        right = Text(self._right)
        right.truncate(max(self.size.width - 2, 0), overflow="ellipsis")
        room = self.size.width - right.cell_len - 1 - GAP
        left = Text(" " + self._left, no_wrap=True)
        left.truncate(max(room, 0), overflow="ellipsis", pad=True)
        return left.append(" " * min(GAP, self.size.width - right.cell_len)).append_text(right)


class MessageLine(Widget):
    """The message whose turn it is; a long one takes more lines, and covers nothing.

    One that is longer still ends in an ellipsis: the list of messages has it whole.
    """

    DEFAULT_CSS = """
    MessageLine { height: auto; padding: 0 1; color: $text-muted; }
    MessageLine.-new { color: $foreground; text-style: bold; }
    MessageLine.-wrong { color: $error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = self._mark = ""

    def say(self, text: str, *, wrong: bool = False, waiting: int = 0) -> None:
        """Show a message, and how many wait behind it; nothing for an empty text."""
        self.set_class(wrong, "-wrong")
        self.set_class(bool(text), "-new")
        self._mark = WRONG if text and wrong else ""
        more = ngettext("{text} ({n} more message, M shows it)",
                        "{text} ({n} more messages, M shows them)", waiting)  # fmt: skip
        self._said = more.format(text=text, n=waiting) if waiting else text
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[str]:
        """The message in lines, all of them beside its mark: alone it would say nothing."""
        lines = message_lines(self._said, width - len(self._mark))
        return [self._mark + lines[0], *(" " * len(self._mark) + line for line in lines[1:])]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the message takes."""
        return len(self._lines(width))

    def render(self) -> Text:
        """The lines of the message."""
        return Text("\n".join(self._lines(self.content_size.width)), no_wrap=True)


def message_lines(said: str, width: int) -> list[str]:
    """A message in lines of so many cells, at least one, the last one cut where there are more."""
    lines = folded(said, width)
    if len(lines) <= MESSAGE_LINES:
        return lines
    last = Text(" ".join(lines[MESSAGE_LINES - 1 :]))
    last.truncate(width, overflow="ellipsis")
    return [*lines[: MESSAGE_LINES - 1], last.plain]


class SumsLine(Widget):
    """What the rows of a table come to, as many of the words as fit; not there until it is said.

    Of several groups of words, such as of those selected and of all, each begins anew.
    """

    DEFAULT_CSS = """
    SumsLine { display: none; height: 1; background: $panel; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: Sequence[Sequence[str]] = ()

    def say(self, *groups: Sequence[str]) -> None:
        """Show these words; the first of a group says of what it is."""
        self._groups = groups
        self.display = True
        self.refresh()

    def render(self) -> Text:
        """The line: whole words, and an ellipsis where there are more."""
        room = self.size.width - 2
        said = ""
        for group in self._groups:
            for place, words in enumerate(group):
                between = "" if not said else " · " if place else " │ "
                longer = said + between + words
                more = place + 1 < len(group) or group is not self._groups[-1]
                if cell_len(longer) + (2 if more else 0) > room:
                    return Text(f" {said} …" if said else f" {words}", no_wrap=True)
                said = longer
        return Text(f" {said}", no_wrap=True)


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
        """The titles in a row; brackets mark the present one, so that colour is not needed.

        Where they do not all fit, those before are left out until the present one is in sight.
        """
        titles, present = list(self._titles), self._present
        parts = [
            f"[{title}] " if place == present else f" {title}  "
            for place, title in enumerate(titles)
        ]
        first = 0
        while first < present and _width(parts[first : present + 1]) > self.size.width:
            first += 1
        line = Text("‹" if first else " ", no_wrap=True)
        for place, part in enumerate(parts[first:], first):
            if place > present and _width(parts[first : place + 1]) > self.size.width:
                line.truncate(self.size.width - 1)
                return line.append("›")
            line.append(part.rstrip(), "bold" if place == present else "")
            line.append(part[len(part.rstrip()) :])
        line.truncate(self.size.width, overflow="ellipsis")
        return line


def _width(parts: Sequence[str]) -> int:
    """The cells of some titles, with the mark before them and one that more follow."""
    return 2 + cell_len("".join(parts).rstrip())
