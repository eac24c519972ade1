"""Medians of works that take turns, and where they are kept until they are compared."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

Work = Callable[[int], object]
"""What is measured; it gets the number of its turn. What it returns is let go of unmeasured."""


@dataclass
class Results:
    """Medians in seconds (memory in bytes) by what was measured, records and contender."""

    numbers: dict[tuple[str, int, str], float] = field(default_factory=dict)

    def add(self, what: str, size: int, **found: float) -> None:
        for who, value in found.items():
            self.numbers[what, size, who] = value

    def ratio(self, what: str, size: int, who: str, other: str) -> float | None:
        ours, theirs = self.numbers.get((what, size, who)), self.numbers.get((what, size, other))
        return None if ours is None or not theirs else ours / theirs

    @property
    def sizes(self) -> list[int]:
        return sorted({size for _what, size, _who in self.numbers})


def took(work: Work, turn: int = 0) -> float:
    begin = time.perf_counter()
    result = work(turn)
    taken = time.perf_counter() - begin
    close = getattr(result, "close", None)
    if close is not None:
        close()
    return taken


def medians(times: int, **works: Work) -> dict[str, float]:
    """The medians of works that take turns, so that the machine's moods hit all alike."""
    gc.collect()
    taken: dict[str, list[float]] = {who: [] for who in works}
    for turn in range(times):
        for who, work in works.items():
            taken[who].append(took(work, turn))
    return {who: median(values) for who, values in taken.items()}


@contextlib.contextmanager
def unsynced() -> Iterator[None]:
    """Changes need not be durable while a bench is being prepared."""
    fsync = os.fsync
    os.fsync = lambda _handle: None
    try:
        yield
    finally:
        os.fsync = fsync
