"""Workbooks made by hand: of other programs, damaged ones, and those that claim to be much."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from fptui.exchange.reading.compound_files import compound_file, workbook_stream
from tests.exchange.made import HEADINGS, ods, ods_row
from tests.exchange.reading.test_hostile_workbooks import workbook
from tests.exchange.sheets.cases import TABLE, case
from tests.exchange.sheets.programs import openpyxl_book, xlwt_book

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
EMPTY = "nearly empty"


def cell(text: str, at: str = "", prefix: str = "") -> str:
    p = prefix
    return f'<{p}c{at} t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>'


def rows_of(table: Any, *, placed: bool = True, prefix: str = "") -> str:
    rows = []
    for number, row in enumerate(table, 1):
        cells = "".join(
            cell(text, f' r="{chr(65 + place)}{number}"' if placed else "", prefix)
            for place, text in enumerate(row)
        )
        where = f' r="{number}"' if placed else ""
        rows.append(f"<{prefix}row{where}>{cells}</{prefix}row>")
    return "".join(rows)


def enter(file: str, rows: str, texts: str = "", settings: str = "", **outcome: Any) -> None:
    case(file, **outcome)(lambda path: workbook(path, rows, texts, settings))


def changed(path: Path, change: Callable[[str, bytes], dict[str, bytes]], rows: str = "") -> Path:
    """A workbook whose parts were changed: each becomes the parts that are given for it."""
    content = BytesIO(workbook(path, rows or rows_of(TABLE)).read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            for name, data in change(part.filename, old.read(part)).items():
                new.writestr(name, data)
    return path


# --- unusual, but lists ---------------------------------------------------------------------

enter("inline_texts.xlsx", rows_of(TABLE))
enter("without_places.xlsx", rows_of(TABLE, placed=False))
enter("single_quotes.xlsx", rows_of(TABLE).replace('"', "'"))
enter("new_lines_in_tags.xlsx", rows_of(TABLE).replace(' r="', '\n r = "'))
enter("formatted_to_the_end.xlsx",
      rows_of(TABLE) + "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(10, 60_000)))  # fmt: skip
enter("a_million_empty_rows.xlsx",
      rows_of(TABLE) + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(4, 1_000_000)),
      slow=True)  # fmt: skip
_SHARED = [text for row in TABLE for text in row]
enter(
    "shared_texts.xlsx",
    "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + at)}{n}" t="s"><v>{_SHARED.index(text)}</v></c>' for at, text in enumerate(row))
        + "</row>"
        for n, row in enumerate(TABLE, 1)
    ),
    "".join(f"<si><r><t>{text}</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>" for text in _SHARED),
)  # fmt: skip


@case("prefixed.xlsx")
def prefixed(path: Path) -> None:
    def change(name: str, data: bytes) -> dict[str, bytes]:
        if name.endswith("sheet1.xml"):
            data = (
                data.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
            )
        return {name: data}

    changed(path, change)


@case("strokes_and_capitals.xlsx")
def strokes(path: Path) -> None:
    changed(
        path,
        lambda name, data: {name.replace("sheet1", "Sheet1").replace("sharedS", "SharedS"): data},
    )


@case("with_a_comment.xlsx")
def with_a_comment(path: Path) -> None:
    workbook(path, rows_of(TABLE))
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"made by another program"


@case("repeated_rows.ods", rows=1, refused="reaches to row")
def repeated_rows(path: Path) -> None:
    ods(
        path,
        ods_row(*HEADINGS)
        + ods_row("x").replace(
            "<table:table-row", '<table:table-row table:number-rows-repeated="2147483647"'
        ),
    )


@case("repeated_cells.ods", refused="repeated_cells.ods")
def repeated_cells(path: Path) -> None:
    ods(
        path,
        ods_row(*HEADINGS)
        + ods_row("x").replace(
            "<table:table-cell", '<table:table-cell table:number-columns-repeated="2147483648"'
        ),
    )


@case("repeated_empty.ods")
def repeated_empty(path: Path) -> None:
    ods(
        path,
        "".join(ods_row(*row) for row in TABLE)
        + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )


# --- bombs and riddles ----------------------------------------------------------------------

enter("far_cell.xlsx", FAR, refused=EMPTY)
enter("far_cell_in_the_first_row.xlsx", FAR.replace('</row><row r="1048576">', ""), refused=EMPTY)
enter("far_in_single_quotes.xlsx", FAR.replace('"', "'"), refused=EMPTY)
enter("far_with_spaces.xlsx", FAR.replace(" r=", " r = "), refused=EMPTY)
enter("far_in_small_letters.xlsx", FAR.replace("XFD", "xfd"), refused=EMPTY)
enter("far_first.xlsx", "<row" + "<row".join(reversed(FAR.split("<row")[1:])), refused=EMPTY)
enter(
    "far_empty_text.xlsx", FAR.replace('XFD1048576"><v>1', 'XFD1048576" t="str"><v>'), refused=EMPTY
)
enter(
    "far_empty_inline.xlsx",
    FAR.replace('XFD1048576"><v>1</v>', 'XFD1048576" t="inlineStr"><is><t></t></is>'),
    refused=EMPTY,
)
enter("far_after_a_comment.xlsx", FAR.replace("<c r", '<!-- <c r="A1"> --><c  r'), refused=EMPTY)
enter(
    "no_places_far.xlsx",
    "<row><c><v>1</v></c></row>" * 3_000 + "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>",
    refused=EMPTY,
)
enter(
    "no_places_farther.xlsx",
    "<row><c><v>1</v></c></row>" * 300_000 + "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>",
    refused=EMPTY,
    slow=True,
)
_LONG = f"<si><t>{'长' * 30_000}</t></si>"
_SHARING = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
enter("long_shared_text.xlsx", _SHARING, _LONG, refused="too large")
enter(
    "never_closed.xlsx",
    '<row r="1"><c r="A1"><f>1</f><v>2</v>' * 200_000,
    refused="damaged",
    slow=True,
)
enter("row_without_end.xlsx", '<row r="1">' + "<c><v>1</v></c>" * 500_000, refused="damaged")
enter("deep.xlsx", rows_of(TABLE) + "<a>" * 300_000)
enter(
    "row_without_end_below_a_far_one.xlsx",
    '<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="1">' + "<c><v>1</v></c>" * 15_000,
    refused="damaged",
)
enter(
    "shared_nothing.xlsx",
    '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
    refused="shared_nothing.xlsx",
)
_DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@case("outside.xlsx", refused="damaged")
def outside(path: Path) -> None:
    def change(name: str, data: bytes) -> dict[str, bytes]:
        if name.endswith("sheet1.xml"):
            data = data.replace(b"<worksheet", _DOCTYPE.encode() + b"<worksheet").replace(
                "样本甲".encode(), b"&a;"
            )
        return {name: data}

    changed(path, change)


@case("capitals_hide_texts.xlsx", refused="too large")
def capitals(path: Path) -> None:
    content = BytesIO(workbook(path, _SHARING, _LONG).read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename.replace("xl/sharedS", "xl/SHAREDs"), old.read(part))


@case("two_of_one_name.xlsx", refused="damaged")
def two_of_one_name(path: Path) -> None:
    changed(
        path,
        lambda name, data: (
            {name: data, name.upper(): data} if name.startswith("xl/w") else {name: data}
        ),
    )


@case("another_workbook.xlsx", refused="damaged")
def another_workbook(path: Path) -> None:
    def change(name: str, data: bytes) -> dict[str, bytes]:
        if name == "_rels/.rels":
            return {name: data.replace(b"xl/workbook", b"ev/workbook")}
        return {name: data, name.replace("xl/", "ev/"): data}

    changed(path, change)


@case("two_relations.xlsx", refused="damaged")
def two_relations(path: Path) -> None:
    changed(path, lambda name, data: {name: data.replace(b'r:id="r1"', b'id="r2" r:id="r1"')})


@case("same_relation_twice.xlsx", refused="damaged")
def same_relation_twice(path: Path) -> None:
    again = b'<Relationship Id="r1" Type="x/worksheet" Target="other.xml"/></Relationships>'
    changed(
        path,
        lambda name, data: {
            name: data.replace(b"</Relationships>", again) if "workbook" in name else data
        },
    )


@case("sheet_in_utf16.xlsx", refused="damaged")
def sheet_in_utf16(path: Path) -> None:
    changed(
        path,
        lambda name, data: {name: data.decode().encode("utf-16") if "sheet1" in name else data},
        FAR,
    )


@case("two_ends.xlsx", refused="damaged")
def two_ends(path: Path) -> None:
    workbook(path, rows_of(TABLE))
    end = path.read_bytes()[-22:]
    with zipfile.ZipFile(path, "a") as package:
        package.comment = end


@case("longer_than_it_says.xlsx", refused="would unpack")
def longer(path: Path) -> None:
    content = b"<styleSheet>" + b" " * 30_000_000 + b"</styleSheet>"
    changed(
        path,
        lambda name, data: (
            {name: data, "xl/styles.xml": content} if name == "_rels/.rels" else {name: data}
        ),
    )
    data = bytearray(path.read_bytes())
    place = data.rfind(struct.pack("<I", len(content)))
    data[place : place + 4] = struct.pack("<I", 40)
    path.write_bytes(data)


@case("bomb.xlsx", refused="would unpack")
def bomb(path: Path) -> None:
    workbook(path, " " * 80_000_000)


@case("bomb_beside.xlsx", refused="would unpack")
def bomb_beside(path: Path) -> None:
    changed(
        path,
        lambda name, data: (
            {name: data, "xl/media/a.png": bytes(80_000_000)}
            if name == "_rels/.rels"
            else {name: data}
        ),
    )


@case("many_parts.xlsx", refused="would unpack")
def many_parts(path: Path) -> None:
    parts = {f"xl/media/{n}.png": b"" for n in range(12_000)}
    changed(
        path, lambda name, data: {name: data, **parts} if name == "_rels/.rels" else {name: data}
    )


@case("merged_over_and_over.xlsx", faults=("merged with others",))
def merged_over_and_over(path: Path) -> None:
    merged = (
        b"</sheetData><mergeCells>" + b'<mergeCell ref="F2:F1048576"/>' * 20_000 + b"</mergeCells>"
    )
    changed(path, lambda name, data: {name: data.replace(b"</sheetData>", merged)})


@case("texts_repeated.ods", refused="too large")
def texts_repeated(path: Path) -> None:
    ods(
        path,
        f'<table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="1000" office:value-type="string" office:string-value="{"长" * 30_000}"/></table:table-row>',
    )


@case("formulas_repeated.ods", refused="too large")
def formulas_repeated(path: Path) -> None:
    ods(
        path,
        f'<table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="1000" table:formula="of:={"1+" * 30_000}1" office:value-type="string"/></table:table-row>'
        + ods_row("x"),
    )


@case("sheet_in_a_sheet.ods", refused="damaged")
def sheet_in_a_sheet(path: Path) -> None:
    inner = '<table:table table:name="x"><table:table-row><table:table-cell/></table:table-row></table:table>'
    ods(path, ods_row(*HEADINGS).replace("<text:p>个案编号</text:p>", inner))


@case("many_sheets.ods", refused="many_sheets.ods")
def many_sheets(path: Path) -> None:
    full = '<table:table-row table:number-rows-repeated="60"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>'
    ods(path, full + f'</table:table><table:table table:name="名单">{full}' * 60)


# --- old workbooks ---------------------------------------------------------------------------


def old(path: Path, change: Callable[[bytearray], Any]) -> None:
    """An old workbook whose records were changed."""
    xlwt_book(path, TABLE)
    stream = bytearray(workbook_stream(path.read_bytes()))
    path.write_bytes(compound_file(bytes(change(stream) or stream)))


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def at_the_end_of_the_sheet(stream: bytearray, records: bytes) -> bytes:
    end = stream.rindex(record(0x000A, b""))
    return bytes(stream[:end]) + records + record(0x000A, b"")


NUMBER = 0x0203
FAR_CELL = record(NUMBER, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0))


@case("far.xls", refused="too large")
def far_xls(path: Path) -> None:
    old(path, lambda stream: at_the_end_of_the_sheet(stream, FAR_CELL))


@case("claims.xls")
def claims_xls(path: Path) -> None:
    reach = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0))
    old(path, lambda stream: at_the_end_of_the_sheet(stream, reach))


def _texts_shared(path: Path, times: int) -> None:
    def change(stream: bytearray) -> bytes:
        long = struct.pack("<IIHB", 1, 1, 8_000, 0) + b"x" * 8_000
        begin = stream.index(struct.pack("<H", 0x00FC), 0)
        while True:
            kind, length = struct.unpack_from("<HH", stream, begin)
            if kind == 0x00FC:
                break
            begin = stream.index(struct.pack("<H", 0x00FC), begin + 1)
        new = bytes(stream[:begin]) + record(0x00FC, long) + bytes(stream[begin + 4 + length :])
        moved = bytearray(new)
        sheet = new.index(record(0x0809, b"")[:2], 8)
        place = new.index(struct.pack("<H", 0x0085))
        struct.pack_into("<I", moved, place + 4, sheet)
        cells = b"".join(
            record(0x00FD, struct.pack("<HHHI", row % 65_536, 0, 0, 0)) for row in range(times)
        )
        return at_the_end_of_the_sheet(moved, cells)

    old(path, change)


@case("long_shared_text.xls", refused="too large")
def long_shared_text_xls(path: Path) -> None:
    _texts_shared(path, 65_000)


@case("sheets_in_one_place.xls", refused="damaged")
def sheets_in_one_place(path: Path) -> None:
    def change(stream: bytearray) -> bytes:
        place = stream.index(struct.pack("<H", 0x0085))
        (length,) = struct.unpack_from("<H", stream, place + 2)
        sheet = bytes(stream[place : place + 4 + length])
        (begin,) = struct.unpack_from("<I", stream, place + 4)
        more = bytearray(sheet) * 500
        for at in range(500):
            struct.pack_into("<I", more, at * len(sheet) + 4, begin + len(more))
        struct.pack_into("<I", stream, place + 4, begin + len(more))
        return bytes(stream[:place]) + bytes(more) + bytes(stream[place:])

    old(path, change)


@case("record_beyond_the_end.xls", refused="damaged")
def record_beyond_the_end(path: Path) -> None:
    too_long = struct.pack("<HH", NUMBER, 60_000)
    old(path, lambda stream: at_the_end_of_the_sheet(stream, too_long)[:-4])


@case("password.xls", refused="password")
def password_xls(path: Path) -> None:
    old(
        path,
        lambda stream: (
            bytes(stream[:20]) + record(0x002F, b"\1\0" + bytes(52)) + bytes(stream[20:])
        ),
    )


@case("chain_in_a_circle.xls", refused="damaged")
def chain_in_a_circle(path: Path) -> None:
    old(path, lambda stream: bytes(stream) + bytes(20_000))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, 4096 + 4 * 4, 2)
    path.write_bytes(data)


@case("tables_without_end.xls", refused="damaged")
def tables_without_end(path: Path) -> None:
    xlwt_book(path, TABLE)
    data = bytearray(path.read_bytes())
    struct.pack_into("<II", data, 68, 0, 0x7FFFFFFF)
    struct.pack_into("<109I", data, 76, *[0x00FFFFFF] * 109)
    path.write_bytes(data)


@case("truncated.xls", refused="damaged")
def truncated_xls(path: Path) -> None:
    xlwt_book(path, TABLE)
    path.write_bytes(path.read_bytes()[:2_000])


# --- damaged, locked, of another kind -------------------------------------------------------


@case("truncated.xlsx", refused="damaged")
def truncated(path: Path) -> None:
    openpyxl_book(TABLE).save(path)
    path.write_bytes(path.read_bytes()[:-100])


@case("password.xlsx", refused="password")
def password(path: Path) -> None:
    path.write_bytes(compound_file("EncryptedPackage".encode("utf-16-le") + bytes(5_000)))


@case("binary.xlsb", refused="xlsb")
def binary(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.bin", b"")


@case("letter.xlsx", refused="a text document")
def letter(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", b"")


@case("nothing_in_it.xlsx", refused="damaged")
def nothing_in_it(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", b"")


def _flipped(path: Path, seed: int) -> None:
    openpyxl_book(TABLE).save(path)
    data = bytearray(path.read_bytes())
    for step in range(20):
        data[(seed * 7919 + step * 104_729) % len(data)] ^= 1 << (seed + step) % 8
    path.write_bytes(data)


for _seed in range(3):
    case(f"flipped_{_seed}.xlsx", refused=f"flipped_{_seed}.xlsx")(
        lambda path, seed=_seed: _flipped(path, seed)
    )
