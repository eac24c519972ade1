"""When counts that are possible must be looked at: shares, jumps, units far from the others.

All of these are judged by exact tests. The `level` of a rule is how often in a hundred (as a
fraction) it may warn of anything at all in a year in which only chance is at work, however many
units there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec

from fptui.language import _
from fptui.registers.rule_names import Rules, refuse_name, refuse_parts

Level = Annotated[float, msgspec.Meta(gt=0, le=0.2)]
Factor = Annotated[float, msgspec.Meta(ge=1, le=1000)]
Portion = Annotated[float, msgspec.Meta(ge=0, le=1)]

USUAL_LEVEL = 0.001


class Share(Rules, frozen=True, kw_only=True):
    """A part whose share in its whole lies between two (as fractions), but for chance."""

    part: str
    whole: str
    low: Portion
    high: Portion
    level: Level = USUAL_LEVEL


class Jump(Rules, frozen=True, kw_only=True):
    """A count that from one year to the next changes by a factor at most, but for chance."""

    name: str
    factor: Factor
    level: Level = USUAL_LEVEL


class Far(Rules, frozen=True, kw_only=True):
    """A part whose odds in its whole are, but for chance, like those of the other units.

    `factor` is by how much they may differ all the same.
    """

    part: str
    whole: str
    factor: Factor = 1
    level: Level = USUAL_LEVEL


def refuse_warning_rules(
    shares: Iterable[Share], jumps: Iterable[Jump], far: Iterable[Far]
) -> None:
    """ValueError for rules that cannot be followed, or that are stated twice."""
    for place, share in enumerate(shares := list(shares), 1):
        refuse_parts((share.part,), share.whole, "share", place)
        if share.low > share.high:
            raise ValueError(_("[[share]] {place}: low is above high").format(place=place))
        _refuse_twice(
            (share.part, share.whole),
            [(one.part, one.whole) for one in shares[: place - 1]],
            "share",
            place,
        )
    for place, jump in enumerate(jumps := list(jumps), 1):
        refuse_name(jump.name, "jump", place)
        _refuse_twice((jump.name,), [(one.name,) for one in jumps[: place - 1]], "jump", place)
    for place, one in enumerate(far := list(far), 1):
        refuse_parts((one.part,), one.whole, "far", place)
        _refuse_twice(
            (one.part, one.whole),
            [(other.part, other.whole) for other in far[: place - 1]],
            "far",
            place,
        )


def _refuse_twice(
    names: tuple[str, ...], before: list[tuple[str, ...]], table: str, place: int
) -> None:
    if names in before:
        raise ValueError(
            _("[[{table}]] {place}: “{name}” stands twice").format(
                table=table, place=place, name=names[0]
            )
        )
