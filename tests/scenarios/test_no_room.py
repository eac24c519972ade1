import contextlib
import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fptui.errors import ReadOnlyError, StoreError
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS, Unit
from fptui.store import Office, backup, check_office, create_office
from fptui.store.journal import journal_of


def unit(code: str, name: str = "样") -> Unit:
    return Unit(code=code, name=name, level="village", kind="village")


@contextlib.contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """A disk that is full: no file can grow beyond this size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with create_office(tmp_path / "office.json") as office:
        office.change([Edit("units", after=unit("a"))])
    return tmp_path / "office.json"


@pytest.mark.parametrize("room", [0, 1, 100, 400, 5_000])
def test_a_full_disk_refuses_the_change_and_work_goes_on(path: Path, room: int) -> None:
    many = [Edit("units", after=unit(f"many {number}")) for number in range(100)]
    with Office(path) as office:
        office.change([Edit("units", after=unit("b"))])
        before = journal_of(path).read_bytes()
        with files_no_longer_than(len(before) + room):
            for _attempt in range(2):
                with pytest.raises(StoreError, match=r"journal cannot be written.*too large"):
                    office.change(many)
                assert len(office.table(UNITS)) == 2
                assert journal_of(path).read_bytes() == before
            with Office(path, read_only=True) as other:
                assert other.table(UNITS) == office.table(UNITS)
                assert not other.notices
        assert office.change([Edit("units", after=unit("c"))]) == [3]
        office.undo()
    with Office(path) as office:
        assert [record.code for record in office.table(UNITS).values()] == ["a", "b"]
    assert check_office(path).sound


def test_no_room_for_the_snapshot_loses_nothing(path: Path) -> None:
    before = path.read_bytes()
    office = Office(path)
    office.change([Edit("units", after=unit("b", "x" * 5000))])
    with files_no_longer_than(1000):
        office.close()
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} == {path.name, journal_of(path).name}
    with Office(path) as office:
        assert office.find(UNITS, "b") is not None
    with Office(path) as office:
        assert office.find(UNITS, "b") is not None
    assert check_office(path).sound


def test_no_room_for_a_backup_leaves_no_half(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    with files_no_longer_than(200), pytest.raises(StoreError, match="cannot be"):
        backup(path, target)
    assert not target.exists()
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of a user whom permissions bind (they do not bind root)."""
    place = Path(tempfile.mkdtemp())
    as_root = os.geteuid() == 0
    if as_root:
        os.chown(place, 65534, 65534)
        os.seteuid(65534)
    try:
        yield place
    finally:
        if as_root:
            os.seteuid(0)
        place.chmod(stat.S_IRWXU)
        for file in place.iterdir():
            file.unlink()
        place.rmdir()


def test_a_folder_that_became_read_only(folder: Path) -> None:
    path = folder / "office.json"
    # as the version before the journal left it: the first change begins one
    path.write_text('{"office": {"1": {"format": "fptui-office", "version": 1}}, "units": {}}')
    office = Office(path)
    folder.chmod(0o555)
    for _attempt in range(2):
        with pytest.raises(StoreError, match="you have no right to it"):
            office.change([Edit("units", after=unit("a"))])
    assert not office.table(UNITS)
    folder.chmod(0o755)
    assert office.change([Edit("units", after=unit("b"))]) == [1]
    folder.chmod(0o555)
    # the journal is open, so work goes on; only a snapshot cannot be put in place
    assert office.change([Edit("units", after=unit("c"))]) == [2]
    office.close()
    with Office(path, read_only=True) as reader:
        assert len(reader.table(UNITS)) == 2
    folder.chmod(0o755)
    with Office(path) as office:
        assert len(office.table(UNITS)) == 2
    assert check_office(path).sound


def test_an_office_in_a_read_only_folder_is_read(folder: Path) -> None:
    path = folder / "office.json"
    with create_office(path) as office:
        office.change([Edit("units", after=unit("a"))])
    folder.chmod(0o555)
    with Office(path) as office:
        assert office.read_only
        assert office.holder is None
        with pytest.raises(ReadOnlyError, match="you have no right to it"):
            office.change([Edit("units", after=unit("b"))])
        assert len(office.table(UNITS)) == 1
    with pytest.raises(StoreError, match="cannot be written"):
        create_office(folder / "other.json")
