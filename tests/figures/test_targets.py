from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import UnknownName
from fptui.figures.margins import is_met
from fptui.figures.rates import possible_numerators, printed, rounded
from fptui.figures.reckoning import Reckoning
from fptui.figures.targets import targets, unit_code
from fptui.registers.contracts import Contract
from fptui.registers.counts import COUNTS, Count
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.units import UNITS
from fptui.store import Office
from tests.figures.districts import DISTRICT, count, district, indicator, village


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_rounding_is_half_up_and_near(value: Fraction, decimals: int) -> None:
    result = Fraction(rounded(value, decimals))
    assert abs(result - value) <= Fraction(1, 2 * 10**decimals)
    assert len(printed(value, decimals).partition(".")[2]) == decimals


def test_halves_go_up() -> None:
    assert printed(Fraction(2675, 1000), 2) == "2.68"
    assert printed(Fraction(-5, 1000), 2) == "-0.01"


@given(st.integers(1, 5000), st.data())
def test_a_real_rate_has_its_numerator(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, denominator))
    value = rounded(Fraction(numerator * 100, denominator), 2)
    assert numerator in possible_numerators(value, denominator, 100, 2)


def test_a_rate_without_numerator_is_found() -> None:
    assert possible_numerators(Decimal("93.02"), 43, 100, 2) == (40,)
    assert possible_numerators(Decimal("93.03"), 43, 100, 2) == ()


def set_count(office: Office, name: str, value: int) -> None:
    """Make the district's total of a count this value, each unit staying within its births."""
    births = {c.unit: c.value for c in office.table(COUNTS).values() if c.name == "births"}
    rows = [(n, c) for n, c in office.table(COUNTS).items() if c.name == name]
    missing = value - sum(one.value for _n, one in rows)
    edits = []
    for number, one in rows:
        most = 1 if name == "village_led" else births[one.unit]
        step = max(-one.value, min(missing, most - one.value))
        missing -= step
        after = msgspec.structs.replace(one, value=one.value + step)
        edits.append(Edit("counts", number, one, after))
    assert missing == 0
    office.change(edits)


def line(office: Office, key: str):  # type: ignore[no-untyped-def]
    return next(target for target in targets(office) if target.indicator.key == key)


@pytest.mark.parametrize(
    ("key", "name", "worse"),
    [
        ("planned_birth_rate", "births_in_plan", -1),
        ("multi_child_rate", "births_third_or_higher", 1),
        ("sex_ratio_at_birth", "boys", 1),
        ("village_led_ratio", "village_led", -1),
    ],
)
def test_the_margin_is_the_last_case_that_holds(
    sample: Office, key: str, name: str, worse: int
) -> None:
    target = line(sample, key)
    now = sum(c.value for c in sample.table(COUNTS).values() if c.name == name)
    set_count(sample, name, now + worse * target.margin)
    assert (line(sample, key).status, line(sample, key).margin) == ("met", 0)
    set_count(sample, name, now + worse * (target.margin + 1))
    assert (line(sample, key).status, line(sample, key).margin) == ("not_met", -1)


@given(st.integers(0, 300), st.integers(1, 300), st.decimals(0, 100, places=2, allow_nan=False))
def test_the_status_compares_what_is_printed(above: int, below: int, low: Decimal) -> None:
    value = Fraction(above * 100, below)
    assert is_met(value, 2, low, None) == (Decimal(printed(value, 2)) >= low)


def test_what_is_only_reported_is_held_against_nothing() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", births=8, births_in_plan=4))
    desk.add("indicators", indicator("planned", "births_in_plan", "births", direction="report"))
    signed = {"indicator": "planned", "unit": DISTRICT, "period": "2005"}
    desk.add("contracts", Contract(**signed, low=Decimal(99)))
    [target] = targets(desk)
    assert (target.status, target.difference, target.margin) == ("report", None, None)


def test_the_evidence_of_a_figure_is_its_records_by_name() -> None:
    desk = district(2)
    desk.add("counts", *count(village(1), "2005", births=8, births_in_plan=4))
    desk.add("counts", *count(village(2), "2005", births=6, births_in_plan=5))
    desk.add("indicators", indicator("planned", "births_in_plan", "births"))
    figure = Reckoning(desk).figure("planned", DISTRICT, "2005")
    assert (figure.numerator, figure.denominator) == (9, 14)
    assert {(one.register, one.number, one.name, one.value) for one in figure.evidence} == {
        ("counts", 1, "births", 8),
        ("counts", 2, "births_in_plan", 4),
        ("counts", 3, "births", 6),
        ("counts", 4, "births_in_plan", 5),
    }


