"""An office as it stood at the end of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

import msgspec

from fptui.errors import ReadOnlyError
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.store.about import About
from fptui.store.changes import Edit, decode_record
from fptui.store.line import NOTE, Line
from fptui.store.reading import Reading
from fptui.store.records import Records


class PastOffice(Reading):
    """The records as of a day: read like those of an office, and never changed."""

    read_only = True
    holder = None

    def __init__(
        self, path: Path, about: About, day: date, records: Records, year: int | None
    ) -> None:
        super().__init__(year)
        self.path = path
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

    def change(self, edits: Iterable[Edit], reason: str = "") -> NoReturn:
        """Refuse: what was, was."""
        raise ReadOnlyError(
            _("The office is shown as of {day}, for reading only; nothing was changed.").format(
                day=self._day.isoformat()
            )
        )

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


def taken_back(tables: dict[str, dict[int, Any]], lines: Iterable[Line]) -> Records:
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
    records = Records(tables, dict.fromkeys(tables, 0))
    for (register, number), raw in earliest.items():
        records.put(register, number, decode_record(register, raw))
    return records
