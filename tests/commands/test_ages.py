"""Ages are those of the year looked at: in lists, filters, doubts and the day that is asked for."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from fptui.registers.edits import Edit
from fptui.registers.headed import column_headed, known_headings
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import Calendar, run

FILE = "04-0001"


@pytest.fixture
def born_in_june(sample_path: Path, calendar: Calendar) -> Path:
    """One recipient was born on 15 June 1945, and it is the summer of 2026."""
    with Office(sample_path) as office:
        number = office.number_of(RECIPIENTS, FILE)
        assert number is not None
        before = office.table(RECIPIENTS)[number]
        after = msgspec.structs.replace(before, birth_date=date(1945, 6, 15), id_number="")
        calendar.turn_to(2005, 12, 31)
        office.change([Edit(RECIPIENTS.name, number, before, after)])
    calendar.turn_to(2026, 8, 1)
    return sample_path


def age(path: Path, *options: str) -> int:
    result = run(
        "--db", path, *options, "show", "recipients", "--where", FILE, "--columns", "age",
        "--format", "json",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)
    return int(row["age"])


def test_the_age_is_that_of_the_end_of_a_year_that_is_over(born_in_june: Path) -> None:
    assert age(born_in_june, "--year", "2005") == 60
    assert age(born_in_june, "--year", "2004") == 59
    assert age(born_in_june, "--year", "2026") == 81
    assert age(born_in_june, "--year", "2030") == 81  # it is not known who lives to see it


def test_the_day_that_is_asked_for_counts(born_in_june: Path) -> None:
    assert age(born_in_june, "--year", "2005", "--as-of", "2026-06-14") == 80
    assert age(born_in_june, "--year", "2005", "--as-of", "2026-06-15") == 81


def test_a_filter_asks_for_the_same_age(born_in_june: Path) -> None:
    def found(year: str) -> str:
        where = f"{FILE} age=60"
        return run(
            "--db", born_in_june, "--year", year, "show", "recipients", "--where", where
        ).stdout

    assert FILE in found("2005")
    assert FILE not in found("2004")


def test_the_heading_says_which_day_is_meant(born_in_june: Path) -> None:
    shown = ("show", "recipients", "--columns", "age", "--limit", "1", "--format", "markdown")
    assert "Age (end of 2005)" in run("--db", born_in_june, "--year", "2005", *shown).stdout
    assert "Age (" not in run("--db", born_in_june, "--year", "2026", *shown).stdout
    said = run("--db", born_in_june, "--lang", "zh-Hans", "--year", "2005", *shown).stdout
    assert "年龄（2005年末）" in said


def test_nobody_is_too_old_who_was_not_in_that_year(born_in_june: Path) -> None:
    """Who was 119 at the end of 2005 is no doubt there, though nobody is 140."""
    with Office(born_in_june) as office:
        number = office.number_of(RECIPIENTS, FILE)
        assert number is not None
        before = office.table(RECIPIENTS)[number]
        after = msgspec.structs.replace(before, birth_date=date(1886, 6, 15))
        office.change([Edit(RECIPIENTS.name, number, before, after)])
    asked = ("doubts", "--kind", "dates")
    assert (
        "more than 120 years ago" not in run("--db", born_in_june, "--year", "2005", *asked).stdout
    )
    assert "more than 120 years ago" in run("--db", born_in_june, "--year", "2010", *asked).stdout


def test_a_heading_with_its_day_is_known_again() -> None:
    known = known_headings(RECIPIENTS)
    for heading in ("Age (end of 2005)", "Age (2005-09-30)", "年龄（2005年末）"):
        assert column_headed(known, heading) is RECIPIENTS.column("age")
