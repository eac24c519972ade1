"""Doubtful files on screen: looked for, compared, settled, and taken back."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import SETTLEMENTS
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of
from fptui.screens.app import FptuiApp
from fptui.screens.doubts_screen import DoubtsScreen
from fptui.screens.job_dialog import JobDialog
from fptui.screens.plan_screen import PlanScreen
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.working import Working
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import NARROW, WIDE, drawn, press

FIRST, TWIN = "04-0001", "06-9001"


def plant(office: Office, **fields: Any) -> None:
    """One person twice, with one account, and somebody of the wrong sex."""
    one, three = office.table(RECIPIENTS)[1], office.table(RECIPIENTS)[3]
    twin = {
        "file_number": TWIN,
        "id_number": one.id_number[:6] + one.id_number[8:17],
        "unit": three.unit,
        "phone": "19900000007",
        **fields,
    }
    sex = "male" if three.sex == "female" else "female"
    office.change(
        [
            Edit("recipients", after=msgspec.structs.replace(one, **twin)),
            Edit("recipients", 3, three, msgspec.structs.replace(three, sex=sex)),
        ],
        "planted",
    )


@pytest.fixture(params=[NARROW, WIDE], ids=["80x24", "120x40"])
async def pilot(sample: Office, request: pytest.FixtureRequest) -> AsyncIterator[Pilot[None]]:
    async with FptuiApp(sample).run_test(size=request.param) as pilot:
        await pilot.pause()
        yield pilot


async def look(pilot: Pilot[None]) -> str:
    await press(pilot, "2")
    return await choose(pilot, "doubts")


async def test_a_sound_office_says_so(pilot: Pilot[None]) -> None:
    await look(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert "Nothing is doubtful" in told(pilot)


async def test_doubts_are_shown_side_by_side_and_masked(pilot: Pilot[None], sample: Office) -> None:
    plant(sample)
    screen = await look(pilot)
    assert isinstance(pilot.app.screen, DoubtsScreen)
    assert "3 doubts" in screen.splitlines()[0]
    assert "[All 3]  Same ID number 1   Same account 1" in screen
    different = [line for line in screen.splitlines() if "≠" in line]
    assert any("Unit" in line for line in different)
    assert not any("Name" in line for line in different)
    number = sample.table(RECIPIENTS)[1].id_number
    assert number not in screen
    assert "430299********" in screen
    assert number in await press(pilot, "r")
    assert next(sample.history()).kind == "note"
    page = await press(pilot, "enter")
    assert "Same ID number" in page
    await press(pilot, "escape", "tab", "tab")
    assert "[Same account 1]" in drawn(pilot)


async def test_the_same_person_is_merged_and_the_merge_undone(
    pilot: Pilot[None], sample: Office
) -> None:
    plant(sample)
    await look(pilot)
    screen = await do(pilot, "s")
    assert isinstance(pilot.app.screen, JobDialog)
    for text in ("File that is kept", FIRST, "Taken from the file that goes"):
        assert text in screen
    screen = await do(pilot, "enter")
    one, three = sample.table(RECIPIENTS)[1], sample.table(RECIPIENTS)[3]
    names = [sample.find(UNITS, unit).name for unit in (one.unit, three.unit)]  # type: ignore[union-attr]
    assert f"Unit  {names[0]} ← {names[1]}" in screen
    screen = await do(pilot, "pagedown", *", uni", "ctrl+s")
    assert isinstance(pilot.app.screen, PlanScreen)
    assert f"Merge {TWIN} {one.name} into {FIRST} {one.name}" in screen
    assert "Taken from the other file: ID number, Unit." in screen
    assert "19900000007" not in screen
    assert sample.find(RECIPIENTS, TWIN) is not None
    await do(pilot, "y")
    assert sample.find(RECIPIENTS, TWIN) is None
    kept = sample.find(RECIPIENTS, FIRST)
    assert kept is not None
    assert (kept.phone, kept.unit) == ("19900000007", three.unit)
    assert isinstance(pilot.app.screen, DoubtsScreen)
    assert "[All 1]" in drawn(pilot)
    assert f"{TWIN} {one.name} merged into {FIRST} {one.name}" in told(pilot)
    await do(pilot, "u")
    screen = await do(pilot, "y")
    assert "[All 3]" in screen
    assert sample.find(RECIPIENTS, TWIN) is not None


async def test_the_other_file_can_be_the_one_that_is_kept(
    pilot: Pilot[None], sample: Office
) -> None:
    plant(sample)
    mine, its = (name_of(sample, "units", sample.table(RECIPIENTS)[n].unit) for n in (1, 3))
    await look(pilot)
    assert f"{mine} ← {its}" in await do(pilot, "s", "down")
    await do(pilot, "escape")
    assert f"{its} ← {mine}" in await do(pilot, "s", "pagedown", "down")
    await do(pilot, "ctrl+s", "y")
    assert sample.find(RECIPIENTS, FIRST) is None
    kept = sample.find(RECIPIENTS, TWIN)
    assert kept is not None
    assert kept.phone == "19900000007"


async def test_leaving_the_questions_merges_nothing(pilot: Pilot[None], sample: Office) -> None:
    plant(sample)
    await look(pilot)
    for keys in (("escape",), ("enter", "escape"), ("ctrl+s", "n")):
        await do(pilot, "s")
        assert isinstance(pilot.app.screen, JobDialog)
        await do(pilot, *keys)
        assert sample.find(RECIPIENTS, TWIN) is not None
        assert isinstance(pilot.app.screen, DoubtsScreen)
        assert "[All 3]" in drawn(pilot)


async def test_payments_of_one_round_are_in_the_way(pilot: Pilot[None], sample: Office) -> None:
    plant(sample)
    payment = sample.referring(PAYMENTS, "recipient", FIRST)[0]
    sample.change([Edit("payments", after=msgspec.structs.replace(payment, recipient=TWIN))])
    await look(pilot)
    await do(pilot, "s")
    assert "have a payment of round 1" in await do(pilot, "ctrl+s")
    assert isinstance(pilot.app.screen, JobDialog)
    assert sample.find(RECIPIENTS, TWIN) is not None


async def test_not_the_same_asks_for_a_reason_and_settles_all_about_the_two(
    pilot: Pilot[None], sample: Office
) -> None:
    plant(sample)
    await look(pilot)
    await do(pilot, "n")
    screen = await do(pilot, "enter")
    assert "“Why” is missing" in screen
    screen = await do(pilot, *"sisters", "enter")
    assert isinstance(pilot.app.screen, PlanScreen)
    assert not sample.table(SETTLEMENTS)
    for text in ("Same ID number", "Same account", FIRST, TWIN):
        assert text in screen
    await do(pilot, "y")
    assert "2 doubts settled." in told(pilot)
    assert "[All 1]" in drawn(pilot)
    kinds = {(one.kind, one.verdict) for one in sample.table(SETTLEMENTS).values()}
    assert kinds == {("same_id", "not_the_same"), ("same_account", "not_the_same")}
    assert {one.reason for one in sample.table(SETTLEMENTS).values()} == {"sisters"}
    await press(pilot, "s")
    assert "about one file" in told(pilot)
    await do(pilot, "a")
    await do(pilot, *"card seen", "enter")
    screen = await do(pilot, "y")
    assert "All of these doubts are settled." in screen
    await press(pilot, "q")
    await look(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)


async def test_o_turns_to_the_file(pilot: Pilot[None], sample: Office) -> None:
    plant(sample)
    await look(pilot)
    screen = await press(pilot, "G", "o")
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert "▸04-0003" in screen


async def test_the_search_can_be_stopped(
    pilot: Pilot[None], sample: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(sample)

    def endless(office: Any, rules: Any, progress: Any) -> list[Any]:
        while True:
            progress(1, 2)

    monkeypatch.setattr("fptui.jobs.find_doubts.find_doubts", endless)
    await press(pilot, "2", "m", *["down"] * 5, "enter")
    assert isinstance(pilot.app.screen, Working)
    await press(pilot, "escape")
    await pilot.app.workers.wait_for_complete()
    await press(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert "Stopped" in told(pilot)


async def test_the_past_is_only_looked_at(pilot: Pilot[None], sample: Office) -> None:
    plant(sample)
    day = next(sample.history()).time.date().isoformat()
    await press(pilot, "2", "T", *["backspace"] * 10, *day, "enter")
    await pilot.app.workers.wait_for_complete()
    assert "3 doubts" in (await look(pilot)).splitlines()[0]
    for key in ("n", "s", "a"):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, DoubtsScreen)
    assert "read" in told(pilot)
    assert not sample.table(SETTLEMENTS)
