"""Small dialogs: choose one, choose several, ask for a text, ask yes or no, read a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, OptionList, SelectionList, Static
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from fptui.language import _
from fptui.screens.messages import as_message
from fptui.screens.revealing import Revealing, ShowsPrivate
from fptui.screens.widgets.giving_way import UNMARKED, Choices, GivesWay
from fptui.screens.widgets.said import HintPart, SaidPart, ToldPart
from fptui.search.offers import Offer, beginning, fitting

_CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{
    width: 70; max-width: 95%; height: auto; max-height: 100%;
    border: round $primary; background: $surface; padding: 0 1;
}}
{name} .title {{ text-style: bold; height: auto; }}
{name} .hint {{ color: $text-muted; height: auto; }}
{name} .problem {{ color: $error; text-style: bold; height: auto; }}
{name} OptionList, {name} Marks {{ height: auto; max-height: 16; border: none; }}
{name} OptionList:focus, {name} Marks:focus {{ border: none; }}
"""


def dialog_css(name: str) -> str:
    """The style that all dialogs share, for the dialog of this name."""
    return _CSS.format(name=name)


ONE_WORD = 1.5
"""Seconds in which another letter still belongs to the word that is being typed."""
_KEYS = "jkq"


class ChooseOne(ModalScreen[str | None]):
    """A list to choose one thing from; the answer is its key, or None."""

    DEFAULT_CSS = dialog_css("ChooseOne")
    BINDINGS = [("escape,q", "dismiss(None)", ""), ("j", "down", ""), ("k", "up", "")]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices
        self._word, self._typed_at = "", 0.0

    def on_key(self, event: Key) -> None:
        """Letters lead to what begins so, or is spelled so; j, k and q only go on a word."""
        letter = event.character or ""
        goes_on = bool(self._word) and monotonic() - self._typed_at < ONE_WORD
        if not letter.isalnum() or (letter in _KEYS and not goes_on):
            return
        word = self._word + letter if goes_on else letter
        offers = [Offer(key, label) for key, label in self._choices]
        found = beginning(offers, word) or fitting(offers, word)
        self._word, self._typed_at = word, monotonic()
        event.stop()
        event.prevent_default()
        if found:
            self.query_one(OptionList).highlighted = offers.index(found[0])

    def compose(self) -> ComposeResult:
        """The title and the list."""
        with Vertical():
            yield ToldPart(as_message(self._title), classes="title")
            yield Choices(
                *(Option(Text(f"{UNMARKED}{label}"), id=key) for key, label in self._choices)
            )
            yield HintPart(_("↑↓, letters: to a line   Enter: choose   Esc: back"))

    def action_down(self) -> None:
        """Go one down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go one up."""
        self.query_one(OptionList).action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen key."""
        self.dismiss(event.option.id)


SHORTEST_WORD = 2
"""A letter alone chooses nothing: most who type one have a second in mind."""


class SeekOne(ModalScreen[str | None]):
    """One thing by its first letters: it is chosen as soon as nothing else begins so."""

    DEFAULT_CSS = dialog_css("SeekOne")
    BINDINGS = [("escape", "dismiss(None)", "")]

    def __init__(self, title: str, choices: Sequence[Offer]) -> None:
        super().__init__()
        self._title, self._choices = title, choices
        self.word = ""
        """What was typed."""

    def compose(self) -> ComposeResult:
        """The title, the line, and what fits by now."""
        with Vertical():
            yield ToldPart(as_message(self._title), classes="title")
            yield Input(compact=True)
            yield SaidPart(classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Choose what is the only thing that begins so, or else fits."""
        self.word = event.value
        found = beginning(self._choices, event.value) or fitting(self._choices, event.value)
        long_enough = len(event.value) >= SHORTEST_WORD or not event.value.isascii()
        if long_enough and len(found) == 1:
            self.dismiss(found[0].key)
            return
        said = _(", ").join(offer.label for offer in found) if event.value else ""
        self.query_one(".hint", SaidPart).update(Text(said))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the first that fits."""
        found = beginning(self._choices, event.value) or fitting(self._choices, event.value)
        if event.value and found:
            self.dismiss(found[0].key)


class Marks(GivesWay, SelectionList[str]):
    """A list whose marks stand only where something is marked: colour alone would not tell."""

    def render_line(self, y: int) -> Strip:
        """A line with an empty box where it is not marked."""
        line = super().render_line(y)
        place = self.scroll_offset.y + y
        if place >= self.option_count or self.get_option_at_index(place).value in self.selected:
            return line
        left, mark, *rest = line
        return Strip([left, Segment(" " * mark.cell_length, mark.style), *rest], line.cell_length)


class ChooseSeveral(ModalScreen[list[str] | None]):
    """A list to mark several things in; the answer is their keys in the list's order."""

    DEFAULT_CSS = dialog_css("ChooseSeveral")
    BINDINGS = [
        ("escape,q", "dismiss(None)", ""),
        Binding("enter", "done", "", priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], chosen: set[str]) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen

    def compose(self) -> ComposeResult:
        """The title and the list."""
        with Vertical():
            yield ToldPart(as_message(self._title), classes="title")
            yield Marks(
                *(Selection(Text(label), key, key in self._chosen) for key, label in self._choices)
            )
            yield HintPart(_("Space: mark   Enter: done   Esc: back"))

    def action_done(self) -> None:
        """Answer with what is marked."""
        marked = set(self.query_one(Marks).selected)
        self.dismiss([key for key, _label in self._choices if key in marked])


