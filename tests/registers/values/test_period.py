import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.registers.values.period import check_period, parts_of, period_near, year_of_period


@given(st.integers(1949, 2100), st.integers(1, 12))
def test_the_months_of_a_year_are_twelve_and_lie_in_it(year: int, begins: int) -> None:
    months = [month for half in parts_of(str(year), begins) for month in parts_of(half, begins)]
    assert len(set(months)) == 12
    assert months == sorted(months)
    assert {year_of_period(month, begins) for month in months} == {year}


def test_the_family_planning_year_begins_in_october_of_the_year_before() -> None:
    assert parts_of("2005H1", 10)[0] == "2004-10"
    assert parts_of("2005H2", 10)[-1] == "2005-09"


@pytest.mark.parametrize("text", ["05", "2005H3", "2005-13", "2005-00", "", "２００5"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        check_period(text)


def test_a_period_has_one_spelling() -> None:
    assert check_period(" 2005h1 ") == "2005H1"


def test_a_month_may_be_named_in_english() -> None:
    for text in ("June", "jun", "JUNE 2005", "Jun 2005"):
        assert period_near(text, 2005) == "2005-06"
    assert period_near("October", 2005, 10) == "2004-10"
