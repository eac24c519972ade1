"""Counts that cannot be: a part above its whole, sums that are not their total, mixed bases.

Arithmetic finds that one of two numbers is wrong, and not which: all figures that are made of
either are in doubt. What is named is the lowest unit and the shortest period at which it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import chain, repeat
from operator import gt, itemgetter

from fptui.figures.count_rows import Given, Row, added
from fptui.figures.formulas import is_level
from fptui.figures.reported import Reported, Sums
from fptui.figures.tallies import TALLIES, Counted, label_of
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.counts import BASES, COUNTS, broken_said
from fptui.registers.declaration import Desk
from fptui.registers.soundness import Problem
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of
from fptui.registers.values.period import months_of


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
    """All contradictions among the counts of an office, found once.

    Values are compared in whole rows; where and why is worked out for what is found only.
    """

    def __init__(self, reported: Reported, counted: Counted) -> None:
        self._reported, self._counted, self._desk = reported, counted, reported.desk
        self._cells = reported.cells
        self._all_places: dict[str, set[int]] = {}
        self._counted_rows: dict[tuple[str, str], Row] = {}
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

    def _search(self) -> Iterator[Contradiction]:
        yield from self._negative()
        yield from self._sums()
        for rule in self._reported.rules.part:
            yield from self._lowest((rule.part,), rule.whole, adds_up=False)
        for one in self._reported.rules.sum:
            yield from self._lowest(one.parts, one.whole, adds_up=True)
        yield from self._mixed_bases()

    def _order(self, unit: str, period: str) -> tuple[int, int, str, str]:
        """Units below stand before those above, shorter periods before longer ones."""
        return -len(self._reported.line_of(unit)), -len(period), unit, period

    def _units(self) -> dict[str, None]:
        """All units that reported something, and those above them."""
        return dict.fromkeys(
            unit for name in self._reported.rows.by_name for unit in self._reported.under(name)
        )

    def _negative(self) -> Iterator[Contradiction]:
        rows = self._reported.rows
        if rows.least >= 0:
            return
        found = [
            (number, name, unit, rows.count(number))
            for name, units in rows.by_name.items()
            for unit, given in units.items()
            for numbers in map(given.records, range(len(given.values)))
            for number in numbers
            if rows.count(number).value < 0
        ]
        for _number, name, unit, count in sorted(found, key=itemgetter(0)):
            why = _("{name} {value} is negative").format(name=label_of(name), value=count.value)
            yield Contradiction((name,), unit, count.period, why, by_rule=True)

    # --- totals and what they are made of ----------------------------------------------

    def _sums(self) -> Iterator[Contradiction]:
        found = [
            (*self._order(unit, self._cells.periods[cell]), name, one)
            for name, units in self._reported.rows.by_name.items()
            for unit, given in units.items()
            if (sums := self._reported.sums(name, unit)) is not None
            for cell, one in chain(
                self._against_units(name, unit, given, sums),
                self._against_parts(name, unit, given, sums),
            )
        ]
        # of one place, units stand before parts: they were found in this order
        yield from (one[-1] for one in sorted(found, key=lambda one: one[:-1]))

    def _against_units(
        self, name: str, unit: str, given: Given, sums: Sums
    ) -> Iterator[tuple[int, Contradiction]]:
        children = self._reported.children.get(unit)
        if not children or not any(one in self._reported.under(name) for one in children):
            return
        for cell, own in self._of_unit_alone(name, given, sums).items():
            whole = sums.below[cell] if sums.below is not None else None
            come_to = whole if whole is not None else self._least(name, unit, cell)
            if come_to is not None and (come_to > own or (whole is not None and whole != own)):
                why = _("{name} {total}, but the units below come to {sum}").format(
                    name=label_of(name), total=own, sum=come_to
                )
                yield cell, Contradiction((name,), unit, self._cells.periods[cell], why)

    def _of_unit_alone(self, name: str, given: Given, sums: Sums) -> dict[int, int]:
        """What a unit reported itself for a period or for all shorter ones in it, by cell."""
        level = is_level(name, self._reported.rules)
        own = {cell: value for cell, value in enumerate(given.values) if value is not None}
        if sums.below is not None and None not in sums.below:
            return own
        for cell in reversed(range(self._cells.spans[-1].start)):  # the finer ones first
            value = given.values[cell]
            if value is None:
                parts = self._cells.parts[cell][-1:] if level else self._cells.parts[cell]
                if parts[-1] not in own:
                    continue
                known = [own.get(part) for part in parts
                         if sums.below is None or sums.below[part] is None]  # fmt: skip
                there = [one for one in known if one is not None]
                value = sum(there) if there and len(there) == len(parts) else None
            if value is not None:
                own[cell] = value
        return own

    def _least(self, name: str, unit: str, cell: int) -> int | None:
        """What the units below come to as far as they are known."""
        total, any_known = 0, False
        for one in self._reported.children.get(unit, ()):
            sums = self._reported.sums(name, one)
            if sums is None:
                continue
            value = sums.whole[cell]
            value = value if value is not None else self._least(name, one, cell)
            if value is not None:
                total, any_known = total + value, True
        return total if any_known else None

    def _against_parts(
        self, name: str, unit: str, given: Given, sums: Sums
    ) -> Iterator[tuple[int, Contradiction]]:
        level = is_level(name, self._reported.rules)
        for cell in self._differing(given.values, sums.by_time):
            total, whole = given.values[cell], sums.by_time[cell]
            if total is None or whole == total:
                continue
            come_to = whole if whole is not None or level else self._known_of(sums.whole, cell)
            if come_to is None or (whole is None and come_to <= total):
                continue
            text = (
                _("{name} {total}, but {sum} at the end of the period")
                if level
                else _("{name} {total}, but the shorter periods come to {sum}")
            )
            why = text.format(name=label_of(name), total=total, sum=come_to)
            yield cell, Contradiction((name,), unit, self._cells.periods[cell], why)

    def _differing(self, own: Row, by_time: Row) -> Iterator[int]:
        """The cells among which a report may not be what the shorter periods come to."""
        for span in self._cells.spans[:-1]:
            cells = own[span]
            if cells.count(None) < len(cells) and cells != by_time[span]:
                yield from range(span.start, span.stop)

    def _known_of(self, whole: Row, cell: int) -> int | None:
        """What the shorter periods come to as far as they are known."""
        values = [
            value if (value := whole[part]) is not None else self._known_of(whole, part)
            for part in self._cells.parts[cell]
        ]
        there = [value for value in values if value is not None]
        return sum(there) if there else None

    # --- parts and wholes by the rules ------------------------------------------------------

    def _lowest(
        self, parts: tuple[str, ...], whole: str, *, adds_up: bool
    ) -> Iterator[Contradiction]:
        """Where a rule is broken, named once: not again for the units and periods above."""
        places = [(unit, cell) for unit in self._units()
                  for cell in self._broken_in(parts, whole, unit, adds_up=adds_up)]  # fmt: skip
        periods = self._cells.periods
        explained: set[tuple[str, int]] = set()
        for unit, cell in sorted(places, key=lambda one: self._order(one[0], periods[one[1]])):
            if (unit, cell) in explained:
                continue
            for above in self._reported.line_of(unit):
                explained.update((above, longer) for longer in self._cells.longer[cell])
            names = (*parts, whole)
            rows = map(self._rows_of, names, repeat(unit))
            known = {name: row[cell] or 0 for name, row in zip(names, rows, strict=True) if row}
            why = broken_said(parts, known, whole, adds_up, label_of)
            yield Contradiction(names, unit, periods[cell], why)

    def _broken_in(
        self, parts: tuple[str, ...], whole: str, unit: str, *, adds_up: bool
    ) -> list[int]:
        """The cells of a unit in which a rule is broken."""
        names = (*parts, whole)
        rows = [self._rows_of(name, unit) for name in names]
        if any(row is None for row in rows):
            return []
        *known, total = (row for row in rows if row is not None)
        sums = known[0] if len(known) == 1 else added(known)
        if sums == total or (not adds_up and _is_never_more(sums, total)):
            return []
        found = [
            cell
            for cell, (one, other) in enumerate(zip(sums, total, strict=True))
            if one is not None and other is not None and (one > other or (adds_up and one != other))
        ]
        if found and (
            any(self._is_counted(name) for name in names) or self._desk.find(UNITS, unit) is None
        ):  # counts of a register are always known, and those below a unit that is not there
            found = [cell for cell in found if cell in self._places(unit)]
        return found

    def _is_counted(self, name: str) -> bool:
        return name in TALLIES and name not in self._reported.rows.by_name

    def _rows_of(self, name: str, unit: str) -> Row | None:
        """What is known of a count, reported or counted from its register; None for nothing."""
        sums = self._reported.sums(name, unit)
        if name not in TALLIES:
            return sums.whole if sums is not None else None
        periods, numbers = self._cells.periods, self._counted.numbers
        if self._is_counted(name) and not TALLIES[name].of_year:
            return [len(numbers(name, unit, periods[0]))] * len(periods) if periods else []
        key = (name, unit)
        if key not in self._counted_rows:
            row = sums.whole.copy() if sums is not None else self._cells.empty()
            for cell in self._places(unit):
                if not self._reported.is_reported(name, self._cells.years_of[cell]):
                    row[cell] = len(numbers(name, unit, periods[cell]))
            self._counted_rows[key] = row
        return self._counted_rows[key]

    def _places(self, unit: str) -> Set[int]:
        """The cells of which a unit or one below it reported something, or a part of them."""
        if not self._all_places:
            for units in self._reported.rows.by_name.values():
                for one, given in units.items():
                    there = {cell for cell, value in enumerate(given.values) if value is not None}
                    longer = {above for cell in there for above in self._cells.longer[cell]}
                    for above in self._reported.line_of(one):
                        self._all_places.setdefault(above, set()).update(longer)
        return self._all_places.get(unit, frozenset())

    # --- bases ------------------------------------------------------------------------------

    def _mixed_bases(self) -> Iterator[Contradiction]:
        """Counts of registered people added to those of residents."""
        reported, rows = self._reported, self._reported.rows
        bases: dict[tuple[str, str], dict[str, str]] = {}
        records = sorted(
            (number, name, unit)
            for name in rows.of_several_bases
            for number, unit in rows.records_of(name)
        )
        for number, name, unit in records:
            count = rows.count(number)
            if count.base:
                bases.setdefault((name, count.period), {}).setdefault(count.base, unit)
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


def _is_never_more(row: Row, other: Row) -> bool:
    try:
        # None is not compared with a number: what is unknown is looked at cell by cell
        return not any(map(gt, row, other))  # type: ignore[arg-type]
    except TypeError:
        return False


def contradiction_problems(contradictions: Contradictions, desk: Desk) -> Iterator[Problem]:
    """The contradictions as problems of the register of counts."""
    for one in contradictions.found:
        if one.by_rule:
            continue
        identity = f"{one.period} {harmless(one.unit)} {harmless(label_of(one.names[0]))}"
        yield Problem(COUNTS.name, identity, "value", one.said(desk))
