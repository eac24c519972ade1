"""Figures that were printed are doubted by exact reckoning, and numbers are said exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.figures.entered_figures import amount, decimals_of, why_other
from fptui.figures.figure import Figure
from fptui.figures.rates import printed
from fptui.registers.entered import EnteredFigure
from tests.figures.districts import DISTRICT, indicator

RATE = indicator("rate", "births_in_plan", "births", decimals=2)


def entered(value: str, bound: str = "exact") -> EnteredFigure:
    fields = {"bound": bound} if bound != "exact" else {}
    return EnteredFigure(
        period="2005", indicator="rate", unit=DISTRICT, value=Decimal(value), **fields
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(7), "7"),
        (Fraction(100), "100"),
        (Fraction(0), "0"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(3, 25), "0.12"),
        (Fraction(7, 20), "0.35"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-5, 6), "-5/6"),
    ],
)
def test_a_number_is_said_exactly(value: Fraction, said: str) -> None:
    assert amount(value) == said


@pytest.mark.parametrize("value", [Decimal(f"{10**29 + 1}.125"), Fraction(10**32 + 1, 8)])
def test_a_long_number_is_printed_to_its_last_digit(value: Decimal | Fraction) -> None:
    assert Fraction(printed(value, 3)) == Fraction(value)


@given(st.fractions(max_denominator=400))
def test_what_is_said_is_the_number(value: Fraction) -> None:
    assert Fraction(amount(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals"), [("93", 2), ("93.0", 2), ("93.02", 2), ("93.024", 3), ("93.0240", 3)]
)
def test_as_many_decimals_as_were_printed_and_never_less_than_usual(
    value: str, decimals: int
) -> None:
    assert decimals_of(Decimal(value), RATE) == decimals


@pytest.mark.parametrize(
    ("value", "slack", "fits"),
    [
        ("93.01", "0.005", True),  # half of the last decimal on either side
        ("92.99", "0.005", True),
        ("93.02", "0.005", False),
        ("93", "0", True),
        ("93.01", "0", False),
    ],
)
def test_an_entered_figure_may_be_off_by_what_was_rounded(
    value: str, slack: str, fits: bool
) -> None:
    computed = Figure(value=Fraction(93), slack=Fraction(slack))
    assert (why_other(entered(value), RATE, computed) == "") == fits


@pytest.mark.parametrize(("value", "fits"), [("92", True), ("93", True), ("93.01", False)])
def test_a_lower_bound_holds_for_all_above_it(value: str, fits: bool) -> None:
    computed = Figure(value=Fraction(93), slack=Fraction(0))
    assert (why_other(entered(value, "at_least"), RATE, computed) == "") == fits
