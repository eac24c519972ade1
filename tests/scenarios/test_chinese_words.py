"""A Chinese session is Chinese: no English word in what it draws, but those that people type."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from fptui.commands.cli import cli
from fptui.jobs import JOBS
from fptui.language import _, use_language
from fptui.language.system_errors import reason_said
from fptui.registers import REGISTERS
from fptui.registers.contracts import CONTRACTS, Contract
from fptui.registers.counts import COUNTS, Count
from fptui.registers.edits import Edit
from fptui.registers.indicators import INDICATORS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS, Unit
from fptui.screens.actions import ACTIONS
from fptui.screens.app import FptuiApp
from fptui.store import Office
from tests.commands.conftest import run
from tests.screens.test_screens import press

_WORD = re.compile(r"[A-Za-z]{2,}")
_TYPED = re.compile(
    r"[“「]fptui [^”」]*[”」]"  # lines to paste
    r"|“?fptui( [a-z][a-z-]*)*”?"  # commands
    r"|-{1,2}[a-z][a-z-]*"  # options
    r"|[a-z]+(_[a-z]+)+"  # codes and keys
    r"|\b[a-z_]+:[a-z_]+"  # queries
    r"|\.[a-z]{2,5}\b"  # endings of files
    r"|\b[A-Z][A-Z_0-9,=]*(?![A-Za-z])"  # what stands in the place of an answer: FILE_NO
    r"|/[a-z/.]+"  # paths
    r"|\b[WQXPJ][0-9]{2}\b"  # numbers of records
    r"|zh-Han[st]"
)
_SAID = """
fptui xlsx xls docx svg png Excel ods csv tsv json html text markdown txt md Markdown TinyDB
Enter Esc Tab Shift Ctrl Space Del Home End PgDn PgUp Backspace
en zh Hans Hant English yes no on off
village township district exits
age state name sort bank Big
"""
ALLOWED = frozenset(_SAID.split())
ENGLISH = {"indicators"}
"""Registers that hold English by their nature: what a thing is called in each language."""

_NAMES = {*(word for name in JOBS for word in name.split())}


def english_in(lines: Iterable[str]) -> Iterator[str]:
    """The English words of lines, each with its line."""
    for line in lines:
        for word in _WORD.findall(_TYPED.sub(" ", line)):
            if word not in ALLOWED and word not in _NAMES:
                yield f"{word}: {line.strip()}"


def _commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from _commands(inner, (*words, word))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_english_in_what_commands_say(sample_path: Path, language: str) -> None:
    office = ("--db", sample_path, "--lang", language)
    said = [run(*office, *words, "--help").output for words in _commands(cli)]
    said += [
        run(*office, "show", name, "--limit", "30").output
        for name in REGISTERS
        if name not in ENGLISH
    ]
    said += [
        run(*office, *words).output
        for words in (
            ("check",), ("targets",), ("doubts",), ("notice", "village"), ("forecast",),
            ("pay", "status"), ("verify",), ("move", "confirmed", "--dry-run"),
            ("export", "units", "-o", "/no/such/folder/x.csv"), ("import", "units", "/tmp"),
            ("targets", "--period", "2005H1"), ("targets", "--period", "2004"),
            ("year", "begins", "10", "--dry-run"), ("year", "begins", "1"),
            ("year", "open", "2006", "--dry-run"), ("year", "open", "2006"),
            ("year", "open", "2006", "--dry-run"),
            ("targets",), ("show", "contracts"), ("show", "台账"), ("show", "台账", "--where", "x"),
            ("show", "units", "--sort", "无此列"), ("lists", "add", "无此列表", "甲"),
            ("targets", "--period", "无此时期"), ("targets", "--unit", "无此单位"),
        )
    ]  # fmt: skip
    put_wrong(sample_path)
    checked = run(*office, "check")
    assert checked.exit_code == 1
    said = [text.replace(str(sample_path), "") for text in (*said, checked.output)]
    assert not list(english_in(line for text in said for line in text.splitlines()))


def put_wrong(path: Path) -> None:
    """Records with which rules, references and figures are not content."""
    with Office(path) as office:
        number, one = next(iter(office.table(RECIPIENTS).items()))
        wrong = {"phone": "12345", "children_living": 9, "paid_from": 1999, "unit": "无此单位"}
        indicator = office.table(INDICATORS)[1]
        office.change(
            [
                Edit(RECIPIENTS.name, number, one, replace(one, **wrong)),
                Edit(INDICATORS.name, 1, indicator, replace(indicator, scale=7, numerator="甲 +")),
                Edit(COUNTS.name, after=Count(period="05", unit="无此单位", name="甲", value=-1)),
                Edit(UNITS.name, after=Unit(code="9", name="甲", level="village", kind="town")),
                Edit(CONTRACTS.name, after=Contract(period="2005", indicator="甲", unit="9")),
            ]
        )


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_english_in_the_words_of_dialogs_and_keys(language: str) -> None:
    use_language(language)
    said = [_(action.description) for action in ACTIONS]
    for job in JOBS.values():
        said += [_(job.title), _(job.help), _(job.doing)]
        for question in job.questions.values():
            said += [_(question.heading), question.help_said()]
    for register in REGISTERS.values():
        said.append(_(register.title))
        said += [_(column.heading) for column in register.columns]
    said += [reason_said(OSError(code, "")) for code in (2, 13, 17, 20, 21, 28, 30, 36)]
    assert not list(english_in(said))


async def test_no_english_on_screens(sample: Office) -> None:
    use_language("zh-Hans")
    found: dict[str, None] = {}
    async with FptuiApp(sample).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for number in "12345678":  # the history has what people wrote
            # beside the targets are registers that are ENGLISH; they have parts of the year
            beside = (("p",), ("P", "P")) if number == "1" else (("tab",), ("tab",))
            for keys in ((number,), ("question_mark",), ("pagedown",), ("escape",), *beside):
                screen = await press(pilot, *keys)
                found |= dict.fromkeys(english_in(screen.splitlines()))
    assert not list(found)
