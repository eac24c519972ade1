"""Exact rates, and how they are printed: half up, to the decimals of the indicator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction, decimals: int) -> Decimal:
    """The value to so many decimals, halves away from zero, as statistics print it."""
    shifted = abs(value) * 10**decimals
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    return scaled(whole if value >= 0 else -whole, decimals)


def scaled(digits: int, decimals: int) -> Decimal:
    """A number of so many decimals by its digits; exact at any length, as scaleb() is not."""
    return Decimal(f"{digits}E{-decimals}")


def printed(value: Fraction | Decimal, decimals: int) -> str:
    """The value as text with exactly so many decimals."""
    return format(rounded(Fraction(value), decimals), "f")


def possible_numerators(
    value: Decimal,
    denominator: Fraction | int,
    scale: Fraction | int,
    decimals: int,
    *,
    signed: bool = False,
) -> tuple[int, ...]:
    """The whole numbers of cases that print as this rate; empty where none does.

    A printed rate with no possible numerator was computed on another base, or is wrong.
    `signed` takes numbers below zero too, as a difference of two counts may be.
    """
    if denominator <= 0 or scale <= 0:
        return ()
    nearest = int(Fraction(value) * denominator / scale)
    reach = int(denominator // (scale * 10**decimals)) + 2
    least = nearest - reach if signed else max(0, nearest - reach)
    return tuple(
        cases
        for cases in range(least, nearest + reach + 1)
        if rounded(Fraction(cases * scale) / denominator, decimals) == value
    )
