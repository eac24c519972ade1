"""Whether the data holds together: records, entered figures, and the round of recipients."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fptui.errors import InvalidValue
from fptui.figures.counting import Counting, noun_of
from fptui.figures.expression import Expression, parse_expression
from fptui.figures.rates import possible_numerators, printed
from fptui.figures.recipients_round import round_problems
from fptui.figures.tallies import TALLIES
from fptui.figures.years import DeskOfYear
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk
from fptui.registers.entered import ENTERED
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.soundness import Problem, identity_shown, record_problems
from fptui.registers.values.display import plain


def problems_in(desk: Desk) -> Iterator[Problem]:
    """All that is wrong with the data, register by register."""
    for register in REGISTERS.values():
        yield from record_problems(register, desk)
    yield from _formula_problems(desk)
    yield from _entered_problems(desk)
    yield from round_problems(desk)


def _formula_problems(desk: Desk) -> Iterator[Problem]:
    for indicator in desk.table(INDICATORS).values():
        for column in ("numerator", "denominator"):
            text = getattr(indicator, column)
            try:
                if text:
                    parse_expression(text)
            except InvalidValue as error:
                yield Problem(
                    INDICATORS.name, identity_shown(INDICATORS, indicator), column, str(error)
                )


def _entered_problems(desk: Desk) -> Iterator[Problem]:
    """Printed rates that no whole number of cases gives over the denominator that is known.

    Left alone are a figure of part of a year, as figures are counted by the year; one
    printed as “and above”, which is no rate; and one whose denominator is not known
    for its year, or is nothing: it was entered because the records do not reach back.
    """
    countings: dict[str, Counting] = {}
    for figure in desk.table(ENTERED).values():
        indicator = desk.find(INDICATORS, figure.indicator)
        if indicator is None or figure.bound or not figure.period.isdecimal():
            continue
        below = _understood(indicator.denominator)
        if below is None or not _known_of(int(figure.period), below, desk):
            continue
        if figure.period not in countings:
            countings[figure.period] = Counting(DeskOfYear(desk, int(figure.period)))
        denominator = _value(below, figure.unit, countings[figure.period])
        text = _misfit(figure.value, indicator, denominator, below) if denominator else ""
        if text:
            yield Problem(ENTERED.name, identity_shown(ENTERED, figure), "value", text)


def _understood(text: str) -> Expression | None:
    try:
        return parse_expression(text) if text else None
    except InvalidValue:
        return None


def _value(expression: Expression, unit: str, counting: Counting) -> int | None:
    sums = {name: counting.sum(name, unit) for name in expression.names}
    return expression.evaluate({name: part.value for name, part in sums.items() if part}.get)


def _known_of(year: int, expression: Expression, desk: Desk) -> bool:
    tallies = (TALLIES[name] for name in expression.names if name in TALLIES)
    return year == desk.year or all(tally.of_year for tally in tallies)


def _misfit(value: Decimal, indicator: Indicator, denominator: int, below: Expression) -> str:
    """Why a printed rate cannot be over its denominator; "" where it can."""
    scale = indicator.scale
    decimals = max(indicator.decimals, _decimals_of(value))
    if possible_numerators(value, denominator, scale, decimals):
        return ""
    lower = max(0, int(Fraction(value) * denominator / scale))
    near = [
        _("{cases} give {rate}").format(
            cases=cases, rate=printed(Fraction(cases * scale, denominator), decimals)
        )
        for cases in (lower, lower + 1)
    ]
    noun = noun_of(below.names[0])
    return _("no whole number of {denominator} {noun} gives {value}: {near}").format(
        denominator=denominator, noun=_(noun), value=plain(value), near=_(", ").join(near)
    )


def _decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
