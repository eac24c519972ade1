"""The sample district adds up to every figure of the district-year that it is modelled on."""

import tomllib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from fptui.figures.targets import targets
from fptui.registers import REGISTERS
from fptui.registers.activities import ACTIVITIES
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Kind
from fptui.registers.findings import FINDINGS
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import SETTLEMENTS
from fptui.registers.trainings import TRAININGS
from fptui.registers.units import UNITS
from fptui.registers.values.identity_number import to_eighteen
from fptui.resources import data_folder
from fptui.store import Office
from tools.make_sample import make


def total(office: Office, name: str) -> int:
    return sum(
        count.value
        for count in office.table(COUNTS).values()
        if count.name == name and count.period == "2005"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("population", 227_573),  # 总人口
        ("births", 2_540),  # 全年出生
        ("births_in_plan", 2_534),  # 计划内出生
        ("births_third_or_higher", 0),  # 多孩
        ("boys", 1_308),
        ("village_led", 40),  # 村为主
    ],
)
def test_counts_add_up(sample: Office, name: str, value: int) -> None:
    assert total(sample, name) == value


def test_every_village_and_community_reports_possible_births(sample: Office) -> None:
    by_unit: dict[str, dict[str, int]] = {}
    for count in sample.table(COUNTS).values():
        by_unit.setdefault(count.unit, {})[count.name] = count.value
    below = [unit for unit in sample.table(UNITS).values() if unit.level == "village"]
    assert set(by_unit) == {unit.code for unit in below}
    assert sum(unit.kind == "village" for unit in below) == 43
    for counts in by_unit.values():
        assert 0 <= counts["births_in_plan"] <= counts["births"]
        assert 0 <= counts["boys"] <= counts["births"]


@pytest.mark.parametrize(
    ("key", "actual", "difference", "status", "source"),
    [
        ("planned_birth_rate", "99.76", "1.76", "met", "computed"),
        ("multi_child_rate", "0.00", "-0.50", "met", "computed"),
        ("sex_ratio_at_birth", "106.17", "0.00", "met", "computed"),
        ("comprehensive_management_rate", "95.60", "0.60", "met", "entered"),
        ("statistics_accuracy_rate", "99.15", "2.15", "met", "entered"),
        ("village_led_ratio", "93.02", "0.02", "met", "computed"),
        ("long_term_measures_rate", "95.52", "0.52", "met", "entered"),
        ("social_maintenance_fee_collection_rate", "70.00", None, "report", "entered"),
        ("reproductive_health_monitoring_rate", "99.59", None, "report", "entered"),
        ("informed_choice_coverage", "95.00", None, "report", "entered"),
        ("case_file_accuracy_rate", "100.00", "0.00", "met", "computed"),
        ("timely_payment_rate", "100.00", "0.00", "met", "computed"),
    ],
)
def test_targets_are_as_printed(
    sample: Office, key: str, actual: str, difference: str | None, status: str, source: str
) -> None:
    (target,) = [line for line in targets(sample) if line.indicator.key == key]
    value = target.figure.value
    assert value is not None
    assert round(value, 2) == Fraction(actual)
    assert target.status == status
    assert target.figure.source == source
    if difference is None:
        assert target.difference is None
    else:
        assert target.difference is not None
        assert round(target.difference, 2) == Fraction(difference)


def test_margins_are_those_of_the_year(sample: Office) -> None:
    margins = {line.indicator.key: line.margin for line in targets(sample)}
    assert margins["planned_birth_rate"] == 44
    assert margins["multi_child_rate"] == 12
    assert margins["sex_ratio_at_birth"] == 4
    assert margins["village_led_ratio"] == 0
    assert margins["timely_payment_rate"] == 0
    assert margins["statistics_accuracy_rate"] is None


def test_training(sample: Office) -> None:
    by_day = {
        (session.date.month, session.date.day): session
        for session in sample.table(TRAININGS).values()
    }
    june = by_day[6, 2]
    assert sum(x.attended for x in sample.referring(ATTENDANCE, "session", june.number)) == 231
    assert any(month == 1 and s.with_test and day > 20 for (month, day), s in by_day.items())
    software = [s for s in by_day.values() if s.topic == "software"]
    assert len(sample.referring(ATTENDANCE, "session", software[0].number)) == 9
    assert software[0].date.month == 3


