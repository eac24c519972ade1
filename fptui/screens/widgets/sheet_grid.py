"""The keys of a sheet: moving among its cells, typing into them, filling, pasting, undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.events import Click, Key, Paste
from textual.message import Message

from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.sheet_layout import SheetColumn
from fptui.jobs.entry.sheet_texts import Place
from fptui.language import _, ngettext
from fptui.registers.declaration import Kind
from fptui.screens.actions import CELLS, SHEET, actions_of, bindings_of
from fptui.screens.widgets.cell_text import CellText
from fptui.screens.widgets.sheet_table import SheetTable
from fptui.search.offers import Offer

_ACTIONS = {key: one.action for one in actions_of(CELLS) for key in one.keys}
_ACTIONS |= {key: f"screen.{one.action}" for one in actions_of(SHEET) for key in one.keys}


class SheetGrid(SheetTable):
    """A sheet that is filled by keys.

    The keys of a spreadsheet: what is typed replaces, Enter goes down to where a run of
    Tabs began, F2 edits what stands there.
    """

    BINDINGS = bindings_of(CELLS)

    class Changed(Message):
        """The cursor moved, or something was typed."""

    class Told(Message):
        """Something is to be told."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, sheet: FilledSheet, *, row: int = 0, e_edits: bool = False) -> None:
        """Begin in a row; `e_edits` lets the key e edit the text of a cell, as in a table."""
        super().__init__(sheet)
        self._first_row = row
        self._e_edits = e_edits
        self._began = 0  # the column in which a run of Tabs began
        self.was_at: Place = (0, 0)
        """The cell that was left last."""
        self.offers: Sequence[Offer] = ()
        self.offered = -1

    def on_mount(self) -> None:
        """Begin in the first cell that can be typed in."""
        self.show(self.sheet)

    def show(self, sheet: FilledSheet) -> None:
        """Show another sheet, from its beginning."""
        self.sheet, self.typing, self._top = sheet, None, 0
        self.place = next(self._open_cells(self._first_row), (0, 0))
        self._first_row = 0
        self._began = self.place[1]
        self.was_at = self.place
        self._say()

    def go_to_row(self, row: int) -> None:
        """Put the cursor into the first cell of a row that is wrong, or takes a text."""
        cells = [(row, column) for column in range(len(self.sheet.columns))]
        wrong = [cell for cell in cells if self.sheet.problem(cell)]
        self.place = next(iter(wrong), next(self._open_cells(row), (row, 0)))
        self._began = self.place[1]
        self.was_at = self.place
        self._say()

    def _open_cells(self, first: int) -> Iterator[Place]:
        rows, columns = range(first, self.sheet.count), range(len(self.sheet.columns))
        cells = ((row, column) for row in rows for column in columns)
        return (place for place in cells if not self.sheet.is_locked(place))

    @property
    def column(self) -> SheetColumn:
        """The column of the cursor."""
        return self.sheet.columns[self.place[1]]

    def _say(self) -> None:
        self.changed()
        self._offer()
        self.app.cursor_position = self.cursor_offset()
        self.post_message(self.Changed())

    def _offer(self) -> None:
        """What fits the text that is typed; all choices of a cell where nothing is typed yet."""
        column = self.column.column
        text = self.typing.text if self.typing is not None else ""
        closed = column.kind is Kind.CHOICE or (bool(column.register) and bool(text))
        locked = self.sheet.is_locked(self.place)
        self.offers = self.sheet.reader.offers(column, text) if closed and not locked else ()
        self.offered = -1

    # --- typing ----------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """Type a character into the cell, or do what the key does.

        All keys are taken here, in the order in which they come: those that are left to
        bindings go round by the app, and the characters typed after them would overtake them.
        """
        if event.key in _ACTIONS:
            event.stop()
            event.prevent_default()
            await self.run_action(_ACTIONS[event.key])
        elif event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._type(event.character)

    def _type(self, character: str) -> None:
        if self.typing is not None:
            self.typing = self.typing.typed(character)
        elif not self._may_type():
            return
        elif self._e_edits and character == "e":
            self.action_edit()
        else:
            self.typing = CellText().typed(character)
        self._say()

    def _may_type(self) -> bool:
        locked = self.sheet.is_locked(self.place)
        if locked:
            self.post_message(self.Told(_("This cell is not typed here.")))
        return not locked

    def on_paste(self, event: Paste) -> None:
        """Put a block of a spreadsheet into the cells, or a text into the one that is edited."""
        event.stop()
        if self.typing is not None:
            self.typing = self.typing.typed(" ".join(event.text.split()))
            self._say()
            return
        pasted = self.sheet.paste(self.place, event.text)
        n = len(pasted.taken)
        said = [ngettext("{n} cell pasted", "{n} cells pasted", n).format(n=n)]
        if pasted.wrong:
            said.append(_("{n} refused, marked with !").format(n=pasted.wrong))
        if pasted.left_out:
            said.append(_("{n} had no cell and were left out").format(n=pasted.left_out))
        self.post_message(self.Told(_(", ").join(said)))
        self._say()

    def action_edit(self) -> None:
        """Edit the text that stands in the cell; a masked one is typed anew."""
        if self.typing is not None or not self._may_type():
            return
        text = "" if self.sheet.is_private(self.place) else self.sheet.text(self.place)
        self.typing = CellText(text, len(text), replaces=False)
        self._say()

    def cancel(self) -> bool:
        """Leave what stood in the cell; whether anything was being typed."""
        was, self.typing = self.typing, None
        self._say()
        return was is not None

    def commit(self) -> None:
        """Let what was typed stand in its cell; of what fits, what was marked."""
        if self.typing is None:
            return
        text = self.typing.text
        if 0 <= self.offered < len(self.offers):
            text = self.offers[self.offered].key
        self.typing = None
        self.was_at = self.place
        self.sheet.put({self.place: text})

    def action_clear(self, before: bool) -> None:
        """Take a character off the text that is typed, else empty the cell."""
        if self.typing is not None:
            self.typing = self.typing.without(before=before)
        elif self._may_type():
            self.sheet.put({self.place: ""})
        self._say()

    def action_fill_down(self) -> None:
        """Let the text of the cell stand in the empty ones below it."""
        self.commit()
        filled = len(self.sheet.fill_down(self.place))
        said = ngettext("{n} cell filled", "{n} cells filled", filled).format(n=filled)
        self.post_message(self.Told(said))
        self._say()

    def action_undo(self) -> None:
        """Take back what is being typed, else the last step."""
        if not self.cancel():
            self._go_to_one_of(self.sheet.undo, _("Nothing to undo in this sheet."))

    def action_redo(self) -> None:
        """Make the step again that was taken back last."""
        if self.typing is None:
            self._go_to_one_of(self.sheet.redo, _("Nothing to make again in this sheet."))

    def _go_to_one_of(self, step: Callable[[], list[Place]], nothing: str) -> None:
        changed = step()
        if changed:
            self.place = (min(changed[0][0], self.sheet.count - 1), changed[0][1])
        else:
            self.post_message(self.Told(nothing))
        self._say()

    # --- moving ----------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Go down, to the column in which a run of Tabs began; in a new row, to what tells it."""
        self.commit()
        row = min(self.place[0] + 1, self.sheet.count - 1)
        untold = [place for place in self._telling(row) if not self.sheet.text((row, place))]
        self._began = untold[0] if untold else self._began
        self._move(1, self._began)

    def _telling(self, row: int) -> list[int]:
        """The columns that tell a row and are typed in it."""
        return [
            place
            for place, one in enumerate(self.sheet.columns)
            if one.tells_row and not self.sheet.is_locked((row, place))
        ]

    def action_tab(self, step: int) -> None:
        """Go to the next cell that can be typed in, at the end of a row to the next one."""
        self.commit()
        row, column = self.place
        last = len(self.sheet.columns)
        while 0 <= row < self.sheet.count:
            column += step
            if not 0 <= column < last:
                row, column = row + step, -1 if step > 0 else last
            elif not self.sheet.is_locked((row, column)):
                self.place = (row, column)
                break
        self._say()

    def action_go(self, rows: int, columns: int) -> None:
        """Go by rows or columns; in a text that is edited, by characters."""
        if columns and self.typing is not None and not self.typing.replaces:
            self.typing = self.typing.at(self.typing.cursor + columns)
            self._say()
            return
        self.commit()
        row, column = self.place
        there = column + columns
        while columns and 0 <= there < len(self.sheet.columns):
            if not self.sheet.is_locked((row, there)):
                column = there
                break
            there += columns
        self._began = column
        self._move(rows, column)

    def action_page(self, pages: int) -> None:
        """Mark the next of what fits while one types, else go by windows."""
        if self.typing is not None and self.offers:
            self.offered = (self.offered + pages) % len(self.offers)
            self.post_message(self.Changed())
            return
        self.commit()
        self._move(pages * self.rows_in_view, self.place[1])

    def action_edge(self, side: int) -> None:
        """Go to the first or last cell of the row; in a text, to its beginning or end."""
        if self.typing is not None:
            self.typing = self.typing.at(0 if side < 0 else len(self.typing.text))
            self._say()
            return
        row = self.place[0]
        places = [(row, place) for place in range(len(self.sheet.columns))]
        found = [one for one in places if not self.sheet.is_locked(one)]
        if found:
            self.place = found[0 if side < 0 else -1]
        self._began = self.place[1]
        self._say()

    def action_far(self, side: int) -> None:
        """Go to the first or last row."""
        self.commit()
        self._move(side * self.sheet.count, self.place[1])

    def _move(self, rows: int, column: int) -> None:
        row = max(0, min(self.place[0] + rows, self.sheet.count - 1))
        self.place = (row, column)
        self._say()

    def on_click(self, event: Click) -> None:
        """Go to the cell that was clicked."""
        row = self._top + event.y - 1
        for span in self.spans():
            inside = span.start < event.x <= span.start + span.width
            if inside and 0 < event.y <= self.rows_in_view and row < self.sheet.count:
                self.commit()
                self.place, self._began = (row, span.column), span.column
                self._say()
