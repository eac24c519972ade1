"""Reckoning figures: indicators of units and periods, from counts, registers and other figures."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from fptui.errors import InvalidValue
from fptui.figures.contradictions import Contradictions
from fptui.figures.count_warning import CountWarning, Explained
from fptui.figures.entered_figures import (
    EnteredFigures,
    why_no_rate,
    why_no_share,
    why_other,
)
from fptui.figures.figure import Figure
from fptui.figures.formulas import Definitions, Formula
from fptui.figures.reckoned import Reckoned
from fptui.figures.reported import Reported
from fptui.figures.spans import Span, span_of
from fptui.figures.tallies import TALLIES, Counted
from fptui.figures.warnings import Warnings, years_reported
from fptui.registers.declaration import Desk
from fptui.registers.indicators import Indicator
from fptui.registers.units import units_under


class Reckoning:
    """Answers for figures; reads each register once, whatever is asked."""

    def __init__(self, desk: Desk, reported: Reported | None = None) -> None:
        self.desk = desk
        self.reported = Reported(desk) if reported is None else reported
        self.counted = Counted(desk)
        self.definitions = Definitions(desk, self.reported.rows.names)
        self.entered = EnteredFigures(desk)
        self.explained = Explained(desk)
        self._warnings: dict[int, Warnings] = {}
        self._figures: dict[tuple[str, str, str], Figure] = {}
        self._under: dict[str, frozenset[str]] = {}

    def figure(self, key: str, unit: str, period: str) -> Figure:
        """The figure of an indicator: as reckoned, else as entered, held against one another."""
        place = (key, unit, period)
        if place not in self._figures:
            indicator = self.definitions.indicator(key)
            mistake: tuple[str, ...] = ()
            try:
                computed = self.computed(key, unit, period)
            except InvalidValue as error:
                computed, mistake = Figure(), (str(error),)
            figure = self._settled(indicator, unit, period, computed)
            self._figures[place] = replace(figure, doubts=(*figure.doubts, *mistake))
        return self._figures[place]

    def _settled(self, indicator: Indicator, unit: str, period: str, computed: Figure) -> Figure:
        """What was reckoned or what was entered, and whether the two agree."""
        entered = self.entered.figure(indicator, unit, period)
        if entered is None:
            return computed
        if computed.value is None and computed.denominator is None:
            why = self.why_impossible(indicator, unit, period)
            return replace(entered, doubts=(why,)) if why else entered
        why = self.why_other(indicator, unit, period, computed)
        return replace(computed, doubts=(*computed.doubts, why)) if why else computed

    def why_other(self, indicator: Indicator, unit: str, period: str, computed: Figure) -> str:
        """Why an entered figure is not the one that is reckoned; "" where it is, or may be."""
        entered = self.entered.record(indicator, unit, period)
        return why_other(entered, indicator, computed) if entered is not None else ""

    def why_impossible(self, indicator: Indicator, unit: str, period: str) -> str:
        """Why an entered figure cannot be, by what is known of its formula; "" where it can."""
        entered = self.entered.record(indicator, unit, period)
        try:
            formula = self.definitions.formula(indicator.key)
        except InvalidValue:
            return ""
        if entered is None or formula is None or entered.bound:
            return ""
        share = why_no_share(entered, formula, self.desk.count_rules)
        if share or any(map(self.definitions.is_indicator, formula.above.names)):
            return share  # what is made of other rates has no cases
        return why_no_rate(entered, formula, indicator, self._denominator(formula, unit, period))

    def _denominator(self, formula: Formula, unit: str, period: str) -> Fraction | None:
        """What the rate is over, where it is known whole and of its time."""
        if formula.below is None:
            return None
        tallies = [TALLIES[name] for name in formula.below.names if name in TALLIES]
        if period != str(self.desk.year) and not all(tally.of_year for tally in tallies):
            return None
        alone = Formula(formula.below, None, Fraction(1))
        figure = Reckoned(self, alone, unit, span_of(period, self.desk)).figure()
        return None if figure.reasons else figure.value

    def computed(self, key: str, unit: str, period: str) -> Figure:
        """The figure of an indicator from its formula; one without value where there is none.

        InvalidValue where the formula cannot be followed.
        """
        formula = self.definitions.formula(key)
        if formula is None:
            return Figure()
        return Reckoned(self, formula, unit, span_of(period, self.desk)).figure()

    @cached_property
    def contradictions(self) -> Contradictions:
        """All contradictions among the counts."""
        return Contradictions(self.reported, self.counted)

    def contradictions_of(self, names: Set[str], unit: str, span: Span) -> list[str]:
        """What speaks against counts of a unit and those below it, in words."""
        found = self.contradictions.of(names, self.under(unit), span.period)
        return [one.said(self.desk) for one in found]

    def warnings(self) -> tuple[CountWarning, ...]:
        """The counts that must be looked at, of all years."""
        years = years_reported(self.reported)
        return tuple(one for year in years for one in self._warnings_in(year).found)

    def _warnings_in(self, year: int) -> Warnings:
        if year not in self._warnings:
            self._warnings[year] = Warnings(self.reported, year)
        return self._warnings[year]

    def warned_of(self, names: Set[str], unit: str, year: int) -> list[str]:
        """What about counts of a unit and those below it nobody has explained, in words."""
        found = self._warnings_in(year).of(names, self.under(unit))
        return [one.said(self.desk) for one in found if not self.explained.holds(one)]

    def under(self, unit: str) -> frozenset[str]:
        """A unit and all below it."""
        if unit not in self._under:
            self._under[unit] = units_under(self.desk, unit)
        return self._under[unit]
