import os
import subprocess
import sys
from pathlib import Path

import pytest

from fptui.errors import ReadOnlyError
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office
from fptui.store.locking import lock_of
from tests.store.conftest import DISTRICT, TOWN, person

HOLD = """
import sys, pathlib
from fptui.store import Office
office = Office(pathlib.Path(sys.argv[1]))
print(office.read_only, flush=True)
sys.stdin.read()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "False\n"
    return process


def test_the_second_reads_and_says_who_writes(path: Path) -> None:
    with holding(path) as process:
        try:
            with Office(path) as office:
                assert office.read_only
                assert office.holder
                assert office.holder.process == process.pid
                assert office.holder.user
                assert office.holder.host
                assert office.find(UNITS, TOWN.code) == TOWN
                for refused in (
                    lambda: office.change([Edit("units", 2, TOWN, None)]),
                    office.undo,
                    lambda: office.note("shown"),
                ):
                    with pytest.raises(ReadOnlyError, match=str(process.pid)):
                        refused()
        finally:
            process.kill()
    with Office(path) as office:
        assert not office.read_only
        assert office.holder is None


def test_a_killed_writer_leaves_no_lock(path: Path) -> None:
    with holding(path) as process:
        process.kill()
        process.wait()
    assert lock_of(path).exists()
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
    assert not lock_of(path).exists()


def test_a_reader_follows_the_changes(path: Path) -> None:
    with Office(path) as writer, Office(path, read_only=True) as reader:
        assert not reader.refresh()
        assert reader.find(RECIPIENTS, "05-00001") is None
        assert reader.names("units", TOWN.code) == ("红旗镇", "东风区")
        writer.change([Edit("recipients", after=person(1)), Edit("recipients", after=person(2))])
        writer.undo()
        writer.redo()
        assert reader.refresh()
        assert reader.table(RECIPIENTS) == writer.table(RECIPIENTS)
        assert reader.find(RECIPIENTS, "05-00001") == person(1)
        assert [change.kind for change in reader.history()][:2] == ["redo", "undo"]
        assert not reader.refresh()


def test_a_reader_of_a_new_office_sees_its_first_change(tmp_path: Path) -> None:
    from fptui.store import create_office

    path = tmp_path / "office.json"
    with create_office(path) as writer, Office(path) as reader:
        assert not reader.refresh()
        writer.change([Edit("units", after=DISTRICT)])
        assert reader.refresh()
        assert reader.table(UNITS) == {1: DISTRICT}


def test_a_reader_follows_when_the_file_was_replaced(path: Path, tmp_path: Path) -> None:
    from fptui.store import backup, restore

    backup(path, tmp_path / "then.zip")
    with Office(path) as writer:
        writer.change([Edit("units", 2, TOWN, None)])
    with Office(path, read_only=True) as reader:
        assert len(reader.table(UNITS)) == 1
        restore(tmp_path / "then.zip", path)
        assert reader.refresh()
        assert len(reader.table(UNITS)) == 2


def test_a_reader_that_saw_a_line_that_was_taken_back_reads_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office(path) as writer, Office(path, read_only=True) as reader:
        fsync = os.fsync

        def seen_then_failed(_handle: int) -> None:
            monkeypatch.setattr(os, "fsync", fsync)
            assert reader.refresh()
            assert len(reader.table(RECIPIENTS)) == 1
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(os, "fsync", seen_then_failed)
        with pytest.raises(Exception, match="does not answer rightly"):
            writer.change([Edit("recipients", after=person(1))])
        writer.change([Edit("recipients", after=person(2, notes="longer than the one before"))])
        assert reader.refresh()
        assert (
            reader.table(RECIPIENTS)
            == writer.table(RECIPIENTS)
            == {1: person(2, notes="longer than the one before")}
        )


def test_a_reader_does_not_touch_an_unfinished_line(path: Path) -> None:
    from fptui.store.journal import journal_of

    with Office(path) as writer:
        writer.change([Edit("recipients", after=person(1))])
        with journal_of(path).open("ab") as journal:
            journal.write(b'{"hash":"')
        with Office(path, read_only=True) as reader:
            assert reader.table(RECIPIENTS) == {1: person(1)}
            assert reader.notices
        assert journal_of(path).read_bytes().endswith(b'{"hash":"')
        writer.change([Edit("recipients", after=person(2))])
    with Office(path) as office:
        assert len(office.table(RECIPIENTS)) == 2
