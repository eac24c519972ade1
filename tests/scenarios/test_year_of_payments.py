"""A year of payments in Chinese in a small window: opened, answered, issued again, closed."""

import asyncio
import re
from datetime import date
from pathlib import Path

import msgspec
import openpyxl
import pytest
from textual.pilot import Pilot

from fptui.language import use_language
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment, is_made
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import run
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]

FOREIGN_ALLOWED = {
    *("Enter", "Esc", "Ctrl", "Tab", "PgDn", "Space"),  # keys
    *("csv", "tsv", "txt", "md", "xlsx", "html"),  # endings
}
UNVERIFIED = "Show the files not yet re-verified"


class Walk:
    """A clerk at the keyboard, who reads all that is shown."""

    def __init__(self, pilot: Pilot[None], office: Office) -> None:
        self.pilot, self.office, self.foreign = pilot, office, set[str]()

    async def keys(self, *keys: str) -> str:
        return self.read(await do(self.pilot, *keys))

    async def task(self, name: str) -> str:
        return self.read(await choose(self.pilot, name))

    async def accept(self) -> str:
        """Carry out what is previewed; what is said of it."""
        await self.keys("y")
        said = told(self.pilot)
        self.read(said)
        return said

    def read(self, screen: str) -> str:
        words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\S*[/:]\S*|\S*\.\w+", " ", screen)))
        self.foreign |= words - FOREIGN_ALLOWED
        return screen

    def payments(self) -> list[Payment]:
        return [one for one in self.office.table(PAYMENTS).values() if one.year == 2006]


def answer(source: str, target: str, back: dict[int, str], amounts: dict[int, int]) -> list[str]:
    """The bank writes its results into the list: paid, or back for a reason; the names of those."""
    book = openpyxl.load_workbook(source)
    page = book.active
    rows = [row for row in range(1, page.max_row + 1) if isinstance(page.cell(row, 1).value, int)]
    width = page.max_column
    for place, heading in enumerate(("处理结果", "失败原因"), start=1):
        page.cell(rows[0] - 1, width + place).value = heading
    for row in rows:
        number = page.cell(row, 1).value
        page.cell(row, width + 1).value = "退票" if number in back else "成功"
        page.cell(row, width + 2).value = back.get(number)
        page.cell(row, 6).value = amounts.get(number, 600)
    book.save(target)
    return [str(page.cell(rows[number - 1], 4).value) for number in (*amounts, *back)]


async def test_a_year_is_opened_paid_answered_issued_again_and_closed(
    pilot: Pilot[None], sample: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    use_language("zh-Hans")
    walk = Walk(pilot, sample)
    monkeypatch.setattr(Office, "today", date(2006, 3, 1))

    # nobody is due before the yearly re-verification
    await press(pilot, "3", "]")
    await walk.task("pay open")
    screen = await walk.keys("enter")
    assert "其中 312 人尚未作 2006 年度年审" in screen
    assert re.search(r"未年审 +04-0001 +冯淑腊 +暂不发：最近一次年审为 2005 年度", screen)
    await walk.keys("n")
    await press(pilot, "2")
    await choose(pilot, UNVERIFIED)
    await press(pilot, "A")
    assert "312 人可以通过 2006 年度年审" in await walk.task("verify")
    assert "312 份个案已完成 2006 年年审" in await walk.accept()
    await press(pilot, "3")
    await walk.task("pay open")
    assert "新增 312 笔，187,200.00 元" in await walk.keys("enter")
    assert "已开立 2006 年第 1 批" in await walk.accept()

    # the list goes to the bank, and is entered late
    monkeypatch.setattr(Office, "today", date(2006, 11, 2))
    assert "2006-11-02" in await walk.task("pay bank-file")
    to_day = ("down", "down", "down", "end", "ctrl+u")
    await walk.keys(*to_day, *"20061020", "ctrl+s")
    assert "312 笔，187,200.00 元" in await walk.accept()
    await walk.task("pay status")
    screen = await walk.keys("enter")
    assert "312 笔已于 2006-10-20 送银行，尚未回复" in screen
    assert "逾期" not in re.sub("逾期天数", "", screen), "what the bank has is not late"
    await walk.keys("escape")

    # five come back, two have a wrong amount
    back = {1: "账户已销户", 2: "账户已销户", 3: "账户已销户", 4: "户名不符", 5: "户名不符"}
    names = answer("2006年第1批发放名单.xlsx", "a.xlsx", back, {11: 60, 12: 60})
    await walk.task("pay results")
    screen = await walk.keys(*"a.xlsx", "ctrl+s")
    assert "已发 305 笔，退票 5 笔，已知 0 笔，拒收 2 行" in screen
    for name in names[:2]:
        assert re.search(
            rf"拒收 +\d\d-\d{{4}} +{name} +600.00 +第 1\d 行：金额：回盘 60.00 元，应发 600.00 元",
            screen,
        )
    [person] = [one for one in sample.table(RECIPIENTS).values() if one.name == names[0]]
    assert f"*{person.account[-4:]}" in screen
    assert person.account not in screen, "the row is shown with its private cells masked"
    await walk.keys("w", "enter")
    assert len(Path("a-拒收行.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    assert "已发 305 笔，退票 5 笔" in await walk.accept()
    refused = openpyxl.load_workbook("a.xlsx")
    for row in refused.active.iter_rows():
        row[5].value = 600 if row[5].value == 60 else row[5].value
    refused.save("a2.xlsx")
    await walk.task("pay results")
    assert "已发 2 笔，退票 0 笔，已知 310 笔，拒收 0 行" in await walk.keys(*"a2.xlsx", "ctrl+s")
    await walk.accept()

    # what came back is issued again, of closed accounts with the new ones only
    await walk.task("pay reissue")
    screen = await walk.keys("enter")
    assert "未选择：2006 年第 1 批退回的全部 5 笔" in screen
    assert "其中 3 笔暂不发：账户已销" in screen
    for name in names[2:5]:
        assert re.search(rf"账户已销未更换 +\d\d-\d{{4}} +{name} ", screen)
    await walk.keys("n")
    numbers = {one.name: number for number, one in sample.table(RECIPIENTS).items()}
    for place, name in enumerate(names[2:5]):
        number = numbers[name]
        before = sample.table(RECIPIENTS)[number]
        after = msgspec.structs.replace(before, account=f"62000000000100{place}5")
        sample.change([Edit(RECIPIENTS.name, number, before, after)])
    await walk.task("pay reissue")
    assert "暂不发" not in await walk.keys("enter")
    assert "5 笔待补发" in await walk.accept()
    await walk.task("pay bank-file")
    await walk.keys("down", *to_day, *"b2.xlsx", "ctrl+s")
    assert "5 笔，3,000.00 元" in await walk.accept()
    await walk.task("pay status")
    assert "已办结" not in await walk.keys("enter")
    await walk.keys("escape")
    answer("b2.xlsx", "a3.xlsx", {}, {})
    await walk.task("pay results")
    await walk.keys(*"a3.xlsx", "ctrl+s")
    assert "已发 5 笔，退票 0 笔" in await walk.accept()

    # the year is closed
    await walk.task("pay status")
    assert "2006 年第 1 批已办结：款项全部到账。" in await walk.keys("enter")
    await walk.keys("escape")
    assert all(map(is_made, walk.payments())) and len(walk.payments()) == 312
    assert walk.foreign == set(), "words that are not Chinese"
    checked = await asyncio.to_thread(run, "--db", sample.path, "--year", "2006", "check")
    assert checked.exit_code == 0, checked.output
