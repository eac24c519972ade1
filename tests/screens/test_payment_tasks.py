"""Rounds of payments on screen: opened, listed for the bank, answered, issued again."""

from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot

from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipients import RECIPIENTS
from fptui.screens.plan_screen import PlanScreen
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press
from tests.verified import re_verify_all

__all__ = ["pilot"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of_2006(office: Office) -> dict[str, Payment]:
    return {p.recipient: p for p in office.table(PAYMENTS).values() if p.year == 2006}


async def open_2006(pilot: Pilot[None], office: Office) -> None:
    re_verify_all(office)
    await press(pilot, "3", "]")
    await choose(pilot, "pay open")
    await do(pilot, "enter")
    await do(pilot, "y")


async def test_a_round_is_opened_after_a_preview(pilot: Pilot[None], sample: Office) -> None:
    re_verify_all(sample)
    await press(pilot, "3", "]")
    screen = await choose(pilot, "pay open")
    assert "1 (due 2006-10-31)" in screen  # the only round of the year is proposed
    screen = await do(pilot, "enter")
    assert "312 payments, 187,200.00 yuan, are added; 0 stay; 0 are stopped" in screen
    assert of_2006(sample) == {}
    screen = await do(pilot, "y")
    assert len(of_2006(sample)) == 312
    assert "312 rows" in screen.splitlines()[0]
    await choose(pilot, "pay open")
    await do(pilot, "enter")
    assert "No payment is to be added or stopped." in told(pilot)
    assert not isinstance(pilot.app.screen, PlanScreen)
    await do(pilot, "u")
    await do(pilot, "y")
    assert of_2006(sample) == {}


async def test_the_list_answers_and_what_came_back(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    await open_2006(pilot, sample)
    screen = await choose(pilot, "pay bank-file")
    for heading in ("Round", "Bank", "Those of earlier lists too", "Sent on", "File to write *"):
        assert heading in screen
    assert "bank-2006-1.xlsx" in screen
    screen = await do(pilot, "ctrl+s")
    assert "312 payments, 187,200.00 yuan, go into the list; 0 must not." in screen
    assert not (here / "bank-2006-1.xlsx").exists()
    await do(pilot, "y")
    assert (here / "bank-2006-1.xlsx").stat().st_mode & 0o777 == 0o600
    assert "312 payments, 187,200.00 yuan" in told(pilot)
    assert {p.sent_date for p in of_2006(sample).values()} == {sample.today}
    (here / "a.csv").write_text(
        "个案编号,处理结果,失败原因\n04-0001,成功,\n04-0002,退票,资金不足\n04-0003,成功,\n04-0003,成功,\n",
        encoding="utf-8",
    )
    await choose(pilot, "pay results")
    screen = await do(pilot, *"a.csv", "ctrl+s")
    assert "2 paid, 1 returned, 0 known already, 1 refused" in screen
    assert "twice" in screen
    await do(pilot, "w", "enter")
    assert "twice" in (here / "a-refused-rows.csv").read_text(encoding="utf-8-sig")
    await do(pilot, "y")
    assert of_2006(sample)["04-0002"].return_reason == "资金不足"
    await choose(pilot, "pay status")
    screen = await do(pilot, "enter")
    assert "On time 2 of 312" in screen
    assert "资金不足" in screen
    await press(pilot, "escape", "g", "space")
    screen = await choose(pilot, "pay reissue")
    assert "issued again  04-0002" in screen
    await do(pilot, "y")
    assert "1 payment is to be made again" in told(pilot)
    assert of_2006(sample)["04-0002"].result == "reissued"
    await do(pilot, "u")
    assert of_2006(sample)["04-0002"].result == "returned"


async def test_all_that_came_back_are_issued_again_where_none_is_selected(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    await open_2006(pilot, sample)
    (here / "a.csv").write_text(
        "个案编号,处理结果,失败原因\n04-0001,退票,资金不足\n04-0002,退票,资金不足\n",
        encoding="utf-8",
    )
    await choose(pilot, "pay bank-file")
    await do(pilot, "ctrl+s")
    await do(pilot, "y")
    await choose(pilot, "pay results")
    await do(pilot, *"a.csv", "ctrl+s")
    await do(pilot, "y")
    screen = await choose(pilot, "pay reissue")
    assert "1 (due 2006-10-31)" in screen
    screen = await do(pilot, "enter")
    assert "None was chosen: all that came back in round 1 of 2006, 2 payments." in screen
    await do(pilot, "y")
    again = [one for one, payment in of_2006(sample).items() if payment.result == "reissued"]
    assert again == ["04-0001", "04-0002"]


async def test_a_list_of_one_bank_and_once_more(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    await open_2006(pilot, sample)
    bank = next(iter(sample.table(RECIPIENTS).values())).bank
    theirs = sum(one.bank == bank for one in sample.table(RECIPIENTS).values())
    for name, again in (("first", ""), ("second", "yes")):
        await choose(pilot, "pay bank-file")
        await press(pilot, "down", *bank, "enter", *again, "enter", "down")
        await do(pilot, "home", *["delete"] * 11, *name, "ctrl+s")
        await do(pilot, "y")
    written = [openpyxl.load_workbook(here / f"{name}.xlsx") for name in ("first", "second")]
    rows = [[[cell.value for cell in row] for row in book.active.rows] for book in written]
    assert rows[0] == rows[1]
    assert 1 < len(rows[0]) <= theirs + 2


async def test_a_list_that_is_there_is_not_written_over(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    await open_2006(pilot, sample)
    (here / "bank-2006-1.xlsx").write_text("kept", encoding="utf-8")
    await choose(pilot, "pay bank-file")
    assert "is there already" in await do(pilot, "ctrl+s")
    assert (here / "bank-2006-1.xlsx").read_text(encoding="utf-8") == "kept"


async def test_what_came_back_stands_on_top(pilot: Pilot[None], sample: Office) -> None:
    await open_2006(pilot, sample)
    await choose(pilot, "pay bank-file")
    await do(pilot, "ctrl+s")
    await do(pilot, "y")
    Path("a.csv").write_text("个案编号,处理结果,失败原因\n05-0321,退票,销户\n", encoding="utf-8")
    await choose(pilot, "pay results")
    await do(pilot, *"a.csv", "ctrl+s")
    screen = await do(pilot, "y", "g")
    first = next(line for line in screen.splitlines() if "▸" in line or "沈桂" in line)
    assert "Returned" in first


async def test_none_to_issue_again_and_no_file(pilot: Pilot[None]) -> None:
    await press(pilot, "3")
    await choose(pilot, "pay reissue")
    await do(pilot, "enter")
    assert "None of these payments came back" in told(pilot)
    await choose(pilot, "pay results")
    assert "There is no file" in await do(pilot, *"no.csv", "enter")


async def test_rules_that_cannot_be_followed_are_told(pilot: Pilot[None], here: Path) -> None:
    (here / "programme.toml").write_text("[procedure]\nshoes = 3\n", encoding="utf-8")
    await press(pilot, "3")
    await choose(pilot, "pay open")
    assert "programme.toml cannot be used" in told(pilot)
