"""Why a file cannot be read, told where it is found out; the file is named where it was opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from fptui.errors import ExchangeError, FptuiError, UnknownName
from fptui.language import _
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.language.system_errors import reason_said


class Unreadable(Exception):
    """A translated sentence about `{path}`, whose other parts stand beside it.

    It never leaves `exchange`: whoever opened the file does so under :func:`naming`.
    `in_sheet` is the sheet of a workbook that the sentence is about, where one is known.
    """

    becomes: ClassVar[type[FptuiError]] = ExchangeError

    def __init__(self, sentence: str, *, in_sheet: str = "", **parts: object) -> None:
        super().__init__(sentence)
        self.in_sheet = in_sheet
        self._sentence, self._parts = sentence, parts

    def about(self, path: Path) -> FptuiError:
        """The error that a person may see, with the file and the sheet in it."""
        place = str(path)
        if self.in_sheet:
            place = _("{path}, sheet “{sheet}”").format(path=path, sheet=harmless(self.in_sheet))
        return self.becomes(self._sentence.format(path=place, **self._parts))


class UnknownSheet(Unreadable):
    """The workbook has no sheet of the name that was asked for."""

    becomes = UnknownName


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the name of this file into what is told of it."""
    try:
        yield
    except Unreadable as error:
        raise error.about(path) from error


def unreadable(error: OSError) -> Unreadable:
    """The file is missing, or may not be read."""
    return Unreadable(_("{path} cannot be read: {reason}."), reason=reason_said(error))


def unusable(error: Exception) -> Unreadable:
    """The file of data or rules was read, but does not say what it has to."""
    return Unreadable(_("{path} cannot be used: {reason}."), reason=error)


def empty() -> Unreadable:
    """There is nothing in the file."""
    return Unreadable(_("{path} is empty."))


def too_large(sheet: str = "") -> Unreadable:
    """There is more than any list of an office has."""
    return Unreadable(_("{path} is too large to be a list."), in_sheet=sheet)


def unknown_sheet(wanted: str, names: Sequence[str]) -> UnknownSheet:
    """There is no sheet of this name among those that there are."""
    return UnknownSheet(
        _("{path} has no sheet “{sheet}”. {hint}Its sheets: {names}."),
        sheet=harmless(wanted),
        hint=meant(wanted, names),
        names=_(", ").join(harmless(name) for name in names),
    )


def damaged_workbook() -> Unreadable:
    """The file begins like a workbook, but is none that could be opened."""
    return Unreadable(
        _(
            "{path} looks like a workbook but cannot be opened: it is damaged. "
            "Open it in a spreadsheet and save it anew."
        )
    )


def locked() -> Unreadable:
    """What is in the file is encrypted."""
    return Unreadable(
        _("{path} is locked with a password. Open it in a spreadsheet and save it without one.")
    )
