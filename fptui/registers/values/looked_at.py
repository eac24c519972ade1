"""The year that is looked at, and the day for which ages are reckoned in it."""

from __future__ import annotations

from datetime import date

from fptui.language import _
from fptui.registers.declaration import Column, Desk
from fptui.registers.values.period import last_day, months_of

YEARS = range(1949, 3000)
"""The years that can be looked at."""


def day_in_year(today: date, year: int, begins: int) -> date:
    """The last day of a statistical year that is over, else today."""
    return min(today, last_day(f"{year:04d}", begins))


def year_said(desk: Desk, year: int | None = None) -> str:
    """The year in view, or another; one that is no calendar year with its months."""
    text = f"{desk.year if year is None else year:04d}"
    if desk.year_begins == 1:
        return text
    first, *_between, last = months_of(text, desk.year_begins)
    return _("{year} ({first} to {last})").format(year=text, first=first, last=last)


def heading_in(column: Column, desk: Desk) -> str:
    """A column's heading, with the day for which it is reckoned where that is not today."""
    heading, day = _(column.heading), desk.day_in_view
    if not column.by_day or day == desk.today:
        return heading
    if (day.month, day.day) == (12, 31):
        said = _("end of {year}").format(year=day.year)
    else:
        said = day.isoformat()
    return _("{heading} ({day})").format(heading=heading, day=said)
