"""The figures of a year by name: what a summary says, and what a text is proof-read against."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from fptui.reports.document import Source


class YearFigure(Struct, frozen=True):
    """One figure of the year, exact.

    `kind` is what it is a number of: `count`, `rate` (value in the printed scale, as per cent),
    `points` (a difference of rates), `yuan`. `decimals` is how many are printed. `numerator` and
    `denominator` are those of a rate that is counted. `at_least` is a lower bound only.
    """

    key: str
    value: Fraction
    kind: str
    source: Source
    decimals: int = 0
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    at_least: bool = False
    sureness: str = "counted"
