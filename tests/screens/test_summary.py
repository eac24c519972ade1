"""The annual summary on screen 8: from figure to figure, to the records and back."""

from itertools import pairwise
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from fptui.language import use_language
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.reports.document import Document, Figure, Heading, Items, Paragraph, Part, Source, Table
from fptui.reports.document_text import words_of
from fptui.screens.app import FptuiApp
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.summary_screen import SummaryScreen
from fptui.screens.targets_screen import TargetsScreen
from fptui.screens.widgets.document_view import DocumentView
from fptui.screens.widgets.laid_out import laid_out
from fptui.store import Office
from tests.screens.test_screens import NARROW, WIDE, drawn, press

FIGURES = st.builds(
    Figure, st.from_regex(r"\A[0-9]{1,5}[.%]?\Z"), st.just("births"), st.just(Source("counts"))
)
PARTS = st.lists(st.text("ab 出生人口，。", min_size=1) | FIGURES, max_size=6).map(tuple)
BLOCKS = (
    st.builds(Heading, st.integers(1, 3), PARTS)
    | st.builds(Paragraph, PARTS)
    | st.builds(Items, st.lists(PARTS, max_size=3).map(tuple))
    | st.builds(
        Table,
        st.tuples(st.just("指标"), st.just("Actual value")),
        st.lists(st.tuples(PARTS, PARTS), max_size=3).map(tuple),
    )
)


@given(st.lists(BLOCKS, max_size=5).map(tuple), st.integers(20, 60))
def test_nothing_is_lost_or_too_wide(blocks: tuple[Heading, ...], width: int) -> None:
    laid = laid_out(Document("", blocks, "zh-Hans"), width)
    assert all(cell_len(line.text) <= width for line in laid.lines)
    written: dict[int, str] = {}
    for line in laid.lines:
        for one in line.stretches:
            text = line.text[one.start : one.end]
            written[one.figure] = written.get(one.figure, "") + text
    assert [written[place] for place in range(len(laid.figures))] == [
        figure.text for figure in laid.figures
    ]
    assert set(laid.places()) == set(written)


def test_words_of_a_line_are_those_of_its_passage() -> None:
    parts: tuple[Part, ...] = ("全年共出生", Figure("2540", "births", Source("counts")), "人" * 20)
    laid = laid_out(Document("", (Items((parts,)),), "zh-Hans"), 24)
    assert laid.passages == [words_of(parts)]
    for line in laid.lines:
        words = line.text[line.lead :]
        assert laid.passages[0][line.first :].startswith(words)
    assert laid.line_of(0, len(laid.passages[0]) - 1) == len(laid.lines) - 1


def shown(pilot: Pilot[None]) -> DocumentView:
    return pilot.app.screen.query_one(DocumentView)


def key_shown(pilot: Pilot[None]) -> str:
    figure = shown(pilot).figure
    return figure.key if figure is not None else ""


async def test_from_a_figure_to_its_records_and_back(sample: Office) -> None:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        assert "[227573]" in await press(pilot, "8")
        assert "[2540]" in await press(pilot, "tab")
        assert "Filter: " in drawn(pilot)
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, RegisterScreen) and screen.register is COUNTS
        rows = screen.shown_numbers(COUNTS.name)
        births = [number for number, one in sample.table(COUNTS).items() if one.name == "births"]
        assert sorted(rows) == sorted(births)
        assert "[2540]" in await press(pilot, "escape")
        await press(pilot, "right", "right")
        assert key_shown(pilot) == "planned_birth_rate"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TargetsScreen)
        assert "Planned birth rate" in drawn(pilot).splitlines()[0]
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert key_shown(pilot) == "planned_birth_rate"
        await press(pilot, "e")
        assert "Formula" in drawn(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, TargetsScreen), "no longer the way back"
        assert "Planned birth rate" not in drawn(pilot).splitlines()[0]


async def test_number_keys_forget_the_way_back(sample: Office) -> None:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "8", "G", "enter")
        assert isinstance(pilot.app.screen, RegisterScreen)
        await press(pilot, "2", "3", "escape", "escape")
        assert isinstance(pilot.app.screen, TargetsScreen)


