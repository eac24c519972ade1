"""The filter bar: fields and values are chosen by keys, and a slip is told at its place."""

import msgspec
from textual.pilot import Pilot
from textual.widgets import Input

from fptui.language import use_language
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.screens.test_history import told
from tests.screens.test_screens import drawn, pilot, press

__all__ = ["pilot"]


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#query", Input).value


def rows(pilot: Pilot[None]) -> int:
    assert isinstance(pilot.app.screen, RegisterScreen)
    return pilot.app.screen.grid.count


async def test_a_filter_is_put_together_in_chinese_by_keys(
    pilot: Pilot[None], sample: Office
) -> None:
    use_language("zh-Hans")
    screen = await press(pilot, "2", "f")
    assert "例如：状态:享受中 年龄>=60" in screen
    assert "  个案编号" in screen and "file_number" not in screen
    offered = await press(pilot, *"zt")
    assert "  状态" in offered and "  状态  state" not in offered
    await press(pilot, "pagedown")
    assert line(pilot) == "状态:"
    screen = await press(pilot, "enter")  # a field alone is no filter yet
    assert "  已申报" in screen
    await press(pilot, *"已审", "pagedown")
    assert line(pilot) == "状态:已申报"
    await press(pilot, "tab", *"单位", "tab", *"xintang", "down")
    assert line(pilot) == "状态:已申报 单位:新塘村"
    screen = await press(pilot, "enter")
    assert "筛选：状态:已申报 单位:新塘村" in screen.splitlines()[0]
    assert "file_number" not in screen
    assert 0 < rows(pilot) < 44
    await press(pilot, "L")
    assert 0 < rows(pilot) < 44  # it means the same in every language


async def test_a_slip_is_told_once_one_has_gone_on_and_when_it_is_asked(
    pilot: Pilot[None], sample: Office
) -> None:
    use_language("zh-Hans")
    screen = await press(pilot, "2", "f", *"状态:已审报")
    assert "没有“已审报”" not in screen
    screen = await press(pilot, "enter")
    assert "“状态”没有“已审报”。是否指 已申报？" in screen
    screen = await press(pilot, "pagedown", "enter")
    assert "筛选：状态:已申报" in screen.splitlines()[0]
    assert rows(pilot) == 44
    screen = await press(pilot, "f", *" 状太:")
    assert "没有字段“状太”。是否指 状态？" in screen
    await press(pilot, "escape")
    assert rows(pilot) == 44


async def test_a_filter_that_is_searched_for_is_taken_over(
    pilot: Pilot[None], sample: Office
) -> None:
    use_language("zh-Hans")
    screen = await press(pilot, "2", "slash", *"状态:已申报")
    assert "Enter：按此筛选" in screen
    screen = await press(pilot, "enter")
    assert "筛选：状态:已申报" in screen.splitlines()[0]
    assert rows(pilot) == 44
    await press(pilot, "escape", "slash", *"状态:已审报")
    assert "是否指 已申报？" in await press(pilot, "enter")  # in the filter bar, to be put right
    assert "筛选：状态:已申报" in (await press(pilot, "pagedown", "enter")).splitlines()[0]


async def test_a_word_finds_payments_by_their_state_and_nothing_shown_says_what_to_do(
    pilot: Pilot[None], sample: Office
) -> None:
    use_language("zh-Hans")
    number, payment = next(
        (number, one) for number, one in sample.table(PAYMENTS).items() if one.year == 2005
    )
    screen = await press(pilot, "3", "slash", *"退票", "enter")
    assert rows(pilot) == 0
    assert "按 f 筛选，例如：发放情况:退票,逾期未发" in screen
    await press(pilot, "e")
    assert "没有符合的记录：按 Esc 取消筛选。" in told(pilot)
    returned = msgspec.structs.replace(payment, result="returned", paid_date=None)
    sample.change([Edit("payments", number, payment, returned)])
    await press(pilot, "f", "escape")
    assert rows(pilot) == 1
    assert "退票" in drawn(pilot)
