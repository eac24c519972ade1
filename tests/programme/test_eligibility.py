"""Every rule with its outcome, and the year from which a person is entitled."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.exchange.rules import read_rules
from fptui.programme.eligibility import Result, judge
from fptui.registers.recipient_file import Recipient, age_on
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


@pytest.mark.parametrize(
    ("born", "result", "from_year"),
    [
        (date(1945, 6, 29), Result.MET, 2005),
        (date(1945, 6, 30), Result.MET, 2005),
        (date(1945, 7, 1), Result.LATER, 2006),
        (date(1946, 6, 30), Result.LATER, 2006),
        (date(1947, 1, 1), Result.LATER, 2007),
    ],
)
def test_where_the_age_is_asked_by_the_day_the_birthday_counts(
    born: date, result: Result, from_year: int
) -> None:
    by_day = msgspec.structs.replace(
        RULES,
        eligibility=tuple(
            msgspec.structs.replace(one, age_reached="day") for one in RULES.eligibility
        ),
    )
    verdict = judge(with_fields(birth_date=born), by_day, 2005, DAY)
    assert (verdict.result, verdict.from_year) == (result, from_year)


def test_what_is_worst_decides_and_all_that_is_missing_is_told() -> None:
    """Not met is worse than not known, and that worse than met later."""
    young = {"birth_date": date(1950, 1, 1)}
    unknown = {"spouse_registration": ""}
    for fields, result, told in (
        (young, Result.LATER, 1),
        (young | unknown, Result.UNKNOWN, 2),
        (young | unknown | {"breach": True}, Result.NOT_MET, 3),
        (unknown | {"children_born": None}, Result.UNKNOWN, 2),
        ({"category": ""}, Result.NOT_MET, 1),
    ):
        verdict = judge(with_fields(**fields), RULES, 2005, DAY)
        assert verdict.result is result
        assert len(verdict.missing.split("; ")) == told
        assert (verdict.from_year is None) == (result is not Result.LATER)
