"""Each job's command and dialog ask the same questions and run the same code."""

import asyncio
from pathlib import Path
from shutil import copyfile
from typing import Any
from zipfile import ZipFile

import click
import pytest

from fptui.commands.cli import cli
from fptui.commands.from_jobs import INSTEAD
from fptui.commands.options import OfficeCommand
from fptui.jobs import JOBS, jobs_of
from fptui.jobs.choices import ColumnTexts
from fptui.jobs.edit_records import editable
from fptui.jobs.job import Job
from fptui.jobs.questions import Choice, Question
from fptui.jobs.record_questions import Records
from fptui.language import LANGUAGES, _, use_language
from fptui.registers import REGISTERS
from fptui.registers.entry_sheets import ENTRY_SHEETS
from fptui.registers.units import UNITS
from fptui.screens.app import FptuiApp
from fptui.screens.job_dialog import JobDialog
from fptui.store import Office
from fptui.store.journal import journal_of
from tests.commands.conftest import run
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import NARROW, pilot, press
from tests.verified import re_verify_all

__all__ = ["pilot"]

OF_ALL = {one.name for one in OfficeCommand("any", params=[]).params}
BESIDE = {"dry_run", "yes", "format_name", "output", "where", "reveal", INSTEAD}
EACH = pytest.mark.parametrize("job", JOBS.values(), ids=list(JOBS))


def words_of(job: Job) -> list[str]:
    """The words of its command, without the flag by which that one does it."""
    return [word for word in job.command if not word.startswith("--")]


def command_named(job: Job) -> click.Command:
    """The command that does a job; of a flag, the one that takes it."""
    command: click.Command = cli
    for word in words_of(job):
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return command


def keys_on_command_line(question: Question[Any], key: str) -> list[str]:
    if isinstance(question, Choice) and question.flagged:
        return [f"{key}_is_{option}" for option in question.flagged]
    return [key] if question.on_command_line else []


@EACH
def test_the_command_takes_what_the_questions_ask(job: Job) -> None:
    together = [one for one in JOBS.values() if words_of(one) == words_of(job)]
    asked = [
        key
        for one in together
        for name, question in one.questions.items()
        for key in keys_on_command_line(question, name)
    ]
    taken = [one.name for one in command_named(job).params if one.name]
    assert [key for key in taken if key in asked or key not in OF_ALL | BESIDE] == asked


@EACH
def test_every_job_and_question_has_its_words(job: Job) -> None:
    assert job.title and job.help
    assert all(question.heading for question in job.questions.values())
    english = [job.title, job.help, *(one.heading for one in job.questions.values())]
    english += [one.help for one in job.questions.values() if one.help]
    for language in LANGUAGES:
        if language != "en":
            use_language(language)
            for text in english:
                assert _(text) != text, (language, text)


@EACH
def test_every_job_is_in_the_help(job: Job) -> None:
    *above, last = job.command
    assert last in run(*above, "--help").stdout
    assert run(*job.command, "--help").exit_code == 0


@EACH
async def test_the_dialog_asks_what_the_questions_ask(job: Job, sample: Office) -> None:
    preset: dict[str, object] = {}
    if "files" in job.questions:
        preset["files"] = (1, 2)
    if any(isinstance(one, ColumnTexts) for one in job.questions.values()):
        preset["table"] = UNITS.name
    dialog = JobDialog(job, sample, preset)
    given: dict[str, object] = dict(preset)
    asked = []
    for key, question in job.questions.items():
        if not question.on_screen or isinstance(question, Records) or not question.applies(given):
            continue
        if key in preset:
            continue
        if isinstance(question, ColumnTexts):
            asked += [(one.key, _(one.heading), False) for one in editable(UNITS)]
            continue
        asked.append((key, _(question.heading), question.needed))
        proposed = question.proposed(sample, given)
        given[key] = question.parse(proposed, sample) if proposed else question.empty
    assert [(one.key, one.heading, one.needed) for one in dialog.specs()] == asked


def test_a_dialog_knows_all_units_by_their_names(sample: Office) -> None:
    specs = {one.key: one for one in JobDialog(JOBS["notice"], sample, {}).specs()}
    for unit in sample.table(UNITS).values():
        (meant,) = specs["unit"].meanings(unit.name)
        assert meant.key == unit.code


async def test_every_job_is_in_the_palette_and_its_menus(pilot: Any) -> None:
    titles = {one.title for one in pilot.app.get_system_commands(pilot.app.screen)}
    assert {_(job.title) for job in JOBS.values() if not job.only_on_screen} <= titles
    assert {_(sheet.title) for sheet in ENTRY_SHEETS.values()} <= titles
    for register in REGISTERS.values():
        pilot.app.open_register(register.name)
        await pilot.pause()
        there = [command for _title, command in pilot.app.screen.tasks() if command]
        assert there == [f"fptui {job.name}" for job in jobs_of(register.name)]
        await press(pilot, "m")
        page = pilot.app.screen.query_one("OptionList")
        assert {job.name for job in jobs_of(register.name)} <= {one.id for one in page.options}
        await press(pilot, "escape")


