"""Doubts listed and settled at the command line."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office, user_name
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
    kept, other = f"{FIRST} 冯淑腊", f"{TWIN} 冯淑腊"
    assert result.stderr.startswith(
        f"{kept} is kept: more payments were made to it (2; {other}: 0).\n"
        "Kept against the other file: ID number, Unit.\n"
    )
    assert result.stderr.endswith(f"{other} merged into {kept}: the same person.\n")
    assert [line["kind"] for line in listed(doubtful)] == ["id_sex"]
    both = run("--db", doubtful, "history", "recipients", FIRST).stdout
    assert f"{other} merged into {kept}: the same person; seen" in both
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


def applied(path: Path) -> None:
    """The twin is an application that somebody else recorded."""
    with Office(path) as office:
        number = office.number_of(RECIPIENTS, TWIN) or 0
        twin = office.table(RECIPIENTS)[number]
        fields = {"state": "applied", "recorded_by": "李专干", "paid_from": None}
        after = msgspec.structs.replace(twin, **fields)
        office.change([Edit("recipients", number, twin, after)])


def test_the_file_further_on_its_way_is_kept_in_either_order(doubtful: Path) -> None:
    applied(doubtful)
    settle = ("--db", doubtful, "doubts", "settle")
    said = {
        run(*settle, *files, "--same", "--dry-run").stdout
        for files in ((FIRST, TWIN), (TWIN, FIRST))
    }
    [one] = said
    kept, other = f"{FIRST} 冯淑腊", f"{TWIN} 冯淑腊"
    assert f"{kept} is kept: it is further on its way (Receiving; {other}: Applied)." in one
    assert f"If {other} were kept: {other} afterwards: in the state “Applied” nothing is" in one
    assert "Recorded by (04-0001: 样本专干; 06-9001: 李专干): 样本专干" in one
    assert "Payments: 04-0001: 2005, round 1: 600.00 yuan · Paid" in one
    assert run(*settle, TWIN, FIRST, "--same").exit_code == 0
    with Office(doubtful, read_only=True) as office:
        merged = office.find(RECIPIENTS, FIRST)
        assert (merged.state, merged.recorded_by, merged.also_recorded_by) == (
            "receiving", "样本专干", "李专干",
        )  # fmt: skip


def test_who_receives_does_not_become_an_applicant_unasked(doubtful: Path) -> None:
    applied(doubtful)
    settle = ("--db", doubtful, "doubts", "settle", FIRST, TWIN, "--same", "--keep", TWIN)
    refused = run(*settle)
    assert refused.exit_code == 2
    assert "Doubtful: 06-9001 冯淑腊 afterwards: in the state “Applied”" in refused.stderr
    assert "payments of 2004, 2005." in refused.stderr
    assert refused.stderr.endswith("--anyway does it all the same.\n")
    dry = run(*settle, "--dry-run")
    assert dry.exit_code == 2
    assert dry.stdout + dry.stderr == refused.stderr
    with Office(doubtful, read_only=True) as office:
        assert office.find(RECIPIENTS, FIRST) is not None
    assert run(*settle, "--anyway").exit_code == 0
    check = run("--db", doubtful, "check")
    assert check.exit_code == 1
    assert (
        f"Recipients {TWIN}, State: in the state “Applied” nothing is paid, "
        "but there are payments of 2004, 2005\n"
    ) in check.stdout
    run("--db", doubtful, "undo")
    assert len(listed(doubtful)) == 2


def test_who_confirmed_one_file_does_not_take_from_another_that_he_recorded(
    doubtful: Path,
) -> None:
    with Office(doubtful) as office:
        user = user_name()
        number = office.number_of(RECIPIENTS, TWIN) or 0
        for state in ("township_reviewed", "confirmed"):
            twin = office.table(RECIPIENTS)[number]
            after = msgspec.structs.replace(twin, state=state, recorded_by="李专干")
            office.change([Edit("recipients", number, twin, after)])
        third = msgspec.structs.replace(
            after,
            file_number="06-9002",
            state="applied",
            recorded_by=user,
            bank="另一银行",
            notes="x",
        )
        third = msgspec.structs.replace(third, id_number="", phone="")
        office.change([Edit("recipients", after=third)])
    settle = ("--db", doubtful, "doubts", "settle", TWIN, "06-9002", "--same")
    said = f"{user} confirmed {TWIN} 冯淑腊 and recorded 06-9002 冯淑腊, from which fields come."
    refused = run(*settle)
    assert (refused.exit_code, f"Doubtful: {said}" in refused.stderr) == (2, True)
    with Office(doubtful, read_only=True) as office:
        assert office.find(RECIPIENTS, "06-9002") is not None


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
    assert done.stderr.endswith(f"\n{TWIN} 冯淑腊, {FIRST} 冯淑腊: 1 doubt settled.\n")
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
