"""The year of an office: the month with which it begins, and opening a new one."""

import json
from pathlib import Path

import pytest

from fptui.registers.contracts import CONTRACTS
from fptui.store import Office
from fptui.store.journal import journal_of
from tests.commands.conftest import Calendar, message, refusal, run


@pytest.fixture
def path(sample_path: Path, calendar: Calendar) -> Path:
    """The sample district on the last day of its year."""
    calendar.turn_to(2005, 12, 31)
    return sample_path


def test_what_changes_is_shown_and_nothing_is_changed(path: Path) -> None:
    before = journal_of(path).read_bytes()
    result = run("--db", path, "year", "begins", "10", "--dry-run")
    assert result.exit_code == 0
    for said in (
        "The year 2005 (2005-01 to 2005-12) becomes 2005 (2004-10 to 2005-09).",
        "Payments stay in their programme year.",
        "into another year: Activities 8 records: 2005 → 2006",
        "other months from now on: Counts 378 records: 2005 (2004-10 to 2005-09)",
    ):
        assert said in result.stdout
    assert journal_of(path).read_bytes() == before


def test_all_that_asks_for_a_year_follows_and_can_be_set_back(path: Path) -> None:
    def titles() -> tuple[str, str]:
        office = ("--db", path, "--year", "2005")
        listed = run(*office, "targets").stdout.splitlines()[0].strip()
        return listed, run(*office, "targets", "--period", "2005H1").stdout.splitlines()[0].strip()

    calendar_year = ("东风区 · 2005", "东风区 · 2005H1 (2005-01 to 2005-06)")
    assert titles() == calendar_year
    result = run("--db", path, "year", "begins", "10")
    assert result.exit_code == 0
    assert "The statistical year begins with month 10 from now on" in result.stderr
    assert titles() == (
        "东风区 · 2005 (2004-10 to 2005-09)",
        "东风区 · 2005H1 (2004-10 to 2005-03)",
    )
    assert "the statistical year begins with month 10" in run("--db", path, "history").stdout
    with Office(path) as office:
        assert office.year_begins == 10
    assert "already" in message(run("--db", path, "year", "begins", "10"))
    assert run("--db", path, "year", "begins", "1").exit_code == 0
    assert titles() == calendar_year


def test_a_second_reader_and_a_past_day_see_the_month_of_now(path: Path) -> None:
    with Office(path, read_only=True) as reader:
        assert run("--db", path, "year", "begins", "10").exit_code == 0
        reader.refresh()
        assert reader.year_begins == 10
        assert reader.as_of(reader.today).year_begins == 10


def test_a_month_that_is_none_is_refused(path: Path) -> None:
    assert "from 1 to 12" in refusal(run("--db", path, "year", "begins", "13"))
    assert "from 1 to 12" in refusal(run("--db", path, "year", "begins", "October"))
    refused = run("--db", path, "--as-of", "2005-12-31", "year", "begins", "10")
    assert refused.exit_code == 2


def contracts(path: Path, year: int) -> list[tuple[str, bool]]:
    with Office(path, read_only=True) as office:
        of_year = (one for one in office.table(CONTRACTS).values() if one.period == str(year))
        return [(CONTRACTS.identity_of(one)[4:], one.draft) for one in of_year]


def test_a_new_year_begins_with_the_contracts_of_the_last_as_drafts(path: Path) -> None:
    shown = run("--db", path, "year", "open", "2006", "--dry-run").stdout
    assert "29 contracts of 2005 are carried over as drafts, to be confirmed." in shown
    assert "to be confirmed: Planned birth rate 东风区: 2006: ≥ 98.00" in shown
    assert "stays as it is: Indicators: 12 records" in shown
    assert contracts(path, 2006) == []
    result = run("--db", path, "year", "open", "2006")
    assert result.exit_code == 0
    assert "The office works on 2006 from now on." in result.stderr
    signed = [(identity, True) for identity, _draft in contracts(path, 2005)]
    assert contracts(path, 2006) == signed
    assert not any(draft for _identity, draft in contracts(path, 2005))
    targets = run("--db", path, "targets")  # of the year on which the office works now
    assert "东风区 · 2006" in targets.stdout
    assert "9 targets are carried over from the year before, and to be confirmed." in targets.stderr


def test_nothing_is_carried_over_twice_and_what_is_there_stays(path: Path) -> None:
    assert run("--db", path, "year", "open", "2006").exit_code == 0
    edited = ("--where", "draft:yes unit:红旗镇 low>=90", "--set", "low=97", "--set", "draft=no")
    assert run("--db", path, "edit", "contracts", *edited).exit_code == 0
    before = contracts(path, 2006)
    again = run("--db", path, "year", "open", "2006")
    assert "2006 is open already" in again.stderr
    assert contracts(path, 2006) == before
    with Office(path) as office:
        number = office.number_of(CONTRACTS, "2006 planned_birth_rate 430299000000")
        assert number is not None


def test_undo_takes_the_drafts_back_and_the_year_can_be_left_again(path: Path) -> None:
    assert run("--db", path, "year", "open", "2006").exit_code == 0
    assert run("--db", path, "undo").exit_code == 0
    assert contracts(path, 2006) == []
    assert run("--db", path, "year", "open", "2006").exit_code == 0
    assert len(contracts(path, 2006)) == 29
    back = run("--db", path, "year", "open", "2005")
    assert "No contract is to be carried over." in back.stderr
    assert "there already: Contracts: 29 records" in back.stderr
    with Office(path) as office:
        assert office.year == 2005


def test_a_year_far_ahead_is_not_opened(path: Path) -> None:
    assert "too far ahead" in refusal(run("--db", path, "year", "open", "2008"))
    assert "YEAR" in run("--db", path, "year", "open").stderr


def test_parts_of_a_year_are_written_with_the_year_before(path: Path) -> None:
    result = run("--db", path, "targets", "--period", "全年", "--format", "json")
    rows = {one["key"]: one for one in json.loads(result.stdout)}
    rate = rows["planned_birth_rate"]
    assert (rate["period"], rate["period_before"]) == ("2005", "2004")
    assert (rate["actual"], rate["actual_before"], rate["change"]) == ("99.76", None, None)
    said = run("--db", path, "targets", "--period", "2005-03")
    assert "2005-03: counts were reported for 2005 only, which cannot be split." in said.stderr
    assert "2004-03: no counts were reported." in said.stderr
    assert "no period" in refusal(run("--db", path, "targets", "--period", "2005H7"))
