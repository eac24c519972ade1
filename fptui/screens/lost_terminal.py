"""The terminal may be lost while fptui runs: a window is closed, a line is cut, a session ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable

from textual.app import App

ENDINGS = ("SIGHUP", "SIGTERM", "SIGINT")
LOOKED_EVERY = 1.0  # seconds between two looks at whether the terminal is still there


def when_lost(app: App[None], hang_up: Callable[[], None]) -> None:
    """Hang up once the terminal is lost or the system asks to end.

    Who was begun by another program (make, a shell that waits) is not always sent a signal: the
    terminal is then one no more, and an end of input is read without end.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDINGS:
        if hasattr(signal, name):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), hang_up)
    read = sys.__stdin__
    if read is not None and read.isatty():
        number = read.fileno()

        def look() -> None:
            if not os.isatty(number):
                hang_up()

        app.set_interval(LOOKED_EVERY, look)
