"""Files that were cut or altered: detected, named, the good part saved, nothing wrong shown.

The short form runs with the tests, the long one with FPTUI_SOAK=1.
"""

import os
import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from fptui.errors import DamagedError, StoreError
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS, Unit
from fptui.store import (
    About,
    Office,
    backup,
    check_office,
    clock,
    create_office,
    restore,
    salvage,
)
from fptui.store.journal import journal_of

SOAK = bool(os.environ.get("FPTUI_SOAK"))
FLIPS = 1000 if SOAK else 120


class Original(NamedTuple):
    """An office whose states after each change are known."""

    path: Path
    states: list[dict[int, Any]]  # by sequence
    kept: int  # the change for which the snapshot stands

    @property
    def last(self) -> int:
        return len(self.states) - 1


@pytest.fixture(params=["after a clean end", "after a crash"])
def original(request: pytest.FixtureRequest, tmp_path: Path) -> Original:
    path = tmp_path / "office.json"
    states: list[dict[int, Any]] = [{}, {}]  # before and after the founding
    with create_office(path, About(name="东风区", year=2005)) as office:
        work(office, states, range(1, 6))
    kept = len(states) - 1
    with Office(path) as office:
        work(office, states, range(6, 10))
        crashed = tmp_path / "crashed.json"
        shutil.copy(path, crashed)
        shutil.copy(journal_of(path), journal_of(crashed))
    if request.param == "after a crash":
        return Original(crashed, states, kept)
    return Original(path, states, len(states) - 1)


def work(office: Office, states: list[dict[int, Any]], steps: range) -> None:
    for k in steps:
        new = Unit(code=f"4302990000{k:02d}", name=f"村{k}", level="village", kind="village")
        edits = [Edit("units", after=new)]
        if k > 1:
            before = office.table(UNITS)[1]
            edits.append(Edit("units", 1, before, msgspec.structs.replace(before, staff=f"样{k}")))
        office.change(edits, f"step {k} of the work")
        states.append(dict(office.table(UNITS)))
    office.undo()
    states.append(dict(office.table(UNITS)))


def copy_of(original: Original, alter: Callable[[Path, Path], None]) -> Path:
    path = original.path.with_name("copy.json")
    for old in path.parent.glob("copy.json*"):
        old.unlink()
    shutil.copy(original.path, path)
    shutil.copy(journal_of(original.path), journal_of(path))
    alter(path, journal_of(path))
    return path


def assert_saved(original: Original, path: Path) -> int:
    """What a check offers is the state after some change; the number of that change."""
    report = check_office(path)
    target = path.with_name("saved.json")
    for old in path.parent.glob("saved.json*"):
        old.unlink()
    if report.good is None:
        with pytest.raises(StoreError, match="Nothing of"):
            salvage(report, target)
        return 0
    salvage(report, target)
    again = check_office(target)
    assert again.sound, again.problems
    with Office(target) as office:
        assert dict(office.table(UNITS)) == original.states[report.good_changes]
        list(office.history())
    return report.good_changes


def assert_true_or_refused(original: Original, path: Path) -> bool:
    """Whoever opens the damaged file sees what was, or is told; whether it could be opened."""
    try:
        with Office(path, read_only=True) as office:
            assert dict(office.table(UNITS)) == original.states[original.last]
            assert office.about.name == "东风区"
            try:
                seen = list(office.history())
                assert [change.sequence for change in seen] == list(range(original.last, 0, -1))
            except DamagedError as error:
                assert "damaged" in str(error)
        return True
    except StoreError as error:
        assert path.name in str(error)
        assert "\n" not in str(error)
        return False


def test_each_cut_of_the_last_three_lines(original: Original) -> None:
    whole = journal_of(original.path).read_bytes()
    lines = whole.splitlines(keepends=True)
    begin = len(whole) - sum(map(len, lines[-3:]))
    for length in range(begin, len(whole)):
        near_a_line_end = b"\n" in whole[max(0, length - 2) : length + 3]
        if not SOAK and not near_a_line_end and length % 9:
            continue
        path = copy_of(original, lambda _file, journal, cut=length: os.truncate(journal, cut))
        full_lines = whole[:length].count(b"\n")
        report = check_office(path)
        if original.kept == original.last:
            with pytest.raises(DamagedError):
                Office(path)
            assert report.damaged_change == full_lines + 1
            assert report.good_changes == original.last
            continue
        with Office(path, read_only=True) as office:
            assert dict(office.table(UNITS)) == original.states[full_lines]
            cut_inside = not whole[:length].endswith(b"\n")
            assert bool(office.notices) == cut_inside
            assert all(str(full_lines + 1) in notice for notice in office.notices)
        assert report.damaged_change == (full_lines + 1 if cut_inside else 0)
        assert report.good_changes == full_lines
        only_the_line_end = whole[length : length + 1] == b"\n"
        with Office(path) as office:
            sequence = full_lines + only_the_line_end
            assert dict(office.table(UNITS)) == original.states[sequence]
            office.change([Edit("units", after=Unit(code="n", name="n", level="v", kind="v"))])
        assert check_office(path).sound


def test_what_a_cut_leaves_can_be_saved(original: Original) -> None:
    whole = journal_of(original.path).read_bytes()
    chance = random.Random(5)
    for length in [0, 1, 50, *(chance.randrange(len(whole)) for _cut in range(20))]:
        path = copy_of(original, lambda _file, journal, cut=length: os.truncate(journal, cut))
        full_lines = whole[:length].count(b"\n")
        assert assert_saved(original, path) == max(full_lines, original.kept)


