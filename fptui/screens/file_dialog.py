"""Ask for a file's name and write it; what stands there is replaced after a second Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fptui.errors import FptuiError
from fptui.language import _, ngettext
from fptui.screens.dialogs import AskText


class AskFile(AskText):
    """A line for a file's name; `write` gets the path and returns how many rows it wrote.

    What `write` raises as FptuiError is said under the line, and another name can be given.
    """

    def __init__(self, title: str, name: str, hint: str, write: Callable[[Path], int]) -> None:
        super().__init__(title, name, hint, self._try_to_write)
        self._write = write
        self._warned: set[Path] = set()

    def _try_to_write(self, name: str) -> str:
        path = Path(name.strip()).expanduser()
        if path.exists() and path not in self._warned:
            self._warned.add(path)
            return _("{path} is there already. Enter again replaces it.").format(path=path)
        try:
            rows = self._write(path)
        except FptuiError as error:
            return str(error)
        said = ngettext("{path}: {rows} row written", "{path}: {rows} rows written", rows)
        self.notify(said.format(path=path.absolute(), rows=rows), markup=False)
        return ""
