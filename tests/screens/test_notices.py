"""A list to post, from the menu of the recipients to the file."""

from pathlib import Path

import msgspec
import openpyxl
import pytest
from textual.pilot import Pilot

from fptui.registers.edits import Edit
from fptui.registers.units import UNITS
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.report_page import ReportPage
from fptui.store import Office
from tests.screens.tasks import choose, do, refused
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

VILLAGE, EXITS = "Notice of the village", "left"
OF_VILLAGES = "东风区-2005-Notice-of-the-village"
OF_THOSE_WHO_LEFT = "东风区-2005-Notice-of-those-who-left"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def of_the_whole_district(pilot: Pilot[None], notice: str, *further: str) -> str:
    """Choose the notice, then the district, by their letters."""
    await press(pilot, "2")
    await choose(pilot, "notice")
    await press(pilot, *notice, "enter", "ctrl+a", *["delete"] * 12, *"东风区", "enter", *further)
    return await do(pilot, "ctrl+s")


async def to_file(pilot: Pilot[None], ending: str = "txt") -> str:
    """Write what is read to the file that is proposed, with another ending perhaps."""
    return await do(pilot, "x", "end", *["backspace"] * 3, *ending, "enter")


async def test_a_list_is_read_and_written_where_it_is_said(
    pilot: Pilot[None], tmp_path: Path
) -> None:
    await press(pilot, "2")
    screen = await choose(pilot, "notice")
    assert "Notice of the village" in screen
    screen = await press(pilot, *"village", "enter")
    assert "Of which unit         东升村" in screen  # that of the file under the cursor
    screen = await press(pilot, "ctrl+a", *["delete"] * 12, *"dongfengqu")
    assert "▸ 东风区" in screen
    screen = await do(pilot, "enter", "ctrl+s")
    assert isinstance(pilot.app.screen, ReportPage)
    assert "东风区: candidates for the award subsidy 2005, village notice" in screen
    assert "36 files that wait for it may not move on" in told(pilot)
    await to_file(pilot)
    file = tmp_path / f"{OF_VILLAGES}.txt"
    assert f"{file}: 8 rows written" in told(pilot)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[2] == "Posted from 2005-12-31 until 2006-01-07, 7 days; 2 on the list"
    assert "新塘村" in lines[6]
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, RegisterScreen)


async def test_a_workbook_and_a_page(pilot: Pilot[None], tmp_path: Path) -> None:
    await of_the_whole_district(pilot, EXITS)
    await to_file(pilot, "xlsx")
    page = openpyxl.load_workbook(tmp_path / f"{OF_THOSE_WHO_LEFT}.xlsx").worksheets[0]
    assert page["A1"].value == "新塘村: those who left the award subsidy in 2005"
    await to_file(pilot, "html")
    assert "<table>" in (tmp_path / f"{OF_THOSE_WHO_LEFT}.html").read_text(encoding="utf-8")
    await to_file(pilot, "csv")
    assert not (tmp_path / f"{OF_THOSE_WHO_LEFT}.csv").exists()


async def test_the_list_as_it_was_posted_last(pilot: Pilot[None], tmp_path: Path) -> None:
    screen = await of_the_whole_district(pilot, VILLAGE, *"yes")
    await to_file(pilot)
    lines = (tmp_path / f"{OF_VILLAGES}.txt").read_text(encoding="utf-8").splitlines()
    assert lines[2] == "Posted from 2005-11-24 until 2005-12-01, 7 days; 1 on the list", screen


async def test_those_who_left_are_not_posted_again(pilot: Pilot[None]) -> None:
    await press(pilot, "2")
    assert "As it was posted last" in await choose(pilot, "notice")
    assert "As it was posted last" not in await press(pilot, *EXITS, "enter")


async def test_the_hotline_is_asked_for_once(pilot: Pilot[None], sample: Office) -> None:
    screen = await of_the_whole_district(pilot, EXITS, *"0731-20000000", "down")
    assert "Hotline: 0731-20000000" in screen
    assert sample.about.hotline == "0731-20000000"
    await press(pilot, "escape")
    await choose(pilot, "notice")
    assert "Hotline               0731-20000000" in await press(pilot, *EXITS, "enter")


async def test_an_empty_list_is_said_and_not_written(pilot: Pilot[None], tmp_path: Path) -> None:
    await press(pilot, "2")
    await choose(pilot, "notice")
    await do(pilot, *VILLAGE, "ctrl+s")
    assert isinstance(pilot.app.screen, RegisterScreen)
    assert "东升村: nobody may stand on this notice" in told(pilot)
    assert not list(tmp_path.glob("*village*"))


async def test_a_file_that_is_there_is_asked_about(pilot: Pilot[None], tmp_path: Path) -> None:
    file = tmp_path / f"{OF_THOSE_WHO_LEFT}.txt"
    file.write_text("kept", encoding="utf-8")
    await of_the_whole_district(pilot, EXITS)
    screen = await press(pilot, "x", "enter")
    assert "is there already" in screen
    assert file.read_text(encoding="utf-8") == "kept"
    await press(pilot, "enter")
    assert "those who left" in file.read_text(encoding="utf-8")


async def test_of_two_villages_of_one_name_the_right_one_is_meant(
    pilot: Pilot[None], sample: Office
) -> None:
    [village] = [unit for unit in sample.table(UNITS).values() if unit.name == "新塘村"]
    twin = msgspec.structs.replace(village, code="430299101299")
    sample.change([Edit("units", after=twin)])
    await press(pilot, "2")
    await choose(pilot, "notice")
    screen = await press(pilot, *VILLAGE, "enter", "ctrl+a", *["delete"] * 12, *"xintang")
    assert f"新塘村 {village.code}" in screen
    assert "新塘村 430299101299" in screen
    await do(pilot, "pagedown", "pagedown", "ctrl+s")
    assert "nobody may stand on this notice" in told(pilot)
    assert "Several units" not in told(pilot)


async def test_a_column_that_must_not_be_posted_is_refused(
    pilot: Pilot[None], sample: Office
) -> None:
    rules = (Path(__file__).parents[2] / "data" / "programme.toml").read_text(encoding="utf-8")
    own = rules.replace('columns = ["number", "name", "sex"', 'columns = ["id_number", "name"')
    (sample.path.parent / "programme.toml").write_text(own, encoding="utf-8")
    await press(pilot, "2")
    await choose(pilot, "notice")
    await do(pilot, *VILLAGE, "ctrl+s")
    assert "“id_number” does not stand on a posted list" in refused(pilot)
