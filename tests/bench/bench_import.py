"""The import of a workbook beside the bare read of the same file by python-calamine, in one run.

``python -m tests.bench.bench_import --scale middle``. The import is all that stands between the
file and a preview: recognising it, the guards, headings, every value, reference, rule and
duplicate. Accepting the preview, which no bar is set for, is measured beside it.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import xlsxwriter
from python_calamine import load_workbook
from rich.console import Console
from rich.table import Table

from fptui.exchange.importing.taking import accept, preview_file
from fptui.registers.declaration import Column
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import Unit
from fptui.registers.values.identity_number import check_character
from fptui.store import Office, create_office
from tests.bench.district import recipient

DISTRICT = "430299000000"
BAR = 4.0
SCALES = {"small": 1_000, "middle": 100_000, "full": 100_000}
TIMES = 3


def people(count: int) -> list[Recipient]:
    """That many recipients whose files are without fault."""
    chance = random.Random(2005)
    return [_sound(recipient(number, chance), number) for number in range(1, count + 1)]


def _sound(person: Recipient, number: int) -> Recipient:
    born = date(1930 + number // 28_000, 1 + number // 28 % 12, 1 + number % 28)
    sequence = number // 336 % 500 * 2 % 1000 + (person.sex == "male")
    body = f"430299{born:%Y%m%d}{sequence:03d}"
    return msgspec.structs.replace(
        person,
        birth_date=born,
        id_number=body + check_character(body),
        children_born=2,
        children_living=1,
    )


def write_workbook(path: Path, persons: list[Recipient]) -> None:
    """The list as a clerk has it: a title, Chinese headings, dates as dates, text as text."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("花名册")
        sheet.write_string(0, 0, "奖励扶助对象花名册")
        columns = RECIPIENTS.stored_columns
        for place, column in enumerate(columns):
            sheet.write_string(1, place, column.key)
        for row, person in enumerate(persons, 2):
            for place, column in enumerate(columns):
                _write(sheet, row, place, column, getattr(person, column.key), day)


def _write(sheet: Any, row: int, place: int, column: Column, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, bool):
        sheet.write_string(row, place, "是" if value else "否")
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value)


def found(path: Path, persons: list[Recipient]) -> None:
    """An office with the units that these people live in, and nobody in it."""
    codes = sorted({person.unit for person in persons})
    district = Unit(code=DISTRICT, name="样本区", level="district", kind="district")
    villages = [
        Unit(code=code, name=f"{code}村", level="village", kind="village", parent=DISTRICT)
        for code in codes
    ]
    edits = [Edit("units", after=unit) for unit in (district, *villages)]
    create_office(path, edits=edits).close()


def took(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def bare_read(path: Path) -> int:
    with load_workbook(path) as book:
        return len(book.get_sheet_by_index(0).to_python())


def measured(folder: Path, rows: int) -> dict[str, float]:
    persons = people(rows)
    list_file, office_file = folder / "list.xlsx", folder / "office.json"
    write_workbook(list_file, persons)
    found(office_file, persons)
    del persons
    bare: list[float] = []
    fresh: list[float] = []
    with Office(office_file) as office:
        for _turn in range(TIMES):  # in turns, so that the machine's moods hit both alike
            bare.append(took(lambda: bare_read(list_file))[0])
            seconds, preview = took(lambda: preview_file(list_file, RECIPIENTS, office))
            fresh.append(seconds)
        assert len(preview.new) == rows, (len(preview.new), preview.refused[:3])
        accepting, _count = took(lambda: accept(office, preview))
        again, preview = took(lambda: preview_file(list_file, RECIPIENTS, office))
        assert len(preview.unchanged) == rows
    return {
        "bare read by python-calamine": median(bare),
        "import and preview, all rows new": median(fresh),
        "the same file again, all rows known": again,
        "accepting all rows": accepting,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    rows = SCALES[parser.parse_args().scale]
    with tempfile.TemporaryDirectory() as name:
        results = measured(Path(name), rows)
    bare = results["bare read by python-calamine"]
    table = Table(
        "measured", "seconds", "times the bare read", "bar", title=f"{rows:,} rows of xlsx"
    )
    good = True
    for what, seconds in results.items():
        barred = what.startswith(("import", "the same"))
        met = seconds <= BAR * bare
        good = good and (met or not barred)
        bar = f"≤ {BAR:g} {'met' if met else 'NOT MET'}" if barred else ""
        table.add_row(what, f"{seconds:.2f}", f"{seconds / bare:.2f}", bar)
    Console().print(table)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
