from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.registers.values.days import day_from_text


@pytest.mark.parametrize(
    "text",
    [
        "2005-06-30", "2005-6-30", "20050630", "2005/6/30", "2005.06.30", "2005年6月30日",
        " 2005年 06月30日 ", "２００５－０６－３０",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert day_from_text(text) == date(2005, 6, 30)


@pytest.mark.parametrize(
    "text",
    ["", "2005", "2005-06", "2005-06/30", "2005-02-30", "05-06-30", "2005-13-01", "2005-W01-1",
     "200563", "30.06.2005", "0000-01-01", "today", "2005年6月30"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        day_from_text(text)


@given(st.dates(date(1000, 1, 1)), st.sampled_from("-/."))
def test_every_day_comes_back(day: date, mark: str) -> None:
    assert day_from_text(f"{day:%Y%m%d}") == day
    assert day_from_text(mark.join(map(str, (day.year, day.month, day.day)))) == day
    assert day_from_text(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        assert isinstance(day_from_text(text), date)
    except ValueError as refused:
        assert type(refused) is ValueError
