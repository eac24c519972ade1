"""The form in which a record is added or edited, made from its register's declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from rich.text import Text
from textual.widgets import Static

from fptui.errors import FptuiError
from fptui.jobs.keep_record import TypedDoubts, changed, keep, record_of
from fptui.language import N_, _
from fptui.registers.declaration import Column, Record, Register
from fptui.registers.values.display import plain
from fptui.screens.dialogs import ChooseOne
from fptui.screens.field_form import FieldForm
from fptui.screens.messages import as_message
from fptui.screens.record_fields import field_of, hidden_said, in_order, spelled, texts_of_new
from fptui.screens.revealing import Revealing, ShowsPrivate
from fptui.screens.widgets.fields import FieldLine, FieldSpec
from fptui.store import Draft, DraftFile, Reading

KEPT_EVERY = 2.0  # seconds between two looks at what is to be kept in a draft
REASON = "reason"


class Kept(msgspec.Struct, frozen=True):
    """What a form has saved: the record's number, and what stays for the one that follows."""

    number: int
    follows: Mapping[str, str] | None = None


class RecordForm(FieldForm[Kept], ShowsPrivate):
    """Asks for the fields of a record and makes the change."""

    BINDINGS = [("ctrl+n", "save_and_next", "")]

    def __init__(
        self,
        office: Reading,
        register: Register[Record],
        number: int = 0,
        before: Record | None = None,
        *,
        revealing: Revealing | None = None,
        kept: Mapping[str, str] | None = None,
    ) -> None:
        """Edit the record `before`, or add one that begins with the texts `kept`.

        Private values are shown where what it was opened from is `revealing` them.
        """
        doing = _("Edit") if before is not None else _("Add")
        super().__init__(f"{doing} · {_(register.title)}")
        self._office, self._register = office, register
        self._number, self._before = number, before
        self._revealing = revealing or Revealing()
        self._reveal = bool(self._revealing)
        self._kept = kept or {}
        self._draft = DraftFile(office.path, f"form-{register.name}-{number}")
        self._drafted: Mapping[str, str] = {}
        self._derived: dict[str, str] = {}  # the texts that followed from others, by column
        self._doubts = TypedDoubts(office, register)
        self._doubted: Record | None = None
        self._next = False

    # --- fields ---------------------------------------------------------------------------

    def specs(self) -> Sequence[FieldSpec]:
        """A field for each stored column, and one for the reason."""
        texts = self._texts_at_first()
        specs = [
            field_of(
                self._office,
                self._register,
                column,
                texts[column.key],
                hidden=self._is_hidden(column),
                first=column.key == self._register.also_identity,
            )
            for column in in_order(self._register)
        ]
        why = FieldSpec(REASON, _("Why"), hint=_("for the history"), section=_(N_("History")))
        return [*specs, why]

    def _texts_at_first(self) -> Mapping[str, str]:
        before = self._before
        if before is None:
            return texts_of_new(self._office, self._register, self._kept)
        columns = self._register.stored_columns
        return {column.key: plain(getattr(before, column.key)) for column in columns}

    def _is_hidden(self, column: Column) -> bool:
        """Whether the field keeps a private value that is not to be seen."""
        before = self._before
        known = before is not None and bool(plain(getattr(before, column.key)))
        return bool(column.mask and not self._reveal and known)

    def mask_in_time(self) -> None:
        """Mask what has been shown for long enough and was not typed over."""
        if not (self._reveal and self._revealing.is_over and self.is_mounted):
            return
        self._reveal = False
        for line in self.lines:
            if line.spec.key != REASON:
                column = self._register.column(line.spec.key)
                if self._is_hidden(column):
                    line.hide(hidden_said(column, plain(getattr(self._before, column.key))))

    def save_hint(self) -> str:
        """What saves, and what saves and goes on."""
        return _("Ctrl+S: save") if self._before else _("Ctrl+S: save   Ctrl+N: and next")

    def first_line(self) -> FieldLine:
        """A new record begins in the first field where nothing stands yet, an old one on top."""
        lines = self.lines
        empty = [line for line in lines if not line.text] if self._before is None else []
        return (empty or lines)[0]

    # --- the draft ------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Go on with what was typed when the terminal was lost, and keep what is typed now."""
        await super().on_mount()
        draft = self._draft.read()
        if draft is not None:
            self._take_up(draft)
            await self.typed()
        self.set_interval(KEPT_EVERY, self.keep_draft)

    def _take_up(self, draft: Draft) -> None:
        known = {line.spec.key: line for line in self.lines}
        for _row, key, text in draft.cells:
            if key in known:
                known[key].put(text)
        self._drafted = self._typed_texts()
        said = _("{title} · typed on {time} and never saved")
        title = Text(said.format(title=self._title, time=draft.time))
        self.query_one(".title", Static).update(as_message(title))

    def _typed_texts(self) -> dict[str, str]:
        return {
            line.spec.key: line.text
            for line in self.lines
            if line.touched and line.text != line.spec.text
        }

    def keep_draft(self) -> None:
        """Keep what was typed since the last time; forget the draft where nothing is."""
        typed = self._typed_texts()
        if typed == self._drafted:
            return
        self._drafted = typed
        if not typed:
            self._draft.remove()
            return
        cells = tuple(("", key, text) for key, text in typed.items())
        draft = Draft(time=datetime.now().isoformat(" ", "minutes"), cells=cells)
        if not self._draft.write(draft):
            self.say_problem(_("What is typed cannot be kept in a draft: save it soon."))

    # --- while typing ---------------------------------------------------------------------

    async def typed(self) -> None:
        """Fill in what follows from what was typed; what follows no more goes with it."""
        follows = self._register.follows
        if follows is None:
            return
        known = {line.spec.key: line for line in self.lines}
        found = follows(self._texts_whole())
        for key in {**found, **self._derived}:
            line, column = known[key], self._register.column(key)
            if line.touched or line.text != self._derived.get(key, ""):
                continue
            line.put(spelled(self._office, column, found.get(key, "")), touched=False)
            self._derived[key] = line.text

    def _texts_whole(self) -> dict[str, str]:
        """The texts of all columns; a hidden field has what it hides."""
        texts = self.texts()
        texts.pop(REASON, None)
        for column in self._register.stored_columns:
            if self._is_hidden(column) and not texts.get(column.key):
                texts[column.key] = plain(getattr(self._before, column.key))
        return texts

    def _record(self, *, whole: bool = True) -> Record:
        """The record as it stands; of an old one, what was not touched stays as it is."""
        if self._before is None:
            return record_of(self._office, self._register, self._texts_whole(), whole=whole)
        texts = {
            line.spec.key: line.text
            for line in self.lines
            if line.text != line.spec.text and line.spec.key != REASON
        }
        return changed(self._office, self._register, self._before, texts)

    def doubtful(self) -> str:
        """What rules say against the record as it stands, as far as it goes."""
        try:
            record = self._record(whole=False)
        except FptuiError:
            return ""
        return _("; ").join(self._doubts.about(record))

    # --- saving ---------------------------------------------------------------------------

    def action_save_and_next(self) -> None:
        """Save, and begin another record that keeps what repeats."""
        self._next = self._before is None
        self.action_save()
        self._next = False

    def accept(self, texts: dict[str, str]) -> str:
        """Make the change, or say what is wrong; doubts are saved on a second asking.

        The second asking holds for the very record that the doubts were said of.
        """
        register = self._register
        try:
            after = self._record()
            doubts = _("; ").join(self._doubts.about(after))
            if doubts and after != self._doubted:
                self._doubted = after
                return _("{doubts}. Ctrl+S again saves it all the same.").format(doubts=doubts)
            number = keep(
                self._office, register, self._number, self._before, after, texts.get(REASON, "")
            )
        except FptuiError as error:
            return str(error)
        self._forget_draft()
        repeats = [column.key for column in register.stored_columns if column.repeats]
        follows = {key: texts[key] for key in repeats if key in texts} if self._next else None
        self.dismiss(Kept(number, follows))
        return ""

    def ask_leaving(self) -> None:
        """Ask as a sheet does: what was typed can be kept as a draft."""
        choices = [
            ("stay", _("Stay here")),
            ("keep", _("Leave, and keep it as a draft")),
            ("drop", _("Leave, and throw it away")),
        ]
        title = _("Leave without saving what was typed?")
        self.app.push_screen(ChooseOne(title, choices), self._left)

    def _left(self, how: str | None) -> None:
        if how == "keep":
            self.keep_draft()
        elif how == "drop":
            self._forget_draft()
        if how in ("keep", "drop"):
            self.dismiss(None)

    def _forget_draft(self) -> None:
        """Remove the draft, and keep none again of what stands there now."""
        self._drafted = self._typed_texts()
        self._draft.remove()
