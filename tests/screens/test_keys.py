"""Keys do what people expect of them: with an input method left on, and where they do nothing."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from fptui.screens import dialogs
from fptui.screens.app import FptuiApp
from fptui.screens.dialogs import ChooseOne
from fptui.screens.narrow_keys import narrowed
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.widgets.fields import FieldInput
from fptui.store import Office
from tests.screens.test_screens import NARROW, drawn, pilot, press

__all__ = ["pilot"]


@pytest.mark.parametrize(
    ("typed", "key", "character"),
    [
        ("？", "question_mark", "?"),
        ("／", "slash", "/"),
        ("、", "slash", "/"),
        ("ｆ", "f", "f"),
        ("Ｔ", "T", "T"),
        ("２", "2", "2"),
        ("【", "left_square_bracket", "["),
        ("＋", "plus", "+"),
        ("\u3000", "space", " "),
    ],
)
def test_a_key_of_full_width_is_the_narrow_one(typed: str, key: str, character: str) -> None:
    found = narrowed(Key(typed, typed))
    assert (found.key, found.character) == (key, character)


@pytest.mark.parametrize("character", ["f", "?", "王", "é", None])
def test_other_keys_are_what_they_are(character: str | None) -> None:
    key = Key("down", character)
    assert narrowed(key) is key


async def test_an_input_method_left_on_does_not_silence_the_desk(pilot: Pilot[None]) -> None:
    await press(pilot, "２", "ｆ")
    line = pilot.app.focused
    assert isinstance(line, Input)
    await press(pilot, "ｗ")
    assert line.value == "ｗ", "what is typed into a field stays"
    await press(pilot, "escape", "ｍ")
    assert isinstance(pilot.app.screen, ChooseOne)


async def test_the_menu_is_gone_through_by_letters(
    sample: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ONE_WORD", 60.0)
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "m", *"in")
        marked = [line for line in drawn(pilot).splitlines() if "│  ▸" in line]
        assert len(marked) == 1 and "Indicators" in marked[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChooseOne)
        behind = pilot.app.screen_stack[-2]
        assert isinstance(behind, RegisterScreen) and behind.register.name == "indicators"
        tasks = pilot.app.screen.query_one(OptionList)
        await press(pilot, "j")
        assert tasks.highlighted == 1


async def test_no_key_of_the_footer_is_silent(pilot: Pilot[None]) -> None:
    assert "1–9" in drawn(pilot)
    assert "Nothing was told yet" in await press(pilot, "M")
    assert "every change is kept" in await press(pilot, "ctrl+s")


async def test_a_path_that_was_refused_is_mended(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await press(pilot, "2", "i", *"none.xls", "enter")
    assert "There is no file" in await press(pilot, "ctrl+s")
    await press(pilot, "x")
    line = pilot.app.focused
    assert isinstance(line, FieldInput) and line.value == "none.xlsx"


async def test_another_name_takes_what_was_wrong_away(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "ending" in await press(pilot, "2", "x", *"a.unknown", "ctrl+s")
    problem = pilot.app.screen.query_one(".problem")
    assert problem.size.height
    await press(pilot, *["backspace"] * 7)
    assert not problem.size.height
    await press(pilot, *"csv", "ctrl+s")
    assert (tmp_path / "a.csv").exists()
