"""Counts that are odd are told, chance is not blamed, and each warning has its life."""

from datetime import date
from decimal import Decimal
from random import Random

import msgspec
import pytest

from fptui.errors import InvalidValue
from fptui.figures.count_warning import CountWarning
from fptui.figures.reckoning import Reckoning
from fptui.figures.reported import Reported
from fptui.figures.soundness import problems_in
from fptui.figures.warnings import Warnings
from fptui.figures.watched import Watched, explain, restated, trend_of, watched, with_fixed
from fptui.registers.count_rules import CountRules
from fptui.registers.counts import Count
from fptui.registers.entered import EnteredFigure
from fptui.registers.warning_rules import Far, Jump, Share
from fptui.store.count_rules import count_rules_along
from tests.figures.districts import DISTRICT, Desk, count, district, indicator, village

BOYS = 106 / 206
DAY = date(2006, 2, 1)


def random_year(
    random: Random, desk: Desk, units: list[str], year: int, births: float, sex: float = BOYS
) -> None:
    """A year in which nothing but chance is at work: each person a birth, each birth a sex."""
    for place, unit in enumerate(units):
        people = (120, 300, 900, 2000)[place % 4] + random.randrange(10)
        born = sum(random.random() < births for _person in range(people))
        boys = sum(random.random() < sex for _birth in range(born))
        out = sum(random.random() < 0.01 for _birth in range(born))
        desk.add(
            "counts",
            *count(
                unit,
                str(year),
                population=people,
                births=born,
                boys=boys,
                girls=born - boys,
                births_in_plan=born - out,
                births_out_of_plan=out,
            ),
        )


def villages(*shape: int) -> list[str]:
    return [village(place, of) for of, n in enumerate(shape, 1) for place in range(1, n + 1)]


def found(desk: Desk) -> tuple[CountWarning, ...]:
    return Reckoning(desk).warnings()


def planted(desk: Desk, unit: str, name: str, value: int, period: str = "2005") -> None:
    counts = desk.records["counts"]
    [place] = [n for n, one in enumerate(counts) if isinstance(one, Count)
               and (one.unit, one.name, one.period) == (unit, name, period)]  # fmt: skip
    counts[place] = msgspec.structs.replace(counts[place], value=value)


def quiet(*shape: int) -> Desk:
    """Two years in which every village is like every other."""
    desk = district(*shape)
    for unit in villages(*shape):
        for year in ("2004", "2005"):
            numbers = {"population": 2000, "births": 22, "boys": 11, "girls": 11}
            desk.add("counts", *count(unit, year, **numbers, births_in_plan=22))
    return desk


@pytest.mark.parametrize("seed", range(6))
def test_years_of_chance_are_never_wrong_and_by_the_usual_levels_not_odd(seed: int) -> None:
    random, desk = Random(seed), district(5, 8, 1)
    for year in (2004, 2005):
        random_year(random, desk, villages(5, 8, 1), year, 0.012)
    assert list(problems_in(desk)) == []


