"""What can be done with a register beside browsing it: one menu, filled by name of register.

A task is a title and a function that gets the screen; the screens themselves do
not know which register they show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fptui.screens.register_screen import RegisterScreen


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the menu; `title` is marked with N_."""

    id: str
    title: str
    run: Callable[[RegisterScreen], None]


TASKS: dict[str, list[Task]] = {}
"""The tasks of each register that has any, in the order of its menu."""


def task_of(register: str, title: str) -> Callable[[Callable[[RegisterScreen], None]], Task]:
    """Put a function into the menu of a register."""

    def add(run: Callable[[RegisterScreen], None]) -> Task:
        task = Task(run.__name__, title, run)
        TASKS.setdefault(register, []).append(task)
        return task

    return add
