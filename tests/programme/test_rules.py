"""The rules file: what comes along holds, an office's own stands before it, mistakes are named."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fptui.errors import ExchangeError, InvalidValue
from fptui.exchange.rules import read_rules, rules_of
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
