"""Files of every kind are read as what they are, and bad ones refused in one line."""

import os
import resource
import zipfile
from pathlib import Path

import openpyxl
import pytest

from fptui.errors import ExchangeError, UnknownName
from fptui.exchange.reading.books import open_book
from tests.exchange.made import GOOD, HEADINGS, ods, ods_row, roster, with_sheet_xml, xlsx

FILES = Path(__file__).parents[1] / "files"
TEXT = "姓名,性別,身份證號碼\n張三豐,男,1\n李小龍,女,2\n"


def refusal(path: Path, sheet: str = "", encoding: str = "") -> str:
    """The one line that a file is refused with, which names the file."""
    with pytest.raises(ExchangeError) as caught:
        list(open_book(path, sheet, encoding).sheets)
    said = str(caught.value)
    assert said.count(str(path)) == 1
    assert "\n" not in said
    return said


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".txt"])
def test_a_workbook_is_read_whatever_its_name_says(tmp_path: Path, ending: str) -> None:
    book = open_book(roster(tmp_path / f"list{ending}", *GOOD))
    (sheet,) = book.sheets
    assert book.kind == "xlsx"
    assert [tuple(row) for row in sheet.rows] == [HEADINGS, *GOOD]
    assert list(sheet.numbers) == [1, 2, 3]


def test_xls_is_read(tmp_path: Path) -> None:
    book = open_book(FILES / "roster.xls")
    (sheet,) = book.sheets
    assert book.kind == "xls"
    assert sheet.rows[1][:2] == ["个案编号", "姓 名"]


