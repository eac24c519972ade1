import shutil
from datetime import date
from pathlib import Path

import msgspec
import pytest

from fptui.errors import InvalidValue, ReadOnlyError
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office, check_office, salvage
from fptui.store.journal import journal_of
from tests.store.conftest import DISTRICT, TOWN, Clock, person

RENAMED = msgspec.structs.replace(TOWN, name="新镇")


def test_the_history_says_who_changed_what_from_what_to_what(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, RENAMED)], "renamed by decree")
        last, first, founded = office.history()
    assert (last.sequence, last.kind, last.reason) == (3, "change", "renamed by decree")
    assert last.edits == (Edit("units", 2, TOWN, RENAMED),)
    assert last.user
    assert last.time.tzinfo is not None
    assert [edit.after for edit in first.edits] == [DISTRICT, TOWN]
    assert (founded.sequence, founded.kind) == (1, "founded")


def test_the_history_of_one_record_and_of_one_register(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1)), Edit("recipients", after=person(2))])
        for number in range(3, 14):
            office.change([Edit("recipients", after=person(number))])
        changed = person(1, name="样改")
        office.change([Edit("recipients", 1, person(1), changed)])
        assert [change.sequence for change in office.history("recipients", 1)] == [15, 3]
        assert len(list(office.history("recipients"))) == 13
        assert len(list(office.history("units"))) == 1
        assert not list(office.history("payments"))


def test_undo_and_redo_append_and_outlive_the_program(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, RENAMED)])
        office.change([Edit("recipients", after=person(1))])
    with Office(path) as office:
        undone = office.undo()
        assert undone is not None
        assert undone.sequence == 4
        assert not office.table(RECIPIENTS)
    with Office(path) as office:
        assert office.undo("wrong name").sequence == 3  # type: ignore[union-attr]
        assert office.find(UNITS, TOWN.code) == TOWN
    with Office(path) as office:
        office.redo()
        assert office.find(UNITS, TOWN.code) == RENAMED
        office.redo()
        assert office.find(RECIPIENTS, "05-00001") == person(1)
        assert office.redo() is None
    with Office(path) as office:
        kinds = [(change.kind, change.of) for change in office.history()]
        assert kinds == [
            ("redo", 3 + 1),
            ("redo", 3),
            ("undo", 3),
            ("undo", 4),
            ("change", 0),
            ("change", 0),
            ("change", 0),
            ("founded", 0),
        ]
        assert office.undo().sequence == 4  # type: ignore[union-attr]
        assert office.undo().sequence == 3  # type: ignore[union-attr]
        assert office.undo().sequence == 2  # type: ignore[union-attr]
        assert not office.table(UNITS)
        assert office.undo() is None
        assert not office.can_undo
        assert office.can_redo


def test_a_change_taken_back_keeps_its_reason_unless_another_is_given(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, RENAMED)], "by decree")
        office.undo()
        office.redo()
        office.undo("it was another")
        assert [one.reason for one in office.history()][:4] == [
            "it was another",
            "by decree",
            "by decree",
            "by decree",
        ]


def test_a_new_change_forgets_what_could_be_redone(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, RENAMED)])
        office.undo()
        office.change([Edit("recipients", after=person(1))])
        assert not office.can_redo
        assert office.redo() is None
        assert office.undo().sequence == 5  # type: ignore[union-attr]
        assert office.undo().sequence == 2  # type: ignore[union-attr]


def test_undo_of_a_removal_puts_the_record_back_in_its_place(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(number)) for number in range(1, 6)])
        office.change([Edit("recipients", 2, person(2), None)])
        assert office.find(RECIPIENTS, "05-00002") is None
        office.undo()
        assert list(office.table(RECIPIENTS)) == [1, 2, 3, 4, 5]
        assert office.find(RECIPIENTS, "05-00002") == person(2)
        assert office.referring(RECIPIENTS, "unit", TOWN.code) == [
            person(number) for number in range(1, 6)
        ]


def test_undo_of_a_change_that_touched_one_record_twice(path: Path) -> None:
    with Office(path) as office:
        middle, last = person(1, name="中"), person(1, name="末")
        office.change([Edit("recipients", after=person(1))])
        office.change(
            [Edit("recipients", 1, person(1), middle), Edit("recipients", 1, middle, last)]
        )
        office.undo()
        assert office.table(RECIPIENTS)[1] == person(1)
        office.redo()
        assert office.table(RECIPIENTS)[1] == last


def test_a_number_is_never_given_out_twice(path: Path) -> None:
    with Office(path) as office:
        assert office.change([Edit("recipients", after=person(1))]) == [1]
        office.change([Edit("recipients", 1, person(1), None)])
    with Office(path) as office:
        assert office.change([Edit("recipients", after=person(2))]) == [2]


