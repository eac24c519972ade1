"""What r reveals: said in the line of place, noted, and masked again in time."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.screens import revealing
from fptui.screens.dialogs import ChooseOne, Page
from fptui.screens.form import RecordForm
from fptui.store import Office
from tests.screens.test_screens import drawn, pilot, press

__all__ = ["pilot"]

SHOWN = "private fields shown"
LATER = 601.0


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(revealing, "monotonic", clock.monotonic)
    return clock


def notes(office: Office) -> list[str]:
    return [change.reason for change in office.history() if change.kind == "note"][::-1]


async def sort_by(pilot: Pilot[None], key: str) -> str:
    await press(pilot, "s")
    dialog = pilot.app.screen
    assert isinstance(dialog, ChooseOne)
    dialog.dismiss(key)
    return await press(pilot)


async def test_what_is_masked_is_not_searched_or_sorted_until_it_is_revealed(
    pilot: Pilot[None], sample: Office
) -> None:
    account = sample.table(RECIPIENTS)[2].account
    await press(pilot, "2")
    assert "nothing is sorted by it: r shows it" in await sort_by(pilot, "account")
    assert "▸04-0001" in drawn(pilot)
    refused = await press(pilot, "f", *f"account:{account[:3]}*", "enter")
    assert "“Account” is masked" in refused
    assert "r shows it" in " ".join(refused.split())
    whole = await press(pilot, *["backspace"] * 4, *account[:3], *account[3:], "enter")
    assert "1 row" in whole
    await press(pilot, "escape")
    for part, found in ((account[:9], "0 rows"), (account[-6:], "0 rows")):
        assert found in await press(pilot, "slash", *part)
        await press(pilot, "escape")
    number = sample.table(RECIPIENTS)[2].id_number
    assert "0 rows" in await press(pilot, "slash", *number[6:14])
    await press(pilot, "escape")
    assert sample.table(RECIPIENTS)[2].name in await press(pilot, "slash", *number[-4:])
    await press(pilot, "escape")
    assert notes(sample) == []


async def test_what_is_revealed_ends_with_the_screen_and_takes_its_filter_along(
    pilot: Pilot[None], sample: Office
) -> None:
    account = sample.table(RECIPIENTS)[2].account
    revealed = await press(pilot, "2", "r")
    assert SHOWN in revealed.splitlines()[0]
    await sort_by(pilot, "account")
    await press(pilot, "f", *f"account:{account[:3]}*", "enter")
    assert "filter: accoun" in drawn(pilot).splitlines()[0]
    count = len(notes(sample))
    assert count == 2  # another filter shows other people
    await press(pilot, "3")
    back = await press(pilot, "2")
    assert SHOWN not in back
    assert "385 rows" in back
    assert "▸04-0001" in await press(pilot, "g")
    assert account not in back
    assert SHOWN in await press(pilot, "r")
    assert len(notes(sample)) == count + 1
    assert SHOWN not in await press(pilot, "tab", "shift+tab")


async def test_what_is_revealed_is_masked_after_ten_minutes(
    pilot: Pilot[None], sample: Office, clock: Clock
) -> None:
    number = sample.table(RECIPIENTS)[1].id_number
    assert number in await press(pilot, "2", "r")
    clock.now += LATER - 2
    await pilot.pause(1.2)
    assert number in await press(pilot, "enter")
    assert isinstance(pilot.app.screen, Page)
    clock.now += 2
    await pilot.pause(1.2)
    masked = await press(pilot)
    assert not isinstance(pilot.app.screen, Page)
    assert number not in masked
    assert SHOWN not in masked
    assert "masked again" in masked
    await press(pilot, "r", "e")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    assert form.texts()["id_number"] == number
    clock.now += LATER
    await pilot.pause(1.2)
    assert form.texts()["id_number"] == ""
    assert "430299************" in drawn(pilot)
    await press(pilot, "ctrl+s")
    assert sample.table(RECIPIENTS)[1].id_number == number
    assert len(notes(sample)) == 2


async def test_numbers_typed_in_the_wrong_place_are_masked_in_what_is_said(
    pilot: Pilot[None], sample: Office
) -> None:
    number = sample.table(RECIPIENTS)[1].id_number
    said = await press(pilot, "2", "f", *f"unit:{number}", "enter")
    problem = said.splitlines()
    assert sum(number in line for line in problem) == 1  # where it is typed
    await press(pilot, "escape", "escape")
    await press(pilot, "slash", *number, "enter")
    assert number not in drawn(pilot).splitlines()[0]
    await press(pilot, "escape", "e")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    line = next(one for one in form.lines if one.spec.key == "unit")
    line.put(number)
    line.say_wrong(line.problem())
    await pilot.pause()
    wrong = str(line.query_one(".wrong").render())  # type: ignore[attr-defined]
    assert "430299************" in wrong
    assert number not in wrong
