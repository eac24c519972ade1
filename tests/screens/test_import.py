"""Importing on screen: a file is asked for, looked through, accepted, left."""

import csv
from pathlib import Path

import pytest
from fptui.screens.import_screen import ImportScreen
from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.exchange.made import GOOD, roster
from tests.screens.test_history import told
from tests.screens.test_screens import drawn, pilot, press

__all__ = ["pilot"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def open_file(pilot: Pilot[None], name: str) -> str:
    """Press the keys that lead to the preview of a file for the recipients."""
    await press(pilot, "2", "i", *name, "enter")
    await pilot.app.workers.wait_for_complete()
    return await press(pilot)


async def test_a_file_is_looked_through_and_accepted_as_one_change(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    known, before = sample.table(RECIPIENTS)[1], len(sample.table(RECIPIENTS))
    same = [known.file_number, known.name, known.sex, "", "", known.unit]
    renamed = ["04-0002", "样本丁", "female", "", "", sample.table(RECIPIENTS)[2].unit]
    roster(here / "a.xlsx", *GOOD, same, renamed, ("06-0003", "", "x", "", "", "y"))
    screen = await open_file(pilot, "a.xlsx")
    assert isinstance(pilot.app.screen, ImportScreen)
    assert "[All 5]  New 2   Changed 1   Unchanged 1   Refused 1" in screen
    assert "a.xlsx, sheet “名单1”, headings in row 1" in screen.splitlines()[0]
    assert "06-0001 样本甲" in screen
    assert "430299********0014" in screen
    assert "430299194003150014" not in screen
    await press(pilot, "tab")
    screen = await press(pilot, "tab")
    assert "[Changed 1]" in screen
    assert "→ 样本丁" in screen
    await press(pilot, "tab")
    screen = await press(pilot, "tab")
    assert "[Refused 1]" in screen
    assert "“Name” is missing" in screen
    assert sample.find(RECIPIENTS, "06-0001") is None
    await press(pilot, "a")
    await pilot.app.workers.wait_for_complete()
    screen = await press(pilot)
    assert "3 records imported" in told(pilot)
    assert sample.find(RECIPIENTS, "06-0001").name == "样本甲"
    assert sample.table(RECIPIENTS)[2].name == "样本丁"
    assert "[Refused 1]" in screen  # what was refused stays, to be written
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, RegisterScreen)
    await press(pilot, "u")
    assert sample.find(RECIPIENTS, "06-0001") is None
    assert len(sample.table(RECIPIENTS)) == before


async def test_refused_rows_are_written(pilot: Pilot[None], here: Path) -> None:
    roster(here / "a.xlsx", GOOD[0], ("06-0003", "", "x", "", "", "y"))
    await open_file(pilot, "a.xlsx")
    await press(pilot, "w", "enter")
    rows = list(csv.reader((here / "a-refused.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 2
    assert "already" in await press(pilot, "w", "enter")
    await press(pilot, "escape", "a")
    await pilot.app.workers.wait_for_complete()
    await press(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)  # nothing is left to look at


async def test_leaving_imports_nothing(pilot: Pilot[None], sample: Office, here: Path) -> None:
    before = len(sample.table(RECIPIENTS))
    roster(here / "a.xlsx", *GOOD)
    await open_file(pilot, "a.xlsx")
    assert "Leave without importing?" in await press(pilot, "q")
    await press(pilot, "n")
    assert isinstance(pilot.app.screen, ImportScreen)
    await press(pilot, "q", "y")
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert len(sample.table(RECIPIENTS)) == before


async def test_a_file_that_cannot_be_read_is_told(pilot: Pilot[None], here: Path) -> None:
    (here / "a.csv").write_text("name\nx\n", encoding="utf-8")
    assert "There is no file" in await press(pilot, "2", "i", *"none.xlsx", "enter")
    await press(pilot, "escape")
    await open_file(pilot, "a.csv")
    assert "headings are missing in row 1" in told(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)


async def test_reading_can_be_stopped_without_trace(
    pilot: Pilot[None], sample: Office, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from fptui.screens import import_screen

    begun, go_on = threading.Event(), threading.Event()
    real = import_screen.preview_file

    def held(*arguments: object, **options: object) -> object:
        begun.set()
        go_on.wait(10)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(import_screen, "preview_file", held)
    roster(here / "a.xlsx", *GOOD)
    sequence = sample.sequence
    await press(pilot, "2", "i", *"a.xlsx", "enter")
    assert begun.wait(10)
    assert "Esc: stop" in drawn(pilot)
    await press(pilot, "escape")
    go_on.set()
    while not isinstance(pilot.app.screen, RegisterScreen):
        await pilot.pause(0.02)
    await press(pilot)
    assert "Stopped; nothing was changed." in told(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert sample.sequence == sequence


async def test_nothing_is_imported_into_the_past(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    roster(here / "a.xlsx", *GOOD)
    for desk in pilot.app._desks.values():  # type: ignore[attr-defined]
        desk.office = sample.as_of(sample.today)
    await press(pilot, "2", "i")
    assert "reading only" in told(pilot)
    assert isinstance(pilot.app.screen, RegisterScreen)


async def test_all_keys_of_the_preview_are_said(pilot: Pilot[None], here: Path) -> None:
    roster(here / "a.xlsx", *GOOD)
    screen = await open_file(pilot, "a.xlsx")
    last = screen.splitlines()[-1]
    for words in ("a Import them", "w Write the refused", "Tab Next kind", "q Leave"):
        assert words in last
    assert "1–9" not in last
    for key in ("1", "u", "x", "L"):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, ImportScreen)


async def test_what_has_no_column_is_told(pilot: Pilot[None], here: Path) -> None:
    (here / "a.csv").write_text("name,sex,unit,file_number,年级\na,男,430299101201,x,3\n")
    await open_file(pilot, "a.csv")
    assert "left out: “年级”" in told(pilot)


async def test_harmful_text_is_shown_harmless(pilot: Pilot[None], here: Path) -> None:
    path = here / "a.csv"
    line = "06-0001,[red]x[/red]\x1b[31m\u202e,男,,,430299101201"
    path.write_text("个案编号,姓名,性别,出生日期,身份证号码,单位\n" + line, encoding="utf-8")
    screen = await open_file(pilot, "a.csv")
    assert "[red]x[/red]·[31m·" in screen
    assert "\x1b" not in screen
