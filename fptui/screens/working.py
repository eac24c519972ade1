"""Long work: it runs beside the screen, shows how far it is, and can be stopped without trace."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from fptui.errors import FptuiError
from fptui.language import _
from fptui.screens.dialogs import dialog_css
from fptui.screens.widgets.said import HintPart

SHOWN_AFTER = 0.25  # seconds
SHOWN_EVERY = 0.1  # seconds between two showings of the progress


class StoppedError(FptuiError):
    """The user stopped the work; nothing was done."""


class Progress:
    """What long work is handed: it calls it with how far it is, and is stopped there."""

    def __init__(self, show: Callable[[int, int], None]) -> None:
        self._show = show
        self._stopped = threading.Event()
        self._shown = 0.0

    def stop(self) -> None:
        """Let the next call end the work."""
        self._stopped.set()

    def __call__(self, done: int, total: int) -> None:
        """Say that so much of the total is done; StoppedError where the user has had enough."""
        if self._stopped.is_set():
            raise StoppedError(_("Stopped; nothing was changed."))
        now = time.monotonic()
        if now - self._shown >= SHOWN_EVERY:
            self._shown = now
            self._show(done, total)


class Working(ModalScreen[Any]):
    """Runs `work(progress)` in a thread; the answer is its result, or the FptuiError it raised."""

    DEFAULT_CSS = (
        dialog_css("Working")
        + """
    Working { background: transparent; }
    Working.-shown { background: $background 60%; }
    Working ProgressBar { width: 100%; }
    Working Vertical { display: none; }
    Working.-shown Vertical { display: block; }
    """
    )
    BINDINGS = [("escape,q", "stop", "")]

    def __init__(
        self, title: str, work: Callable[[Progress], Any], *, may_stop: bool = True
    ) -> None:
        """Run this work; where it `may_stop` not, it happens as a whole once it has begun."""
        super().__init__()
        self._title, self._work, self._may_stop = title, work, may_stop
        self._progress = Progress(self._show_from_thread)

    def compose(self) -> ComposeResult:
        """What is being done, how far it is, and how to stop it."""
        with Vertical():
            yield Static(Text(self._title), classes="title")
            yield ProgressBar(show_eta=False)
            if self._may_stop:
                yield HintPart(_("Esc: stop, nothing is changed"))

    def on_mount(self) -> None:
        """Begin; what is done at once shows nothing of itself."""
        self.set_timer(SHOWN_AFTER, lambda: self.add_class("-shown"))
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        answer: Any
        try:
            answer = self._work(self._progress)
        except FptuiError as error:
            answer = error
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self.dismiss, answer)

    def _show_from_thread(self, done: int, total: int) -> None:
        self.app.call_from_thread(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        self.query_one(ProgressBar).update(total=total, progress=done)

    def action_stop(self) -> None:
        """End the work at the next place where it can be left."""
        if self._may_stop:
            self._progress.stop()
