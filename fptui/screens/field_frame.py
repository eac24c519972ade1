"""A dialog of fields as it is drawn: a title, the fields, and the lines below that say something.

What is said stands in lines of the dialog itself, over nothing, so that no character of what
lies below is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fptui.screens.messages import as_message
from fptui.screens.widgets.fields import FieldLine, FieldSpec
from fptui.screens.widgets.giving_way import ScrolledPart
from fptui.screens.widgets.said import HintPart, SaidPart, ToldPart

Answer = TypeVar("Answer")
UNPARTED = 9  # so many fields need no headings over them
LABEL = 22  # cells of the headings, or more where one is longer


class FieldFrame(ModalScreen[Answer | None], Generic[Answer]):
    """Fields under a title, and what is said below them; it knows nothing of keys."""

    DEFAULT_CSS = """
    FieldFrame { align: center middle; }
    FieldFrame > Vertical {
        width: 86; max-width: 100%; height: auto; max-height: 100%; border: round $primary;
        background: $surface; padding: 0 1;
    }
    FieldFrame .title { text-style: bold; height: auto; max-height: 2; }
    FieldFrame .fields { height: auto; scrollbar-size-vertical: 1; }
    FieldFrame .section { color: $text-muted; height: 1; }
    FieldFrame .offers { height: auto; max-height: 5; color: $text-muted; }
    FieldFrame .problem { color: $error; text-style: bold; height: auto; max-height: 4; }
    FieldFrame .hint { max-height: 3; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._present: FieldLine | None = None
        self._said: dict[str, Text] = {}

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, for what stands in them by now."""
        raise NotImplementedError  # Textual's screens have a metaclass that is no ABCMeta

    def compose(self) -> ComposeResult:
        """Title, fields, what fits, what is wrong, and the keys."""
        with Vertical():
            yield Static(as_message(self._title), classes="title")
            with ScrolledPart(classes="fields", can_focus=False):
                yield from self._lines(self.specs())
            yield SaidPart(classes="offers")
            yield ToldPart(classes="problem")
            yield HintPart()

    def _lines(self, specs: Sequence[FieldSpec]) -> list[Static | FieldLine]:
        section, lines = "", list[Static | FieldLine]()
        parted = len(specs) > UNPARTED
        for spec in specs:
            if parted and spec.section and spec.section != section:
                section = spec.section
                lines.append(Static(Text(section), classes="section"))
            lines.append(FieldLine(spec))
        return lines

    def first_line(self) -> FieldLine:
        """Where one begins: the first field that is needed and empty, else the first."""
        lines = self.lines
        empty = [line for line in lines if line.spec.needed and not line.text]
        return (empty or lines)[0]

    def _align(self) -> None:
        """Let all texts begin where the longest heading ends."""
        width = max((line.heading_width for line in self.lines), default=0)
        for label in self.query(".label"):
            label.styles.width = min(max(width + 1, LABEL), 2 * LABEL)

    @property
    def lines(self) -> list[FieldLine]:
        """All fields, in order."""
        return list(self.query(FieldLine))

    def texts(self) -> dict[str, str]:
        """What stands in the fields, by key."""
        return {line.spec.key: line.text for line in self.lines}

    @property
    def is_typed_in(self) -> bool:
        """Whether anything was typed that leaving would lose."""
        return any(line.touched and line.text != line.spec.text for line in self.lines)

    def _show(self, where: str, text: Text) -> None:
        """Fill one of the lines below the fields, which give way to it and stay where one types."""
        if self._said.get(where) == text:
            return
        self._said[where] = text
        self.query_one(where, SaidPart).update(as_message(text))
        self.query_one(ScrolledPart).make_room()
        if self._present is not None:
            self.call_after_refresh(self._present.scroll_visible, animate=False)

    async def replace_lines(self, specs: Sequence[FieldSpec]) -> None:
        """Ask other fields from now on; those that stay keep what stands in them.

        What they offer and how they are understood may follow from the answers before them.
        """
        known = {line.spec.key: line for line in self.lines}
        for spec in specs:
            if spec.key in known:
                known[spec.key].follow(spec)
        if list(known) == [spec.key for spec in specs]:
            for spec in specs:
                line = known[spec.key]
                if not line.touched and line.text != spec.text:
                    line.put(spec.text, touched=False)
            return
        box = self.query_one(ScrolledPart)
        wanted = {spec.key for spec in specs}
        for key, line in known.items():
            if key not in wanted:
                await line.remove()
        before: FieldLine | None = None
        for spec in specs:
            if spec.key in known:
                before = known[spec.key]
                continue
            line = FieldLine(spec)
            await box.mount(line, after=before, before=None if before else 0)
            before = line
        self._align()
