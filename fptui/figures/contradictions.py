"""Counts that cannot be: a part above its whole, sums that are not their total, mixed bases.

Arithmetic finds that one of two numbers is wrong, and not which: all figures that are made of
either are in doubt. What is named is the lowest unit and the shortest period at which it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from fptui.figures.formulas import is_level
from fptui.figures.reported import Known, Reported
from fptui.figures.tallies import TALLIES, Counted, label_of
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.counts import BASES, COUNTS, broken_said
from fptui.registers.declaration import Desk
from fptui.registers.soundness import Problem
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of
from fptui.registers.values.period import months_of, parts_of, periods_within, year_of_period


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Counts of a unit and a period that cannot all be right, and why in words."""

    names: tuple[str, ...]
    unit: str
    period: str
    why: str
    by_rule: bool = False  # told by the rule of its register too

    def said(self, desk: Desk) -> str:
        """The unit, the period and what is wrong, for people."""
        unit = harmless(name_of(desk, UNITS.name, self.unit) or self.unit)
        return _("{unit}, {period}: {problem}").format(
            unit=unit, period=self.period, problem=harmless(self.why)
        )


class Contradictions:
    """All contradictions among the counts of an office or of one year of it, found once."""

    def __init__(self, reported: Reported, counted: Counted, year: int | None = None) -> None:
        self._reported, self._counted, self._year = reported, counted, year
        self._desk = reported.desk
        self._places = self._all_places()
        self.found = tuple(dict.fromkeys(self._search()))

    def of(self, names: Set[str], units: Set[str], period: str) -> list[Contradiction]:
        """Those that concern counts of these names, of these units, in a period."""
        begins = self._reported.begins
        months = set(months_of(period, begins))
        return [
            one
            for one in self.found
            if one.unit in units
            and not names.isdisjoint(one.names)
            and not months.isdisjoint(months_of(one.period, begins))
        ]

    def _reports(self) -> Iterator[tuple[str, str, str]]:
        """What was reported, by name, unit and period, in the year that is looked at."""
        begins = self._reported.begins
        for name, unit, period in self._reported.places():
            if self._year is None or year_of_period(period, begins) == self._year:
                yield name, unit, period

    def _all_places(self) -> list[tuple[str, str]]:
        """Each unit and period of which something is reported, or of which parts are.

        Units below stand before those above, shorter periods before longer ones.
        """
        reported, begins = self._reported, self._reported.begins
        over: dict[str, tuple[str, ...]] = {}
        places: dict[tuple[str, str], None] = {}
        for _name, unit, period in self._reports():
            if period not in over:
                year = year_of_period(period, begins)
                within = periods_within(f"{year:04d}", begins)
                over[period] = tuple(one for one in within if period in periods_within(one, begins))
            for above in reported.line_of(unit):
                places.update(dict.fromkeys((above, longer) for longer in over[period]))
        order = {one: len(reported.line_of(one)) for one, _period in places}
        return sorted(places, key=lambda one: (-order[one[0]], -len(one[1]), one))

    def _search(self) -> Iterator[Contradiction]:
        yield from self._negative()
        yield from self._sums()
        for rule in self._reported.rules.part:
            yield from self._lowest((rule.part,), rule.whole, adds_up=False)
        for one in self._reported.rules.sum:
            yield from self._lowest(one.parts, one.whole, adds_up=True)
        yield from self._mixed_bases()

    def _negative(self) -> Iterator[Contradiction]:
        for name, unit, period in self._reports():
            for _number, count in self._reported.records(name, unit, period):
                if count.value < 0:
                    why = _("{name} {value} is negative").format(
                        name=label_of(name), value=count.value
                    )
                    yield Contradiction((name,), unit, period, why, by_rule=True)

    # --- totals and what they are made of ----------------------------------------------

    def _sums(self) -> Iterator[Contradiction]:
        reported = self._reported
        names = {name for name, _unit, _period in self._reports()}
        for unit, period in self._places:
            year = year_of_period(period, reported.begins) or 0
            for name in sorted(name for name in names if reported.has(name, unit, year)):
                own = reported.own(name, unit, period)
                if own is None:
                    continue
                if unit in own.units:
                    yield from self._against_units(name, unit, period, own)
                if reported.records(name, unit, period):
                    yield from self._against_parts(name, unit, period)

    def _against_units(
        self, name: str, unit: str, period: str, own: Known
    ) -> Iterator[Contradiction]:
        if set(own.units) != {unit}:
            return
        whole = self._reported.of_units_below(name, unit, period)
        come_to = whole.value if whole is not None else self._least(name, unit, period)
        if come_to is not None and (come_to > own.value or (whole and come_to != own.value)):
            why = _("{name} {total}, but the units below come to {sum}").format(
                name=label_of(name), total=own.value, sum=come_to
            )
            yield Contradiction((name,), unit, period, why)

    def _least(self, name: str, unit: str, period: str) -> int | None:
        """What the units below come to as far as they are known."""
        year = year_of_period(period, self._reported.begins) or 0
        total, any_known = 0, False
        for one in self._reported.below(name, unit, year):
            known = self._reported.whole(name, one, period)
            value = known.value if known is not None else self._least(name, one, period)
            if value is not None:
                total, any_known = total + value, True
        return total if any_known else None

    def _against_parts(self, name: str, unit: str, period: str) -> Iterator[Contradiction]:
        reported = self._reported
        total = sum(one.value for _number, one in reported.records(name, unit, period))
        whole = reported.of_parts(name, unit, period)
        if is_level(name, reported.rules):
            if whole is not None and whole.value != total:
                why = _("{name} {total}, but {sum} at the end of the period").format(
                    name=label_of(name), total=total, sum=whole.value
                )
                yield Contradiction((name,), unit, period, why)
            return
        come_to = whole.value if whole is not None else self._known_of(name, unit, period)
        if come_to is not None and (come_to > total or (whole is not None and come_to != total)):
            why = _("{name} {total}, but the shorter periods come to {sum}").format(
                name=label_of(name), total=total, sum=come_to
            )
            yield Contradiction((name,), unit, period, why)

    def _known_of(self, name: str, unit: str, period: str) -> int | None:
        """What the shorter periods come to as far as they are known."""
        total, any_known = 0, False
        for part in parts_of(period, self._reported.begins):
            known = self._reported.whole(name, unit, part)
            value = known.value if known else self._known_of(name, unit, part)
            if value is not None:
                total, any_known = total + value, True
        return total if any_known else None

    # --- parts and wholes by the rules ------------------------------------------------------

    def _lowest(
        self, parts: tuple[str, ...], whole: str, *, adds_up: bool
    ) -> Iterator[Contradiction]:
        """Where a rule is broken, named once: not again for the units and periods above."""
        reported = self._reported
        explained: set[tuple[str, str]] = set()
        for unit, period in self._places:
            if (unit, period) in explained:
                continue
            values = [self._value(name, unit, period) for name in parts]
            total = self._value(whole, unit, period)
            known = [value for value in values if value is not None]
            if total is None or len(known) < len(values):
                continue
            if sum(known) > total or (adds_up and sum(known) != total):
                for above in reported.line_of(unit):
                    explained.update((above, longer) for longer in self._longer(period))
                by_name = dict(zip((*parts, whole), (*known, total), strict=True))
                why = broken_said(parts, by_name, whole, adds_up, label_of)
                yield Contradiction((*parts, whole), unit, period, why)

    def _longer(self, period: str) -> list[str]:
        begins = self._reported.begins
        year = f"{year_of_period(period, begins):04d}"
        return [
            one for one in periods_within(year, begins) if period in periods_within(one, begins)
        ]

    def _value(self, name: str, unit: str, period: str) -> int | None:
        year = year_of_period(period, self._reported.begins) or 0
        if self._reported.is_reported(name, year):
            known = self._reported.whole(name, unit, period)
            return known.value if known is not None else None
        return len(self._counted.numbers(name, unit, period)) if name in TALLIES else None

    # --- bases ------------------------------------------------------------------------------

    def _mixed_bases(self) -> Iterator[Contradiction]:
        """Counts of registered people added to those of residents."""
        reported = self._reported
        bases: dict[tuple[str, str], dict[str, str]] = {}
        for name, unit, period in self._reports():
            for _number, count in reported.records(name, unit, period):
                if count.base:
                    bases.setdefault((name, period), {}).setdefault(count.base, unit)
        for (name, period), units in bases.items():
            if len(units) < 2:
                continue
            lines = [reported.line_of(unit) for unit in units.values()]
            common = next((one for one in lines[0] if all(one in line for line in lines)), "")
            if common:
                why = _("{name} is counted of different people: {bases}").format(
                    name=label_of(name),
                    bases=_(", ").join(
                        f"{_(BASES.get(base, base))} "
                        f"({harmless(name_of(self._desk, UNITS.name, unit))})"
                        for base, unit in units.items()
                    ),
                )
                yield Contradiction((name,), common, period, why)


def contradiction_problems(contradictions: Contradictions, desk: Desk) -> Iterator[Problem]:
    """The contradictions as problems of the register of counts."""
    for one in contradictions.found:
        if one.by_rule:
            continue
        identity = f"{one.period} {harmless(one.unit)} {harmless(label_of(one.names[0]))}"
        yield Problem(COUNTS.name, identity, "value", one.said(desk))
