"""Lists as other offices and earlier days made them: what they leave out, call otherwise, or
have from before."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fptui.errors import FptuiError
from fptui.exchange.importing.previews import Preview
from fptui.exchange.importing.rejects import rejects_sheet, write_refused
from fptui.exchange.importing.taking import accept, preview_file
from fptui.registers import REGISTERS
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import STATES, has_passed
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import Settlement
from fptui.registers.soundness import record_problems
from fptui.registers.units import UNITS
from fptui.reports.import_preview import about_row, notes_on
from fptui.search.called import label_of
from fptui.store import Office

NUMBER = "430299194003150014"
VILLAGE = "430299101201"


def read(office: Office, path: Path, *lines: str, register: str = "recipients") -> Preview:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return preview_file(path, REGISTERS[register], office)


def why(found: Preview) -> list[str]:
    return [fault.text for row in found.refused for fault in row.faults]


def put(office: Office, **changes: Any) -> Any:
    """The first file as it is after these changes."""
    before = office.table(RECIPIENTS)[1]
    after = msgspec.structs.replace(before, **changes)
    if after != before:
        office.change([Edit("recipients", 1, before, after)])
    return after


# --- what follows from the ID number ------------------------------------------------------


def test_birth_date_and_sex_follow_from_the_number(sample: Office, tmp_path: Path) -> None:
    found = read(
        sample,
        tmp_path / "a.csv",
        "file_number,name,id_number,unit",
        f"06-0001,样本甲,{NUMBER},{VILLAGE}",
    )
    [row] = found.new
    after: Any = row.edit.after
    assert (after.birth_date, after.sex) == (date(1940, 3, 15), "male")
    said = about_row(row, found, sample)
    assert "Birth date: 1940-03-15 (from “ID number”)" in said
    assert "“Sex” is filled in from “ID number” in 1 row." in list(notes_on(found))


def test_without_a_right_number_the_sex_is_missing(sample: Office, tmp_path: Path) -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    found = read(
        sample,
        tmp_path / "a.csv",
        "file_number,name,id_number,unit",
        f"06-0001,样本甲,{wrong},{VILLAGE}",
        f"06-0002,样本乙,,{VILLAGE}",
    )
    assert len(found.refused) == 2
    assert "“Sex” is missing" in why(found)
    assert [fault.text for fault in found.refused[0].faults if fault.place == 2] == [
        "the check digit of the ID number is wrong"
    ]


def test_the_same_list_again_fills_in_what_is_empty_and_check_names_it(
    sample: Office, tmp_path: Path
) -> None:
    known = put(sample, birth_date=None)
    problems = [one for one in record_problems(RECIPIENTS, sample) if one.column == "birth_date"]
    assert [one.identity for one in problems] == [known.file_number]
    assert "“Birth date” is empty, though “ID number” says it" in problems[0].text
    line = f"{known.file_number},{known.name},{known.id_number},{known.unit}"
    head = "file_number,name,id_number,unit"
    found = read(sample, tmp_path / "a.csv", head, line)
    [row] = found.changed
    after: Any = row.edit.after
    assert after.birth_date is not None
    assert after.sex == known.sex
    accept(sample, found)
    again = read(sample, tmp_path / "a.csv", head, line)
    assert (len(again.changed), len(again.unchanged)) == (0, 1)
    assert not list(record_problems(RECIPIENTS, sample))


def test_what_a_record_says_is_not_replaced_by_what_follows(sample: Office, tmp_path: Path) -> None:
    known = put(sample)
    found = read(
        sample,
        tmp_path / "a.csv",
        "file_number,name,id_number,birth_date,unit",
        f"{known.file_number},{known.name},{known.id_number},,{known.unit}",
    )
    assert len(found.unchanged) == 1


# --- lists from before --------------------------------------------------------------------


def test_a_file_that_was_merged_away_does_not_come_again(sample: Office, tmp_path: Path) -> None:
    kept = put(sample)
    settlement = Settlement(
        kind="same_id",
        file=kept.file_number,
        other="05-9750",
        verdict="same",
        day=date(2005, 6, 1),
        merged="900",
    )
    sample.change([Edit("settlements", after=settlement)])
    head = "file_number,name,sex,id_number,unit"
    for number in ("", kept.id_number):
        found = read(
            sample, tmp_path / "a.csv", head, f"05-9750,样本甲,{kept.sex},{number},{VILLAGE}"
        )
        assert why(found) == [
            f"05-9750 was merged into {kept.file_number}: it has this file number now"
        ]
        assert found.refused[0].faults[0].place == 0


def test_a_state_that_was_passed_is_left_as_it_is(sample: Office, tmp_path: Path) -> None:
    known = put(sample, state="receiving", since=date(2005, 5, 1), paid_from=2005)
    head = "file_number,name,sex,unit,state,since"
    who = f"{known.file_number},{known.name},{known.sex},{known.unit}"
    old = read(sample, tmp_path / "a.csv", head, f"{who},confirmed,2005-03-01")
    assert (len(old.unchanged), old.passed) == (1, 1)
    assert "1 file is further on its way than the list says; it stays there." in list(notes_on(old))
    later = read(sample, tmp_path / "a.csv", head, f"{who},suspended,2005-06-01")
    assert why(later) == ["“State” is moved step by step, not by an import"]


@pytest.mark.parametrize(
    ("earlier", "present", "passed"),
    [
        ("applied", "receiving", True),
        ("receiving", "suspended", True),
        ("confirmed", "rejected", True),
        ("receiving", "applied", False),
        ("rejected", "receiving", False),
        ("receiving", "rejected", False),
        ("suspended", "receiving", False),
    ],
)
def test_which_states_lie_behind(earlier: str, present: str, passed: bool) -> None:
    assert has_passed(earlier, present) is passed
    assert not any(has_passed(state, state) for state in STATES)


def test_who_receives_needs_a_first_year(sample: Office, tmp_path: Path) -> None:
    head = "file_number,name,sex,unit,state,paid_from"
    row = f"样本甲,男,{VILLAGE},享受中"
    found = read(sample, tmp_path / "a.csv", head, f"06-0001,{row},", f"06-0002,{row},2005")
    assert (len(found.new), len(found.refused)) == (1, 1)
    assert "“Paid from” is empty" in why(found)[0]


# --- what is called otherwise ---------------------------------------------------------------


def test_units_are_understood_as_the_program_writes_them(sample: Office, tmp_path: Path) -> None:
    unit = sample.find(UNITS, VILLAGE)
    assert unit is not None
    label = label_of(sample, UNITS, unit)
    assert label != unit.name
    found = read(sample, tmp_path / "a.csv", "档案号,姓名,性别,村", f"06-0001,样本甲,男,{label}")
    after: Any = found.new[0].edit.after
    assert after.unit == VILLAGE


def test_a_unit_under_another_or_in_part_is_named(sample: Office, tmp_path: Path) -> None:
    names = [one.name for one in sample.table(UNITS).values()]
    unit = next(
        one
        for one in sample.table(UNITS).values()
        if one.level == "village" and sum(one.name[:2] in name for name in names) == 1
    )
    label = label_of(sample, UNITS, unit)
    head = "file_number,name,sex,unit"
    found = read(
        sample,
        tmp_path / "a.csv",
        head,
        f"06-0001,样本甲,男,别处镇{unit.name}",
        f"06-0002,样本乙,女,{unit.name[:2]}",
    )
    elsewhere, part = why(found)
    assert f"It stands here as {label}." in elsewhere
    assert f"Did you mean {label}?" in part


def test_headings_that_are_not_understood_are_named(sample: Office, tmp_path: Path) -> None:
    with pytest.raises(FptuiError, match="Not understood: “单元”"):
        read(sample, tmp_path / "a.csv", "档案号,姓名,性别,单元", "1,2,男,3")


def test_the_nearest_choice_is_named(sample: Office, tmp_path: Path) -> None:
    head = "file_number,name,sex,unit,state"
    found = read(sample, tmp_path / "a.csv", head, f"06-0001,样本甲,男,{VILLAGE},Confirmd")
    assert "Did you mean Confirmed?" in why(found)[0]


def test_a_choice_that_is_called_otherwise_is_told(sample: Office, tmp_path: Path) -> None:
    head = "file_number,name,sex,unit,category"
    found = read(sample, tmp_path / "a.csv", head, f"06-0001,样本甲,男,{VILLAGE},独女户")
    assert "“Category”: “独女户” is taken for “One child” (1 row)." in list(notes_on(found))


def test_a_new_name_of_a_count_is_told_with_the_nearest(sample: Office, tmp_path: Path) -> None:
    lines = ("period,unit,name,value", f"2005,{VILLAGE},Births in pla,3")
    found = read(sample, tmp_path / "a.csv", *lines, register="counts")
    assert list(notes_on(found)) == [
        "“Counted”: “Births in pla” is a name that is new here (1 row). "
        "Did you mean Births in plan?"
    ]


# --- the refused rows ---------------------------------------------------------------------


def test_a_second_round_of_refused_rows_has_each_addition_once(
    sample: Office, tmp_path: Path
) -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    first = read(
        sample,
        tmp_path / "a.csv",
        "file_number,name,sex,id_number,unit",
        f"06-0001,样本甲,男,{wrong},{VILLAGE}",
    )
    write_refused(tmp_path / "b.csv", rejects_sheet(first), tmp_path / "a.csv")
    second = preview_file(tmp_path / "b.csv", RECIPIENTS, sample)
    assert not list(notes_on(second))
    headings = rejects_sheet(second).headings
    assert headings == rejects_sheet(first).headings
    assert headings[headings.index("id_number") + 1] == "Why refused: id_number"
    [cells] = rejects_sheet(second).rows
    assert "check digit" in cells[headings.index("id_number") + 1].plain
