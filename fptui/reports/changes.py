"""The history in words: who changed which field of which record from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language import N_, _, ngettext, translations
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Record, Register
from fptui.registers.edits import Edit
from fptui.registers.values.display import shown
from fptui.store import Change

OWN_REASONS = (N_("the sample district"), N_("a new office"), N_("removed"))
"""Reasons that the program gives by itself, in the language in use then."""

MOST_REGISTERS = 3
"""A change that touches more is told by their number."""

MOST_EDITS = 200
"""So many records of one change are shown in full; of the others only how many they are."""

HISTORY_HEADINGS = {
    "change": N_("Change"),
    "time": N_("Time"),
    "user": N_("By"),
    "what": N_("What was done"),
    "reason": N_("Reason"),
}
FIELD_HEADINGS = {
    **HISTORY_HEADINGS,
    "register": N_("Register"),
    "record": N_("Record"),
    "field": N_("Field"),
    "before": N_("Before"),
    "after": N_("After"),
}
del FIELD_HEADINGS["what"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after, as people read it; masked unless revealed."""

    column: Column
    before: str
    after: str


def field_changes(edit: Edit[Record], desk: Desk, *, reveal: bool = False) -> list[FieldChange]:
    """The fields that an edit changed; for a record that came or went, those that are filled."""
    found = []
    for column in REGISTERS[edit.register].stored_columns:
        before, after = (
            None if record is None else getattr(record, column.key)
            for record in (edit.before, edit.after)
        )
        if before != after:
            texts = [shown(column, value, desk, reveal=reveal) for value in (before, after)]
            if any(texts):
                found.append(FieldChange(column, *texts))
    return found


def only(change: Change, register: str, numbers: Collection[int] = ()) -> Change:
    """A change as far as it touches a register, or these records of it."""
    edits = tuple(
        edit
        for edit in change.edits
        if edit.register == register and (not numbers or edit.number in numbers)
    )
    return replace(change, edits=edits)


def record_of(edit: Edit[Record], desk: Desk) -> str:
    """What tells the record of an edit from the others, with its name where it has one."""
    register = REGISTERS[edit.register]
    record = edit.after if edit.after is not None else edit.before
    if record is None:
        return ""
    columns = (register.column(key) for key in register.identity)
    identity = " ".join(filter(None, (_identified(column, record, desk) for column in columns)))
    name = next(filter(None, (_name_in(key, register, record, desk) for key in _NAMES)), "")
    return identity if not name or name in identity else f"{identity} {name}"


_NAMES = ("name", "topic")
"""The columns that hold what people call a record."""


def _name_in(key: str, register: Register[Record], record: Record, desk: Desk) -> str:
    """The name of a record as people read it; one that is a part of its identity is told there."""
    if key in register.identity:
        return ""
    for column in register.stored_columns:
        if column.key == key:
            return shown(column, getattr(record, key), desk)
    return harmless(str(getattr(record, key, "")))  # in the language in use, of several columns


def _identified(column: Column, record: Record, desk: Desk) -> str:
    """A part of an identity; of a person, whose name another may have, with the file number."""
    value = column.value(record, desk)
    said = shown(column, value, desk)
    register = REGISTERS.get(column.register)
    if register is None or not set(register.identity) & set(register.told_by):
        return said
    number = harmless(str(value))
    return said if number in said else f"{number} {said}"


def what_was_done(change: Change, desk: Desk) -> str:
    """A change in one line."""
    said = _effect(change, desk)
    if change.kind == "undo":
        return _("took back {change}: {what}").format(change=change.of, what=said)
    if change.kind == "redo":
        return _("made {change} again: {what}").format(change=change.of, what=said)
    if change.kind == "founded":
        return _("founded: {what}").format(what=said) if change.edits else _("founded")
    if change.kind == "salvaged":
        return _("saved from a damaged file: {what}").format(what=said)
    return said


def _effect(change: Change, desk: Desk) -> str:
    if change.kind == "note" or not change.edits:
        return _noted(change, desk)
    if len(change.edits) == 1:
        return edit_said(change.edits[0], desk)
    counts = Counter((edit.register, _sort_of(edit)) for edit in change.edits)
    registers = {register for register, _sort in counts}
    if len(registers) > MOST_REGISTERS:
        sorts = Counter(_sort_of(edit) for edit in change.edits)
        said = _("; ").join(_SAID[sort](number) for sort, number in sorts.items())
        return _("{what}, in {n} registers").format(what=said, n=len(registers))
    return _("; ").join(
        _told(_(REGISTERS[register].title), _SAID[sort](number))
        for (register, sort), number in counts.items()
    )


def _noted(change: Change, desk: Desk) -> str:
    register, number = change.about or ("", 0)
    if register not in REGISTERS:
        return _reason(change)
    title = _(REGISTERS[register].title)
    record = desk.table(REGISTERS[register]).get(number)
    if record is not None:
        title += " " + harmless(REGISTERS[register].identity_of(record))
    return _told(title, _reason(change))


def _reason(change: Change) -> str:
    """Why a change was made, as it was typed; numbers of people in it are masked.

    What the program itself gave as the reason is told in the language in use.
    """
    for known in OWN_REASONS:
        if change.reason in translations(known):
            return _(known)
    return without_numbers(harmless(change.reason))


def edit_said(edit: Edit[Record], desk: Desk) -> str:
    """One record of a change in one line, private values masked."""
    record = f"{_(REGISTERS[edit.register].title)} {record_of(edit, desk)}"
    if edit.before is None:
        return _("{record} added").format(record=record)
    if edit.after is None:
        return _("{record} removed").format(record=record)
    return _told(record, fields_said(edit, desk))


