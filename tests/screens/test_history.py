"""The history, undo and redo, past days, and a second program at the same file."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.screens import app as app_module
from fptui.screens.app import FptuiApp
from fptui.store import Office, clock
from tests.screens.tasks import do
from tests.screens.test_screens import NARROW, drawn, pilot, press

__all__ = ["pilot"]


def told(pilot: Pilot[None]) -> str:
    """What the program has told beside the screen."""
    assert isinstance(pilot.app, FptuiApp)
    return "\n".join(message.text for message in pilot.app.messages.past)


def rename_first(office: Office, name: str, reason: str = "") -> None:
    number, before = next(iter(office.table(RECIPIENTS).items()))
    after = msgspec.structs.replace(before, name=name)
    office.change([Edit("recipients", number, before, after)], reason)


async def test_the_history_says_who_changed_what_from_what_to_what(
    pilot: Pilot[None], sample: Office
) -> None:
    old = next(iter(sample.table(RECIPIENTS).values())).name
    rename_first(sample, "样本甲", "a slip of the pen")
    screen = await press(pilot, "9")
    lines = screen.splitlines()
    assert "History" in lines[0]
    assert "Recipients 04-0001 样本甲: Name" in lines[2]
    assert "founded" in lines[3]
    assert f"{old} → 样本甲" in screen
    assert "a slip of the pen" in screen
    page = await press(pilot, "enter")
    assert "Change 2" in page
    assert f"{old} → 样本甲" in page


async def test_undo_and_redo_append(pilot: Pilot[None], sample: Office) -> None:
    old = next(iter(sample.table(RECIPIENTS).values())).name
    rename_first(sample, "样本甲")
    screen = await press(pilot, "2")
    assert "样本甲" in screen
    screen = await press(pilot, "u")
    assert old in screen.splitlines()[2]
    assert "Undone" in told(pilot)
    screen = await press(pilot, "ctrl+r")
    assert "样本甲" in screen.splitlines()[2]
    assert [change.kind for change in sample.history()] == ["redo", "undo", "change", "founded"]
    screen = await press(pilot, "u", "u")
    assert "There is nothing to undo." in told(pilot)
    assert old in screen.splitlines()[2]


async def test_the_founding_records_are_never_undone(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "u")
    assert "There is nothing to undo." in told(pilot)
    assert len(sample.table(RECIPIENTS)) == 385


async def test_the_history_of_one_record(pilot: Pilot[None], sample: Office) -> None:
    rename_first(sample, "样本甲")
    number, before = list(sample.table(RECIPIENTS).items())[1]
    after = msgspec.structs.replace(before, name="样本乙")
    sample.change([Edit("recipients", number, before, after)])
    screen = await press(pilot, "2", "h")
    assert "filter: Recipients 04-0001" in screen.splitlines()[0]
    assert "样本甲" in screen
    assert "样本乙" not in screen
    assert "founded: Recipients 04-0001" in screen
    screen = await press(pilot, "escape")
    assert "样本乙" in screen
    screen = await press(pilot, "escape")
    assert "Targets" in screen.splitlines()[0]


async def test_the_history_is_read_on_as_the_cursor_goes(
    pilot: Pilot[None], sample: Office
) -> None:
    for turn in range(450):
        rename_first(sample, f"样{turn}")
    await press(pilot, "9")
    grid = pilot.app.screen.query_one("Grid")
    assert grid.count == 200  # type: ignore[attr-defined]
    await press(pilot, "G", "G", "G")
    assert grid.count == 451  # type: ignore[attr-defined]
    assert "founded" in await press(pilot, "G")


async def test_private_fields_are_masked_in_the_history_until_revealed(
    pilot: Pilot[None], sample: Office
) -> None:
    number, before = next(iter(sample.table(RECIPIENTS).items()))
    after = msgspec.structs.replace(before, account="622100001234567")
    sample.change([Edit("recipients", number, before, after)])
    screen = await press(pilot, "9", "enter")
    assert "***********4567" in screen
    assert "622100001234567" not in screen
    screen = await press(pilot, "escape", "r", "enter")
    assert "→ 622100001234567" in screen
    assert next(sample.history()).reason == "private fields of change 2 shown"


async def test_each_reveal_is_in_the_history(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "r")
    (note,) = (change for change in sample.history() if change.kind == "note")
    assert note.about == ("recipients", 0)
    assert note.reason == "private fields of 385 records shown"
    await press(pilot, "r")  # masking them again is no reveal
    assert next(sample.history()).sequence == note.sequence


async def test_what_a_preview_reveals_is_noted_and_what_was_undone_can_be_made_again(
    pilot: Pilot[None], sample: Office
) -> None:
    people = [(n, one) for n, one in sample.table(RECIPIENTS).items() if one.account][:2]
    numbers = [one.account for _n, one in people]
    edits = [
        Edit("recipients", n, one, msgspec.structs.replace(one, account=f"6221000012345{n:02}"))
        for n, one in people
    ]
    sample.change(edits, "new passbooks")
    await press(pilot, "2")

    async def revealed(key: str) -> None:
        screen = await do(pilot, key)
        assert numbers[0] not in screen
        assert numbers[0] in await press(pilot, "r")
        note = next(sample.history())
        assert (note.kind, note.reason) == ("note", "private fields of 2 records shown")
        assert note.about == ("recipients", 0)
        assert numbers[0] not in await press(pilot, "r")  # masked again, which is no reveal
        assert next(sample.history()).sequence == note.sequence

    await revealed("u")
    await do(pilot, "y")
    assert [sample.table(RECIPIENTS)[n].account for n, _one in people] == numbers
    await revealed("ctrl+r")  # the note of it comes between the undo and the redo
    await do(pilot, "y")
    assert [sample.table(RECIPIENTS)[n].account for n, _one in people] != numbers
    assert "Made again: change 2 (new passbooks): Recipients: 2 changed" in told(pilot)


@pytest.fixture
def next_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, changes are made a year after the sample was."""
    now = clock.present()
    later = datetime.fromisoformat(now.isoformat()).replace(year=now.year + 1, day=1)
    monkeypatch.setattr(clock, "present", lambda: later)


