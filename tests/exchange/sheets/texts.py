"""Lists as text and as web pages, and files that are none."""

import csv
import io
from typing import Any

from tests.exchange.made import GOOD, HEADINGS
from tests.exchange.sheets.cases import FIRST, TABLE, case


def separated(rows: Any, delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def enter(file: str, content: bytes, **outcome: Any) -> None:
    case(file, **outcome)(lambda path: path.write_bytes(content))


ENCODINGS = {
    "utf8": "utf-8",
    "bom": "utf-8-sig",
    "gb18030": "gb18030",
    "utf16": "utf-16",
    "utf16be": "utf-16-be",
}
for name, encoding in ENCODINGS.items():
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    for sign, delimiter in (("commas", ","), ("semicolons", ";"), ("tabs", "\t"), ("bars", "|")):
        enter(f"{name}_{sign}.csv", mark + separated(TABLE, delimiter).encode(encoding))

_TRADITIONAL = [
    ("個案編號", "姓名", "性別", "出生日期", "身份證號碼", "單位"),
    ("06-0001", "樣本甲的姓名國語說話", *GOOD[0][2:]),
    GOOD[1],
]
BIG5 = separated(_TRADITIONAL).replace("样", "樣").encode("big5")
enter("big5.csv", BIG5, first={**FIRST, "name": "樣本甲的姓名國語說話"})
enter("unix_ends.csv", separated(TABLE, end="\n").encode())
enter("mac_ends.csv", separated(TABLE, end="\r").encode())
enter("no_end.csv", separated(TABLE).strip().encode())
enter(
    "all_quoted.csv",
    b'"' + separated(TABLE).strip().replace(",", '","').replace("\r\n", '"\r\n"').encode() + b'"',
)
enter("sep_line.csv", b"sep=,\r\n" + separated(TABLE).encode())
enter(
    "new_line_in_a_cell.csv",
    separated([HEADINGS, (GOOD[0][0], "样本\n甲", *GOOD[0][2:]), GOOD[1]]).encode(),
    first={**FIRST, "name": "样本\n甲"},
)
enter(
    "trailing_commas.csv", "".join(line + ",,,\r\n" for line in separated(TABLE).split()).encode()
)
enter(
    "more_cells.csv",
    separated([HEADINGS, (*GOOD[0], "x"), GOOD[1]]).encode(),
    faults=("more cells than headings",),
)
enter("titles_above.csv", ("奖励扶助对象花名册,,\n单位：白果乡,,\n\n" + separated(TABLE)).encode())
enter("notes_below.csv", (separated(TABLE) + "\n,,\n注：本表一式两份\n").encode(), rows=3)
enter(
    "tabs_with_commas.tsv",
    separated(
        [(*HEADINGS, "备注"), *((*row, "一,二,三,四,五,六,七") for row in GOOD)], "\t"
    ).encode(),
)
enter(
    "quoted_id.csv",
    separated([HEADINGS, *((*row[:4], f"'{row[4]}", row[5]) for row in GOOD)]).encode(),
)
enter(
    "rounded.csv",
    separated([HEADINGS, (*GOOD[0][:4], "4.30299E+17", GOOD[0][5]), GOOD[1]]).encode(),
    first={"name": "样本甲"},
    faults=("last digits are lost",),
)
enter("empty.csv", b"", refused="is empty")
enter("only_a_mark.csv", b"\xef\xbb\xbf\r\n", refused="is empty")
enter("zeros.csv", separated(TABLE).encode() + b"\0" * 100, refused="something unknown")
enter(
    "zeros_later.csv",
    separated([HEADINGS, *GOOD * 100]).encode() + b"\0" * 100,
    refused="zero bytes",
)
enter("zeros_at_first.csv", b"a\0b" * 100, refused="something unknown")
enter("neither.csv", separated(TABLE).encode() + b"\xff\xff\xff\xff", refused="is not in")
enter("half_a_character.csv", separated(TABLE).encode("utf-16")[:-1], refused="is not in")
enter(
    "open_quotation.csv", (separated(TABLE) + '"' + "x" * 1_000).encode(), refused="quotation marks"
)
enter("long_cell.csv", (separated(TABLE) + "x" * 131_073).encode(), refused="more than 131072")
enter(
    "long_open_cell.csv",
    (separated(TABLE) + '"' + "x\n" * 131_073).encode(),
    refused="more than 131072",
)
enter("ten_million_columns.csv", b"a," * 10_000_000, refused="too large", slow=True)
enter("brackets_in_a_heading.csv", separated([(*HEADINGS, "(" * 130_000), *GOOD]).encode())
enter("many_columns.csv", b"a," * 20_000, refused="too large")
enter(
    "short_rows_under_wide_headings.csv",
    (separated([(*HEADINGS, *["x"] * 16_000)]) + "1\n" * 1_000_000).encode(),
    refused="too large",
    slow=True,
)
enter("picture.csv", b"\x89PNG\r\n" + bytes(100), refused="a picture")
enter("document.xlsx", b"%PDF-1.4" + bytes(100), refused="PDF")
enter("archive.xlsx", b"Rar!" + bytes(100), refused="packed archive")
enter("table.json", b'{"a": 1}', refused="no headings")

PAGE = "<html><head><meta charset=gbk></head><body><table>{rows}</table></body></html>"
ROWS = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
for name in ("gbk", "utf-8", "utf-16"):
    enter(f"page_{name}.xls", PAGE.format(rows=ROWS).encode(name))
enter(
    "page_open_tags.xls", PAGE.format(rows=ROWS.replace("</td>", "").replace("</tr>", "")).encode()
)
enter("page_title.xls", PAGE.format(rows="<tr><th colspan=6>花名册</th></tr>" + ROWS).encode())
enter("page_entities.xls", PAGE.format(rows=ROWS.replace("样本甲", "&#26679;&#26412;甲")).encode())
enter(
    "page_script.xls",
    PAGE.format(rows=ROWS).replace("<body>", "<script>'<table>'</script><body>").encode(),
)
enter(
    "page_two_headings.xls",
    PAGE.format(
        rows="<tr><td rowspan=2>个案编号<td colspan=4>本人<td rowspan=2>村居</tr>"
        "<tr><td>姓名<td>性别<td>出生日期<td>身份证号码</tr>" + ROWS[ROWS.index("</tr>") + 5 :]
    ).encode(),
)
enter(
    "page_nested.xls", ("<html>" + "<table><tr><td>" * 50_000).encode(), refused="page_nested.xls"
)
enter(
    "page_spans.xls",
    ("<html><table><tr>" + "<td rowspan=16384 colspan=16000>x" + "<tr>" * 20_000).encode(),
    refused="no headings",
)
enter("page_wide.xls", ("<html><table><tr>" + "<td>x" * 20_000).encode(), refused="too large")
enter(
    "page_tag_without_end.xls",
    ("<html><table><tr><td " + "a=" * 1_000_000).encode(),
    refused="no end",
)

XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{head}
<Worksheet ss:Name="名单"><Table>{rows}</Table></Worksheet></Workbook>"""
XML_ROWS = "".join(
    "<Row>"
    + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
    + "</Row>"
    for row in TABLE
)
enter("of_2003.xls", XML.format(head="", rows=XML_ROWS).encode())
enter("of_2003.xml", XML.format(head="<Styles/>", rows=XML_ROWS).encode())
enter(
    "of_2003_far.xls",
    XML.format(head="", rows=XML_ROWS + '<Row ss:Index="99999999"/>').encode(),
    refused="too large",
)
enter(
    "of_2003_wide.xls",
    XML.format(head="", rows='<Row><Cell ss:Index="99999"/></Row>').encode(),
    refused="too large",
)
_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
enter(
    "entities.xls",
    XML.format(head="", rows=XML_ROWS.replace("样本甲", "&a11;"))
    .replace("<Workbook", f'<!DOCTYPE x [<!ENTITY a0 "xxxxxxxxxx">{_ENTITIES}]><Workbook', 1)
    .encode(),
    refused="damaged",
)
enter(
    "outside.xls",
    XML.format(head="", rows=XML_ROWS.replace("样本甲", "&a;"))
    .replace("<Workbook", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Workbook', 1)
    .encode(),
    first={**FIRST, "name": None},
)
enter("deep.xls", XML.format(head="<a>" * 200_000 + "</a>" * 200_000, rows=XML_ROWS).encode())
enter("other.xml", b'<?xml version="1.0"?><books/>', refused="XML document")