@pytest.mark.parametrize(
    "rule",
    [
        CountRules(share=(Share(part="boys", whole="births", low=BOYS, high=BOYS, level=0.1),)),
        CountRules(jump=(Jump(name="births", factor=1, level=0.1),)),
        CountRules(far=(Far(part="births", whole="population", level=0.1),)),
        CountRules(far=(Far(part="boys", whole="births", level=0.1),)),
    ],
    ids=["share", "jump", "far-of-people", "far-of-births"],
)
def test_a_rule_warns_of_chance_no_more_often_than_its_level(rule: CountRules) -> None:
    years, warned = 60, 0
    for seed in range(years):
        random, desk = Random(seed), district(3, 2)
        desk.count_rules = rule
        people = [random.choice((60, 120, 400)) for _unit in range(5)]
        for year in ("2004", "2005"):
            for unit, n in zip(villages(3, 2), people, strict=True):
                born = sum(random.random() < 0.05 for _person in range(n))
                boys = sum(random.random() < BOYS for _birth in range(born))
                desk.add("counts", *count(unit, year, population=n, births=born, boys=boys))
        of_2005 = Warnings(Reported(desk), 2005).found
        warned += bool(of_2005)
    assert warned <= 12  # more than that of 60 is likely once in a hundred at a tenth each


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("births", 90, "jump"),
        ("boys", 1, "share"),
        ("births_in_plan", 9, "far"),
        ("births", 95, "far"),
        ("population", 3500, "jump"),
    ],
)
def test_one_planted_fault_is_found_where_it_is(name: str, value: int, kind: str) -> None:
    desk = quiet(4, 3)
    assert found(desk) == ()
    planted(desk, village(2), name, value)
    of_kind = [one for one in found(desk) if one.kind == kind and name in one.names]
    assert {(one.unit, one.period) for one in of_kind} == {(village(2), "2005")}
    assert {one.unit for one in found(desk)} == {village(2)}  # none above it, none beside it


