"""What is selected is in sight: the header never counts more rows than are shown."""

import re

from msgspec.structs import replace
from textual.pilot import Pilot

from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


def counts(pilot: Pilot[None], screen: str) -> tuple[int, int]:
    """The rows and the selected rows of the header, which are those of the screen."""
    header = screen.splitlines()[0]
    found = re.search(r"(\d+) rows?(?: · (\d+) selected)?", header)
    assert found, header
    rows, selected = int(found[1]), int(found[2] or 0)
    assert isinstance(pilot.app.screen, RegisterScreen)
    numbers = {number for number, _record in pilot.app.screen._rows}
    assert rows == len(numbers)
    assert selected == len(pilot.app.screen.view.marked)
    assert pilot.app.screen.view.marked <= numbers
    return rows, selected


async def test_a_job_and_another_filter_leave_no_row_selected_that_is_not_shown(
    pilot: Pilot[None], sample: Office
) -> None:
    async def filtered(query: str) -> tuple[int, int]:
        await press(pilot, "f", "ctrl+u", *query, "enter")
        return counts(pilot, await press(pilot))

    await press(pilot, "2")
    assert await filtered("state:applied") == (44, 0)
    assert counts(pilot, await press(pilot, "A")) == (44, 44)
    await choose(pilot, "move")
    await do(pilot, *"vill", "enter")
    assert counts(pilot, await do(pilot, "y")) == (36, 36)
    await do(pilot, "u")
    assert counts(pilot, await do(pilot, "y")) == (44, 36)
    assert counts(pilot, await press(pilot, "slash", *"zh", "enter"))[1] == 0
    assert counts(pilot, await press(pilot, "A"))[1] > 0
    assert counts(pilot, await press(pilot, "escape"))[1] == 0
    assert counts(pilot, await press(pilot, "escape")) == (385, 0)
    await press(pilot, "A")
    assert await filtered("state:receiving") == (312, 0)
    assert counts(pilot, await press(pilot, "A")) == (312, 312)
    table = sample.table(RECIPIENTS)
    of_them = [(n, one) for n, one in table.items() if one.state == "receiving"][:2]
    exited = [Edit("recipients", n, one, replace(one, state="exited")) for n, one in of_them]
    sample.change(exited, "")  # elsewhere, while they are selected here
    await press(pilot, "1")
    assert counts(pilot, await press(pilot, "2")) == (310, 310)


async def test_another_year_or_register_leaves_no_row_selected_that_is_not_shown(
    pilot: Pilot[None],
) -> None:
    keys = (
        "3",
        "A",
        "left_square_bracket",
        "A",
        "right_square_bracket",
        "A",
        "tab",
        "A",
        "shift+tab",
        "f",
        "escape",
        "6",
        "A",
        "left_square_bracket",
    )
    for key in keys:
        screen = await press(pilot, key)
        if key != "f":
            counts(pilot, screen)
