"""A preview of an import in words: for standard output and for the screen alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from fptui.exchange.importing.previews import Preview, RefusedRow, TakenRow, UnchangedRow
from fptui.exchange.importing.rejects import cell_text, is_added, reasons_of
from fptui.exchange.reading.headings import ignored_said
from fptui.language import _, ngettext
from fptui.language.closest import did_you_mean
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers.declaration import Column, Desk
from fptui.registers.edits import Edit
from fptui.registers.values.display import masked, shown_choice
from fptui.reports.changes import FieldChange, field_changes, record_of
from fptui.reports.row_counts import RowCounts
from fptui.search.choices import near_choice

NEW_NAMES = 5
"""So many names that an office counts under for the first time are told."""
Row: TypeAlias = TakenRow | UnchangedRow | RefusedRow


def source_said(preview: Preview) -> str:
    """Where the rows come from: sheet, row of the headings, encoding."""
    parts = [harmless(preview.file)]
    if preview.sheet:
        parts.append(_("sheet “{name}”").format(name=harmless(preview.sheet)))
    parts.append(_("headings in row {row}").format(row=preview.heading_rows))
    if preview.encoding:
        parts.append(_("read as {encoding}").format(encoding=preview.encoding))
    return _(", ").join(parts)


def counts_of(preview: Preview) -> RowCounts:
    """How many rows are new, change a record, say nothing new, and are refused."""
    return RowCounts(
        new=len(preview.new),
        changed=len(preview.changed),
        unchanged=len(preview.unchanged),
        refused=len(preview.refused),
    )


def notes_on(preview: Preview) -> Iterator[str]:
    """What a person should know before accepting."""
    ignored = [name for name in preview.ignored if not is_added(name)]
    if ignored:
        yield _("Without a column, left out: {headings}").format(headings=ignored_said(ignored))
    if preview.left:
        yield ngettext(
            "{count} empty cell leaves the field of a known record as it is.",
            "{count} empty cells leave the fields of known records as they are.",
            preview.left,
        ).format(count=preview.left)
    yield from _followed_said(preview)
    for (key, text), count in preview.taken_as.items():
        column = preview.register.column(key)
        value = shown_choice(column.known_choices, column.also_called[text])
        yield ngettext(
            "“{heading}”: “{text}” is taken for “{value}” ({count} row).",
            "“{heading}”: “{text}” is taken for “{value}” ({count} rows).",
            count,
        ).format(heading=_(column.heading), text=text, value=value, count=count)
    for (key, text), count in list(preview.unheard.items())[:NEW_NAMES]:
        column = preview.register.column(key)
        near = near_choice(column, text)
        said = ngettext(
            "“{heading}”: “{text}” is a name that is new here ({count} row). {hint}",
            "“{heading}”: “{text}” is a name that is new here ({count} rows). {hint}",
            count,
        )
        yield said.format(
            heading=_(column.heading),
            text=without_numbers(harmless(text[:40])),
            count=count,
            hint=did_you_mean(near) if near else "",
        ).strip()
    if preview.passed:
        yield ngettext(
            "{count} file is further on its way than the list says; it stays there.",
            "{count} files are further on their way than the list says; they stay there.",
            preview.passed,
        ).format(count=preview.passed)


def _followed_said(preview: Preview) -> Iterator[str]:
    """How many empty cells are filled from what another column says."""
    counted = Counter(key for row in (*preview.new, *preview.changed) for key in row.followed)
    for key, count in counted.items():
        column = preview.register.column(key)
        source = preview.register.column(column.follows_from)
        yield ngettext(
            "“{heading}” is filled in from “{source}” in {count} row.",
            "“{heading}” is filled in from “{source}” in {count} rows.",
            count,
        ).format(heading=_(column.heading), source=_(source.heading), count=count)


def record_in(row: Row, preview: Preview, desk: Desk) -> str:
    """Who or what a row is about: its identity and its name, private values masked."""
    if isinstance(row, RefusedRow):
        return _called_in_file(row, preview)
    if isinstance(row, UnchangedRow):
        record = desk.table(preview.register)[row.number]
        return record_of(Edit(preview.register.name, row.number, None, record), desk)
    return record_of(row.edit, desk)


def _called_in_file(row: RefusedRow, preview: Preview) -> str:
    """What tells a refused row, as far as its own cells say it."""
    telling = (*preview.register.identity, "name", "topic")
    cells = {
        column.key: _cell_in(row, place, column, reveal=False)
        for place, column in preview.columns.items()
        if column.key in telling
    }
    return " ".join(filter(None, map(cells.get, telling)))


def _cell_in(row: RefusedRow, place: int, column: Column | None, *, reveal: bool) -> str:
    """A cell as it stands in the file; a private one masked unless it is revealed."""
    text = cell_text(row.cells[place]) if place < len(row.cells) else ""
    if reveal:
        return text
    # the number may stand in the column of the name
    return without_numbers(text if column is None else masked(text, column.mask))


def _veiled(text: str, reveal: bool) -> str:
    """A text that may quote a cell; numbers of people in it are masked unless revealed."""
    return text if reveal else without_numbers(text)


def refused_said(row: RefusedRow, preview: Preview, *, reveal: bool = False) -> str:
    """Why a row is refused in one line, with the text of each cell that is at fault."""
    said = []
    for fault in row.faults:
        cell = ""
        if fault.place >= 0:
            cell = _cell_in(row, fault.place, preview.columns.get(fault.place), reveal=reveal)
        known = not cell or f"“{cell[:40]}”" in fault.text
        said.append(
            fault.text if known else _("{reason} ({cell})").format(reason=fault.text, cell=cell)
        )
    return _veiled(_("; ").join(said), reveal)


def about_row(row: Row, preview: Preview, desk: Desk, *, reveal: bool = False) -> str:
    """What becomes of a row in one line, private values masked unless revealed."""
    if isinstance(row, RefusedRow):
        return refused_said(row, preview, reveal=reveal)
    if isinstance(row, UnchangedRow):
        return _("nothing changes")
    changes = _changes(row, preview, desk, reveal)
    if row.edit.before is None:
        told = set(preview.register.identity) | {"name", "topic"}
        said = [
            _("{heading}: {after}").format(heading=_(one.column.heading), after=one.after)
            for one in changes
            if one.after and one.column.key not in told
        ]
    else:
        said = [
            _("{heading}: {before} → {after}").format(
                heading=_(one.column.heading), before=one.before or "—", after=one.after or "—"
            )
            for one in changes
        ]
    return _veiled(_("; ").join(said), reveal)


def _changes(row: TakenRow, preview: Preview, desk: Desk, reveal: bool) -> list[FieldChange]:
    """The fields that a row sets; those that follow from another column say so."""
    return [
        replace(one, after=_following(one, preview)) if one.column.key in row.followed else one
        for one in field_changes(row.edit, desk, reveal=reveal)
    ]


def _following(change: FieldChange, preview: Preview) -> str:
    source = preview.register.column(change.column.follows_from)
    return _("{value} (from “{heading}”)").format(value=change.after, heading=_(source.heading))


def details_of(
    row: Row, preview: Preview, desk: Desk, *, reveal: bool = False
) -> list[tuple[str, str]]:
    """A row field by field: heading and what becomes of it; masked unless revealed."""
    if isinstance(row, RefusedRow):
        return _refused_details(row, preview, reveal)
    if isinstance(row, UnchangedRow):
        return [(_("unchanged"), _("nothing changes"))]
    changes = _changes(row, preview, desk, reveal)
    if row.edit.before is None:
        return [(_(one.column.heading), _veiled(one.after, reveal)) for one in changes if one.after]
    return [
        (_(one.column.heading), _veiled(f"{one.before or '—'} → {one.after or '—'}", reveal))
        for one in changes
    ]


def _refused_details(row: RefusedRow, preview: Preview, reveal: bool) -> list[tuple[str, str]]:
    """What is wrong first: the cells at fault, each with its reason, then the row as a whole."""
    faulty, others = [], []
    for place, heading in enumerate(preview.headings):
        column = preview.columns.get(place)
        text = _cell_in(row, place, column, reveal=reveal)
        if reason := reasons_of(row, place):
            said = _("{cell} ← {reason}").format(cell=text or "—", reason=reason)
            faulty.append((harmless(heading), _veiled(said, reveal)))
        elif text and column is not None:
            others.append((harmless(heading), text))
    if whole := reasons_of(row, -1):
        faulty.append((_("Why refused"), whole))
    return [*faulty, *others]
