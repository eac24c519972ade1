"""Typing fast, and losing the terminal: no letter goes astray, nothing typed is lost."""

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.screens.app import FptuiApp
from fptui.store import Office
from tests.screens.test_screens import NARROW, pilot, press

__all__ = ["pilot"]

KEYS = {"\n": "enter"}


async def burst(pilot: Pilot[None], text: str) -> None:
    """All keys at once, as over a slow line: none waits for what the one before does."""
    for letter in text:
        key = KEYS.get(letter, letter)
        pilot.app.post_message(events.Key(key, None if letter in KEYS else letter))
    assert isinstance(pilot.app, FptuiApp)
    await pilot.pause()
    while pilot.app.keys.are_waiting:
        await pilot.pause(0.05)


async def test_what_is_typed_ahead_goes_where_it_was_meant(
    pilot: Pilot[None], sample: Office
) -> None:
    await burst(pilot, "2a430299194003150014\n张\n\n东升\n")
    await press(pilot, "ctrl+s")
    kept = list(sample.table(RECIPIENTS).values())[-1]
    assert (kept.name, kept.id_number) == ("张", "430299194003150014")
    assert (kept.sex, kept.unit) == ("male", "430299004201")


async def test_a_form_that_was_hung_up_stands_there_again(sample_path: Path) -> None:
    with Office(sample_path) as office:
        async with FptuiApp(office).run_test(size=NARROW) as pilot:
            await pilot.pause()
            await press(pilot, "2", "a", *"4302991940", "enter", *"张三")
            assert isinstance(pilot.app, FptuiApp)
            pilot.app.hang_up()
    drafts = list(sample_path.parent.glob(".office.json.draft-form-*"))
    assert [one.stat().st_mode & 0o777 for one in drafts] == [0o600]
    with Office(sample_path) as office:
        async with FptuiApp(office).run_test(size=NARROW) as pilot:
            await pilot.pause()
            screen = await press(pilot, "2", "a")
            assert "张三" in screen
            assert "and never saved" in screen
            await press(pilot, "escape", "down", "enter")
            assert "张三" in await press(pilot, "a")
            await press(pilot, "escape", "down", "down", "enter")
            assert "张三" not in await press(pilot, "a")
    assert not list(sample_path.parent.glob(".office.json.draft-form-*"))
