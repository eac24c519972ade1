"""Drafts lie beside the office's file, for their owner only."""

import sys
from pathlib import Path

import pytest

from fptui.store import Draft, DraftFile

DRAFT = Draft(time="2005-06-02 10:42", cells=(("430299001000", "invited", "2"),))


def test_a_draft_comes_back_until_it_is_removed(tmp_path: Path) -> None:
    office = tmp_path / "office.json"
    file = DraftFile(office, "attendance", {"session": "P05-01"})
    assert file.read() is None
    assert file.write(DRAFT)
    assert DraftFile(office, "attendance", {"session": "P05-01"}).read() == DRAFT
    assert DraftFile(office, "attendance", {"session": "P05-02"}).read() is None
    assert file.path.name.startswith(".office.json.draft-attendance-")
    assert "P05" not in file.path.name
    file.remove()
    file.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_a_draft_is_for_its_owner_only(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "office.json", "visits")
    file.write(DRAFT)
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_read_or_written_is_no_draft(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "office.json", "visits")
    file.path.write_text('{"cells"')
    assert file.read() is None
    assert not DraftFile(tmp_path / "none" / "office.json", "visits").write(DRAFT)
