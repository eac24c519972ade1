"""Numerator and denominator are of the same units and periods; what is missing is named."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest

from fptui.figures.figure import Figure
from fptui.figures.reckoning import Reckoning
from fptui.figures.soundness import problems_in
from fptui.registers.indicators import Indicator
from tests.figures.districts import DISTRICT, Desk, count, district, indicator, township, village

PLANNED = indicator("planned", "births_in_plan", "births")


def figure(
    desk: Desk, asked: Indicator = PLANNED, unit: str = DISTRICT, period: str = "2005"
) -> Figure:
    desk.records["indicators"] = [asked]
    return Reckoning(desk).figure(asked.key, unit, period)


def test_a_half_year_of_the_district_is_not_divided_by_a_month_of_a_township() -> None:
    desk = district(2, 2)
    desk.add("counts", *count(DISTRICT, "2005H1", births_in_plan=107))
    desk.add("counts", *count(township(1), "2005-01", births=1))
    found = figure(desk)
    assert found.value is None
    assert found.partial == (
        "2005: Births in plan, Births are not reported for the same units and periods",
    )
    assert found.sureness == "partial"
    desk.add("indicators")
    assert found.partial[0] in {one.text for one in problems_in(desk)}


def test_the_half_year_that_both_are_known_of_is_what_the_figure_is_of() -> None:
    desk = district(2, 2)
    desk.add("counts", *count(DISTRICT, "2005H1", births_in_plan=107, births=110))
    desk.add("counts", *count(township(1), "2005-09", births=1))
    found = figure(desk)
    assert (found.numerator, found.denominator) == (107, 110)
    assert found.sureness == "partial"
    assert found.partial == (
        "Births in plan, Births: not reported for 2005-07, 2005-08, 2005-09 and 3 more",
    )


def test_a_unit_that_has_not_reported_is_named() -> None:
    desk = district(2, 3)
    for of, place in ((1, 1), (1, 2), (2, 1), (2, 3)):
        desk.add("counts", *count(village(place, of), "2005", births=10, births_in_plan=9))
    desk.add("counts", *count(village(2, 2), "2005", births=10))
    found = figure(desk)
    assert (found.numerator, found.denominator) == (36, 40)
    assert (found.reported_units, found.units) == (4, 5)
    assert found.partial == (
        "Births in plan, Births, 2005: 4 of 5 units have reported; missing: Village 2-2",
    )
    assert found.sureness == "partial"


def test_one_township_of_three_is_one_of_three() -> None:
    desk = district(20, 20, 20)
    desk.add("counts", *count(township(2), "2005", births=10, births_in_plan=9))
    found = figure(desk)
    assert (found.reported_units, found.units) == (1, 3)


def test_a_total_of_the_district_stands_in_for_villages_that_are_missing() -> None:
    desk = district(3)
    desk.add("counts", *count(DISTRICT, "2005", births=30, births_in_plan=29))
    desk.add("counts", *count(village(1), "2005", births=10, births_in_plan=10))
    found = figure(desk)
    assert (found.numerator, found.denominator, found.sureness) == (29, 30, "counted")


def test_counts_of_one_kind_may_be_known_by_villages_and_others_by_the_district() -> None:
    desk = district(1, 1)
    desk.add("counts", *count(DISTRICT, "2005", births_in_plan=29))
    desk.add("counts", *count(village(1, 1), "2005H1", births=7))
    desk.add("counts", *count(village(1, 1), "2005H2", births=8))
    desk.add("counts", *count(village(1, 2), "2005", births=15))
    found = figure(desk)
    assert (found.numerator, found.denominator, found.sureness) == (29, 30, "counted")


def test_a_month_that_one_village_lacks_is_late() -> None:
    desk = district(2)
    for month in range(1, 13):
        desk.add("counts", *count(village(1), f"2005-{month:02d}", births=2, births_in_plan=2))
        if month != 5:
            desk.add("counts", *count(village(2), f"2005-{month:02d}", births=1, births_in_plan=1))
    found = figure(desk)
    assert (found.numerator, found.denominator) == (35, 35)
    assert (found.reported_units, found.units) == (1, 2)
    assert found.partial[0].endswith("missing: Village 1-2")


@pytest.mark.parametrize(
    ("today", "months", "sureness"),
    [
        (date(2005, 6, 2), 4, "counted"),  # May may still come in
        (date(2005, 7, 1), 5, "counted"),
        (date(2005, 7, 2), 4, "partial"),
        (date(2006, 6, 1), 11, "partial"),
        (date(2006, 6, 1), 12, "counted"),
    ],
)
def test_a_month_is_missed_when_its_days_of_grace_are_over(
    today: date, months: int, sureness: str
) -> None:
    desk = district(1)
    desk.today = today
    for month in range(1, months + 1):
        desk.add("counts", *count(village(1), f"2005-{month:02d}", births=2, births_in_plan=2))
    assert figure(desk).sureness == sureness


def test_what_only_villages_are_asked_communities_need_not_report() -> None:
    desk = district(2)
    desk.records["units"][-1] = msgspec.structs.replace(desk.records["units"][-1], kind="community")
    desk.add("counts", *count(village(1), "2005", village_led=1))
    found = figure(desk, indicator("led", "village_led", "villages"))
    assert (found.value, found.reported_units, found.units) == (100, 1, 1)


def test_the_villages_of_a_rate_are_those_that_reported() -> None:
    desk = district(4)
    for place in (1, 2):
        desk.add("counts", *count(village(place), "2005", village_led=1))
    found = figure(desk, indicator("led", "village_led", "villages"))
    assert (found.numerator, found.denominator) == (2, 2)
    assert (found.reported_units, found.units) == (2, 4)


def test_the_average_population_is_of_the_beginning_and_the_end() -> None:
    desk = district(2)
    for place in (1, 2):
        desk.add("counts", *count(village(place), "2004", population=1000 * place))
        desk.add("counts", *count(village(place), "2005H1", population=7777))
        desk.add("counts", *count(village(place), "2005-12", population=1001 * place))
        desk.add("counts", *count(village(place), "2005", births=10 * place, deaths=4))
    average = "(population@opening + population@closing) / 2"
    rate = indicator("birth_rate", "births", average, scale=1000)
    found = figure(desk, rate)
    assert found.denominator == Fraction(6003, 2)
    assert found.value == Fraction(30 * 1000 * 2, 6003)
    natural = indicator("natural", "(births - deaths) / population@average * 1000", scale=1000)
    found = figure(desk, natural)
    assert found.value == Fraction(22 * 1000 * 2, 6003)
    assert (found.numerator, found.sureness) == (22, "counted")


def test_the_base_is_of_the_villages_of_the_births() -> None:
    desk = district(2)
    desk.add("counts", *count(village(1), "2005", population=1000, births=10))
    desk.add("counts", *count(village(2), "2005", population=9000))
    found = figure(desk, indicator("birth_rate", "births", "population", scale=1000))
    assert (found.numerator, found.denominator) == (10, 1000)
    assert (found.reported_units, found.units) == (1, 2)


def test_a_state_that_was_not_reported_again_is_stale() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005H1", population=1000))
    desk.add("counts", *count(village(1), "2005", births=10))
    found = figure(desk, indicator("birth_rate", "births", "population", scale=1000))
    assert found.partial == ("Population: the state at the end of 2005 is not reported",)


def test_what_is_missing_for_a_figure_is_named() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", population=1000, births=10))
    found = figure(desk, indicator("birth_rate", "births", "population@average", scale=1000))
    assert (found.value, found.unreported) == (None, ("Population 2004",))


def test_registered_people_of_one_year_are_not_averaged_with_residents_of_another() -> None:
    desk = district(1)
    for year, base in (("2004", "registered"), ("2005", "resident")):
        (people,) = count(village(1), year, population=1000)
        desk.add("counts", msgspec.structs.replace(people, base=base))
    desk.add("counts", *count(village(1), "2005", births=10))
    rate = indicator("birth_rate", "births", "population@average", scale=1000)
    found = figure(desk, rate)
    assert found.sureness == "doubted"
    assert "Registered people, Resident people" in found.doubts[0]
    assert figure(desk, indicator("closing", "births", "population", scale=1000)).doubts == ()


def test_units_are_counted_once_where_a_total_stands_beside_them() -> None:
    desk = district(2)
    desk.add("counts", *count(DISTRICT, "2004", population=2000))
    for place in (1, 2):
        desk.add("counts", *count(village(place), "2005", population=1010, births=10))
    found = figure(desk, indicator("birth_rate", "births", "population@average", scale=1000))
    assert (found.denominator, found.reported_units, found.units) == (2010, 2, 2)


def test_a_contradiction_of_the_year_before_is_one_of_its_end() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2004", population=1000))
    desk.add("counts", *count(DISTRICT, "2004", population=1001))
    desk.add("counts", *count(village(1), "2005", population=1000, births=10))
    rate = indicator("birth_rate", "births", "population@average", scale=1000)
    assert figure(desk, rate).sureness == "doubted"
    assert figure(desk, indicator("closing", "births", "population", scale=1000)).doubts == ()


def test_the_difference_to_the_year_before() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2004", births=12))
    desk.add("counts", *count(village(1), "2005", births=10))
    found = figure(desk, indicator("more", "births - births@year_before", scale=1))
    assert (found.value, found.sureness) == (-2, "counted")


def test_the_year_before_is_of_the_same_units() -> None:
    desk = district(2)
    desk.add("counts", *count(village(1), "2004", births=12))
    for place in (1, 2):
        desk.add("counts", *count(village(place), "2005", births=10))
    found = figure(desk, indicator("more", "births - births@year_before", scale=1))
    assert found.value == -2
    assert (found.reported_units, found.units) == (1, 2)


@pytest.mark.parametrize("period", ["2005-02", "2005Q1", "2005H1"])
def test_a_figure_of_a_part_of_the_year(period: str) -> None:
    desk = district(1)
    for month in range(1, 13):
        births = {"births": month, "births_in_plan": month}
        desk.add("counts", *count(village(1), f"2005-{month:02d}", **births))
    expected = {"2005-02": 2, "2005Q1": 6, "2005H1": 21}[period]
    found = figure(desk, period=period)
    assert (found.numerator, found.sureness) == (expected, "counted")


def test_units_in_a_ring_end() -> None:
    desk = district(1)
    desk.records["units"][0] = msgspec.structs.replace(desk.records["units"][0], parent=village(1))
    desk.add("counts", *count(village(1), "2005", births=10, births_in_plan=9))
    for unit in (DISTRICT, township(1), village(1)):
        figure(desk, unit=unit)


def test_nothing_to_divide_by_gives_no_figure() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", births=0, births_in_plan=0))
    found = figure(desk)
    assert (found.numerator, found.denominator, found.value, found.sureness) == (0, 0, None, "")
