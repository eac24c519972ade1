"""One formula reckoned for one unit and one period, and what speaks against the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fptui.figures.common_ground import Flow, Ground, Search, State
from fptui.figures.evidence import Behind, Evidence
from fptui.figures.figure import Figure, quantity
from fptui.figures.formulas import Formula, is_level
from fptui.figures.rounding import Range, quotient, range_of
from fptui.figures.spans import Span, span_of
from fptui.figures.tallies import TALLIES, label_of
from fptui.figures.wholeness import reasons_of
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.counts import BASES, COUNTS
from fptui.registers.values.expression import Name
from fptui.registers.values.period import months_of, period_before, year_earlier

if TYPE_CHECKING:
    from fptui.figures.reckoning import Reckoning


@dataclass(frozen=True, slots=True)
class _Part:
    """The value of one name in an expression, and what finds the records that made it."""

    value: Fraction
    evidence: Callable[[], Iterable[Evidence]]


class Reckoned:
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
        there = [part for part in parts.values() if part is not None]
        evidence = Behind(lambda: (one for part in there for one in part.evidence()))
        figures = self._referred.values()
        doubts, partial = self._doubts(evidence, bool(known)), self._partial()
        whole = above is not None and (below is not None or self._formula.below is None)
        return Figure(
            quantity(above) if whole and above is not None else None,
            quantity(below) if whole and below is not None else None,
            value,
            "computed" if whole else "",
            evidence=evidence,
            doubts=tuple(doubts),
            partial=tuple(partial),
            warnings=tuple(dict.fromkeys(self._warnings())),
            reported_units=self._whole_units if self._counts_units else None,
            units=self._all_units if self._counts_units else None,
            slack=self._slack(value, known),
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
        return None if figure.value is None else _Part(figure.value, lambda: figure.evidence)

    def _of_tally(self, name: Name) -> _Part:
        register = TALLIES[name.name].register.name
        moments = self._moments(name)
        found = [
            number
            for period in moments
            for unit in self._units
            for number in self._all.counted.numbers(name.name, unit, period)
        ]
        return _Part(
            Fraction(len(found), len(moments)),
            lambda: (Evidence(register, number, name.key, 1) for number in found),
        )

    def _of_state(self, name: Name) -> _Part | None:
        moments = self._moments(name)
        known = [
            self._all.reported.state(name.name, unit, period)
            for period in moments
            for unit in self._units
        ]
        total = sum(one.value for one in known if one is not None)
        return _Part(
            Fraction(total, len(moments)),
            lambda: (
                self._of(name, one)
                for state in known
                if state
                for one in self._all.reported.records(name.name, state.sources)
            ),
        )

    def _of_flow(self, name: Name) -> _Part:
        flow = Flow(name.name, name.years_before)
        reported = self._all.reported
        places = [(name.name, cell.unit, flow.then(cell.period)) for cell in self._ground.cells]
        return _Part(
            Fraction(sum(reported.whole(*place) or 0 for place in places)),
            lambda: (self._of(name, one) for place in places for one in reported.evidence(*place)),
        )

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
        mixed = self._all.reported.rows.of_several_bases
        if not self._referred and mixed.isdisjoint(name.name for name in self._reported):
            return
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

    def _doubts(self, evidence: Iterable[Evidence], any_known: bool) -> list[str]:
        """What speaks against it; what nothing was reckoned of cannot be doubted for its counts."""
        doubts = []
        for period, names in self._names_by_period().items() if any_known else ():
            span = span_of(period, self._all.desk)
            doubts += self._all.contradictions_of(names, self._unit, span)
        doubts += self._mixed_bases(evidence)
        for figure in self._referred.values():
            doubts += figure.doubts
        return list(dict.fromkeys(doubts))

    def _names_by_period(self) -> dict[str, set[str]]:
        """The counts that are asked for, by the period of which they are."""
        by_period: dict[str, set[str]] = {}
        for name in self._formula.names:
            for period in () if self._is_figure(name) else self._moments(name):
                by_period.setdefault(period, set()).add(name.name)
        return by_period

    def _warnings(self) -> Iterator[str]:
        """What must be looked at in the counts that it is made of."""
        by_year: dict[int, set[str]] = {}
        for period, names in self._names_by_period().items():
            by_year.setdefault(span_of(period, self._all.desk).year, set()).update(names)
        for year, names in by_year.items():
            yield from self._all.warned_of(names, self._unit, year)
        for figure in self._referred.values():
            yield from figure.warnings

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
        if not self._ground.cells and self._is_reported_apart:
            reasons.append(
                _("{period}: {counts} are not reported for the same units and periods").format(
                    period=self._span.period, counts=_(", ").join(names)
                )
            )
        for figure in self._referred.values():
            reasons += figure.partial
        return list(dict.fromkeys(reasons))

    def _unreported(self) -> Iterator[str]:
        """The counts of which nothing is reported, with their periods."""
        for name in self._reported:
            for period in self._moments(name):
                if not self._all.reported.has_within(name.name, self._unit, period):
                    yield f"{harmless(label_of(name.name))} {period}"
        for figure in self._referred.values():
            yield from figure.unreported

    @property
    def _until(self) -> str:
        """The last month of which the figure is, where that is not the last of its period."""
        months = self._ground.months
        last = months_of(self._span.period, self._all.reported.begins)[-1]
        return months[-1] if self._flows and months and months[-1] != last else ""

    def _slack(self, value: Fraction | None, known: Mapping[str, Fraction]) -> Fraction | None:
        """How far the value may be off as printed figures in it are rounded."""
        slacks = {key: figure.slack for key, figure in self._referred.items()}
        if value is None or not any(slack != 0 for slack in slacks.values()):
            return Fraction(0)

        def range_of_name(name: Name) -> Range | None:
            slack, one = slacks.get(name.key, Fraction(0)), known.get(name.key)
            return None if slack is None or one is None else (one - slack, one + slack)

        formula, one = self._formula, (Fraction(1), Fraction(1))
        above = range_of(formula.above, range_of_name)
        below = range_of(formula.below, range_of_name) if formula.below is not None else one
        reach = quotient(above, below) if above is not None and below is not None else None
        if reach is None:
            return None
        return max(abs(end * formula.scale - value) for end in reach)


def _called(name: Name) -> str:
    return harmless(label_of(name.key))
