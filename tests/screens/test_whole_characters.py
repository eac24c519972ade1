"""No character is lost on screen, in any language, at any width.

The short form, some widths, runs with the tests; all widths with FPTUI_SOAK=1.
"""

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Static

import fptui
from fptui.jobs import JOBS
from fptui.language import LANGUAGES, _, ngettext, use_language
from fptui.registers import REGISTERS
from fptui.screens.app import FptuiApp
from fptui.screens.dialogs import AskText, ChooseOne, Confirm, Page
from fptui.screens.field_form import FieldForm
from fptui.screens.job_dialog import JobDialog
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.widgets.lines import (
    MESSAGE_LINES,
    WRONG,
    KeyLine,
    MessageLine,
    PlaceLine,
    TabLine,
    message_lines,
)
from fptui.screens.widgets.said import BETWEEN, hint_lines
from fptui.screens.working import Working
from fptui.store import Office
from tests.screens.reading import (
    bare,
    cut_lines,
    foreign_edges,
    lay_out,
    lost_texts,
    text_of,
    window,
)

SOAK = bool(os.environ.get("FPTUI_SOAK"))
LOW, HIGH = 14, 24
SOME = [Size(60, LOW), Size(121, HIGH)]
ALL = [Size(60, LOW), *(Size(width, (LOW, HIGH)[width % 2]) for width in range(60, 141))]
SIZES = ALL if SOAK else SOME
DESKS = "123456789"


def turn_of(place: int, language: str) -> bool:
    """Whether the short form reads the thing at this place in this language, one of three."""
    return SOAK or place % len(LANGUAGES) == LANGUAGES.index(language)


SAMPLE = "东风区塘家湾街道（2005年）"
LOCALES = Path(fptui.__file__).parent / "language" / "locale"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@asynccontextmanager
async def opened(office: Office, language: str) -> AsyncIterator[Pilot[None]]:
    use_language(language)
    async with FptuiApp(office).run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        yield pilot


def said() -> Iterator[str]:
    """Each text of the catalogs in the language in use, with data in its places."""
    path = LOCALES / "zh_Hans" / "LC_MESSAGES" / "fptui.po"
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            one = message.id
            text = _(one) if isinstance(one, str) else ngettext(*one, 2)
            yield re.sub(r"\{[^}]*\}", SAMPLE, " ".join(text.split()))


def read_all(pilot: Pilot[None], what: str, sizes: list[Size] | None = None) -> None:
    """Read the present screen back in each size."""
    for size in sizes or SIZES:
        lay_out(pilot.app, size)
        screen = pilot.app.screen
        for law in (cut_lines, foreign_edges, lost_texts):
            assert not list(law(screen)), f"{what} at {size}"
    lay_out(pilot.app, SIZES[0])


# --- messages -----------------------------------------------------------------------------------


@in_each_language
def test_each_message_is_parted_into_whole_lines(language: str) -> None:
    use_language(language)
    texts = list(said())
    assert len(texts) > 1000
    for width in sorted({size.width - 2 for size in SIZES}):
        for text in texts:
            lines = message_lines(f"✔ (+2) {text}", width)
            assert all(cell_len(line) <= width for line in lines)
            read, whole = bare("".join(lines)), bare(f"✔ (+2) {text}")
            if read != whole:  # so long a one stands whole in the list of messages
                assert len(lines) == MESSAGE_LINES
                assert read.endswith("…")
                assert whole.startswith(read[:-1])


@in_each_language
async def test_messages_and_the_frame_are_drawn_whole_on_every_screen(
    sample: Office, language: str
) -> None:
    async with opened(sample, language) as pilot:
        longest = sorted(said(), key=len)[:: 1 if SOAK else 200]
        shown = iter(longest * len(DESKS) * len(SIZES))
        for place, number in enumerate(DESKS):
            if not turn_of(place, language):
                continue
            await pilot.press(number)
            await pilot.pause()
            screen = pilot.app.screen
            line = screen.query_one(MessageLine)
            for size in SIZES:
                text = next(shown)
                mark = WRONG if len(text) % 2 == 0 else ""
                line.say(text, wrong=bool(mark))
                lay_out(pilot.app, size)
                assert not list(cut_lines(screen)), size
                assert not list(foreign_edges(screen)), size
                rows = window(screen)
                region = line.region
                drawn = "".join("".join(row) for row in rows[region.y : region.bottom])
                whole = message_lines(line._said, size.width - 2 - len(mark))
                assert bare(drawn) == bare(mark + "".join(whole)), size
                read_frame(pilot, size)


