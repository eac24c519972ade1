"""Sheets filled by keys: how many are pressed is written down, as is what goes wrong.

The short form runs with the tests; each of them in the small window too, and the cells of
every register, with FPTUI_SOAK=1.
"""

import os
from collections.abc import AsyncIterator
from datetime import date

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.events import Paste
from textual.pilot import Pilot

from fptui.language import LANGUAGES, use_language
from fptui.registers import REGISTERS
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.entry_sheets import ENTRY_SHEETS
from fptui.registers.findings import FINDINGS
from fptui.registers.inspections import INSPECTIONS, Inspection
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.trainings import TRAININGS, Training
from fptui.registers.units import UNITS, Unit
from fptui.screens.app import FptuiApp
from fptui.screens.form import RecordForm
from fptui.screens.sheet_head import HeadForm
from fptui.screens.sheet_screen import SheetScreen
from fptui.screens.widgets.sheet_grid import SheetGrid
from fptui.store import Office
from tests.screens.test_screens import NARROW, drawn, press

SOAK = bool(os.environ.get("FPTUI_SOAK"))
LOW = (60, 14)
WALKED = [name for name in REGISTERS if SOAK or name in ("recipients", "counts")]
in_low_windows = pytest.mark.parametrize(
    "pilot", [NARROW, LOW], ids=["80x24", "60x14"], indirect=True
)
"""Of a test that is tried in the small window in the short form too."""
SESSION = Training(
    number="P05-09",
    date=date(2005, 12, 1),
    topic="statistics",
    name="统计工作业务培训二期",
    level="township",
)


