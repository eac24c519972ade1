"""The records of a csv file of ours, such as those of the sample: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fptui.errors import InvalidValue
from fptui.exchange.reading.cells import silent
from fptui.exchange.reading.delimited import read_text, separated_sheet
from fptui.exchange.reading.headings import HeadedSheet, headed_sheet
from fptui.exchange.reading.refusals import Unreadable, naming
from fptui.language import _
from fptui.registers.declaration import Record, Register
from fptui.registers.headed import column_headed, known_headings
from fptui.registers.values.parsing import record_from_texts


def read_records(path: Path, register: Register[Any]) -> list[Record]:
    """The records of a csv file in UTF-8 whose headings are those of a register.

    Raises ExchangeError with the file, the line and the column of what is wrong.
    """
    with naming(path):
        text, _encoding = read_text(path, "UTF-8")
        sheet = separated_sheet(text, ",", silent)
        headed = headed_sheet(register, [sheet])
        _refuse_unknown(register, headed.ignored)
        return [_record(headed, register, row) for row in range(headed.first, len(sheet.rows))]


def _refuse_unknown(register: Register[Any], ignored: Sequence[str]) -> None:
    """Columns that are worked out may be there; others would be lost without a word."""
    known = known_headings(register)
    for heading in ignored:
        if column_headed(known, heading) is None:
            raise Unreadable(
                _("{path}: {register} has no column “{heading}”. Its columns: {columns}."),
                register=_(register.title),
                heading=heading,
                columns=_(", ").join(column.key for column in register.stored_columns),
            )


def _record(headed: HeadedSheet, register: Register[Any], row: int) -> Record:
    line, cells = headed.sheet.numbers[row], headed.sheet.rows[row]
    if any(cells[len(headed.headings) :]):
        raise Unreadable(_("{path}, line {line}: more cells than headings."), line=line)
    texts = {
        column.key: str(cells[place])
        for place, column in headed.columns.items()
        if place < len(cells)
    }
    try:
        record: Record = record_from_texts(register, texts)
    except InvalidValue as error:
        raise Unreadable(_("{path}, line {line}: {problem}."), line=line, problem=error) from error
    return record