def read_frame(pilot: Pilot[None], size: Size) -> None:
    """Where one is and which keys work: what does not fit is left out whole or ends in “…”."""
    screen = pilot.app.screen
    rows = window(screen)
    place = screen.query_one(PlaceLine)
    assert "".join(rows[0]).rstrip().endswith(place._right), size
    keys = screen.query_one(KeyLine)
    drawn = "".join(rows[keys.region.y])
    hints = ["  ".join(parts).strip() for parts in ((f"{k} {d}",) for k, d in keys._hints)]
    fitting = " ".join(hints)
    assert bare(fitting).startswith(bare(drawn)), size
    assert any(bare(drawn) == bare("".join(hints[:n])) for n in range(1, len(hints) + 1)), size
    tabs = screen.query_one(TabLine)
    if tabs.display:
        drawn = "".join(rows[tabs.region.y])
        assert f"[{tabs._titles[tabs._present]}]" in drawn, size


async def test_a_long_message_can_be_read_again_in_the_list(sample: Office) -> None:
    async with opened(sample, "zh-Hans") as pilot:
        text = SAMPLE * 30
        pilot.app.notify(text)
        await pilot.pause()
        await pilot.press("M")
        await pilot.pause()
        read_all(pilot, "the list of messages")
        page = pilot.app.screen.query("VerticalScroll > Static").first(Static)
        drawn = "".join(text_of(strip).strip() for strip in page.render_lines(page.size.region))
        assert text in bare(drawn)


# --- dialogs and lists --------------------------------------------------------------------------


@in_each_language
async def test_dialogs_over_every_screen(sample: Office, language: str) -> None:
    async with opened(sample, language) as pilot:
        for place, number in enumerate(DESKS):
            if not turn_of(place, language):
                continue
            await pilot.press(number)
            await pilot.pause()
            await read_dialogs_of_keys(pilot, number)
            for name, dialog in dialogs() if SOAK or place < len(LANGUAGES) else ():
                pilot.app.push_screen(dialog)
                await pilot.pause()
                read_all(pilot, f"{name} over {number}")
                pilot.app.pop_screen()
                await pilot.pause()


async def read_dialogs_of_keys(pilot: Pilot[None], number: str) -> None:
    keys = ["question_mark", "x", "T"]
    if isinstance(pilot.app.screen, RegisterScreen):
        keys += ["m", "a", "e", "c", "s", "d", "enter"]
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ModalScreen), (number, key)
        if key not in ("a", "e") or isinstance(screen, FieldForm):
            read_all(pilot, f"{number} {key}")
        pilot.app.pop_screen()
        await pilot.pause()


def dialogs() -> Iterator[tuple[str, ModalScreen[object]]]:
    """One of each kind, with more in it than there is room for."""
    long = SAMPLE * 3
    many = [(str(place), f"{SAMPLE} {place} {long}") for place in range(20)]
    yield "a long list", ChooseOne(long, many)
    yield "a line", AskText(long, SAMPLE, long, lambda _text: "")
    yield "a question", Confirm(long)
    yield "a page", Page(long, long * 20)
    working = Working(long, lambda _progress: None)
    working._run = lambda: None  # type: ignore[method-assign]
    working.add_class("-shown")
    yield "work", working


