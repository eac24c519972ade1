"""The bars, what was reached of each, and the tables in which all that is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.table import Table

from tests.bench.measuring import Results

CHANGE = "one durable change"
OPENING = "open and first lookup"
REPLAY = "replay of 10,000 changes"
LOOKUP = "lookup by ID number"
FILTER = "filter, no index"
MEMORY = "peak memory"
UNDO = "undo of 10,000 records"
AS_OF = "as of a year back, 100,000 changes since"
LARGE = 100_000


@dataclass(frozen=True)
class Bar:
    """`what` of fptui, in parts of another's or (without `other`) in seconds, at most `most`.

    `least` bars are the other way round: how many times faster fptui must be.
    `at` is the number of records for which the bar was set, 0 for any.
    """

    what: str
    other: str = ""
    most: float = 0.0
    least: float = 0.0
    at: int = 0

    def reached(self, results: Results, size: int) -> float | None:
        if not self.other:
            return results.numbers.get((self.what, size, "fptui"))
        ratio = results.ratio(self.what, size, "fptui", self.other)
        return 1 / ratio if ratio and self.least else ratio

    def met(self, value: float) -> bool:
        return value >= self.least if self.least else value <= self.most

    @property
    def goal(self) -> str:
        if not self.other:
            return f"≤ {self.most:g} s"
        return f"≥ {self.least:,.0f}× faster" if self.least else f"≤ {self.most:g}×"


BARS = (
    Bar(CHANGE, "tinydb", least=1000, at=LARGE),
    Bar(CHANGE, "sqlite3", most=1.5),
    Bar(CHANGE, "sqlite3, noted too", most=1.5),
    Bar(OPENING, "orjson.loads", most=1.3, at=LARGE),
    Bar(OPENING, "tinydb", least=3, at=LARGE),
    Bar(REPLAY, most=0.1),
    Bar(LOOKUP, "sqlite3", most=1),
    Bar(FILTER, "sqlite3", most=1),
    Bar(MEMORY, "dicts by json", most=1.2, at=1_000_000),
    Bar(MEMORY, "dicts by orjson", most=1.2, at=1_000_000),
    Bar(UNDO, most=0.5),
    Bar(AS_OF, most=2),
)


def growths(results: Results) -> Iterator[tuple[int, float]]:
    """How much a change costs more than with the fewest records, by number of records."""
    smallest = results.numbers[CHANGE, results.sizes[0], "fptui"]
    for size in results.sizes[1:]:
        yield size, results.numbers[CHANGE, size, "fptui"] / smallest


def missed(results: Results) -> list[str]:
    """The bars that were not reached, of those that hold for what was measured."""
    found = [
        f"{bar.what}, {size:,} records: {value:.3g}, goal {bar.goal}"
        for bar in BARS
        for size in results.sizes
        if (value := bar.reached(results, size)) is not None
        and bar.at in (0, size)
        and not bar.met(value)
    ]
    grown = [
        f"{CHANGE}: {growth:.3g} times that at {results.sizes[0]:,}, goal < 1.5"
        for _size, growth in growths(results)
        if growth >= 1.5
    ]
    return found + grown


def shown(what: str, value: float | None) -> str:
    if value is None:
        return "—"
    if what == MEMORY:
        return f"{value / 1e6:,.0f} MB"
    if value < 1e-3:
        return f"{value * 1e6:,.1f} µs"
    return f"{value * 1e3:,.1f} ms" if value < 1 else f"{value:,.2f} s"


def tables(results: Results) -> Iterator[Table]:
    """All medians; then each bar with what was reached."""
    everything = Table("measured", "records", "by", "median", title="Medians of one run")
    for (what, size, who), value in results.numbers.items():
        everything.add_row(what, f"{size:,}", who, shown(what, value))
    yield everything
    bars = Table("measured", "records", "fptui", "other", "", "ratio", "goal", "", title="Bars")
    for bar in BARS:
        for size in results.sizes:
            value = bar.reached(results, size)
            if value is None:
                continue
            numbers = results.numbers
            bars.add_row(
                bar.what,
                f"{size:,}",
                shown(bar.what, numbers[bar.what, size, "fptui"]),
                shown(bar.what, numbers.get((bar.what, size, bar.other))),
                bar.other,
                f"{value:,.2f}" if bar.other else "",
                bar.goal if bar.at in (0, size) else "",
                ("met" if bar.met(value) else "MISSED") if bar.at in (0, size) else "",
            )
    for size, growth in growths(results):
        verdict = "met" if growth < 1.5 else "MISSED"
        first = f"at {results.sizes[0]:,}"
        bars.add_row(CHANGE, f"{size:,}", "", "", first, f"{growth:.2f}", "< 1.5×", verdict)
    yield bars
