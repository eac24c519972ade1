from hypothesis import given
from hypothesis import strategies as st

from fptui.registers.values.numbering import next_number


def test_the_next_number_of_the_year_is_written_like_the_others() -> None:
    assert next_number(["P05-01", "P05-03", "P04-17"], 2005) == "P05-04"
    assert next_number(["W05-099"], 2005) == "W05-100"
    assert next_number(["2005-7", "2006-2"], 2006) == "2006-3"
    assert next_number(["05-0321", "06-0385", "04-0001"], 2006) == "06-0386"


def test_a_year_without_numbers_begins_anew() -> None:
    assert next_number(["P04-09", "P05-03"], 2006) == "P06-01"
    assert next_number(["2005/012"], 2006) == "2006/001"


def test_numbers_without_a_year_go_on() -> None:
    assert next_number(["17", "9"], 2006) == "18"
    assert next_number(["X1", "甲"], 2006) == "X2"
    assert next_number([], 2006) == next_number(["甲"], 2006) == ""


@given(
    st.lists(st.from_regex(r"\A[A-Z]?(0[4-6]-)?[0-9]{1,4}\Z"), max_size=12), st.integers(2004, 2007)
)
def test_a_proposed_number_is_new(numbers: list[str], year: int) -> None:
    assert next_number(numbers, year) not in numbers
