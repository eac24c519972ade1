"""What all rules over counts have in common: unknown words are refused, and names that are none."""

from __future__ import annotations

import re

import msgspec

from fptui.language import _
from fptui.language.harmless import harmless

_NAME = re.compile(r"[^\W\d]\w{0,59}")  # what an expression takes as a name


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all rules: a word that is none of theirs is an error, not ignored."""


def refuse_name(name: str, table: str, place: int) -> None:
    """ValueError for what cannot be the name of a count."""
    if not _NAME.fullmatch(name):
        raise ValueError(
            _("[[{table}]] {place}: “{name}” is no name of a count").format(
                table=table, place=place, name=harmless(name[:40])
            )
        )


def refuse_parts(parts: tuple[str, ...], whole: str, table: str, place: int) -> None:
    """ValueError where a count would be a part of itself, or stands twice."""
    for name in (*parts, whole):
        refuse_name(name, table, place)
    if whole in parts or len(set(parts)) != len(parts):
        raise ValueError(
            _("[[{table}]] {place}: “{name}” cannot be a part of itself or stand twice").format(
                table=table, place=place, name=whole
            )
        )