TO_CSV = (*["down"] * 4, "end", *["backspace"] * 5, *".csv")
RUNS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    # what is typed after the command, the screen, and the keys after the choice in its menu
    "move": (
        ("exited", "04-0001", "--exit-reason", "01", "--exit-date", "2005-12-01"),
        "2",
        (*"exited", "enter", *"01", "enter", *["backspace"] * 10, *"2005-12-01", "enter", "y"),
    ),
    "verify": (("04-0001",), "2", ("y",)),
    "pay open": (("--round", "1"), "3", ("enter", "y")),
    "pay bank-file": (("-o", "bank-2006-1.csv"), "3", (*TO_CSV, "ctrl+s", "y")),
    "template": (("units", "-o", "Units-blank-form.xlsx"), "7", ("enter",)),
    "import": (("recipients", "a.csv", "--yes"), "2", (*"a.csv", "ctrl+s", "y")),
    "edit": (
        ("recipients", "04-0001", "--set", "bank=农业银行"),
        "2",
        ("ctrl+g", *"ba", *"农业银行", "ctrl+s", "y"),
    ),
    "lists add": (("activity_kinds", "广场舞"), "6", (*"广场舞", "ctrl+s", "y")),
    "lists remove": (("activity_kinds", "slogans"), "6", (*"slogans", "ctrl+s", "y")),
    "pay results": (("answers.csv",), "3", (*"answers.csv", "ctrl+s", "y")),
    "pay reissue": ((), "3", ("enter", "y")),
    "year begins": (("10",), "7", ("backspace", *"10", "enter", "y")),
    "year open": (("2006",), "7", ("enter", "y")),
}
ANSWERS = "个案编号,处理结果,失败原因\n04-0001,成功,\n04-0002,退票,户名不符\n"
AT_THE_BANK = (("pay", "open"), ("pay", "bank-file", "-o", "bank.csv"))
BEFORE = {
    "pay bank-file": (("pay", "open"),),
    "pay results": AT_THE_BANK,
    "pay reissue": (*AT_THE_BANK, ("pay", "results", "answers.csv")),
}
"""What must have been done before a run."""


def content(path: Path) -> object:
    """All records of an office, and what its history says of them."""
    with Office(path, read_only=True) as office:
        records = {name: dict(office.table(one)) for name, one in REGISTERS.items()}
        return records, [(one.kind, one.reason) for one in office.history()]


def files_beside(path: Path) -> dict[str, dict[str, bytes]]:
    """The office's lists, and of workbooks the parts but for the one that says when."""
    found = {one.name: {"": one.read_bytes()} for one in path.parent.glob("*.toml")}
    for one in path.parent.glob("*.xlsx"):
        with ZipFile(one) as parts:
            found[one.name] = {
                part: parts.read(part) for part in parts.namelist() if part != "docProps/core.xml"
            }
    return found


@pytest.mark.parametrize("name", list(RUNS))
async def test_the_command_and_the_keys_come_to_the_same(
    name: str, sample_path: Path, last_day_of_2005: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, screen, keys = RUNS[name]
    if name.startswith("pay"):
        with Office(sample_path) as office:
            re_verify_all(office)
    monkeypatch.chdir(sample_path.parent)
    Path("answers.csv").write_text(ANSWERS)
    for command in BEFORE.get(name, ()):
        assert run("--db", sample_path, "--year", "2006", *command).exit_code == 0
    before = content(sample_path)
    folders = [sample_path.parent / one for one in ("command", "keys")]
    for folder in folders:
        folder.mkdir()
        copyfile(sample_path, folder / "office.json")
        copyfile(journal_of(sample_path), journal_of(folder / "office.json"))
        (folder / "answers.csv").write_text(ANSWERS)
        (folder / "a.csv").write_text(
            "个案编号,姓名,性别,出生日期,身份证号码,单位\n06-0001,样本,男,,,430299101201\n"
        )
    monkeypatch.chdir(folders[0])
    result = await asyncio.to_thread(
        run, "--db", "office.json", "--year", "2006", *name.split(), *words
    )
    monkeypatch.chdir(folders[1])
    with Office(folders[1] / "office.json") as office:
        office.year = 2006
        async with FptuiApp(office).run_test(size=NARROW) as pilot:
            await pilot.pause()
            await press(pilot, screen)
            await choose(pilot, name)
            for key in keys:
                await do(pilot, key)
            messages = told(pilot)
    said = result.output.strip().splitlines()[-1]
    assert said.replace(str(folders[0]), str(folders[1])) in messages
    one, other = (folder / "office.json" for folder in folders)
    assert content(one) == content(other), result.output
    assert content(one) != before or files_beside(one), result.output
    assert files_beside(one) == files_beside(other), result.output
