"""Private fields are shown only where it can be noted in the history."""

from pathlib import Path

import pytest

from fptui.store import Office
from tests.commands.conftest import Calendar, refusal, run
from tests.store.test_two_at_one_file import holding


def notes(path: Path) -> list[tuple[str, tuple[str, int] | None]]:
    with Office(path, read_only=True) as office:
        return [(change.reason, change.about) for change in office.history()][:-1]


@pytest.mark.parametrize("command", ["show", "export"])
def test_one_note_a_command(sample_path: Path, command: str) -> None:
    result = run("--db", sample_path, command, "recipients", "--reveal", "--limit", "7")
    assert result.exit_code == 0
    ((reason, about),) = notes(sample_path)
    assert "7 records" in reason
    assert about == ("recipients", 0)


def test_what_reveals_nothing_is_not_noted(sample_path: Path) -> None:
    for arguments in (
        ("show", "units"),
        ("show", "recipients", "--columns", "name"),
        ("show", "recipients", "--where", "name:nobody"),
        ("export", "targets"),
    ):
        assert run("--db", sample_path, *arguments, "--reveal").exit_code == 0
    assert notes(sample_path) == []


def test_a_refused_query_is_not_noted(sample_path: Path) -> None:
    refusal(run("--db", sample_path, "show", "recipients", "--reveal", "--where", "age>=old"))
    assert notes(sample_path) == []


def test_not_while_another_writes(sample_path: Path) -> None:
    with holding(sample_path) as process:
        try:
            said = refusal(run("--db", sample_path, "show", "recipients", "--reveal"))
        finally:
            process.kill()
    assert "--reveal" in said
    assert str(process.pid) in said


def test_not_when_only_reading_was_asked_for(sample_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    options = ("export", "recipients", "--reveal", "--format", "csv", "-o", file)
    assert "--reveal" in refusal(run("--db", sample_path, "--read-only", *options))
    assert not file.exists()
    assert notes(sample_path) == []


def test_the_past_is_noted_in_the_present(sample_path: Path, calendar: Calendar) -> None:
    calendar.turn_to(2099, 1, 2)
    day = "2099-01-01"
    command = ("show", "recipients", "--reveal", "--limit", "1", "--columns", "id_number")
    result = run("--db", sample_path, "--as-of", day, *command)
    assert result.exit_code == 0, result.stderr
    assert "*" not in result.stdout
    ((reason, about),) = notes(sample_path)
    assert "1 record " in reason
    assert day in reason
    assert about == ("recipients", 0)
