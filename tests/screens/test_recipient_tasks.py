"""The way of the files on screen: a preview of who can move, one change, one undo."""

from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

MOVE, VERIFY, UNVERIFIED, EXPLAIN, FORECAST = (
    ("m", *["down"] * place, "enter") for place in range(5)
)


def states(office: Office) -> list[str]:
    return [one.state for one in office.table(RECIPIENTS).values()]


async def choose_the_applied(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "f", *"state:applied", "enter", "A")


async def test_a_bulk_move_shows_who_cannot_and_moves_the_others(
    pilot: Pilot[None], sample: Office
) -> None:
    await choose_the_applied(pilot)
    screen = await press(pilot, *MOVE)
    assert "Village notice" in screen
    screen = await press(pilot, "enter")
    assert "8 can move, 36 cannot." in screen
    assert "stays" in screen
    await press(pilot, "y")
    assert states(sample).count("applied") == 36
    assert states(sample).count("village_noticed") == 14
    await press(pilot, "u")
    assert states(sample).count("applied") == 44


async def test_leaving_the_preview_moves_nothing(pilot: Pilot[None], sample: Office) -> None:
    await choose_the_applied(pilot)
    await press(pilot, *MOVE, "enter", "n")
    assert states(sample).count("applied") == 44
    assert sample.sequence == 1


async def test_an_exit_asks_for_reason_and_day(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", *MOVE, "down", "enter")
    screen = await press(pilot, "enter")
    assert "The day of the exit" in screen
    screen = await press(pilot, *["backspace"] * 10, *"2005-13-40", "enter")
    assert "The day of the exit" in screen
    screen = await press(pilot, *["backspace"] * 10, *"2005.12.1", "enter")
    assert "1 can move, 0 cannot." in screen
    await press(pilot, "y")
    left = sample.find(RECIPIENTS, "04-0001")
    assert left is not None
    assert (left.state, left.exit_reason, str(left.exit_date)) == ("exited", "01", "2005-12-01")


async def test_who_is_not_yet_re_verified(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "]")
    screen = await press(pilot, "2", *UNVERIFIED)
    assert "312 rows" in screen.splitlines()[0]
    await press(pilot, "A")
    await press(pilot, *VERIFY)
    assert "312 files re-verified for 2006" in told(pilot)
    assert "0 rows" in (await press(pilot)).splitlines()[0]


async def test_eligibility_and_the_coming_years(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "2", "G", *EXPLAIN)
    assert "not yet eligible" in screen
    assert "60 years by" in screen
    await press(pilot, "escape", *FORECAST)
    await pilot.app.workers.wait_for_complete()
    screen = await press(pilot)
    assert "2014" in screen
    assert "█" in screen
