"""Reckoning figures: indicators of units and periods, from counts, registers and other figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from fptui.errors import InvalidValue
from fptui.figures.common_ground import Flow, Ground, Search, State
from fptui.figures.contradictions import Contradictions
from fptui.figures.entered_figures import (
    EnteredFigures,
    why_no_rate,
    why_no_share,
    why_other,
)
from fptui.figures.figure import Figure, quantity
from fptui.figures.formulas import Definitions, Formula, is_level
from fptui.figures.reported import Evidence, Reported
from fptui.figures.spans import Span, span_of
from fptui.figures.tallies import TALLIES, Counted, label_of
from fptui.figures.wholeness import reasons_of
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.counts import BASES, COUNTS
from fptui.registers.declaration import Desk
from fptui.registers.indicators import Indicator
from fptui.registers.units import units_under
from fptui.registers.values.expression import Name
from fptui.registers.values.period import months_of, period_before, year_earlier


@dataclass(frozen=True, slots=True)
class _Part:
    """The value of one name in an expression, and the records that made it."""

    value: Fraction
    evidence: tuple[Evidence, ...] = ()


class Reckoning:
    """Answers for figures; reads each register once, whatever is asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reported = Reported(desk)
        self.counted = Counted(desk)
        self.definitions = Definitions(desk)
        self.entered = EnteredFigures(desk)
        self._contradictions: dict[int, Contradictions] = {}
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
        return why_no_share(entered, formula, self.desk.count_rules) or (
            why_no_rate(entered, formula, indicator, self._denominator(formula, unit, period))
        )

    def _denominator(self, formula: Formula, unit: str, period: str) -> Fraction | None:
        """What the rate is over, where it is known whole and of its time."""
        if formula.below is None:
            return None
        tallies = [TALLIES[name] for name in formula.below.names if name in TALLIES]
        if period != str(self.desk.year) and not all(tally.of_year for tally in tallies):
            return None
        alone = Formula(formula.below, None, Fraction(1))
        figure = _Reckoned(self, alone, unit, span_of(period, self.desk)).figure()
        return None if figure.reasons else figure.value

    def computed(self, key: str, unit: str, period: str) -> Figure:
        """The figure of an indicator from its formula; one without value where there is none.

        InvalidValue where the formula cannot be followed.
        """
        formula = self.definitions.formula(key)
        if formula is None:
            return Figure()
        return _Reckoned(self, formula, unit, span_of(period, self.desk)).figure()

    def contradictions_of(self, names: Set[str], unit: str, span: Span) -> list[str]:
        """What speaks against counts of a unit and those below it, in words."""
        if span.year not in self._contradictions:
            self._contradictions[span.year] = Contradictions(self.reported, self.counted, span.year)
        found = self._contradictions[span.year].of(names, self.under(unit), span.period)
        return [one.said(self.desk) for one in found]

    def under(self, unit: str) -> frozenset[str]:
        """A unit and all below it."""
        if unit not in self._under:
            self._under[unit] = units_under(self.desk, unit)
        return self._under[unit]


