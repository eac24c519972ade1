"""What an indicator is made of: its two expressions, and that it does not refer to itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fptui.errors import InvalidValue
from fptui.figures.tallies import TALLIES
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.count_rules import CountRules
from fptui.registers.counts import COUNT_NAMES
from fptui.registers.declaration import Desk
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.values.expression import Expression, Name, parse_expression


@dataclass(frozen=True, slots=True)
class Formula:
    """Above, below (None for nothing to divide by) and the number that both are multiplied by."""

    above: Expression
    below: Expression | None
    scale: Fraction

    @property
    def names(self) -> tuple[Name, ...]:
        """The counts and indicators in both, each spelling once."""
        below = self.below.references if self.below is not None else ()
        return tuple({name.key: name for name in (*self.above.references, *below)}.values())

    def of_both(self, value: Fraction, divisor: Fraction | None) -> Fraction | None:
        """The value, from that above and that below; None where something is divided by zero."""
        if self.below is None:
            return value * self.scale
        return value * self.scale / divisor if divisor else None


class Definitions:
    """All indicators of an office, understood once.

    A name is a count where the program, the rules or the office's records know such a count,
    else the indicator of that key.
    """

    def __init__(self, desk: Desk, recorded: Collection[str]) -> None:
        """`recorded` are the names of the counts that the office has records of."""
        self._indicators = {one.key: one for one in desk.table(INDICATORS).values()}
        self._counts = {*COUNT_NAMES, *TALLIES, *desk.count_rules.names, *recorded}
        self.known = {key: one for key, one in self._indicators.items() if self.is_indicator(key)}
        self._rules = desk.count_rules
        self._formulas: dict[str, Formula | InvalidValue | None] = {}

    def is_indicator(self, name: str) -> bool:
        """Whether a name in an expression means another indicator."""
        return name in self._indicators and name not in self._counts

    def indicator(self, key: str) -> Indicator:
        """The indicator of a key."""
        return self._indicators[key]

    def formula(self, key: str) -> Formula | None:
        """How an indicator is reckoned; None for one that can only be entered.

        InvalidValue for one that cannot be understood or refers to itself.
        """
        if key not in self._formulas:
            try:
                self._formulas[key] = self._understood(self._indicators[key])
                self._refuse_circle(key)
            except InvalidValue as error:
                self._formulas[key] = error
        known = self._formulas[key]
        if isinstance(known, InvalidValue):
            raise known
        return known

    def _understood(self, indicator: Indicator) -> Formula | None:
        for text in (indicator.numerator, indicator.denominator):
            if text:
                refuse_moments(parse_expression(text), self._rules)
        return formula_of(indicator)

    def _refuse_circle(self, key: str) -> None:
        circle = self._circle(key, (key,), set())
        if circle:
            raise InvalidValue(
                _("“{key}” refers to itself: {circle}").format(
                    key=harmless(key), circle=" → ".join(map(harmless, circle))
                )
            )

    def _circle(self, key: str, way: tuple[str, ...], seen: set[str]) -> tuple[str, ...]:
        """The way from an indicator back to itself, or nothing."""
        for name in self._referred(way[-1]):
            if name == key:
                return (*way, key)
            if name not in seen:
                seen.add(name)
                found = self._circle(key, (*way, name), seen)
                if found:
                    return found
        return ()

    def _referred(self, key: str) -> Iterator[str]:
        indicator = self._indicators[key]
        for text in (indicator.numerator, indicator.denominator):
            try:
                names = parse_expression(text).names if text else ()
            except InvalidValue:  # told of where that indicator is
                continue
            yield from (name for name in names if self.is_indicator(name))


def formula_of(indicator: Indicator) -> Formula | None:
    """The formula of an indicator by itself; InvalidValue where it cannot be understood.

    Without a denominator the numerator is the whole expression and its value stands as it is:
    the scale only says which sign is written after it.
    """
    if not indicator.numerator:
        return None
    above = parse_expression(indicator.numerator)
    if indicator.denominator:
        return Formula(above, parse_expression(indicator.denominator), Fraction(indicator.scale))
    return Formula(*above.parted())


def refuse_moments(expression: Expression, rules: CountRules) -> None:
    """InvalidValue where the beginning or end of something is asked that has none."""
    for name in expression.references:
        if name.moment and not is_level(name.name, rules):
            raise InvalidValue(
                _(
                    "“{text}”: at character {place}, “{name}” adds up over a period and has "
                    "no @{moment}; a state such as population has"
                ).format(
                    text=str(expression),
                    place=name.place + 1,
                    name=harmless(name.name),
                    moment=name.moment,
                )
            )


def is_level(name: str, rules: CountRules) -> bool:
    """Whether a count is a state of which the last one reported holds."""
    asked = rules.asked(name)
    if asked is not None and asked.level is not None:
        return asked.level
    if name in TALLIES:
        return TALLIES[name].is_state
    return name in COUNT_NAMES and COUNT_NAMES[name].is_level
