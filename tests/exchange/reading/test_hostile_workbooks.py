"""Small files that claim to be large, and files that never end: refused in words, and soon."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from fptui.errors import ExchangeError
from fptui.exchange.reading.books import open_book

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(path: Path, rows: str, texts: str = "", settings: str = "") -> Path:
    """An xlsx made by hand of the XML of its rows and of its shared texts."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {SPACE} xmlns:r="{relation}">{settings}<sheets>'
        '<sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/sharedStrings.xml": f"<sst {SPACE}>{texts}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package_file:
        for name, content in parts.items():
            package_file.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ExchangeError) as caught:
        list(open_book(path).sheets)
    assert path.name in str(caught.value)
    return str(caught.value)


def rows_naming(text: int, count: int, cell: str = '<c r="A{row}" t="s"><v>{text}</v></c>') -> str:
    return "".join(
        f'<row r="{row}">' + cell.format(row=row, text=text) + "</row>"
        for row in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{row}" t="s"><v>{text}</v></c>',
        "<c t='s' r='A{row}'><v >{text}</v></c >",
        '<c t="s"><v>{text}</v></c>',
    ],
)
def test_few_long_texts_that_many_cells_share_are_refused(tmp_path: Path, cell: str) -> None:
    long = f"<si><t>{'长' * 30_000}</t></si>"
    path = workbook(tmp_path / "a.xlsx", rows_naming(0, 20_000, cell), long)
    assert path.stat().st_size < 300_000
    assert "too large" in refusal(path)


def test_a_long_note_in_a_long_list_is_no_harm(tmp_path: Path) -> None:
    texts = f"<si><t>{'长' * 30_000}</t></si><si><t>短</t></si>"
    rows = rows_naming(1, 20_000) + '<row r="20001"><c r="A20001" t="s"><v>0</v></c></row>'
    (sheet,) = open_book(workbook(tmp_path / "a.xlsx", rows, texts)).sheets
    assert len(sheet.rows) == 20_001
    assert sheet.rows[0] == ["短"]


@pytest.mark.parametrize(
    "cell", ['<c r="A{row}"><f>1+1</f><v>2</v>', '<c r="XFD{row}" s="1"><v>1</v>', "<c><f>"]
)
def test_cells_that_never_close_are_damage_and_found_at_once(tmp_path: Path, cell: str) -> None:
    path = workbook(tmp_path / "a.xlsx", rows_naming(0, 200_000, cell))
    assert "damaged" in refusal(path)


def test_a_row_without_end_is_damage(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", '<row r="1">' + "<c><v>1</v></c>" * 5_000_000)
    assert "XML" in refusal(path) or "damaged" in refusal(path) or "unpack" in refusal(path)


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>36000</v></c></row>'
    settings = '<workbookPr date1904="1"/>'
    (sheet,) = open_book(workbook(tmp_path / "a.xlsx", rows, settings=settings)).sheets
    assert sheet.days_later == 1462
    (sheet,) = open_book(workbook(tmp_path / "b.xlsx", rows)).sheets
    assert sheet.days_later == 0


@pytest.mark.parametrize("name", ["list.xls", "list.ods", "list.csv", "list"])
def test_a_workbook_is_read_whatever_its_name_says(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(["姓名", 3])
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.xlsx").rename(tmp_path / name)
    (sheet,) = open_book(tmp_path / name).sheets
    assert list(map(list, sheet.rows)) == [["姓名", 3.0]]


def test_an_old_workbook_is_read_under_the_name_of_a_new_one(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "files" / "roster.xls"
    (tmp_path / "new.xlsx").write_bytes(old.read_bytes())
    (sheet,) = open_book(tmp_path / "new.xlsx").sheets
    assert sheet.name == "花名册"


PAGE = """<html><head><meta charset="gbk"></head><body><table border=1>
<tr><th colspan="2">名单</th></tr><tr><td>姓名<td>性别</tr>
<tr><td rowspan="2">张<br>三<td>男<tr><td>女 &amp; 男</table><p>end</p></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_table_of_a_web_page_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.xls").write_bytes(PAGE.encode(encoding))
    (sheet,) = open_book(tmp_path / "a.xls").sheets
    assert [list(row) for row in sheet.rows] == [
        ["名单", ""],
        ["姓名", "性别"],
        ["张 三", "男"],
        ["", "女 & 男"],
    ]
    assert list(sheet.numbers) == [1, 2, 3, 4]
    assert [(one.top, one.left, one.bottom, one.right) for one in sheet.merged] == [
        (0, 0, 0, 1),
        (2, 0, 3, 0),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td rowspan=99999999 colspan=99999999>x" * 4_000,
        "<table><tr><td" + " a=" * 2_000_000,
        "<table>" * 200_000,
        "<!--" * 600_000,
        "<table><tr>" + "<td>x" * 20_000,
    ],
    ids=["spans", "attributes", "nesting", "comments", "columns"],
)
def test_hostile_pages_end_soon(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.xls").write_text("<html>" + page)
    try:
        rows = [row for sheet in open_book(tmp_path / "a.xls").sheets for row in sheet.rows]
    except ExchangeError as error:
        assert "a.xls" in str(error)
    else:
        assert len(rows) < 10


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="花名册"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">出生日期</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">张</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1940-03-15T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_workbook_of_2003_in_xml_is_read(tmp_path: Path) -> None:
    from datetime import date

    (tmp_path / "a.xls").write_text(XML_2003, encoding="utf-8")
    (sheet,) = open_book(tmp_path / "a.xls").sheets
    assert sheet.name == "花名册"
    assert [list(row) for row in sheet.rows] == [
        ["姓名", "", "出生日期", ""],
        ["张", "", date(1940, 3, 15), 3.0],
    ]
    assert list(sheet.numbers) == [1, 3]
    with pytest.raises(Exception, match="花名册"):
        list(open_book(tmp_path / "a.xls", "none").sheets)


def test_a_bomb_of_entities_is_damage(tmp_path: Path) -> None:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    head = f'<!DOCTYPE x [<!ENTITY a0 "xxxxxxxxxx">{"".join(names)}]>'
    text = XML_2003.replace("<Workbook", head + "<Workbook", 1).replace("张", "&a11;")
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    assert "damaged" in refusal(tmp_path / "a.xls")


def test_a_tsv_may_have_commas_in_its_notes(tmp_path: Path) -> None:
    from fptui.exchange.reading.headings import headed_sheet
    from fptui.registers.units import UNITS

    notes = "，,,,,".join("一二三")
    lines = f'code\tname\tlevel\tkind\tnotes\n1\t村,"\tvillage\tvillage\t{notes}\n'
    (tmp_path / "a.tsv").write_text(lines.replace('"', ""), encoding="utf-8")
    headed = headed_sheet(UNITS, open_book(tmp_path / "a.tsv").sheets)
    assert headed.sheet.rows[1][4] == notes


def test_a_cell_beyond_all_measure_is_named_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1," + "x" * 131_073 + "\n")
    said = refusal(tmp_path / "a.csv")
    assert "line 2" in said
    assert "more than 131072 characters" in said
