"""Every figure of the year by name, exact, and with a query that finds what it is of."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from fptui.registers import register_named
from fptui.registers.activities import ACTIVITIES
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.reports.year_figures import year_figures
from fptui.search.selection import select
from fptui.store import Office, create_office

FACTS = {
    "population.total": "227573",
    "births": "2540",
    "births_in_plan": "2534",
    "boys": "1308",
    "girls": "1232",
    "planned_birth_rate.numerator": "2534",
    "planned_birth_rate.denominator": "2540",
    "planned_birth_rate.target": "98.00",
    "multi_child_rate": "0",
    "multi_child_rate.difference": "-0.5",
    "comprehensive_management_rate": "95.6",
    "comprehensive_management_rate.difference": "0.6",
    "statistics_accuracy_rate": "99.15",
    "statistics_accuracy_rate.difference": "2.15",
    "village_led_ratio.numerator": "40",
    "village_led_ratio.denominator": "43",
    "long_term_measures_rate": "95.52",
    "social_maintenance_fee_collection_rate": "70",
    "reproductive_health_monitoring_rate": "99.59",
    "informed_choice_coverage": "95",
    "case_file_accuracy_rate": "100",
    "timely_payment_rate": "100",
    "trainings": "4",
    "trainings.P05-03.units": "9",
    "trainings.P05-04.attended": "231",
    "inspections.routine_sample": "1",
    "inspections.routine_sample.units": "4",
    "inspections.routine_sample.missed_in_plan_births": "6",
    "inspections.routine_sample.missed_out_of_plan_births": "0",
    "inspections.reported_case": "3",
    "inspections.reported_case.units": "3",
    "inspections.reported_case.missed_in_plan_births": "1",
    "inspections.reported_case.missed_out_of_plan_births": "3",
    "inspections.special_supervision": "1",
    "inspections.provincial_preparation": "1",
    "findings": "23",
    "findings.statistics_weak": "4",
    "findings.newlywed_management": "5",
    "findings.long_term_measures_lacking": "6",
    "findings.state.closed": "20",
    "publicity.funds_yuan": "15000",
    "publicity.vehicle_trips": "16",
    "publicity.slogans": "280",
    "publicity.posters": "200",
    "publicity.leaflets": "3000",
    "publicity.street_events": "6",
    "publicity.cadre_household_visits": "65",
    "publicity.home_services": "1496",
    "publicity.honour_boards": "27",
    "publicity.handbooks": "2000",
    "publicity.outdoor_windows": "20",
    "publicity.bus_lines": "5",
    "publicity.temple_fair_villages": "17",
    "award_subsidy.recipients": "312",
    "award_subsidy.payments": "312",
    "award_subsidy.paid_yuan": "187200",
}


@pytest.mark.parametrize("key", FACTS)
def test_the_figure_is_exact(sample: Office, key: str) -> None:
    assert year_figures(sample)[key].value == Fraction(Decimal(FACTS[key]))


def test_rates_are_exact_and_lower_bounds_are_such(sample: Office) -> None:
    figures = year_figures(sample)
    assert figures["planned_birth_rate"].value == Fraction(2534 * 100, 2540)
    assert figures["planned_birth_rate.difference"].kind == "points"
    bounds = {key for key, one in figures.items() if one.at_least}
    assert bounds == {
        "informed_choice_coverage",
        "publicity.posters",
        "publicity.leaflets",
        "publicity.handbooks",
    }


def test_the_query_of_a_figure_finds_its_records(sample: Office) -> None:
    """The number of records is the figure, or the sum of their column is."""
    for key, figure in year_figures(sample).items():
        source = figure.source
        if source.indicator or key in ("population.total", "girls", "births_out_of_plan"):
            continue
        register = register_named(source.register)
        rows = select(sample, register, source.query, year=sample.year)
        numbers = {Fraction(len(rows)), Fraction(len({getattr(r, "unit", r) for _n, r in rows}))}
        for column in register.columns:
            values = [column.value(record, sample) for _number, record in rows]
            known = [one for one in values if isinstance(one, int | Decimal)]
            numbers.add(sum(map(Fraction, known), Fraction(0)))
        assert figure.value in numbers, key


def test_one_village_changes_what_is_made_of_it(sample: Office) -> None:
    number, count = next(
        (number, one) for number, one in sample.table(COUNTS).items() if one.name == "births"
    )
    before = year_figures(sample)
    more = msgspec.structs.replace(count, value=count.value + 1)
    sample.change([Edit(COUNTS.name, number, count, more)])
    after = year_figures(sample)
    assert after["births"].value == before["births"].value + 1
    assert after["planned_birth_rate"].value != before["planned_birth_rate"].value
    assert after["publicity.slogans"] == before["publicity.slogans"]


def test_unlike_things_are_not_added(sample: Office) -> None:
    number, slogans = next(
        (number, one) for number, one in sample.table(ACTIVITIES).items() if one.kind == "slogans"
    )
    other = msgspec.structs.replace(slogans, measure="幅")
    sample.change([Edit(ACTIVITIES.name, number, slogans, other)])
    assert "publicity.slogans" not in year_figures(sample)
    assert "publicity.slogans.cost" in year_figures(sample)


def test_an_empty_year_has_no_figures(tmp_path: Path) -> None:
    with create_office(tmp_path / "o.json") as office:
        assert not year_figures(office)
