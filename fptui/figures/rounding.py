"""How far a value may be off where some of what it is made of is known as printed numbers only."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from fptui.registers.values.expression import Expression, Name, Node, Number, Sum

Range: TypeAlias = tuple[Fraction, Fraction]
"""The least and the greatest that a number may be."""

RangeOf: TypeAlias = Callable[[Name], "Range | None"]


def range_of(expression: Expression, known: RangeOf) -> Range | None:
    """Between what the value lies; None where that cannot be told.

    A name that stands twice may be taken at both of its ends at once: the range is then wider
    than it need be, and no right figure is doubted.
    """
    return _range(expression.root, known)


def quotient(above: Range, below: Range) -> Range | None:
    """The range of one number divided by another; None where that one may be zero."""
    if below[0] <= 0 <= below[1]:
        return None
    ends = [one / other for one in above for other in below]
    return min(ends), max(ends)


def _range(node: Node, known: RangeOf) -> Range | None:
    if isinstance(node, Number):
        return node.value, node.value
    if isinstance(node, Name):
        return known(node)
    is_sum = isinstance(node, Sum)
    total: Range | None = (Fraction(0),) * 2 if is_sum else (Fraction(1),) * 2
    for sign, part in node.terms if isinstance(node, Sum) else node.factors:
        one = _range(part, known)
        if one is None or total is None:
            return None
        if is_sum:
            low, high = one if sign > 0 else (-one[1], -one[0])
            total = (total[0] + low, total[1] + high)
        elif sign > 0:
            ends = [first * second for first in total for second in one]
            total = (min(ends), max(ends))
        else:
            total = quotient(total, one)
    return total
