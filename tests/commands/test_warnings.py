"""Warnings at the command line: listed, explained, come back, taken back, and told by check."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.explanations import EXPLANATIONS
from fptui.store import Office
from tests.commands.conftest import Calendar, message, refusal, run

UNIT = "430299001001"


def put(path: Path, births: int, boys: int | None = None) -> None:
    """Let the village have had so many births, half of them boys."""
    with Office(path) as office:
        edits = []
        for name, value in (
            ("births", births),
            ("births_in_plan", births),
            ("boys", births // 2 if boys is None else boys),
        ):
            number = office.number_of(COUNTS, f"2005 {UNIT} {name}")
            assert number is not None
            before = office.table(COUNTS)[number]
            after = msgspec.structs.replace(before, value=value)
            edits.append(Edit(COUNTS.name, number, before, after))
        office.change(edits, "counted again")


@pytest.fixture
def odd(sample_path: Path, calendar: Calendar) -> Path:
    """The sample district, in a village of which 61 births were written as 201 in March 2006."""
    calendar.turn_to(2006, 3, 14)
    put(sample_path, 201)
    return sample_path


def listed(path: Path, *options: str) -> list[dict[str, Any]]:
    result = run("--db", path, "warnings", "--format", "json", *options)
    lines: list[dict[str, Any]] = json.loads(result.stdout)
    assert result.exit_code == any(
        line["state"] in ("error", "open", "come_back") for line in lines
    ), result.stderr
    return lines


def test_the_sample_is_silent(sample_path: Path, calendar: Calendar) -> None:
    calendar.turn_to(2006, 3, 14)
    result = run("--db", sample_path, "warnings", "--all")
    assert result.exit_code == 0
    assert "Nothing must be looked at" in message(result)
    assert run("--db", sample_path, "check").exit_code == 0


def test_a_warning_through_its_life(odd: Path, calendar: Calendar) -> None:
    [line] = listed(odd)
    key = line["key"]
    assert (line["state"], line["kind"], line["unit"]) == ("open", "far", UNIT)
    assert (line["since"], line["figures"]) == ("2006-03-14", "201/6290")
    checked = run("--db", odd, "check")
    assert checked.exit_code == 1
    assert f"[{key}]" in checked.stdout
    table = run("--db", odd, "targets")
    assert table.exit_code == 0  # counted all the same
    assert "Sex ratio at birth: 晏家社区" in " ".join(table.stdout.split())

    calendar.turn_to(2006, 4, 2)
    explain = ("--db", odd, "warnings", "explain", key)
    assert "--reason" in refusal(run(*explain))
    done = run(*explain, "--reason", "checked in the village")
    assert done.exit_code == 0, done.stderr
    assert listed(odd) == []
    [line] = listed(odd, "--all")
    assert (line["state"], line["since"]) == ("explained", "2006-04-02")
    assert line["reason"] == "checked in the village"
    assert run("--db", odd, "check").exit_code == 0
    assert "!" not in run("--db", odd, "targets").stdout

    assert run("--db", odd, "undo").exit_code == 0
    assert [line["state"] for line in listed(odd)] == ["open"]
    assert run("--db", odd, "redo").exit_code == 0

    calendar.turn_to(2006, 5, 9)
    put(odd, 202)
    [line] = listed(odd)
    assert (line["state"], line["since"], line["key"]) == ("come_back", "2006-05-09", key)

    put(odd, 61)
    assert listed(odd) == []
    [line] = listed(odd, "--all")
    assert (line["state"], line["since"], line["key"]) == ("fixed", "2006-05-09", key)


def test_the_trend_is_of_the_ends_of_months(odd: Path, calendar: Calendar) -> None:
    calendar.turn_to(2006, 5, 20)
    put(odd, 61)
    calendar.turn_to(2006, 6, 3)
    text = " ".join(run("--db", odd, "warnings", "--all").stdout.split())
    # the office was founded on the last day but one of 2005
    assert (
        "2005-12: 0 · 2006-01: 0 · 2006-02: 0 · 2006-03: 1 · 2006-04: 1 · 2006-05: 0 · today: 0"
    ) in text
    [line] = listed(odd, "--all")  # nobody explained it, and it is known that it was there
    assert (line["state"], line["since"]) == ("fixed", "2006-05-20")
    past = run("--db", odd, "--as-of", "2006-04-30", "warnings", "--format", "json")
    assert [one["state"] for one in json.loads(past.stdout)] == ["open"]


def test_what_cannot_be_explained_is_refused_in_a_line(odd: Path) -> None:
    assert "“fptui" in refusal(run("--db", odd, "warnings", "explain", "zz", "--reason", "x"))
    put(odd, 20, boys=21)
    [impossible, *_rest] = listed(odd)
    assert impossible["state"] == "error"
    tried = run("--db", odd, "warnings", "explain", impossible["key"], "--reason", "it was so")
    assert "cannot be, whatever the reason" in refusal(tried)
    with Office(odd, read_only=True) as office:
        assert not office.table(EXPLANATIONS)


def test_the_words_of_the_rules_are_checked(odd: Path) -> None:
    (odd.parent / "count_rules.toml").write_text(
        '[[far]]\npart = "boys"\nwhole = "births"\nfactor = 0.5\n', encoding="utf-8"
    )
    assert "count_rules.toml" in refusal(run("--db", odd, "warnings"))
    (odd.parent / "count_rules.toml").write_text("", encoding="utf-8")
    assert listed(odd) == []
