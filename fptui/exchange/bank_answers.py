"""The bank's answers as they stand in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fptui.exchange.bank import SIGNED, TOTAL
from fptui.exchange.importing.previews import Fault, Preview, RefusedRow, preview_of
from fptui.exchange.importing.value_tables import ValueTable, converted
from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.cells import CellValue, Progress, part_of, silent
from fptui.exchange.reading.headings import HeadedSheet, headed_sheet
from fptui.exchange.reading.refusals import Unreadable, naming
from fptui.language import _, translations
from fptui.programme.bank_answers import BANK_ANSWERS, Answer, AnswerPlan
from fptui.registers.declaration import Desk
from fptui.registers.headed import plain_heading


class AnswerFile:
    """The bank's answers as they were read: good rows, and those that cannot be understood.

    What stands below the list that the bank got, its total and the room to sign, is no answer.
    """

    def __init__(self, path: Path, headed: HeadedSheet, table: ValueTable, encoding: str) -> None:
        self.file = path.name
        self._headed, self._table, self._encoding = headed, table, encoding
        result, below = table.places["result"], _beginnings_below()
        self._rows = [
            place for place, cells in enumerate(table.cells) if not _is_below(cells, result, below)
        ]
        self._good = [place for place in self._rows if place not in table.faults]
        self.answers = [self._answer(place) for place in self._good]

    def _answer(self, place: int) -> Answer:
        given = {key: values[place] for key, values in self._table.columns.items()}
        return Answer(**{key: value for key, value in given.items() if value is not None})

    def refused(self, plan: AnswerPlan) -> Iterator[tuple[RefusedRow, Answer]]:
        """The rows that are refused, in the order of the file, with what of them is understood."""
        table = self._table
        faults = {place: table.faults[place] for place in self._rows if place in table.faults}
        for place, why in plan.refused:
            faults[self._good[place]] = [Fault(-1, why)]
        for place in sorted(faults):
            row = RefusedRow(table.numbers[place], table.cells[place], tuple(faults[place]))
            yield row, self._answer(place)

    def preview(self, refused: Sequence[RefusedRow]) -> Preview:
        """What is said of refused rows, for the file that shows them."""
        headed, encoding = self._headed, self._encoding
        return preview_of(BANK_ANSWERS, headed, self.file, encoding, refused=refused)


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


_BELOW = ("合计", "总计", "合計", "總計")
"""How a line below a list begins that a bank writes, beside the words of our own."""


def _beginnings_below() -> tuple[str, ...]:
    """How the lines below a list begin, in every language, in their plain form."""
    ours = [text.partition("{")[0] for line in (TOTAL, SIGNED) for text in translations(line)]
    return tuple(filter(None, map(plain_heading, (*ours, *_BELOW))))


def _is_below(cells: Sequence[CellValue], result: int, below: tuple[str, ...]) -> bool:
    """Whether a row is no answer, but the total or the room to sign below the list."""
    if result < len(cells) and cells[result] != "":
        return False
    first = next((plain_heading(str(cell)) for cell in cells if cell != ""), "")
    return first.startswith(below)
