"""What values come to: exact, and a lower bound as soon as one of them is one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

_EXACT = Context(prec=1000, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Decimals of any length that people write are added without rounding."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum; `value` is None where no value is known, `at_least` tells a lower bound.

    Sums are added in any order and any grouping with the same result.
    """

    value: int | Decimal | None = None
    at_least: bool = False

    def __add__(self, other: Sum) -> Sum:
        at_least = self.at_least or other.at_least
        if self.value is None or other.value is None:
            return Sum(other.value if self.value is None else self.value, at_least)
        return Sum(added(self.value, other.value), at_least)

    @property
    def adds_nothing(self) -> bool:
        """Whether it may be added to anything: there is none, or exactly zero."""
        return not self.value and not self.at_least


NONE = Sum()


def added(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    """Two numbers together, without rounding."""
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return _EXACT.add(Decimal(one), Decimal(other))
