"""Entered figures that cannot be, or are not what the records give."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.errors import InvalidValue
from fptui.figures.reckoning import Reckoning
from fptui.registers.declaration import Desk
from fptui.registers.entered import ENTERED, EnteredFigure
from fptui.registers.indicators import INDICATORS, Indicator


def doubtful_entered(desk: Desk, reckoning: Reckoning) -> Iterator[tuple[EnteredFigure, str]]:
    """Each with the reason, in words.

    Left alone is one printed as “and above” over a denominator, which is no rate, and one
    whose counts are not known for its period: it was entered because the records do not
    reach back.
    """
    for figure in desk.table(ENTERED).values():
        indicator = desk.find(INDICATORS, figure.indicator)
        if indicator is None:
            continue
        text = reckoning.why_impossible(indicator, figure.unit, figure.period)
        text = text or _why_other(reckoning, indicator, figure.unit, figure.period)
        if text:
            yield figure, text


def _why_other(reckoning: Reckoning, indicator: Indicator, unit: str, period: str) -> str:
    try:
        computed = reckoning.computed(indicator.key, unit, period)
    except InvalidValue:  # told of where the indicator is
        return ""
    return reckoning.why_other(indicator, unit, period, computed)
