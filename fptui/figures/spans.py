"""The time that a figure is of, and how far of it has been by the day of looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fptui.registers.declaration import Desk
from fptui.registers.values.period import first_day, last_day, year_of_period


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its days; `until` is its last day, or today where it is not over yet."""

    period: str
    year: int
    first: date
    last: date
    until: date

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return len(self.period) == len("2005")

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def span_of(period: str, desk: Desk) -> Span:
    """The days of a period."""
    begins = desk.year_begins
    year = year_of_period(period, begins) or desk.year
    first, last = first_day(period, begins), last_day(period, begins)
    return Span(period, year, first, last, min(last, desk.today))
