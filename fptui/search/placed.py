"""Which units a text may mean that has a wrong unit above in it, or only a part of a name."""

from __future__ import annotations

from fptui.language import _
from fptui.language.closest import did_you_mean
from fptui.registers.declaration import Desk, Record, Register
from fptui.search.called import label_of
from fptui.search.offers import folded

NAMED_AT_MOST = 3
_SHORTEST = 2
"""Characters; a single one stands in too many names."""


def placed_elsewhere(desk: Desk, register: Register[Record], text: str) -> str:
    """A question that names those meant, with a space after it; empty where there are none.

    For 红旗镇白马村 those are called 白马村, with what they do belong to; for 白马 those
    whose name holds it.
    """
    word = folded(text)
    named = [
        (folded(name), record)
        for record in desk.table(register).values()
        for name in desk.names(register.name, register.identity_of(record))[:1]
    ]
    at_end = [(name, one) for name, one in named if len(name) >= _SHORTEST and word.endswith(name)]
    longest = max((len(name) for name, _one in at_end), default=0)
    if found := [one for name, one in at_end if len(name) == longest]:
        labels = _labels(desk, register, found)
        return labels and _("It stands here as {labels}.").format(labels=labels) + " "
    found = [one for name, one in named if len(word) >= _SHORTEST and word in name]
    labels = _labels(desk, register, found)
    return labels and did_you_mean(labels)


def _labels(desk: Desk, register: Register[Record], found: list[Record]) -> str:
    """How the records are told, where they are few."""
    if len(found) > NAMED_AT_MOST:
        return ""
    return _(" or ").join(label_of(desk, register, one) for one in found)
