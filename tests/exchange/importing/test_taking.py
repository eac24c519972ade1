"""What an import makes of rows: new, changed, unchanged or refused; accepted as one change."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.importing import taking as importing
from fptui.exchange.importing.previews import Preview
from fptui.exchange.importing.taking import accept, preview_file
from fptui.exchange.writing.separated import as_csv
from fptui.exchange.writing.sheet import sheet_of
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.contacts import Contact
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office, create_office
from tests.exchange.made import GOOD, HEADINGS, VILLAGE, ods, ods_row, roster, xlsx

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(autouse=True)
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "user_name", lambda: "王专干")


def preview(path: Path, office: Office, **wanted: Any) -> Preview:
    return preview_file(path, RECIPIENTS, office, **wanted)


def counts(found: Preview) -> tuple[int, int, int, int]:
    """New, changed, unchanged, refused."""
    return len(found.new), len(found.changed), len(found.unchanged), len(found.refused)


def reasons(found: Preview) -> list[str]:
    return [fault.text for row in found.refused for fault in row.faults]


def places(found: Preview) -> list[list[int]]:
    """Beside which cells the reasons stand, row by row."""
    return [[fault.place for fault in row.faults] for row in found.refused]


def row_of(person: Any, **changes: str) -> list[str]:
    cells = {
        "file_number": person.file_number,
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat(),
        "id_number": person.id_number,
        "unit": person.unit,
    }
    return [*(cells | changes).values()]


def test_new_rows_are_added_by_one_change_and_undone_with_one(
    sample: Office, tmp_path: Path
) -> None:
    before = len(sample.table(RECIPIENTS))
    found = preview(roster(tmp_path / "list.xlsx", *GOOD), sample)
    assert counts(found) == (2, 0, 0, 0)
    assert accept(sample, found) == 2
    person = sample.find(RECIPIENTS, "06-0001")
    assert (person.name, person.sex, person.unit) == ("样本甲", "male", VILLAGE)
    assert (person.state, person.recorded_by) == ("applied", "王专干")
    change = next(sample.history())
    assert (len(change.edits), change.reason) == (2, "imported from list.xlsx")
    sample.undo()
    assert sample.find(RECIPIENTS, "06-0001") is None
    assert len(sample.table(RECIPIENTS)) == before


def test_the_same_file_twice_changes_nothing(sample: Office, tmp_path: Path) -> None:
    path = roster(tmp_path / "list.xlsx", *GOOD)
    accept(sample, preview(path, sample))
    sequence = sample.sequence
    found = preview(path, sample)
    assert counts(found) == (0, 0, 2, 0)
    assert accept(sample, found) == 0
    assert sample.sequence == sequence


def test_who_recorded_a_file_is_not_taken_from_the_list(sample: Office, tmp_path: Path) -> None:
    known = sample.table(RECIPIENTS)[1]
    headings = ("file_number", "name", "sex", "unit", "recorded_by")
    rows = [
        ("06-0009", "样本丙", "男", VILLAGE, "别人"),
        (known.file_number, known.name, known.sex, known.unit, "别人"),
    ]
    found = preview(xlsx(tmp_path / "list.xlsx", [headings, *rows]), sample)
    assert counts(found) == (1, 0, 1, 0)
    accept(sample, found)
    assert sample.find(RECIPIENTS, "06-0009").recorded_by == "王专干"
    assert sample.table(RECIPIENTS)[1].recorded_by == "样本专干"


def test_a_changed_row_changes_what_differs_and_empty_cells_leave_the_rest(
    sample: Office, tmp_path: Path
) -> None:
    before = sample.table(RECIPIENTS)[1]
    path = roster(
        tmp_path / "list.xlsx", row_of(before, name="样本丙", id_number="", birth_date="")
    )
    found = preview(path, sample)
    assert counts(found) == (0, 1, 0, 0)
    assert found.left == 2
    accept(sample, found)
    after = sample.table(RECIPIENTS)[1]
    assert after == msgspec.structs.replace(before, name="样本丙")


def test_a_row_is_matched_by_the_id_number_where_it_has_no_file_number(
    sample: Office, tmp_path: Path
) -> None:
    person = next(one for one in sample.table(RECIPIENTS).values() if len(one.id_number) == 15)
    from fptui.registers.values.identity_number import to_eighteen

    headings = ("姓名", "性别", "单位", "身份证号", "电话")
    cells = (person.name, "", "", to_eighteen(person.id_number), "13800000000")
    found = preview(xlsx(tmp_path / "list.xlsx", [headings, cells]), sample)
    assert counts(found) == (0, 1, 0, 0)
    (edit,) = (row.edit for row in found.changed)
    assert edit.before is person
    assert (edit.after.phone, edit.after.file_number) == ("13800000000", person.file_number)


def test_nobody_is_entered_twice(sample: Office, tmp_path: Path) -> None:
    known = sample.table(RECIPIENTS)[1]
    fifteen = GOOD[0][4][:6] + GOOD[0][4][8:17]
    rows = [
        row_of(known, file_number="06-0100"),
        GOOD[0],
        (*GOOD[0][:4], "", VILLAGE),
        ("06-0003", *GOOD[0][1:4], fifteen, VILLAGE),
    ]
    found = preview(roster(tmp_path / "list.xlsx", *rows), sample)
    assert counts(found) == (1, 0, 0, 3)
    assert reasons(found) == [
        "“ID number”: 04-0001 has it already",
        "“File no.” stands in row 3 already",
        "“ID number” stands in row 3 already",
    ]
    assert places(found) == [[4], [0], [4]]


def test_masked_values_never_overwrite(sample: Office, tmp_path: Path) -> None:
    first, second = (sample.table(RECIPIENTS)[number] for number in (1, 2))
    hidden = first.id_number[:6] + "*" * 12
    guessed = first.id_number[:7] + "*" * 11
    rows = [
        row_of(first, id_number=hidden),
        row_of(sample.table(RECIPIENTS)[3], id_number=guessed),
        row_of(second, id_number="430298************"),
        (*GOOD[0][:4], "430299************", VILLAGE),
    ]
    found = preview(roster(tmp_path / "list.xlsx", *rows), sample)
    assert counts(found) == (0, 0, 1, 3)
    assert all("is masked and says nothing new" in reason for reason in reasons(found))
    assert places(found) == [[4], [4], [4]]
    assert found.left == 0


def test_states_are_moved_by_the_procedure_only(sample: Office, tmp_path: Path) -> None:
    known = sample.table(RECIPIENTS)[1]
    headings = (*HEADINGS, "状态", "起始年度")
    rows = [(*row_of(known), "exited", ""), (*GOOD[0], "享受中", 2005)]
    found = preview(xlsx(tmp_path / "list.xlsx", [headings, *rows]), sample)
    assert reasons(found) == ["“State” is moved step by step, not by an import"]
    assert found.new[0].edit.after.state == "receiving"


BAD = [
    ({0: ""}, "“File no.” is missing"),
    ({1: "  "}, "“Name” is missing"),
    ({2: "woman"}, "“Sex” cannot be “woman”"),
    ({3: "1940-02-30"}, "“Birth date” cannot be “1940-02-30”: write a date"),
    ({3: "1941-03-15"}, "the birth date differs from the one in the ID number"),
    ({4: "430299194003150015"}, "the check digit of the ID number is wrong"),
    ({4: "4302991940031500"}, "the ID number has 16 characters"),
    ({4: 430299194003150014}, "“ID number” was turned into a number by the spreadsheet"),
    ({5: "无此村"}, "“Unit”: there is no “无此村” among the units"),
]


@pytest.mark.parametrize(("wrong", "words"), BAD, ids=range(len(BAD)))
def test_a_bad_row_is_refused_in_words_and_the_others_are_taken(
    sample: Office, tmp_path: Path, wrong: dict[int, Any], words: str
) -> None:
    cells = [wrong.get(place, cell) for place, cell in enumerate(GOOD[0])]
    found = preview(roster(tmp_path / "list.xlsx", cells, GOOD[1]), sample)
    assert counts(found) == (1, 0, 0, 1)
    (reason,) = reasons(found)
    assert words in reason
    assert found.refused[0].row == 2


def test_all_that_is_wrong_with_a_row_is_told(sample: Office, tmp_path: Path) -> None:
    cells = ("06-0001", "", "x", "y", "z", "w")
    found = preview(roster(tmp_path / "list.xlsx", cells), sample)
    assert {fault.place for fault in found.refused[0].faults} == {1, 2, 3, 4, 5}


def test_what_a_new_record_lacks_is_told_once_and_in_its_place(
    sample: Office, tmp_path: Path
) -> None:
    headings = ("name", "sex", "unit", "id_number")
    rows = [("样本丙", "男", VILLAGE, GOOD[0][4]), ("样本丁", "x", "", ""), ("", "", "无此村", "")]
    found = preview(xlsx(tmp_path / "list.xlsx", [headings, *rows]), sample)
    assert places(found) == [[-1], [1, -1, 2], [2, -1, 0, 1]]
    told = [fault.text for fault in found.refused[1].faults]
    assert told[1:] == ["“File no.” is missing", "“Unit” is missing"]


def test_a_fault_that_a_record_has_already_does_not_stop_another_change(
    sample: Office, tmp_path: Path
) -> None:
    number, before = next(iter(sample.table(RECIPIENTS).items()))
    wrong = msgspec.structs.replace(before, id_number="430299194003150015")
    sample.change([Edit("recipients", number, before, wrong)])
    path = roster(tmp_path / "list.xlsx", row_of(wrong, name="样本丙"))
    assert counts(preview(path, sample)) == (0, 1, 0, 0)


def test_a_changed_row_may_not_break_a_rule_that_held(sample: Office, tmp_path: Path) -> None:
    known = sample.table(RECIPIENTS)[1]
    headings = (*HEADINGS, "children_born", "children_living")
    rows = [(*row_of(known), "1", "2"), (*row_of(known, name="样本丙"), "2", "2")]
    for cells, fate in zip(rows, [(0, 0, 0, 1), (0, 1, 0, 0)], strict=True):
        found = preview(xlsx(tmp_path / "list.xlsx", [headings, cells]), sample)
        assert counts(found) == fate
        assert reasons(found) == (["more children living than were born"] if fate[3] else [])
    wrong = msgspec.structs.replace(known, id_number="430299194003150015")
    sample.change([Edit("recipients", 1, known, wrong)])
    found = preview(xlsx(tmp_path / "list.xlsx", [headings, (*row_of(wrong), "1", "2")]), sample)
    assert reasons(found) == ["more children living than were born"], "only what is newly broken"


def test_merged_cells_among_the_rows_are_refused(sample: Office, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.append(["花名册"])
    page.append(HEADINGS)
    for cells in (*GOOD, ("06-0003", "样本丙", "男", "", "", "")):
        page.append(cells)
    page.merge_cells("A1:F1")
    page.merge_cells("F4:F5")
    book.save(tmp_path / "list.xlsx")
    found = preview(tmp_path / "list.xlsx", sample)
    assert counts(found) == (1, 0, 0, 2)
    assert "“Unit”: the cell is merged with others: split it" in reasons(found)


def test_formulas_without_values_are_refused_by_name(sample: Office, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append((*GOOD[0][:2], '="男"', *GOOD[0][3:]))
    book.save(tmp_path / "list.xlsx")
    (reason, *_rest) = reasons(preview(tmp_path / "list.xlsx", sample))
    assert reason.startswith("“Sex”: a formula without its value")


NASTY = "[red]x[/red]\x1b[31m\u202e\u200b=cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", [NASTY, "=cmd|' /C calc'!A0", "@SUM(1)", "+86", "-x", "'quoted"])
def test_text_is_kept_as_text(sample: Office, tmp_path: Path, text: str) -> None:
    headings = (*HEADINGS, "备注")
    path = xlsx(tmp_path / "list.xlsx", [headings, (*GOOD[0], text.replace("\x1b", ""))])
    accept(sample, preview(path, sample))
    assert sample.find(RECIPIENTS, "06-0001").notes == text.replace("\x1b", "")
    csv_path = tmp_path / "list.csv"
    quoted = text.replace("'", "''", 1) if text.startswith("'") else text
    line = ",".join((*GOOD[1], f'"{quoted}"'))
    csv_path.write_text(",".join(headings) + "\n" + line + "\n", encoding="utf-8")
    accept(sample, preview(csv_path, sample))
    person = sample.find(RECIPIENTS, "06-0002")
    assert person.notes == text
    out = sheet_of(RECIPIENTS, [person], RECIPIENTS.stored_columns, sample, reveal=True)
    assert harmless(text).removeprefix("'") in as_csv(out)
    assert not {"\x1b", "\u202e", "\u200b"} & set(as_csv(out))


def test_what_is_exported_comes_back_unchanged(sample: Office, tmp_path: Path) -> None:
    number, before = next(iter(sample.table(RECIPIENTS).items()))
    odd = msgspec.structs.replace(before, notes=NASTY)
    sample.change([Edit("recipients", number, before, odd)])
    for register in REGISTERS.values():
        records = list(sample.table(register).values())
        for reveal in (True, False):
            path = tmp_path / f"{register.name}.csv"
            out = sheet_of(register, records, register.stored_columns, sample, reveal=reveal)
            path.write_text(as_csv(out), encoding="utf-8", newline="")
            found = preview_file(path, register, sample)
            assert counts(found) == (0, 0, len(records), 0), (register.name, reasons(found)[:3])


def test_every_register_is_imported_into_a_new_office(sample: Office, tmp_path: Path) -> None:
    # what is referred to comes first
    names = sorted(REGISTERS, key=lambda name: name not in ("units", "indicators"))
    with create_office(tmp_path / "new.json") as office:
        for register in map(REGISTERS.__getitem__, names):
            records = list(sample.table(register).values())
            path = tmp_path / f"{register.name}.csv"
            out = sheet_of(register, records, register.stored_columns, sample, reveal=True)
            path.write_text(as_csv(out), encoding="utf-8", newline="")
            found = preview_file(path, register, office)
            assert counts(found) == (len(records), 0, 0, 0), reasons(found)[:3]
            accept(office, found)
        assert set(office.table(UNITS).values()) == set(sample.table(UNITS).values())


def test_xls_and_ods_are_imported(sample: Office, tmp_path: Path) -> None:
    found = preview(FILES / "roster.xls", sample)
    assert counts(found) == (2, 0, 0, 0)
    assert [row.edit.after.birth_date.year for row in found.new] == [1940, 1943]
    path = ods(tmp_path / "list.ods", ods_row("花名册") + ods_row(*HEADINGS) + ods_row(*GOOD[0]))
    assert counts(preview(path, sample)) == (1, 0, 0, 0)


def test_rows_with_a_number_and_nothing_else_are_no_rows(sample: Office, tmp_path: Path) -> None:
    headings = ("序号", *HEADINGS)
    ahead = [(number, *[""] * len(HEADINGS)) for number in range(2, 9)]
    path = xlsx(tmp_path / "list.xlsx", [headings, (1, *GOOD[0]), *ahead])
    assert counts(preview(path, sample)) == (1, 0, 0, 0)


def test_a_csv_row_with_more_cells_than_headings_is_refused(sample: Office, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [",".join(HEADINGS), ",".join((*GOOD[0], "", "")), ",".join((*GOOD[1], "one more"))]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = preview(path, sample)
    assert counts(found) == (1, 0, 0, 1)
    assert reasons(found) == ["there are more cells than headings"]


def test_a_record_that_changed_meanwhile_is_not_overwritten(sample: Office, tmp_path: Path) -> None:
    number, before = next(iter(sample.table(RECIPIENTS).items()))
    found = preview(roster(tmp_path / "list.xlsx", row_of(before, name="样本丙")), sample)
    other = msgspec.structs.replace(before, name="样本丁")
    sample.change([Edit("recipients", number, before, other)])
    with pytest.raises(InvalidValue, match="was changed meanwhile"):
        accept(sample, found)
    assert sample.table(RECIPIENTS)[number].name == "样本丁"


def test_an_import_that_is_stopped_leaves_no_trace(sample: Office, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        if done >= 70:
            raise StopError

    sequence = sample.sequence
    with pytest.raises(StopError):
        preview(roster(tmp_path / "list.xlsx", *GOOD), sample, progress=stop)
    assert sample.sequence == sequence
    assert seen == sorted(seen)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "x", "y"]), st.integers(0, 9)),
        max_size=8,
    )
)
def test_each_row_has_one_fate_and_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: Sequence[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    contacts = REGISTERS["contacts"]
    with create_office(folder / "office.json") as office:
        office.change(
            [
                Edit("units", after=REGISTERS["units"].record(
                    code="1", name="U", level="district", kind="district")),
                Edit("contacts", after=Contact(leader="A", unit="1", role="x", visits=1)),
            ]
        )  # fmt: skip
        path = folder / "list.csv"
        lines = ["leader,unit,role,visits", *(f"{a},1,{b},{c}" for a, b, c in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        found = preview_file(path, contacts, office)
        assert sum(counts(found)) == len(rows)
        accept(office, found)
        again = preview_file(path, contacts, office)
        assert counts(again)[:2] == (0, 0)
        assert len(again.refused) == len(found.refused)