class Counting:
    """Presses keys one by one and counts them."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot, self.keys = pilot, 0

    async def press(self, *keys: str) -> str:
        self.keys += len(keys)
        return await press(self.pilot, *keys)


def grid(pilot: Pilot[None]) -> SheetGrid:
    assert isinstance(pilot.app.screen, SheetScreen)
    return pilot.app.screen.query_one(SheetGrid)


@pytest.fixture
def office(sample: Office) -> Office:
    """The sample with twelve units of township level and a session without attendance."""
    top = next(unit.code for unit in sample.table(UNITS).values() if unit.level == "district")
    more = [
        Unit(code=code, name=name, level="township", kind="town", parent=top)
        for code, name in (("430299301000", "新河镇"), ("430299302000", "石桥镇"))
    ]
    sample.change([Edit("units", after=unit) for unit in more])
    sample.change([Edit("trainings", after=SESSION)])
    return sample


@pytest.fixture(params=[NARROW, LOW] if SOAK else [NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
async def pilot(office: Office, request: pytest.FixtureRequest) -> AsyncIterator[Pilot[None]]:
    async with FptuiApp(office).run_test(size=request.param) as pilot:
        await pilot.pause()
        yield pilot


@in_low_windows
async def test_attendance_of_twelve_units_takes_sixty_keys(
    pilot: Pilot[None], office: Office
) -> None:
    clerk = Counting(pilot)
    await clerk.press("4", "G", "m", "enter")
    screen = await clerk.press("enter")
    assert "统计工作业务培训二期" in screen
    for row in range(12):
        screen = await clerk.press("3" if row % 2 else "2", "tab", "2", "enter")
    assert "Sum" in screen
    assert "Invited" in screen
    preview = await clerk.press("ctrl+s")
    assert "12 new · 0 changed · 0 refused" in preview
    await clerk.press("y")
    lines = office.referring(ATTENDANCE, "session", "P05-09")
    assert len(lines) == 12
    assert sum(line.attended for line in lines) == 24
    assert clerk.keys <= 60
    assert not isinstance(pilot.app.screen, SheetScreen)
    assert office.undoable().reason.startswith("Attendance · 统计工作")


async def test_five_findings_take_eighty_keys(pilot: Pilot[None], office: Office) -> None:
    units = ("430299101001", "430299002002", "430299001001")
    office.change(
        [
            Edit(
                "inspections",
                after=Inspection(
                    number="J05-20", date=date(2005, 12, 20), kind="routine_sample", units=units
                ),
            )
        ]
    )
    clerk = Counting(pilot)
    await clerk.press("5", "G", "m", "enter", "enter")
    assert grid(pilot).sheet.count == 4
    for kind, cases in (("ne", "3"), ("fl", "1"), ("lo", "2")):
        await clerk.press(*kind, "tab", cases, "enter")
    name = office.find(UNITS, units[0]).name
    await clerk.press("up", "up", "up", *["right"] * 3, *"2006-01-31", "enter", "up", "ctrl+d")
    # two more at units that were not drawn, the last of them at one that is found by pinyin
    await clerk.press("down", "down", "down", "left", "left", "left")
    await clerk.press(*name, "tab", *"fil", "tab", "1", "enter")
    await clerk.press(*"hqz", "tab", *"fa", "tab", "1", "enter")
    preview = await clerk.press("ctrl+s")
    assert "5 new · 0 changed · 0 refused" in preview
    await clerk.press("y")
    made = office.referring(FINDINGS, "inspection", "J05-20")
    assert [one.number for one in made] == ["W05-024", "W05-025", "W05-026", "W05-027", "W05-028"]
    assert [str(one.deadline) for one in made[:3]] == ["2006-01-31"] * 3
    assert office.find(UNITS, made[4].unit).name == "红旗镇"
    assert clerk.keys <= 80


async def test_births_of_a_month_in_twenty_villages(pilot: Pilot[None], office: Office) -> None:
    clerk = Counting(pilot)
    await clerk.press("7", "tab", "m", "enter")
    # what was counted the last time is proposed; typing a name takes its place
    await clerk.press(*"2005-06", "tab")
    await clerk.press(*"births", "ctrl+s")
    assert [column.key for column in grid(pilot).sheet.columns] == ["unit", "value:births"]
    for row in range(20):
        await clerk.press(str(row % 10), "enter")
    assert "90" in drawn(pilot).splitlines()[-6]
    assert "20 new" in await clerk.press("ctrl+s")
    await clerk.press("y")
    june = office.referring(COUNTS, "period", "2005-06")
    assert sum(one.value for one in june) == 90
    assert len(june) == 20
    assert clerk.keys <= 65


@in_low_windows
async def test_what_is_wrong_is_marked_and_stays(pilot: Pilot[None], office: Office) -> None:
    await press(pilot, "4", "G", "m", "enter", "enter")
    await press(pilot, "2", "tab", "5", "enter")
    screen = drawn(pilot)
    assert "more attended than were invited" in screen
    wrong = await press(pilot, "x", "enter")
    assert "cannot be “x”" in wrong
    assert "!x" in wrong.replace(" ", "")
    await press(pilot, "3", "enter")
    preview = await press(pilot, "ctrl+s")
    assert "1 new · 0 changed · 2 refused" in preview
    await press(pilot, "y")
    assert isinstance(pilot.app.screen, SheetScreen)
    assert any("2 rows were refused" in one.text for one in pilot.app.messages.waiting)
    assert len(office.referring(ATTENDANCE, "session", "P05-09")) == 1
    assert len(grid(pilot).sheet.typed) == 3
    asked = await press(pilot, "escape")
    assert "3 cells were typed and are not saved" in asked
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, SheetScreen)
    await press(pilot, "escape", "down", "down", "enter")
    assert not isinstance(pilot.app.screen, SheetScreen)


async def test_a_name_that_several_have_is_asked_for(pilot: Pilot[None], office: Office) -> None:
    await press(pilot, "4", "G", "m", "enter", "enter", "ctrl+end", "left")
    assert grid(pilot).place == (12, 0)
    offered = await press(pilot, *"村")
    several = [offer.label for offer in grid(pilot).offers]
    assert len(several) > 1
    assert several[0] in offered
    refused = await press(pilot, "tab")
    assert "“村” may mean" in refused
    await press(pilot, "shift+tab", *"村", "pagedown", "pagedown", "tab")
    assert grid(pilot).sheet.text((12, 0)) == several[1]


async def test_a_pasted_block_lands_in_its_cells(pilot: Pilot[None]) -> None:
    await press(pilot, "4", "G", "m", "enter", "enter")
    pilot.app.post_message(Paste("2\t2\r\n3\tabc\r\n4\t4\t0\t0\t9\r\n"))
    screen = await press(pilot)
    sheet = grid(pilot).sheet
    assert [sheet.text((row, 1)) for row in range(3)] == ["2", "3", "4"]
    assert "1 refused, marked with !" in screen
    assert "1 had no cell" in screen
    assert "!abc" in screen.replace(" ", "")
    await press(pilot, "ctrl+z")
    assert not sheet.typed
    await press(pilot, "ctrl+y")
    assert len(sheet.typed) == 8
    # the cell that is edited takes a text as it is
    await press(pilot, "f2")
    pilot.app.post_message(Paste("1\n"))
    await press(pilot, "enter")
    assert "1" in sheet.text((0, 1))


async def test_editing_a_text_and_leaving_it(pilot: Pilot[None]) -> None:
    await press(pilot, "4", "G", "m", "enter", "enter")
    sheet = grid(pilot).sheet
    await press(pilot, "1", "2", "left", "3")
    assert sheet.text((0, 1)) == "12"
    await press(pilot, "escape", "f2", "left", "backspace", "4", "end", "5", "home", "delete")
    assert "▏" in drawn(pilot)
    await press(pilot, "enter")
    assert sheet.text((0, 1)) == "25"
    await press(pilot, "up", "7", "escape")
    assert sheet.text((0, 1)) == "25"
    await press(pilot, "delete")
    assert sheet.text((0, 1)) == ""


async def test_a_draft_outlives_a_crash(office: Office) -> None:
    async with FptuiApp(office).run_test(size=NARROW) as pilot:
        await press(pilot, "4", "G", "m", "enter", "enter", "2", "enter", "3", "enter")
        pilot.app.screen.keep_draft()  # what the clock does every two seconds
        (draft,) = office.path.parent.glob(".office.json.draft-attendance-*")
        assert draft.stat().st_mode & 0o777 == 0o600
        content = draft.read_bytes()
    draft.write_bytes(content)  # as it lies there after SIGKILL
    async with FptuiApp(office).run_test(size=NARROW) as pilot:
        asked = await press(pilot, "4", "G", "m", "enter", "enter")
        assert "2 cells typed on" in asked
        await press(pilot, "enter")
        sheet = grid(pilot).sheet
        assert [sheet.text((row, 1)) for row in range(2)] == ["2", "3"]
        await press(pilot, "ctrl+s", "y")
        assert len(office.referring(ATTENDANCE, "session", "P05-09")) == 2
        assert not draft.exists()


async def test_a_draft_is_kept_where_the_window_closes(office: Office) -> None:
    async with FptuiApp(office).run_test(size=NARROW) as pilot:
        await press(pilot, "4", "G", "m", "enter", "enter", "2", "enter")
    (draft,) = office.path.parent.glob(".office.json.draft-*")
    async with FptuiApp(office).run_test(size=NARROW) as pilot:
        await press(pilot, "4", "G", "m", "enter", "enter", "down", "enter")
        assert not grid(pilot).sheet.typed
        assert not draft.exists()


async def test_rows_of_a_table_are_edited_in_their_cells(
    pilot: Pilot[None], office: Office
) -> None:
    before = office.table(RECIPIENTS)[1]
    await press(pilot, "2", "v")
    sheet = grid(pilot).sheet
    assert sheet.count == 385
    column = next(p for p, one in enumerate(sheet.columns) if one.key == "name")
    assert grid(pilot).place == (0, column)
    assert sheet.text((0, column)) == before.name
    await press(pilot, "e", *"新", "enter")
    assert sheet.text((0, column)) == before.name + "新"
    preview = await press(pilot, "ctrl+s")
    assert "0 new · 1 changed · 0 refused" in preview
    await press(pilot, "y")
    after = office.table(RECIPIENTS)[1]
    assert after.name == before.name + "新"
    assert after.id_number == before.id_number
    assert not isinstance(pilot.app.screen, SheetScreen)
    await press(pilot, "u")
    assert office.table(RECIPIENTS)[1] == before


async def test_the_selection_is_edited_in_its_cells(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "space", "space", "v")
    assert grid(pilot).sheet.count == 2
    locked = await press(pilot, "end", "ctrl+home")
    assert locked
    await press(pilot, "escape")
    assert not isinstance(pilot.app.screen, SheetScreen)


@pytest.mark.parametrize("register", [TRAININGS, INSPECTIONS])
async def test_wrong_dates_are_told_in_their_cells(
    pilot: Pilot[None], office: Office, register: object
) -> None:
    await press(pilot, "4" if register is TRAININGS else "5", "v")
    sheet = grid(pilot).sheet
    assert sheet.columns[grid(pilot).place[1]].key == "date"
    wrong = await press(pilot, *"2005-13-40", "enter", "up")
    assert "write a date" in wrong
    await press(pilot, "delete", "enter", "up")
    assert "write a date" not in drawn(pilot)
    await press(pilot, "ctrl+z", "ctrl+z")
    assert not sheet.typed


async def filled(pilot: Pilot[None], key: str) -> SheetGrid:
    """A sheet opened with the head that is proposed."""
    pilot.app.fill(ENTRY_SHEETS[key])
    await press(pilot)
    if key == "counts":
        await press(pilot, *"2005")
    if ENTRY_SHEETS[key].head:
        await press(pilot, "ctrl+s")
    return grid(pilot)


def at_the_bank(office: Office) -> None:
    """Three payments that the bank has and that were not answered."""
    some = list(office.table(PAYMENTS).items())[:3]
    edits = [
        Edit(
            PAYMENTS.name,
            number,
            one,
            replace(one, result="due", paid_date=None, sent_date=date(2005, 10, 1)),
        )
        for number, one in some
    ]
    office.change(edits)


@pytest.mark.parametrize("key", list(ENTRY_SHEETS)[:: 1 if SOAK else 2])
async def test_every_sheet_is_walked_with_mistakes(
    pilot: Pilot[None], office: Office, key: str
) -> None:
    at_the_bank(office)
    before = {name: dict(office.table(one)) for name, one in REGISTERS.items()}
    cells = await filled(pilot, "attendance" if key == "tests" else key)
    if key == "tests":
        await press(pilot, "1", "tab", "1", "ctrl+s", "y")
        before = {name: dict(office.table(one)) for name, one in REGISTERS.items()}
        pilot.app.fill(ENTRY_SHEETS[key])
        await press(pilot, *"二期", "ctrl+s")
        cells = grid(pilot)
    sheet = cells.sheet
    row, wrong = cells.place[0], 0
    while cells.place[0] == row and cells.place != (row, len(sheet.columns) - 1):
        await press(pilot, *"x13x", "escape")
        assert not sheet.is_typed(cells.place)
        await press(pilot, *"x13x", "tab")
        wrong += bool(sheet.problem(cells.was_at))
    assert wrong
    preview = await press(pilot, "ctrl+s")
    assert "0 new · 0 changed" in preview
    await press(pilot, "y", "n")
    assert isinstance(pilot.app.screen, SheetScreen)
    await press(pilot, "escape", "down", "down", "enter")
    assert {name: dict(office.table(one)) for name, one in REGISTERS.items()} == before
    assert not list(office.path.parent.glob(".office.json.draft-*"))


@pytest.mark.parametrize("name", WALKED)
async def test_every_register_is_walked_in_its_cells(office: Office, name: str) -> None:
    async with FptuiApp(office).run_test(size=NARROW) as pilot:
        pilot.app.open_register(name)
        await press(pilot, "v")
        if not office.table(REGISTERS[name]):
            return
        cells = grid(pilot)
        sheet, row = cells.sheet, cells.place[0]
        for column in range(len(sheet.columns)):
            if sheet.is_locked((row, column)):
                continue
            cells.place = (row, column)
            kind = sheet.columns[column].column.kind
            await press(pilot, *"x1.x", "tab")
            if kind not in ("text", "code"):
                assert sheet.problem((row, column)) or kind == "choice", kind
            await press(pilot, "ctrl+z")
        assert not sheet.typed


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_character_is_cut_at_any_width(office: Office, language: str) -> None:
    use_language(language)
    async with FptuiApp(office).run_test(size=LOW) as pilot:
        cells = await filled(pilot, "findings")
        await press(pilot, "w", "tab", "3", "tab", "tab", "tab", *"农村人口", "enter")
        for width in range(60, 141, 5 if SOAK else 20):
            await pilot.resize_terminal(width, 14)
            await pilot.pause()
            for y in range(cells.size.height):
                assert cells.render_line(y).cell_length == width
            for line in drawn(pilot).splitlines():
                assert cell_len(line) == width
            first = cells.render_line(1).text
            assert cells.sheet.text((0, 0)) in first


async def test_a_wrong_head_is_told_at_its_field(pilot: Pilot[None]) -> None:
    pilot.app.fill(ENTRY_SHEETS["counts"])
    screen = await press(pilot, *"2005-13", "ctrl+s")
    assert "no period" in screen or "cannot be" in screen
    assert not isinstance(pilot.app.screen, SheetScreen)
    assert "is missing" in await press(pilot, *["backspace"] * 7, "ctrl+s")


async def test_sheets_stand_in_the_palette_and_the_job_itself_does_not(
    pilot: Pilot[None],
) -> None:
    titles = [one.title for one in pilot.app.get_system_commands(pilot.app.screen)]
    assert "Enter the attendance of a session" in titles
    assert "Enter rows in a sheet" not in titles


async def test_keys_are_told(pilot: Pilot[None]) -> None:
    await filled(pilot, "visits")
    assert "Fill down" in await press(pilot, "f1")


async def test_filling_down_says_how_many(pilot: Pilot[None], office: Office) -> None:
    cells = await filled(pilot, "attendance")
    told = await press(pilot, "2", "ctrl+d")
    assert "11 cells filled" in told
    assert cells.sheet.sums()[1] == 24
    await press(pilot, "ctrl+z")
    assert cells.sheet.sums()[1] == 2


@pytest.mark.parametrize("size", [NARROW, LOW] if SOAK else [NARROW])
async def test_findings_in_chinese_by_pinyin(office: Office, size: tuple[int, int]) -> None:
    use_language("zh-Hans")
    async with FptuiApp(office).run_test(size=size) as pilot:
        clerk = Counting(pilot)
        await clerk.press("5", "G", "m", "enter", "enter", "ctrl+end")
        cells = grid(pilot)
        first = cells.place[0]
        await clerk.press("left", "left", "left", "left", "left")
        for unit, kind in (("hqz", "tj"), ("红旗镇", "ld"), ("hqz", "xh"), ("hqz", "cx")):
            await clerk.press(*unit, "tab", *kind, "tab", "1", "enter")
        wrong = await clerk.press(*"没有这个单位", "tab", *"没有", "enter")
        assert "没有这个单位" in wrong
        kinds = [cells.sheet.text((first + row, 2)) for row in range(4)]
        assert kinds == [
            "统计工作不扎实",
            "流动人口管理不到位",
            "新婚对象管理不到位",
            "长效措施落实不到位",
        ]
        await clerk.press("ctrl+s", "y")
        assert len(cells.sheet.typed) == 2
        made = list(office.table(FINDINGS).values())[-4:]
        assert {office.find(UNITS, one.unit).name for one in made} == {"红旗镇"}
        assert all(one.cases == 1 for one in made)


async def test_enter_leads_to_what_tells_a_new_row(pilot: Pilot[None], office: Office) -> None:
    cells = await filled(pilot, "findings")
    await press(pilot, "ctrl+end", "up")
    kind = next(place for place, one in enumerate(cells.sheet.columns) if one.key == "kind")
    cells.place = (cells.place[0], kind)
    await press(pilot, "right", "left", *"lo", "enter")
    row = len(cells.sheet.layout.rows)
    assert cells.place == (row, 0)
    await press(pilot, *"红旗镇", "tab", *"lo", "enter")
    assert "红旗镇" in cells.sheet.text((row, 0))
    assert cells.place == (row + 1, 0)


async def test_cells_of_a_table_keep_in_sight_what_tells_the_rows(office: Office) -> None:
    use_language("zh-Hans")
    for size in (NARROW, LOW):
        async with FptuiApp(office).run_test(size=size) as pilot:
            for keys in (("7", "tab", "down", "v"), ("7", "tab", "tab", "down", "v")):
                await press(pilot, *keys)
                cells = grid(pilot)
                telling = [place for place, one in enumerate(cells.sheet.columns) if one.tells_row]
                screen = await press(pilot, "end")
                assert [span.column for span in cells.spans()][: len(telling)] == telling
                assert cells.place[1] in [span.column for span in cells.spans()]
                told = [cells.sheet.text((cells.place[0], place)) for place in telling]
                assert f"{' '.join(told)} · " in screen
                await press(pilot, "escape")


async def test_all_rows_stand_in_the_window_where_it_has_room(
    pilot: Pilot[None], office: Office
) -> None:
    await press(pilot, "5", "down", "down", "down", "v")
    cells = grid(pilot)
    assert cells.place[0] == 3 and cells.sheet.count == 6
    if cells.rows_in_view >= 6:
        assert all(number in drawn(pilot) for number in ("J05-01", "J05-06"))


async def test_what_is_entered_for_a_session_that_was_made_just_now(
    pilot: Pilot[None], office: Office
) -> None:
    """It is of another year, so no row shows it; it is meant all the same."""
    await press(pilot, "4", "a", "end", *["backspace"] * 20, *"P06-77", "enter")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    known = {line.spec.key: line for line in form.lines}
    known["name"].put("明年的培训班")
    known["date"].put("2006-03-01")
    said = await press(pilot, "ctrl+s")
    assert "It is of 2006: ] leads there." in said
    for keys, meant in ((), True), (("escape", "down"), False):
        await press(pilot, *keys, "m", "enter")
        head = pilot.app.screen
        assert isinstance(head, HeadForm)
        assert ("明年的培训班" in head.texts()["session"]) == meant
