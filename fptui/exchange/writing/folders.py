"""Writing many tables at once: a file each in a folder, or one workbook with a sheet each."""

from __future__ import annotations

from pathlib import Path

from fptui.errors import ExchangeError
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.formats import FORMAT_OF_ENDING, Format
from fptui.exchange.writing.sheet import Sheet
from fptui.language import _, ngettext
from fptui.language.file_names import file_name
from fptui.language.system_errors import reason_said

WORKBOOK = "xlsx"


def write_tables(path: Path | None, sheet: Sheet, each: Format, *, marked: bool = False) -> str:
    """Write each leaf of a sheet, each file whole or not at all; return what was written, in words.

    The ending of a workbook makes one of them all, else `path` is a folder with a file in the
    format `each` for each. ExchangeError where it is neither, or cannot be made.
    """
    ending = FORMAT_OF_ENDING.get(path.suffix.lower()) if path is not None else None
    is_file = ending is not None and path is not None and not path.is_dir()
    if path is None or str(path) == "-" or (is_file and ending and ending.name != WORKBOOK):
        raise ExchangeError(
            _("Many tables need a folder, -o FOLDER, or one workbook, -o FILE.xlsx.")
        )
    count = len(sheet.leaves)
    if is_file and ending:
        write_file(path, ending.content(sheet, marked=marked))
        said = ngettext("{path}: {count} table written", "{path}: {count} tables written", count)
    else:
        _write_into(path, sheet, each, marked=marked)
        said = ngettext("{path}: {count} file written", "{path}: {count} files written", count)
    return said.format(path=path, count=count)


def _write_into(folder: Path, sheet: Sheet, each: Format, *, marked: bool) -> None:
    contents = {  # all made before one is written: a table may not fit the format
        file_name(leaf.title) + each.ending: each.content(leaf, marked=marked)
        for leaf in sheet.leaves
    }
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise ExchangeError(_("{path} is a file: name a folder.").format(path=folder)) from error
    except OSError as error:
        raise ExchangeError(
            _("{path} cannot be made: {reason}. Name another folder.").format(
                path=folder, reason=reason_said(error)
            )
        ) from error
    for name, content in contents.items():
        write_file(folder / name, content)
