"""Each key does what the screens say it does."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from fptui.registers.activities import ACTIVITIES
from fptui.registers.contacts import CONTACTS
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.screens.app import FptuiApp
from fptui.screens.register_screen import RegisterScreen
from fptui.store import Office

NARROW, WIDE = (80, 24), (120, 40)


def drawn(pilot: Pilot[None]) -> str:
    """The text of the whole window."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in strips)


@pytest.fixture
async def pilot(sample: Office) -> AsyncIterator[Pilot[None]]:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()
    await stillness(pilot)
    return drawn(pilot)


async def stillness(pilot: Pilot[None]) -> None:
    """Wait until nothing is left to be laid out or drawn, also where the machine is busy.

    A pause alone takes a process that is kept waiting for one that has nothing more to do.
    """
    for _ in range(200):
        screen = pilot.app.screen
        widgets = screen.walk_children(with_self=True)
        if not screen._dirty_widgets and not any(map(_at_work, widgets)):
            break
        await pilot.pause(0.01)


def _at_work(widget: Widget) -> bool:
    waits = widget._layout_required or widget._repaint_required
    return waits or not widget._message_queue.empty()


async def test_home_is_the_table_of_targets(pilot: Pilot[None]) -> None:
    screen = drawn(pilot)
    for text in (
        "东风区 · 2005",
        "Planned birth rate",
        "99.76%",
        "44 births",
        "met, none to spare",
    ):
        assert text in screen


async def test_a_figure_in_doubt_says_why_under_the_cursor(sample: Office) -> None:
    number, before = next(
        (n, c) for n, c in sample.table(COUNTS).items() if c.name == "births_in_plan"
    )
    sample.change([Edit("counts", number, before, msgspec.structs.replace(before, value=500))])
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        screen = await press(pilot)
        assert "? doubtful" in screen
        assert "Births in plan 500 is more than Births 32" in screen
        assert "Births in plan 500 is more than Births 32" in await press(pilot, "e")


async def test_number_keys_switch(pilot: Pilot[None]) -> None:
    for key, title in (
        ("2", "Recipients"),
        ("3", "Payments"),
        ("4", "Training sessions"),
        ("5", "Inspections"),
        ("6", "Activities"),
        ("7", "Units"),
        ("1", "Targets"),
    ):
        screen = await press(pilot, key)
        assert title in screen.splitlines()[0]


async def test_the_cursor_moves_and_stays_inside(pilot: Pilot[None]) -> None:
    await press(pilot, "2")
    screen = pilot.app.screen
    assert isinstance(screen, RegisterScreen)
    await press(pilot, "j", "down", "k")
    assert screen.grid.cursor == 1
    assert "04-0385" not in drawn(pilot)
    last = await press(pilot, "G")
    assert screen.grid.cursor == screen.grid.count - 1
    assert "▸06-0385" in last
    await press(pilot, "down", "pagedown")
    assert screen.grid.cursor == screen.grid.count - 1
    first = await press(pilot, "g")
    assert "▸04-0001" in first
    await press(pilot, "pagedown", "pageup", "up")
    assert screen.grid.cursor == 0


async def test_columns_shift_sideways_and_the_first_stays(pilot: Pilot[None]) -> None:
    await press(pilot, "2")
    shifted = await press(pilot, "right", "right", "right")
    assert "04-0001" in shifted
    assert "Age" in shifted
    assert "Sex " not in shifted.splitlines()[1]
    for _ in range(30):
        await pilot.press("right")
    assert "Reason for exit" in await press(pilot)
    assert "Sex" in await press(pilot, *["left"] * 30)


async def test_search_as_you_type_by_pinyin(pilot: Pilot[None], sample: Office) -> None:
    person = sample.table(RECIPIENTS)[7]
    from fptui.search.pinyin import readings

    initials = [readings(character)[0][0] for character in person.name]
    screen = await press(pilot, "2", "slash", *initials)
    assert person.name in screen
    assert "filter: " + "".join(initials) in screen
    kept = await press(pilot, "enter")
    assert "filter: " in kept
    assert "385 rows" in await press(pilot, "escape")


async def test_filter_and_its_error(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "f")
    wrong = await press(pilot, *"age>old", "enter")
    assert "“Age” is a number" in wrong
    for _ in range(3):
        await pilot.press("backspace")
    right = await press(pilot, *"=70", "enter")
    assert "filter: age>=70" in right
    assert "“Age” is a number" not in right
    assert "385 rows" in await press(pilot, "q")


async def test_sort_and_reverse(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "s")
    screen = await press(pilot, "down", "down", "down", "enter")
    assert "Birth date ▲" in screen
    assert "Birth date ▼" in await press(pilot, "S")


