"""Figures known as printed numbers: whether they can be, and agree with what is counted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from fptui.figures.figure import Figure
from fptui.figures.formulas import Formula
from fptui.figures.rates import possible_numerators, printed, rounded, scaled
from fptui.figures.tallies import label_of, noun_of
from fptui.language import _
from fptui.registers.count_rules import CountRules
from fptui.registers.declaration import Desk
from fptui.registers.entered import ENTERED, EnteredFigure
from fptui.registers.indicators import Indicator
from fptui.registers.values.display import plain
from fptui.registers.values.expression import Name


class EnteredFigures:
    """The register of entered figures, by indicator, unit and period."""

    def __init__(self, desk: Desk) -> None:
        self._records: dict[tuple[str, str, str], EnteredFigure] = {
            (one.indicator, one.unit, one.period): one for one in desk.table(ENTERED).values()
        }

    def record(self, indicator: Indicator, unit: str, period: str) -> EnteredFigure | None:
        """The record of what was printed; None where nothing was."""
        return self._records.get((indicator.key, unit, period))

    def figure(self, indicator: Indicator, unit: str, period: str) -> Figure | None:
        """The figure as it was printed, exact to half of its last decimal; None where none was."""
        record = self.record(indicator, unit, period)
        if record is None:
            return None
        decimals = decimals_of(record.value, indicator)
        return Figure(
            value=Fraction(record.value),
            source="entered",
            bound=record.bound,
            slack=Fraction(1, 2 * 10**decimals),
        )


def decimals_of(value: Decimal, indicator: Indicator) -> int:
    """To how many decimals a figure is printed: its indicator's, or more where it has more."""
    exponent = value.normalize().as_tuple().exponent
    return max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)


def why_other(entered: EnteredFigure, indicator: Indicator, computed: Figure) -> str:
    """Why an entered figure is not the one that is reckoned; "" where it is, or may be."""
    if computed.value is None or computed.reasons:
        return ""
    if computed.slack is None:  # made of printed figures in a way that rounding cannot be told
        return ""
    value = Fraction(entered.value)
    decimals = decimals_of(entered.value, indicator)
    if entered.bound == "at_least":
        fits = computed.value + computed.slack >= value
    elif computed.slack:
        reach = computed.slack + Fraction(1, 2 * 10**decimals)
        fits = abs(computed.value - value) <= reach
    else:
        fits = rounded(computed.value, decimals) == entered.value
    if fits:
        return ""
    return _("{entered} was entered, but the records give {computed}").format(
        entered=plain(entered.value), computed=printed(computed.value, decimals)
    )


def why_no_share(entered: EnteredFigure, formula: Formula, rules: CountRules) -> str:
    """Why a share of a part in its whole cannot be: it is below nothing or above all."""
    above, below = formula.above.root, formula.below.root if formula.below else None
    if not isinstance(above, Name) or not isinstance(below, Name):
        return ""
    if not any((one.part, one.whole) == (above.name, below.name) for one in rules.part):
        return ""
    if 0 <= entered.value <= formula.scale:
        return ""
    return _("{part} is a part of {whole}: {value} cannot be").format(
        part=label_of(above.key), whole=label_of(below.key), value=plain(entered.value)
    )


def why_no_rate(
    entered: EnteredFigure, formula: Formula, indicator: Indicator, denominator: Fraction | None
) -> str:
    """Why no whole number of cases gives a printed rate over its denominator; "" where one does.

    Where something is subtracted above, the number of cases may be negative.
    """
    weights = [formula.above.weight_of(name) for name in formula.above.names]
    if not denominator or denominator < 0 or formula.below is None:
        return ""
    if any(weight is None or weight.denominator != 1 for weight in weights):
        return ""
    value = entered.value
    decimals = decimals_of(value, indicator)
    signed = any(weight is not None and weight < 0 for weight in weights)
    if possible_numerators(value, denominator, formula.scale, decimals, signed=signed):
        return ""
    lower = floor(Fraction(value) * denominator / formula.scale)
    lower = lower if signed else max(0, lower)
    near = [
        _("{cases} give {rate}").format(
            cases=cases, rate=printed(cases * formula.scale / denominator, decimals)
        )
        for cases in (lower, lower + 1)
    ]
    names = formula.below.names
    noun = noun_of(names[0]) if names else ""
    return _("no whole number of {denominator} {noun} gives {value}: {near}").format(
        denominator=amount(denominator), noun=_(noun), value=plain(value), near=_(", ").join(near)
    )


def amount(value: Fraction | int) -> str:
    """A number as text, exact: whole, a decimal where it ends as one, else a fraction."""
    value = Fraction(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return format(_decimal(value), "f")


def _decimal(value: Fraction) -> Decimal:
    """A fraction that ends as a decimal, as one."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return scaled((value * 10**places).numerator, places)