def test_a_small_village_is_not_blamed_for_chance() -> None:
    desk = quiet(6)
    for name, value in (("population", 90), ("births", 3), ("boys", 3), ("girls", 0)):
        planted(desk, village(1), name, value)
        planted(desk, village(1), name, max(1, value // 3), "2004")
    assert [one for one in found(desk) if one.kind != "jump" or "births" in one.names] == []


def test_a_year_that_is_running_is_compared_with_the_same_months_and_units() -> None:
    desk = district(3)
    for unit in villages(3):
        for month in range(1, 13):
            desk.add("counts", *count(unit, f"2004-{month:02d}", births=5))
        desk.add("counts", *count(unit, "2005-01", births=5))
        desk.add("counts", *count(unit, "2005-02", births=5))
    assert found(desk) == ()
    planted(desk, village(3), "births", 60, "2005-02")
    [one] = found(desk)
    assert (one.unit, one.figures) == (village(3), "10 → 65")
    assert len(one.numbers) == 4


def test_units_that_report_for_other_times_are_not_compared() -> None:
    desk = district(4)
    for unit in villages(4):
        desk.add("counts", *count(unit, "2005", population=2000))
        desk.add("counts", *count(unit, "2005-01", births=10))
    desk.add("counts", *(one for month in range(2, 13)
                         for one in count(village(4), f"2005-{month:02d}", births=10)))  # fmt: skip
    assert found(desk) == ()


def test_who_is_far_does_not_make_the_others_look_so() -> None:
    desk = quiet(3)
    planted(desk, village(1), "births", 800)
    assert {one.unit for one in found(desk) if one.kind == "far"} == {village(1)}


def test_what_is_warned_of_is_counted_with_a_note_and_what_cannot_be_is_doubted() -> None:
    desk = quiet(4)
    desk.add("indicators", indicator("ratio", "boys", "girls"), indicator("deaths", "deaths"))
    planted(desk, village(2), "births", 22)
    for name, value in (("boys", 21), ("girls", 1)):
        planted(desk, village(2), name, value)
    figure = Reckoning(desk).figure("ratio", DISTRICT, "2005")
    assert (figure.sureness, figure.doubts) == ("counted", ())
    assert any("Boys born 21" in one for one in figure.warnings)
    assert Reckoning(desk).figure("ratio", village(1), "2005").warnings == ()
    assert Reckoning(desk).figure("deaths", DISTRICT, "2005").warnings == ()
    for one in watched(desk):
        desk.add("explanations", explain(one, "seen", "clerk", DAY, desk).after)  # type: ignore[arg-type]
    assert Reckoning(desk).figure("ratio", DISTRICT, "2005").warnings == ()
    planted(desk, village(2), "girls", 2)
    assert Reckoning(desk).figure("ratio", DISTRICT, "2005").sureness == "doubted"


def only(desk: Desk) -> Watched:
    [one] = watched(desk)
    return one


def test_a_warning_is_open_explained_comes_back_and_is_fixed() -> None:
    desk = district(2)
    for unit in villages(2):
        desk.add("counts", *count(unit, "2004", births=20), *count(unit, "2005", births=20))
    planted(desk, village(1), "births", 90)
    key = only(desk).key
    before = watched(desk)
    assert only(desk).state == "open"
    assert "Births 90, a year before 20" in only(desk).warning.said(desk)
    with pytest.raises(InvalidValue, match="with a reason"):
        explain(only(desk), " ", "clerk", DAY, desk)
    edit = explain(only(desk), "a hospital was opened", "clerk", DAY, desk)
    assert edit.after is not None
    desk.add("explanations", edit.after)
    assert (only(desk).state, only(desk).key) == ("explained", key)
    assert list(problems_in(desk)) == []
    assert restated(before, desk) == watched(desk)
    with pytest.raises(InvalidValue, match="explained already"):
        explain(only(desk), "again", "clerk", DAY, desk)
    planted(desk, village(1), "births", 95)
    assert (only(desk).state, only(desk).key) == ("come_back", key)
    [problem] = problems_in(desk)
    assert key in problem.text
    assert (problem.register, problem.column) == ("counts", "value")
    assert problem.identity.startswith(f"2005 {village(1)} ")
    again = explain(only(desk), "and another one", "clerk", DAY, desk)
    assert (again.number, again.before) == (1, edit.after)  # in place of the first
    planted(desk, village(1), "births", 20)
    assert only(desk).state == "fixed"
    gone = only(desk).warning
    assert (gone.unit, gone.period, gone.names) == (village(1), "2005", ("births",))
    assert [one.period for one in gone.behind] == ["2005"]
    with pytest.raises(InvalidValue, match="not arise"):
        explain(only(desk), "why not", "clerk", DAY, desk)


def test_an_error_is_not_explained_away() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", births=5, boys=7))
    assert only(desk).state == "error"
    assert restated(watched(desk), desk) == watched(desk)
    [problem] = problems_in(desk)
    assert (problem.register, problem.column) == ("counts", "value")
    assert "Boys born 7" in problem.text and "5" in problem.text
    with pytest.raises(InvalidValue, match="cannot be, whatever the reason"):
        explain(only(desk), "it was so", "clerk", DAY, desk)


def test_a_printed_figure_that_cannot_be_is_an_error_by_the_name_of_its_indicator() -> None:
    desk = district(1)
    desk.add("indicators", indicator("planned", "births_in_plan", "births"))
    desk.add("counts", *count(village(1), "2005", births=8, births_in_plan=4))
    where = {"period": "2005", "indicator": "planned", "unit": DISTRICT}
    desk.add("entered", EnteredFigure(**where, value=Decimal(75)))
    one = only(desk)
    assert (one.state, one.warning.names, one.warning.unit) == ("error", ("planned",), DISTRICT)
    assert one.warning.period == "2005"
    assert one.warning.why.startswith("Planned: 75 was entered")


def test_the_trend_tells_what_was_and_is_no_more() -> None:
    wrong, right = quiet(3), quiet(3)
    planted(wrong, village(1), "births", 95)
    ends = [(date(2006, 1, 31), wrong), (date(2005, 12, 31), wrong), (date(2005, 11, 30), right)]
    trend = trend_of(ends)  # type: ignore[arg-type]
    counts = [n for _day, n in trend.counts]
    assert counts[0] == 0
    assert counts[1] == counts[2] > 0
    fixed = with_fixed(watched(right), trend)
    assert {one.state for one in fixed} == {"fixed"}
    assert len(fixed) == counts[1]


def test_the_rules_are_those_of_the_office() -> None:
    desk = quiet(4)
    planted(desk, village(2), "births", 90)
    assert found(desk)
    desk.count_rules = msgspec.structs.replace(count_rules_along(), share=(), jump=(), far=())
    assert found(desk) == ()
