"""Headings in several rows: found where merged cells hold them together, else named."""

from pathlib import Path

import openpyxl
import pytest

from fptui.errors import ExchangeError
from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.headings import HeadedSheet, headed_sheet
from fptui.exchange.reading.refusals import naming
from fptui.jobs.questions import Rows
from fptui.registers.recipients import RECIPIENTS

TWO_ROWS = (
    ("奖励扶助对象花名册",),
    ("个案编号", "本人情况", "", "", "子女情况", "", "配偶情况", "", "村居", "出生"),
    ("", "姓名", "性别", "身份证号码", "曾生育子女数", "现存子女数", "姓名", "户口", "", "年月日"),
    ("06-0001", "样本甲", "男", "", 1, 1, "样本乙", "农业", "430299101201", "1940-03-15"),
)
MERGED = ("A1:J1", "A2:A3", "B2:D2", "E2:F2", "G2:H2", "I2:I3")


def book(path: Path, rows: object, merged: tuple[str, ...] = ()) -> Path:
    made = openpyxl.Workbook()
    assert made.active
    for row in rows:  # type: ignore[attr-defined]
        made.active.append([None if cell == "" else cell for cell in row])
    for area in merged:
        made.active.merge_cells(area)
    made.save(path)
    return path


def headed(path: Path, rows: range | None = None) -> HeadedSheet:
    with naming(path):
        return headed_sheet(RECIPIENTS, open_book(path).sheets, rows)


def columns(found: HeadedSheet) -> dict[int, str]:
    return {place: column.key for place, column in found.columns.items()}


def test_two_people_under_headings_of_their_own_are_not_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="both mean “Name”"):
        headed(book(tmp_path / "a.xlsx", TWO_ROWS, MERGED))


def test_headings_under_merged_ones_are_taken_together(tmp_path: Path) -> None:
    rows = [list(row) for row in TWO_ROWS]
    rows[1][1], rows[2][1] = "姓名", ""
    found = headed(
        book(tmp_path / "a.xlsx", rows, ("A1:J1", "A2:A3", "B2:B3", "E2:F2", "G2:H2", "I2:I3"))
    )
    named = columns(found)
    assert named[1] == "name"
    assert 6 not in named
    assert "配偶情况 姓名" in found.ignored  # the spouse's
    assert (found.heading_rows, found.first) == ("2-3", 3)
    assert named[9] == "birth_date"
    assert named[5] == "children_living"


def test_rows_that_no_merged_cell_holds_together_are_named(tmp_path: Path) -> None:
    lines = (
        "个案编号,姓名,性别,子女,,村居",
        ",,,曾生育子女数,现存子女数,",
        "06-0001,样本甲,男,1,1,430299101201",
    )
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    found = headed(tmp_path / "a.csv", range(1, 3))
    assert columns(found) == {
        0: "file_number",
        1: "name",
        2: "sex",
        3: "children_born",
        4: "children_living",
        5: "unit",
    }
    assert found.first == 2


def test_the_word_how_to_name_them_is_said(tmp_path: Path) -> None:
    lines = ("个案编号,姓名,性别,,", ",,,曾生育子女数,村居", "06-0001,样本甲,男,1,430299101201")
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ExchangeError, match="--heading-rows 1-2"):
        headed(tmp_path / "a.csv")
    assert headed(tmp_path / "a.csv", range(1, 3)).first == 2


def test_a_row_of_data_is_no_second_row_of_headings(tmp_path: Path) -> None:
    rows = (("名单",), ("个案编号", "姓名", "性别", "村居"), ("06-1", "姓名", "男", "430299101201"))
    found = headed(book(tmp_path / "a.xlsx", rows, ("A1:D1", "A2:A3")))
    assert found.heading_rows == "2"


def test_a_single_row_may_be_named(tmp_path: Path) -> None:
    rows = (
        ("个案编号", "姓名", "性别", "村居", "备注"),
        ("个案编号", "姓名", "性别", "村居", "x"),
        ("06-1", "甲", "男", "430299101201", ""),
    )
    found = headed(book(tmp_path / "a.xlsx", rows), range(2, 3))
    assert (found.heading_rows, found.first) == ("2", 2)
    with pytest.raises(ExchangeError, match="nothing stands"):
        headed(tmp_path / "a.xlsx", range(30, 31))


@pytest.mark.parametrize(
    ("text", "rows"),
    [("3", range(3, 4)), ("3-4", range(3, 5)), ("第3-4行", range(3, 5)), ("３～４", range(3, 5))],
)
def test_rows_are_written_as_people_do(text: str, rows: range) -> None:
    assert Rows("").parse(text, None) == rows


@pytest.mark.parametrize("text", ["0", "4-3", "1-9", "x", "3-", "99999999", "-3"])
def test_what_names_no_rows_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="3-4"):
        Rows("").parse(text, None)
