"""Days and units at the command line, as people say them."""

from datetime import timedelta
from pathlib import Path

import pytest

from fptui.store import clock
from tests.commands.conftest import refusal, run


@pytest.mark.parametrize("unit", ["东风街道", "dfjd", "东风街", "430299001000"])
def test_a_unit_by_what_people_call_it(sample_path: Path, unit: str) -> None:
    result = run("--db", sample_path, "targets", "--unit", unit)
    assert result.exit_code == 0
    assert "东风街道" in result.stdout or "430299001000" in result.stdout


def test_a_unit_that_may_be_several_is_not_guessed(sample_path: Path) -> None:
    result = run("--db", sample_path, "targets", "--unit", "东风")
    assert result.exit_code == 2
    assert "write which" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_unit_that_is_none(sample_path: Path) -> None:
    said = refusal(run("--db", sample_path, "targets", "--unit", "东凤街道"))
    assert "there is no “东凤街道” among the units" in said
    assert "东风街道" in said


def test_as_of_yesterday(sample_path: Path) -> None:
    edited = ("edit", "units", "430299001000", "--set", "name=东风新街道")
    assert run("--db", sample_path, *edited).exit_code == 0

    def units(*as_of: str) -> str:
        result = run("--db", sample_path, *as_of, "show", "units", "--columns", "name")
        assert result.exit_code == 0, result.stderr
        return result.stdout

    day_before = (clock.today() - timedelta(days=1)).isoformat()
    assert units("--as-of", "yesterday") == units("--as-of", day_before) != units()
    assert "is no date" in refusal(run("--db", sample_path, "--as-of", "13.40", "targets"))
