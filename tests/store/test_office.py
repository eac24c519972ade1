import json
import os
import stat
from datetime import date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from fptui.errors import InvalidValue, ReadOnlyError, StoreError
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS, Unit
from fptui.store import About, Office, backup, create_office, restore, restoring

DISTRICT = Unit(code="430299000000", name="东风区", level="district", kind="district")
TOWN = Unit(code="430299101000", name="红旗镇", level="township", kind="town", parent=DISTRICT.code)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with create_office(tmp_path / "office.json", About(name="东风区", year=2005)) as office:
        office.change([Edit("units", after=DISTRICT), Edit("units", after=TOWN)])
    return tmp_path / "office.json"


def test_records_come_back_typed(path: Path) -> None:
    person = Recipient(
        file_number="05-0001",
        name="样一",
        sex="male",
        birth_date=date(1940, 3, 15),
        unit=TOWN.code,
    )
    with Office(path) as office:
        assert office.change([Edit("recipients", after=person)]) == [1]
    with Office(path) as office:
        assert office.table(RECIPIENTS) == {1: person}
        assert office.find(UNITS, TOWN.code) == TOWN
        assert office.year == 2005


def test_stock_tinydb_opens_the_file(path: Path) -> None:
    with TinyDB(path) as stock:
        assert {unit["name"] for unit in stock.table("units")} == {"东风区", "红旗镇"}


def test_the_file_is_private(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_kept_restored_and_put_aside_is_private(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "present", lambda: datetime(2026, 3, 1, 9))
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, None)])
    backup(path, tmp_path / "b.zip")
    aside = [restore(tmp_path / "b.zip", path) for _time in range(3)]
    assert [one.name for one in aside if one] == [
        "office.before-restore-20260301-090000.json",
        "office.before-restore-20260301-090000-2.json",
        "office.before-restore-20260301-090000-3.json",
    ]
    kept = [one for one in tmp_path.iterdir() if one.is_file()]
    assert len(kept) == 9, "three put aside and the office, each with its journal, and the backup"
    assert {stat.S_IMODE(one.stat().st_mode) for one in kept} == {0o600}
    with Office(path) as office:
        assert office.find(UNITS, TOWN.code) is None


def test_change_and_remove(path: Path) -> None:
    with Office(path) as office:
        renamed = Unit(**{**{f: getattr(TOWN, f) for f in Unit.__struct_fields__}, "name": "新镇"})
        office.change([Edit("units", 2, TOWN, renamed)])
        assert office.find(UNITS, TOWN.code).name == "新镇"
        office.change([Edit("units", 2, renamed, None)])
    with Office(path) as office:
        assert list(office.table(UNITS)) == [1]


def test_an_edit_of_a_record_that_changed_meanwhile_does_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Office(path) as office, pytest.raises(InvalidValue):
        office.change([Edit("units", 1, DISTRICT, None), Edit("units", 2, DISTRICT, None)])
    assert path.read_bytes() == before


def test_two_records_of_one_identity_are_refused_and_nothing_is_half_done(path: Path) -> None:
    before = path.read_bytes()
    other = Unit(code="430299102000", name="东镇", level="township", kind="town", parent="x")
    with Office(path) as office:
        with pytest.raises(InvalidValue, match=TOWN.code):
            office.change([Edit("units", after=other), Edit("units", after=TOWN)])
        assert len(office.table(UNITS)) == 2
    assert path.read_bytes() == before


def test_read_only_refuses(path: Path) -> None:
    with Office(path, read_only=True) as office, pytest.raises(ReadOnlyError):
        office.change([Edit("units", 1, DISTRICT, None)])


def test_a_failed_write_leaves_file_and_memory_alike(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def no_room(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with Office(path) as office:
        monkeypatch.setattr(os, "fsync", no_room)
        with pytest.raises(StoreError, match="the disk is full"):
            office.change([Edit("units", 2, TOWN, None)])
        monkeypatch.undo()
        assert office.table(UNITS)[2] == TOWN
        assert path.read_bytes() == before
        assert {file.name for file in path.parent.iterdir()} == {
            path.name,
            f"{path.name}.journal",
            f"{path.name}.lock",
        }
        office.change([Edit("units", 2, TOWN, None)])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"units": {"1": {"code"', "damaged"),
        (b"\x00\xff\x00", "damaged"),
        (b"[1, 2]", "damaged"),
        (b'{"_default": {"1": {"a": 1}}}', "not an office"),
        (b'{"office": {"1": {"format": "fptui-office", "version": 99}}}', "not an office"),
        (b'{"office": {"1": {"format": "fptui-office"}}, "units": {"1": {"code": 5}}}', "Units"),
        (b'{"office": {"1": {"format": "fptui-office"}}, "units": {"x": {}}}', "damaged"),
    ],
)
def test_a_file_that_is_no_office_is_refused_and_kept(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "office.json"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        Office(path)
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Office(tmp_path / "none.json")
    assert not (tmp_path / "none.json").exists()


def test_an_existing_file_is_not_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        create_office(path)
    assert path.read_bytes() == before
    assert json.loads(before)["office"]["1"]["year"] == 2005
