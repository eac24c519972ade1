"""Counts that are possible and yet must be looked at, by the rules of the office.

A warning says that chance alone hardly makes such numbers; it does not say that they are wrong.
What is named is the lowest unit at which it shows. Only counts that units report are judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from fractions import Fraction

from fptui.figures.chances import chance_of_jump, chance_of_share, chance_of_unit
from fptui.figures.count_warning import Behind, CountWarning
from fptui.figures.formulas import is_level
from fptui.figures.rates import printed
from fptui.figures.reported import Reported
from fptui.figures.tallies import label_of
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.units import UNITS
from fptui.registers.values.period import months_of, parts_of, year_earlier
from fptui.registers.warning_rules import Far, Jump, Share

_RAREST = 1_000_000  # what is rarer is told as this rare


@dataclass(frozen=True, slots=True)
class _Value:
    """What a unit had of a count: added up over some periods, or a state."""

    name: str
    periods: tuple[str, ...]
    value: int
    numbers: tuple[int, ...]

    @property
    def behind(self) -> Behind:
        return Behind(self.name, ", ".join(self.periods), self.value, self.numbers)


class Warnings:
    """All warnings of one year of an office."""

    def __init__(self, reported: Reported, year: int) -> None:
        self._reported, self._rules = reported, reported.rules
        self._units = {one.code: one for one in reported.desk.table(UNITS).values()}
        self.found = tuple(self._search(year))

    def of(self, names: Set[str], units: Set[str]) -> list[CountWarning]:
        """Those that concern counts of these names, of these units."""
        return [one for one in self.found if one.unit in units and not names.isdisjoint(one.names)]

    def _search(self, year: int) -> Iterator[CountWarning]:
        for share in self._rules.share:
            yield from self._lowest(self._shares(share, year))
        for jump in self._rules.jump:
            yield from self._lowest(self._jumps(jump, year))
        for far in self._rules.far:
            yield from self._lowest(self._far(far, year))

    def _lowest(self, found: Iterable[CountWarning]) -> Iterator[CountWarning]:
        """Each warning but for those of units above another one that is warned of."""
        found = list(found)
        over = {above for one in found for above in self._reported.line_of(one.unit)[1:]}
        yield from (one for one in found if one.unit not in over)

    # --- the rules --------------------------------------------------------------------------

    def _shares(self, rule: Share, year: int) -> Iterator[CountWarning]:
        pairs = self._pairs(rule.part, rule.whole, year)
        for unit, (part, whole) in pairs.items():
            chance = chance_of_share(part.value, whole.value, rule.low, rule.high)
            if chance * len(pairs) <= rule.level:
                why = _("{part} {n} of {whole} {all} are {share}, expected {low} to {high}").format(
                    part=_called(rule.part),
                    n=part.value,
                    whole=_called(rule.whole),
                    all=whole.value,
                    share=_percent(Fraction(part.value, whole.value)),
                    low=_percent(Fraction(rule.low)),
                    high=_percent(Fraction(rule.high)),
                )
                yield _of_pair("share", unit, year, part, whole, why, chance)

    def _jumps(self, rule: Jump, year: int) -> Iterator[CountWarning]:
        pairs = {
            unit: pair
            for unit in self._units
            if (pair := self._both_years(rule.name, unit, year)) is not None
        }
        for unit, (now, before) in pairs.items():
            high, low = max(now.value, before.value), min(now.value, before.value)
            if high <= low * rule.factor:
                continue
            chance = chance_of_jump(now.value, before.value, rule.factor)
            if chance * len(pairs) <= rule.level:
                why = _("{name} {now}, a year before {before}: more than {factor} times apart")
                why = why.format(
                    name=_called(rule.name),
                    now=now.value,
                    before=before.value,
                    factor=f"{rule.factor:g}",
                )
                figures = f"{before.value} → {now.value}"
                yield _warning("jump", (now, before), unit, year, figures, why, chance)

    def _far(self, rule: Far, year: int) -> Iterator[CountWarning]:
        pairs = self._pairs(rule.part, rule.whole, year)
        line_of = self._reported.line_of
        levels: dict[str, list[str]] = defaultdict(list)
        for unit in sorted(pairs, key=lambda one: -len(line_of(one))):
            levels[self._units[unit].level].append(unit)
        alike = [_of_like_times(units, pairs) for units in levels.values()]
        tried = sum(len(units) for units in alike if len(units) > 1)
        told: set[str] = set()
        for units in alike:
            # a unit above one that is told of is no measure for those beside it
            of_level = {unit: pairs[unit] for unit in units if unit not in told}
            for one in self._farthest(rule, year, of_level, tried):
                told.update(line_of(one.unit))
                yield one

    def _farthest(
        self, rule: Far, year: int, pairs: dict[str, tuple[_Value, _Value]], tried: int
    ) -> Iterator[CountWarning]:
        """The units far from the others, the farthest first.

        Who was told is no measure for the rest: else they would look far from him.
        """
        pairs = dict(pairs)
        while len(pairs) > 1:
            parts = sum(part.value for part, _whole in pairs.values())
            wholes = sum(whole.value for _part, whole in pairs.values())
            chance, unit = min(
                (self._chance_beside(pairs[unit], parts, wholes, rule.factor), unit)
                for unit in pairs
            )
            if chance * tried > rule.level:
                return
            part, whole = pairs.pop(unit)
            others = Fraction(parts - part.value, wholes - whole.value)
            why = self._why_far(part, whole, others)
            yield _of_pair("far", unit, year, part, whole, why, chance)

    def _chance_beside(
        self, pair: tuple[_Value, _Value], parts: int, wholes: int, factor: float
    ) -> float:
        part, whole = (one.value for one in pair)
        return chance_of_unit(part, whole, parts - part, wholes - whole, factor)

    def _why_far(self, part: _Value, whole: _Value, others: Fraction) -> str:
        share = Fraction(part.value, whole.value)
        said = _percent if max(share, others) >= Fraction(1, 10) else _permille
        return _("{part} {n} of {whole} {all} are {share}, but {others} in the other units").format(
            part=_called(part.name),
            n=part.value,
            whole=_called(whole.name),
            all=whole.value,
            share=said(share),
            others=said(others),
        )

    # --- what is judged ---------------------------------------------------------------------

    def _pairs(self, part: str, whole: str, year: int) -> dict[str, tuple[_Value, _Value]]:
        """A part and its whole by unit, where both are known for the same time and possible."""
        pairs = {}
        for unit in self._units:
            if not (self._reported.has(part, unit, year) and self._reported.has(whole, unit, year)):
                continue
            both = (part, whole)
            periods = tuple(self._periods(both, unit, f"{year:04d}"))
            values = [self._value(name, unit, periods, f"{year:04d}") for name in both]
            one, all_of = values
            if one and all_of and 0 <= one.value <= all_of.value and all_of.value:
                pairs[unit] = (one, all_of)
        return pairs

    def _both_years(self, name: str, unit: str, year: int) -> tuple[_Value, _Value] | None:
        """A count of a unit in a year and in the same part of the year before."""
        year_now, year_before = f"{year:04d}", f"{year - 1:04d}"
        if not (self._reported.has(name, unit, year) and self._reported.has(name, unit, year - 1)):
            return None
        periods = tuple(self._periods((name,), unit, year_now, with_year_before=True))
        before = tuple(year_earlier(one) for one in periods)
        values = (
            self._value(name, unit, periods, year_now),
            self._value(name, unit, before, year_before),
        )
        now, then = values
        return (now, then) if now and then and min(now.value, then.value) >= 0 else None

    def _periods(
        self, names: tuple[str, ...], unit: str, period: str, *, with_year_before: bool = False
    ) -> Iterator[str]:
        """The longest periods for which all counts that add up are known."""
        periods = (period, year_earlier(period)) if with_year_before else (period,)
        if all(
            self._is_level(name) or self._reported.whole(name, unit, one) is not None
            for name in names
            for one in periods
        ):
            yield period
            return
        for part in parts_of(period, self._reported.begins):
            yield from self._periods(names, unit, part, with_year_before=with_year_before)

    def _value(self, name: str, unit: str, periods: tuple[str, ...], year: str) -> _Value | None:
        if self._is_level(name):
            state = self._reported.state(name, unit, year)
            if state is None:
                return None
            records = self._reported.records(name, state.sources)
            return _Value(name, (year,), state.value, tuple(one.number for one in records))
        found = {one: self._reported.whole(name, unit, one) for one in periods}
        known = {one: value for one, value in found.items() if value is not None}
        if not known:
            return None
        numbers = (
            record.number for one in known for record in self._reported.evidence(name, unit, one)
        )
        return _Value(name, periods, sum(known.values()), tuple(numbers))

    def _is_level(self, name: str) -> bool:
        return is_level(name, self._rules)


def years_reported(reported: Reported) -> list[int]:
    """The years of which anything is reported."""
    return sorted({year for name in reported.rows.by_name for year in reported.years_of(name)})


def _of_like_times(
    units: Iterable[str], pairs: dict[str, tuple[_Value, _Value]]
) -> tuple[str, ...]:
    """The units that are known for the same time as most: others would differ by that alone."""
    times = {unit: (pairs[unit][0].periods, pairs[unit][1].periods) for unit in units}
    counted = Counter(times.values())
    most = max(counted, key=lambda one: (counted[one], _length(one[0]))) if counted else None
    return tuple(unit for unit, time in times.items() if time == most)


def _length(periods: tuple[str, ...]) -> int:
    return sum(len(months_of(one)) for one in periods)


def _of_pair(
    kind: str, unit: str, year: int, part: _Value, whole: _Value, why: str, chance: float
) -> CountWarning:
    figures = f"{part.value}/{whole.value}"
    return _warning(kind, (part, whole), unit, year, figures, why, chance)


def _warning(
    kind: str,
    values: tuple[_Value, ...],
    unit: str,
    year: int,
    figures: str,
    why: str,
    chance: float,
) -> CountWarning:
    names = tuple(dict.fromkeys(one.name for one in values))
    why = _("{why} ({chance})").format(why=why, chance=_rarity(chance))
    behind = tuple(one.behind for one in values)
    return CountWarning(kind, names, unit, f"{year:04d}", figures, why, behind)


def _rarity(chance: float) -> str:
    """How rare that is, in two figures and never rarer than it is."""
    times = min(_RAREST, int(1 / chance) if chance > 1 / _RAREST else _RAREST)
    step = 10 ** max(0, len(str(times)) - 2)
    return _("by chance under 1 in {times}").format(times=times // step * step)


def _called(name: str) -> str:
    return harmless(label_of(name))


def _percent(share: Fraction) -> str:
    return printed(share * 100, 1) + "%"


def _permille(share: Fraction) -> str:
    return printed(share * 1000, 1) + "‰"
