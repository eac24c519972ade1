"""An office's own lists on screen: a kind is added, chosen, taken off, and stays readable."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Select

from fptui.jobs import jobs_of
from fptui.registers.activities import ACTIVITIES
from fptui.registers.values.lists import ACTIVITY_KINDS
from fptui.store import Office
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


def task(register: str, name: str) -> tuple[str, ...]:
    """The keys that lead to a job in the menu of a register."""
    place = [job.name for job in jobs_of(register)].index(name)
    return ("m", *["down"] * place, "enter")


@pytest.mark.parametrize("register", ["inspections", "findings", "trainings", "activities"])
def test_the_lists_stand_in_the_menus(register: str) -> None:
    names = {job.name for job in jobs_of(register)}
    assert {"lists", "lists add", "lists remove"} <= names


async def test_a_kind_is_put_on_the_list_in_view(pilot: Pilot[None], sample: Office) -> None:
    screen = await press(pilot, "6", *task("activities", "lists add"))
    assert "Kinds of activity" in screen
    await press(pilot, *"广场舞")
    screen = await press(pilot, "ctrl+s")
    assert "“广场舞” (guangchangwu) is put on the list" in screen
    await press(pilot, "y")
    assert "guangchangwu" in ACTIVITY_KINDS
    assert "is put on the list" in told(pilot)
    await press(pilot, "a")
    field = pilot.app.screen.query_one("#field-kind", Select)
    field.value = "guangchangwu"
    assert (sample.path.parent / "lists.toml").is_file()


async def test_a_kind_taken_off_stays_in_the_table_and_the_form(
    pilot: Pilot[None], sample: Office
) -> None:
    await press(pilot, "6", *task("activities", "lists remove"))
    screen = await press(pilot, *"slogans", "ctrl+s")
    assert "4 records have it, and stay as they are." in screen
    await press(pilot, "y")
    assert "slogans" not in ACTIVITY_KINDS
    await press(pilot, "f", *"kind:slogans", "enter")
    screen = await press(pilot)
    assert screen.count("Slogans") >= 4
    await press(pilot, "e")
    assert pilot.app.screen.query_one("#field-kind", Select).value == "slogans"
    await press(pilot, "ctrl+s")
    kinds = [one.kind for one in sample.table(ACTIVITIES).values()]
    assert kinds.count("slogans") == 4


async def test_the_lists_are_shown(pilot: Pilot[None]) -> None:
    await press(pilot, "5", *task("inspections", "lists"))
    screen = await press(pilot)
    assert "Routine sample" in screen
    assert "routine_sample" in screen
