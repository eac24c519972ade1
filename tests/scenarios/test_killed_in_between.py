"""Programs that are killed at each call that changes a file: wholly old or wholly new.

A child process counts the calls of `os` that change something and ends itself at the one
that it is told, as a kill there would. The next program that opens the office finds it whole.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office, backup, check_office, create_office
from tests.store.conftest import DISTRICT, TOWN, person

SOAK = bool(os.environ.get("FPTUI_SOAK"))

CHILD = """
import os, sys, runpy
stop, done = int(sys.argv[1]), 0
def counted(real):
    def call(*arguments, **options):
        global done
        done += 1
        if done == stop:
            os._exit(77)
        return real(*arguments, **options)
    return call
def opened(real):
    def call(path, flags, *rest, **options):
        global done
        if flags & (os.O_CREAT | os.O_TRUNC):
            done += 1
            if done == stop:
                os._exit(77)
        return real(path, flags, *rest, **options)
    return call
for name in ("write", "fsync", "rename", "replace", "unlink", "remove", "rmdir", "mkdir",
             "ftruncate", "link", "symlink"):
    setattr(os, name, counted(getattr(os, name)))
os.open = opened(os.open)
from pathlib import Path
from fptui.commands.cli import main
from fptui.registers.edits import Edit
from fptui.store import Office, backup, check_office, create_office, restore, salvage
from tests.store.conftest import person
place = Path(sys.argv[3])
path = place / "office.json"
"""

JOBS = {
    "change": 'with Office(path) as o: o.change([Edit("recipients", after=person(2))])',
    "undo": "with Office(path) as o: o.undo()",
    "redo": "with Office(path) as o: o.undo(); o.redo()",
    "note": 'with Office(path) as o: o.note("shown")',
    "backup": 'backup(path, place / "new.zip")',
    "restore": 'restore(place / "kept.zip", path)',
    "save": 'salvage(check_office(path), place / "saved.json")',
    "found": 'create_office(place / "new.json").close()',
    "import": (
        'sys.argv = ["fptui", "--db", str(path), "import", "units", str(place / "units.csv")]\n'
        "main()"
    ),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An office of one recipient, and a backup of it before there was any."""
    place = tmp_path / "place"
    place.mkdir()
    with create_office(place / "office.json") as office:
        office.change([Edit("units", after=DISTRICT), Edit("units", after=TOWN)])
    backup(place / "office.json", place / "kept.zip")
    with Office(place / "office.json") as office:
        office.change([Edit("recipients", after=person(1))])
    columns = "code,name,level,kind,parent"
    village = f"430299101201,样本村,village,village,{TOWN.code}"
    (place / "units.csv").write_text(f"{columns}\n{village}\n", encoding="utf-8")
    return place


def people(path: Path) -> tuple[str, ...]:
    with Office(path) as office:
        return tuple(one.file_number for one in office.table(RECIPIENTS).values())


OLD_OR_NEW = {
    "change": {("05-00001",), ("05-00001", "05-00002")},
    "undo": {("05-00001",), ()},
    "redo": {("05-00001",), ()},
    "restore": {("05-00001",), ()},
}


@pytest.mark.parametrize("job", JOBS if SOAK else ("change", "restore"))
def test_a_kill_leaves_it_old_or_new(place: Path, tmp_path: Path, job: str) -> None:
    allowed = OLD_OR_NEW.get(job, {("05-00001",)})
    seen = set()
    for stop in range(1, 400):
        here = tmp_path / f"at-{stop}"
        shutil.copytree(place, here)
        code = run_and_kill(job, stop, here)
        seen.add(found_whole(here, job, stop, allowed))
        for new in ("new.json", "saved.json"):
            if (here / new).exists():
                assert check_office(here / new).sound, (job, stop)
        shutil.rmtree(here)
        if code == 0:
            break
        assert code == 77, (job, stop)
    else:
        pytest.fail("the job has no end")
    assert seen == allowed, job


def run_and_kill(job: str, stop: int, here: Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", CHILD + JOBS[job], str(stop), job, str(here)],
        check=False,
        timeout=60,
    ).returncode


def found_whole(here: Path, job: str, stop: int, allowed: set[tuple[str, ...]]) -> tuple[str, ...]:
    there = people(here / "office.json")
    assert there in allowed, (job, stop)
    report = check_office(here / "office.json")
    assert report.sound, (job, stop, report.problems)
    left = [
        one.name
        for one in here.iterdir()
        if one.name.startswith((".office.json.", ".fptui-restore."))
    ]
    assert not left, (job, stop)
    return there
