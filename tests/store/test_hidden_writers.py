"""Writers that the lock does not see: removed locks, other names, locks that lock nothing."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fptui.errors import DamagedError, StoreError
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office, check_office, create_office, locking, restore, salvage
from fptui.store.journal import journal_of
from fptui.store.journal_writing import OvertakenError
from fptui.store.locking import LockHeldError, WriterLock, lock_of
from tests.store.conftest import person

SOAK = bool(os.environ.get("FPTUI_SOAK"))
ROUNDS = 200 if SOAK else 3


def add(office: Office, number: int) -> None:
    office.change([Edit("recipients", after=person(number))])


def no_lock(_handle: int) -> None:
    """A lock that locks nothing, as some file systems have them."""


def has_no_locks(_handle: int) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


def test_a_removed_lock_does_not_let_a_second_writer_in(path: Path) -> None:
    with Office(path) as first:
        add(first, 1)
        lock_of(path).unlink()
        with Office(path) as second:
            assert second.read_only
            assert "whose lock office.json.lock was removed" in second.why_read_only
            add(first, 2)
            assert second.refresh()
            assert second.find(RECIPIENTS, "05-00002")
        first.close()
        with Office(path) as third:
            assert not third.read_only


def test_a_lock_is_released_by_its_owner_only(path: Path) -> None:
    first = WriterLock(lock_of(path))
    lock_of(path).unlink()
    second = WriterLock(lock_of(path))
    first.release()
    assert lock_of(path).exists()
    second.release()
    assert not lock_of(path).exists()


def test_a_lock_on_a_file_that_was_removed_meanwhile_is_no_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, lock, removed = locking._lock, lock_of(path), []

    def lock_what_goes(handle: int) -> None:
        if not removed:  # the one before ends between our opening of the file and locking it
            removed.append(handle)
            lock.unlink()
        real(handle)

    monkeypatch.setattr(locking, "_lock", lock_what_goes)
    first = WriterLock(lock)
    assert lock.exists()
    with pytest.raises(LockHeldError) as refused:
        WriterLock(lock)
    assert refused.value.holder.process == os.getpid()
    first.release()
    assert not lock.exists()


@pytest.mark.parametrize("how", [os.symlink, os.link])
def test_an_office_of_two_names_has_one_writer(path: Path, how: object) -> None:
    other = path.with_name("other") / "名称.json"
    other.parent.mkdir()
    how(path, other)  # type: ignore[operator]
    with Office(path) as first:
        add(first, 1)
        if how is os.link:
            os.link(journal_of(path), journal_of(other))
        with Office(other) as second:
            assert second.read_only
    with Office(other) as second:
        assert not second.read_only
        add(second, 2)
    assert other.is_symlink() == (how is os.symlink)
    with Office(path) as first:
        assert first.find(RECIPIENTS, "05-00002")
    assert check_office(path).sound


def test_a_journal_behind_a_link_stays_there(path: Path) -> None:
    far = path.with_name("far.journal")
    with Office(path) as office:
        add(office, 1)
    journal_of(path).rename(far)
    journal_of(path).symlink_to(far)
    with Office(path) as office:
        add(office, 2)
    assert journal_of(path).is_symlink()
    assert check_office(path).sound


def test_what_another_has_written_is_never_cut_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_lock", no_lock)
    with Office(path) as first, Office(path) as second:
        assert not second.read_only
        add(first, 1)
        with pytest.raises(OvertakenError, match="has written change 3"):
            add(second, 2)
        assert second.find(RECIPIENTS, "05-00001")
        add(second, 2)
        with pytest.raises(OvertakenError, match="has written change 4"):
            first.undo()
        assert first.find(RECIPIENTS, "05-00002")
    with Office(path) as office:
        assert len(office.table(RECIPIENTS)) == 2
    assert check_office(path).sound


def test_who_lost_a_race_takes_only_its_own_line_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_lock", no_lock)
    with Office(path) as first, Office(path) as second:
        real, done = os.write, False

        def write(handle: int, data: bytes) -> int:
            nonlocal done
            if not done:
                done = True
                add(first, 1)  # between the look of the second and its writing
            return real(handle, data)

        monkeypatch.setattr(os, "write", write)
        with pytest.raises(OvertakenError):
            add(second, 2)
        add(second, 3)
    with Office(path) as office:
        assert [one.file_number for one in office.table(RECIPIENTS).values()] == [
            "05-00001",
            "05-00003",
        ]
    assert check_office(path).sound


def test_a_journal_that_was_replaced_takes_no_change(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_lock", no_lock)
    with Office(path) as office:
        add(office, 1)
        content = journal_of(path).read_bytes()
        journal_of(path).rename(path.with_name("old"))
        journal_of(path).write_bytes(content)
        with pytest.raises(StoreError, match="not the file any more"):
            add(office, 2)
        add(office, 3)
    assert check_office(path).sound


def test_a_restoring_does_not_go_over_a_writer_whose_lock_was_removed(
    path: Path, tmp_path: Path
) -> None:
    from fptui.store import backup

    backup(path, tmp_path / "b.zip")
    with Office(path) as office:
        lock_of(path).unlink()
        with pytest.raises(StoreError, match="whose lock was removed"):
            restore(tmp_path / "b.zip", path)
        add(office, 1)


def test_where_there_are_no_locks_only_who_is_alone_writes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_lock", has_no_locks)
    with Office(path) as office:
        assert office.read_only
        assert "its file system has no locks" in office.why_read_only
        assert "--alone" in office.why_read_only
    with Office(path, alone=True) as office:
        assert not office.read_only
        add(office, 1)
    assert check_office(path).sound


def test_no_empty_office_is_put_where_a_journal_stands(path: Path, tmp_path: Path) -> None:
    with Office(path) as office:
        add(office, 1)
    path.unlink()
    for opened in (lambda: Office(path), lambda: create_office(path)):
        with pytest.raises(DamagedError, match="check --save"):
            opened()
    report = check_office(path)
    assert not report.sound
    salvage(report, tmp_path / "saved.json")
    with Office(tmp_path / "saved.json") as office:
        assert office.find(RECIPIENTS, "05-00001")


def test_the_chain_counts_before_a_file_without_a_seal(path: Path, tmp_path: Path) -> None:
    with Office(path) as office:
        add(office, 1)
    path.write_text('{"office": {"1": {"format": "fptui-office", "version": 1, "name": "x"}}}')
    with pytest.raises(StoreError):
        Office(path)
    report = check_office(path)
    assert any("no seal" in problem for problem in report.problems)
    salvage(report, tmp_path / "saved.json")
    with Office(tmp_path / "saved.json") as office:
        assert office.find(RECIPIENTS, "05-00001")


# Two such programs write at once, with locks that lock nothing, and say what was acknowledged.
RACER = """
import sys, time
from pathlib import Path
from fptui.errors import StoreError
from fptui.registers.edits import Edit
from fptui.store import Office, locking
from fptui.store.journal_writing import OvertakenError
from tests.store.conftest import person
locking._lock = lambda handle: None
office = Office(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(number, number + 30):
    for _time in range(200):
        try:
            office.change([Edit("recipients", after=person(number))])
        except OvertakenError:
            continue
        print(number, flush=True)
        break
office.close()
"""


def test_two_that_race_lose_nothing_that_was_acknowledged(path: Path) -> None:
    first = 1
    told: set[int] = set()
    for _round in range(ROUNDS):
        racers = [
            subprocess.Popen(
                [sys.executable, "-c", RACER, str(path), str(begin)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for begin in (first, first + 30)
        ]
        first += 60
        for racer in racers:
            assert racer.stdout
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin
            racer.stdin.write("\n")
            racer.stdin.flush()
        for racer in racers:
            output, _ = racer.communicate(timeout=120)
            assert racer.returncode == 0
            told.update(map(int, output.split()))
        if _round % 10 == 0 or not SOAK:
            report = check_office(path)
            assert report.sound, report.problems
    with Office(path) as office:
        there = {int(one.file_number[3:]) for one in office.table(RECIPIENTS).values()}
    assert told <= there
    assert len(told) > 50 * ROUNDS
