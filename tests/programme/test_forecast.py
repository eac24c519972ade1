"""The coming years: nobody twice, nobody lost, amounts by the year's standard."""

from decimal import Decimal
from functools import partial

from fptui.programme.forecast import by_year, coming, needs
from fptui.registers.units import UNITS, township_of
from fptui.reports.forecast import bar, forecast_sheet
from fptui.store import Office
from tests.programme.test_eligibility import RULES


def test_the_sample_grows_by_those_who_applied_ahead(sample: Office) -> None:
    new = coming(sample, RULES, 10)
    years = by_year(needs(sample, RULES, new, 10))
    assert [one.year for one in new] == sorted(one.year for one in new)
    assert len({one.number for one in new}) == len(new)
    assert years[2005].people == 312 + years[2005].new
    for before, after in zip(list(years.values()), list(years.values())[1:], strict=False):
        assert after.people == before.people + after.new
    assert years[2005].amount == years[2005].people * 600
    assert years[2009].amount == years[2009].people * 720


def test_units_add_up_to_the_district(sample: Office) -> None:
    new = coming(sample, RULES, 10)
    whole = needs(sample, RULES, new, 10)
    parts = needs(sample, RULES, new, 10, partial(township_of, sample))
    assert by_year(parts) == by_year(whole)
    assert {one.unit for one in parts} <= {
        unit.code for unit in sample.table(UNITS).values() if unit.level == "township"
    }
    sheet = forecast_sheet(parts, sample)
    assert sum(Decimal(str(row[4].value)) for row in sheet.rows) == sum(one.amount for one in whole)


def test_bars_are_as_long_as_their_values() -> None:
    assert bar(Decimal(10), Decimal(10), 8) == "█" * 8
    assert bar(Decimal(5), Decimal(10), 8) == "█" * 4
    assert bar(Decimal(1), Decimal(16), 8) == "▌"
    assert bar(Decimal(0), Decimal(0)) == ""
