from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import ExchangeError
from fptui.exchange.reading.cells import Area, CellSheet
from fptui.exchange.reading.headings import HeadedSheet, column_letters, headed_sheet
from fptui.exchange.reading.refusals import naming
from fptui.language import translations
from fptui.registers import REGISTERS
from fptui.registers.contacts import CONTACTS
from fptui.registers.headed import plain_heading
from fptui.registers.recipients import RECIPIENTS

FILE = Path("list.xlsx")


def sheet(*rows: list[str], name: str = "", merged: tuple[Area, ...] = ()) -> CellSheet:
    return CellSheet(name, rows, range(1, len(rows) + 1), merged=merged)


def keys(headed: HeadedSheet) -> list[str]:
    return [headed.columns[place].key for place in sorted(headed.columns)]


def refusal(*sheets: CellSheet) -> str:
    with pytest.raises(ExchangeError) as caught, naming(FILE):
        headed_sheet(RECIPIENTS, sheets)
    said = str(caught.value)
    assert said.count(str(FILE)) == 1
    return said


@pytest.mark.parametrize(
    "headings",
    [
        ["file_number", "name", "sex", "unit", "id_number"],
        ["File no.", "Name", "Sex", "Unit", "ID number"],
        ["个案编号", "姓名", "性别", "单位", "身份证号码"],
        ["個案編號", "姓名", "性別", "單位", "身份證號碼"],
        ["档案编号*", "姓 名", "性\n别", "村（居）", "公民身份号码（18位）"],
        ["＊編號：", "姓　名", "ＳＥＸ", "所在村", " 身份证号 "],
        ["FILE_NUMBER", "NAME", "Gender", "VILLAGE", "Id No."],
    ],
)
def test_headings_in_any_language_and_dress(headings: list[str]) -> None:
    headed = headed_sheet(RECIPIENTS, [sheet(headings)])
    assert keys(headed) == ["file_number", "name", "sex", "unit", "id_number"]


def test_headings_in_any_order_below_titles_and_above_what_is_not_known() -> None:
    headed = headed_sheet(
        RECIPIENTS,
        [
            sheet(
                ["东风区奖励扶助对象花名册", "", "", "", ""],
                ["填报单位：红旗镇", "", "", "姓名", ""],
                ["单位", "序号", "性别", "姓名", "个案编号"],
                ["430299101201", "1", "男", "样本甲", "06-0001"],
            )
        ],
    )
    assert (headed.heading, headed.first) == (2, 3)
    assert keys(headed) == ["unit", "sex", "name", "file_number"]
    assert headed.ignored == ("序号",)


def test_a_computed_column_is_left_out() -> None:
    headed = headed_sheet(RECIPIENTS, [sheet(["个案编号", "姓名", "性别", "单位", "年龄"])])
    assert headed.ignored == ("年龄",)


def test_headings_merged_downward_cover_their_rows() -> None:
    rows = (["个案编号", "姓名", "性别", "单位"], ["", "", "", ""], ["06-0001", "a", "男", "x"])
    merged = (Area(0, 0, 1, 0), Area(0, 1, 1, 1))
    assert headed_sheet(RECIPIENTS, [sheet(*rows, merged=merged)]).first == 2


def test_two_headings_alike_are_both_named() -> None:
    said = refusal(sheet(["个案编号", "姓名", "性别", "单位", "身份证号", "x", "公民身份号码"]))
    assert "E (“身份证号”) and G (“公民身份号码”) both mean “ID number”" in said


def test_missing_headings_are_all_named() -> None:
    said = refusal(sheet(["花名册", "", ""], ["姓名", "身份证号", "电话"], ["a", "1", "2"]))
    assert said == "list.xlsx: headings are missing in row 2: “Unit”."  # the number tells the sex


def test_without_headings_and_without_rows() -> None:
    said = refusal(sheet(["06-0001", "样本甲", "男"]))
    assert "no headings were found" in said
    assert "“File no.”, “Name”, “Sex”, “Unit”" in said
    assert refusal(sheet(name="空"), sheet(name="空2")) == "list.xlsx, sheet “空” is empty."


def test_the_first_sheet_with_the_headings_is_taken() -> None:
    sheets = [
        sheet(name="封面"),
        sheet(["说明", "姓名"], name="说明"),
        sheet(["leader", "unit"], name="a"),
        sheet(["leader", "unit"], name="b"),
    ]
    assert headed_sheet(CONTACTS, sheets).sheet.name == "a"


def test_the_sheet_that_came_nearest_is_told_of() -> None:
    said = refusal(sheet(["说明"], name="说明"), sheet(["姓名", "性别"], name="名单"))
    assert "sheet “名单”: headings are missing" in said


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_no_heading_of_a_register_means_two_columns(register: object) -> None:
    seen: dict[str, str] = {}
    for column in register.stored_columns:  # type: ignore[attr-defined]
        also = register.also_headed.get(column.key, ())  # type: ignore[attr-defined]
        for text in (column.key, *translations(column.heading), *also):
            assert seen.setdefault(plain_heading(text), column.key) == column.key, text


def test_other_headings_belong_to_columns_there_are() -> None:
    for register in REGISTERS.values():
        for key in register.also_headed:
            assert register.column(key) in register.stored_columns


@given(st.integers(min_value=0, max_value=20_000))
def test_column_letters_count_like_a_spreadsheet(place: int) -> None:
    value = 0
    for letter in column_letters(place):
        value = value * 26 + ord(letter) - 64
    assert value == place + 1
