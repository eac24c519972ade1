"""What the program has told: messages wait their turn in one line, and can be read again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

from rich.text import Text

from fptui.language.harmless import harmless
from fptui.language.private import without_numbers

KEPT = 100


def as_message(said: str | Text) -> Text:
    """What a dialog or a line says, numbers of people that were typed in the wrong place masked."""
    text = Text(said) if isinstance(said, str) else said.copy()
    text.plain = without_numbers(text.plain)
    return text


SHOWN_AT_LEAST = 2.0  # seconds, and so much a character more:
SECONDS_A_CHARACTER = 0.05
SHOWN_AT_MOST = 12.0


@dataclass(frozen=True, slots=True)
class Message:
    """One message, when it came, and whether something was not done."""

    time: datetime
    text: str
    wrong: bool = False

    @property
    def seconds(self) -> float:
        """How long it stands before the next one may take its place."""
        return min(SHOWN_AT_LEAST + SECONDS_A_CHARACTER * len(self.text), SHOWN_AT_MOST)


class Messages:
    """The messages of a session: the one that is shown, those that wait, and the last hundred."""

    def __init__(self) -> None:
        self.past: deque[Message] = deque(maxlen=KEPT)
        self.present: Message | None = None
        self.waiting: deque[Message] = deque(maxlen=KEPT)
        self._is_old = False

    def key_pressed(self) -> None:
        """Something new begins: what was told before must not stand in the way of what follows."""
        self._is_old = True

    def add(self, message: Message) -> bool:
        """Take in a message; whether it is shown at once. What is shown already is not repeated."""
        message = replace(message, text=without_numbers(harmless(message.text)))
        self.past.append(message)
        if self._is_old:
            self.waiting.clear()
            self.present, self._is_old = None, False
        if self.present is not None and self.present.text == message.text and not self.waiting:
            self.present = message
            return True
        self.waiting.append(message)
        if self.present is None:
            self.next()
            return True
        return False

    def next(self) -> None:
        """Let the next message that waits take the place of the one that is shown."""
        self.present = self.waiting.popleft() if self.waiting else None
