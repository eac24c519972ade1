"""The year of an office on the screens: its months, its parts, and the day for which ages are."""

from textual.pilot import Pilot

from tests.screens.tasks import choose, do
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


async def test_the_year_begins_with_october_and_its_parts_are_turned(pilot: Pilot[None]) -> None:
    assert "东风区 · 2005 · as of today" in await press(pilot, "7")
    await choose(pilot, "year begins")
    preview = await do(pilot, "backspace", *"10", "enter")
    assert "The year 2005 (2005-01 to 2005-12) becomes 2005 (2004-10 to 2005-09)." in " ".join(
        preview.split()
    )
    screen = await do(pilot, "y")
    assert "东风区 · 2005 (2004-10 to 2005-09) · as of today" in screen
    listed = await press(pilot, "6")
    assert "2005-10" not in listed
    assert "2005-10" in await press(pilot, "right_square_bracket")
    await press(pilot, "left_square_bracket", "1")
    half = await press(pilot, "p")
    assert "2005H1 (2004-10 to 2005-03)" in half
    assert "2004H1" in half
    assert "counts were reported for 2005 only" in half
    last = await press(pilot, "P", "P")
    assert "2005-09" in last
    assert "2004-09" in last
    assert "44 births" in await press(pilot, "p")


async def test_the_details_say_the_day_of_an_age(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "left_square_bracket")
    assert "Age (end of 2004)" in await press(pilot, "enter")
