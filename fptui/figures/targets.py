"""Where each indicator stands against what was signed for, and how safe it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from fptui.errors import UnknownName
from fptui.figures.figure import Figure
from fptui.figures.margins import is_met, margin
from fptui.figures.reckoning import Reckoning
from fptui.language import _
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers.contracts import CONTRACTS
from fptui.registers.declaration import Desk
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.units import UNITS, topmost_unit
from fptui.registers.values.period import year_of_period


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the table of target completion.

    `status` is `met`, `not_met`, `report` (no target is asked), `no_target`
    (one is asked, none was signed), `no_figure`, or `doubted` where the figure cannot
    be held against what was signed: it cannot be, or is not whole. `margin` is the number
    of cases that may still go wrong; negative, the number that is short. `known` are the
    indicators that its formula may refer to, by their keys.
    """

    indicator: Indicator
    unit: str
    year: int
    period: str
    figure: Figure
    low: Decimal | None
    high: Decimal | None
    status: str
    difference: Fraction | None
    margin: int | None
    margin_noun: str
    known: Mapping[str, Indicator] = field(default_factory=dict, repr=False, compare=False)


def targets(
    desk: Desk, unit: str | None = None, period: str = "", reckoning: Reckoning | None = None
) -> list[Target]:
    """All indicators of a unit (the district for none) in a period (the year in view for none).

    What is counted and reported at the desk is read unless it is given with `reckoning`.
    Raises UnknownName for a unit that is not there. An indicator that cannot be understood
    has no figure, and a doubt that says why.
    """
    code = unit_code(desk, unit)
    period = period or str(desk.year)
    reckoning = Reckoning(desk) if reckoning is None else reckoning
    contracts = {
        (contract.indicator, contract.unit, contract.period): contract
        for contract in desk.table(CONTRACTS).values()
    }
    lines = []
    for indicator in desk.table(INDICATORS).values():
        figure = reckoning.figure(indicator.key, code, period)
        contract = contracts.get((indicator.key, code, period))
        low, high = (contract.low, contract.high) if contract else (None, None)
        lines.append(_judged(indicator, code, period, figure, low, high, reckoning))
    return lines


def unit_code(desk: Desk, unit: str | None) -> str:
    """The code of a unit given by code or name; the district's for none.

    An office without units yet has the empty code.
    """
    if not unit:
        top = topmost_unit(desk)
        return top.code if top else ""
    if desk.find(UNITS, unit) is not None:
        return unit
    named = [record.code for record in desk.table(UNITS).values() if record.name == unit]
    if len(named) == 1:
        return named[0]
    if named:
        raise UnknownName(
            _("Several units are called “{name}”: give the code, one of {codes}.").format(
                name=unit, codes=_(", ").join(named)
            )
        )
    known = [text for one in desk.table(UNITS).values() for text in (one.name, one.code)]
    raise UnknownName(
        _("There is no unit “{name}”. {hint}Give a code or a name of the register units.").format(
            name=harmless(unit[:40]), hint=meant(unit, known)
        )
    )


def _judged(
    indicator: Indicator,
    unit: str,
    period: str,
    figure: Figure,
    low: Decimal | None,
    high: Decimal | None,
    reckoning: Reckoning,
) -> Target:
    status = _status(indicator, figure, low, high)
    difference = None
    if figure.value is not None and status in ("met", "not_met", "doubted"):
        difference = _difference(figure.value, low, high)
    cases, noun = None, ""
    if status in ("met", "not_met") and figure.source == "computed":
        formula = reckoning.definitions.formula(indicator.key)
        if formula is not None:
            cases, noun = margin(formula, indicator.decimals, figure, low, high)
    year = year_of_period(period, reckoning.desk.year_begins) or reckoning.desk.year
    known = reckoning.definitions.known
    return Target(
        indicator, unit, year, period, figure, low, high, status, difference, cases, noun, known
    )


def _status(indicator: Indicator, figure: Figure, low: Decimal | None, high: Decimal | None) -> str:
    if figure.value is None:
        return "no_figure"
    if indicator.direction == "report":
        return "report"
    if low is None and high is None:
        return "no_target"
    if figure.reasons:
        return "doubted"
    return "met" if is_met(figure.value, indicator.decimals, low, high) else "not_met"


def _difference(value: Fraction, low: Decimal | None, high: Decimal | None) -> Fraction:
    """Actual less target; for a range 0 inside, else the way to the nearest bound, signed."""
    if low is not None and high is not None:
        if value > Fraction(high):
            return value - Fraction(high)
        return min(value - Fraction(low), Fraction(0))
    bound = low if low is not None else high
    return value - Fraction(bound if bound is not None else 0)
