"""The exact tests: beside cases worked by hand, and beside sums of all that can happen."""

from collections.abc import Callable
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.figures.chances import chance_of_jump, chance_of_share, chance_of_unit

SMALL = st.integers(0, 25)
FACTORS = st.sampled_from([Fraction(1), Fraction(11, 10), Fraction(3, 2), Fraction(4)])


def two_sided(below: dict[int, Fraction], above: dict[int, Fraction], at: int) -> float:
    """Twice the smaller tail, from all weights there are."""
    low = Fraction(sum(w for k, w in below.items() if k <= at), sum(below.values()))
    high = Fraction(sum(w for k, w in above.items() if k >= at), sum(above.values()))
    return float(min(1, 2 * low, 2 * high))


def binomial(n: int, p: Fraction) -> dict[int, Fraction]:
    return {k: comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)}


def hypergeometric(n: int, others: int, parts: int, odds: Fraction) -> dict[int, Fraction]:
    return {
        k: comb(n, k) * comb(others, parts - k) * odds**k
        for k in range(max(0, parts - others), min(parts, n) + 1)
    }


@pytest.mark.parametrize(
    ("found", "by_hand"),
    [
        # five boys of five: one way of 32, on either side
        (lambda: chance_of_share(5, 5, 0.5, 0.5), 2 / 32),
        # eight of ten or more: (45 + 10 + 1) ways of 1024, on either side
        (lambda: chance_of_share(8, 10, 0.5, 0.5), 2 * 56 / 1024),
        # within the two shares nothing is odd
        (lambda: chance_of_share(11, 20, 0.5, 0.6), 1.0),
        # nine after none: all nine in the same year, which is 1/2 each, or 2/3 where it may double
        (lambda: chance_of_jump(9, 0, 1), 2 / 512),
        (lambda: chance_of_jump(9, 0, 2), 2 * 2**9 / 3**9),
        # three girls and no boy here, three boys and no girl elsewhere: 1 way of comb(6, 3)
        (lambda: chance_of_unit(0, 3, 3, 3, 1), 2 / 20),
        # the odds of a boy here may be half of those elsewhere: weights 1, 9/2, 9/4, 1/8
        (lambda: chance_of_unit(0, 3, 3, 3, 2), 2 * 1 / (1 + 9 / 2 + 9 / 4 + 1 / 8)),
        (lambda: chance_of_share(0, 0, 0.4, 0.6), 1.0),
        (lambda: chance_of_jump(0, 0, 2), 1.0),
    ],
)
def test_cases_worked_by_hand(found: Callable[[], float], by_hand: float) -> None:
    assert found() == pytest.approx(by_hand, rel=1e-12)


@given(SMALL, SMALL, st.integers(1, 9), st.integers(0, 3))
def test_a_share_beside_all_that_can_happen(part: int, rest: int, tenths: int, more: int) -> None:
    low, high = Fraction(tenths, 12), Fraction(tenths + more, 12)
    whole = part + rest
    exact = two_sided(binomial(whole, low), binomial(whole, high), part)
    assert chance_of_share(part, whole, float(low), float(high)) == pytest.approx(exact, rel=1e-9)


@given(SMALL, SMALL, FACTORS)
def test_a_jump_beside_all_that_can_happen(now: int, before: int, factor: Fraction) -> None:
    n = now + before
    exact = two_sided(binomial(n, 1 / (1 + factor)), binomial(n, factor / (1 + factor)), now)
    assert chance_of_jump(now, before, float(factor)) == pytest.approx(exact, rel=1e-9)


@given(SMALL, SMALL, SMALL, SMALL, FACTORS)
def test_a_unit_beside_all_that_can_happen(
    part: int, rest: int, others: int, other_rest: int, factor: Fraction
) -> None:
    n, m, parts = part + rest, others + other_rest, part + others
    exact = two_sided(
        hypergeometric(n, m, parts, 1 / factor), hypergeometric(n, m, parts, factor), part
    )
    assert chance_of_unit(part, n, others, m, float(factor)) == pytest.approx(exact, rel=1e-9)


@given(st.integers(0, 40), st.integers(1, 40), FACTORS)
def test_the_chance_is_kept_whatever_the_size(part: int, whole: int, factor: Fraction) -> None:
    """Numbers that are found at most so likely are together at most so likely."""
    p = Fraction(1, 2)
    for level in (0.05, 0.01):
        odd = [k for k in range(whole + 1) if chance_of_share(k, whole, 0.5, 0.5) <= level]
        weights = binomial(whole, p)
        assert sum(weights[k] for k in odd) <= Fraction(level)
    assert 0 <= chance_of_jump(part, whole, float(factor)) <= 1


def test_large_numbers_keep_their_digits_and_cost_little() -> None:
    # one unit in a hundred of a million people: the sum of the few that are left of it
    assert chance_of_unit(0, 1000, 10, 999_000, 1) == pytest.approx(1.0)
    assert chance_of_unit(10, 1000, 0, 999_000, 1) == pytest.approx(
        2 * comb(1000, 10) / comb(1_000_000, 10), rel=1e-9
    )
    assert chance_of_jump(200_000, 100_000, 1.5) < 1e-20
