"""Doubtful files on screen: found beside it, compared, and settled one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text
from textual import on

from fptui.exchange.writing.sheet import Sheet
from fptui.language import _, ngettext
from fptui.language.file_names import file_name
from fptui.programme.doubt_search import keys_of, settled
from fptui.programme.doubts import OF_TWO, Doubt
from fptui.programme.which_kept import file_named
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS as KINDS
from fptui.reports.doubts import doubt_row, doubts_sheet, side_by_side
from fptui.screens.actions import DOUBTS, bindings_of, key_hints
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import Page
from fptui.screens.widgets.grid import Grid, GridColumn, Source
from fptui.screens.widgets.lines import KeyLine, PlaceLine
from fptui.store import Reading

ALL = "all"
MOST_NAMED = 2


class DoubtsScreen(DeskScreen, inherit_bindings=False):
    """The doubts that were found, each with its files side by side, and the keys to settle them."""

    BINDINGS = bindings_of(DOUBTS)
    SCOPE = DOUBTS
    NUMBERED = False

    def __init__(self, office: Reading, found: Sequence[Doubt]) -> None:
        super().__init__(office)
        self._found = found
        self._kind = ALL
        self._doubts: list[Doubt] = []
        self._row = 0

    # --- what is shown ------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show the doubts of the kind that is looked at, but for those settled meanwhile."""
        still = self._still_open()
        counts = Counter(doubt.kind for doubt in still)
        if self._kind not in counts:
            self._kind = ALL
        doubts = self._doubts = [one for one in still if self._kind in (ALL, one.kind)]
        tabs = [_("All {n}").format(n=len(still))]
        tabs += [f"{_(KINDS[kind])} {count}" for kind, count in counts.items()]
        self.say_tabs(tabs, [ALL, *counts].index(self._kind))
        columns = tuple(
            GridColumn(heading) for heading in (_("Doubt"), _("File"), _("Other file"), _("Why"))
        )

        def cells(place: int) -> tuple[str, ...]:
            kind, file, name, _unit, other, other_name, _other_unit, why = doubt_row(
                doubts[place], self.office, reveal=bool(self.revealing)
            )
            return kind, f"{file} {name}", f"{other} {other_name}".strip(), why

        self.grid.show(Source(columns, len(doubts), cells), self._row)
        n = len(doubts)
        said = ngettext("{n} doubt", "{n} doubts", n).format(n=n)
        shown = _("private fields shown") if self.revealing else ""
        place = " · ".join(filter(None, (self.office.about.name, shown)))
        self.query_one(PlaceLine).say(place, f"{_('Doubts')} · {said}")
        self.query_one(KeyLine).say(key_hints(self.actions()))
        self.say_problem("")
        self._show_detail()

    def _still_open(self) -> list[Doubt]:
        office = self.office
        files, done = office.table(RECIPIENTS), settled(office)
        there = [doubt for doubt in self._found if all(number in files for number in doubt.files)]
        return [doubt for doubt in there if not keys_of(doubt, office) <= done]

    @property
    def _present(self) -> Doubt | None:
        return self._doubts[max(self.grid.cursor, 0)] if self._doubts else None

    def _show_detail(self) -> None:
        doubt = self._present
        if doubt is None:
            self.say_detail(Text(_("All of these doubts are settled.")))
        else:
            self.say_detail(side_by_side(doubt, self.office, reveal=bool(self.revealing)))

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        self._row = max(event.row, 0)
        self._show_detail()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        doubt = self._doubts[event.row]
        content = side_by_side(doubt, self.office, reveal=bool(self.revealing))
        self.app.push_screen(Page(_(KINDS[doubt.kind]), content, self.revealing))

    def action_kind(self, step: int) -> None:
        """Look at the next kind of doubts."""
        self.mask()
        kinds = [ALL, *dict.fromkeys(doubt.kind for doubt in self._still_open())]
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._row = 0
        self.show_all()

    def action_reveal(self) -> None:
        """Show private fields, which the history notes, or mask them again."""
        if self.revealing:
            self.mask()
        else:
            n = len(self._doubts)
            said = ngettext(
                "private fields of {n} doubt shown", "private fields of {n} doubts shown", n
            )
            if not self.note_reveal(said.format(n=n), RECIPIENTS.name):
                return
            self.revealing.begin()
        self.show_all()

    def action_open_file(self) -> None:
        """Leave the list and turn to the file under the cursor, to put it right."""
        doubt = self._present
        if doubt is not None:
            number = doubt.files[0]
            self.dismiss(None)
            self.app.call_later(self.app.post_message, self.RecordAsked(RECIPIENTS.name, number))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def sheet(self) -> Sheet:
        """The doubts that are shown."""
        return doubts_sheet(self._doubts, self.office, reveal=bool(self.revealing))

    def file_name(self) -> str:
        """What an export is called."""
        return file_name(_("Doubts"))

    # --- settling -----------------------------------------------------------------------------

    def action_same(self) -> None:
        """Merge the two files into one."""
        doubt = self._to_settle(of_two=True)
        if doubt is not None:
            self._settle(doubt, "same")

    def action_not_the_same(self) -> None:
        """Write down that the files are of different people."""
        doubt = self._to_settle(of_two=True, crowd=True)
        if doubt is not None:
            self._settle(doubt, "not_the_same")

    def action_as_it_is(self) -> None:
        """Write down that the file is right."""
        doubt = self._to_settle(of_two=False)
        if doubt is not None:
            self._settle(doubt, "as_it_is")

    def _to_settle(self, *, of_two: bool, crowd: bool = False) -> Doubt | None:
        """The doubt under the cursor, where it can be settled so; else it is said why not."""
        doubt = self._present
        if doubt is None or not self.may_change():
            return None
        if (doubt.kind in OF_TWO) != of_two:
            said = _("{file}: this doubt is about one file; “as it is” settles it.")
            if not of_two:
                said = _("{file}: this doubt is about two files: the same person, or not.")
            self.say(said.format(file=self._named(doubt)))
            return None
        if of_two and not crowd and not doubt.is_of_two:
            said = _("{file}: so many files are not merged at once; open them one by one.")
            self.say(said.format(file=self._named(doubt)))
            return None
        return doubt

    def _named(self, doubt: Doubt) -> str:
        """The files of a doubt as a message names them, the first few."""
        table = self.office.table(RECIPIENTS)
        named = _(", ").join(file_named(table[number]) for number in doubt.files[:MOST_NAMED])
        return named + (" …" if len(doubt.files) > MOST_NAMED else "")

    def _settle(self, doubt: Doubt, verdict: str) -> None:
        # one answer for all that is doubted about the same files
        kinds = dict.fromkeys(
            [
                doubt.kind,
                *(
                    one.kind
                    for one in self._still_open()
                    if one.files == doubt.files and (one.kind in OF_TWO) == (doubt.kind in OF_TWO)
                ),
            ]
        )
        preset = {
            "files": doubt.files,
            "verdict": verdict,
            "kinds": tuple(kinds),
            "reveal": bool(self.revealing),
        }
        self.post_message(self.JobAsked("doubts settle", preset))
