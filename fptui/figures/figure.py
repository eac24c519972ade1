"""One figure of a unit and a period: reckoned from counts or entered, and how sure it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction

from fptui.figures.evidence import Evidence

Quantity = int | Fraction
"""A numerator or a denominator: a whole number, or a fraction where an average is in it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The actual of an indicator, with its doubts.

    `doubts` say why it cannot be believed, `partial` why it is not whole, each in words and
    with unit, period and count; `warnings` what in it must be looked at, with which it is counted
    all the same; `reported_units` of `units` have reported what it is made of
    (None where no unit reports, as with payments). `unreported` are the counts without which
    there is no figure, `until` the month up to which there are reports while a period is
    running. `slack` is by how much the printed figures that it is made of may be rounded; None
    where that cannot be told.
    """

    numerator: Quantity | None = None
    denominator: Quantity | None = None
    value: Fraction | None = None
    source: str = ""  # computed, entered or nothing
    bound: str = ""  # at_least where a printed figure said “and above”
    evidence: Collection[Evidence] = ()
    doubts: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reported_units: int | None = None
    units: int | None = None
    slack: Fraction | None = field(default_factory=Fraction)
    leans_on_entered: bool = False
    unreported: tuple[str, ...] = ()
    until: str = ""

    @property
    def sureness(self) -> str:
        """`counted`, `entered`, `partial` (not whole) or `doubted`; empty for no figure."""
        if self.doubts:
            return "doubted"
        if self.partial:
            return "partial"
        if self.value is None:
            return ""
        return "entered" if self.source == "entered" or self.leans_on_entered else "counted"

    @property
    def reasons(self) -> tuple[str, ...]:
        """All that speaks against it, in words."""
        return (*self.doubts, *self.partial)


def quantity(value: Fraction) -> Quantity:
    """A whole number as one."""
    return value.numerator if value.denominator == 1 else value
