from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.registers.values.period import (
    check_period,
    first_day,
    last_day,
    months_of,
    parts_of,
    period_before,
    year_of_period,
)


@given(st.integers(1949, 2100), st.integers(1, 12))
def test_the_months_of_a_year_are_twelve_and_lie_in_it(year: int, begins: int) -> None:
    quarters = [one for half in parts_of(str(year), begins) for one in parts_of(half, begins)]
    months = [month for one in quarters for month in parts_of(one, begins)]
    assert tuple(months) == months_of(str(year), begins)
    assert {year_of_period(quarter, begins) for quarter in quarters} == {year}
    assert len(set(months)) == 12
    assert months == sorted(months)
    assert {year_of_period(month, begins) for month in months} == {year}


def test_the_family_planning_year_begins_in_october_of_the_year_before() -> None:
    assert months_of("2005H1", 10)[0] == "2004-10"
    assert months_of("2005H2", 10)[-1] == "2005-09"
    assert months_of("2005Q2", 10) == ("2005-01", "2005-02", "2005-03")
    assert (first_day("2005", 10), last_day("2005", 10)) == (date(2004, 10, 1), date(2005, 9, 30))


@pytest.mark.parametrize(
    "text", ["05", "2005H3", "2005Q5", "2005Q0", "2005-13", "2005-00", "", "２００5"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        check_period(text)


@given(
    st.integers(1950, 2100),
    st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", *(f"-{m:02d}" for m in range(1, 13))]),
    st.integers(1, 12),
)
def test_a_period_begins_where_the_one_before_ends(year: int, part: str, begins: int) -> None:
    period = f"{year}{part}"
    before = period_before(period, begins)
    assert last_day(before, begins) + timedelta(days=1) == first_day(period, begins)
    assert len(before) == len(period)


def test_a_period_has_one_spelling() -> None:
    assert check_period(" 2005h1 ") == "2005H1"
