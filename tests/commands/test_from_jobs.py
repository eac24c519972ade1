"""Commands are made from the table of jobs, each when it is called."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import fptui.jobs
from fptui.jobs import FAMILIES, JOBS
from fptui.jobs.job import Job
from tests.commands.conftest import run


@pytest.mark.parametrize("name", JOBS)
def test_a_job_is_found_by_the_words_of_its_command(name: str) -> None:
    assert JOBS[name].name == name
    assert run(*name.split(), "--help").exit_code == 0


def test_every_job_that_is_declared_is_in_the_table() -> None:
    for file in Path(fptui.jobs.__file__).parent.glob("*.py"):
        for job in vars(import_module(f"fptui.jobs.{file.stem}")).values():
            assert not isinstance(job, Job) or job.name in JOBS, file.name


def test_the_help_lists_the_first_words_and_says_what_a_family_is() -> None:
    said = run("--help").stdout
    for name in JOBS:
        assert f"\n  {name.split()[0]} " in said
    for word, help_ in FAMILIES.items():
        assert help_ in run(word, "--help").stdout
    assert {name.split()[0] for name in JOBS} - set(JOBS) == set(FAMILIES)


def test_a_word_that_is_no_command_is_refused() -> None:
    result = run("targts")
    assert result.exit_code == 2
    assert "targts" in result.stderr


def loaded(*arguments: str) -> set[str]:
    """The jobs' files that a command reads."""
    code = (
        "import sys; from fptui.commands.cli import cli; "
        f"cli.main({list(arguments)!r}, standalone_mode=False); "
        "print(*(one for one in sys.modules if one.startswith('fptui.jobs.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return {one.removeprefix("fptui.jobs.") for one in done.stderr.split()}


def test_a_command_reads_no_other_jobs(sample_path: Path) -> None:
    assert loaded("--version") == set()
    read = loaded("--db", str(sample_path), "targets")
    assert "show_targets" in read
    assert not read & {"import_list", "show_table", "find_doubts", "backup_office"}
