"""Doubts listed and settled at the command line."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run

FIRST, TWIN = "04-0001", "06-9001"


@pytest.fixture
def doubtful(sample_path: Path) -> Path:
    """The sample district with one person twice, and one with a wrong sex."""
    with Office(sample_path) as office:
        one, three = office.table(RECIPIENTS)[1], office.table(RECIPIENTS)[3]
        twin = msgspec.structs.replace(
            one,
            file_number=TWIN,
            id_number=fifteen(one.id_number),
            unit=three.unit,
            account="",
            phone="19900000007",
        )
        sex = "male" if three.sex == "female" else "female"
        office.change(
            [
                Edit("recipients", after=twin),
                Edit("recipients", 3, three, msgspec.structs.replace(three, sex=sex)),
            ]
        )
    return sample_path


def fifteen(id_number: str) -> str:
    return id_number[:6] + id_number[8:17]


def listed(path: Path, *options: str) -> list[dict[str, Any]]:
    result = run("--db", path, "doubts", "--format", "json", *options)
    assert result.exit_code == (1 if result.stdout.strip() != "[]" else 0), result.stderr
    lines: list[dict[str, Any]] = json.loads(result.stdout)
    return lines


def test_a_sound_office_has_no_doubts(sample_path: Path) -> None:
    result = run("--db", sample_path, "doubts")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


def test_doubts_are_listed_with_reasons_and_masked(doubtful: Path) -> None:
    lines = listed(doubtful)
    assert [(line["kind"], line["file"], line["other"]) for line in lines] == [
        ("same_id", FIRST, TWIN),
        ("id_sex", "04-0003", ""),
    ]
    assert "********" in lines[0]["why"]
    assert [line["kind"] for line in listed(doubtful, "--kind", "id_sex")] == ["id_sex"]
    assert len(listed(doubtful, "--kind", "id_sex", "--kind", "same_id")) == 2
    assert len(listed(doubtful, "--kind", "id_sex,same_id")) == 2
    assert listed(doubtful, "--kind", "dates") == []
    with Office(doubtful, read_only=True) as office:
        number = office.table(RECIPIENTS)[1].id_number
    text = run("--db", doubtful, "--lang", "zh-Hans", "doubts")
    assert text.exit_code == 1
    assert number not in text.stdout


def test_what_is_revealed_is_noted(doubtful: Path) -> None:
    with Office(doubtful, read_only=True) as office:
        number = office.table(RECIPIENTS)[1].id_number
    result = run("--db", doubtful, "doubts", "--reveal")
    assert number in result.stdout
    with Office(doubtful, read_only=True) as office:
        assert next(office.history()).kind == "note"


def test_a_merge_is_one_change_with_both_histories(doubtful: Path) -> None:
    result = run("--db", doubtful, "doubts", "settle", FIRST, TWIN, "--same", "--reason", "seen")
    assert result.exit_code == 0
    assert result.stderr.startswith("Kept against the other file: ID number, Unit.\n")
    assert result.stderr.endswith(f"{TWIN} merged into {FIRST}: the same person.\n")
    assert [line["kind"] for line in listed(doubtful)] == ["id_sex"]
    both = run("--db", doubtful, "history", "recipients", FIRST).stdout
    assert f"{TWIN} merged into {FIRST}: the same person; seen" in both
    assert "removed" in both
    assert "added" in both.split("removed")[1], "the history of the merged file goes on"
    assert "199****0007" in both
    assert "19900000007" not in both
    assert "added" in run("--db", doubtful, "history", "recipients", TWIN).stdout
    run("--db", doubtful, "undo")
    assert len(listed(doubtful)) == 2


def test_the_other_file_can_be_kept_and_fields_taken(doubtful: Path) -> None:
    how = ("--same", "--keep", TWIN, "--take", "account,unit")
    result = run("--db", doubtful, "doubts", "settle", FIRST, TWIN, *how)
    assert result.exit_code == 0, result.stderr
    with Office(doubtful, read_only=True) as office:
        kept = office.find(RECIPIENTS, TWIN)
        assert office.find(RECIPIENTS, FIRST) is None
        assert kept.account
        assert kept.phone == "19900000007"
        assert {p.recipient for p in office.referring(PAYMENTS, "recipient", TWIN)} == {TWIN}


def test_what_a_merge_would_do_is_said_beside_another_writer(doubtful: Path) -> None:
    with Office(doubtful):
        how = ("--same", "--dry-run", "--take", "unit", "--take", "id_number")
        dry = run("--db", doubtful, "doubts", "settle", FIRST, TWIN, *how)
    assert dry.exit_code == 0
    assert "Taken from the other file: ID number, Unit." in dry.stdout
    assert "--dry-run" in message(dry)
    assert len(listed(doubtful)) == 2


def test_an_empty_field_is_never_taken(doubtful: Path) -> None:
    run("--db", doubtful, "doubts", "settle", FIRST, TWIN, "--same", "--take", "account")
    with Office(doubtful, read_only=True) as office:
        assert office.find(RECIPIENTS, FIRST).account


def test_several_files_are_told_apart_at_once(doubtful: Path) -> None:
    with Office(doubtful) as office:
        twin = office.find(RECIPIENTS, TWIN)
        third = msgspec.structs.replace(twin, file_number="06-9002", phone="")
        office.change([Edit("recipients", after=third)])
    three = (FIRST, TWIN, "06-9002")
    assert "about two files" in refusal(run("--db", doubtful, "doubts", "settle", *three, "--same"))
    how = ("--not-the-same", "--reason", "a slip of the bank")
    done = run("--db", doubtful, "doubts", "settle", *three, *how)
    assert done.exit_code == 0, done.stderr
    assert [line["kind"] for line in listed(doubtful)] == ["id_sex"]


def test_not_the_same_and_as_it_is_are_not_asked_again(doubtful: Path) -> None:
    settle = ("--db", doubtful, "doubts", "settle")
    bare = run(*settle, FIRST, TWIN, "--not-the-same")
    assert refusal(bare).startswith("--reason is missing: Why; ")
    done = run(*settle, TWIN, FIRST, "--not-the-same", "--reason", "sisters-in-law")
    assert done.stderr.startswith("Not the same person: Same ID number: ")
    assert done.stderr.endswith("\n1 doubt settled.\n")
    assert [line["kind"] for line in listed(doubtful)] == ["id_sex"]
    assert run(*settle, "04-0003", "--as-it-is", "--reason", "card seen").exit_code == 0
    assert listed(doubtful) == []
    shown = run("--db", doubtful, "show", "settlements").stdout
    assert "sisters-in-law" in shown
    again = run(*settle, FIRST, TWIN, "--not-the-same", "--reason", "x")
    assert "There is no open doubt" in refusal(again)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FIRST, TWIN), "Say one of"),
        ((FIRST, TWIN, "--same", "--not-the-same"), "Say one of"),
        ((FIRST, "--same"), "about two files"),
        ((FIRST, TWIN, "--as-it-is", "--reason", "x"), "about two files"),
        ((FIRST, "no-such", "--same"), "there is no “no-such”"),
        ((FIRST, FIRST, "--same"), "about two files"),
        ((FIRST, TWIN, "--same", "--keep", "无"), "there is no “无”"),
        ((FIRST, TWIN, "--same", "--keep", "04-0003"), "--keep must name"),
        ((FIRST, TWIN, "--same", "--take", "colour"), "there is no “colour”"),
    ],
)
def test_what_cannot_be_settled_is_said(doubtful: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refusal(run("--db", doubtful, "doubts", "settle", *words))
    assert len(listed(doubtful)) == 2


def test_an_unknown_format_is_told_before_anything_is_revealed(doubtful: Path) -> None:
    refusal(run("--db", doubtful, "doubts", "--reveal", "--format", "runes"))
    with Office(doubtful, read_only=True) as office:
        assert next(office.history()).kind != "note"


def test_an_unknown_kind_is_refused(sample_path: Path) -> None:
    assert "same_account" in refusal(run("--db", sample_path, "doubts", "--kind", "x"))