async def test_the_text_follows_what_the_desk_changes(sample: Office) -> None:
    async with FptuiApp(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "8", "tab", "tab", "enter", "e", "down", "down", "down", "end")
        line = pilot.app.focused
        assert isinstance(line, Input)
        total = 2534 - int(line.value) + 1
        await press(pilot, *["backspace"] * len(line.value), "1", "ctrl+s", "escape")
        assert f"[{total}]" in drawn(pilot) and "99.76%" not in drawn(pilot)
        assert "[2534]" in await press(pilot, "u") and "99.76%" in drawn(pilot)
        assert key_shown(pilot) == "births_in_plan"


async def test_the_text_follows_another_program(sample: Office) -> None:
    path = sample.path
    with Office(path) as watching:
        assert watching.read_only
        async with FptuiApp(watching).run_test(size=WIDE) as pilot:
            await press(pilot, "8", "tab", "tab", "tab")
            watching.refresh()
            number, before = next(
                (n, one) for n, one in sample.table(COUNTS).items() if one.name == "births_in_plan"
            )
            after = msgspec.structs.replace(before, value=before.value - 10)
            sample.change([Edit(COUNTS.name, number, before, after)])
            for _ in range(300):
                if "[99.37%]" in drawn(pilot):
                    break
                await pilot.pause(0.01)
            assert key_shown(pilot) == "planned_birth_rate"
            assert "[99.37%]" in drawn(pilot) and "2524" in drawn(pilot)


async def test_what_has_no_figures_is_read_too(sample: Office) -> None:
    own = sample.path.parent / "summary.en.md.j2"
    words = "\n\n".join(f"Words {number}." for number in range(12))
    own.write_text(f"# Year\n\n{{{{ n('births') }}}}\n\n{words}\n\n{{{{ n('boys') }}}}\n\nEnd.\n")
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "8")
        view, tops = shown(pilot), [0]
        for _ in range(20):
            await press(pilot, "down")
            tops.append(view.scroll_offset.y)
        assert tops[-1] == view.max_scroll_y and key_shown(pilot) == "boys"
        assert all(0 <= b - a <= 1 for a, b in pairwise(tops)), "line by line, nothing skipped"
        await press(pilot, "g")
        assert (key_shown(pilot), view.scroll_offset.y) == ("births", 0)
        await press(pilot, "pagedown")
        assert (key_shown(pilot), view.scroll_offset.y) == ("boys", view.max_scroll_y)
        await press(pilot, "shift+tab")
        assert key_shown(pilot) == "births" and "[2540]" in drawn(pilot)


async def test_words_are_found_across_lines(sample: Office) -> None:
    use_language("zh-Hans")
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "8", "slash", *"长效措施落实率", "enter")
        view = shown(pilot)
        assert view._found is not None
        assert view.passage[view._found[1] : view._found[2]] == "长效措施落实率"
        before = view._found
        await press(pilot, "n")
        assert view._found is not None and view._found != before
        assert "文中没有" in await press(pilot, "slash", *"无此语")
        await press(pilot, "escape")
        assert not view.is_seeking and isinstance(pilot.app.screen, SummaryScreen)


async def test_year_and_language(sample: Office) -> None:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "8", "tab")
        assert "计划内出生" in await press(pilot, "L")
        assert "[2540]" in drawn(pilot)
        assert "2004" in (await press(pilot, "left_square_bracket")).splitlines()[0]


async def test_a_mistake_of_the_template_is_told(sample: Office) -> None:
    own = sample.path.parent / "summary.en.md.j2"
    own.write_text("# Title\n\n{{ nothing.here( }}\n", encoding="utf-8")
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        assert "line 3" in await press(pilot, "8", "down", "tab", "enter", "e", "y", "pagedown")
        assert "line 3" in await press(pilot, "x")
        own.unlink()
        assert "[227573]" in await press(pilot, "8")


async def test_it_is_written_by_the_ending(sample: Office, tmp_path: Path) -> None:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "8", "x")
        line = pilot.app.focused
        assert isinstance(line, Input)
        target = tmp_path / "out.docx"
        line.value = str(target)
        await press(pilot, "enter")
        assert target.read_bytes()[:2] == b"PK"