class _Reckoned:
    """One formula for one unit and one span."""

    def __init__(self, all_of: Reckoning, formula: Formula, unit: str, span: Span) -> None:
        self._all, self._formula, self._unit, self._span = all_of, formula, unit, span
        self._referred: dict[str, Figure] = {}
        counts = [name for name in formula.names if not self._is_figure(name)]
        self._reported = [name for name in counts if not self._is_tally(name)]
        flows = [name for name in self._reported if not self._is_level(name.name)]
        states = [name for name in self._reported if self._is_level(name.name)]
        self._flows = tuple(dict.fromkeys(Flow(one.name, one.years_before) for one in flows))
        self._states = tuple(
            dict.fromkeys(
                State(one.name, period) for one in states for period in self._moments(one)
            )
        )
        search = Search(all_of.reported, self._flows, self._states, span)
        self._ground = search.ground(unit)
        self._units = self._topmost(self._ground)

    def figure(self) -> Figure:
        """The figure, with all that speaks against it."""
        parts = {name.key: self._part(name) for name in self._formula.names}
        known = {key: part.value for key, part in parts.items() if part is not None}

        def value_of(name: Name) -> Fraction | None:
            return known.get(name.key)

        above = self._formula.above.evaluate(value_of)
        below = self._formula.below.evaluate(value_of) if self._formula.below else None
        value = None
        if above is not None and (self._formula.below is None or below is not None):
            value = self._formula.of_both(above, below)
        evidence = dict.fromkeys(one for part in parts.values() if part for one in part.evidence)
        figures = self._referred.values()
        doubts, partial = self._doubts(evidence), self._partial()
        whole = above is not None and (below is not None or self._formula.below is None)
        return Figure(
            quantity(above) if whole and above is not None else None,
            quantity(below) if whole and below is not None else None,
            value,
            "computed" if whole else "",
            evidence=tuple(evidence),
            doubts=tuple(doubts),
            partial=tuple(partial) if whole else (),
            reported_units=self._whole_units if self._counts_units else None,
            units=self._all_units if self._counts_units else None,
            slack=self._slack(),
            unreported=() if whole else tuple(self._unreported()),
            until=self._until,
            leans_on_entered=any(one.sureness == "entered" for one in figures),
        )

    # --- the names ----------------------------------------------------------------------

    def _is_figure(self, name: Name) -> bool:
        return self._all.definitions.is_indicator(name.name)

    def _is_tally(self, name: Name) -> bool:
        year = self._span.year - name.years_before
        return name.name in TALLIES and not self._all.reported.is_reported(name.name, year)

    def _is_level(self, name: str) -> bool:
        return is_level(name, self._all.reported.rules)

    def _moments(self, name: Name) -> tuple[str, ...]:
        """The periods at whose ends a state is asked; the opening is the end of the one before."""
        begins = self._all.reported.begins
        closing = self._then(name)
        if name.moment in ("opening", "average"):
            opening = period_before(closing, begins)
            return (opening,) if name.moment == "opening" else (opening, closing)
        return (closing,)

    def _then(self, name: Name) -> str:
        period = self._span.period
        for _year in range(name.years_before):
            period = year_earlier(period)
        return period

    def _topmost(self, ground: Ground) -> list[str]:
        """The units of the ground of which none stands below another."""
        units = dict.fromkeys(cell.unit for cell in ground.cells)
        line_of = self._all.reported.line_of
        return [one for one in units if not any(above in units for above in line_of(one)[1:])]

    def _part(self, name: Name) -> _Part | None:
        if self._is_figure(name):
            return self._of_figure(name)
        if not self._ground.cells:
            return None
        if self._is_tally(name):
            return self._of_tally(name)
        return self._of_state(name) if self._is_level(name.name) else self._of_flow(name)

    def _of_figure(self, name: Name) -> _Part | None:
        figure = self._all.figure(name.name, self._unit, self._then(name))
        self._referred[name.key] = figure
        return None if figure.value is None else _Part(figure.value, figure.evidence)

    def _of_tally(self, name: Name) -> _Part:
        register = TALLIES[name.name].register.name
        moments = self._moments(name)
        found = [
            Evidence(register, number, name.key, 1)
            for period in moments
            for unit in self._units
            for number in self._all.counted.numbers(name.name, unit, period)
        ]
        return _Part(Fraction(len(found), len(moments)), tuple(dict.fromkeys(found)))

    def _of_state(self, name: Name) -> _Part | None:
        moments = self._moments(name)
        known = [
            self._all.reported.state(name.name, unit, period)
            for period in moments
            for unit in self._units
        ]
        total = sum(one.value for one in known if one is not None)
        evidence = [self._of(name, one) for state in known if state for one in state.evidence]
        return _Part(Fraction(total, len(moments)), tuple(evidence))

    def _of_flow(self, name: Name) -> _Part:
        flow = Flow(name.name, name.years_before)
        known = [
            self._all.reported.whole(name.name, cell.unit, flow.then(cell.period))
            for cell in self._ground.cells
        ]
        total = sum(one.value for one in known if one is not None)
        evidence = [self._of(name, one) for whole in known if whole for one in whole.evidence]
        return _Part(Fraction(total), tuple(evidence))

    def _of(self, name: Name, one: Evidence) -> Evidence:
        return one if one.name == name.key else replace(one, name=name.key)

    # --- how sure it is -----------------------------------------------------------------

    @property
    def _counts_units(self) -> bool:
        """Whether units report what the figure is made of."""
        return bool(self._reported) and bool(self._ground.cells)

    @property
    def _all_units(self) -> int:
        ground = self._ground
        late = [one for one in ground.late if one not in ground.reporting]
        return len(ground.reporting) + len(ground.missing) + len(late)

    @property
    def _whole_units(self) -> int:
        return self._all_units - len(self._ground.missing) - len(self._ground.late)

    def _mixed_bases(self, evidence: Iterable[Evidence]) -> Iterator[str]:
        """Registered people of one year beside residents of another."""
        counts = self._all.desk.table(COUNTS)
        bases: dict[str, dict[str, None]] = {}
        for one in evidence:
            if one.register == COUNTS.name and counts[one.number].base:
                bases.setdefault(counts[one.number].name, {})[counts[one.number].base] = None
        for name, found in bases.items():
            if len(found) > 1:
                yield _("{name} is counted of different people: {bases}").format(
                    name=harmless(label_of(name)),
                    bases=_(", ").join(_(BASES.get(base, base)) for base in found),
                )

    def _doubts(self, evidence: Iterable[Evidence]) -> list[str]:
        doubts = []
        by_period: dict[str, set[str]] = {}
        for name in self._formula.names:
            for period in () if self._is_figure(name) else self._moments(name):
                by_period.setdefault(period, set()).add(name.name)
        for period, names in by_period.items():
            span = span_of(period, self._all.desk)
            doubts += self._all.contradictions_of(names, self._unit, span)
        doubts += self._mixed_bases(evidence)
        if not self._ground.cells and self._is_reported_apart:
            labels = _(", ").join(dict.fromkeys(_called(name) for name in self._reported))
            doubts.append(
                _("{period}: {counts} are not reported for the same units and periods").format(
                    period=self._span.period, counts=labels
                )
            )
        for figure in self._referred.values():
            doubts += figure.doubts
        return list(dict.fromkeys(doubts))

    @property
    def _is_reported_apart(self) -> bool:
        """Whether all that is asked was reported by some unit in some period."""
        reported = self._all.reported
        return len(self._reported) > 1 and all(
            reported.has_within(name.name, self._unit, period)
            for name in self._reported
            for period in self._moments(name)
        )

    def _partial(self) -> list[str]:
        names = list(dict.fromkeys(_called(name) for name in self._reported))
        reasons = reasons_of(self._ground, names, self._span, self._all_units, self._all.desk)
        for figure in self._referred.values():
            reasons += figure.partial
        return list(dict.fromkeys(reasons))

    def _unreported(self) -> Iterator[str]:
        """The counts of which nothing is reported, with their periods."""
        for name in self._reported:
            for period in self._moments(name):
                if not self._all.reported.has_within(name.name, self._unit, period):
                    yield f"{harmless(label_of(name.name))} {period}"

    @property
    def _until(self) -> str:
        """The last month of which the figure is, where that is not the last of its period."""
        months = self._ground.months
        last = months_of(self._span.period, self._all.reported.begins)[-1]
        return months[-1] if self._flows and months and months[-1] != last else ""

    def _slack(self) -> Fraction | None:
        """How far the value may be off as printed figures in it are rounded."""
        total = Fraction(0)
        divisor = self._formula.below
        for key, figure in self._referred.items():
            if figure.slack == 0:
                continue
            if figure.slack is None or divisor is not None:
                return None
            weight = self._formula.above.weight_of_key(key)
            if weight is None:
                return None
            total += abs(weight * self._formula.scale) * figure.slack
        return total


def _called(name: Name) -> str:
    return harmless(label_of(name.key))
