"""A sheet that is being filled: cells, undo, blocks, sums, and what its rows come to."""

import csv
from datetime import date
from io import StringIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.jobs.enter_rows import Answers, plan_entry
from fptui.jobs.entry.cell_reading import DeskReader
from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.pasted import block_of
from fptui.jobs.entry.sheet_layout import layout_of, layout_of_records
from fptui.jobs.entry.sheet_texts import SheetTexts
from fptui.jobs.plan import Plan
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.contacts import CONTACTS
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Values
from fptui.registers.edits import Edit
from fptui.registers.entry_sheets import ENTRY_SHEETS, next_number
from fptui.registers.findings import FINDINGS
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.trainings import TRAININGS, Training
from fptui.registers.units import UNITS
from fptui.reports.details import summary
from fptui.screens.sheet_head import UNDER, HeadForm
from fptui.store import Office

CELLS = st.tuples(st.integers(0, 5), st.integers(0, 3))
STEPS = st.lists(st.dictionaries(CELLS, st.text(max_size=3), max_size=4), max_size=8)
CELL_TEXTS = st.text("ab1 \t\n\"'测", max_size=5).map(lambda text: " ".join(text.split()))


def silent(_done: int, _total: int) -> None:
    pass


def planned(sheet: FilledSheet) -> Plan:
    return plan_entry(sheet.office, Answers(sheet), silent)


def outcomes(plan: Plan) -> dict[str, list[str]]:
    return {
        one.key: [": ".join(outcome.cells[1:]) for outcome in one.outcomes] for one in plan.groups
    }


def refused_rows(plan: Plan) -> list[int]:
    (refused,) = (one for one in plan.groups if one.key == "refused")
    return [int(outcome.cells[0]) - 1 for outcome in refused.outcomes]


def pasted(block: list[list[str]]) -> str:
    """A block as a spreadsheet hands it over."""
    file = StringIO(newline="")
    csv.writer(file, dialect="excel-tab", lineterminator="\n").writerows(block)
    return file.getvalue()


@pytest.fixture
def session(sample: Office) -> str:
    sample.change(
        [
            Edit(
                TRAININGS.name,
                after=Training(
                    number="P05-09",
                    date=date(2005, 12, 1),
                    topic="statistics",
                    name="统计工作业务培训二期",
                    audience="乡镇统计员",
                ),
            )
        ]
    )
    return "P05-09"


def opened(office: Office, key: str, head: Values, **wanted: object) -> FilledSheet:
    layout = layout_of(ENTRY_SHEETS[key], office, head, **wanted)  # type: ignore[arg-type]
    return FilledSheet(layout, office, DeskReader(office))


@given(STEPS)
def test_undo_takes_every_step_back_and_redo_makes_it_again(steps: list[dict]) -> None:
    texts = SheetTexts(lambda place: "a" if place[0] == 0 else "")
    states = [dict(texts.typed)]
    for step in steps:
        if texts.put(step):
            states.append(dict(texts.typed))
    for state in reversed(states[:-1]):
        assert texts.undo()
        assert texts.typed == state
    assert texts.undo() == []
    for state in states[1:]:
        assert texts.redo()
        assert texts.typed == state
    assert texts.redo() == []


@given(st.integers(1, 4).flatmap(lambda width: st.lists(
    st.lists(CELL_TEXTS, min_size=width, max_size=width), min_size=1, max_size=5)))  # fmt: skip
def test_a_block_comes_back_from_its_text(block: list[list[str]]) -> None:
    assert block_of(pasted(block)) == block
    assert block_of(pasted(block).replace("\n", "\r\n")) == block


def test_a_quoted_cell_is_one_cell() -> None:
    assert block_of('"a ""b"""\t2\r\n"c\nd"\t3\r\n') == [['a "b"', "2"], ["c d", "3"]]


def test_the_units_of_the_last_such_session_are_proposed(sample: Office, session: str) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    assert sheet.count == 11  # ten townships, and an empty row to go on in
    assert [sheet.text((row, 0)) for row in range(2)] != ["", ""]
    assert sheet.is_locked((0, 0))
    assert not sheet.is_locked((10, 0))