async def test_choose_columns(pilot: Pilot[None]) -> None:
    await press(pilot, "7", "c", "down", "space", "enter")
    assert "Unit name" not in drawn(pilot).splitlines()[2]
    assert "Code" in drawn(pilot)


async def test_open_shows_the_record_and_what_refers_to_it(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "2", "enter")
    assert "Recipients · 04-0001" in screen
    assert "Payments (2)" in await press(pilot, "pagedown", "pagedown")
    assert "Recipients · 04-0001" not in await press(pilot, "escape")
    assert "attended, from 27 units" in await press(pilot, "4", "enter")
    await press(pilot, "escape")
    assert "missed births" in await press(pilot, "5", "enter")


async def test_a_figure_leads_to_its_records(pilot: Pilot[None]) -> None:
    assert "Births in plan" in await press(pilot, "enter")
    screen = await press(pilot, "enter")
    assert "Counts" in screen.splitlines()[0]
    assert "births" in screen.lower()
    assert "Targets" in (await press(pilot, "1")).splitlines()[0]


async def test_explain(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "down", "down", "e")
    assert "Births − Boys born" in screen
    assert "1308" in screen


async def test_tab_leads_through_the_registers_of_a_screen(pilot: Pilot[None]) -> None:
    assert "[Indicators]" in await press(pilot, "tab")
    assert "[Contracts]" in await press(pilot, "tab")
    assert "[Findings]" in await press(pilot, "5", "tab")
    assert "[Inspections]" in await press(pilot, "shift+tab")


async def test_the_tabs_beside_the_targets_lead_back_to_them(pilot: Pilot[None]) -> None:
    assert "[Indicators]" in await press(pilot, "tab")
    assert "[Targets]" in await press(pilot, "shift+tab")
    assert "[Score rules]" in await press(pilot, "shift+tab")
    assert "[Targets]" in await press(pilot, "tab")


async def test_private_fields_are_masked_until_revealed(pilot: Pilot[None], sample: Office) -> None:
    number = sample.table(RECIPIENTS)[1].id_number
    assert number not in await press(pilot, "2")
    assert number in await press(pilot, "r")
    assert number not in await press(pilot, "r")


@pytest.mark.parametrize("keys", [("tab", "shift+tab"), ("escape", "2")])
async def test_what_was_revealed_is_masked_again_when_one_comes_back(
    pilot: Pilot[None], sample: Office, keys: tuple[str, ...]
) -> None:
    number = sample.table(RECIPIENTS)[1].id_number
    assert number in await press(pilot, "2", "r")
    assert number not in await press(pilot, *keys)


async def test_the_form_does_not_show_what_is_masked_and_keeps_it(
    pilot: Pilot[None], sample: Office
) -> None:
    before = sample.table(RECIPIENTS)[1]
    assert before.id_number not in await press(pilot, "2", "e")
    await press(pilot, "down", "down", "end", "A", "ctrl+s")
    after = sample.table(RECIPIENTS)[1]
    assert after.name == before.name + "A"
    assert (after.id_number, after.account) == (before.id_number, before.account)


async def test_year_before_and_after(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "3", "left_square_bracket")
    assert "2004" in screen.splitlines()[0]
    assert "290 rows" in screen
    assert "312 rows" in await press(pilot, "right_square_bracket")


async def test_add_edit_remove(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "7", "tab", "tab", "a")
    refused = await press(pilot, "ctrl+s")
    assert "“Leader” is missing" in refused
    await press(pilot, "X", "tab", *"430299101201", "ctrl+s")
    added = [one for one in sample.table(CONTACTS).values() if one.leader == "X"]
    assert [one.unit for one in added] == ["430299101201"]
    await press(pilot, "e", "end", "Y", "ctrl+s")
    assert any(one.leader == "XY" for one in sample.table(CONTACTS).values())
    assert "Remove 1 record (" in await press(pilot, "d")
    await press(pilot, "n")
    assert any(one.leader == "XY" for one in sample.table(CONTACTS).values())
    await press(pilot, "d", "y")
    assert not any(one.leader == "XY" for one in sample.table(CONTACTS).values())


async def test_one_villages_births_change_the_rate(pilot: Pilot[None]) -> None:
    await press(pilot, "7", "tab", "f")
    await press(pilot, *"name:births value>60", "enter", "e", "down", "down", "down", "end")
    await press(pilot, "0", "ctrl+s")
    assert "Edit ·" not in drawn(pilot)
    screen = await press(pilot, "1")
    assert "99.76%" not in screen
    assert "not met" in screen


