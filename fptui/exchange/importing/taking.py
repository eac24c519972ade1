"""Importing a file: a preview of what it would do, and its acceptance as one change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fptui.exchange.importing.judging import Judge
from fptui.exchange.importing.previews import Preview
from fptui.exchange.importing.value_tables import converted
from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.cells import Progress, part_of, silent
from fptui.exchange.reading.headings import headed_sheet
from fptui.exchange.reading.refusals import naming
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Register
from fptui.store import Reading, user_name


def preview_file(
    path: Path,
    register: Register[Any],
    office: Reading,
    *,
    sheet: str = "",
    encoding: str = "",
    heading_rows: range | None = None,
    progress: Progress = silent,
) -> Preview:
    """What importing this file into a register would do.

    `sheet`, `encoding` and the numbers of the rows of the headings are named by the
    user or empty; `progress` is called with parts of a hundred. ExchangeError and
    UnknownName say in one line why the file cannot be read as a list of the register.
    """
    book = open_book(path, sheet, encoding, part_of(progress, 0, 40))
    with naming(path):
        headed = headed_sheet(register, book.sheets, heading_rows)
    table = converted(headed, register, office, part_of(progress, 40, 70))
    judge = Judge(register, office, user_name())
    return judge.preview(headed, table, path.name, book.encoding, part_of(progress, 70, 100))


def accept(office: Reading, preview: Preview, reason: str = "") -> int:
    """Add and change the records of a preview by one change; how many there were.

    Raises what :meth:`fptui.store.Office.change` raises, InvalidValue among it
    where a record was changed after the preview was made; nothing is done then.
    """
    edits = [row.edit for row in (*preview.new, *preview.changed)]
    if edits:
        said = _("imported from {file}").format(file=harmless(preview.file))
        office.change(edits, reason or said)
    return len(edits)