def test_rows_come_to_new_records_and_emptied_ones_to_nothing(sample: Office, session: str) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    sheet.put({(0, 1): "3", (0, 2): "２"})
    sheet.put({(1, 1): "2", (1, 2): "5"})
    sheet.put({(2, 1): "x"})
    assert sheet.sums()[1] == 5
    assert "cannot be “x”" in sheet.problem((2, 1))
    plan = planned(sheet)
    found = outcomes(plan)
    assert len(found["new"]) == 1
    assert len(found["refused"]) == 2
    assert any("more attended than were invited" in said for said in found["refused"])
    assert refused_rows(plan) == [1, 2]
    sample.change(plan.edits, plan.reason)
    again = opened(sample, "attendance", {"session": session})
    place = next(row for row in range(again.count) if again.text((row, 1)) == "3")
    again.put({(place, column): "" for column in range(1, 5)})
    emptied = planned(again)
    assert not emptied.edits
    assert len(outcomes(emptied)["emptied"]) == 1
    assert "left as it is" in emptied.said[1]


def test_a_name_in_place_of_a_code_and_a_unit_that_comes_twice(
    sample: Office, session: str
) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    last = sheet.count - 1
    known = sheet.text((0, 0))
    sheet.put({(0, 1): "1", (last, 0): known, (last, 1): "1"})
    found = outcomes(planned(sheet))
    assert "the same stands in row 1 already" in found["refused"][0]
    sheet.put({(last, 0): "no such place"})
    assert "there is no “no such place”" in sheet.problem((last, 0))


def test_filling_down_and_pasting(sample: Office, session: str) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    sheet.put({(0, 1): "2", (3, 1): "4"})
    sheet.fill_down((0, 1))
    assert [sheet.text((row, 1)) for row in range(11)] == ["2"] * 3 + ["4"] + ["2"] * 6 + [""]
    assert sheet.fill_down((1, 2)) == []
    sheet.put({(0, 2): "1"})
    sheet.fill_down((1, 2))
    assert sheet.text((1, 2)) == "1"
    sheet.undo()
    assert sheet.text((1, 2)) == ""
    pasted = sheet.paste((4, 3), "1\t1\t9\r\nx\t1\r\n")
    assert (len(pasted.taken), pasted.left_out, pasted.wrong) == (4, 1, 1)
    assert sheet.text((5, 3)) == "x"
    sheet.undo()
    assert sheet.text((4, 3)) == sheet.text((5, 3)) == ""


def test_counts_stand_side_by_side(sample: Office) -> None:
    sheet = opened(sample, "counts", {"period": "2005-06"}, names=["births", "boys"])
    villages = [unit for unit in sample.table(UNITS).values() if unit.level == "village"]
    assert sheet.count == len(villages) + 1
    sheet.put({(0, 1): "3", (0, 2): "1", (1, 1): "0"})
    plan = planned(sheet)
    made = [edit.after for edit in plan.edits]
    assert {(one.name, one.value) for one in made} == {("births", 3), ("boys", 1), ("births", 0)}
    narrow = opened(sample, "counts", {"period": "2005-06"}, under=villages[0].parent)
    assert 1 < narrow.count < sheet.count
    of_year = opened(sample, "counts", {"period": "2005"})
    assert [one.name for one in of_year.columns][1:4] == ["population", "births", "births_in_plan"]
    of_year.put({(0, 2): "99"})
    (edit,) = planned(of_year).edits
    assert edit.before is not None
    assert edit.register == COUNTS.name