def test_inspections_and_findings(sample: Office) -> None:
    inspections = list(sample.table(INSPECTIONS).values())
    times = Counter(inspection.kind for inspection in inspections)
    assert times == {
        "routine_sample": 1,
        "reported_case": 3,
        "special_supervision": 1,
        "provincial_preparation": 1,
    }
    routine = [i for i in inspections if i.kind == "routine_sample"]
    assert [len(i.units) for i in routine] == [4]
    assert [(i.missed_in_plan_births, i.missed_out_of_plan_births) for i in routine] == [(6, 0)]
    reported = [i for i in inspections if i.kind == "reported_case"]
    assert sum(i.missed_in_plan_births for i in reported) == 1
    assert sum(i.missed_out_of_plan_births for i in reported) == 3
    assert len({unit for i in reported for unit in i.units}) == 3
    months = {i.kind: i.date.month for i in inspections}
    assert months["special_supervision"] == 6
    assert months["provincial_preparation"] == 7
    assert {finding.kind for finding in sample.table(FINDINGS).values()} >= {
        "statistics_weak",
        "floating_population_management",
        "newlywed_management",
        "facilities_incomplete",
        "long_term_measures_lacking",
    }


def test_publicity(sample: Office) -> None:
    quantities: Counter[str] = Counter()
    for activity in sample.table(ACTIVITIES).values():
        quantities[activity.kind] += activity.quantity
    assert quantities == {
        "vehicle_trips": 16,
        "slogans": 280,
        "posters": 200,
        "leaflets": 3000,
        "street_events": 6,
        "cadre_household_visits": 65,
        "home_services": 1496,
        "honour_boards": 27,
        "handbooks": 2000,
        "outdoor_windows": 20,
        "bus_lines": 5,
        "temple_fair_villages": 17,
    }
    assert sum(activity.cost for activity in sample.table(ACTIVITIES).values()) == Decimal(15000)


def test_recipients_and_payments(sample: Office) -> None:
    people = list(sample.table(RECIPIENTS).values())
    assert len({person.unit for person in people}) == 27
    assert len({to_eighteen(person.id_number) for person in people}) == len(people)
    assert all(person.id_number.startswith("430299") for person in people)
    assert {len(person.id_number) for person in people} == {15, 18}
    paid = {
        year: {p.recipient for p in sample.table(PAYMENTS).values() if p.year == year}
        for year in (2004, 2005)
    }
    exits = {person.file_number for person in people if person.state == "exited"}
    new = {p.file_number for p in people if p.paid_from == 2005 and p.state == "receiving"}
    assert len(paid[2005]) == 312
    assert paid[2005] == (paid[2004] - exits) | new


def test_records_keep_the_rules_of_their_registers(sample: Office) -> None:
    problems = [
        (register.name, number, problem)
        for register in REGISTERS.values()
        for number, record in sample.table(register).items()
        for problem in register.problems(record)
    ]
    assert problems == []


def test_references_lead_somewhere(sample: Office) -> None:
    for register in REGISTERS.values():
        for column in register.stored_columns:
            if column.kind not in (Kind.REFERENCE, Kind.REFERENCES):
                continue
            for record in sample.table(register).values():
                value = getattr(record, column.key)
                for identity in value if isinstance(value, tuple) else (value,):
                    assert not identity or sample.find(REGISTERS[column.register], identity), (
                        register.name
                    )


def test_every_table_of_the_sample_has_come_in(sample: Office) -> None:
    tables = {file.stem for file in (data_folder() / "sample").glob("*.csv")}
    assert len(tables) >= 13
    assert all(sample.table(REGISTERS[name]) for name in tables | {"indicators", "scores"})
    assert not sample.table(SETTLEMENTS), "in the sample nothing was doubtful"


def test_points_make_a_hundred() -> None:
    scoring = tomllib.loads((data_folder() / "scoring.toml").read_text(encoding="utf-8"))
    assert sum(Decimal(rule["points"]) for rule in scoring["score"]) == 100


def test_the_generator_writes_what_is_kept(tmp_path: Path) -> None:
    make(tmp_path)
    kept = data_folder() / "sample"
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in kept.iterdir()}
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (kept / file.name).read_bytes(), file.name
