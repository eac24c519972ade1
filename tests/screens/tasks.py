"""Keys as people press them for a job: the menu, a choice in it, and waiting for what works."""

import re

from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from fptui.screens.working import Working
from tests.screens.test_screens import press


async def do(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and wait until what they began is shown."""
    await press(pilot, *keys)
    for _ in range(1000):
        if not isinstance(pilot.app.screen, Working):
            break
        await pilot.pause(0.01)
    return await press(pilot)


async def choose(pilot: Pilot[None], name: str) -> str:
    """Choose from the menu of tasks: a job by the words of its command, a filter by its title."""
    await press(pilot, "m")
    tasks = pilot.app.screen.query_one(OptionList)
    keys = [option.id for option in tasks.options]
    return await do(pilot, *["down"] * keys.index(name), "enter")


def refused(pilot: Pilot[None]) -> str:
    """What the dialog says is wrong, however its lines are folded."""
    folded = str(pilot.app.screen.query_one(".problem", Static).render())
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", folded).replace("\n", "")
