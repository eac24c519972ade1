"""Files to and from the bank: the list that it pays by, and its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from fptui.errors import ExchangeError, InvalidValue, UnknownName
from fptui.exchange.importing.previews import Fault, Preview, RefusedRow, preview_of
from fptui.exchange.importing.value_tables import ValueTable, converted
from fptui.exchange.places import stands_there
from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.cells import Progress, part_of, silent
from fptui.exchange.reading.headings import HeadedSheet, headed_sheet
from fptui.exchange.reading.refusals import Unreadable, naming
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.separated import MARK, as_csv
from fptui.exchange.writing.sheet import Cell, Sheet, right_of
from fptui.exchange.writing.workbooks import as_xlsx
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.bank_answers import BANK_ANSWERS, Answer, AnswerPlan
from fptui.programme.bank_list import BankList
from fptui.programme.rules import Programme
from fptui.registers.declaration import Column, Desk, Kind
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import RIGHT_ALIGNED, plain

_NUMBER = Column("number", N_("No."), Kind.INTEGER, 4)
_PURPOSE = Column("purpose", N_("Purpose"), width=12)


def bank_sheet(desk: Desk, rules: Programme, found: BankList) -> Sheet:
    """The list with the columns that the rules name; nothing of it is masked.

    InvalidValue where the rules name a column that there is not.
    """
    columns = [_column(key) for key in rules.bank_file.columns]
    cells = [_cells_of(column, rules, desk) for column in columns]
    rows = [
        tuple(cell(place, payment, recipient) for cell in cells)
        for place, (_number, payment, recipient) in enumerate(found.rows, start=1)
    ]
    return Sheet(
        title=_("Payments {year}, round {number}").format(
            year=found.year, number=found.round.number
        ),
        keys=tuple(column.key for column in columns),
        headings=tuple(_(column.heading) for column in columns),
        rows=tuple(rows),
        right=right_of(columns),
    )


def _column(key: str) -> Column:
    if key in ("number", "purpose"):
        return _NUMBER if key == "number" else _PURPOSE
    for register in (RECIPIENTS, PAYMENTS):
        try:
            return register.column(key)
        except UnknownName:
            continue
    known = [column.key for register in (RECIPIENTS, PAYMENTS) for column in register.columns]
    raise InvalidValue(
        _("programme.toml, bank_file: there is no column “{name}”. There are: {columns}.").format(
            name=harmless(key[:40]), columns=", ".join(dict.fromkeys(["number", "purpose", *known]))
        )
    )


def _cells_of(column: Column, rules: Programme, desk: Desk) -> Callable[[int, Any, Any], Cell]:
    """What makes the cells of one column: of the place in the list, payment and recipient."""
    is_text = column.kind not in RIGHT_ALIGNED
    of_recipient = column in RECIPIENTS.columns

    def cell(place: int, payment: Any, recipient: Any) -> Cell:
        if column is _NUMBER:
            value: Any = place
        elif column is _PURPOSE:
            value = rules.bank_file.purpose
        else:
            value = column.value(recipient if of_recipient else payment, desk)
        text = harmless(plain(value))
        return Cell(text, text, text, is_text=is_text)

    return cell


def write_bank_file(path: Path, sheet: Sheet, encoding: str) -> str:
    """Write the list as .csv or .xlsx by the ending; the words by which the history notes it.

    Only its owner can read the file. ExchangeError for another ending, a file that is
    there already, a place that cannot be written, or a name that the encoding of the
    rules does not have.
    """
    if path.suffix.lower() not in WRITERS:
        raise ExchangeError(
            _("{path}: the list for the bank is a .csv or .xlsx.").format(path=path)
        )
    if stands_there(path):
        raise ExchangeError(_("{path} is there already: name another file.").format(path=path))
    content = WRITERS[path.suffix.lower()](sheet, encoding)
    write_file(path, content)
    return _("list for the bank: {rows} payments, private fields shown, sha256 {digest}").format(
        rows=len(sheet.rows), digest=sha256(content).hexdigest()[:16]
    )


def _csv(sheet: Sheet, encoding: str) -> bytes:
    text = as_csv(sheet)
    try:
        return (MARK + text if encoding == "utf-8" else text).encode(encoding)
    except UnicodeEncodeError as error:
        raise ExchangeError(
            _("“{text}” cannot be written in {encoding}: see bank_file in programme.toml.").format(
                text=harmless(error.object[error.start : error.end]), encoding=encoding
            )
        ) from error


def _xlsx(sheet: Sheet, _encoding: str) -> bytes:
    return as_xlsx(sheet)


WRITERS: dict[str, Callable[[Sheet, str], bytes]] = {".csv": _csv, ".xlsx": _xlsx}


class AnswerFile:
    """The bank's answers as they were read: good rows, and those that cannot be understood."""

    def __init__(self, path: Path, headed: HeadedSheet, table: ValueTable, encoding: str) -> None:
        self.file = path.name
        self._headed, self._table, self._encoding = headed, table, encoding
        self._good = [place for place in range(len(table.cells)) if place not in table.faults]
        self.answers = [self._answer(place) for place in self._good]

    def _answer(self, place: int) -> Answer:
        given = {key: values[place] for key, values in self._table.columns.items()}
        return Answer(**{key: value for key, value in given.items() if value is not None})

    def preview(self, plan: AnswerPlan) -> Preview:
        """All rows that are refused, for the file that shows them, in the order of the file."""
        faults = dict(self._table.faults)
        for place, why in plan.refused:
            faults[self._good[place]] = [Fault(-1, why)]
        table = self._table
        refused = [
            RefusedRow(table.numbers[place], table.cells[place], tuple(faults[place]))
            for place in sorted(faults)
        ]
        return preview_of(BANK_ANSWERS, self._headed, self.file, self._encoding, refused=refused)


def read_answers(path: Path, desk: Desk, progress: Progress = silent) -> AnswerFile:
    """Read a bank's answers from a workbook or a text file; ExchangeError where it is none."""
    book = open_book(path, progress=part_of(progress, 0, 60))
    with naming(path):
        headed = headed_sheet(BANK_ANSWERS, book.sheets)
        _refuse_nobody([column.key for column in headed.columns.values()])
    table = converted(headed, BANK_ANSWERS, desk, part_of(progress, 60, 100))
    return AnswerFile(path, headed, table, book.encoding)


def _refuse_nobody(keys: Sequence[str]) -> None:
    if not {"recipient", "id_number", "account"} & set(keys):
        raise Unreadable(
            _("{path}: a column with file numbers, ID numbers or accounts is missing.")
        )