def test_the_evidence_is_of_all_parts_of_a_year_and_of_the_last_for_a_state() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005H1", births=3, population=90))
    desk.add("counts", *count(village(1), "2005H2", births=4, population=80))
    desk.add("indicators", indicator("rate", "births", "population", scale=1000))
    figure = Reckoning(desk).figure("rate", DISTRICT, "2005")
    assert (figure.numerator, figure.denominator) == (7, 80)
    assert {(one.number, one.name, one.value) for one in figure.evidence} == {
        (1, "births", 3),
        (3, "births", 4),
        (4, "population", 80),
    }


def test_a_payment_made_late_is_not_on_time(sample: Office) -> None:
    number, payment = next((n, p) for n, p in sample.table(PAYMENTS).items() if p.year == 2005)
    fields = {field: getattr(payment, field) for field in payment.__struct_fields__}
    late = type(payment)(**{**fields, "paid_date": payment.due_date.replace(month=11, day=1)})
    sample.change([Edit("payments", number, payment, late)])
    target = line(sample, "timely_payment_rate")
    assert (target.figure.numerator, target.figure.denominator) == (311, 312)
    assert (target.status, target.margin) == ("not_met", -1)


@pytest.mark.parametrize(
    ("today", "result", "counted"),
    [
        (date(2005, 10, 31), "due", (311, 311)),
        (date(2005, 10, 31), "returned", (311, 311)),
        (date(2005, 11, 1), "due", (311, 312)),
        (date(2005, 11, 1), "returned", (311, 312)),
    ],
)
def test_a_payment_counts_from_the_day_after_it_was_due(
    sample: Office,
    monkeypatch: pytest.MonkeyPatch,
    today: date,
    result: str,
    counted: tuple[int, int],
) -> None:
    number, payment = next((n, p) for n, p in sample.table(PAYMENTS).items() if p.year == 2005)
    still_open = msgspec.structs.replace(
        payment, paid_date=None, result=result, return_reason="closed"
    )
    sample.change([Edit("payments", number, payment, still_open)])
    monkeypatch.setattr(Office, "today", today)
    figure = line(sample, "timely_payment_rate").figure
    assert (figure.numerator, figure.denominator) == counted


def test_halves_and_months_add_up_and_a_level_is_the_last(sample: Office) -> None:
    sample.year = 2006
    unit = "430299101201"
    months = [("2006-01", 3), ("2006-02", 4), ("2006H2", 10)]
    sample.change(
        [
            Edit("counts", after=Count(period=p, unit=unit, name="births", value=v))
            for p, v in months
        ]
        + [
            Edit("counts", after=Count(period=p, unit=unit, name="births_in_plan", value=v))
            for p, v in months
        ]
    )
    target = line(sample, "planned_birth_rate")
    assert (target.figure.numerator, target.figure.denominator) == (17, 17)
    assert target.status == "no_target"


def test_a_township_is_the_sum_of_its_villages(sample: Office) -> None:
    parts = [targets(sample, unit.code)[0] for unit in sample.table(UNITS).values()
             if unit.level == "township"]  # fmt: skip
    assert sum(part.figure.denominator or 0 for part in parts) == 2540
    assert unit_code(sample, "红旗镇") in {part.unit for part in parts}


def test_a_unit_that_is_not_there(sample: Office) -> None:
    with pytest.raises(UnknownName, match="nowhere"):
        targets(sample, "nowhere")


@pytest.mark.parametrize(
    ("value", "low", "high", "met"),
    [
        ("107", "103", "107", True),
        ("107.004", "103", "107", True),  # printed as 107.00
        ("107.005", "103", "107", False),  # printed as 107.01
        ("103", "103", "107", True),
        ("102.995", "103", "107", True),  # printed as 103.00
        ("102.994", "103", "107", False),
        ("0.5", None, "0.5", True),
        ("0.51", None, "0.5", False),
        ("98", "98", None, True),
        ("97.99", "98", None, False),
        ("5", None, None, True),
    ],
)
def test_the_bounds_of_a_target_are_in_it(
    value: str, low: str | None, high: str | None, met: bool
) -> None:
    bounds = [None if one is None else Decimal(one) for one in (low, high)]
    assert is_met(Fraction(value), 2, *bounds) is met
