"""What may stand between a field and a value of a query: one more is a line here."""

from __future__ import annotations

import operator
from dataclasses import dataclass

from fptui.language import N_, _
from fptui.search.matching import Matcher, anything_but, compared, containing, exactly


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator by its sign, with the words that explain it and what it asks of a column.

    `also` are other spellings of the sign. One that `takes_nothing` may have no value behind
    it, and asks whether there is none. One that `names` a value asks for something that
    should be known: what no record is called is likely a slip.
    """

    sign: str
    words: str
    match: Matcher
    takes_nothing: bool = False
    also: tuple[str, ...] = ()
    names: Matcher | None = None


OPERATORS: dict[str, Operator] = {
    one.sign: one
    for one in (
        Operator(":", N_("contains or is"), containing, takes_nothing=True, names=containing),
        Operator("=", N_("is exactly"), exactly, takes_nothing=True, also=("==",), names=exactly),
        Operator(
            "!=", N_("is not"), anything_but, takes_nothing=True, also=("≠", "<>"), names=exactly
        ),
        Operator(">", N_("is above"), compared(operator.gt)),
        Operator(">=", N_("is at least"), compared(operator.ge), also=("≥", "≧", "=>")),
        Operator("<", N_("is below"), compared(operator.lt)),
        Operator("<=", N_("is at most"), compared(operator.le), also=("≤", "≦", "=<")),
    )
}

SPELLINGS: dict[str, str] = {
    spelling: one.sign
    for spelling, one in sorted(
        ((spelling, one) for one in OPERATORS.values() for spelling in (one.sign, *one.also)),
        key=lambda pair: -len(pair[0]),
    )
}
"""The signs by their spellings, in the order in which they are looked for, as some begin with
another."""


def operators_said() -> str:
    """All operators with what they mean, in the language in use."""
    return _(", ").join(f"{one.sign} {_(one.words)}" for one in OPERATORS.values())


def signs_said() -> str:
    """What other signs of a query mean, in the language in use."""
    return _("! denies, a,b is either, 60..70 from and to, * anything, quotes keep a text whole")
