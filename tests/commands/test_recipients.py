"""Eligibility, the coming years, moves and re-verification at the command line."""

import json
from pathlib import Path

import msgspec
import pytest

from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run


def test_one_file_is_explained_rule_by_rule(sample_path: Path) -> None:
    result = run("--db", sample_path, "--year", "2005", "eligible", "06-0385")
    assert result.exit_code == 0
    for text in ("not yet eligible", "Age", "60 years by 2005-12-31", "Birth in breach"):
        assert text in result.stdout


def test_a_file_is_judged_on_any_day(sample_path: Path) -> None:
    before = run("--db", sample_path, "eligible", "06-0385", "--on", "2005-12-31").stdout
    assert "60 years by 2005-12-31" in before
    assert "not yet eligible" in before
    later = run("--db", sample_path, "eligible", "06-0385", "--on", "2020年1月1日").stdout
    assert "60 years by 2020-12-31" in later
    assert "not yet eligible" not in later
    assert "is no date" in refusal(run("--db", sample_path, "eligible", "--on", "soon"))


def test_the_list_says_what_is_missing(sample_path: Path) -> None:
    arguments = ("--db", sample_path, "eligible", "--where", "state:applied", "--format", "json")
    lines = json.loads(run(*arguments).stdout)
    assert len(lines) == 44
    young = [line for line in lines if line["result"] == "later"]
    assert len(young) == 36
    assert all(line["missing"] and line["from_year"] >= 2006 for line in young)


def test_the_forecast_in_a_table_and_in_json(sample_path: Path) -> None:
    assert "2014" in run("--db", sample_path, "forecast").stdout
    lines = json.loads(run("--db", sample_path, "forecast", "--format", "json").stdout)
    assert {line["year"] for line in lines} == set(range(2005, 2015))
    assert sum(line["people"] for line in lines if line["year"] == 2005) == 335


def test_who_becomes_entitled_in_which_year(sample_path: Path) -> None:
    arguments = ("--db", sample_path, "--year", "2005", "forecast")
    people = json.loads(run(*arguments, "--people", "--format", "json").stdout)
    needed = json.loads(run(*arguments, "--format", "json").stdout)
    for year in range(2005, 2015):
        listed = [one for one in people if one["year"] == year]
        assert len(listed) == sum(one["new"] for one in needed if one["year"] == year)
        assert all(one["birth_date"][:4] <= str(year - 60) for one in listed)
    assert "Who becomes entitled" in run(*arguments).stdout


def test_a_move_takes_those_who_may_as_one_change(sample_path: Path) -> None:
    where = ("--where", "state:applied")
    dry = run("--db", sample_path, "move", "village_noticed", "--dry-run", *where)
    assert dry.exit_code == 1
    assert dry.stdout.startswith("8 move to Village notice, 36 cannot.\ncannot move: ")
    assert "--dry-run" in message(dry)
    with Office(sample_path) as office:
        assert office.sequence == 1
    result = run("--db", sample_path, "move", "village_noticed", *where)
    assert result.exit_code == 1
    assert result.stderr.endswith("\n8 files moved to Village notice.\n")
    assert "… and 16 more" in result.stderr
    with Office(sample_path) as office:
        assert office.sequence == 2
        noticed = [one for one in office.table(RECIPIENTS).values() if one.since == office.today]
        assert len(noticed) == 8
        office.undo()
        assert not [one for one in office.table(RECIPIENTS).values() if one.since == office.today]


def test_an_exit_asks_for_its_reason(sample_path: Path) -> None:
    asked = refusal(run("--db", sample_path, "move", "exited", "04-0001"))
    assert asked.startswith("--exit-reason is missing")
    later = ("--exit-reason", "01", "--exit-date", "2999-12-01")
    result = run("--db", sample_path, "move", "exited", "04-0001", *later)
    assert result.exit_code == 1
    assert "the day of the exit lies in the future" in result.stderr
    done = run(
        *("--db", sample_path, "move", "exited", "04-0001"),
        *("--exit-reason", "01", "--exit-date", "2005年12月1日"),
    )
    assert done.exit_code == 0
    with Office(sample_path) as office:
        left = office.find(RECIPIENTS, "04-0001")
        assert left is not None
        assert (left.state, left.exit_reason, str(left.exit_date)) == ("exited", "01", "2005-12-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("move", "nowhere", "04-0001"), "there is no “nowhere”"),
        (("move", "exited"), "Files: name them"),
        (("move", "rejected", "99-9999", "--reason", "x"), "there is no “99-9999”"),
        (
            ("move", "exited", "04-0001", "--exit-reason", "01", "--exit-date", "soon"),
            "is no date",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused(
    sample_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in refusal(run("--db", sample_path, *arguments))


def test_the_re_verification_of_a_year(sample_path: Path) -> None:
    listed = run("--db", sample_path, "--year", "2006", "verify")
    assert len(listed.stdout.splitlines()) == 2 + 312
    verify = ("--db", sample_path, "--year", "2006", "verify")
    known = ("--where", "paid_from:2004")
    dry = run(*verify, *known, "--dry-run")
    said = dry.stdout.splitlines()
    assert said[0] == (
        "Can be re-verified for 2006: 281; were before: 0; need not be: 9; "
        "not entitled any more: 0."
    )
    assert len(said) == 1 + 9, "who need not be is named"
    result = run(*verify, *known)
    assert result.exit_code == 0
    assert result.stderr.endswith("\n281 files re-verified for 2006.\n")
    again = run(*verify, *known)
    assert again.stderr.startswith("Can be re-verified for 2006: 0; were before: 281")
    assert len(run(*verify).stdout.splitlines()) == 2 + 312 - 281


def test_the_re_verification_says_who_is_not_entitled_any_more(sample_path: Path) -> None:
    with Office(sample_path) as office:
        one = office.table(RECIPIENTS)[1]
        more = msgspec.structs.replace(one, children_living=3)
        office.change([Edit("recipients", 1, one, more)])
    dry = run("--db", sample_path, "--year", "2006", "verify", "04-0001", "--dry-run")
    assert "not entitled any more: 04-0001" in dry.stdout
    assert "Can be re-verified for 2006: 0;" in dry.stdout
    assert dry.exit_code == 1


def test_what_waits_for_re_verification_is_listed_beside_another_writer(sample_path: Path) -> None:
    with Office(sample_path):
        listed = run("--db", sample_path, "--year", "2006", "verify")
    assert listed.exit_code == 0
    assert len(listed.stdout.splitlines()) == 2 + 312


def test_a_query_that_finds_nobody_is_about_nobody(sample_path: Path) -> None:
    nobody = ("--where", "name:nobody")
    assert run("--db", sample_path, "eligible", "--format", "json", *nobody).stdout.strip() == "[]"
    assert "None of these" in run("--db", sample_path, "verify", *nobody).stderr
    assert "None of these" in run("--db", sample_path, "move", "applied", *nobody).stderr


def test_a_mistake_in_the_office_s_own_rules_is_one_line(sample_path: Path) -> None:
    (sample_path.parent / "programme.toml").write_text("[procedure]\nrecorder_may = true\n")
    assert "programme.toml cannot be used" in refusal(run("--db", sample_path, "eligible"))
