"""Ask for a file's name and write it; what stands there is replaced after a second Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from fptui.errors import FptuiError
from fptui.exchange.places import stands_there
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.folders import WORKBOOK, write_tables
from fptui.exchange.writing.formats import EVERY_FORMAT, FORMATS, format_named, format_of
from fptui.exchange.writing.sheet import Sheet
from fptui.jobs.file_questions import path_of
from fptui.language import _, ngettext
from fptui.language.file_names import file_name
from fptui.screens.dialogs import AskText


class AskFile(AskText):
    """A line for a file's name; `write` gets the path, and returns how many rows it wrote.

    Of a text, which has no rows, it returns None.

    What `write` raises as FptuiError is said under the line, and another name can be given.
    """

    def __init__(
        self, title: str, name: str, hint: str, write: Callable[[Path], int | None]
    ) -> None:
        super().__init__(title, name, hint, self._try_to_write)
        self._write = write
        self._warned: set[Path] = set()

    def _try_to_write(self, name: str) -> str:
        path = path_of(name)
        if stands_there(path) and path not in self._warned:
            self._warned.add(path)
            return _("{path} is there already. Enter again replaces it.").format(path=path)
        try:
            rows = self._write(path)
        except FptuiError as error:
            return str(error)
        said = _("{path}: written")
        if rows is not None:
            said = ngettext("{path}: {rows} row written", "{path}: {rows} rows written", rows)
        self.notify(said.format(path=path.absolute(), rows=rows), markup=False)
        return ""


def write_sheet(sheet: Sheet, path: Path, format_name: str = "") -> int:
    """Write a table in a format, else that of the file's ending; how many rows it has."""
    chosen = format_named(format_name) if format_name else format_of(path)
    write_file(path, chosen.write(sheet))
    return sheet.found


def ask_to_export(
    app: App[Any],
    name: str,
    write: Callable[[Path], int | None],
    formats: Sequence[str] = (),
    first: str = "text",
) -> None:
    """Ask for a file and write to it; the formats are named by their endings."""
    endings = " ".join(EVERY_FORMAT[one].ending for one in formats or FORMATS)
    hint = _("Enter: write   Esc: back   The ending decides the format: {endings}")
    title = _("Export what is shown to the file")
    proposed = f"{name}{EVERY_FORMAT[first].ending}"
    app.push_screen(AskFile(title, proposed, hint.format(endings=endings), write))


def ask_for_folder(app: App[Any], name: str, sheet: Sheet) -> None:
    """Ask for a workbook, or a folder of workbooks, and write the leaves of a sheet to it."""
    one = FORMATS[WORKBOOK]

    def write(path: Path) -> None:
        write_tables(path, sheet, one)

    hint = _("Enter: write   Esc: back   {ending}: one workbook; no ending: a folder")
    title = _("Export all tables to the file or folder")
    proposed = f"{file_name(name)}{one.ending}"
    app.push_screen(AskFile(title, proposed, hint.format(ending=one.ending), write))
