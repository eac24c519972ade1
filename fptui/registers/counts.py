"""Counts (统计数): what is reported as numbers per unit and period, never per woman."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fptui.errors import InvalidValue
from fptui.language import N_, _
from fptui.registers.count_rules import CountRules
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.summed import Summed
from fptui.registers.values.period import check_period, year_of_period

BASES = {"registered": N_("Registered people"), "resident": N_("Resident people")}


@dataclass(frozen=True, slots=True)
class CountName:
    """A named count: its label, the noun of one case, and whether it is a level or a flow.

    A flow (births) adds up over the months of a year; a level (population) is
    the last one reported.
    """

    label: str
    noun: str
    is_level: bool = False


COUNT_NAMES: Mapping[str, CountName] = {
    "population": CountName(N_("Population"), N_("people"), is_level=True),
    "births": CountName(N_("Births"), N_("births")),
    "births_in_plan": CountName(N_("Births in plan"), N_("births")),
    "births_third_or_higher": CountName(N_("Third or higher births"), N_("births")),
    "births_out_of_plan": CountName(N_("Births out of plan"), N_("births")),
    "boys": CountName(N_("Boys born"), N_("births")),
    "girls": CountName(N_("Girls born"), N_("births")),
    "deaths": CountName(N_("Deaths"), N_("deaths")),
    "village_led": CountName(N_("Village-led"), N_("villages"), is_level=True),
}
"""The names that the program knows; an office may count under names of its own."""


class Count(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many of something a unit had in a period."""

    period: str
    unit: str
    name: str
    value: int
    base: str = ""
    source: str = ""


def label_of_count(name: str) -> str:
    """What a named count is called, in the language in use; its own name where unknown."""
    known = COUNT_NAMES.get(name)
    return _(known.label) if known else name


def against_rules(desk: Desk, counts: Sequence[Count]) -> Iterator[tuple[Count, str]]:
    """Counts that the rules over counts contradict, with the others of their unit and period."""
    places: dict[tuple[str, str], dict[str, Count]] = {}
    for count in counts:
        places.setdefault((count.unit, count.period), {})[count.name] = count
    for (unit, period), typed in places.items():
        kept = [one for one in desk.referring(COUNTS, "period", period) if one.unit == unit]
        values = {one.name: one.value for one in (*kept, *typed.values())}
        for names, why in _broken(desk.count_rules, values):
            about = next((typed[name] for name in names if name in typed), None)
            if about is not None:
                yield about, why


def _broken(rules: CountRules, values: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rules that values by name break: the names that they are about, and why in words."""
    asked: list[tuple[tuple[str, ...], str, bool]] = []
    asked += [((one.part,), one.whole, False) for one in rules.part]
    asked += [(one.parts, one.whole, True) for one in rules.sum]
    for parts, whole, adds_up in asked:
        if whole not in values or not all(part in values for part in parts):
            continue
        total, come_to = values[whole], sum(values[part] for part in parts)
        if come_to > total or (adds_up and come_to != total):
            yield (*parts, whole), broken_said(parts, values, whole, adds_up)


def broken_said(
    parts: Sequence[str],
    values: Mapping[str, int],
    whole: str,
    adds_up: bool,
    label: Callable[[str], str] = label_of_count,
) -> str:
    """That parts are more than their whole, or do not add up to it."""
    said = _(" + ").join(
        _("{name} {value}").format(name=label(name), value=values[name]) for name in parts
    )
    text = (
        _("{parts} do not come to {whole} {total}")
        if adds_up
        else _("{parts} is more than {whole} {total}")
    )
    return text.format(parts=said, whole=label(whole), total=values[whole])


def _value_is_possible(count: Count) -> Iterator[str]:
    if count.value < 0:
        yield _("a count cannot be negative")


def _period_is_one(count: Count) -> Iterator[str]:
    try:
        check_period(count.period)
    except InvalidValue as error:
        yield str(error)


def _year(count: Count, begins: int) -> int | None:
    return year_of_period(count.period, begins)


COUNTS = Register(
    name="counts",
    title=N_("Counts"),
    record=Count,
    identity=("period", "unit", "name"),
    words=("unit", "name"),
    sort="unit",
    screen=7,
    place=1,
    rules=(_value_is_possible, _period_is_one),
    year_of=_year,
    doubted=against_rules,
    columns=(
        Column("period", N_("Period"), Kind.PERIOD, 8, required=True, repeats=True),
        Column(
            "unit", N_("Unit"), Kind.REFERENCE, 16, register="units", required=True, repeats=True
        ),
        Column(
            "name",
            N_("Counted"),
            Kind.CHOICE,
            22,
            open_choices=True,
            required=True,
            choices={name: known.label for name, known in COUNT_NAMES.items()},
        ),
        Column(
            "value",
            N_("Value"),
            Kind.INTEGER,
            9,
            required=True,
            # a township's number and those of its villages are of the same people
            summed=Summed(apart=("name", "period", "base", "unit.level")),
        ),
        Column("base", N_("Base"), Kind.CHOICE, 17, choices=BASES),
        Column("source", N_("Source"), width=20, suggests=True),
    ),
)
