from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.registers.values.identity_number import (
    birth_date_in,
    check_character,
    problem_with,
    sex_in,
    to_eighteen,
)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # GB 11643-1999, example
        "440524188001010014",  # GB 11643-1999, example
        "430299194003150014",
        "430299194311020027",
        "43029919400315009x",
    ],
)
def test_right_numbers_have_no_problem(number: str) -> None:
    assert problem_with(number) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("110105194912310021", "check digit"),
        ("4302991940031500", "characters"),
        ("4.30E+17", "characters"),
        ("43029919400315001٣", "check digit"),
        ("４３０２９９194003150014", "not a digit"),
        ("430299400230001", "does not exist"),
    ],
)
def test_wrong_numbers_are_named(number: str, words: str) -> None:
    assert words in problem_with(number)


def test_fifteen_digits_become_eighteen() -> None:
    assert to_eighteen("430299400315001") == "430299194003150014"


def test_date_and_sex_are_checked_against_the_record() -> None:
    number = "430299194311020027"
    assert birth_date_in(number) == date(1943, 11, 2)
    assert sex_in(number) == "female"
    assert "birth date" in problem_with(number, date(1943, 11, 3), "female")
    assert "sex" in problem_with(number, date(1943, 11, 2), "male")


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_changes_the_check(body: str, place: int, by: int) -> None:
    changed = body[:place] + str((int(body[place]) + by) % 10) + body[place + 1 :]
    assert check_character(changed) != check_character(body)
