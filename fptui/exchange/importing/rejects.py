"""The rows that an import refused, in a file of their own with the reason beside each cell.

Put right, the file can be imported as it is: what was added has no column in the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from fptui.errors import ExchangeError
from fptui.exchange.importing.previews import Preview, RefusedRow
from fptui.exchange.reading.cells import CellValue
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.formats import FORMAT_OF_ENDING, FORMATS, endings_said
from fptui.exchange.writing.separated import MARK
from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language import N_, _, translations
from fptui.language.harmless import harmless

ROW, WHY, WHY_CELL = N_("Row of the file"), N_("Why refused"), N_("Why refused: {heading}")
"""The headings that stand beside those of the list."""
REJECT_FORMATS = tuple(one for one in FORMATS.values() if one.is_imported)


def write_refused(path: Path, sheet: Sheet, source: Path) -> None:
    """Write the sheet of the refused rows of a file; the ending decides the format.

    ExchangeError where the place cannot be written, or is the file they come from.
    """
    if path.resolve() == source.resolve():
        said = _("{path} is the file that is imported: name another for the refused rows.")
        raise ExchangeError(said.format(path=harmless(str(path))))
    chosen = FORMAT_OF_ENDING.get(path.suffix.lower())
    if chosen is None or chosen not in REJECT_FORMATS:
        raise ExchangeError(
            _("{path}: refused rows are written as {endings}.").format(
                path=path, endings=reject_endings()
            )
        )
    content = chosen.write(sheet)
    write_file(path, MARK + content if isinstance(content, str) else content)


def reject_endings() -> str:
    """The endings of the files that refused rows are written to."""
    return endings_said(REJECT_FORMATS)


def is_added(heading: str) -> bool:
    """Whether a heading is one that such a file has beside those of the list, in any language."""
    if any(heading in translations(added) for added in (ROW, WHY)):
        return True
    return any(heading.startswith(one.partition("{")[0]) for one in translations(WHY_CELL))


def rejects_sheet(preview: Preview) -> Sheet:
    """Row, the cells with their reasons at the right of each, and the reasons of whole rows."""
    rows = preview.refused
    width = max(len(preview.headings), *(len(row.cells) for row in rows), 0)
    headings = [harmless(one) for one in preview.headings]
    headings += [""] * (width - len(headings))
    # what an earlier file of refused rows said is said anew
    kept = [place for place, heading in enumerate(headings) if not is_added(heading)]
    explained = {fault.place for row in rows for fault in row.faults}
    titles = [_(ROW)]
    for place in kept:
        titles.append(headings[place])
        if place in explained:
            titles.append(_(WHY_CELL).format(heading=headings[place]))
    titles.append(_(WHY))
    return Sheet(
        title="",
        keys=tuple(titles),
        headings=tuple(titles),
        rows=tuple(_row(row, kept, explained) for row in rows),
    )


def _row(row: RefusedRow, kept: Sequence[int], explained: set[int]) -> tuple[Cell, ...]:
    cells = [_cell(row.row)]
    for place in kept:
        cells.append(_cell(row.cells[place] if place < len(row.cells) else ""))
        if place in explained:
            cells.append(_cell(reasons_of(row, place)))
    cells.append(_cell(reasons_of(row, -1)))
    return tuple(cells)


def reasons_of(row: RefusedRow, place: int) -> str:
    """Why a cell of a row is refused; for -1, why the row as a whole."""
    return _("; ").join(fault.text for fault in row.faults if fault.place == place)


def _cell(value: CellValue) -> Cell:
    text = cell_text(value)
    return Cell(text, text, text, is_text=isinstance(value, str))


def cell_text(value: CellValue) -> str:
    """A cell as it is read in the file, harmless."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        value = int(value)
    return harmless(str(value))


def reasons(row: RefusedRow) -> Sequence[str]:
    """All reasons for which a row is refused."""
    return [fault.text for fault in row.faults]