async def test_as_of_a_day_shows_what_was_for_reading_only(
    pilot: Pilot[None], sample: Office, next_year: None
) -> None:
    old = next(iter(sample.table(RECIPIENTS).values())).name
    rename_first(sample, "样本甲")
    before = clock.present().replace(month=1)
    day = f"{before.year}-{before.month:02d}-01"
    screen = await press(pilot, "2", "T", *day, "enter")
    await pilot.app.workers.wait_for_complete()
    screen = await press(pilot)
    assert f"as of {day}" in screen.splitlines()[0]
    assert old in screen.splitlines()[2]
    for key in ("e", "a", "d", "u"):
        pilot.app.messages.past.clear()
        await press(pilot, key)
        assert "for reading only; nothing was changed" in told(pilot), key
    assert next(iter(sample.table(RECIPIENTS).values())).name == "样本甲"
    screen = await press(pilot, "9")
    assert "样本甲" not in screen
    screen = await press(pilot, "2", "T", *(["backspace"] * 10), "enter")
    assert "as of today" in screen.splitlines()[0]
    assert "样本甲" in screen.splitlines()[2]


async def test_a_day_that_is_none_is_told_at_the_line(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "T", *"2005-02-30", "enter")
    assert "2005-02-30" in screen
    assert "as of today" in await press(pilot, "escape")


async def test_a_second_program_says_who_writes_follows_and_takes_over(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch, last_day_of_2005: None
) -> None:
    monkeypatch.setattr(app_module, "FOLLOWED_EVERY", 0.05)
    writer = Office(sample_path)
    with Office(sample_path) as reader:
        async with FptuiApp(reader).run_test(size=NARROW) as pilot:
            await pilot.pause()
            screen = await press(pilot, "2")
            assert "read-only" in screen.splitlines()[0]
            assert "is being written by" in told(pilot)
            rename_first(writer, "样本甲")
            await pilot.pause(0.3)
            assert "样本甲" in drawn(pilot)
            screen = await press(pilot, "r")
            assert next(reader.history()).kind == "change"
            writer.close()
            await pilot.pause(0.3)
            screen = drawn(pilot)
            assert "read-only" not in screen.splitlines()[0]
            rename_first(reader, "样本乙")
    with Office(sample_path) as office:
        assert next(iter(office.table(RECIPIENTS).values())).name == "样本乙"
