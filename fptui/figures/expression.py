"""Sums and differences of named counts: `births - births_in_plan`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fptui.errors import InvalidValue
from fptui.language import _

_TOKEN = re.compile(r"\s*(?:([A-Za-z_][A-Za-z0-9_]*)|([+-]))")


@dataclass(frozen=True, slots=True)
class Expression:
    """Names, each with the sign +1 or −1, in the order in which they were written."""

    terms: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        text = " ".join(f"{'+' if sign > 0 else '-'} {name}" for sign, name in self.terms)
        return text.removeprefix("+ ")

    @property
    def names(self) -> tuple[str, ...]:
        """The counts that are named, each once."""
        return tuple(dict.fromkeys(name for _sign, name in self.terms))

    def weight_of(self, name: str) -> int:
        """By how much the sum grows when this count grows by one."""
        return sum(sign for sign, term in self.terms if term == name)

    def evaluate(self, value_of: Callable[[str], int | None]) -> int | None:
        """The sum, or None where one of the counts is not known."""
        total = 0
        for sign, name in self.terms:
            value = value_of(name)
            if value is None:
                return None
            total += sign * value
        return total


def parse_expression(text: str) -> Expression:
    """Understand a sum; InvalidValue names the place of what is wrong."""
    terms: list[tuple[int, str]] = []
    position, sign, wants_name = 0, 1, True
    stripped = text.rstrip()
    while position < len(stripped):
        found = _TOKEN.match(stripped, position)
        if found is None or (bool(found[1]) is not wants_name and not (found[2] and not terms)):
            raise _refusal(text, position)
        if found[1]:
            terms.append((sign, found[1]))
            wants_name = False
        else:
            sign, wants_name = (1 if found[2] == "+" else -1), True
        position = found.end()
    if wants_name:
        raise _refusal(text, len(stripped))
    return Expression(tuple(terms))


def _refusal(text: str, position: int) -> InvalidValue:
    return InvalidValue(
        _("“{text}” is no sum of counts: a name, + or - is expected at character {place}").format(
            text=text, place=position + 1
        )
    )