async def test_export_writes_what_is_shown(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await press(pilot, "2", "f", *"state:exited", "enter", "x", "enter")
    text = (tmp_path / "Recipients.txt").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 11
    assert "already" in await press(pilot, "x", "enter")
    await press(pilot, "escape", "x", *["backspace"] * 3, *"pdf", "enter")
    assert "ending" in drawn(pilot)


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("HTML", b"<!DOCTYPE")])
async def test_an_export_for_a_spreadsheet_or_for_paper(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, start: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    screen = await press(pilot, "2", "x")
    assert ".xlsx" in screen
    assert ".html" in screen
    await press(pilot, "end", *["backspace"] * 3, *ending, "enter")
    assert (tmp_path / f"Recipients.{ending}").read_bytes().startswith(start)


async def test_an_export_that_cannot_be_written_says_so(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await press(pilot, "x", "home", *"no/", "enter")
    assert "cannot be written" in drawn(pilot)


async def test_help_lists_every_key_and_the_palette_opens_registers(pilot: Pilot[None]) -> None:
    assert "All keys of this screen" in await press(pilot, "2", "question_mark")
    await press(pilot, "escape", "ctrl+p")
    await press(pilot, *"Register: Findings")
    await pilot.pause(0.5)
    assert "findings" in drawn(pilot).lower()
    await press(pilot, "enter")
    await pilot.pause(0.5)
    assert "Findings" in drawn(pilot).splitlines()[0]


async def test_the_language_turns_in_place(pilot: Pilot[None]) -> None:
    hans = await press(pilot, "L")
    assert "计划生育率" in hans
    assert "Planned" not in hans
    assert "計劃生育率" in await press(pilot, "L")
    assert "Planned birth rate" in await press(pilot, "L")


async def test_copy(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "y")
    copied = pilot.app.clipboard
    assert copied.startswith("04-0001\t")
    assert sample.table(RECIPIENTS)[1].id_number not in copied


async def test_quit_at_the_top_only(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "q")
    assert pilot.app.is_running
    assert "Targets" in drawn(pilot).splitlines()[0]
    assert "Leave fptui?" in await press(pilot, "q")
    assert pilot.app.is_running
    await press(pilot, "enter")
    assert pilot.app.is_running
    assert "Leave fptui?" not in drawn(pilot)
    await press(pilot, "q", "n", "q")
    await pilot.press("q")
    assert pilot.app._exit


async def test_the_ends_of_a_menu_are_ends(pilot: Pilot[None]) -> None:
    """One key too many does not lead to the last choice, which may throw something away."""
    await press(pilot, "2", "m", "up")
    menu = pilot.app.screen.query_one(OptionList)
    assert menu.highlighted == 0
    await press(pilot, "end", "down")
    assert menu.highlighted == menu.option_count - 1


async def test_records_are_shown_as_they_are(pilot: Pilot[None], sample: Office) -> None:
    from fptui.registers.contacts import Contact
    from fptui.registers.edits import Edit

    nasty = Contact(leader="[red]x[/red]\x1b[31m\u202e", unit="430299101201")
    sample.change([Edit("contacts", after=nasty)])
    screen = await press(pilot, "7", "tab", "tab", "g")
    assert "[red]x[/red]·[31m·" in screen
    assert "\x1b" not in screen


async def test_read_only_refuses_changes(sample_path: Path) -> None:
    with Office(sample_path, read_only=True) as office:
        async with FptuiApp(office).run_test(size=NARROW) as pilot:
            await pilot.pause()
            assert "read-only" in drawn(pilot)
            await press(pilot, "6", "d", "y")
            said = [message.text for message in pilot.app.messages.past]
            assert any("reading only" in text for text in said)
            assert len(office.table(ACTIVITIES)) == 59


async def test_the_main_job(
    pilot: Pilot[None], sample: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read the targets, find a recipient, open the file, export the roster as text, quit."""
    monkeypatch.chdir(tmp_path)
    assert "99.76%" in drawn(pilot)
    name = sample.table(RECIPIENTS)[3].name
    found = await press(pilot, "2", "slash", *name, "enter")
    assert "04-0003" in found
    assert "Paid 1,200.00 yuan in all" in await press(pilot, "enter")
    await press(pilot, "escape", "escape", "x", "enter")
    roster = (tmp_path / "Recipients.txt").read_text(encoding="utf-8")
    assert name in roster
    assert sample.table(RECIPIENTS)[3].id_number not in roster
    await press(pilot, "q", "q", "q", "q")
    assert pilot.app._exit


async def test_a_mark_stands_only_where_something_is_marked(pilot: Pilot[None]) -> None:
    screen = await press(pilot, "2", "c")
    marked = [line for line in screen.splitlines() if "▐X▌" in line]
    unmarked = [line for line in screen.splitlines() if "▐ ▌" in line]
    assert any("Birth date" in line for line in marked)
    assert any("Children born" in line for line in unmarked)
    screen = await press(pilot, "space")
    assert not any("▐X▌ File no." in line for line in screen.splitlines())
