"""An office as it stood at the end of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Protocol, Self

import msgspec

from fptui.errors import ReadOnlyError
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.about import About
from fptui.store.changes import Change, decode_record
from fptui.store.line import NOTE, Line
from fptui.store.reading import Reading
from fptui.store.records import Records


class Present(Protocol):
    """What a past office asks of the present one."""

    def note(self, reason: str, register: str = "", number: int = 0) -> None:
        """Put something into the history."""

    def history(self, register: str | None = None, *numbers: int) -> Iterator[Change]:
        """The changes, the last first."""


class PastOffice(Reading):
    """The records as of a day: read like those of an office, and never changed."""

    def __init__(
        self,
        path: Path,
        about: About,
        day: date,
        records: Records,
        year: int | None,
        present: Present,
    ) -> None:
        super().__init__(year)
        self.path = path
        self._present = present
        self._about = about
        self._day = day
        self._then = records

    @property
    def _records(self) -> Records:
        return self._then

    @property
    def about(self) -> About:
        """What the office says of itself."""
        return self._about

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""
        return self._day

    @property
    def day(self) -> date:
        """The day as of which the records are seen."""
        return self._day

    @property
    def why_read_only(self) -> str:
        """One sentence for people: what was, was."""
        return _("The office is shown as of {day}, for reading only; nothing was changed.").format(
            day=self._day.isoformat()
        )

    def change(self, edits: Iterable[Edit[Record]], reason: str = "") -> NoReturn:
        """Refuse."""
        raise ReadOnlyError(self.why_read_only)

    def tell(self, about: About, reason: str) -> NoReturn:
        """Refuse."""
        raise ReadOnlyError(self.why_read_only)

    def undo(self, reason: str = "") -> NoReturn:
        """Refuse."""
        raise ReadOnlyError(self.why_read_only)

    def redo(self, reason: str = "") -> NoReturn:
        """Refuse."""
        raise ReadOnlyError(self.why_read_only)

    def undoable(self) -> None:
        """Nothing."""

    def redoable(self) -> None:
        """Nothing."""

    def note(self, reason: str, register: str = "", number: int = 0) -> None:
        """Put into the history of the present what was done in view of the past."""
        self._present.note(f"{reason} ({self._day.isoformat()})", register, number)

    def history(self, register: str | None = None, *numbers: int) -> Iterator[Change]:
        """The changes up to the day, the last first."""
        changes = self._present.history(register, *numbers)
        return (change for change in changes if change.time.date() <= self._day)

    def close(self) -> None:
        """Nothing is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def taken_back(
    tables: dict[str, dict[int, Record]], highest: Mapping[str, int], lines: Iterable[Line]
) -> Records:
    """The records before these lines, the last of which comes first.

    Of each record only its earliest state counts, so only that one is decoded.
    """
    earliest: dict[tuple[str, int], msgspec.Raw] = {}
    for line in lines:
        if line.kind == NOTE:
            continue
        for register, number, before, _after in reversed(line.records):
            if register in REGISTERS:
                earliest[register, number] = before
    records = Records(tables, dict(highest))
    for (register, number), raw in earliest.items():
        records.put(register, number, decode_record(register, raw))
    return records
