"""Which columns may be added up, and which of their values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summed:
    """That the values of a column may be added up: a word of its declaration.

    Only values of records that are alike in `measure` and in all of `apart` are added:
    pictures are not added to leaflets, nor births to people. `measure` is the column that
    says what is counted and is always shown beside the sum; `apart` are other columns, or
    ways to one such as `unit.level`, shown where they differ. `at_least` is the flag of
    records whose value is known as a lower bound only; a sum with one is such a bound.
    """

    measure: str = ""
    apart: tuple[str, ...] = ()
    at_least: str = ""

    @property
    def unlike(self) -> tuple[str, ...]:
        """The columns in which records must be alike."""
        return (*self.apart, self.measure) if self.measure else self.apart


SUMMED = Summed()
"""All values of the column may be added."""
