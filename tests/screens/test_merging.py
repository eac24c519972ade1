"""Three doubtful pairs settled one after the other, in Chinese, in a small window."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from textual.widgets import Static

from fptui.language import use_language
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.screens.app import FptuiApp
from fptui.screens.doubts_screen import DoubtsScreen
from fptui.screens.plan_screen import PlanScreen
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import NARROW, press

TWINS: list[dict[str, Any]] = [
    {"state": "applied", "paid_from": None, "recorded_by": "李专干"},
    {"state": "exited", "exit_date": date(2005, 11, 30), "exit_reason": "01"},
    {"state": "suspended", "state_reason": "存折待查"},
]


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    use_language("zh-Hans")
    yield
    use_language("en")


def plant(office: Office) -> list[Recipient]:
    """Three who receive, each a second time: applied, left, suspended."""
    firsts = [office.table(RECIPIENTS)[number] for number in (1, 2, 3)]
    twins = [
        msgspec.structs.replace(
            first, file_number=f"06-900{place}", id_number="", account="", phone="", **fields
        )
        for place, (first, fields) in enumerate(zip(firsts, TWINS, strict=True), 1)
    ]
    office.change([Edit("recipients", after=twin) for twin in twins], "planted")
    return firsts


async def test_three_pairs_one_after_the_other(sample: Office) -> None:
    firsts = plant(sample)
    called = [f"{one.file_number} {one.name}" for one in firsts]
    twins = [f"06-900{place} {one.name}" for place, one in enumerate(firsts, 1)]
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "2")
        await choose(pilot, "doubts")
        page = await press(pilot, "enter")
        for text in ("享受中", "已申报", "样本专干", "李专干", "2005-1 600.00 已发", "相同："):
            assert text in page, "both files are seen whole without scrolling"
        assert all("≠" in line for line in page.splitlines() if "李专干" in line)
        await press(pilot, "escape")

        await do(pilot, "s")
        await do(pilot, "ctrl+s")
        said = plan_said(pilot)
        assert f"保留 {called[0]}：办理进度更靠后（享受中；{twins[0]}：已申报）。" in said
        assert f"若改为保留 {twins[0]}" in said
        await do(pilot, "y")
        assert f"{twins[0]} 已并入 {called[0]}：同一人。" in told(pilot)

        await do(pilot, "s")
        await do(pilot, "ctrl+s", "y")
        assert isinstance(pilot.app.screen, PlanScreen), "who died is not merged away unasked"
        assert f"存疑：{twins[1]} 已退出（2005-11-30 01 死亡）" in plan_said(pilot)
        await do(pilot, "escape", "down", "down", *"是", "ctrl+s")
        plan_said(pilot)
        await do(pilot, "y")
        assert f"{twins[1]} 已并入 {called[1]}：同一人。" in told(pilot)

        await do(pilot, "s")
        await do(pilot, "ctrl+s")
        assert f"保留 {twins[2]}：办理进度更靠后（暂停；{called[2]}：享受中）。" in plan_said(pilot)
        screen = await do(pilot, "y")
        assert isinstance(pilot.app.screen, DoubtsScreen)
        assert "这些疑点均已了结。" in screen

        numbers = {one.file_number for one in sample.table(RECIPIENTS).values()}
        assert {"06-9001", "06-9002", firsts[2].file_number}.isdisjoint(numbers)
        kept = sample.find(RECIPIENTS, firsts[0].file_number)
        assert kept is not None
        assert (kept.state, kept.recorded_by, kept.also_recorded_by) == (
            "receiving",
            "样本专干",
            "李专干",
        )
        assert sample.referring(PAYMENTS, "recipient", "06-9003")
        for _turn in range(3):
            sample.undo()
        assert [sample.table(RECIPIENTS)[number] for number in (1, 2, 3)] == firsts


def plan_said(pilot: Any) -> str:
    """What the preview says above its rows, in which there is no English word."""
    said = str(pilot.app.screen.query_one("#said", Static).render())
    assert not re.search("[A-Za-z]", said), said
    return said
