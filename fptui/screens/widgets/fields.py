"""One line of a form: its heading, what is typed, and beside it what is understood.

A field knows nothing of records or jobs: its :class:`FieldSpec` says what may be
typed, what fits while one types, and what a text means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Blur, Focus, Key, Paste
from textual.message import Message
from textual.widgets import Input, Static

from fptui.errors import FptuiError
from fptui.language.harmless import harmless
from fptui.screens.messages import as_message
from fptui.search.offers import Offer, beginning, meant_by


def _nothing_fits(_text: str) -> Sequence[Offer]:
    return ()


def _no_words(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field is: `key` and `heading`, the text at first, and how a text is understood.

    `check` raises FptuiError for a text that means nothing, `understood` says in words
    what a text means where that is not plain, `offers` what fits a text while it is
    typed. A `closed` field takes nothing but what is offered, one of `many` several of
    them with a comma between. `hint` stands in the hint
    line, `section` above the first field of several that belong together. `hidden` is
    shown for a text that must not be seen; an empty field keeps it then. `meant` gives
    what a text means when it is left, where that takes more than what is offered;
    `tells_keys` has keys stand beside what is offered, as people know them. One that is
    `mended`, such as a path, is long: once it was refused one corrects it and does not
    type it anew.
    """

    key: str
    heading: str
    text: str = ""
    hint: str = ""
    section: str = ""
    needed: bool = False
    closed: bool = False
    many: bool = False
    hidden: str = ""
    check: Callable[[str], object] = _no_words
    understood: Callable[[str], str] = _no_words
    offers: Callable[[str], Sequence[Offer]] = _nothing_fits
    meant: Callable[[str], Sequence[Offer]] | None = None
    tells_keys: bool = False
    mended: bool = False

    def meanings(self, text: str) -> Sequence[Offer]:
        """What a text means that is left: one thing, several to ask among, or nothing."""
        return self.meant(text) if self.meant is not None else meant_by(self.offers(""), text)


_BETWEEN = re.compile(r"[,，、;；]\s*")


def last_piece(text: str) -> tuple[str, str]:
    """What stands before the last comma of a list, with it, and what is typed after it."""
    ends = [found.end() for found in _BETWEEN.finditer(text)]
    place = ends[-1] if ends else 0
    return text[:place], text[place:].strip()


def pieces(text: str) -> list[str]:
    """The things of a list, as they are typed."""
    return [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]


OVERLOOKED = 1.5  # seconds in which letters may still belong to a name by which one came here
CONFIRMED = 3.0  # seconds in which Enter may still end that name


class FieldInput(Input):
    """The text of a field; the keys that lead from field to field are the form's."""

    BINDINGS = [("ctrl+d", "app.bell", "")]  # Input would delete by it; forms have another use

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(harmless(spec.text), compact=True, id=f"field-{spec.key}")
        self.spec = spec
        self.cursor_blink = False
        self._found: Offer | None = None
        self._word, self._found_at = "", 0.0

    def overlook(self, offer: Offer, word: str) -> None:
        """Let letters that only go on spelling what was found already not be typed here."""
        self._found, self._word, self._found_at = offer, word, monotonic()

    def confirmed(self) -> bool:
        """Whether Enter, pressed now, ends the word by which this field was found."""
        found, self._found = self._found, None
        return found is not None and monotonic() - self._found_at < CONFIRMED

    async def _on_key(self, event: Key) -> None:
        """Take a key in, but for the rest of a word by which this field was found."""
        letter = event.character or ""
        if self._found is not None:
            goes_on = monotonic() - self._found_at < OVERLOOKED and letter.isalpha()
            if goes_on and beginning([self._found], self._word + letter):
                self._word, self._found_at = self._word + letter, monotonic()
                event.stop()
                event.prevent_default()
                return
            self._found = None
        await super()._on_key(event)

    def _on_paste(self, event: Paste) -> None:
        """Take in the first line of what is pasted, without what would move a cursor."""
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        if lines:
            self.insert_text_at_cursor(harmless(lines[0]))


