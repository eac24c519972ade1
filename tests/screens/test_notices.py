"""A list to post, from the menu of the recipients to the file."""

from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot

from fptui.store import Office
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

POST = ("2", "m", "end", "enter")
TEXT, WORKBOOK, PAGE = (("down",) * place for place in (0, 2, 3))


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def of_the_whole_district(pilot: Pilot[None], *stage: str) -> str:
    """Choose the notice, then the district, which stands above the village and its township."""
    await press(pilot, *POST)
    return await press(pilot, *stage, "enter", "down", "down", "enter")


async def test_a_list_is_written_where_it_is_said(pilot: Pilot[None], tmp_path: Path) -> None:
    screen = await press(pilot, *POST)
    assert "Notice of the village" in screen
    screen = await press(pilot, "enter")
    near = [screen.index(name) for name in ("东升村", "茶山街道", "东风区  4", "东风街道")]
    assert near == sorted(near)  # the units of the file under the cursor stand first
    screen = await press(pilot, "down", "down", "enter")
    assert "东风区: candidates for the award subsidy 2005, village notice" in screen
    await press(pilot, *TEXT, "enter")
    await press(pilot, "enter")
    file = tmp_path / "village-430299000000.txt"
    assert f"{file}: 8 rows written" in told(pilot)
    assert "36 files that wait for it may not move on" in told(pilot)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[2] == "Posted from 2005-12-31 until 2006-01-07, 7 days; 8 on the list"
    assert "新塘村" in lines[6]


async def test_a_workbook_and_a_page(pilot: Pilot[None], tmp_path: Path) -> None:
    await of_the_whole_district(pilot, *["down"] * 3)
    await press(pilot, *WORKBOOK, "enter", "enter")
    page = openpyxl.load_workbook(tmp_path / "exits-430299000000.xlsx").worksheets[0]
    assert page["A1"].value == "东风区: those who left the award subsidy in 2005"
    await of_the_whole_district(pilot, *["down"] * 3)
    await press(pilot, *PAGE, "enter", "enter")
    assert "<table>" in (tmp_path / "exits-430299000000.html").read_text(encoding="utf-8")


async def test_the_list_as_it_was_posted_last(pilot: Pilot[None], tmp_path: Path) -> None:
    screen = await of_the_whole_district(pilot, *["down"] * 4)
    await press(pilot, "enter", "enter")
    lines = (tmp_path / "village-430299000000.txt").read_text(encoding="utf-8").splitlines()
    assert lines[2] == "Posted from 2005-11-24 until 2005-12-01, 7 days; 1 on the list", screen


async def test_an_empty_list_is_said_and_not_written(pilot: Pilot[None], tmp_path: Path) -> None:
    await press(pilot, *POST, "enter", "enter")
    assert "东升村: nobody may stand on this notice" in told(pilot)
    assert not list(tmp_path.glob("village-*"))


async def test_a_file_that_is_there_is_asked_about(pilot: Pilot[None], tmp_path: Path) -> None:
    file = tmp_path / "exits-430299000000.txt"
    file.write_text("kept", encoding="utf-8")
    await of_the_whole_district(pilot, *["down"] * 3)
    screen = await press(pilot, "enter", "enter")
    assert "is there already" in screen
    assert file.read_text(encoding="utf-8") == "kept"
    await press(pilot, "enter")
    assert "those who left" in file.read_text(encoding="utf-8")


async def test_a_column_that_must_not_be_posted_is_refused(
    pilot: Pilot[None], sample: Office
) -> None:
    rules = (Path(__file__).parents[2] / "data" / "programme.toml").read_text(encoding="utf-8")
    own = rules.replace('columns = ["number", "name", "sex"', 'columns = ["id_number", "name"')
    (sample.path.parent / "programme.toml").write_text(own, encoding="utf-8")
    await press(pilot, *POST, "enter", "enter")
    assert "“id_number” does not stand on a posted list" in told(pilot)
