"""Lists as spreadsheets write them, good and badly kept."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

from tests.exchange.made import GOOD, HEADINGS, VILLAGE
from tests.exchange.sheets.cases import FIRST, TABLE, case

Rows = Sequence[Sequence[Any]]
DATED = tuple((*row[:3], date.fromisoformat(row[3]), *row[4:]) for row in GOOD)
NAMED = {key: FIRST[key] for key in ("file_number", "name", "sex", "unit")}


def openpyxl_book(rows: Rows, merged: Sequence[str] = ()) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    assert book.active
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    for area in merged:
        book.active.merge_cells(area)
    return book


def xlwt_book(path: Path, rows: Rows, **settings: Any) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = settings.get("from_1904", False)
    sheet = book.add_sheet("名单")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(at, place, datetime(cell.year, cell.month, cell.day), day)
            else:
                sheet.write(at, place, cell)
    book.save(str(path))


def odf_book(path: Path, rows: Rows, repeated: int = 1, covered: int = 0) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="名单")
    for cells in rows:
        row = TableRow(numberrowsrepeated=repeated) if repeated > 1 else TableRow()
        for cell in cells:
            row.addElement(odf_cell(cell))
        for _place in range(covered):
            row.addElement(CoveredTableCell())
        table.addElement(row)
    table.addElement(TableRow(numberrowsrepeated=1_048_576 - len(rows)))
    document.spreadsheet.addElement(table)
    document.save(str(path))


def odf_cell(value: Any) -> TableCell:
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    elif value == "":
        return TableCell()
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def xlsxwriter_book(path: Path, rows: Rows, **options: Any) -> None:
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("名单")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), day)
                else:
                    sheet.write(at, place, cell)


WRITERS = {
    ".xlsx": lambda path, rows: xlsxwriter_book(path, rows, strings_to_numbers=False),
    ".openpyxl.xlsx": lambda path, rows: openpyxl_book(rows).save(path),
    ".xls": xlwt_book,
    ".ods": odf_book,
}
TITLE = ("东风区奖励扶助对象花名册",)
REAL_LIFE: dict[str, tuple[Rows, dict[str, Any]]] = {
    "plain": (TABLE, {}),
    "days": ((HEADINGS, *DATED), {}),
    "title_date_and_unit_above": ((TITLE, ("填报单位：", "白果乡"), (), *TABLE), {}),
    "total_at_the_foot": ((*TABLE, ("合计", 2)), {"rows": 3}),
    "blank_rows_between": ((HEADINGS, GOOD[0], (), ("", " ", "　"), GOOD[1]), {}),
    "blank_column": (tuple((*row[:2], "", *row[2:]) for row in TABLE), {}),
    "spaces_around": (
        (HEADINGS, *(tuple(f"  {cell}　" for cell in row) for row in GOOD)),
        {},
    ),
    "full_width": (
        (
            HEADINGS,
            ("０６-０００１", "样本甲", "男", "１９４０年３月１５日", "４３０２９９１９４００３１５００１４", VILLAGE),
            GOOD[1],
        ),
        {},
    ),
    "number_of_the_unit": (
        (HEADINGS, *((*row[:5], int(row[5])) for row in GOOD)),
        {},
    ),
    "rounded_id_number": (
        (HEADINGS, (*GOOD[0][:4], 430299194003150014, VILLAGE), GOOD[1]),
        {"first": NAMED, "faults": ("last digits are lost",)},
    ),
    "rounded_as_text": (
        (HEADINGS, (*GOOD[0][:4], "4.30299E+17", VILLAGE), GOOD[1]),
        {"first": NAMED, "faults": ("last digits are lost",)},
    ),
    "serial_days": (
        (HEADINGS, *((*row[:3], place, *row[4:]) for place, row in zip((14685, 16012), GOOD, strict=True))),
        {},
    ),
    "day_as_number": (
        (HEADINGS, *((*row[:3], int(row[3].replace("-", "")), *row[4:]) for row in GOOD)),
        {},
    ),
    "month_without_day": (
        (HEADINGS, (*GOOD[0][:3], "1940.03", *GOOD[0][4:]), GOOD[1]),
        {"first": NAMED, "faults": ("a month but no day",)},
    ),
    "not_yet_born": (
        (HEADINGS, (*GOOD[0][:3], "2940-03-15", *GOOD[0][4:]), GOOD[1]),
        {"first": NAMED, "faults": ("in the future",)},
    ),
    "unknown_village": (
        (HEADINGS, (*GOOD[0][:5], "没有的村"), GOOD[1]),
        {"first": {"name": "样本甲"}, "faults": ("没有的村",)},
    ),
    "headings_twice": (((*HEADINGS, "姓名"), *GOOD), {"refused": "both mean “Name”"}),
    "headings_missing": ((HEADINGS[:2], *(row[:2] for row in GOOD)), {"refused": "are missing"}),
    "nothing_known": ((("甲", "乙"), (1, 2)), {"refused": "no headings were found"}),
    "formulas_as_text": (
        (HEADINGS, (GOOD[0][0], "@样本甲", *GOOD[0][2:]), GOOD[1]),
        {"first": {**FIRST, "name": "@样本甲"}},
    ),
    "controls_in_names": (
        (HEADINGS, (GOOD[0][0], "样本\n甲", *GOOD[0][2:]), GOOD[1]),
        {"first": {**FIRST, "name": "样本\n甲"}},
    ),
}  # fmt: skip


def _enter_real_life() -> None:
    """Each list as each program writes it; one of them in the ordinary run, in turn."""
    for turn, (name, (rows, outcome)) in enumerate(REAL_LIFE.items()):
        for at, (ending, write) in enumerate(WRITERS.items()):
            is_slow = turn % len(WRITERS) != at

            def make(path: Path, rows: Rows = rows, write: Any = write) -> None:
                write(path, rows)

            case(name + ending, slow=is_slow, **outcome)(make)


_enter_real_life()


@case("from_1904.xlsx")
def from_1904(path: Path) -> None:
    xlsxwriter_book(path, (HEADINGS, *DATED), date_1904=True)


@case("from_1904.xls")
def from_1904_xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = True
    sheet = book.add_sheet("名单")
    for at, row in enumerate(TABLE):
        for place, cell in enumerate(row):
            number = {"1940-03-15": 14685 - 1462, "1943-11-02": 16012 - 1462}.get(cell)
            sheet.write(at, place, cell if number is None else number)
    book.save(str(path))


TWO = (
    TITLE,
    ("个案编号", "本人", "", "", "", "村居"),
    ("", "姓名", "性别", "出生日期", "身份证号码", ""),
    *GOOD,
)


@case("two_rows_of_headings.xlsx")
def two_rows_of_headings(path: Path) -> None:
    openpyxl_book(TWO, ("A1:F1", "A2:A3", "B2:E2", "F2:F3")).save(path)


@case("two_rows_named.xlsx", heading_rows=range(2, 4))
def two_rows_named(path: Path) -> None:
    openpyxl_book(TWO).save(path)


@case("two_rows_unnamed.xlsx", refused="--heading-rows 2-3")
def two_rows_unnamed(path: Path) -> None:
    rows = [list(row) for row in TWO]
    rows[1][2], rows[2][2] = "性别", ""
    openpyxl_book(rows).save(path)


@case("merged_people.xlsx", faults=("merged with others",))
def merged_people(path: Path) -> None:
    openpyxl_book(TABLE, ("F2:F3",)).save(path)


@case("hidden_rows_columns_sheets.xlsx")
def hidden(path: Path) -> None:
    book = openpyxl_book(TABLE)
    assert book.active
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    other = book.create_sheet("旧", 0)
    other.append(["个案编号", "姓名", "性别", "村居"])
    other.sheet_state = "hidden"
    book.save(path)


@case("second_sheet.xls")
def second_sheet(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("说明").write(0, 0, "填表说明")
    sheet = book.add_sheet("名单")
    for at, row in enumerate(TABLE):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    book.save(str(path))


@case("formulas_with_values.xlsx")
def formulas_with_values(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            for place, cell in enumerate(row):
                sheet.write_formula(at, place, f'=T("{cell}")', None, cell)


@case("formulas_without_values.xlsx", first={"name": "样本甲"}, faults=("without its value",) * 2)
def formulas_without_values(path: Path) -> None:
    book = openpyxl_book(TABLE)
    assert book.active
    book.active["D2"] = book.active["D3"] = "=DATE(1940,3,15)"
    book.save(path)


@case("formulas.xls", first={"name": "样本甲"})
def formulas_xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for at, row in enumerate(TABLE):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    sheet.write(1, 8, xlwt.Formula("SUM(A1:A2)&CONCATENATE(B1,B2)"))
    book.save(str(path))


@case("errors.xlsx", first={"name": "样本甲"}, faults=("shows an error",))
def errors(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")


@case("rich_texts.xlsx")
def rich_texts(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for at, row in enumerate(TABLE):
            for place, cell in enumerate(row):
                if len(cell) == 1:
                    sheet.write_string(at, place, cell, bold)
                else:
                    sheet.write_rich_string(at, place, cell[:1], bold, cell[1:])


@case("hyperlinks.xlsx")
def hyperlinks(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        sheet.write_url(1, 1, "https://example.org/x", string="样本甲")


@case("hyperlink_formula.xlsx", first={"file_number": "06-0001"}, faults=("without its value",))
def hyperlink_formula(path: Path) -> None:
    book = openpyxl_book(TABLE)
    assert book.active
    book.active["B2"] = '=HYPERLINK("https://example.org","样本甲")'
    book.save(path)


@case("formatted.xlsx")
def formatted(path: Path) -> None:
    book = openpyxl_book(TABLE)
    assert book.active
    for row in range(4, 300):
        for column in range(1, 30):
            book.active.cell(row, column).font = Font(bold=True)
    book.save(path)


@case("named.xlsm")
def macros(path: Path) -> None:
    xlsxwriter_book(path, TABLE)


@case("covered.ods")
def covered(path: Path) -> None:
    odf_book(path, TABLE, covered=2)


@case("called_xlsx.xlsx.xls")
def called_xls(path: Path) -> None:
    openpyxl_book(TABLE).save(path.with_suffix(".xlsx"))
    path.write_bytes(path.with_suffix(".xlsx").read_bytes())


@case("called_ods.csv")
def called_csv(path: Path) -> None:
    odf_book(path, TABLE)


@case("old_called_new.xlsx")
def old_called_new(path: Path) -> None:
    xlwt_book(path, TABLE)


@case("no_ending")
def no_ending(path: Path) -> None:
    xlwt_book(path, TABLE)