class FieldLine(Vertical):
    """A field on its line, and under it what is wrong with it."""

    DEFAULT_CSS = """
    FieldLine { height: auto; }
    FieldLine Horizontal { height: 1; }
    FieldLine .wrong {
        display: none; height: auto; margin: 0 0 0 22; color: $error; text-style: bold;
    }
    FieldLine.-wrong .wrong { display: block; }
    FieldLine .label { width: 22; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FieldLine FieldInput { width: 1fr; height: 1; border: none; background: $boost; }
    FieldLine FieldInput:focus { background: $panel; text-style: bold; }
    FieldLine .understood {
        width: auto; max-width: 50%; height: 1; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    class Entered(Message):
        """The cursor came to a field."""

        def __init__(self, line: FieldLine) -> None:
            super().__init__()
            self.line = line

    class Typed(Message):
        """The text of a field was changed."""

        def __init__(self, line: FieldLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self._stood = spec.text
        self.touched = False
        """Whether a person has typed here; what is only proposed may be proposed anew."""

    @property
    def heading(self) -> str:
        """What stands before the text."""
        return self.spec.heading + (" *" if self.spec.needed else "")

    @property
    def heading_width(self) -> int:
        """So many cells the heading takes."""
        return cell_len(self.heading)

    def compose(self) -> ComposeResult:
        """Heading, text, and what is understood of it."""
        with Horizontal():
            yield Static(Text(self.heading), classes="label")
            yield FieldInput(self.spec)
            yield Static(classes="understood")
        yield Static(classes="wrong")

    def on_mount(self) -> None:
        """Say what is understood of the text at first."""
        self.say_understood()

    @property
    def input(self) -> FieldInput:
        """The line that is typed in."""
        return self.query_one(FieldInput)

    @property
    def text(self) -> str:
        """What stands in the field, without spaces around it."""
        return self.input.value.strip()

    def put(self, text: str, *, touched: bool = True) -> None:
        """Let this text stand in the field."""
        self._stood = text
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.touched = self.touched or touched
        self.say_understood()

    def follow(self, spec: FieldSpec) -> None:
        """Offer and understand by another spec of this field; what stands in it stays."""
        self.spec = self.input.spec = replace(spec, text=self.spec.text)

    def hide(self, said: str) -> None:
        """Show this in place of the text, which is kept; what was typed here stays."""
        if not self.touched:
            self.spec = self.input.spec = replace(self.spec, text="", hidden=said)
            self.put("", touched=False)

    def say_wrong(self, problem: str) -> None:
        """Say under the field what is wrong with it, or nothing."""
        self.query_one(".wrong", Static).update(as_message(problem))
        self.set_class(bool(problem), "-wrong")

    def problem(self) -> str:
        """What is wrong with the text; nothing where it is understood, or stood there before."""
        if not self.text or self.text == self.spec.text:
            return ""
        try:
            self.spec.check(self.text)
        except FptuiError as error:
            return str(error)
        return ""

    def ready_to_amend(self) -> None:
        """Let what is typed next take the place of the text, or end one that is mended."""
        if self.spec.mended:
            self.input.select_on_focus = False
            self.input.cursor_position = len(self.input.value)
        else:
            self.input.select_all()

    def say_understood(self) -> None:
        """Show beside the text what it means."""
        said = self.spec.hidden if not self.text and self.spec.hidden else ""
        if self.text:
            try:
                said = self.spec.understood(self.text)
            except FptuiError:
                said = ""
        self.query_one(".understood", Static).update(Text(f" {said}" if said else ""))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand anew what is typed."""
        event.stop()
        if event.value == self._stood:  # an Input tells of its first text, too
            return
        self._stood = event.value
        self.touched = True
        self.say_wrong("")
        self.say_understood()
        self.post_message(self.Typed(self))

    def on_descendant_focus(self, _event: Focus) -> None:
        """Tell the form where the cursor is."""
        self.post_message(self.Entered(self))

    def on_descendant_blur(self, _event: Blur) -> None:
        """What is wrong with a text is said when it is left."""
        self.say_wrong(self.problem())
