from pathlib import Path

import msgspec
import pytest

from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run
from tests.store.test_two_at_one_file import holding


def renamed(path: Path, name: str, reason: str = "") -> None:
    with Office(path) as office:
        edits = [
            Edit("units", number, unit, msgspec.structs.replace(unit, staff=name))
            for number, unit in list(office.table(UNITS).items())[:3]
        ]
        count = office.table(COUNTS)[1]
        edits.append(Edit("counts", 1, count, msgspec.structs.replace(count, source=name)))
        office.change(edits, reason)


def staff(path: Path) -> str:
    with Office(path, read_only=True) as office:
        return str(office.table(UNITS)[1].staff)


def test_undo_and_redo_say_what_they_did(sample_path: Path) -> None:
    before = staff(sample_path)
    renamed(sample_path, "样一", "after the election")
    undone = run("--db", sample_path, "undo", "--reason", "wrong list")
    assert undone.exit_code == 0
    assert undone.stdout == ""
    said = undone.stderr
    for word in (
        "Undone: change 2 (after the election): ",
        "Change 2 of",
        "after the election",
        "Units: 3 changed",
        "Counts: 1 changed",
    ):
        assert word in said
    assert staff(sample_path) == before
    redone = run("--db", sample_path, "redo", "--reason", "right after all")
    assert redone.exit_code == 0
    for word in ("Change 2, undone", "wrong list", "Units: 3 changed", "Counts: 1 changed"):
        assert word in redone.stderr
    assert "Made again: change 2 (after the election): " in redone.stderr
    assert staff(sample_path) == "样一"
    with Office(sample_path) as office:
        kinds = [(change.kind, change.of, change.reason) for change in office.history()]
    assert kinds[:2] == [("redo", 2, "right after all"), ("undo", 2, "wrong list")]
    assert run("--db", sample_path, "undo").exit_code == 0
    assert staff(sample_path) == before


def test_each_undo_goes_one_change_further(sample_path: Path) -> None:
    before = staff(sample_path)
    renamed(sample_path, "样一")
    renamed(sample_path, "样二")
    assert "Undone: change 3: " in run("--db", sample_path, "undo").stderr
    assert staff(sample_path) == "样一"
    assert "Undone: change 2: " in run("--db", sample_path, "undo").stderr
    assert staff(sample_path) == before
    assert "nothing to undo" in refusal(run("--db", sample_path, "undo"))


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_nothing_to_do(sample_path: Path, command: str) -> None:
    journal = sample_path.with_name("office.json.journal")
    before = journal.read_bytes()
    assert "There is nothing to" in refusal(run("--db", sample_path, command))
    assert journal.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_while_another_writes(sample_path: Path, language: str) -> None:
    renamed(sample_path, "样一")
    with holding(sample_path) as process:
        try:
            said = refusal(run("--db", sample_path, "--lang", language, "undo"))
        finally:
            process.kill()
    assert str(process.pid) in said
    assert ("正" in said) is (language == "zh-Hans")
    assert staff(sample_path) == "样一"


def test_read_only_is_read_only(sample_path: Path) -> None:
    renamed(sample_path, "样一")
    assert "reading only" in refusal(run("--db", sample_path, "undo", "--read-only"))
    assert staff(sample_path) == "样一"


def test_a_reason_cannot_move_the_cursor(sample_path: Path) -> None:
    renamed(sample_path, "样一", "up\x1b[2Jand\naway")
    said = run("--db", sample_path, "undo").stderr
    assert "\x1b" not in said
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_a_dry_run_tells_and_changes_nothing(sample_path: Path, command: str) -> None:
    renamed(sample_path, "样一", "after the election")
    if command == "redo":
        run("--db", sample_path, "undo")
    before = sample_path.with_name("office.json.journal").read_bytes()
    with holding(sample_path) as process:
        try:
            result = run("--db", sample_path, command, "--dry-run")
        finally:
            process.kill()
    assert result.exit_code == 0
    assert "Change 2" in result.stdout
    assert "Units: 3 changed" in result.stdout
    assert "Nothing was changed" in message(result)
    assert sample_path.with_name("office.json.journal").read_bytes() == before
