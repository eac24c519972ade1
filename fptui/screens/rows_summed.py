"""Adding up the rows in view while nothing else is to be done."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from fptui.figures.grouping import Grouping

_BETWEEN_LOOKS = 64  # records added between two looks at the clock


class Adding:
    """Records that are added up in slices of time; `said` is what they are together."""

    def __init__(self, said: str, grouping: Grouping, records: Iterable[Any]) -> None:
        self.said, self.grouping = said, grouping
        self._records: Iterator[Any] | None = iter(records)

    @property
    def complete(self) -> bool:
        """Whether all are added."""
        return self._records is None

    def go_on(self, seconds: float) -> None:
        """Add on for about so long; KeyError where a record is gone since."""
        until = time.perf_counter() + seconds
        while self._records is not None and time.perf_counter() < until:
            for _turn in range(_BETWEEN_LOOKS):
                record = next(self._records, None)
                if record is None:
                    self._records = None
                    return
                self.grouping.add(record)
