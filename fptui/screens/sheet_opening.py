"""Opening a sheet: its head is asked, a draft that is there is offered, then it is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fptui.jobs.entry.cell_reading import DeskReader
from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.sheet_layout import layout_of, layout_of_records
from fptui.language import _, ngettext
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, EntrySheet, Register, Values
from fptui.registers.values.display import plain
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.dialogs import ChooseOne
from fptui.screens.revealing import Revealing
from fptui.screens.sheet_head import HeadForm, SheetHead
from fptui.screens.sheet_screen import SheetScreen
from fptui.store import Draft, DraftFile

NO_DRAFT = Draft(time="", cells=())


async def enter_rows(screen: DeskScreen, sheet: EntrySheet, known: Values) -> None:
    """Fill a declared sheet; `known` are values of its head that are likely meant."""
    office = screen.office
    if not screen.may_change():
        return
    head: SheetHead | None = SheetHead()
    if sheet.head:
        head = await screen.app.push_screen_wait(HeadForm(sheet, office, known))
    if head is None:
        return
    asked = head

    def make() -> FilledSheet:
        layout = layout_of(sheet, office, asked.values, asked.names, asked.under)
        return FilledSheet(layout, office, DeskReader(office))

    if not make().count:
        screen.say_refused(_(sheet.no_rows))
        return
    told = {key: plain(value) for key, value in asked.values.items() if key in _identity(sheet)}
    file = DraftFile(office.path, sheet.key, told)
    draft = await _draft_wanted(screen, file)
    if draft is not None:
        await screen.app.push_screen_wait(SheetScreen(make, file, draft))
        screen.show_all()


def _identity(sheet: EntrySheet) -> Sequence[str]:
    """The columns of the head by which the drafts of a sheet are told apart."""
    if sheet.numbered:
        return sheet.head
    return [key for key in sheet.head if key in REGISTERS[sheet.register].identity]


async def edit_in_cells(
    screen: DeskScreen,
    register: Register[Any],
    rows: Sequence[tuple[int, Any]],
    columns: Sequence[Column],
    *,
    row: int = 0,
    revealing: Revealing,
) -> None:
    """Edit records of a register in place, cell by cell, beginning in a row."""
    office = screen.office
    if not screen.may_change() or not rows:
        return
    file = DraftFile(office.path, f"edit-{register.name}")
    draft = await _draft_wanted(screen, file)
    if draft is None:
        return
    numbers, keys = tuple(number for number, _record in rows), tuple(one.key for one in columns)
    first = row
    if draft.cells:
        known = {column.key for column in register.stored_columns}
        shown = tuple(dict.fromkeys(key for key in draft.shown if key in known))
        if shown:
            numbers, keys, first = tuple(dict.fromkeys(draft.numbers)), shown, 0

    def make() -> FilledSheet:
        table = office.table(register)
        there = [(number, table[number]) for number in numbers if number in table]
        columns_shown = [register.column(key) for key in keys]
        layout = layout_of_records(register, there, columns_shown)
        return FilledSheet(layout, office, DeskReader(office), reveal=bool(revealing))

    sheet_draft = Draft(time=draft.time, cells=draft.cells, numbers=numbers, shown=keys)
    await screen.app.push_screen_wait(
        SheetScreen(make, file, sheet_draft, row=first, e_edits=True, revealing=revealing)
    )
    screen.show_all()


async def _draft_wanted(screen: DeskScreen, file: DraftFile) -> Draft | None:
    """The draft that is gone on with; an empty one for none, None where the user goes back."""
    draft = file.read()
    if draft is None:
        return NO_DRAFT
    n = len(draft.cells)
    title = ngettext(
        "{n} cell typed on {time} was never saved",
        "{n} cells typed on {time} were never saved",
        n,
    )
    choices = [
        ("go on", _("Go on with this draft")),
        ("drop", _("Throw it away, and begin anew")),
    ]
    answer = await screen.app.push_screen_wait(
        ChooseOne(title.format(n=n, time=draft.time), choices)
    )
    if answer == "drop":
        file.remove()
        return NO_DRAFT
    return draft if answer else None
