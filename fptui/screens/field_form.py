"""A dialog of fields: one moves among them, sees what fits, and is told what is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from rich.text import Text
from textual import on
from textual.binding import Binding

from fptui.language import _
from fptui.screens.dialogs import ChooseOne, Confirm, SeekOne
from fptui.screens.field_frame import UNPARTED, Answer, FieldFrame
from fptui.screens.widgets.fields import FieldLine, last_piece, pieces
from fptui.screens.widgets.offered import Offered
from fptui.screens.widgets.said import BETWEEN
from fptui.search.offers import Offer

OFFERED, OFFERED_LOW = 5, 2  # lines of what fits; in a low window
LOW = 20  # rows under which a window is low


class FieldForm(FieldFrame[Answer], Generic[Answer]):
    """Fields that are filled by keys; subclasses say which, and what is done with their texts."""

    BINDINGS = [
        Binding("escape", "leave", "", priority=True),
        Binding("ctrl+s", "save", "", priority=True),
        Binding("enter", "enter", "", priority=True),
        Binding("tab", "next", "", priority=True),
        Binding("down", "down", "", priority=True),
        Binding("up", "up", "", priority=True),
        Binding("shift+tab", "previous", "", priority=True),
        Binding("ctrl+g", "seek", "", priority=True),
        Binding("pagedown", "offer(1)", "", priority=True),
        Binding("pageup", "offer(-1)", "", priority=True),
    ]

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._offered = Offered()

    # --- what subclasses say --------------------------------------------------------------

    def accept(self, texts: dict[str, str]) -> str:
        """Take the texts and dismiss, or say what is wrong."""
        raise NotImplementedError

    def save_hint(self) -> str:
        """What Ctrl+S does, for the hint line."""
        return _("Ctrl+S: go on")

    async def typed(self) -> None:
        """Something was typed: other fields may be asked now."""

    def doubtful(self) -> str:
        """What does not fit together as it stands, said while nothing else is."""
        return ""

    # --- the lines ------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Begin in the first field that is needed and empty, else in the first."""
        self._align()
        if self.lines:
            self.first_line().input.focus()
        self._say_hint()

    def on_resize(self) -> None:
        """Offer fewer lines in a low window."""
        self._draw_offers()

    # --- what fits ------------------------------------------------------------------------

    @on(FieldLine.Entered)
    def _entered(self, event: FieldLine.Entered) -> None:
        self._present = event.line
        self.say_problem("")
        self._offer_anew(whole=True)
        self._say_hint()
        event.line.scroll_visible(animate=False)

    @on(FieldLine.Typed)
    async def _typed(self, event: FieldLine.Typed) -> None:
        if event.line is self._present:
            self._offer_anew(whole=False)
        await self.typed()
        self.say_problem("")

    def _offer_anew(self, *, whole: bool) -> None:
        """Show what fits; a field that was only entered offers everything, with its own marked."""
        line = self._present
        if line is None:
            return
        spec, text = line.spec, line.text
        if spec.many:
            text = last_piece(text)[1]
        fits = spec.offers("" if whole and spec.closed else text) if text or spec.closed else ()
        self._offered = Offered(fits, shows_keys=spec.tells_keys)
        if text and fits:
            # letters take something only where they mean one thing
            found = () if whole or not spec.closed else spec.meanings(text)
            self._offered.mark(found[0].key if len(found) == 1 else text)
        self._draw_offers()

    def _draw_offers(self) -> None:
        count = OFFERED_LOW if self.size.height < LOW else OFFERED
        self._show(".offers", self._offered.drawn(count))

    async def action_offer(self, step: int) -> None:
        """Mark the next of what fits, and let it stand in the field."""
        line = self._present
        if line is None or not self._offered.offers:
            return
        self._take_offer(line, self._offered.step(step))
        self._draw_offers()
        await self.typed()

    def _take_offer(self, line: FieldLine, offer: Offer) -> None:
        """Let an offer stand in the field, in a list as its last piece."""
        before = last_piece(line.text)[0] if line.spec.many else ""
        line.put(before + offer.label)

    def _settle(self, line: FieldLine, then: Callable[[], object]) -> bool:
        """Put what is meant into a field that is left; whether it may be left now.

        It is said at the field where it means nothing; where several things fit, it is asked
        which is meant, and `then` is done after the answer.
        """
        spec = line.spec
        if not line.text or line.text == spec.text or not (spec.closed or spec.meant):
            return self._is_right(line)
        marked = self._offered.marked
        if self._present is line and marked is not None and spec.closed:
            self._take_offer(line, marked)
        settled: list[str] = []
        typed = pieces(line.text) if spec.many else [line.text]
        for place, piece in enumerate(typed):
            found = spec.meanings(piece)
            if len(found) > 1:
                self._ask_which(line, typed, place, found, then)
                return False
            settled += [offer.label for offer in found] or [piece]
            if not found and not self._is_right(line):
                return False
            if not found:
                self.say_wrong(line, _("Nothing fits “{text}”.").format(text=piece))
                return False
        line.put(_(", ").join(settled))
        return self._is_right(line)

    def _ask_which(
        self,
        line: FieldLine,
        typed: Sequence[str],
        place: int,
        found: Sequence[Offer],
        then: Callable[[], object],
    ) -> None:
        def chosen(key: str | None) -> None:
            offer = next((one for one in found if one.key == key), None)
            if offer is not None:
                # by its key, as another may have the same name
                line.put(", ".join([*typed[:place], offer.key, *typed[place + 1 :]]))
                self._offered.unmark()
                then()

        spec = line.spec
        said = _("{heading}: which “{text}” is meant?")
        title = said.format(heading=spec.heading, text=typed[place])
        choices = [
            (offer.key, f"{offer.label}  {offer.key}" if spec.tells_keys else offer.label)
            for offer in found
        ]
        self.app.push_screen(ChooseOne(title, choices), chosen)

    def _is_right(self, line: FieldLine) -> bool:
        """Whether the text of a field is understood; else the cursor goes there, and it is said."""
        problem = line.problem()
        if problem:
            self.say_wrong(line, problem)
        return not problem

    # --- seeking a field ---------------------------------------------------------------------

    def action_seek(self) -> None:
        """Go to a field by the first letters of its heading, or their pinyin."""
        choices = [Offer(line.spec.key, line.spec.heading) for line in self.lines]

        seek = SeekOne(_("To which field: type its first letters"), choices)

        def go(key: str | None) -> None:
            for line in self.lines:
                if line.spec.key == key:
                    line.input.overlook(Offer(line.spec.key, line.spec.heading), seek.word)
                    line.input.focus()

        self.app.push_screen(seek, go)

    # --- moving ---------------------------------------------------------------------------

    async def action_enter(self) -> None:
        """Go on, but right after a field was found by its name: it is the end of that name."""
        if self._present is not None and self._present.input.confirmed():
            return
        await self.action_next()

    async def action_next(self) -> None:
        """Go to the next field; from the last one, done."""
        await self._go(1)

    async def action_previous(self) -> None:
        """Go to the field before."""
        await self._go(-1)

    async def action_down(self) -> None:
        """Go to the next field; in the only one, to the next of what fits."""
        await (self._go(1, leaves=True) if len(self.lines) > 1 else self.action_offer(1))

    async def action_up(self) -> None:
        """Go to the field before; in the only one, to what fits before."""
        await (self._go(-1, leaves=True) if len(self.lines) > 1 else self.action_offer(-1))

    async def _go(self, step: int, *, leaves: bool = False) -> None:
        here = self._present
        if here is None or here not in self.lines:
            return
        settled = self._settle(here, lambda: self.call_later(self._go, step))
        if not settled and (not leaves or self.app.screen is not self):
            return
        await self.typed()
        lines = self.lines
        place = lines.index(here) + step
        if place >= len(lines):
            self.action_save()
        else:  # before the first comes the last
            lines[place].input.focus()

    def action_save(self) -> None:
        """Check every field, and accept the texts; else go to the first that is wrong."""
        for line in self.lines:
            if not self._settle(line, self.action_save):
                return
            if line.spec.needed and not line.text and not line.spec.hidden:
                missing = _("“{heading}” is missing").format(heading=line.spec.heading)
                self.say_wrong(line, missing)
                return
        problem = self.accept(self.texts())
        if problem:
            self.say_problem(problem)

    def action_leave(self) -> None:
        """Leave without doing anything; where several fields were filled in, ask before."""
        if not self.is_typed_in or len(self.lines) == 1:
            self.dismiss(None)
        else:
            self.ask_leaving()

    def ask_leaving(self) -> None:
        """Ask whether what was typed may be lost."""

        def leave(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)

        self.app.push_screen(Confirm(_("Leave without saving what was typed?")), leave)

    # --- saying ---------------------------------------------------------------------------

    def say_wrong(self, line: FieldLine, problem: str) -> None:
        """Go to a field and say there what is wrong with it."""
        if self._present is not line:
            line.input.focus()
        line.say_wrong(problem)
        line.ready_to_amend()
        line.scroll_visible(animate=False)

    def say_problem(self, problem: str) -> None:
        """Say what is wrong, or what is doubtful as it stands."""
        self._show(".problem", Text(problem or self.doubtful()))

    def _say_hint(self) -> None:
        alone = len(self.lines) == 1
        parts = (
            [self.save_hint(), _("Esc: back")]
            if alone
            else [self.save_hint(), self._moving_hint(), _("Esc: back")]
        )
        spec = self._present.spec if self._present is not None else None
        if spec is not None and spec.closed:
            parts.insert(1, _("letters, PgDn: choose"))
        if spec is not None and spec.hint:
            parts.insert(0, spec.hint)
        self._show(".hint", Text(BETWEEN.join(parts)))

    def _moving_hint(self) -> str:
        return _("↑↓ Ctrl+G: field") if len(self.lines) > UNPARTED else _("↑↓: field")
