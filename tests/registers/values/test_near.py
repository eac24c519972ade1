"""Days and periods as they are typed near today, numbers as they are written in Chinese."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.registers.values.days import day_from_text, day_near
from fptui.registers.values.parsing import number_from_text, period_from_text
from fptui.registers.values.period import period_near, year_of_period

TODAY = date(2005, 8, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6.2", date(2005, 6, 2)),
        ("6-2", date(2005, 6, 2)),
        ("6/2", date(2005, 6, 2)),
        ("６．２", date(2005, 6, 2)),
        ("0602", date(2005, 6, 2)),
        ("1112", date(2005, 11, 12)),
        ("6月2日", date(2005, 6, 2)),
        ("6 月 2 号", date(2005, 6, 2)),
        ("今天", TODAY),
        ("昨天", date(2005, 8, 15)),
        ("前天", date(2005, 8, 14)),
        ("明天", date(2005, 8, 17)),
        ("后天", date(2005, 8, 18)),
        ("後天", date(2005, 8, 18)),
        ("Yesterday", date(2005, 8, 15)),
        ("today", TODAY),
        ("tomorrow", date(2005, 8, 17)),
        ("+15", date(2005, 8, 31)),
        ("＋15", date(2005, 8, 31)),
        ("-3", date(2005, 8, 13)),
        ("−3", date(2005, 8, 13)),
        ("2004-06-02", date(2004, 6, 2)),
        ("20040602", date(2004, 6, 2)),
    ],
)
def test_days_near_today(text: str, day: date) -> None:
    assert day_near(text, TODAY, 2005) == day


@pytest.mark.parametrize(
    "text",
    ["", "2005", "1302", "0631", "2.29", "2.30", "6", "六月", "+", "+99999", "0.5", "6.2.", "31"],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        day_near(text, TODAY, 2005)


@pytest.mark.parametrize("text", ["6.2", "0602", "昨天", "+15", "6月2日"])
def test_a_file_has_no_days_near_today(text: str) -> None:
    with pytest.raises(ValueError):
        day_from_text(text)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_of_the_year_in_view_in_every_dress(day: date) -> None:
    spelled = (
        f"{day.month}.{day.day}",
        f"{day.month}-{day.day}",
        f"{day.month}/{day.day}",
        f"{day:%m%d}",
        f"{day.month}月{day.day}日",
        day.isoformat(),
    )
    assert {day_near(text, TODAY, day.year) for text in spelled} == {day}


@given(days=st.integers(min_value=-9999, max_value=9999))
def test_days_from_today(days: int) -> None:
    assert day_near(f"{days:+d}", TODAY, 1990) == TODAY + timedelta(days=days)


@given(text=st.text(alphabet="0123456789.-/+月日号今天昨 ", max_size=9), year=st.integers(1, 9999))
def test_any_text_is_a_day_or_refused(text: str, year: int) -> None:
    with suppress(ValueError):
        assert isinstance(day_near(text, TODAY, year), date)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6月", "2005-06"),
        ("６月", "2005-06"),
        ("06月", "2005-06"),
        ("上半年", "2005H1"),
        ("下半年", "2005H2"),
        ("H1", "2005H1"),
        ("h2", "2005H2"),
        ("一季度", "2005Q1"),
        ("第4季度", "2005Q4"),
        ("q2", "2005Q2"),
        ("2004年第三季度", "2004Q3"),
        ("全年", "2005"),
        ("2004上半年", "2004H1"),
        ("2004年上半年", "2004H1"),
        ("2004年", "2004"),
        ("2004年6月", "2004-06"),
        ("2004", "2004"),
    ],
)
def test_periods_of_the_year_in_view(text: str, period: str) -> None:
    assert period_near(text, 2005) == period


@given(month=st.integers(1, 12), begins=st.integers(1, 12), year=st.integers(1950, 2100))
def test_a_month_lies_in_the_statistical_year_in_view(month: int, begins: int, year: int) -> None:
    assert year_of_period(period_near(f"{month}月", year, begins), begins) == year


@pytest.mark.parametrize("text", ["6月", "上半年", "H1", "全年"])
def test_a_file_has_no_periods_of_the_year_in_view(text: str) -> None:
    with pytest.raises(InvalidValue):
        period_from_text(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", "1234"),
        ("１，２３４．５０", "1234.50"),
        ("12,345,678", "12345678"),
        ("1.5万", "15000"),
        ("１．５ 万", "15000"),
        ("1.5萬", "15000"),
        ("2亿", "200000000"),
        ("600元", "600"),
        ("1.5万元", "15000"),
        ("-3", "-3"),
        (".5", "0.5"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert number_from_text(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1,5", "12,34", ",1", "1,2345", "1_000", "万", "1万5", "NaN", "inf", ""]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        number_from_text(text)


@given(number=st.integers(-(10**15), 10**15))
def test_commas_between_thousands(number: int) -> None:
    assert number_from_text(f"{number:,}") == number
