"""Importing on screen: a file is asked for, looked through, accepted, left."""

import csv
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fptui.registers.recipients import RECIPIENTS
from fptui.screens.job_dialog import JobDialog
from fptui.screens.plan_screen import PlanScreen
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.working import SHOWN_AFTER
from fptui.store import Office
from tests.exchange.made import GOOD, roster
from tests.screens.tasks import choose, do, refused
from tests.screens.test_history import told
from tests.screens.test_screens import drawn, pilot, press

__all__ = ["pilot"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def open_file(pilot: Pilot[None], name: str) -> str:
    """Press the keys that lead to the preview of a file for the recipients."""
    return await do(pilot, "2", "i", *name, "ctrl+s")


async def test_a_file_is_looked_through_and_accepted_as_one_change(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    known, before = sample.table(RECIPIENTS)[1], len(sample.table(RECIPIENTS))
    same = [known.file_number, known.name, known.sex, "", "", known.unit]
    renamed = ["04-0002", "样本丁", "female", "", "", sample.table(RECIPIENTS)[2].unit]
    roster(here / "a.xlsx", *GOOD, same, renamed, ("06-0003", "", "x", "", "", "y"))
    screen = await open_file(pilot, "a.xlsx")
    assert isinstance(pilot.app.screen, PlanScreen)
    assert "[All 5]  new 2   changed 1   unchanged 1   refused 1" in screen
    assert "Import into Recipients" in screen.splitlines()[0]
    assert "a.xlsx, sheet “名单1”, headings in row 1" in screen.splitlines()[1]
    assert "06-0001 样本甲" in screen
    assert "430299************" in screen
    assert "430299194003150014" not in screen
    await press(pilot, "tab")
    screen = await press(pilot, "tab")
    assert "[changed 1]" in screen
    assert "→ 样本丁" in screen
    await press(pilot, "tab")
    screen = await press(pilot, "tab")
    assert "[refused 1]" in screen
    assert "“Name” is missing" in screen
    assert "“Name” is missing" in await press(pilot, "enter")  # the row whole, on a page
    await press(pilot, "escape")
    assert sample.find(RECIPIENTS, "06-0001") is None
    await do(pilot, "y")
    assert "2 new, 1 changed, 1 refused; an undo" in told(pilot)
    assert sample.find(RECIPIENTS, "06-0001").name == "样本甲"
    assert sample.table(RECIPIENTS)[2].name == "样本丁"
    assert isinstance(pilot.app.screen, RegisterScreen)
    screen = await do(pilot, "u")
    assert "Undo change 2" in screen
    await do(pilot, "y")
    assert sample.find(RECIPIENTS, "06-0001") is None
    assert len(sample.table(RECIPIENTS)) == before


async def test_refused_rows_are_written(pilot: Pilot[None], here: Path) -> None:
    roster(here / "a.xlsx", GOOD[0], ("06-0003", "", "x", "", "", "y"))
    await open_file(pilot, "a.xlsx")
    await press(pilot, "w", "enter")
    rows = list(
        csv.reader((here / "a-refused-rows.csv").read_text(encoding="utf-8-sig").splitlines())
    )
    assert len(rows) == 2
    assert "already" in await press(pilot, "w", "enter")
    await press(pilot, "escape")
    whole = (here / "a.xlsx").read_bytes()
    screen = await press(pilot, "w", "end", *["backspace"] * 17, *".xlsx", "enter")
    assert "replaces it" in screen
    await press(pilot, "enter")
    assert "is the file that is imported" in refused(pilot)
    assert (here / "a.xlsx").read_bytes() == whole
    await press(pilot, "escape")
    await do(pilot, "y")
    assert isinstance(pilot.app.screen, RegisterScreen)


async def test_leaving_imports_nothing(pilot: Pilot[None], sample: Office, here: Path) -> None:
    before = len(sample.table(RECIPIENTS))
    roster(here / "a.xlsx", *GOOD)
    for leaving in ("n", "q"):
        await open_file(pilot, "a.xlsx")
        assert isinstance(pilot.app.screen, PlanScreen)
        await press(pilot, leaving)
        assert isinstance(pilot.app.screen, RegisterScreen)
    screen = await open_file(pilot, "a.xlsx")
    assert "Esc Amend" in screen.splitlines()[-1]
    screen = await press(pilot, "escape")
    assert isinstance(pilot.app.screen, JobDialog)
    assert "a.xlsx" in screen
    await press(pilot, "escape", "y")
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert len(sample.table(RECIPIENTS)) == before


async def test_a_list_that_brings_nothing_is_looked_at_and_not_taken(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    roster(here / "a.xlsx", ("06-0003", "", "x", "", "", "y"))
    screen = await open_file(pilot, "a.xlsx")
    assert "Nothing was changed: 1 row is refused, and no other brings anything new." in screen
    assert "y Do it" not in screen.splitlines()[-1]
    await do(pilot, "y")
    assert sample.sequence == 1


async def test_the_sheet_is_named(pilot: Pilot[None], here: Path) -> None:
    roster(here / "a.xlsx", *GOOD)
    screen = await do(pilot, "2", "i", *"a.xlsx", "down", *"名单1", "ctrl+s")
    assert isinstance(pilot.app.screen, PlanScreen)
    screen = await press(pilot, "escape")
    assert "名单1" in screen
    screen = await do(pilot, "down", *["backspace"] * 3, *"none", "ctrl+s")
    assert isinstance(pilot.app.screen, JobDialog)
    assert "“none”" in screen


async def test_a_blank_form_is_written_at_once(pilot: Pilot[None], here: Path) -> None:
    await press(pilot, "7")
    await choose(pilot, "template")
    assert "Units-blank-form.xlsx is ready to be filled in." not in told(pilot)
    await do(pilot, "enter")
    assert "Units-blank-form.xlsx is ready to be filled in." in told(pilot)
    assert (here / "Units-blank-form.xlsx").exists()
    await choose(pilot, "template")
    assert "is there already" in await do(pilot, "enter")


async def test_a_file_that_cannot_be_read_is_told(pilot: Pilot[None], here: Path) -> None:
    (here / "a.csv").write_text("name\nx\n", encoding="utf-8")
    assert "There is no file" in await press(pilot, "2", "i", *"none.xlsx", "enter")
    assert "There is no file" in await press(pilot, "ctrl+s")
    await press(pilot, "escape", "y")
    await open_file(pilot, "a.csv")
    assert "headings are missing in row 1" in refused(pilot)
    assert isinstance(pilot.app.screen, JobDialog)
    await press(pilot, "x")
    assert not refused(pilot)


async def test_reading_can_be_stopped_without_trace(
    pilot: Pilot[None], sample: Office, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from fptui.jobs import import_list

    begun, go_on = threading.Event(), threading.Event()
    real = import_list.preview_file

    def held(*arguments: object, **options: object) -> object:
        begun.set()
        go_on.wait(10)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(import_list, "preview_file", held)
    roster(here / "a.xlsx", *GOOD)
    sequence = sample.sequence
    await press(pilot, "2", "i", *"a.xlsx", "ctrl+s")
    assert begun.wait(10)
    await pilot.pause(2 * SHOWN_AFTER)
    assert "Esc: stop" in drawn(pilot)
    await press(pilot, "escape")
    go_on.set()
    for _ in range(500):
        if isinstance(pilot.app.screen, JobDialog):
            break
        await pilot.pause(0.02)
    assert "Stopped; nothing was changed." in await press(pilot)
    assert isinstance(pilot.app.screen, JobDialog)
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


async def test_all_keys_of_the_preview_are_said(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    renamed = ["04-0002", "样本丁", "female", "", "", sample.table(RECIPIENTS)[2].unit]
    roster(here / "a.xlsx", *GOOD, renamed)
    screen = await open_file(pilot, "a.xlsx")
    last = screen.splitlines()[-1]
    for words in ("y Do it", "n Leave it", "Tab Next kind", "x Export"):
        assert words in last
    assert "1–9" not in last
    assert "w Write the refused" not in last  # none is refused
    assert "Write the refused" not in await press(pilot, "question_mark")
    await press(pilot, "escape")
    for key in ("1", "u", "w", "L"):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_what_has_no_column_is_told(pilot: Pilot[None], here: Path) -> None:
    (here / "a.csv").write_text("name,sex,unit,file_number,年级\na,男,430299101201,x,3\n")
    screen = await open_file(pilot, "a.csv")
    assert "left out: “年级”" in screen


async def test_harmful_text_is_shown_harmless(pilot: Pilot[None], here: Path) -> None:
    path = here / "a.csv"
    line = "06-0001,[red]x[/red]\x1b[31m\u202e,男,,,430299101201"
    path.write_text("个案编号,姓名,性别,出生日期,身份证号码,单位\n" + line, encoding="utf-8")
    screen = await open_file(pilot, "a.csv")
    assert "[red]x[/red]·[31m·" in screen
    assert "\x1b" not in screen
