"""A period beside the same one a year before: what changed, and what was never reported."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from fptui.figures.reckoning import Reckoning
from fptui.figures.targets import Target, targets, unit_code
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk
from fptui.registers.units import units_under
from fptui.registers.values.period import (
    last_day,
    months_of,
    periods_within,
    year_earlier,
    year_of_period,
)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One indicator in a period and a year before; no change where either has no figure."""

    now: Target
    before: Target

    @property
    def change(self) -> Fraction | None:
        """The figure less that of a year before, exactly."""
        now, before = self.now.figure.value, self.before.figure.value
        return None if now is None or before is None else now - before


@dataclass(frozen=True, slots=True)
class Unreported:
    """What is missing of a period.

    `months` are those over by the day of looking of which no count was reported. `only_of` are
    longer periods with counts, which cannot be split.
    """

    period: str
    months: tuple[str, ...]
    only_of: tuple[str, ...]
    nothing: bool


def side_by_side(
    desk: Desk, unit: str | None, period: str, reckoning: Reckoning | None = None
) -> list[SideBySide]:
    """All indicators of a unit (the district for none) in a period and a year before.

    Raises UnknownName for a unit that is not there.
    """
    reckoning = Reckoning(desk) if reckoning is None else reckoning
    earlier = targets(desk, unit, year_earlier(period), reckoning)
    before = {one.indicator.key: one for one in earlier}
    now = targets(desk, unit, period, reckoning)
    return [SideBySide(one, before[one.indicator.key]) for one in now]


def unreported(desk: Desk, unit: str | None, period: str) -> Unreported:
    """The months of a period of which neither the unit nor one below it reported anything."""
    begins = desk.year_begins
    months, within = months_of(period, begins), frozenset(periods_within(period, begins))
    under = units_under(desk, unit_code(desk, unit))
    reported = {one.period for one in desk.table(COUNTS).values() if one.unit in under}
    covered = {month for one in reported & within for month in months_of(one, begins)}
    year = str(year_of_period(period, begins) or desk.year)
    longer = [
        one
        for one in periods_within(year, begins)
        if one in reported and one not in within and set(months) < set(months_of(one, begins))
    ]
    missing = tuple(one for one in months if one not in covered and last_day(one) < desk.today)
    return Unreported(period, missing, tuple(longer), not covered)


def parts_of_year(desk: Desk) -> tuple[str, ...]:
    """The year in view, its halves, quarters and months, in the order in which one turns them."""
    return periods_within(str(desk.year), desk.year_begins)
