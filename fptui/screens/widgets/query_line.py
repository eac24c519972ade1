"""The line of a search or a filter, and above it what fits while a filter is typed."""

from __future__ import annotations

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, Static

from fptui.registers.declaration import Record, Register
from fptui.screens.widgets.offered import Offered
from fptui.search.completing import Completion, completion_at, expected
from fptui.store import Reading

OFFERED, OFFERED_LOW = 5, 2  # lines of what fits; in a low window
LOW = 20  # rows under which a window is low


class QueryInput(Input):
    """The line that is typed in; the keys that choose among what fits are those of a form."""

    BINDINGS = [
        Binding("pagedown,down", "offer(1)", "", show=False),
        Binding("pageup,up", "offer(-1)", "", show=False),
        Binding("tab", "take", "", show=False),
        Binding("shift+tab", "app.bell", "", show=False),
    ]

    class Offering(Message):
        """Another of what fits is to be marked."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Taken(Message):
        """What is marked is right, or else the first that fits: one goes on behind it."""

    def action_offer(self, step: int) -> None:
        """Mark the next of what fits, or the one before."""
        self.post_message(self.Offering(step))

    def action_take(self) -> None:
        """Take what is marked."""
        self.post_message(self.Taken())


class QueryOffers(Static):
    """What fits at the cursor of a filter: fields, or values behind the sign of one."""

    DEFAULT_CSS = "QueryOffers { display: none; height: auto; color: $text-muted; padding: 0 1; }"

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._completion = Completion(0, 0)
        self._offered = Offered()
        self._text = ""

    def close(self) -> None:
        """Offer nothing."""
        self.display = False
        self._offered = Offered()

    def follow(self, office: Reading, register: Register[Record], line: Input) -> None:
        """Offer what fits where the cursor of the line is."""
        self._text = line.value
        cursor = line.cursor_position
        self._completion = completion_at(office, register, self._text, cursor)
        found = self._completion
        spelled = self._text[found.start : found.end] if found.offers_words else None
        self._offered = Offered(found.offers, shows_keys=True, spelled=spelled)
        self._draw()

    @property
    def chose_field(self) -> bool:
        """Whether a field was put into the line by a key, to which a value belongs now."""
        return self._offered.marked is not None and self._completion.column is None

    @property
    def chose(self) -> bool:
        """Whether something was put into the line by a key."""
        return self._offered.marked is not None

    def step(self, line: Input, step: int) -> None:
        """Put the next of what fits into the line, or the one before."""
        if not self._offered.offers:
            return
        text, cursor = self._completion.put(self._text, self._offered.step(step))
        put(line, text, cursor)
        self._draw()

    def _draw(self) -> None:
        lines = OFFERED_LOW if self.screen.size.height < LOW else OFFERED
        column = self._completion.column
        if self._offered.offers:
            drawn = self._offered.drawn(lines)
        else:
            drawn = Text(expected(column) if column is not None else "")
        self.update(drawn)
        self.display = bool(drawn)


def put(line: Input, text: str, cursor: int) -> None:
    """Let a text stand in a line, without telling that it was typed."""
    with line.prevent(Input.Changed):
        line.value = text
    line.cursor_position = cursor
