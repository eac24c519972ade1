"""Parts of a year add up to it, whichever month it begins with, and stand beside a year before."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fptui.figures.side_by_side import parts_of_year, side_by_side, unreported
from fptui.figures.targets import targets
from fptui.figures.year_change import meant_otherwise, moved, refigured
from fptui.figures.years import DeskOfYear
from fptui.registers.counts import COUNTS, Count
from fptui.registers.declaration import Desk, Record
from fptui.registers.edits import Edit
from fptui.registers.findings import Finding
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.inspections import Inspection
from fptui.registers.units import UNITS, Unit
from fptui.registers.values.period import months_of, year_of_period
from fptui.store import Office, create_office
from tests.figures.districts import count, district, village

VILLAGE = "430299001201"
MONTHS = [month for year in range(2003, 2008) for month in months_of(str(year))]
RATE = Indicator(key="rate", name_en="Rate", numerator="births_in_plan", denominator="births")


def births_in(month: str) -> int:
    """Another number for each month, so that no two spans have the same sum by chance."""
    return 100 + MONTHS.index(month) ** 2


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A district of one village that reported every month of five years, and nothing later."""
    path: Path = tmp_path_factory.mktemp("months") / "office.json"
    reported = (
        Count(period=month, unit=VILLAGE, name=name, value=births_in(month) - less)
        for month in MONTHS
        for name, less in (("births", 0), ("births_in_plan", 1))
    )
    records: list[tuple[str, Record]] = [
        (UNITS.name, Unit(code="430299", name="东风区", level="district", kind="district")),
        (
            UNITS.name,
            Unit(code=VILLAGE, name="红旗村", level="village", kind="village", parent="430299"),
        ),
        (INDICATORS.name, RATE),
        *((COUNTS.name, one) for one in reported),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Office, "today", date(2008, 1, 31))
        with create_office(path, edits=[Edit(name, after=one) for name, one in records]) as made:
            yield made


def births(desk: Desk, period: str = "") -> int:
    (line,) = targets(desk, None, period)
    assert isinstance(line.figure.denominator, int), (period, line.figure)
    return line.figure.denominator


@settings(max_examples=40)
@given(st.integers(2004, 2007), st.integers(1, 12), st.data())
def test_each_part_of_a_year_is_the_sum_of_its_months(
    office: Office, year: int, begins: int, data: st.DataObject
) -> None:
    desk = DeskOfYear(office, year, begins)
    assert births(desk) == sum(map(births_in, months_of(str(year), begins)))
    part = data.draw(st.sampled_from(parts_of_year(desk)))
    assert births(desk, part) == sum(map(births_in, months_of(part, begins)))


@given(st.integers(1, 12))
def test_years_leave_no_month_out_and_count_none_twice(office: Office, begins: int) -> None:
    years = [births(DeskOfYear(office, year, begins)) for year in range(2004, 2008)]
    first = MONTHS.index(months_of("2004", begins)[0])
    assert sum(years) == sum(map(births_in, MONTHS[first : first + 48]))


def test_a_period_stands_beside_the_year_before(office: Office) -> None:
    (line,) = side_by_side(DeskOfYear(office, 2005), None, "2005Q1")
    assert (line.now.period, line.before.period) == ("2005Q1", "2004Q1")
    assert line.now.figure.value is not None and line.before.figure.value is not None
    assert line.change == line.now.figure.value - line.before.figure.value != 0


def test_what_was_never_reported_has_no_figure_and_no_change(office: Office) -> None:
    (line,) = side_by_side(DeskOfYear(office, 2003), None, "2003H1")
    assert line.before.figure.value is None
    assert line.change is None


def test_months_without_a_report_are_named_and_not_those_to_come(office: Office) -> None:
    desk = DeskOfYear(office, 2008, 10)
    missing = unreported(desk, None, "2008H1")  # October 2007 to March 2008, seen in January
    assert missing.months == ()  # January is not over
    assert not missing.nothing
    missing = unreported(DeskOfYear(office, 2003, 10), None, "2003H1")
    assert missing.months == ("2002-10", "2002-11", "2002-12")
    assert unreported(DeskOfYear(office, 2002), None, "2002").nothing


def test_what_was_reported_for_a_year_is_not_split(office: Office) -> None:
    number = next(iter(office.table(UNITS)))
    code = office.table(UNITS)[number].code
    whole = Count(period="2001", unit=code, name="births", value=1200)
    (added,) = office.change([Edit(COUNTS.name, after=whole)])
    missing = unreported(DeskOfYear(office, 2001), None, "2001-03")
    assert missing.nothing
    assert missing.only_of == ("2001",)
    (line,) = targets(DeskOfYear(office, 2001), None, "2001-03")
    assert line.figure.value is None
    office.change([Edit(COUNTS.name, added, whole, None)])


@given(st.integers(1, 12), st.integers(1, 12))
def test_what_moves_is_told_and_nothing_else(office: Office, begins: int, to: int) -> None:
    desk = DeskOfYear(office, 2005, begins)
    told = {number: (one.before, one.after) for one in moved(desk, to) for number in one.numbers}
    for number, one in office.table(COUNTS).items():
        years = tuple(year_of_period(one.period, month) for month in (begins, to))
        assert told.get(number, (years[0], years[0])) == years
    assert not list(meant_otherwise(desk, to))  # all reports are of months


def test_the_figures_that_change_are_shown_before(office: Office) -> None:
    desk = DeskOfYear(office, 2005)
    assert refigured(desk, 1) == []
    (changed,) = refigured(desk, 10)
    assert changed.before.figure == targets(desk)[0].figure
    assert changed.after.figure == targets(DeskOfYear(office, 2005, 10))[0].figure


def test_what_belongs_to_what_moves_goes_with_it() -> None:
    desk = district(1)
    desk.add("inspections", Inspection(number="J05", kind="routine_sample", date=date(2005, 11, 2)))
    desk.add("findings", Finding(number="1", inspection="J05", unit=village(1), kind="other"))
    told = {(one.register.name, one.before, one.after, one.numbers) for one in moved(desk, 10)}
    assert told == {("inspections", 2005, 2006, (1,)), ("findings", 2005, 2006, (1,))}


def test_what_is_of_several_months_means_other_months() -> None:
    desk = district(1)
    periods = ("2005", "2005-03", "2005H1", "2005")
    desk.add("counts", *(one for period in periods for one in count(village(1), period, births=1)))
    told = [(one.register.name, one.period, one.numbers) for one in meant_otherwise(desk, 10)]
    assert told == [("counts", "2005", (1, 4)), ("counts", "2005H1", (3,))]
