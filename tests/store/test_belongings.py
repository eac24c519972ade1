"""What is written over nothing of an office: the files that belong to one are known as such."""

import json
from pathlib import Path

import pytest

from fptui.errors import ExchangeError
from fptui.exchange.writing.files import write_file
from fptui.store import Office, belongs_to_an_office
from fptui.store.count_rules import COUNT_RULES_FILE
from fptui.store.drafts import DRAFT_MARK
from fptui.store.journal import journal_of
from fptui.store.lists import LISTS_FILE
from fptui.store.locking import lock_of


def test_all_that_an_office_consists_of_belongs_to_it(path: Path) -> None:
    draft = path.with_name(f"{path.name}{DRAFT_MARK}counts")
    draft.write_text("{}")
    with Office(path):
        assert belongs_to_an_office(lock_of(path))
        assert belongs_to_an_office(path)
        assert belongs_to_an_office(journal_of(path))
        assert belongs_to_an_office(draft)
    for name in (LISTS_FILE, "programme.toml", COUNT_RULES_FILE):
        assert belongs_to_an_office(path.with_name(name)), "where it will be, as well"


def test_a_link_and_another_way_to_an_office_are_the_office(path: Path) -> None:
    link = path.with_name("list.csv")
    link.symlink_to(path)
    (path.parent / "folder").mkdir()
    assert belongs_to_an_office(link)
    assert belongs_to_an_office(path.parent / "folder" / ".." / path.name)


@pytest.mark.parametrize("indent", [None, 1])
def test_an_office_without_a_journal_is_one_by_what_stands_in_it(
    tmp_path: Path, indent: int | None
) -> None:
    """One of the plain format has none before its first change, and would be lost for good."""
    plain = tmp_path / "plain.json"
    about = {"format": "fptui-office", "version": 1, "name": "东", "year": 2005}
    plain.write_text(json.dumps({"units": {}, "office": {"1": about}}, indent=indent))
    Office(plain, read_only=True).close()
    assert not journal_of(plain).exists()
    assert belongs_to_an_office(plain)
    with pytest.raises(ExchangeError, match="belongs to an office"):
        write_file(plain, "[]")
    for content in ('{"no": "office"}', "[]", "", '["fptui-office"]'):
        plain.write_text(content)
        assert not belongs_to_an_office(plain)


@pytest.mark.parametrize(
    "name", ["list.csv", "office.csv", "new.json", "new.journal", "other.lock", "office.json.txt"]
)
def test_any_other_file_belongs_to_none(path: Path, name: str) -> None:
    other = path.with_name(name)
    assert not belongs_to_an_office(other)
    other.write_text("a table of before")
    if other.suffix not in (".journal", ".lock"):
        assert not belongs_to_an_office(other)


def test_a_draft_or_journal_that_is_not_there_hinders_nothing(tmp_path: Path) -> None:
    for name in (f"new.json{DRAFT_MARK}counts", "new.json.journal", "new.json.lock"):
        assert not belongs_to_an_office(tmp_path / name)
        (tmp_path / name).write_text("")
        assert belongs_to_an_office(tmp_path / name)
