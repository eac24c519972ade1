"""What the screens tell: each message in its turn, in the line of messages of every screen."""

from __future__ import annotations

from datetime import datetime

from rich.table import Table
from rich.text import Text
from textual.app import App
from textual.notifications import SeverityLevel
from textual.timer import Timer

from fptui.language import _
from fptui.screens.dialogs import Page
from fptui.screens.messages import Message, Messages
from fptui.screens.widgets.lines import MessageLine


class TellingApp(App[None]):
    """An application that lays no message over its screens."""

    def __init__(self) -> None:
        super().__init__()
        self.messages = Messages()
        self._turn: Timer | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in the line of messages, as soon as those before have had their turn.

        Nothing is laid over the screen: a wide character at the edge of what lies over it
        would be lost (Textual issue 6357).
        """
        text = f"{title}: {message}" if title else message
        wrong = severity != "information"
        self.call_later(self._told, Message(datetime.now(), " ".join(text.split()), wrong))

    def _told(self, message: Message) -> None:
        if self.messages.add(message):
            self._show_message()
        else:
            self._say_message()

    def _show_message(self) -> None:
        """Show the message whose turn it is, and the next one when it had its time."""
        if self._turn is not None:
            self._turn.stop()
        present = self.messages.present
        self._turn = None if present is None else self.set_timer(present.seconds, self._next_turn)
        self._say_message()

    def _next_turn(self) -> None:
        self.messages.next()
        self._show_message()

    def _say_message(self) -> None:
        present, waiting = self.messages.present, len(self.messages.waiting)
        for screen in self.screen_stack:
            for line in screen.query(MessageLine):
                if present is None:
                    line.say("")
                else:
                    line.say(present.text, wrong=present.wrong, waiting=waiting)

    def action_messages(self) -> None:
        """Show the last messages, the newest first, with their time."""
        if not self.messages.past:
            self.notify(_("Nothing was told yet."))
            return
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for message in reversed(self.messages.past):
            mark = "✘" if message.wrong else "✔"
            table.add_row(Text(f"{message.time:%H:%M:%S}", "dim"), Text(mark), Text(message.text))
        self.push_screen(Page(_("Messages of before"), table))