def test_counts_that_cannot_both_be_are_doubted_and_may_be_saved(sample: Office) -> None:
    sheet = opened(sample, "counts", {"period": "2005-06"}, names=["births", "births_in_plan"])
    sheet.put({(1, 1): "32", (1, 2): "93", (2, 1): "5", (2, 2): "4"})
    plan = planned(sheet)
    assert len(plan.edits) == 4
    assert plan.said[-1] == "1 doubt: look at it before you save."
    [doubt] = next(one.outcomes for one in plan.groups if one.key == "doubtful")
    assert doubt.cells[0] == "2"
    assert doubt.cells[2] == "Births in plan 93 is more than Births 32"
    sample.change(plan.edits)
    again = opened(sample, "counts", {"period": "2005-06"}, names=["births_out_of_plan"])
    again.put({(1, 1): "2"})
    assert any("do not come to" in cells.cells[2] for one in planned(again).groups
               if one.key == "doubtful" for cells in one.outcomes)  # fmt: skip


def test_units_stand_in_the_same_order_filled_or_not(sample: Office) -> None:
    empty = opened(sample, "counts", {"period": "2004-06"}, names=["births"])
    order = [empty.row(place).known["unit"] for place in range(empty.count - 1)]
    assert order == sorted(order)
    last = empty.count - 2
    empty.put({(last, 1): "1", (0, 1): "2"})
    sample.change(planned(empty).edits)
    filled = opened(sample, "counts", {"period": "2004-06"}, names=["births"])
    assert [filled.row(place).known["unit"] for place in range(filled.count - 1)] == order


def test_money_that_came_before_the_bank_had_the_list_is_doubted(sample: Office) -> None:
    number, payment = next(iter(sample.table(PAYMENTS).items()))
    sent = msgspec.structs.replace(
        payment, sent_date=date(2005, 10, 20), paid_date=None, result="due"
    )
    sample.change([Edit(PAYMENTS.name, number, payment, sent)])
    for day, why in (("2005-10-01", "before 2005-10-20"), ("2005-10-20", "")):
        sheet = opened(sample, "results", {"year": sent.year, "round": sent.round})
        keys = [one.key for one in sheet.columns]
        sheet.put({(0, keys.index("result")): "paid", (0, keys.index("paid_date")): day})
        told = outcomes(planned(sheet))["doubtful"]
        assert bool(told) == bool(why)
        assert why in "".join(told)


def test_findings_get_the_next_numbers(sample: Office) -> None:
    sheet = opened(sample, "findings", {"inspection": "J05-01"})
    first = sheet.count - 1
    sheet.put({(first, 0): "430299002002", (first, 2): "newlyweds"})
    sheet.put({(first + 1, 0): "430299002002", (first + 1, 2): "facilities"})
    made = [edit.after for edit in planned(sheet).edits]
    assert [one.number for one in made] == ["W05-024", "W05-025"]
    assert [one.kind for one in made] == ["newlywed_management", "facilities_incomplete"]
    sheet.put({(first + 2, 0): "430299002002"})
    assert outcomes(planned(sheet))["refused"] == [
        f"{sheet.text((first + 2, 0))}: nothing is entered in this row"
    ]


@pytest.mark.parametrize(
    ("known", "after"),
    [((), "1"), (("J05-01", "J05-09"), "J05-10"), (("9",), "10"), (("A-1", "B07"), "B08")],
)
def test_the_next_number(known: tuple[str, ...], after: str) -> None:
    assert next_number(known) == after


@pytest.mark.parametrize("key", ENTRY_SHEETS)
def test_every_sheet_opens_and_a_wrong_text_stays_in_its_cell(sample: Office, key: str) -> None:
    declared = ENTRY_SHEETS[key]
    heads = {"counts": {"period": "2005"}, "attendance": {"session": "P05-01"}}
    heads["tests"] = heads["attendance"]
    sheet = opened(sample, key, heads.get(key) or declared.head_proposed(sample))
    for place, column in enumerate(sheet.columns):
        if column.tells_row or column.locked or not sheet.count:
            continue
        sheet.put({(0, place): "no such thing"})
        if column.column.kind != "text":
            assert sheet.problem((0, place))
        sheet.undo()
    assert not sheet.typed


