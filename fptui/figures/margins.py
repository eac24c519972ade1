"""How safe a target is: the number of cases that may still go wrong."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from fptui.figures.figure import Figure
from fptui.figures.formulas import Formula
from fptui.figures.rates import rounded
from fptui.figures.tallies import noun_of


def is_met(value: Fraction, decimals: int, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a rate, rounded as it is printed, lies within its bounds, both inclusive."""
    as_printed = rounded(value, decimals)
    return (low is None or as_printed >= low) and (high is None or as_printed <= high)


def margin(
    formula: Formula, decimals: int, figure: Figure, low: Decimal | None, high: Decimal | None
) -> tuple[int | None, str]:
    """How many cases of the first count of the numerator may change while the target holds.

    A case moves every sum in which its count stands: one boy more is, among a
    given number of births, one girl less. None where it moves more than sums.
    """
    name = next(iter(formula.above.names), "")
    counted = [one.value for one in figure.evidence if one.name == name]
    held = _holds(formula, decimals, figure, name, low, high)
    if held is None or not (counted or figure.numerator == 0):
        return None, ""
    most = sum(counted) + int(figure.denominator or 0) + 1
    if held(0):
        steps = [_furthest(held, most), _furthest(lambda short: held(-short), most)]
        reached = [step for step in steps if step < most]
        return (min(reached) if reached else None), noun_of(name)
    for short in range(1, most + 1):
        if held(short) or held(-short):
            return -short, noun_of(name)
    return None, noun_of(name)


def _holds(
    formula: Formula,
    decimals: int,
    figure: Figure,
    name: str,
    low: Decimal | None,
    high: Decimal | None,
) -> Callable[[int], bool] | None:
    """Whether the target holds with so many cases more; None where that cannot be reckoned."""
    below = Fraction(0) if formula.below is None else formula.below.weight_of(name)
    above = formula.above.weight_of(name)
    if not name or above is None or below is None or figure.numerator is None:
        return None
    numerator, denominator = Fraction(figure.numerator), Fraction(figure.denominator or 0)

    def held(cases: int) -> bool:
        changed = denominator + below * cases
        if formula.below is not None and changed <= 0:
            return False
        value = formula.of_both(numerator + above * cases, changed)
        return value is not None and is_met(value, decimals, low, high)

    return held


def _furthest(held: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` for which a condition that holds at 0 goes on holding."""
    good, bad = 0, 1
    while bad <= most and held(bad):
        good, bad = bad, bad * 2
    if bad > most:
        if held(most):
            return most
        bad = most
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if held(middle) else (good, middle)
    return good