def flip(file: Path, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def test_random_bit_flips(original: Original) -> None:
    seed = int.from_bytes(os.urandom(4), "big")
    chance = random.Random(seed)
    for _flip in range(FLIPS):
        in_journal = chance.random() < 0.6
        file = journal_of(original.path) if in_journal else original.path
        bit = chance.randrange(file.stat().st_size * 8)
        path = copy_of(original, lambda f, j, b=bit, i=in_journal: flip(j if i else f, b))
        where = f"bit {bit} of the {'journal' if in_journal else 'file'}, seed {seed}"
        report = check_office(path)
        assert not report.sound, where
        opened = assert_true_or_refused(original, path)
        if not in_journal:
            assert not opened, where
            assert assert_saved(original, path) == original.last, where
            continue
        line = file.read_bytes()[: bit // 8].count(b"\n") + 1
        assert report.damaged_change == line, where
        # damage in what the snapshot stands for does not touch the records; a check names it
        assert opened or line >= original.kept, where
        assert not opened or line <= original.kept, where
        saved = original.last if line < original.kept else max(line - 1, original.kept)
        assert assert_saved(original, path) == saved or line == original.kept, where


def test_each_bit_at_the_end_of_the_journal(original: Original) -> None:
    size = journal_of(original.path).stat().st_size
    for bit in range((size - 4) * 8, size * 8):
        path = copy_of(original, lambda _file, journal, b=bit: flip(journal, b))
        assert check_office(path).damaged_change == original.last
        opened = assert_true_or_refused(original, path)
        if original.kept < original.last:
            assert not opened
        if not opened:
            with pytest.raises(DamagedError) as caught:
                Office(path)
            assert caught.value.change == original.last
            continue
        with Office(path, read_only=True) as office, pytest.raises(DamagedError) as caught:
            list(office.history())
        assert caught.value.change == original.last


def test_lines_left_out_moved_or_doubled(original: Original) -> None:
    lines = journal_of(original.path).read_bytes().splitlines(keepends=True)
    swapped = [*lines[:3], lines[4], lines[3], *lines[5:]]
    for altered, change in (
        (lines[:3] + lines[4:], 4),
        (swapped, 4),
        ([*lines, lines[-1]], len(lines) + 1),
        (lines[1:], 1),
    ):
        path = copy_of(original, lambda _f, journal, a=altered: journal.write_bytes(b"".join(a)))
        report = check_office(path)
        assert report.damaged_change == change
        assert_saved(original, path)


def test_a_missing_journal_is_named_and_the_file_can_be_saved(original: Original) -> None:
    path = copy_of(original, lambda _file, journal: journal.unlink())
    with pytest.raises(DamagedError, match=r"journal is damaged.*missing"):
        Office(path)
    assert assert_saved(original, path) == original.kept


def test_another_office_s_journal_is_refused(original: Original, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    with create_office(other) as office:
        work(office, [], range(1, 12))
    path = copy_of(
        original, lambda _file, journal: shutil.copy(journal_of(other), journal) and None
    )
    with pytest.raises(DamagedError):
        Office(path)
    assert assert_saved(original, path) == original.kept


def test_a_hole_that_a_power_cut_left_is_no_damage(original: Original) -> None:
    line = b'{"hash":"' + b"\0" * 1000 + b"}}\n"
    path = copy_of(original, lambda _f, journal: journal.write_bytes(journal.read_bytes() + line))
    with Office(path) as office:
        assert dict(office.table(UNITS)) == original.states[original.last]
        assert office.notices
    assert check_office(path).sound


def test_an_as_of_over_damage_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "office.json"
    first_day = clock.present() - timedelta(days=9)
    with monkeypatch.context() as then:
        then.setattr(clock, "present", lambda: first_day)
        create_office(path).close()
    with Office(path) as office:
        work(office, [], range(1, 4))
    size = len(journal_of(path).read_bytes().splitlines(keepends=True)[0])
    flip(journal_of(path), (size + 200) * 8)
    with Office(path, read_only=True) as office, pytest.raises(DamagedError, match="change 2"):
        office.as_of(first_day.date())


def test_a_damaged_backup_is_refused_and_nothing_is_changed(
    original: Original, tmp_path: Path
) -> None:
    target = tmp_path / "backup.zip"
    backup(original.path, target)
    good = target.read_bytes()
    before = original.path.read_bytes(), journal_of(original.path).read_bytes()
    chance = random.Random(11)
    refused = 0
    for _flip in range(60):
        bit = chance.randrange(len(good) * 8)
        target.write_bytes(good)
        flip(target, bit)
        path = copy_of(original, lambda _file, _journal: None)
        there = path.read_bytes(), journal_of(path).read_bytes()
        try:
            restore(target, path)
        except StoreError as error:
            assert "\n" not in str(error)
            refused += 1
            assert (path.read_bytes(), journal_of(path).read_bytes()) == there
        else:
            assert (path.read_bytes(), journal_of(path).read_bytes()) == before
    assert refused > 30


def test_a_damaged_office_is_not_backed_up(original: Original, tmp_path: Path) -> None:
    path = copy_of(original, lambda _file, journal: flip(journal, 800))
    with pytest.raises(StoreError, match="damaged"):
        backup(path, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
