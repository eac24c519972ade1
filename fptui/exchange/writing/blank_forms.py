"""Blank forms: a workbook with the headings of a register and lists of its allowed values."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from fptui.errors import ExchangeError
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.workbooks import sheet_name
from fptui.language import N_, _
from fptui.registers import register_named
from fptui.registers.declaration import Column, Kind, Register
from fptui.registers.values.parsing import expectation

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ENDING = ".xlsx"
LAST_ROW = 10_000  # of the form: as far as its cells are formatted and its lists offered
ABOUT_HEADINGS = (N_("Heading"), N_("Key"), N_("Required"), N_("What to write"))
REQUIRED = "*"
_AS_TEXT = frozenset(
    {Kind.TEXT, Kind.CODE, Kind.REFERENCE, Kind.REFERENCES, Kind.PERIOD, Kind.EXPRESSION}
)


def write_template(path: Path, register: Register[Any]) -> None:
    """Write a blank form of a register, in the language in use.

    ExchangeError where the ending is not .xlsx or the place cannot be written.
    """
    if path.suffix.lower() != ENDING:
        raise ExchangeError(_("{path}: a form is written as .xlsx.").format(path=path))
    write_file(path, template(register))


def template(register: Register[Any]) -> bytes:
    """The form as a workbook: the sheet to fill in, and one that explains its columns."""
    import xlsxwriter

    content = BytesIO()
    columns = [one for one in register.stored_columns if one.key not in register.recorders]
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        form = book.add_worksheet(sheet_name(_(register.title)))
        about = book.add_worksheet(_("Columns"))
        lists = _explain(book, about, columns)
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(columns):
            heading = _(column.heading) + (REQUIRED if column.required else "")
            width = max(column.width, cell_len(heading)) + 2
            form.set_column(place, place, width, _cell_format(book, column))
            form.write_string(0, place, heading, bold)
            _offer(form, place, column, lists.get(column.key, ""))
        form.freeze_panes(1, 0)
    return content.getvalue()


def _cell_format(book: Workbook, column: Column) -> Any:
    """Text stays as it is typed: a spreadsheet would round an ID number otherwise."""
    if column.kind in _AS_TEXT:
        return book.add_format({"num_format": "@"})
    if column.kind is Kind.DATE:
        return book.add_format({"num_format": "yyyy-mm-dd"})
    return None


def _explain(book: Workbook, sheet: Any, columns: list[Column]) -> dict[str, str]:
    """Fill the sheet that explains the columns; where the allowed values of each stand in it."""
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, heading in enumerate(ABOUT_HEADINGS):
        sheet.write_string(0, place, _(heading), bold)
    lists = {}
    name = sheet.get_name().replace("'", "''")
    for row, column in enumerate(columns, 1):
        texts = (
            _(column.heading),
            column.key,
            _("yes") if column.required else "",
            _what_to_write(column),
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text)
        values = allowed_values(column)
        first = len(ABOUT_HEADINGS)
        for place, text in enumerate(values, first):
            sheet.write_string(row, place, text)
        if values:
            from xlsxwriter.utility import xl_range_abs

            lists[column.key] = f"='{name}'!" + xl_range_abs(
                row, first, row, first + len(values) - 1
            )
    sheet.set_column(0, 2, 18)
    sheet.set_column(3, 3, 44)
    sheet.freeze_panes(1, 0)
    return lists


def allowed_values(column: Column) -> list[str]:
    """The labels of the values that a column takes, in the language in use; else none."""
    if column.kind is Kind.FLAG:
        return [_("yes"), _("no")]
    return [_(label) for label in column.choices.values()]


def _what_to_write(column: Column) -> str:
    if column.register:
        title = _(register_named(column.register).title)
        return _("the key or the name of a record of: {register}").format(register=title)
    if column.kind is Kind.CHOICE:
        return _("one of the values at the right")
    return expectation(column) or _("text")


def _offer(sheet: Any, place: int, column: Column, source: str) -> None:
    if not source:
        return
    sheet.data_validation(
        1,
        place,
        LAST_ROW,
        place,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning" if column.takes_others else "stop",
            "error_message": _("Choose one of the values of the list."),
        },
    )
