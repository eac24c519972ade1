"""An office's own lists on screen: a kind is added, chosen, taken off, and stays readable."""

import pytest
from textual.pilot import Pilot

from fptui.jobs import jobs_of
from fptui.registers.activities import ACTIVITIES
from fptui.registers.values.lists import ACTIVITY_KINDS
from fptui.screens.field_form import FieldForm
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.screens.tasks import choose
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


async def menu(pilot: Pilot[None], screen: str, name: str) -> str:
    """Turn to a screen, and choose a job from its menu."""
    await press(pilot, screen)
    return await choose(pilot, name)


def form(pilot: Pilot[None]) -> FieldForm[object]:
    screen = pilot.app.screen
    assert isinstance(screen, FieldForm)
    return screen


async def to_field(pilot: Pilot[None], key: str) -> None:
    """Go to a field of the form."""
    keys = list(form(pilot).texts())
    place, present = keys.index(key), keys.index(form(pilot).focused.spec.key)  # type: ignore[union-attr]
    await press(pilot, *["down" if place > present else "up"] * abs(place - present))


@pytest.mark.parametrize("register", ["inspections", "findings", "trainings", "activities"])
def test_the_lists_stand_in_the_menus(register: str) -> None:
    names = {job.name for job in jobs_of(register)}
    assert {"lists", "lists add", "lists remove"} <= names


async def test_a_kind_is_put_on_the_list_in_view(pilot: Pilot[None], sample: Office) -> None:
    screen = await menu(pilot, "6", "lists add")
    assert "Kinds of activity" in screen
    await press(pilot, *"广场舞")
    screen = await press(pilot, "ctrl+s")
    assert "“广场舞” (guangchangwu) is put on the list" in screen
    await press(pilot, "y")
    assert "guangchangwu" in ACTIVITY_KINDS
    assert "is put on the list" in told(pilot)
    await press(pilot, "a")
    await to_field(pilot, "kind")
    screen = await press(pilot, *"guangch")
    assert "▸ 广场舞" in screen
    await press(pilot, "enter")
    assert form(pilot).texts()["kind"] == "广场舞"
    assert (sample.path.parent / "lists.toml").is_file()


async def test_a_kind_taken_off_stays_in_the_table_and_the_form(
    pilot: Pilot[None], sample: Office
) -> None:
    await menu(pilot, "6", "lists remove")
    screen = await press(pilot, *"slogans", "ctrl+s")
    assert "4 records have it, and stay as they are." in screen
    await press(pilot, "y")
    assert "slogans" not in ACTIVITY_KINDS
    await press(pilot, "f", *"kind:slogans", "enter")
    screen = await press(pilot)
    assert screen.count("Slogans") >= 4
    await press(pilot, "e")
    assert form(pilot).texts()["kind"] == "Slogans"
    number = form(pilot).texts()["number"]
    await to_field(pilot, "notes")
    await press(pilot, *"seen", "ctrl+s")
    assert isinstance(pilot.app.screen, RegisterScreen)
    saved = sample.find(ACTIVITIES, number)
    assert saved is not None
    assert (saved.kind, saved.notes) == ("slogans", "seen")
    await press(pilot, "ctrl+s")
    kinds = [one.kind for one in sample.table(ACTIVITIES).values()]
    assert kinds.count("slogans") == 4


async def test_the_lists_are_shown(pilot: Pilot[None]) -> None:
    await menu(pilot, "5", "lists")
    screen = await press(pilot)
    assert "Routine sample" in screen
    assert "routine_sample" in screen