def test_ods_is_read_and_its_endless_empty_rows_are_not(tmp_path: Path) -> None:
    endless = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "list.ods", ods_row("a", "b") + ods_row("1", "2") + endless)
    (sheet,) = open_book(path).sheets
    assert [list(row) for row in sheet.rows] == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("gbk", "GB18030"),
        ("big5", "Big5"),
    ],
)
def test_encodings_are_recognised(tmp_path: Path, codec: str, said: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(TEXT.encode(codec))
    book = open_book(path)
    (sheet,) = book.sheets
    assert book.encoding == said
    assert sheet.rows[1] == ["張三豐", "男", "1"]


def test_a_simplified_list_in_gb2312_is_not_taken_for_big5(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("个案编号,姓名,性别\n06-0001,冯淑腊,女\n".encode("gb2312"))
    book = open_book(path)
    assert book.encoding == "GB18030"
    assert next(iter(book.sheets)).rows[1][1] == "冯淑腊"


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(TEXT.encode("big5"))
    assert open_book(path, encoding="Big5").encoding == "Big5"
    assert "is not in UTF-8" in refusal(path, encoding="utf-8")
    with pytest.raises(ExchangeError, match="There is no encoding “latin”"):
        open_book(path, encoding="latin")


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_what_parts_the_cells_is_seen(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(TEXT.replace(",", delimiter), encoding="utf-8")
    (sheet,) = open_book(path).sheets
    assert sheet.rows[1] == ["張三豐", "男", "1"]


def test_a_csv_cell_keeps_line_breaks_and_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('a,b\n"one\ntwo","x\x0b\x1b[31m\u2028y"\n', encoding="utf-8", newline="")
    (sheet,) = open_book(path).sheets
    assert sheet.rows[1] == ["one\ntwo", "x\x0b\x1b[31m\u2028y"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
        (b"%PDF-1.4 \x00", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML document"),
        (b"PK\x03\x04" + b"junk" * 20, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 300, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"abc\x00\x01\x02", "something unknown"),
        (b"a,b\n" + b"x" * 5000 + b"\x00,1\n", "zero bytes"),
        (b'a,b\n"never closed,1\n2,3\n', "quotation marks"),
        (b"a,b\n\xff\xff\xff,1\n", "is not in"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_package_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert "a text document" in refusal(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.xlsx")
    assert "is a folder" in refusal(tmp_path)


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = roster(tmp_path / "list.xlsx", *GOOD)
    path.write_bytes(path.read_bytes()[:-500])
    assert "damaged" in refusal(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    def bursting(data: bytes) -> bytes:
        return data.replace(b"<sheetData>", b"<sheetData>" + b" " * (80 << 20))

    source = roster(tmp_path / "small.xlsx", *GOOD)
    path = with_sheet_xml(tmp_path / "bomb.xlsx", source, bursting)
    assert path.stat().st_size < 1 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "would unpack to far more" in refusal(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    source = roster(tmp_path / "small.xlsx", *GOOD)
    path = with_sheet_xml(tmp_path / "bomb.xlsx", source, lambda data: data + b" " * (40 << 20))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    told = (size).to_bytes(4, "little")
    assert data.count(told) == 2  # in the part's own header and in the directory
    path.write_bytes(data.replace(told, (1000).to_bytes(4, "little")))
    assert "would unpack to far more" in refusal(path)


def test_an_ods_that_claims_any_number_of_cells(tmp_path: Path) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell></table:table-row>"
    )
    assert "nearly empty" in refusal(ods(tmp_path / "list.ods", row))


LAST_ROW = 1_000_001 if os.environ.get("FPTUI_SOAK") else 60_001


def test_a_million_rows_of_formatted_nothing_are_no_rows(tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(4, LAST_ROW))
    source = roster(tmp_path / "small.xlsx", *GOOD)
    path = with_sheet_xml(
        tmp_path / "list.xlsx",
        source,
        lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"),
    )
    (sheet,) = open_book(path).sheets
    assert [tuple(row) for row in sheet.rows] == [HEADINGS, *GOOD]


def test_a_lone_cell_in_the_last_row_is_named(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    source = roster(tmp_path / "small.xlsx", *GOOD)
    path = with_sheet_xml(
        tmp_path / "list.xlsx",
        source,
        lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"),
    )
    assert "reaches to row 1048576 and is nearly empty" in refusal(path)


def test_a_million_empty_lines_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n" + "\n" * 500_000 + ",\n" * 500_000 + "1,2\n", encoding="utf-8")
    (sheet,) = open_book(path).sheets
    assert sheet.rows == [["a", "b"], ["1", "2"]]
    assert sheet.numbers == [1, 1_000_002]


def test_formulas_give_their_values_and_without_one_are_at_fault(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c"])
    book.active.append(["x", "=1+1", 3])
    book.save(tmp_path / "without.xlsx")
    (sheet,) = open_book(tmp_path / "without.xlsx").sheets
    assert list(sheet.faults) == [(1, 1)]
    assert "formula without its value" in sheet.faults[1, 1]

    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "with.xlsx") as made:
        page = made.add_worksheet()
        page.write_row(2, 1, ["a", "b", "c"])
        page.write_formula(3, 1, '="x"&"y"', None, "xy")
        page.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(3, 3, '=""', None, "z")
    path = with_sheet_xml(
        tmp_path / "empty.xlsx", tmp_path / "with.xlsx", lambda xml: xml.replace(b"<v>z<", b"<v><")
    )
    (sheet,) = open_book(path).sheets
    assert sheet.rows[1][0] == "xy"
    assert list(sheet.numbers) == [3, 4]
    assert sheet.faults == {(1, 1): "the spreadsheet shows an error there"}


def test_an_ods_formula_without_its_value_is_at_fault(tmp_path: Path) -> None:
    formula = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'
    path = ods(tmp_path / "list.ods", ods_row("a") + formula + ods_row("x"))
    (sheet,) = open_book(path).sheets
    assert list(sheet.faults) == [(1, 0)]


def test_sheets_come_in_order_and_by_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx", [], [["a"]], [["b"]], names=["空", "一", "二"])
    assert [[list(row) for row in sheet.rows] for sheet in open_book(path).sheets] == [
        [], [["a"]], [["b"]]
    ]  # fmt: skip
    assert [sheet.name for sheet in open_book(path, "二").sheets] == ["二"]
    with pytest.raises(UnknownName, match=r"has no sheet “三”.*空, 一, 二"):
        list(open_book(path, "三").sheets)


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        list(open_book(roster(tmp_path / "list.xlsx", *GOOD), progress=stop).sheets)
