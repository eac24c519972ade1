"""The way of the files on screen: a preview of who can move, one change, one undo."""

from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.screens.plan_screen import PlanScreen
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

UNVERIFIED = "Show the files not yet re-verified"


def states(office: Office) -> list[str]:
    return [one.state for one in office.table(RECIPIENTS).values()]


async def choose_the_applied(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "f", *"state:applied", "enter", "A")


async def test_a_bulk_move_shows_who_cannot_and_moves_the_others(
    pilot: Pilot[None], sample: Office
) -> None:
    await choose_the_applied(pilot)
    screen = await choose(pilot, "move")
    assert "Village notice" in screen
    screen = await do(pilot, *"vill", "enter")
    assert isinstance(pilot.app.screen, PlanScreen)
    assert "8 move to Village notice, 36 cannot." in screen
    assert "[All 44]  cannot move 36   moves 8" in screen
    assert "years by" in screen  # why the first of them stays, whole
    screen = await press(pilot, "tab", "tab")
    assert "[moves 8]" in screen
    assert "Applied → Village notice" in screen
    assert states(sample).count("applied") == 44
    await do(pilot, "y")
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert "8 files moved to Village notice." in told(pilot)
    assert states(sample).count("applied") == 36
    assert states(sample).count("village_noticed") == 14
    screen = await do(pilot, "u")
    assert "Undo change 2" in screen  # many records: it is looked at before
    await do(pilot, "y")
    assert states(sample).count("applied") == 44


async def test_leaving_the_preview_moves_nothing(pilot: Pilot[None], sample: Office) -> None:
    await choose_the_applied(pilot)
    for leaving in (("n",), ("q",), ("escape", "escape", "y")):
        await choose(pilot, "move")
        await do(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
        await do(pilot, *leaving)
        assert isinstance(pilot.app.screen, RegisterScreen)
    assert states(sample).count("applied") == 44
    assert sample.sequence == 1


async def test_where_nobody_can_move_there_is_nothing_to_accept(
    pilot: Pilot[None], sample: Office
) -> None:
    await press(pilot, "2")
    await choose(pilot, "move")
    await do(pilot, *"exit", "enter", *"death", "enter", *["backspace"] * 10, *"2006-01-01")
    screen = await do(pilot, "enter")
    assert "0 move to Exited, 1 cannot." in screen
    assert "y Do it" not in screen.splitlines()[-1]
    await do(pilot, "y")
    assert isinstance(pilot.app.screen, PlanScreen)
    await do(pilot, "escape")
    assert sample.sequence == 1


async def test_an_exit_asks_for_reason_and_day(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2")
    screen = await choose(pilot, "move")
    assert "Day of the exit" not in screen
    screen = await press(pilot, *"exi", "enter")
    assert "Day of the exit *     2005-12-31" in screen
    assert "02 Registration moved out" in screen  # the cursor stands in the reason
    screen = await press(pilot, "enter", "enter")
    assert "“Reason for exit” is missing" in screen
    screen = await press(pilot, *"death", "enter", *["backspace"] * 10, *"2005-13-40", "enter")
    assert "“2005-13-40” is no date" in screen
    screen = await do(pilot, *["backspace"] * 10, *"2005.12.1", "enter")
    assert "1 moves to Exited, 0 cannot." in screen
    await do(pilot, "y")
    left = sample.find(RECIPIENTS, "04-0001")
    assert left is not None
    assert (left.state, left.exit_reason, str(left.exit_date)) == ("exited", "01", "2005-12-01")


async def test_a_rejection_asks_why(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "f", *"state:applied", "enter")
    await choose(pilot, "move")
    screen = await press(pilot, *"rej", "enter")
    assert "Why *" in screen
    await do(pilot, *"no papers", "enter")
    await do(pilot, "y")
    assert states(sample).count("rejected") >= 1
    assert next(sample.history()).reason == "no papers"


async def test_who_is_not_yet_re_verified(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "]", "2")
    screen = await choose(pilot, UNVERIFIED)
    assert "312 rows" in screen.splitlines()[0]
    await press(pilot, "A")
    screen = await choose(pilot, "verify")
    assert "Can be re-verified for 2006: 312" in screen
    await do(pilot, "y")
    assert "312 files re-verified for 2006" in told(pilot)
    assert "0 rows" in (await press(pilot)).splitlines()[0]


async def test_eligibility_and_the_coming_years(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "G")
    await choose(pilot, "eligible")
    screen = await do(pilot, "enter")
    assert "not yet eligible" in screen
    assert "60 years by" in screen
    await press(pilot, "escape")
    screen = await choose(pilot, "forecast")
    assert "Years                 10" in screen
    screen = await do(pilot, "ctrl+s")
    assert "2014" in screen
    assert "█" in screen
    screen = await press(pilot, "x")
    assert "The-coming-years-people-and-money.txt" in screen
