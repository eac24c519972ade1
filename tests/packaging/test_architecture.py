"""What docs/architecture.md says of the code holds, and its examples run as they stand."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from fptui.exchange.writing.sheet import Sheet, sheet_of
from fptui.jobs.job import LookJob
from fptui.registers.contacts import CONTACTS
from fptui.registers.declaration import Register
from fptui.search import matching
from fptui.store import Office

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "architecture.md"
NEW = {
    "fptui/registers/visits.py",
    "fptui/jobs/find_seldom_visited.py",
    "fptui/exchange/writing/json_lines.py",
}
"""The files of the examples, which are not there."""

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="not in this package")


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def example(beginning: str) -> str:
    """The block of Python that begins so."""
    (block,) = re.findall(rf"```python\n({re.escape(beginning)}.*?)```", page(), re.DOTALL)
    return str(block)


def run(code: str, **names: object) -> dict[str, object]:
    module = ModuleType("example")
    vars(module).update(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)  # where a dataclass looks for names
        exec(compile(code, PAGE.name, "exec"), vars(module))
    return vars(module)


def test_the_files_that_it_names_are_there() -> None:
    named = set(re.findall(r"`((?:fptui|tests|tools|data)/[\w/.]+\.\w+)`", page()))
    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).exists()} == NEW


def test_the_functions_that_it_names_stand_in_the_files_behind_them() -> None:
    pairs = re.findall(r"`([A-Za-z_.]+)`[^`()]{0,12}\(`(fptui/[\w/]+\.py)`", page())
    assert len(pairs) > 15
    for name, file in pairs:
        code = (ROOT / file).read_text(encoding="utf-8")
        for part in name.split("."):
            assert re.search(rf"\b{part}\b", code), f"{file} has no {part}"


def test_the_example_of_a_register_is_one(sample: Office) -> None:
    names = run(example('"""Household visits'))
    register, record = names["VISITS"], names["Visits"]
    assert isinstance(register, Register)
    line = record(period="2005", unit="430299001001", to_visit=3, visited=4)  # type: ignore[operator]
    assert register.problems(line) == ["more households were visited than were to be"]
    (cells,) = sheet_of(register, [line], register.shown_columns, sample).rows
    assert cells[4].text == "4"


def test_the_example_of_a_job_is_one(sample: Office) -> None:
    names = run(example('"""The contact points that'))
    job = names["FIND_SELDOM_VISITED"]
    assert isinstance(job, LookJob)
    report = job.look(sample, job.answers(fewer_than=5), lambda done, total: None)
    assert [row[3].value for row in report.sheet.rows] == [4] * len(report.sheet.rows)
    assert job.look(sample, job.answers(fewer_than=1), lambda done, total: None).nothing


def test_the_example_of_a_format_is_one(sample: Office) -> None:
    names = run(example('"""Tables as JSON'))
    records = list(sample.table(CONTACTS).values())
    sheet: Sheet = sheet_of(CONTACTS, records, CONTACTS.shown_columns, sample)
    written = names["as_json_lines"](sheet)  # type: ignore[operator]
    assert len(written.splitlines()) == len(records)


def test_the_example_of_an_operator_is_one(sample: Office) -> None:
    code = "from __future__ import annotations\n" + example("def beginning")
    beginning = run(code, texts_of=matching.texts_of)["beginning"]
    test = beginning(CONTACTS.column("role"), "区领导", 0)  # type: ignore[operator]
    assert test("区领导联系点", sample)
    assert not test("乡领导联系点", sample)
