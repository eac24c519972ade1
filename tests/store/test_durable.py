"""What is acknowledged is on the disk: what is made durable, and in which order.

A test that reads the file again cannot tell; so the calls of the system are written down.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fptui.errors import StoreError
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office, backup, check_office, create_office, restore
from fptui.store.journal import journal_of
from fptui.store.leftovers import UNPACKED, prefix_of
from fptui.store.replacing import replace_file
from tests.store.conftest import DISTRICT, TOWN, person

Calls = list[tuple[str, str]]


def named(path: Path) -> str:
    """A file by its name; one that is being made by the name that it will have."""
    for begin in ("office.json", "b.zip", "kept", "plan.json"):
        if path.name.startswith(prefix_of(begin)):
            return f"new {begin}"
    return "unpacked" if path.name.startswith(prefix_of(UNPACKED)) else path.name


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What is made, written, synced, put in place or cut, with the name of the file or folder."""
    done: Calls = []

    def of_handle(what: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(handle: int, *rest: Any) -> Any:
            path = Path(f"/proc/self/fd/{handle}").readlink()
            folder = stat.S_ISDIR(os.fstat(handle).st_mode)
            if path.suffix != ".lock":
                done.append((what, "folder" if folder else named(path)))
            return real(handle, *rest)

        return call

    def of_path(what: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *rest: Any, **more: Any) -> Any:
            done.append((what, named(Path(path))))
            return real(path, *rest, **more)

        return call

    opened = os.open

    def create(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT and not str(path).endswith(".lock"):
            done.append(("create", named(Path(path))))
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", create)
    for what in ("write", "fsync", "ftruncate"):
        monkeypatch.setattr(os, what, of_handle(what, getattr(os, what)))
    for what in ("rename", "replace", "unlink"):
        monkeypatch.setattr(os, what, of_path(what, getattr(os, what)))
    return done


pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="handles have no names")


def test_a_change_is_on_the_disk_before_it_is_acknowledged(path: Path, calls: Calls) -> None:
    with Office(path) as office:
        calls.clear()
        office.change([Edit("recipients", after=person(1))])
        journal = journal_of(path).name
        assert calls == [("write", journal), ("fsync", journal)]
        calls.clear()
        office.undo()
        office.note("shown")
        assert calls == [("write", journal), ("fsync", journal)] * 2


def test_the_first_change_makes_the_name_of_the_journal_durable(
    tmp_path: Path, calls: Calls
) -> None:
    journal = "office.json.journal"
    with create_office(tmp_path / "office.json") as office:
        office.change([Edit("units", after=DISTRICT), Edit("units", after=TOWN)])
    first = calls.index(("create", journal))
    assert calls[first : first + 4] == [
        ("create", journal),
        ("fsync", "folder"),
        ("write", journal),
        ("fsync", journal),
    ]


def test_a_file_is_durable_before_it_is_put_in_place_and_its_name_after(
    tmp_path: Path, calls: Calls
) -> None:
    at_sync: list[bytes] = []
    fsync = os.fsync

    def look(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            at_sync.append(Path(f"/proc/self/fd/{handle}").read_bytes())
        fsync(handle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", look)
        replace_file(tmp_path / "kept", [b"one ", b"two"])
    assert at_sync == [b"one two"], "all was handed to the system before"
    assert calls[-3:] == [("fsync", "new kept"), ("replace", "new kept"), ("fsync", "folder")]


@pytest.mark.parametrize("what", ["office.json", "b.zip"])
def test_snapshots_and_backups_are_put_in_place_durably(
    path: Path, calls: Calls, what: str
) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
        if what == "office.json":
            calls.clear()
    if what == "b.zip":
        calls.clear()
        backup(path, path.with_name(what))
    made = [call for call in calls if call[1] in (f"new {what}", "folder") and call[0] != "unlink"]
    assert made[-3:] == [("fsync", f"new {what}"), ("replace", f"new {what}"), ("fsync", "folder")]


def test_an_unfinished_line_that_lacks_its_end_only_is_finished_durably(
    path: Path, calls: Calls
) -> None:
    with Office(path) as office:
        snapshot = path.read_bytes()
        office.change([Edit("recipients", after=person(1))])
    path.write_bytes(snapshot)
    journal = journal_of(path)
    journal.write_bytes(journal.read_bytes()[:-1])
    calls.clear()
    with Office(path) as office:
        assert calls[:2] == [("write", journal.name), ("fsync", journal.name)]
        assert len(office.table(RECIPIENTS)) == 1
        office.change([Edit("recipients", after=person(2))])
    assert check_office(path).sound
    with Office(path) as office:
        assert len(office.table(RECIPIENTS)) == 2


def test_what_could_not_be_made_durable_is_taken_off_durably(
    path: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office(path) as office:
        before = journal_of(path).read_bytes()
        fsync, failed = os.fsync, []

        def fail_once(handle: int) -> None:
            if not failed:
                failed.append(handle)
                raise OSError(5, "Input/output error")
            fsync(handle)

        calls.clear()
        monkeypatch.setattr(os, "fsync", fail_once)
        with pytest.raises(StoreError, match="Nothing was changed"):
            office.change([Edit("recipients", after=person(1))])
        journal = journal_of(path).name
        assert calls == [("write", journal), ("ftruncate", journal), ("fsync", journal)]
        assert journal_of(path).read_bytes() == before
        office.change([Edit("recipients", after=person(2))])


def test_a_restored_office_takes_its_place_in_one_step_that_is_durable(
    path: Path, calls: Calls
) -> None:
    backup(path, path.with_name("b.zip"))
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
    calls.clear()
    restore(path.with_name("b.zip"), path)
    moves = [call for call in calls if call[0] == "rename" or call == ("fsync", "folder")]
    step = next(place for place, call in enumerate(moves) if call[0] == "rename")
    assert moves[step - 1 : step + 2] == [
        ("fsync", "folder"),
        ("rename", "unpacked"),
        ("fsync", "folder"),
    ], "what lies ready is durable before the step, and the step is before anything is moved"
    assert moves[step + 2 :] == [
        ("rename", "office.json"),
        ("rename", "office.json.journal"),
        ("rename", "office.json.journal"),
        ("fsync", "folder"),
        ("rename", "office.json"),
        ("fsync", "folder"),
    ], "the office's file goes first and comes last"
    unpacked = calls[: calls.index(("rename", "unpacked"))]
    for name in ("office.json", "office.json.journal", "new plan.json"):
        assert ("fsync", name) in unpacked


def test_half_a_line_is_taken_off_by_the_next_writer_only(path: Path, calls: Calls) -> None:
    journal = journal_of(path)
    whole = journal.read_bytes()
    for half in (b"{", b'{"hash":"12', b'{"sequence":3,"x":1}'):
        journal.write_bytes(whole + half)
        Office(path, read_only=True).close()
        assert journal.read_bytes() == whole + half
        calls.clear()
        with Office(path) as office:
            assert [call for call in calls if call[1] == journal.name] == [
                ("ftruncate", journal.name),
                ("fsync", journal.name),
            ]
            assert office.notices, "it is told that something was left out"
            office.change([Edit("recipients", after=person(len(half)))])
        with Office(path) as office:
            assert office.find(RECIPIENTS, f"05-{len(half):05d}")
        whole = journal.read_bytes()