def effect_said(edit: Edit[Record], desk: Desk, *, reveal: bool = False) -> str:
    """What becomes of a record in one line, private values masked unless revealed."""
    if edit.before is None:
        return _("added")
    if edit.after is None:
        return _("removed")
    return fields_said(edit, desk, reveal=reveal)


def fields_said(edit: Edit[Record], desk: Desk, *, reveal: bool = False) -> str:
    """The fields of a changed record in one line, from what to what, masked unless revealed."""
    return _("; ").join(
        f"{_(one.column.heading)} {one.before or '—'} → {one.after or '—'}"
        for one in field_changes(edit, desk, reveal=reveal)
    )


def _told(subject: str, what: str) -> str:
    return _("{subject}: {what}").format(subject=subject, what=what)


def _sort_of(edit: Edit[Record]) -> str:
    if edit.before is None:
        return "added"
    return "removed" if edit.after is None else "changed"


_SAID = {
    "added": lambda n: ngettext("{n} added", "{n} added", n).format(n=n),
    "changed": lambda n: ngettext("{n} changed", "{n} changed", n).format(n=n),
    "removed": lambda n: ngettext("{n} removed", "{n} removed", n).format(n=n),
}


def time_said(change: Change) -> str:
    """When a change was made, to the minute, in the office's time then."""
    return change.time.strftime("%Y-%m-%d %H:%M")


def history_row(change: Change, desk: Desk) -> tuple[str, ...]:
    """The cells of a change, in the order of HISTORY_HEADINGS."""
    return (
        str(change.sequence),
        time_said(change),
        harmless(change.user),
        what_was_done(change, desk),
        "" if change.kind == "note" else _reason(change),
    )


def history_sheet(changes: Iterable[Change], desk: Desk) -> Sheet:
    """The changes as a table, one row each."""
    return _sheet(HISTORY_HEADINGS, (history_row(change, desk) for change in changes))


def record_history_sheet(
    changes: Iterable[Change],
    desk: Desk,
    register: str,
    *,
    numbers: Collection[int] = (),
    revealed: Collection[int] = (),
) -> Sheet:
    """The changes to a register, or to these records of it, field by field.

    Private values are masked but in the changes whose sequence numbers are `revealed`.
    """
    rows: list[tuple[str, ...]] = []
    for change in changes:
        edits = only(change, register, numbers).edits
        head = (str(change.sequence), time_said(change), harmless(change.user))
        title = _(REGISTERS[register].title)
        reason = _reason(change) or _KINDS.get(change.kind, str)()
        if not edits:
            rows.append((*head, reason, title, "", "", "", ""))
        for edit in edits:
            rows += (
                (*head, reason, title, record_of(edit, desk), *cells)
                for cells in _field_cells(edit, desk, change.sequence in revealed)
            )
    return _sheet(FIELD_HEADINGS, rows)


_KINDS = {
    "founded": lambda: _("founded"),
    "undo": lambda: _("undone"),
    "redo": lambda: _("done again"),
    "salvaged": lambda: _("saved from a damaged file"),
}


def _field_cells(edit: Edit[Record], desk: Desk, reveal: bool) -> Iterator[tuple[str, str, str]]:
    if edit.before is None:
        yield (_("added"), "", "")
    if edit.after is None:
        yield (_("removed"), "", "")
    for one in field_changes(edit, desk, reveal=reveal):
        yield (_(one.column.heading), one.before, one.after)


def _sheet(headings: dict[str, str], rows: Iterable[tuple[str, ...]]) -> Sheet:
    return Sheet(
        title=_("History"),
        keys=tuple(headings),
        headings=tuple(_(heading) for heading in headings.values()),
        rows=tuple(
            (Cell(row[0], row[0], int(row[0]), is_text=False), *(Cell(t, t, t) for t in row[1:]))
            for row in rows
        ),
        right=frozenset({0}),
    )


def change_detail(change: Change, desk: Desk, *, reveal: bool = False) -> RenderableType:
    """A change in full: who, when, why, and each record field by field."""
    head = Table.grid(padding=(0, 1))
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    for heading, text in zip(HISTORY_HEADINGS.values(), history_row(change, desk), strict=True):
        if text:
            head.add_row(Text(_(heading)), Text(text))
    parts: list[RenderableType] = [head]
    parts += [_edit_detail(edit, desk, reveal) for edit in change.edits[:MOST_EDITS]]
    rest = len(change.edits) - MOST_EDITS
    if rest > 0:
        said = ngettext("and {n} record more", "and {n} records more", rest)
        parts.append(Text(said.format(n=rest), "dim"))
    return Group(*parts)


def _edit_detail(edit: Edit[Record], desk: Desk, reveal: bool) -> RenderableType:
    title = Text("\n" + f"{_(REGISTERS[edit.register].title)} {record_of(edit, desk)}", "bold")
    if edit.before is None:
        title.append("  " + _("added"), "not bold")
    elif edit.after is None:
        title.append("  " + _("removed"), "not bold")
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for one in field_changes(edit, desk, reveal=reveal):
        if edit.before is None:
            text = Text(one.after)
        elif edit.after is None:
            text = Text(one.before)
        else:
            text = Text.assemble((one.before or "—", "strike dim"), " → ", one.after or "—")
        table.add_row(Text(_(one.column.heading)), text)
    return Group(title, table)
