"""A clerk's hour in Chinese: a list with errors of all kinds, taken, put right and taken again."""

import csv
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fptui.language import use_language
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.identity_number import check_character
from fptui.screens.app import FptuiApp
from fptui.screens.job_dialog import JobDialog
from fptui.screens.plan_screen import PlanScreen
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office
from tests.commands.conftest import run
from tests.scenarios.test_chinese_words import english_in
from tests.screens.tasks import do
from tests.screens.test_history import told
from tests.screens.test_screens import NARROW, drawn, press

HEADINGS = [
    "个案编号",
    "姓名",
    "性别",
    "出生日期",
    "身份证号码",
    "单位",
    "曾生育子女数",
    "现存子女数",
    "联系电话",
    "状态",
]
FILE, NAME, SEX, BORN, ID, UNIT, BIRTHS, LIVING, PHONE, STATE = range(len(HEADINGS))
GOOD, KNOWN, NEW = 42, 4, 13  # rows that are new, of known files, and new with a fault
Row = list[str]


def id_number(place: int) -> str:
    """The ID number of the person at a place of the list: nobody's, as the county is none."""
    first = f"4302991941{place // 28 % 12 + 1:02}{place % 28 + 1:02}{2 * (place + 400) + 1:03}"
    return first + check_character(first)


def person(place: int) -> Row:
    """A row that nothing is wrong with."""
    number = id_number(place)
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    unit = "430299101201"
    return [f"06-{place:04}", f"样本{place}", "男", born, number, unit, "1", "1", "7654321", ""]


def of_file(known: Recipient) -> Row:
    """A row that says nothing new of a file."""
    sex = "女" if known.sex == "female" else "男"
    return [known.file_number, known.name, sex, "", "", known.unit, "", "", "", ""]


def faulty(known: Recipient) -> list[tuple[Row, Row, str]]:
    """Rows with a fault each, how they are put right, and a word of what must be said."""
    faults = [
        (NAME, "", "缺“姓名”"),
        (SEX, "不详", "不详"),
        (BORN, "1941年13月1日", "1941年13月1日"),
        (ID, "4.30299E+17", "末尾几位已丢失"),
        (ID, "43029919410101", "14 位"),
        (ID, id_number(60)[:17] + ("0" if id_number(60)[17] != "0" else "1"), "校验"),
        (UNIT, "无名村", "无名村"),
        (FILE, "06-0001", "与第 2 行重复"),
        (ID, id_number(1), "与第 2 行重复"),
        (ID, known.id_number, f"{known.file_number} 已有此号"),
        (BORN, "1940-01-01", "与身份证号码不符"),
        (LIVING, "3", "现存子女多于"),
        (PHONE, "13800", "电话号码有 5 位"),
    ]
    rows = []
    for place, (column, text, said) in enumerate(faults, GOOD + 1):
        right = person(place)
        wrong = list(right)
        wrong[column] = text
        rows.append((wrong, right, said))
    moved = of_file(known)
    moved[STATE] = "已退出"
    return [*rows, (moved, of_file(known), "不能")]


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])


def put_right(path: Path, rights: dict[str, Row]) -> None:
    """Write what is right into a file of refused rows, which says in which row each stood."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = list(csv.reader(file))
    for row in rows:
        right = rights[row[0]]
        for place, heading in enumerate(HEADINGS):
            row[headings.index(heading)] = right[place]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


async def preview_of(pilot: Pilot[None], name: str) -> str:
    """Ask for the file and look at what it would do."""
    await press(pilot, "i")
    assert isinstance(pilot.app.screen, JobDialog)
    pilot.app.screen.lines[0].put(name)
    await do(pilot, "ctrl+s")
    assert isinstance(pilot.app.screen, PlanScreen)
    return drawn(pilot)


async def test_a_list_is_taken_put_right_and_taken_again(
    sample: Office, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    use_language("zh-Hans")
    before = dict(sample.table(RECIPIENTS))
    files = list(before.values())
    known = list(map(of_file, files[:KNOWN]))
    known[0][PHONE], known[1][PHONE] = "7654321", "7654322"
    faults = faulty(next(one for one in files[KNOWN:] if one.id_number))
    rows = [*map(person, range(1, GOOD + 1)), *known, *(wrong for wrong, _right, _said in faults)]
    assert len(rows) == GOOD + KNOWN + NEW + 1 == 60
    write(Path("名单.csv"), rows)
    rights = {str(rows.index(wrong) + 2): right for wrong, right, _said in faults}

    seen: list[str] = []
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "2")
        seen.append(await preview_of(pilot, "名单.csv"))
        assert "[全部 60]  新增 42   有更改 2   不变 2   拒收 14" in seen[-1]
        await press(pilot, "shift+tab")
        for _wrong, _right, said in faults:
            seen.append(drawn(pilot))
            assert said in seen[-1].rpartition("───")[2]
            await press(pilot, "j")
        await press(pilot, "w", "enter")
        seen.append(await do(pilot, "y"))
        assert "新增 42、有更改 2、拒收 14" in told(pilot)
        assert len(sample.table(RECIPIENTS)) == len(before) + GOOD

        put_right(Path("名单-拒收行.csv"), rights)
        seen.append(await preview_of(pilot, "名单-拒收行.csv"))
        assert "新增 13 · 有更改 0 · 不变 1 · 拒收 0" in seen[-1]
        assert "略去" not in seen[-1]  # what a file of refused rows says beside them is no news
        seen.append(await do(pilot, "y"))
        after = dict(sample.table(RECIPIENTS))
        assert len(after) == len(before) + GOOD + NEW
        for _again in range(2):
            seen.append(await do(pilot, "u"))
            seen.append(await do(pilot, "y"))
        assert dict(sample.table(RECIPIENTS)) == before
        for _again in range(2):
            seen.append(await do(pilot, "ctrl+r"))
            seen.append(await do(pilot, "y"))
        assert dict(sample.table(RECIPIENTS)) == after
        seen.append(await preview_of(pilot, "名单-拒收行.csv"))
        assert "没有" in seen[-1]
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, RegisterScreen)
        messages = pilot.app.messages.past

    assert all(any(sign.isdigit() for sign in one.text) for one in messages)
    assert len(messages) == 7
    lines = [line for screen in seen for line in screen.splitlines()]
    foreign = english_in([*lines, *(one.text for one in messages)])
    assert not [one for one in foreign if "root" not in one]
    sample.close()
    assert run("--db", sample_path, "check").exit_code == 0