class AskText(ModalScreen[str | None]):
    """A line to type in; `accept` gets it and returns what is wrong with it, or nothing.

    The answer is the line, or None.
    """

    DEFAULT_CSS = dialog_css("AskText")
    BINDINGS = [
        ("escape", "dismiss(None)", ""),
        Binding("ctrl+s", "submit", "", priority=True),
    ]

    def __init__(self, title: str, text: str, hint: str, accept: Callable[[str], str]) -> None:
        super().__init__()
        self._title, self._text, self._hint, self._accept = title, text, hint, accept

    def compose(self) -> ComposeResult:
        """The title, the line, and room for what is wrong."""
        with Vertical():
            yield ToldPart(as_message(self._title), classes="title")
            yield Input(self._text)
            yield ToldPart(classes="problem")
            yield HintPart(self._hint)

    async def action_submit(self) -> None:
        """Do what Enter does."""
        await self.query_one(Input).action_submit()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """What was wrong with another text is not wrong with this one."""
        self.query_one(".problem", SaidPart).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close where the text is accepted, else say why not."""
        problem = self._accept(event.value)
        if problem:
            self.query_one(".problem", SaidPart).update(as_message(problem))
        else:
            self.dismiss(event.value)


class Confirm(ModalScreen[bool]):
    """A question answered by y or n; `yes` is another key for a yes, Enter is none."""

    DEFAULT_CSS = dialog_css("Confirm")
    BINDINGS = [
        ("y", "dismiss(True)", ""),
        ("n,escape,enter", "dismiss(False)", ""),
        ("q", "other", ""),
    ]

    def __init__(self, question: str, *, yes: str = "") -> None:
        super().__init__()
        self._question, self._yes = question, yes

    def action_other(self) -> None:
        """Leave, or say yes where this key says it."""
        self.dismiss(self._yes == "q")

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield ToldPart(as_message(self._question), classes="title")
            yield HintPart(_("y: yes   n, Enter: no"))


class Page(ModalScreen[None], ShowsPrivate):
    """Something to read, longer than the window perhaps.

    One that shows private fields closes when those that it was `revealing` are masked.
    """

    DEFAULT_CSS = (
        dialog_css("Page")
        + """
    Page > Vertical { width: 100; height: 90%; }
    Page VerticalScroll { height: 1fr; }
    """
    )
    BINDINGS = [
        ("escape,q,enter,question_mark", "dismiss(None)", ""),
        ("j,down", "scroll(1)", ""),
        ("k,up", "scroll(-1)", ""),
        ("pagedown,space", "scroll(10)", ""),
        ("pageup", "scroll(-10)", ""),
    ]

    def __init__(
        self, title: str, content: RenderableType, revealing: Revealing | None = None
    ) -> None:
        super().__init__()
        self._title, self._content, self._revealing = title, content, revealing

    def mask_in_time(self) -> None:
        """Close, where private fields have been shown for long enough."""
        if self._revealing and self._revealing.is_over and self.is_current:
            self.dismiss(None)

    def compose(self) -> ComposeResult:
        """The title and what is to be read."""
        with Vertical():
            yield ToldPart(as_message(self._title), classes="title")
            with VerticalScroll():
                yield Static(self._content)
            yield HintPart(self.hint())

    def hint(self) -> str:
        """Which keys work."""
        return _("↑↓: scroll   Esc: back")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
