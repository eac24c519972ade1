"""The form in which a record is added or edited, made from its register's declaration."""

from __future__ import annotations

from typing import Any

import msgspec
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Select, Static

from fptui.errors import FptuiError
from fptui.language import _
from fptui.registers.declaration import Column, Kind, Register
from fptui.registers.edits import Edit
from fptui.registers.values.display import masked, plain, shown_choice
from fptui.registers.values.parsing import record_from_texts
from fptui.store import Reading, user_name


class RecordForm(ModalScreen[int | None]):
    """Asks for the fields of a record and makes the change; the answer is the record's number."""

    DEFAULT_CSS = """
    RecordForm { align: center middle; }
    RecordForm > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%; border: round $primary;
        background: $surface; padding: 0 1;
    }
    RecordForm .title { text-style: bold; height: 1; }
    RecordForm .fields { height: auto; max-height: 18; overflow-y: auto; }
    RecordForm Horizontal { height: 1; }
    RecordForm .label { width: 22; height: 1; }
    RecordForm Input { width: 1fr; height: 1; border: none; background: $boost; }
    RecordForm Input:focus { background: $panel; text-style: bold; }
    RecordForm Select { width: 1fr; }
    RecordForm .problem { color: $error; text-style: bold; height: auto; max-height: 3; }
    RecordForm .hint { color: $text-muted; height: 1; }
    """
    BINDINGS = [
        ("escape", "dismiss(None)", ""),
        Binding("ctrl+s", "save", "", priority=True),
        ("down,enter", "app.focus_next", ""),
        ("up", "app.focus_previous", ""),
    ]

    def __init__(
        self,
        office: Reading,
        register: Register[Any],
        number: int = 0,
        before: Any | None = None,
        *,
        reveal: bool = False,
    ) -> None:
        super().__init__()
        self._office, self._register = office, register
        self._number, self._before = number, before
        self._reveal = reveal
        self._warned = ""

    def compose(self) -> ComposeResult:
        """One line a stored column."""
        register = self._register
        doing = _("Edit") if self._before is not None else _("Add")
        with Vertical():
            yield Static(Text(f"{doing} · {_(register.title)}"), classes="title")
            with Vertical(classes="fields"):
                for column in register.stored_columns:
                    with Horizontal():
                        mark = " *" if column.required else ""
                        yield Static(Text(_(column.heading) + mark), classes="label")
                        yield self._field(column)
                with Horizontal():
                    yield Static(Text(_("Why (for the history)")), classes="label dim")
                    yield Input(id="reason", compact=True)
            yield Static(classes="problem")
            yield Static(
                Text(_("Ctrl+S: save   ↑↓: field   Esc: back, nothing saved")), classes="hint"
            )

    def _field(self, column: Column) -> Input | Select[str]:
        text = self._text_before(column)
        if self._is_hidden(column):
            hint = masked(text, column.mask) + " · " + _("masked; retype to change")
            return Input(id=f"field-{column.key}", placeholder=hint, compact=True)
        if column.kind is Kind.CHOICE and not column.takes_others:
            choices = [(_(label), key) for key, label in column.choices.items()]
            if text and text not in column.choices:  # it was taken off the list, and is kept
                choices.append((shown_choice(column.known_choices, text), text))
            if text:
                return Select(
                    choices, value=text, id=f"field-{column.key}", compact=True, prompt="—"
                )
            return Select(choices, id=f"field-{column.key}", compact=True, prompt="—")
        return Input(text, id=f"field-{column.key}", placeholder=_hint(column), compact=True)

    def _text_before(self, column: Column) -> str:
        return "" if self._before is None else plain(getattr(self._before, column.key))

    def _is_hidden(self, column: Column) -> bool:
        """Whether the field keeps a private value that is not to be seen."""
        return bool(column.mask and not self._reveal and self._text_before(column))

    def _texts(self) -> dict[str, str]:
        texts = {}
        for column in self._register.stored_columns:
            field = self.query_one(f"#field-{column.key}")
            if isinstance(field, Select):
                texts[column.key] = "" if field.is_blank() else str(field.value)
            elif isinstance(field, Input):
                kept = self._text_before(column) if self._is_hidden(column) else ""
                texts[column.key] = field.value or kept
        return texts

    def action_save(self) -> None:
        """Make the change, or say what is wrong; doubts are saved on a second asking."""
        try:
            after = record_from_texts(self._register, self._texts(), self._before)
            doubts = "; ".join(self._register.problems(after))
            if doubts and doubts != self._warned:
                self._warned = doubts
                self._say(_("{doubts}. Ctrl+S again saves it all the same.").format(doubts=doubts))
                return
            given = self.query_one("#reason", Input).value.strip()
            reason = given or (_("edited") if self._before is not None else _("added"))
            if self._before is None and self._register.recorded_by:
                after = msgspec.structs.replace(after, **{self._register.recorded_by: user_name()})
            edit = Edit(self._register.name, self._number, self._before, after)
            (number,) = self._office.change([edit], reason)
        except FptuiError as error:
            self._say(str(error))
            return
        self.dismiss(number)

    def _say(self, problem: str) -> None:
        self.query_one(".problem", Static).update(Text(problem))


def _hint(column: Column) -> str:
    """What the column takes, where that is not plain."""
    if column.kind is Kind.DATE:
        return "2005-06-30"
    if column.kind is Kind.PERIOD:
        return "2005 · 2005H1 · 2005-03"
    if column.kind is Kind.FLAG:
        return _("yes or no")
    if column.kind is Kind.CHOICE:
        return ", ".join(column.choices)
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        return _("a key of the register {register}").format(register=column.register)
    return ""
