"""The rules file: what comes along holds, an office's own stands before it, mistakes are named."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from fptui.errors import ExchangeError, InvalidValue
from fptui.exchange.rules import read_rules, rules_of
from fptui.programme.rules import Calendar, Round, Standard, Supplement, day_in, refuse_far_year
from fptui.resources import data_folder

GIVEN = data_folder() / "programme.toml"


@pytest.mark.parametrize(
    ("year", "amount"), [(2004, 600), (2008, 600), (2009, 720), (2011, 720), (2012, 960)]
)
def test_standards_follow_the_year(year: int, amount: int) -> None:
    assert read_rules(GIVEN).standard_in(year) == amount
    assert read_rules(GIVEN).yearly_amount("one_child", year) == amount


def test_before_the_programme_there_is_no_standard() -> None:
    with pytest.raises(InvalidValue, match=r"no \[\[standard\]\] for 2003"):
        read_rules(GIVEN).standard_in(2003)


def test_an_office_has_rules_of_its_own(tmp_path: Path) -> None:
    own = GIVEN.read_text() + (
        '\n[[supplement]]\nfrom_year = 2005\ncategory = "one_child"\namount = "120"\n'
    )
    own = own.replace(
        'rounds = [{ number = 1, due = "10-31", months = [1, 12] }]',
        'rounds = [{ number = 2, due = "12-31", months = [7, 12] },'
        ' { number = 1, due = "06-30", months = [1, 6] }]',
    )
    (tmp_path / "programme.toml").write_text(own)
    rules = rules_of(tmp_path / "office.json")
    assert rules.yearly_amount("one_child", 2005) == Decimal(720)
    assert rules.yearly_amount("two_daughters", 2005) == Decimal(600)
    first, second = rules.rounds_in(2005)
    assert (first.due_in(2005), second.due_in(2005)) == (date(2005, 6, 30), date(2005, 12, 31))
    assert rules_of(tmp_path / "elsewhere" / "office.json") == read_rules(GIVEN)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("minimum_age = 60", 'minimum_age = "sixty"', "minimum_age"),
        ("minimum_age", "minimal_age", "minimal_age"),
        ('due = "10-31"', 'due = "31-10"', "due"),
        ("months = [1, 12]", "months = [1, 13]", "months"),
        ("[procedure]", "[procedure", "programme.toml"),
        (
            'due = "10-31", months = [1, 12] }]',
            'due = "10-31", months = [1, 12] }, { number = 2, due = "12-31", months = [12, 12] }]',
            "same month",
        ),
    ],
)
def test_a_mistake_in_the_rules_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in GIVEN.read_text()
    path = tmp_path / "programme.toml"
    path.write_text(GIVEN.read_text().replace(old, new))
    with pytest.raises(ExchangeError) as caught:
        read_rules(path)
    assert named in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_day_of_the_year_that_a_year_lacks_is_the_day_before() -> None:
    assert day_in(2004, "02-29") == date(2004, 2, 29)
    assert day_in(2005, "02-29") == date(2005, 2, 28)
    assert day_in(2005, "03-31") == date(2005, 3, 31)


@pytest.mark.parametrize(
    ("category", "year", "amount"),
    [
        ("one_child", 2005, 600),
        ("one_child", 2006, 650),
        ("one_child", 2007, 680),
        ("one_child", 2008, 680),
        ("one_child", 2009, 800),
        ("two_daughters", 2008, 600),
        ("two_daughters", 2009, 730),
    ],
)
def test_a_supplement_adds_what_is_in_force_for_the_category(
    category: str, year: int, amount: int
) -> None:
    rules = msgspec.structs.replace(
        read_rules(GIVEN),
        supplement=(
            Supplement(from_year=2007, category="one_child", amount=Decimal(80)),
            Supplement(from_year=2006, category="one_child", amount=Decimal(50)),
            Supplement(from_year=2009, category="two_daughters", amount=Decimal(10)),
        ),
    )
    assert rules.yearly_amount(category, year) == amount


def test_the_calendar_in_force_gives_the_rounds_in_their_order() -> None:
    halves = (
        Round(number=2, due="12-31", months=(7, 12)),
        Round(number=1, due="06-30", months=(1, 6)),
    )
    whole = Round(number=1, due="10-31", months=(1, 12))
    rules = msgspec.structs.replace(
        read_rules(GIVEN),
        calendar=(
            Calendar(from_year=2006, rounds=halves),
            Calendar(from_year=2004, rounds=(whole,)),
        ),
    )
    assert rules.rounds_in(2005) == (whole,)
    for year in (2006, 2007):
        assert [one.number for one in rules.rounds_in(year)] == [1, 2]
    with pytest.raises(InvalidValue, match="2003"):
        rules.rounds_in(2003)


@pytest.mark.parametrize("months", [((1, 6), (6, 12)), ((1, 12), (12, 12)), ((3, 4), (1, 3))])
def test_no_month_is_paid_twice(months: tuple[tuple[int, int], ...]) -> None:
    rounds = tuple(
        Round(number=number, due="12-31", months=one) for number, one in enumerate(months, 1)
    )
    rules = read_rules(GIVEN)
    with pytest.raises(ValueError, match="pay the same month"):
        msgspec.structs.replace(rules, calendar=(Calendar(from_year=2004, rounds=rounds),))
    apart = (
        Round(number=1, due="06-30", months=(1, 6)),
        Round(number=2, due="12-31", months=(7, 7)),
    )
    msgspec.structs.replace(rules, calendar=(Calendar(from_year=2004, rounds=apart),))


def test_an_amount_may_be_nothing_but_not_less() -> None:
    rules = read_rules(GIVEN)
    for amount in ("0", "-0.01"):
        for table, one in (
            ("standard", Standard(from_year=2004, amount=Decimal(amount))),
            ("supplement", Supplement(from_year=2004, category="x", amount=Decimal(amount))),
        ):
            if amount == "0":
                msgspec.structs.replace(rules, **{table: (one,)})
                continue
            with pytest.raises(ValueError, match="negative"):
                msgspec.structs.replace(rules, **{table: (one,)})


def test_the_next_year_can_be_prepared_to_its_last_day_before() -> None:
    refuse_far_year(2006, date(2005, 12, 31))
    refuse_far_year(2004, date(2005, 12, 31))
    with pytest.raises(InvalidValue, match="2006 is the last year"):
        refuse_far_year(2007, date(2005, 12, 31))
