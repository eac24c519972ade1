from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fptui.commands.cli import cli
from fptui.store import clock

BEIJING = timezone(timedelta(hours=8))


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    """The command line with these arguments, as its users call it."""
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, words, prog_name="fptui", input=typed)


def refusal(result: Result) -> str:
    """The one line that a refused command says; nothing on standard output."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return message(result)


def message(result: Result) -> str:
    """The one line on standard error."""
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


class Calendar:
    """The day that the office's clock shows."""

    def __init__(self) -> None:
        self.now = datetime(2005, 6, 1, 9, 30, tzinfo=BEIJING)

    def present(self) -> datetime:
        return self.now

    def turn_to(self, year: int, month: int, day: int) -> None:
        self.now = self.now.replace(year=year, month=month, day=day)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """A calendar that stands at 1 June 2005 until it is turned."""
    calendar = Calendar()
    monkeypatch.setattr(clock, "present", calendar.present)
    return calendar
