"""How a message names, on screen, the way to a job: its title, and the key that leads to it."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.jobs import JOBS
from fptui.language import _

MENU, PALETTE, REVEAL = "m", "Ctrl+P", "r"


def by_keys(command: str, _arguments: Sequence[str]) -> str:
    """The job in the menu of its registers, else in the palette."""
    job = JOBS[command]
    return _("“{title}” ({key})").format(title=_(job.title), key=MENU if job.menus else PALETTE)
