"""The file of lists: an office's own stands before the usual one, and mistakes are named."""

from pathlib import Path

import pytest

from fptui.errors import StoreError
from fptui.registers.values.lists import FINDING_KINDS, INSPECTION_KINDS, Entry, Lists
from fptui.resources import data_folder
from fptui.store import Office, create_office, lists_along, lists_of, write_lists
from fptui.store.lists import LISTS_FILE, lists_text, read_lists

GIVEN = data_folder() / LISTS_FILE


def test_the_usual_file_is_as_it_would_be_written() -> None:
    assert GIVEN.read_text(encoding="utf-8") == lists_text(read_lists(GIVEN))


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    entries = (
        Entry("a", 'Said "so" \\ here', "甲、{乙}# = [", "丙'"),
        Entry("b_2", zh_hans="乙", taken_off=True),
    )
    lists = Lists(finding_kinds=entries, open_lists=("finding_kinds", "training_topics"))
    path = write_lists(tmp_path / "office.json", lists)
    assert read_lists(path) == lists
    assert lists_of(tmp_path / "office.json").of("finding_kinds") == entries
    assert lists_of(tmp_path / "office.json").of("training_topics") == lists_along().of(
        "training_topics"
    )
    assert [one.name for one in tmp_path.iterdir()] == [LISTS_FILE]


def test_the_lists_in_force_are_those_of_the_office_opened_last(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        create_office(tmp_path / name / "office.json").close()
    own = 'finding_kinds = [{ key = "k", en = "Own" }]'
    (tmp_path / "one" / LISTS_FILE).write_text(own, encoding="utf-8")
    with Office(tmp_path / "one" / "office.json"):
        assert list(FINDING_KINDS) == ["k"]
        assert "petition" in INSPECTION_KINDS
    with Office(tmp_path / "two" / "office.json"):
        assert "files_incomplete" in FINDING_KINDS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\nfinding_kinds = x\n", "line 2"),
        ("finding_kind = []", "finding_kind"),
        ('finding_kinds = [{ key = "k", en = "K" }, { en = "L" }]', "$.finding_kinds[1]"),
        ('finding_kinds = [{ key = "k", de = "K" }]', "de"),
        ('finding_kinds = [{ key = "k" }]', "“k” has no label"),
        ('finding_kinds = [{ key = "K k", en = "K" }]', "“K k”"),
        ('finding_kinds = [{ key = "k", en = "a\\u200b" }]', "no label"),
        ('finding_kinds = [{ key = "k", en = "K" }, { key = "k", en = "L" }]', "stands twice"),
        (
            'finding_kinds = [{ key = "k", en = "L" }, { key = "l", en = "K" }]',
            "means both “k” and “l”",
        ),
        ('finding_kinds = [{ key = "k", en = "K", taken_off = true }]', "no kind is left"),
        ('open_lists = ["kinds"]', "“kinds”"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, named: str) -> None:
    create_office(tmp_path / "office.json").close()
    path = tmp_path / LISTS_FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Office(tmp_path / "office.json")
    assert named in str(caught.value)
    assert str(path) in str(caught.value)
    path.unlink()
    Office(tmp_path / "office.json").close()
