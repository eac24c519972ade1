"""What counts have to do with one another, as `data/count_rules.toml` states it.

Which count is a part of which, and which ones add up, differs from place to place and is
data; what is coded is how it is read and what follows.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.rule_names import Rules, refuse_name, refuse_parts
from fptui.registers.units import KINDS
from fptui.registers.warning_rules import Far, Jump, Share, refuse_warning_rules


class Asked(Rules, frozen=True, kw_only=True):
    """Of which kinds of units a count is asked, and whether it is a state (`level`)."""

    name: str
    kinds: tuple[str, ...] = ()
    level: bool | None = None


class Part(Rules, frozen=True, kw_only=True):
    """A count that is never more than another."""

    part: str
    whole: str


class Parts(Rules, frozen=True, kw_only=True):
    """Counts that add up to another."""

    parts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    whole: str


class CountRules(Rules, frozen=True, kw_only=True):
    """All rules over counts."""

    days_to_report: Annotated[int, msgspec.Meta(ge=0, le=366)] = 31
    count: tuple[Asked, ...] = ()
    part: tuple[Part, ...] = ()
    sum: tuple[Parts, ...] = ()
    share: tuple[Share, ...] = ()
    jump: tuple[Jump, ...] = ()
    far: tuple[Far, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed; ValueError says which, and where."""
        for place, asked in enumerate(self.count, 1):
            refuse_name(asked.name, "count", place)
            for kind in asked.kinds:
                if kind not in KINDS:
                    raise ValueError(
                        _("[[count]] {place}: there is no kind “{kind}” of units; {kinds}").format(
                            place=place, kind=harmless(kind[:40]), kinds=_(", ").join(KINDS)
                        )
                    )
            if asked.name in [one.name for one in self.count[: place - 1]]:
                raise ValueError(
                    _("[[count]] {place}: “{name}” stands twice").format(
                        place=place, name=asked.name
                    )
                )
        for place, rule in enumerate(self.part, 1):
            refuse_parts((rule.part,), rule.whole, "part", place)
        for place, one in enumerate(self.sum, 1):
            refuse_parts(one.parts, one.whole, "sum", place)
        refuse_warning_rules(self.share, self.jump, self.far)

    @property
    def names(self) -> tuple[str, ...]:
        """All counts that a rule names, each once."""
        parts = [name for one in self.part for name in (one.part, one.whole)]
        sums = [name for one in self.sum for name in (*one.parts, one.whole)]
        shares = [name for one in self.share for name in (one.part, one.whole)]
        jumps = [one.name for one in self.jump]
        far = [name for one in self.far for name in (one.part, one.whole)]
        asked = [one.name for one in self.count]
        return tuple(dict.fromkeys((*asked, *parts, *sums, *shares, *jumps, *far)))

    def asked(self, name: str) -> Asked | None:
        """Of whom a count is asked; None where nothing is said."""
        return next((one for one in self.count if one.name == name), None)
