"""A preview of an import in words: for standard output and for the screen alike."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.exchange.importing.previews import Preview, RefusedRow, TakenRow, UnchangedRow
from fptui.exchange.importing.rejects import cell_text, reasons
from fptui.language import _, ngettext
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.values.display import masked
from fptui.reports.changes import field_changes, record_of

MOST_IGNORED = 12
"""So many of the headings that have no column are named."""


def source_said(preview: Preview) -> str:
    """Where the rows come from: sheet, row of the headings, encoding."""
    parts = [harmless(preview.file)]
    if preview.sheet:
        parts.append(_("sheet “{name}”").format(name=harmless(preview.sheet)))
    parts.append(_("headings in row {row}").format(row=preview.heading_rows))
    if preview.encoding:
        parts.append(_("read as {encoding}").format(encoding=preview.encoding))
    return _(", ").join(parts)


def counts_said(preview: Preview) -> str:
    """How many rows are new, change a record, say nothing new, and are refused."""
    return " · ".join(
        (
            _("{count} new").format(count=len(preview.new)),
            _("{count} changed").format(count=len(preview.changed)),
            _("{count} unchanged").format(count=len(preview.unchanged)),
            _("{count} refused").format(count=len(preview.refused)),
        )
    )


def notes_on(preview: Preview) -> Iterator[str]:
    """What a person should know before accepting."""
    if preview.ignored:
        named = _(", ").join(
            f"“{without_numbers(harmless(name))}”" for name in preview.ignored[:MOST_IGNORED]
        )
        more = " …" if len(preview.ignored) > MOST_IGNORED else ""
        yield _("Without a column, left out: {headings}").format(headings=named + more)
    if preview.left:
        yield ngettext(
            "{count} empty cell leaves the field of a known record as it is.",
            "{count} empty cells leave the fields of known records as they are.",
            preview.left,
        ).format(count=preview.left)


def changed_said(row: TakenRow, desk: Desk) -> str:
    """A changed record in one line, field by field, private values masked."""
    fields = _("; ").join(
        _("{heading}: {before} → {after}").format(
            heading=_(change.column.heading),
            before=change.before or "—",
            after=change.after or "—",
        )
        for change in field_changes(row.edit, desk)
    )
    return without_numbers(f"{record_of(row.edit, desk)}: {fields}")


def refused_said(row: RefusedRow) -> str:
    """Why a row is refused, in one line; numbers of people that it quotes are masked."""
    return without_numbers(_("; ").join(reasons(row)))


def about_row(row: TakenRow | UnchangedRow | RefusedRow, preview: Preview, desk: Desk) -> str:
    """What a row of the preview says, in one line."""
    if isinstance(row, RefusedRow):
        return refused_said(row)
    if isinstance(row, UnchangedRow):
        record = desk.table(preview.register)[row.number]
        return record_of(Edit(preview.register.name, row.number, None, record), desk)
    if row.edit.before is None:
        return without_numbers(record_of(row.edit, desk))
    return changed_said(row, desk)


def details_of(
    row: TakenRow | UnchangedRow | RefusedRow, preview: Preview, desk: Desk
) -> list[tuple[str, str]]:
    """A row field by field: heading and what becomes of it; private values masked."""
    if isinstance(row, RefusedRow):
        return _refused_details(row, preview)
    if isinstance(row, UnchangedRow):
        return [(about_row(row, preview, desk), _("nothing changes"))]
    changes = field_changes(row.edit, desk)
    if row.edit.before is None:
        return [(_(one.column.heading), without_numbers(one.after)) for one in changes if one.after]
    return [
        (_(one.column.heading), without_numbers(f"{one.before or '—'} → {one.after or '—'}"))
        for one in changes
    ]


def _refused_details(row: RefusedRow, preview: Preview) -> list[tuple[str, str]]:
    lines = [(_("Why refused"), without_numbers(reason)) for reason in reasons(row)]
    for place, cell in enumerate(row.cells):
        heading = preview.headings[place] if place < len(preview.headings) else ""
        column = preview.columns.get(place)
        if cell != "" and column is not None:
            # the number may stand in the column of the name
            lines.append((harmless(heading), without_numbers(masked(cell_text(cell), column.mask))))
    return lines
