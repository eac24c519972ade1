"""Keys have their turn: one that is typed ahead waits until the one before has been dealt with.

Textual looks at keys as they come: Enter would be done by a form while the letters typed
before it still wait in the queue of a field, and what follows would go to the field that is
left. Whoever types fast, over a slow line, or pastes, would lose letters.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump

LONGEST = 0.5  # seconds to wait for what is slow; the key is taken then all the same
ROUNDS = 8  # a key may open a screen, whose fields get the focus a little later


class KeysInTurn:
    """Hands the keys of an application to `take`, each when the one before is dealt with."""

    def __init__(self, app: App[Any], take: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._take = app, take
        self._waiting: deque[Event] = deque()
        self._turning: asyncio.Task[None] | None = None

    @property
    def are_waiting(self) -> bool:
        """Whether a key has its turn, or waits for it."""
        return self._turning is not None

    async def came(self, event: Event) -> None:
        """A key came: it is taken at once where no other has its turn."""
        if self._turning is not None:
            self._waiting.append(event)
            return
        # taken here, as a key that comes alone is taken in any application
        self._turning = asyncio.create_task(self._turns())
        await self._take(event)

    async def _turns(self) -> None:
        try:
            await _dealt_with(self._app)
            while self._waiting:
                taken = asyncio.Event()
                self._app.call_later(self._take_waiting, self._waiting.popleft(), taken)
                await taken.wait()
                await _dealt_with(self._app)
        finally:
            self._turning = None

    async def _take_waiting(self, event: Event, taken: asyncio.Event) -> None:
        try:
            await self._take(event)
        finally:
            taken.set()


async def _dealt_with(app: App[Any]) -> None:
    """Wait until the screen, and the part of it that has the focus, are done with the last key."""
    for _round in range(ROUNDS):
        if not app.screen_stack:
            return
        screen, focused = app.screen, app.focused
        for pump in (focused, screen, app):
            if pump is not None:
                await _done(pump)
        is_ready = app.focused is not None or not app.screen.focus_chain
        if is_ready and (app.screen, app.focused) == (screen, focused):
            return


async def _done(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LONGEST)
