"""Why a figure is not whole, in words: which units, which periods are missing."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.figures.common_ground import Ground
from fptui.figures.spans import Span
from fptui.figures.tallies import label_of
from fptui.language import _, ngettext
from fptui.language.harmless import harmless
from fptui.registers.declaration import Desk
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of

_NAMED = 3  # units or months that are named before they are only counted


def reasons_of(
    ground: Ground, counts: Sequence[str], span: Span, units: int, desk: Desk
) -> list[str]:
    """What is missing of the ground of a figure; nothing where it is whole."""
    if not ground.cells or ground.is_whole:
        return []
    called = _(", ").join(counts)
    reasons = []
    absent = [*ground.missing, *ground.late]
    if absent:
        reasons.append(
            ngettext(
                "{counts}, {period}: {n} of {all} units has reported; missing: {units}",
                "{counts}, {period}: {n} of {all} units have reported; missing: {units}",
                units - len(absent),
            ).format(
                counts=called,
                period=span.period,
                n=units - len(absent),
                all=units,
                units=named([_unit(one, desk) for one in absent]),
            )
        )
    if ground.unreported:
        reasons.append(
            _("{counts}: not reported for {months}").format(
                counts=called, months=named(ground.unreported)
            )
        )
    for state in ground.stale:
        reasons.append(
            _("{count}: the state at the end of {period} is not reported").format(
                count=harmless(label_of(state.name)), period=state.period
            )
        )
    return reasons


def named(things: Sequence[str], most: int = _NAMED) -> str:
    """Some things by name, and how many more there are."""
    few = _(", ").join(things[:most])
    more = len(things) - most
    if more <= 0:
        return few
    return _("{files} and {count} more").format(files=few, count=more)


def _unit(code: str, desk: Desk) -> str:
    return harmless(name_of(desk, UNITS.name, code))
