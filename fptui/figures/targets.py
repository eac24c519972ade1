"""Where each indicator stands against what was signed for, and how safe it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fptui.errors import UnknownName
from fptui.figures.counting import Counting, Evidence, noun_of
from fptui.figures.expression import Expression, parse_expression
from fptui.figures.rates import rounded
from fptui.figures.years import DeskOfYear
from fptui.language import _
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers.contracts import CONTRACTS
from fptui.registers.declaration import Desk
from fptui.registers.entered import ENTERED
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.units import UNITS, topmost_unit
from fptui.registers.values.period import year_of_period


@dataclass(frozen=True, slots=True)
class Figure:
    """The actual of an indicator: computed from counts, entered as printed, or not there."""

    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    source: str = ""  # computed, entered or nothing
    bound: str = ""  # at_least where a printed figure said “and above”
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the table of target completion.

    `status` is `met`, `not_met`, `report` (no target is asked), `no_target`
    (one is asked, none was signed) or `no_figure`. `margin` is the number of
    cases that may still go wrong; negative, the number that is short.
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


def targets(desk: Desk, unit: str | None = None, period: str = "") -> list[Target]:
    """All indicators of a unit (the district for none) in a period (the year in view for none).

    Raises UnknownName for a unit that is not there, InvalidValue for an
    indicator whose numerator or denominator cannot be understood.
    """
    code = unit_code(desk, unit)
    period = period or str(desk.year)
    year = year_of_period(period, desk.year_begins) or desk.year
    counting = Counting(DeskOfYear(desk, year) if year != desk.year else desk, period)
    contracts = {
        (contract.indicator, contract.unit, contract.period): contract
        for contract in desk.table(CONTRACTS).values()
    }
    entered = {
        (figure.indicator, figure.unit, figure.period): figure
        for figure in desk.table(ENTERED).values()
    }
    lines = []
    for indicator in desk.table(INDICATORS).values():
        place = (indicator.key, code, period)
        figure = _computed(indicator, code, counting)
        if figure.value is None and figure.denominator is None and place in entered:
            printed = entered[place]
            figure = Figure(value=Fraction(printed.value), source="entered", bound=printed.bound)
        contract = contracts.get(place)
        low, high = (contract.low, contract.high) if contract else (None, None)
        lines.append(_judged(indicator, code, year, period, figure, low, high, counting))
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
                name=unit, codes=", ".join(named)
            )
        )
    known = [text for one in desk.table(UNITS).values() for text in (one.name, one.code)]
    raise UnknownName(
        _("There is no unit “{name}”. {hint}Give a code or a name of the register units.").format(
            name=harmless(unit[:40]), hint=meant(unit, known)
        )
    )


def _computed(indicator: Indicator, unit: str, counting: Counting) -> Figure:
    if not indicator.numerator or not indicator.denominator:
        return Figure()
    above = parse_expression(indicator.numerator)
    below = parse_expression(indicator.denominator)
    names = tuple(dict.fromkeys(above.names + below.names))
    sums = {name: counting.sum(name, unit) for name in names}
    values = {name: part.value for name, part in sums.items() if part is not None}
    numerator, denominator = above.evaluate(values.get), below.evaluate(values.get)
    if numerator is None or denominator is None:
        return Figure()
    evidence = tuple(line for part in sums.values() if part for line in part.evidence)
    value = Fraction(numerator * indicator.scale, denominator) if denominator else None
    return Figure(numerator, denominator, value, "computed", "", evidence)


def _judged(
    indicator: Indicator,
    unit: str,
    year: int,
    period: str,
    figure: Figure,
    low: Decimal | None,
    high: Decimal | None,
    counting: Counting,
) -> Target:
    status = _status(indicator, figure.value, low, high)
    difference = None
    if figure.value is not None and status in ("met", "not_met"):
        difference = _difference(figure.value, low, high)
    margin, noun = None, ""
    if difference is not None and figure.source == "computed":
        margin, noun = _margin(indicator, figure, unit, low, high, counting)
    return Target(
        indicator, unit, year, period, figure, low, high, status, difference, margin, noun
    )


def _status(
    indicator: Indicator, value: Fraction | None, low: Decimal | None, high: Decimal | None
) -> str:
    if value is None:
        return "no_figure"
    if indicator.direction == "report":
        return "report"
    if low is None and high is None:
        return "no_target"
    return "met" if is_met(value, indicator.decimals, low, high) else "not_met"


def is_met(value: Fraction, decimals: int, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a rate, rounded as it is printed, lies within its bounds, both inclusive."""
    as_printed = rounded(value, decimals)
    return (low is None or as_printed >= low) and (high is None or as_printed <= high)


def _difference(value: Fraction, low: Decimal | None, high: Decimal | None) -> Fraction:
    """Actual less target; for a range 0 inside, else the way to the nearest bound, signed."""
    if low is not None and high is not None:
        if value > Fraction(high):
            return value - Fraction(high)
        return min(value - Fraction(low), Fraction(0))
    bound = low if low is not None else high
    return value - Fraction(bound if bound is not None else 0)


def _margin(
    indicator: Indicator,
    figure: Figure,
    unit: str,
    low: Decimal | None,
    high: Decimal | None,
    counting: Counting,
) -> tuple[int | None, str]:
    """How many cases of the first count of the numerator may change while the target holds.

    A case moves every sum in which its count stands: one boy more is, among a
    given number of births, one girl less.
    """
    above = parse_expression(indicator.numerator)
    below = parse_expression(indicator.denominator)
    name = above.names[0]
    counted = counting.sum(name, unit)
    if counted is None:
        return None, ""
    held = _holds(indicator, figure, (above, below), name, low, high)
    most = counted.value + (figure.denominator or 0) + 1
    if held(0):
        steps = [_furthest(held, most), _furthest(lambda short: held(-short), most)]
        reached = [step for step in steps if step < most]
        return (min(reached) if reached else None), noun_of(name)
    for short in range(1, most + 1):
        if held(short) or held(-short):
            return -short, noun_of(name)
    return None, noun_of(name)


def _holds(
    indicator: Indicator,
    figure: Figure,
    expressions: tuple[Expression, Expression],
    name: str,
    low: Decimal | None,
    high: Decimal | None,
) -> Callable[[int], bool]:
    above, below = (expression.weight_of(name) for expression in expressions)
    numerator, denominator = figure.numerator or 0, figure.denominator or 0

    def held(cases: int) -> bool:
        changed = denominator + below * cases
        if changed <= 0:
            return False
        value = Fraction((numerator + above * cases) * indicator.scale, changed)
        return is_met(value, indicator.decimals, low, high)

    return held


def _furthest(held: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` for which a condition that holds at 0 goes on holding."""
    good, bad = 0, 1
    while bad <= most and held(bad):
        good, bad = bad, bad * 2
    if bad > most:
        if held(most):
            return most
        bad = most
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if held(middle) else (good, middle)
    return good
