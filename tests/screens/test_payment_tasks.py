"""Rounds of payments on screen: opened, listed for the bank, answered, issued again."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from fptui.registers.payments import PAYMENTS, Payment
from fptui.screens.working import Working
from fptui.store import Office
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

OPEN, STATUS, BANK_FILE, RESULTS, REISSUE = (
    ("m", *["down"] * place, "enter") for place in range(5)
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of_2006(office: Office) -> dict[str, Payment]:
    return {p.recipient: p for p in office.table(PAYMENTS).values() if p.year == 2006}


async def do(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and wait until what they began is shown."""
    await press(pilot, *keys)
    for _ in range(500):
        if not isinstance(pilot.app.screen, Working):
            break
        await pilot.pause(0.01)
    return await press(pilot)


async def open_2006(pilot: Pilot[None]) -> None:
    await press(pilot, "3", "]")
    await do(pilot, *OPEN)
    await do(pilot, "y")


async def test_a_round_is_opened_after_a_preview(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "3", "]")
    screen = await do(pilot, *OPEN)
    assert "312 payments, 187,200.00 yuan, are added; 0 stay; 0 are stopped" in screen
    assert of_2006(sample) == {}
    screen = await do(pilot, "y")
    assert len(of_2006(sample)) == 312
    assert "312 rows" in screen.splitlines()[0]
    screen = await do(pilot, *OPEN)
    assert "312 stay" in screen
    assert "y: do it" not in screen
    await do(pilot, "escape", "u")
    assert of_2006(sample) == {}


async def test_the_list_answers_and_what_came_back(
    pilot: Pilot[None], sample: Office, here: Path
) -> None:
    await open_2006(pilot)
    screen = await do(pilot, *BANK_FILE)
    assert "312 payments, 187,200.00 yuan, go into the list; 0 must not; 0 are at" in screen
    assert "bank-2006-1.xlsx" in await do(pilot, "y")
    await do(pilot, "enter")
    assert (here / "bank-2006-1.xlsx").stat().st_mode & 0o777 == 0o600
    assert "312 payments, 187,200.00 yuan" in told(pilot)
    assert {p.sent_date for p in of_2006(sample).values()} == {sample.today}
    (here / "a.csv").write_text(
        "个案编号,处理结果,失败原因\n04-0001,成功,\n04-0002,退票,账户已销户\n04-0003,成功,\n04-0003,成功,\n",
        encoding="utf-8",
    )
    screen = await do(pilot, *RESULTS, *"a.csv", "enter")
    assert "2 paid, 1 returned, 0 known already, 1 refused" in screen
    assert "twice" in screen
    await do(pilot, "y")
    assert of_2006(sample)["04-0002"].return_reason == "账户已销户"
    screen = await do(pilot, *STATUS)
    assert "On time 2 of 312" in screen
    assert "账户已销户" in screen
    screen = await do(pilot, "escape", "g", *REISSUE)
    assert "1 payment is to be made again" in told(pilot)
    assert of_2006(sample)["04-0002"].result == "reissued"
    await do(pilot, "u")
    assert of_2006(sample)["04-0002"].result == "returned"


async def test_what_came_back_stands_on_top(pilot: Pilot[None], sample: Office) -> None:
    await open_2006(pilot)
    await do(pilot, *BANK_FILE)
    await do(pilot, "y")
    await do(pilot, "enter")
    Path("a.csv").write_text("个案编号,处理结果,失败原因\n05-0321,退票,销户\n", encoding="utf-8")
    await do(pilot, *RESULTS, *"a.csv", "enter")
    screen = await do(pilot, "y", "g")
    first = next(line for line in screen.splitlines() if "▸" in line or "沈桂" in line)
    assert "Returned" in first


async def test_none_to_issue_again_and_no_file(pilot: Pilot[None]) -> None:
    await press(pilot, "3")
    await do(pilot, *REISSUE)
    assert "None of these payments came back" in told(pilot)
    assert "There is no file" in await do(pilot, *RESULTS, *"no.csv", "enter")


async def test_rules_that_cannot_be_followed_are_told(pilot: Pilot[None], here: Path) -> None:
    (here / "programme.toml").write_text("[procedure]\nshoes = 3\n", encoding="utf-8")
    await press(pilot, "3")
    await do(pilot, *OPEN)
    assert "programme.toml cannot be used" in told(pilot)
