"""The coming years: nobody twice, nobody lost, amounts by the year's standard."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec

from fptui.programme.forecast import by_year, coming, needs
from fptui.programme.rules import Supplement
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
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


def with_first_file(office: Office, **fields: Any) -> Recipient:
    """The sample district whose first file is another."""
    before = office.table(RECIPIENTS)[1]
    after = msgspec.structs.replace(before, **fields)
    office.change([Edit(RECIPIENTS.name, 1, before, after)])
    return after


def people(office: Office, years: int) -> dict[int, int]:
    return {year: one.people for year, one in by_year(needs(office, RULES, (), years)).items()}


def test_who_is_paid_from_a_year_ahead_counts_from_that_year_on(sample: Office) -> None:
    assert people(sample, 3) == {2005: 312, 2006: 312, 2007: 312}
    one = with_first_file(sample, paid_from=2007)
    assert people(sample, 2) == {2005: 311, 2006: 311}
    assert people(sample, 3) == {2005: 311, 2006: 311, 2007: 312}
    found = needs(sample, RULES, (), 3)
    assert [need.new for need in found] == [0, 0, 0], "who receives already is not new"
    assert [need.amount for need in found] == [311 * 600, 311 * 600, 312 * 600]
    with_first_file(sample, unit="alone")
    for years, listed in ((2, False), (3, True)):
        units = {need.unit for need in needs(sample, RULES, (), years, unit_of=str)}
        assert ("alone" in units) is listed
    with_first_file(sample, state="suspended", paid_from=one.paid_from)
    assert people(sample, 3)[2007] == 311


def test_who_applied_ahead_comes_in_the_year_of_turning_sixty(sample: Office) -> None:
    one = with_first_file(
        sample,
        state="applied",
        paid_from=None,
        birth_date=date(1948, 12, 31),
        category="one_child",
        children_living=1,
        registration="agricultural",
        spouse_registration="agricultural",
    )

    def of_one(years: int) -> list[int]:
        return [found.year for found in coming(sample, RULES, years) if found.recipient == one]

    assert of_one(4) == [2008]
    assert of_one(3) == []
    new = [found for found in coming(sample, RULES, 4) if found.recipient == one]
    needed = by_year(needs(sample, RULES, new, 4))
    assert [(need.people, need.new) for need in needed.values()] == [
        (311, 0),
        (311, 0),
        (311, 0),
        (312, 1),
    ]


def test_a_supplement_is_paid_to_its_category_only(sample: Office) -> None:
    extra = Supplement(from_year=2006, category="one_child", amount=Decimal(100))
    rules = msgspec.structs.replace(RULES, supplement=(extra,))
    paid = [one for one in sample.table(RECIPIENTS).values() if one.state == "receiving"]
    of_category = sum(one.category == "one_child" for one in paid)
    first, second = needs(sample, rules, (), 2)
    assert 0 < of_category < len(paid)
    assert first.amount == len(paid) * 600
    assert second.amount == len(paid) * 600 + of_category * 100
