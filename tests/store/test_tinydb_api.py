import json
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.table import Document

from fptui.errors import InvalidValue, UnknownName
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office
from fptui.store.storage import JournaledStorage
from fptui.store.table import OfficeDB
from tests.store.conftest import DISTRICT, TOWN, person

VILLAGE = {"code": "430299101001", "name": "新村", "level": "village", "kind": "village"}


def test_queries(path: Path) -> None:
    with OfficeDB(path, storage=JournaledStorage) as db:
        units = db.table("units")
        assert len(units) == 2
        assert [unit["name"] for unit in units] == ["东风区", "红旗镇"]
        assert units.search(where("level") == "township")[0].doc_id == 2
        assert units.get(where("name").matches("东")).doc_id == 1  # type: ignore[union-attr]
        assert units.get(doc_id=2)["code"] == TOWN.code  # type: ignore[index,call-overload]
        assert units.get(doc_id=9) is None
        assert units.contains(Query().parent == DISTRICT.code)
        assert units.count(where("parent").exists()) == 2
        assert not units.search(where("nothing") == 1)
        assert "units" in db.tables()


def test_what_tinydb_changes_goes_through_the_journal(path: Path) -> None:
    with OfficeDB(path, storage=JournaledStorage) as db:
        units = db.table("units")
        assert units.insert(VILLAGE) == 3
        assert units.insert_multiple([{**VILLAGE, "code": "a"}, {**VILLAGE, "code": "b"}]) == [4, 5]
        assert units.update({"name": "旧村"}, where("code") == "a") == [4]
        assert units.update(lambda unit: unit.update(staff="样"), doc_ids=[5, 77]) == [5]
        assert units.upsert({"name": "三村"}, where("code") == "b") == [5]
        assert units.remove(where("level") == "township") == [2]
        assert units.insert(Document({**VILLAGE, "code": "c"}, doc_id=20)) == 20
        assert units.insert({**VILLAGE, "code": "d"}) == 21
        assert len(units.all()) == 6
    with Office(path) as office:
        assert office.find(UNITS, "b").name == "三村"
        assert office.find(UNITS, "b").staff == "样"
        assert office.find(UNITS, TOWN.code) is None
        assert next(office.history("units", 2)).edits == (Edit("units", 2, TOWN, None),)
        for _count in range(8):
            office.undo()
        assert office.table(UNITS) == {1: DISTRICT, 2: TOWN}


def test_truncate_and_drop(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
        office.db.table("units").truncate()
        assert not office.table(UNITS)
        office.undo()
        office.db.drop_table("units")
        assert not office.table(UNITS)
        assert len(office.table(RECIPIENTS)) == 1
        office.db.drop_tables()
        assert not office.table(RECIPIENTS)
        office.undo()
        assert office.table(RECIPIENTS) == {1: person(1)}


def test_a_query_sees_changes_made_beside_it(path: Path) -> None:
    with Office(path) as office:
        units = office.db.table("units")
        assert units.count(where("level") == "township") == 1
        office.change([Edit("units", 2, TOWN, None)])
        assert units.count(where("level") == "township") == 0


@pytest.mark.parametrize(
    "document", [{}, {"code": 5}, {**VILLAGE, "name": None}, {**VILLAGE, "parent": [1]}]
)
def test_a_document_that_is_no_record_is_refused(path: Path, document: dict[str, object]) -> None:
    with Office(path) as office:
        with pytest.raises(InvalidValue, match="Units"):
            office.db.table("units").insert(document)
        assert len(office.table(UNITS)) == 2
        assert office.db.table("units").insert(VILLAGE) == 4


def test_a_table_that_is_no_register_is_refused(path: Path) -> None:
    with Office(path) as office:
        assert "OfficeDB" in repr(office.db)
    with Office(path) as office, pytest.raises(UnknownName, match="_default"):
        office.db.insert({"a": 1})


def test_stock_tinydb_reads_the_same_documents(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1, notes='quote " and \\ and 换行\n'))])
        ours = office.db.table("recipients").all()
    with TinyDB(path) as stock:
        theirs = stock.table("recipients").all()
        assert theirs == [
            {key: value for key, value in ours[0].items() if key in theirs[0]},
        ]
        assert stock.table("recipients").get(where("name") == "样1").doc_id == 1  # type: ignore[union-attr]


def test_what_stock_tinydb_changed_is_not_believed(path: Path) -> None:
    with TinyDB(path) as stock:
        stock.table("units").remove(doc_ids=[2])
    assert "2" not in json.loads(path.read_bytes())["units"]
    from fptui.errors import DamagedError

    with pytest.raises(DamagedError, match="not as it was written"):
        Office(path)
