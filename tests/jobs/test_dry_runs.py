"""Each job says beside another writer what it would do, and does nothing."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import msgspec
import pytest

from fptui.jobs import JOBS
from fptui.jobs.job import Looking
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Register
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from fptui.store.backup import backup
from fptui.store.journal import journal_of
from tests.commands.conftest import run
from tests.store.test_two_at_one_file import holding
from tests.verified import re_verify_all

WORDS: dict[str, tuple[str, ...]] = {
    "init": ("--sample", "new.json"),
    "import": ("recipients", "a.csv", "--yes"),
    "template": ("units", "-o", "units.xlsx"),
    "edit": ("recipients", "04-0001", "--set", "notes=x"),
    "move": ("suspended", "04-0001", "--reason", "away"),
    "verify": ("05-0300",),
    "doubts settle": ("04-0004", "04-0005", "--not-the-same", "--reason", "twins"),
    "warnings explain": ("cfca6", "--reason", "hospital"),
    "pay open": (),
    "pay bank-file": ("-o", "bank.xlsx"),
    "pay results": ("b.csv",),
    "pay reissue": (),
    "lists add": ("finding_kinds", "台账不全"),
    "lists remove": ("finding_kinds", "files_incomplete"),
    "year begins": ("10",),
    "year open": ("2006",),
    "check --repair": (),
    "undo": (),
    "redo": (),
    "backup": ("copy.zip",),
    "restore": ("kept.zip",),
}
"""What is typed after the words of each job that can be tried without being done."""


def test_every_job_that_changes_something_is_tried_here() -> None:
    changing = {name for name, job in JOBS.items() if not isinstance(job, Looking)}
    assert {name for name in changing if not JOBS[name].only_on_screen} == set(WORDS)


def change(office: Office, register: Register[Any], identity: str, **fields: object) -> None:
    number = office.number_of(register, identity)
    assert number is not None
    before = office.table(register)[number]
    after = msgspec.structs.replace(before, **fields)
    office.change([Edit(register.name, number, before, after)])


@pytest.fixture(scope="module")
def folder(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An office in which there is something to do for each job, held by another program."""
    folder = tmp_path_factory.mktemp("held")
    path = folder / "office.json"
    copyfile(founded, path)
    copyfile(journal_of(founded), journal_of(path))
    with Office(path, year=2006) as office:
        re_verify_all(office)
    run("--db", path, "--year", "2006", "pay", "open")
    with Office(path) as office:
        change(office, PAYMENTS, "2006 1 04-0002", result="returned", return_reason="户名不符")
        number = office.number_of(PAYMENTS, "2006 1 04-0003")
        assert number is not None
        office.change([Edit(PAYMENTS.name, number, office.table(PAYMENTS)[number], None)])
        twin = office.find(RECIPIENTS, "04-0004")
        assert twin is not None
        change(office, RECIPIENTS, "04-0005", id_number=twin.id_number)
        change(office, COUNTS, "2005 430299001001 births", value=161)
        change(office, RECIPIENTS, "05-0300", verified=None, unit="东升村")
        change(office, RECIPIENTS, "05-0300", notes="x")
        office.undo()
    backup(path, folder / "kept.zip")
    (folder / "a.csv").write_text(
        "个案编号,姓名,性别,单位\n06-0001,样本,男,430299101201\n", encoding="utf-8"
    )
    (folder / "b.csv").write_text("个案编号,处理结果\n04-0001,成功\n", encoding="utf-8")
    with holding(path) as process:
        yield folder
        process.kill()


def content_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@pytest.mark.parametrize("name", list(WORDS))
def test_a_dry_run_works_beside_another_writer_and_does_nothing(
    folder: Path, name: str, last_day_of_2005: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = content_of(folder)
    of_office = ("--db", "office.json", "--year", "2006")
    tried = run(*of_office, *name.split(), *WORDS[name], "--dry-run")
    assert tried.exit_code < 2, tried.output
    assert "--dry-run was given" in tried.stderr
    assert content_of(folder) == before