@in_each_language
async def test_the_form_of_every_register(sample: Office, language: str) -> None:
    async with opened(sample, language) as pilot:
        for place, name in enumerate(REGISTERS):
            if not turn_of(place, language):
                continue
            pilot.app.open_register(name)
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, RegisterScreen)
            for action in (screen.action_add, screen.action_edit):
                action()
                await pilot.pause()
                if isinstance(pilot.app.screen, FieldForm):
                    read_all(pilot, f"the form of {name}")
                if pilot.app.screen is not screen:
                    pilot.app.pop_screen()
                    await pilot.pause()


@in_each_language
async def test_the_dialog_of_every_job(sample: Office, language: str) -> None:
    problem = SAMPLE * 3
    async with opened(sample, language) as pilot:
        for place, (name, job) in enumerate(JOBS.items()):
            dialog = JobDialog(job, sample, {})
            if not dialog.asks or not turn_of(place, language):
                continue
            await pilot.press(DESKS[place % len(DESKS)])
            pilot.app.push_screen(dialog)
            await pilot.pause()
            while not dialog.lines:  # on a machine under load it may not stand yet
                await pilot.pause(0.01)
            for line in dialog.lines[:: 1 if SOAK else 4]:
                line.input.focus()
                await pilot.pause()
                read_all(pilot, f"{name}, {line.spec.key}", SIZES[:: 9 if SOAK else 3])
            dialog.say_problem(problem)
            await pilot.pause()
            read_all(pilot, f"{name} and what is wrong", SIZES if SOAK else SIZES[:2])
            assert all(
                dialog.query_one(part).region.height for part in (".hint", ".problem", ".title")
            )
            pilot.app.pop_screen()
            await pilot.pause()


async def test_what_is_wrong_stands_whole_however_fast_it_is_said(sample: Office) -> None:
    """A text may come while the one before was laid out, but not yet looked at by Textual."""
    low, dialog = SIZES[0], JobDialog(JOBS["init"], sample, {})
    async with opened(sample, "zh-Hans") as pilot:
        pilot.app.push_screen(dialog)
        await pilot.pause()
        for problem in (SAMPLE, SAMPLE * 3, "", SAMPLE * 7):
            dialog.say_problem(problem)
            for size in (*SOME, low):
                lay_out(pilot.app, size)
        await pilot.pause()
        read_all(pilot, "what is wrong", [low])


def test_a_key_is_never_parted_from_what_it_does() -> None:
    hint = "Ctrl+S: go on   letters, PgDn: choose   ↑↓: field   Esc: back"
    assert hint_lines(hint, 56) == [
        "Ctrl+S: go on   letters, PgDn: choose   ↑↓: field",
        "Esc: back",
    ]
    assert hint_lines(hint, 80) == [hint]
    assert hint_lines("", 10) == [""]
    for width in range(10, 80):  # only what is longer than a line is folded
        lines = hint_lines(hint, width)
        assert all(cell_len(line) <= width for line in lines)
        assert bare("".join(lines)) == bare(hint)
        assert all(part in "\n".join(lines) for part in hint.split(BETWEEN) if len(part) <= width)


@in_each_language
async def test_the_palette_stays_in_the_window(sample: Office, language: str) -> None:
    async with opened(sample, language) as pilot:
        for place, number in enumerate("123"):
            if not turn_of(place, language):
                continue
            await pilot.press(number)
            await pilot.press("ctrl+p")
            await pilot.pause(0.3)
            read_all(pilot, "the palette")
            await pilot.press("escape")
            await pilot.pause()


# --- why nothing lies over anything ---------------------------------------------------------------


class Overlaid(App[None]):
    """A text over the edge of another part."""

    CSS = """
    Screen { layers: below above; }
    #below { layer: below; width: 5; height: 1; }
    #above { layer: above; width: 20; height: 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static("below", id="below")
        yield Static("已复制本行。", id="above")


async def test_textual_still_loses_what_lies_over_an_edge() -> None:
    """Textual issue 6357, as of Textual 8.2.8.

    Where this fails, Textual has mended it: then messages and lists may lie over others again.
    """
    async with Overlaid().run_test(size=(20, 3)) as pilot:
        await pilot.pause()
        drawn = "".join(window(pilot.app.screen)[0])
        assert drawn.startswith("已复  本行。")
