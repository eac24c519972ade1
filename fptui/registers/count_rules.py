"""What counts have to do with one another, as `data/count_rules.toml` states it.

Which count is a part of which, and which ones add up, differs from place to place and is
data; what is coded is how it is read and what follows.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.units import KINDS

_NAME = re.compile(r"[^\W\d]\w{0,59}")  # what an expression takes as a name


class _Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all rules: a word that is none of theirs is an error, not ignored."""


class Asked(_Rules, frozen=True, kw_only=True):
    """Of which kinds of units a count is asked, and whether it is a state (`level`)."""

    name: str
    kinds: tuple[str, ...] = ()
    level: bool | None = None


class Part(_Rules, frozen=True, kw_only=True):
    """A count that is never more than another."""

    part: str
    whole: str


class Parts(_Rules, frozen=True, kw_only=True):
    """Counts that add up to another."""

    parts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    whole: str


class CountRules(_Rules, frozen=True, kw_only=True):
    """All rules over counts."""

    days_to_report: Annotated[int, msgspec.Meta(ge=0, le=366)] = 31
    count: tuple[Asked, ...] = ()
    part: tuple[Part, ...] = ()
    sum: tuple[Parts, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed; ValueError says which, and where."""
        for place, asked in enumerate(self.count, 1):
            _refuse_name(asked.name, "count", place)
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
            _refuse_parts((rule.part,), rule.whole, "part", place)
        for place, one in enumerate(self.sum, 1):
            _refuse_parts(one.parts, one.whole, "sum", place)

    @property
    def names(self) -> tuple[str, ...]:
        """All counts that a rule names, each once."""
        parts = [name for one in self.part for name in (one.part, one.whole)]
        sums = [name for one in self.sum for name in (*one.parts, one.whole)]
        return tuple(dict.fromkeys((*(one.name for one in self.count), *parts, *sums)))

    def asked(self, name: str) -> Asked | None:
        """Of whom a count is asked; None where nothing is said."""
        return next((one for one in self.count if one.name == name), None)


def _refuse_name(name: str, table: str, place: int) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(
            _("[[{table}]] {place}: “{name}” is no name of a count").format(
                table=table, place=place, name=harmless(name[:40])
            )
        )


def _refuse_parts(parts: tuple[str, ...], whole: str, table: str, place: int) -> None:
    for name in (*parts, whole):
        _refuse_name(name, table, place)
    if whole in parts or len(set(parts)) != len(parts):
        raise ValueError(
            _("[[{table}]] {place}: “{name}” cannot be a part of itself or stand twice").format(
                table=table, place=place, name=whole
            )
        )