def test_records_are_edited_in_place_and_private_values_stay(sample: Office) -> None:
    rows = list(sample.table(RECIPIENTS).items())[:3]
    columns = [RECIPIENTS.column(key) for key in ("file_number", "name", "state", "account", "age")]
    layout = layout_of_records(RECIPIENTS, rows, columns)
    sheet = FilledSheet(layout, sample, DeskReader(sample))
    locked = [sheet.is_locked((0, place)) for place in range(5)]
    assert locked == [True, False, True, False, True]
    assert "*" in sheet.text((0, 3))
    sheet.put({(0, 1): "新名字"})
    (edit,) = planned(sheet).edits
    assert edit.after.account == rows[0][1].account
    assert edit.after.name == "新名字"
    sheet.put({(1, 3): "138****0000"})
    assert "masked" in sheet.problem((1, 3))
    assert refused_rows(planned(sheet)) == [1]


def test_a_draft_is_taken_up_again(sample: Office, session: str) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    last = sheet.count - 1
    sheet.put({(0, 1): "2", (last, 0): "430299101001", (last, 1): "x"})
    cells = sheet.draft()
    again = opened(sample, "attendance", {"session": session})
    assert again.take_up(cells) == 0
    assert again.typed == sheet.typed
    assert again.take_up([("gone", "no column", "1")]) == 1
    again = opened(sample, "attendance", {"session": session})
    rows = again.count
    assert again.take_up([("430299101001", "invited", "1")]) == 0  # a unit not proposed any more
    assert again.count == rows + 1


def test_the_register_of_each_sheet_has_its_columns() -> None:
    for sheet in ENTRY_SHEETS.values():
        assert sheet.register in (ATTENDANCE.name, COUNTS.name, FINDINGS.name, "payments",
                                  "contacts")  # fmt: skip


def test_an_id_number_of_another_file_is_refused(sample: Office) -> None:
    rows = list(sample.table(RECIPIENTS).items())[:3]
    columns = [RECIPIENTS.column(key) for key in ("file_number", "id_number")]
    layout = layout_of_records(RECIPIENTS, rows, columns)
    sheet = FilledSheet(layout, sample, DeskReader(sample), reveal=True)
    other = sample.table(RECIPIENTS)[9]
    sheet.put({(0, 1): other.id_number, (1, 1): other.id_number})
    refused = outcomes(planned(sheet))["refused"]
    assert f"{other.file_number} has it already" in refused[0]
    assert "the same stands in row 1 already" in refused[1]
    assert other.id_number not in "".join(refused)


def test_an_empty_cell_stays_unknown(sample: Office, session: str) -> None:
    sheet = opened(sample, "attendance", {"session": session})
    sheet.put({(0, 1): "3"})
    sheet.put({(1, 1): "2", (1, 2): "0"})
    sample.change(planned(sheet).edits)
    first, second = sample.referring(ATTENDANCE, "session", session)
    assert (first.invited, first.attended, first.tested, first.passed) == (3, None, None, None)
    assert second.attended == 0
    again = opened(sample, "attendance", {"session": session})
    assert {again.text((row, 2)) for row in range(2)} == {"", "0"}
    held = sample.find(TRAININGS, session)
    assert held is not None
    assert "Of 1 unit it is not known how many attended." in summary(held, sample)


def test_only_like_things_are_summed_up(sample: Office) -> None:
    for register, summed in (
        (COUNTS, set()),
        (PAYMENTS, {"amount"}),
        (CONTACTS, {"visits"}),
    ):
        rows = list(sample.table(register).items())[:5]
        layout = layout_of_records(register, rows, register.shown_columns)
        sheet = FilledSheet(layout, sample, DeskReader(sample))
        found = zip(sheet.columns, sheet.sums(), strict=True)
        assert {one.key for one, total in found if total is not None} == summed
    across = opened(sample, "counts", {"period": "2005"}, names=("births",))
    assert across.sums()[1] is not None


def test_the_head_of_a_sheet_takes_an_exact_name(sample: Office) -> None:
    head = HeadForm(ENTRY_SHEETS["counts"], sample, {})
    (under,) = (spec for spec in head.specs() if spec.key == UNDER)
    (meant,) = under.meanings("红旗镇")
    assert sample.find(UNITS, meant.key).name == "红旗镇"
    assert len(under.meanings("红旗")) <= 1
