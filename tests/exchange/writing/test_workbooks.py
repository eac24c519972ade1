"""What stands in a workbook when a spreadsheet opens it, read by two other libraries."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from fptui.errors import ExchangeError
from fptui.exchange.writing import workbooks
from fptui.exchange.writing.sheet import Cell, Sheet, sheet_of
from fptui.exchange.writing.workbooks import as_xlsx
from fptui.language.harmless import harmless
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office

RUN_BY_SPREADSHEETS = ("=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "=1+1", "\t=1")


def text_cell(text: str) -> Cell:
    return Cell(harmless(text), harmless(text), harmless(text))


def of_texts(*texts: str, title: str = "t") -> Sheet:
    return Sheet(title, ("a",), ("A",), tuple((text_cell(text),) for text in texts))


def opened(sheet: Sheet) -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(sheet)))
    (page,) = book.worksheets
    return page


def values(sheet: Sheet) -> list[list[Any]]:
    """All rows below the headings, as the program's own reader finds them."""
    book = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(sheet)))
    return book.get_sheet_by_index(0).to_python()[1:]


def test_numbers_are_numbers_and_codes_are_texts(sample: Office) -> None:
    (person, *_more) = sample.table(RECIPIENTS).values()
    keys = ("age", "id_number", "account", "file_number", "unit", "birth_date", "sex")
    columns = [RECIPIENTS.column(key) for key in keys]
    ((age, *texts),) = values(sheet_of(RECIPIENTS, [person], columns, sample, reveal=True))
    assert age == 64
    assert texts == [
        person.id_number, person.account, "04-0001", "东升村", "1941-09-21", "Female",
    ]  # fmt: skip


def test_money_is_a_number_with_its_decimals(sample: Office) -> None:
    (payment, *_more) = sample.table(PAYMENTS).values()
    page = opened(sheet_of(PAYMENTS, [payment], [PAYMENTS.column("amount")], sample))
    assert page["A2"].value == payment.amount
    assert page["A2"].data_type == "n"
    assert page["A2"].number_format.startswith("0")


def test_private_fields_are_masked(sample: Office) -> None:
    people = list(sample.table(RECIPIENTS).values())
    columns = [RECIPIENTS.column(key) for key in ("id_number", "account", "phone")]
    cells = {cell for row in values(sheet_of(RECIPIENTS, people, columns, sample)) for cell in row}
    for person in people:
        assert not cells & ({person.id_number, person.account, person.phone} - {""})


@pytest.mark.parametrize("text", RUN_BY_SPREADSHEETS)
def test_a_text_is_never_a_formula(text: str) -> None:
    cell = opened(of_texts(text))["A2"]
    assert cell.data_type == "s"
    assert cell.value == harmless(text)
    if text[0] in "=+-@":
        assert cell.quotePrefix  # nor does it become one when someone edits the cell


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_any_text_comes_back_as_it_is_shown(texts: list[str]) -> None:
    shown = [harmless(text) for text in texts]
    assert [row[0] for row in values(of_texts(*texts))] == shown
    page = opened(of_texts(*texts))
    assert [page.cell(row, 1).value for row in range(2, len(texts) + 2)] == shown


@pytest.mark.parametrize(
    "text",
    [
        *("a\x1b[31mb", "a\u202eb", "a\u200bb", "a\x00b", "a\ufffeb"),
        *("_x001B_", "http://a.example", "[red]"),
    ],
)
def test_odd_texts_are_kept_as_texts(text: str) -> None:
    cell = opened(of_texts(text))["A2"]
    assert cell.value == harmless(text)
    assert cell.hyperlink is None


@pytest.mark.parametrize("plain", ["4" * 16, "NaN", "Infinity", "True"])
def test_what_a_spreadsheet_has_no_number_for_stays_a_text(plain: str) -> None:
    number = Sheet("t", ("a",), ("A",), ((Cell(plain, plain, plain, is_text=False),),))
    cell = opened(number)["A2"]
    assert (cell.data_type, cell.value) == ("s", plain)


def test_an_empty_sheet_has_its_headings() -> None:
    page = opened(of_texts())
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["A"]]


def test_lines_around_and_the_headings_on_each_page() -> None:
    page = opened(replace(of_texts("x"), above=("一", "=1"), below=("三",), origin="A & B"))
    column = [row[0].value for row in page.iter_rows(max_col=1)]
    assert column == ["t", "一", "=1", "A", "x", None, "三"]
    assert page["A3"].data_type == "s"
    assert page.print_title_rows == "$4:$4"
    assert page.freeze_panes == "A5"
    assert page.oddHeader.right.text == "A && B"
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToHeight == 0


@pytest.mark.parametrize("title", ["", "a/b:c*?", "History", "'甲'", "年" * 40, "[红]"])
def test_any_title_gives_a_sheet_that_opens(title: str) -> None:
    assert opened(of_texts("x", title=title))["A2"].value == "x"


def test_more_rows_than_a_spreadsheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LAST_ROW", 10)
    with pytest.raises(ExchangeError) as caught:
        as_xlsx(of_texts(*"abcdefg"))
    assert "7 rows do not fit a workbook" in str(caught.value)
