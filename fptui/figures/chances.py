"""How often chance alone makes counts so unlike: exact tails, whatever the numbers are.

Each answer is two-sided, twice the smaller tail: where only chance is at work, it is at most x
in at most x of all cases. That holds for small numbers too, of which a large part is chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

_NOTHING = 1e-30  # a weight that small beside the largest adds nothing that is seen

Ratio: TypeAlias = Callable[[int], float]
"""How much likelier a number's successor is than the number itself; it falls, and is never 0
before the last number."""


def chance_of_share(part: int, whole: int, low: float, high: float) -> float:
    """A part of a whole, each case by itself with a share between two (binomial)."""
    below = _binomial(whole, part, low)[0]
    above = _binomial(whole, part, high)[1]
    return min(1.0, 2 * below, 2 * above)


def chance_of_jump(now: int, before: int, factor: float) -> float:
    """Two counts of one thing in equal times, the expected ones apart by a factor at most.

    Of both together each case falls into the one time or the other: given their sum, one of
    two Poisson counts is binomial.
    """
    return chance_of_share(now, now + before, 1 / (1 + factor), factor / (1 + factor))


def chance_of_unit(
    part: int, whole: int, other_part: int, other_whole: int, factor: float
) -> float:
    """A unit's share beside that of the others, whose odds are apart by a factor at most.

    What that share is need not be known: given the sums, the part of one of two
    binomial counts is hypergeometric (Fisher's, noncentral for a factor other than 1).
    """
    parts = part + other_part
    least, most = max(0, parts - other_whole), min(parts, whole)
    rest = other_whole - parts

    def ratio(odds: float) -> Ratio:
        return lambda k: odds * (whole - k) * (parts - k) / ((k + 1) * (rest + k + 1))

    below = _tails(least, most, part, ratio(1 / factor))[0]
    above = _tails(least, most, part, ratio(factor))[1]
    return min(1.0, 2 * below, 2 * above)


def _binomial(whole: int, part: int, share: float) -> tuple[float, float]:
    if share >= 1:
        return float(part == whole), 1.0
    odds = share / (1 - share)
    return _tails(0, whole, part, lambda k: odds * (whole - k) / (k + 1))


def _tails(least: int, most: int, at: int, ratio: Ratio) -> tuple[float, float]:
    """How likely a number is at most this one, and how likely at least.

    The weights are made from the likeliest number to both sides, so that none of them
    overflows and no large one is lost beside small ones.
    """
    peak = _likeliest(least, most, ratio)
    weights = {peak: 1.0}
    weight, place = 1.0, peak
    while place < most and weight > _NOTHING:
        weight *= ratio(place)
        place += 1
        weights[place] = weight
    weight, place = 1.0, peak
    while place > least and weight > _NOTHING:
        place -= 1
        weight /= ratio(place)
        weights[place] = weight
    total = sum(weights.values())
    below = sum(one for place, one in weights.items() if place <= at)
    above = sum(one for place, one in weights.items() if place >= at)
    return below / total, above / total


def _likeliest(least: int, most: int, ratio: Ratio) -> int:
    """The first number whose successor is not likelier."""
    while least < most:
        middle = (least + most) // 2
        if ratio(middle) > 1:
            least = middle + 1
        else:
            most = middle
    return least