def test_a_note_changes_nothing_and_is_not_undone(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
        office.note("private fields shown", "recipients", 1)
        office.note("all shown")
    with Office(path) as office:
        everything, one = list(office.history())[:2]
        assert (one.kind, one.reason, one.about) == (
            "note",
            "private fields shown",
            ("recipients", 1),
        )
        assert (everything.about, everything.edits) == (None, ())
        assert next(office.history("recipients", 1)).kind == "note"
        assert office.table(RECIPIENTS) == {1: person(1)}
        assert office.undo().sequence == 3  # type: ignore[union-attr]
        assert not office.table(RECIPIENTS)


def test_edits_that_change_nothing_leave_no_line(path: Path) -> None:
    before = journal_of(path).read_bytes()
    with Office(path) as office:
        assert office.change([]) == []
        assert office.change([Edit("units", 2, TOWN, TOWN)]) == [2]
    assert journal_of(path).read_bytes() == before


def test_as_of_shows_the_end_of_each_day(path: Path, set_clock: Clock) -> None:
    path.unlink()
    journal_of(path).unlink()
    from fptui.store import About, create_office

    office = create_office(path, About(name="东风区", year=2026))
    with office:
        set_clock.day(2)
        office.change([Edit("units", after=DISTRICT), Edit("units", after=TOWN)])
        set_clock.day(4)
        office.change([Edit("units", 2, TOWN, RENAMED)])
        office.change([Edit("recipients", after=person(1))])
        set_clock.day(6)
        office.undo()
        office.change([Edit("units", 1, DISTRICT, None)])

        assert not office.as_of(date(2026, 3, 1)).table(UNITS)
        for day in (2, 3):
            then = office.as_of(date(2026, 3, day))
            assert then.table(UNITS) == {1: DISTRICT, 2: TOWN}
            assert not then.table(RECIPIENTS)
        then = office.as_of(date(2026, 3, 5))
        assert then.table(UNITS) == {1: DISTRICT, 2: RENAMED}
        assert then.find(RECIPIENTS, "05-00001") == person(1)
        assert then.referring(RECIPIENTS, "unit", TOWN.code) == [person(1)]
        assert then.names("units", TOWN.code) == ("新镇", "东风区")
        assert (then.today, then.year, then.read_only) == (date(2026, 3, 5), 2026, True)
        with pytest.raises(ReadOnlyError, match="2026-03-05"):
            then.change([])
        assert office.as_of(date(2026, 3, 6)).table(UNITS) == {2: RENAMED}

        office.change([Edit("recipients", after=person(2))])
        assert len(then.table(RECIPIENTS)) == 1, "the past does not move"


def test_the_history_as_of_a_day_has_that_day_and_none_after(path: Path, set_clock: Clock) -> None:
    with Office(path, year=2004) as office:
        for day in (28, 29, 30):
            set_clock.day(day)
            office.change([Edit("recipients", after=person(day))], f"on {day} March")
        then = office.as_of(date(2026, 3, 29))
        assert [one.reason for one in then.history()][:2] == ["on 29 March", "on 28 March"]
        assert [one.edits[0].number for one in then.history("recipients")] == [2, 1]
        assert not list(then.history("recipients", 3))
        assert (then.year, then.year_asked) == (2004, 2004), "the year in view stays in view"
        assert then.about == office.about


def test_the_past_refuses_every_change_and_notes_into_the_present(
    path: Path, set_clock: Clock
) -> None:
    with Office(path) as office:
        set_clock.day(4)
        office.change([Edit("recipients", after=person(1))])
        before = office.sequence
        then = office.as_of(date(2026, 3, 4))
        for refused in (
            lambda: then.change([Edit("recipients", 1, person(1), None)]),
            lambda: then.tell(office.about, "renamed"),
            then.undo,
            then.redo,
        ):
            with pytest.raises(ReadOnlyError, match="2026-03-04"):
                refused()
        assert (then.undoable(), then.redoable()) == (None, None)
        assert office.sequence == before
        then.note("private fields shown", "recipients", 1)
        note = next(office.history())
        assert (note.kind, note.about) == ("note", ("recipients", 1))
        assert note.reason == "private fields shown (2026-03-04)"


def test_what_the_office_says_of_itself_is_kept_and_not_undone(path: Path) -> None:
    with Office(path) as office:
        renamed = msgspec.structs.replace(office.about, name="西风区", year=2006)
        office.tell(renamed, "renamed by decree")
        assert office.about == renamed
        assert next(office.history()).reason == "renamed by decree"
        assert office.undo().sequence == 2  # type: ignore[union-attr]
        assert (office.about, dict(office.table(UNITS))) == (renamed, {})
    with Office(path) as office:
        assert office.about == renamed


def test_what_would_be_undone_and_redone_is_known_before(path: Path) -> None:
    with Office(path) as office:
        office.change([Edit("units", 2, TOWN, RENAMED)], "by decree")
        next_back = office.undoable()
        assert next_back is not None
        assert (next_back.sequence, next_back.reason) == (3, "by decree")
        assert office.redoable() is None
        office.undo()
        again = office.redoable()
        assert again is not None
        assert (again.kind, again.of) == ("undo", 3)
        office.undo()
        assert office.undoable() is None


def test_a_clock_that_was_put_back_a_little_does_not_reorder_the_past(
    path: Path, set_clock: Clock
) -> None:
    with Office(path) as office:
        set_clock.day(2)
        office.change([Edit("recipients", after=person(1))])
        set_clock.now = set_clock.now.replace(hour=8)
        office.change([Edit("recipients", after=person(2))])
        last, before = list(office.history())[:2]
        assert last.time == before.time


def test_a_clock_that_was_wrong_by_days_does_not_spoil_what_follows(
    path: Path, set_clock: Clock
) -> None:
    with Office(path) as office:
        set_clock.day(1, month=12)
        office.change([Edit("recipients", after=person(1))])
        set_clock.day(2)
        office.change([Edit("recipients", after=person(2))])
        set_clock.day(4)
        office.change([Edit("recipients", after=person(3))])
        assert len(office.as_of(date(2026, 3, 3)).table(RECIPIENTS)) == 2


def test_an_office_of_the_plain_format_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "office.json"
    unit = msgspec.to_builtins(TOWN)
    about = {"format": "fptui-office", "version": 1, "name": "东", "year": 2005}
    path.write_bytes(msgspec.json.encode({"office": {"1": about}, "units": {"7": unit}}))
    with Office(path) as office:
        assert office.table(UNITS) == {7: TOWN}
        assert office.change([Edit("recipients", after=person(1))]) == [1]
        assert office.change([Edit("units", after=DISTRICT)]) == [8]
    with Office(path) as office:
        assert office.table(UNITS) == {7: TOWN, 8: DISTRICT}
        assert office.about.name == "东"
        assert [change.kind for change in office.history()] == ["change", "change", "founded"]
        office.undo()
        office.undo()
        assert office.undo() is None
        assert office.table(UNITS) == {7: TOWN}


def test_a_copy_of_the_two_files_is_the_office(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    shutil.copy(path, copy)
    shutil.copy(journal_of(path), journal_of(copy))
    with Office(copy) as office:
        assert office.find(UNITS, TOWN.code) == TOWN
        assert len(list(office.history())) == 2


@pytest.mark.parametrize("change", [1, 2, 3, 4])
def test_which_change_is_damaged_is_told(path: Path, tmp_path: Path, change: int) -> None:
    with Office(path) as office:
        office.change([Edit("recipients", after=person(1))])
        office.change([Edit("recipients", after=person(2))])
    lines = journal_of(path).read_bytes().split(b"\n")
    lines[change - 1] = lines[change - 1].replace(b'"user":"', b'"user":"x', 1)
    journal_of(path).write_bytes(b"\n".join(lines))
    report = check_office(path)
    assert (report.sound, report.damaged_change) == (False, change)
    if report.history is not None:
        assert report.history.position.sequence == change - 1
    salvage(report, tmp_path / "saved.json")
    with Office(tmp_path / "saved.json") as office:
        assert len(office.table(RECIPIENTS)) == 2, "the file holds what the journal has lost"
        told = [(one.sequence, one.kind) for one in office.history()]
        assert told[:1] == ([(change, "salvaged")] if change > 1 else [])
        assert len(told) == (change if change > 1 else 0)


@pytest.mark.parametrize(
    "record",
    [
        msgspec.structs.replace(TOWN, code=5, name="x"),
        msgspec.structs.replace(TOWN, code="new", name="\ud800"),
        msgspec.structs.replace(TOWN, code="new", name=None),
        msgspec.structs.replace(TOWN, code="new", staff=object()),
        person(1),
    ],
)
def test_a_record_that_would_not_come_back_is_refused(path: Path, record: object) -> None:
    before = journal_of(path).read_bytes()
    with Office(path) as office:
        with pytest.raises(InvalidValue):
            office.change([Edit("units", after=record)])  # type: ignore[arg-type]
        assert len(office.table(UNITS)) == 2
    assert journal_of(path).read_bytes() == before
