"""Every rule with its outcome, and the year from which a person is entitled."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.exchange.rules import read_rules
from fptui.programme.eligibility import Result, judge
from fptui.registers.recipients import Recipient, age_on
from fptui.resources import data_folder

RULES = read_rules(data_folder() / "programme.toml")
DAY = date(2005, 6, 30)
ENTITLED = Recipient(
    file_number="05-1",
    name="样本甲",
    sex="female",
    unit="430299101201",
    birth_date=date(1940, 3, 15),
    registration="agricultural",
    spouse_registration="agricultural",
    category="two_daughters",
    children_born=2,
    children_living=2,
    marital_state="first_marriage",
)


def with_fields(**fields: Any) -> Recipient:
    return msgspec.structs.replace(ENTITLED, **fields)


def outcome(recipient: Recipient, key: str, year: int = 2005) -> Result:
    verdict = judge(recipient, RULES, year, DAY)
    (found,) = [one.result for one in verdict.outcomes if one.key == key]
    return found


def test_who_meets_every_rule_is_entitled() -> None:
    verdict = judge(ENTITLED, RULES, 2005, DAY)
    assert verdict.result is Result.MET
    assert verdict.missing == ""
    assert verdict.from_year == 2005


@pytest.mark.parametrize(
    ("fields", "key", "result"),
    [
        ({"birth_date": date(1945, 12, 31)}, "age", Result.MET),
        ({"birth_date": date(1946, 1, 1)}, "age", Result.LATER),
        ({"birth_date": None}, "age", Result.UNKNOWN),
        ({"birth_date": date(1933, 1, 1)}, "born", Result.MET),
        ({"birth_date": date(1932, 12, 31)}, "born", Result.NOT_MET),
        ({"registration": "deemed_rural"}, "registration", Result.MET),
        ({"registration": "non_agricultural"}, "registration", Result.NOT_MET),
        ({"spouse_registration": "non_agricultural"}, "spouse", Result.NOT_MET),
        ({"spouse_registration": ""}, "spouse", Result.UNKNOWN),
        ({"children_living": 1}, "category", Result.NOT_MET),
        ({"children_living": None}, "category", Result.UNKNOWN),
        ({"category": "one_child", "children_living": 1}, "category", Result.MET),
        ({"category": "child_deceased", "children_living": 0}, "category", Result.MET),
        ({"children_born": 0}, "borne", Result.NOT_MET),
        ({"breach": True}, "breach", Result.NOT_MET),
    ],
)
def test_each_rule(fields: dict[str, Any], key: str, result: Result) -> None:
    assert outcome(with_fields(**fields), key) is result
    verdict = judge(with_fields(**fields), RULES, 2005, DAY)
    if result is not Result.MET:
        assert verdict.result in {result, Result.NOT_MET}
        heading = next(one.heading for one in verdict.outcomes if one.key == key)
        assert heading in verdict.missing


def test_the_widowed_are_judged_alone_and_so_is_everyone_since_2017() -> None:
    widowed = with_fields(marital_state="widowed", spouse_registration="non_agricultural")
    assert judge(widowed, RULES, 2005, DAY).result is Result.MET
    married = with_fields(spouse_registration="non_agricultural")
    assert judge(married, RULES, 2016, DAY).result is Result.NOT_MET
    assert judge(married, RULES, 2017, DAY).result is Result.MET


@given(st.dates(date(1933, 1, 1), date(1999, 12, 31)), st.integers(2004, 2030))
def test_time_alone_never_takes_the_entitlement_away(born: date, year: int) -> None:
    person = with_fields(birth_date=born)
    verdict = judge(person, RULES, year, date(year, 6, 30))
    age = age_on(born, date(year, 12, 31))
    assert age is not None
    assert (verdict.result is Result.MET) == (age >= 60)
    assert verdict.from_year == max(born.year + 60, year)
    assert judge(person, RULES, verdict.from_year, DAY).result is Result.MET
    later = judge(person, RULES, year + 1, date(year + 1, 6, 30))
    assert not (verdict.result is Result.MET and later.result is not Result.MET)
