"""The year that is looked at: its days, its months, and the day for which ages are reckoned."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.days import day_near
from fptui.registers.values.looked_at import day_in_year, heading_in, year_said
from fptui.registers.values.period import first_day, last_day, months_of, year_of_day

BEGINS = st.integers(1, 12)


@dataclass
class _Desk:
    today: date
    year: int
    year_begins: int = 1

    @property
    def day_in_view(self) -> date:
        return day_in_year(self.today, self.year, self.year_begins)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), BEGINS)
def test_each_day_lies_in_one_year_and_in_one_of_its_months(day: date, begins: int) -> None:
    year = year_of_day(day, begins)
    assert first_day(str(year), begins) <= day <= last_day(str(year), begins)
    near = [one for of in (-1, 0, 1) for one in months_of(str(year + of), begins)]
    assert near.count(f"{day:%Y-%m}") == 1
    assert f"{day:%Y-%m}" in months_of(str(year), begins)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(1950, 2100), BEGINS)
def test_the_day_in_view_is_never_to_come_and_never_after_the_year(
    today: date, year: int, begins: int
) -> None:
    day = day_in_year(today, year, begins)
    assert day == today or (day < today and day == last_day(str(year), begins))
    assert year_of_day(day, begins) <= max(year, year_of_day(today, begins))


@given(st.dates(date(1960, 1, 1), date(2090, 12, 31)), BEGINS)
def test_a_day_without_its_year_is_of_the_year_in_view(day: date, begins: int) -> None:
    if (day.month, day.day) != (2, 29):
        year = year_of_day(day, begins)
        assert day_near(f"{day.month}.{day.day}", date(2005, 6, 1), year, begins) == day


def test_a_year_that_is_no_calendar_year_is_said_with_its_months() -> None:
    assert year_said(_Desk(date(2005, 6, 1), 2005)) == "2005"  # type: ignore[arg-type]
    desk = _Desk(date(2005, 6, 1), 2005, 10)
    assert year_said(desk) == "2005 (2004-10 to 2005-09)"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "begins", "heading"),
    [
        (date(2005, 6, 1), 1, "Age"),
        (date(2006, 1, 1), 1, "Age (end of 2005)"),
        (date(2006, 1, 1), 10, "Age (2005-09-30)"),
    ],
)
def test_the_heading_says_the_day_that_is_not_today(today: date, begins: int, heading: str) -> None:
    desk = _Desk(today, 2005, begins)
    assert heading_in(RECIPIENTS.column("age"), desk) == heading  # type: ignore[arg-type]
    assert heading_in(RECIPIENTS.column("name"), desk) == "Name"  # type: ignore[arg-type]
