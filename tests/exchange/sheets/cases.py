"""A case: a file, the function that makes it, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fptui.errors import FptuiError
from fptui.exchange.importing.value_tables import converted
from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.cells import silent
from fptui.exchange.reading.headings import headed_sheet
from fptui.exchange.reading.refusals import naming
from fptui.registers.declaration import Register
from fptui.registers.recipients import RECIPIENTS
from tests.exchange.made import GOOD, HEADINGS, VILLAGE

TABLE = (HEADINGS, *GOOD)
FIRST: Mapping[str, Any] = {
    "file_number": "06-0001",
    "name": "样本甲",
    "sex": "male",
    "birth_date": date(1940, 3, 15),
    "id_number": "430299194003150014",
    "unit": VILLAGE,
}


@dataclass(frozen=True)
class Case:
    """What must come of a file.

    `rows` and the values of the `first` that are read, the words that `faults` of rows say,
    or the words with which the file is `refused`. What is `slow` is for the long run.
    """

    file: str
    make: Callable[[Path], object]
    rows: int = 2
    first: Mapping[str, Any] = field(default_factory=lambda: FIRST)
    faults: tuple[str, ...] = ()
    refused: str = ""
    slow: bool = False
    heading_rows: range | None = None


CASES: dict[str, Case] = {}


def case(file: str, **outcome: Any) -> Callable[[Callable[[Path], Any]], Callable[[Path], Any]]:
    """Enter a function that makes this file, with what must come of it."""

    def enter(make: Callable[[Path], Any]) -> Callable[[Path], Any]:
        assert file not in CASES, file
        CASES[file] = Case(file, make, **outcome)
        return make

    return enter


class Desk:
    """One village, in the year 2006."""

    today = date(2006, 6, 1)
    year = 2006
    year_begins = 1

    def find(self, _register: Register[Any], identity: str) -> object:
        return object() if identity == VILLAGE else None

    def table(self, _register: Register[Any]) -> dict[int, Any]:
        return {}


def comes_of(path: Path, one: Case) -> tuple[str, int, dict[str, Any], list[str]]:
    """With which words a file is refused, or its rows, the first of them, and all faults."""
    try:
        book = open_book(path)
        with naming(path):
            headed = headed_sheet(RECIPIENTS, book.sheets, one.heading_rows)
        table = converted(headed, RECIPIENTS, Desk(), silent)  # type: ignore[arg-type]
    except FptuiError as error:
        return str(error), 0, {}, []
    first = {key: values[0] for key, values in table.columns.items() if values}
    faults = [fault.text for row in sorted(table.faults) for fault in table.faults[row]]
    return "", len(table.numbers), first, faults


def check(path: Path, one: Case) -> None:
    """What comes of a file is what must; a refusal is one line that names the file."""
    refused, rows, first, faults = comes_of(path, one)
    if one.refused:
        assert one.refused in refused, (one.file, refused, rows)
        assert path.name in refused
        assert "\n" not in refused
        return
    assert not refused, refused
    assert rows == one.rows, (rows, first, faults)
    assert {key: first.get(key) for key in one.first} == one.first
    assert one.faults or not faults, faults
    for words in one.faults:
        assert any(words in fault for fault in faults), faults
