"""What was done is said in the end: to how many, and where it was one, to whom."""

from pathlib import Path

import pytest

from fptui.language import LANGUAGES
from tests.commands.conftest import run
from tests.commands.test_doubts import FIRST, TWIN, doubtful

__all__ = ["doubtful"]

ONE = ("04-0001",)
TWO = ("04-0002", "04-0003")
JOBS = (
    (("verify",), ()),
    (("move", "suspended"), ("--reason", "?")),
    (("edit", "recipients"), ("--set", "bank=农业银行")),
)


def last_said(path: Path, language: str, *words: str) -> str:
    """The last sentence of a command that did what was asked."""
    result = run("--db", path, "--lang", language, "--year", "2006", *words)
    assert result.exit_code == 0, result.output
    return result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_says_how_many_and_of_one_whom(doubtful: Path, language: str) -> None:
    for command, options in JOBS:
        said = last_said(doubtful, language, *command, *ONE, *options)
        assert said.startswith("04-0001 冯淑腊"), command
        assert said.count("04-0001") == said.count("冯淑腊") == 1
        said = last_said(doubtful, language, *command, *TWO, *options)
        assert "2" in said, command
        assert "04-" not in said
    settled = ("doubts", "settle", FIRST, TWIN, "--not-the-same", "--reason", "?")
    said = last_said(doubtful, language, *settled)
    assert said.count(FIRST) == said.count(TWIN) == 1
    assert "1" in said
