"""The line of sums under a table, and the rows in view in groups."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from fptui.screens.widgets.lines import SumsLine
from tests.screens.tasks import do
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


def line(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(SumsLine).render()).strip()


async def test_the_line_adds_up_what_is_shown_and_what_is_selected(pilot: Pilot[None]) -> None:
    await press(pilot, "3")
    assert line(pilot) == "312 records · Amount 187,200.00 yuan · Paid on time 312"
    await press(pilot, "space", "space")
    selected, shown = line(pilot).split(" │ ")
    assert selected == "2 selected · Amount 1,200.00 yuan · Paid on time 2"
    assert shown == "312 records …", "whole words, as many as fit"
    await press(pilot, "escape")
    assert "selected" not in line(pilot)


async def test_the_line_never_adds_unlike_things(pilot: Pilot[None]) -> None:
    await press(pilot, "6")
    assert line(pilot).startswith("59 records · Cost 15,000.00 yuan · Vehicle trips 16 台次 · ")
    await press(pilot, "f", *"kind:posters", "enter")
    assert line(pilot) == "2 records · Quantity ≥ 200 张 · Cost 1,600.00 yuan"
    await press(pilot, "7", "tab")
    assert line(pilot).startswith("378 records · Population 227573 · Births 2540 · ")


async def test_rows_in_view_are_grouped_and_written_to_a_file(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await press(pilot, "6", "f", *"cost>0 kind:posters,slogans", "enter")
    page = await do(pilot, "plus", *"kind", "enter")
    assert "Activities · 2005 · filter: cost>0 kind:posters,slogans" in page
    assert "Posters        2     ≥ 200  张       1,600.00" in page
    assert "Total          6         —           4,400.00" in page
    monkeypatch.chdir(tmp_path)
    await press(pilot, "x", "end", "ctrl+u", *"sums.csv", "enter")
    assert "total,6,,,4400" in Path("sums.csv").read_text(encoding="utf-8-sig")
