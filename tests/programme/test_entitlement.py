"""What a round pays: to the cent, never more than the year's amount, nothing after the exit."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.programme.entitlement import entitlement, held_back
from fptui.programme.rules import Calendar, Exits, PaymentRules, Programme, Round, Standard
from tests.programme.test_eligibility import RULES, with_fields

YEAR = 2005


def rules_with(
    *lengths: int, yearly: str = "600", after_exit: Any = "alive_at_payment"
) -> Programme:
    """Rules by which a year is paid in rounds of so many months, each due after them."""
    rounds, month = [], 1
    for number, length in enumerate(lengths, start=1):
        last = month + length - 1
        rounds.append(Round(number=number, due=f"{last:02d}-28", months=(month, last)))
        month += length
    return msgspec.structs.replace(
        RULES,
        standard=(Standard(from_year=2004, amount=Decimal(yearly)),),
        calendar=(Calendar(from_year=2004, rounds=tuple(rounds)),),
        payment=PaymentRules(after_exit=after_exit),
    )


def paid_file(**fields: Any) -> Any:
    usual: dict[str, Any] = {"state": "receiving", "paid_from": YEAR, "account": "8299000000001"}
    return with_fields(**(usual | fields))


def left(day: date, reason: str = "01") -> Any:
    return paid_file(state="exited", exit_date=day, exit_reason=reason)


def amounts(recipient: Any, rules: Programme) -> list[Decimal]:
    return [entitlement(recipient, rules, YEAR, one).amount for one in rules.rounds_in(YEAR)]


lengths = st.lists(st.integers(1, 12), min_size=1, max_size=12).filter(lambda them: sum(them) <= 12)
yearly = st.decimals(0, 9999, places=2).map(str)
days = st.dates(date(2004, 1, 1), date(2006, 12, 31))


@given(lengths, yearly)
def test_the_rounds_add_up_to_the_year_to_the_cent(lengths: list[int], yearly: str) -> None:
    whole = [*lengths, 12 - sum(lengths)] if sum(lengths) < 12 else lengths
    rules = rules_with(*whole, yearly=yearly)
    assert sum(amounts(paid_file(), rules)) == Decimal(yearly)


@pytest.mark.parametrize(
    ("lengths", "yearly", "paid"),
    [
        ((2, 10), "100", ("16.67", "83.33")),  # 16.666…
        ((4, 8), "100", ("33.33", "66.67")),  # 33.333…
        ((1, 11), "0.06", ("0.01", "0.05")),  # half a cent
        ((3, 9), "0.10", ("0.03", "0.07")),  # two cents and a half
        ((12,), "600", ("600",)),
    ],
)
def test_a_round_is_paid_to_the_nearest_cent_half_up(
    lengths: tuple[int, ...], yearly: str, paid: tuple[str, ...]
) -> None:
    assert amounts(paid_file(), rules_with(*lengths, yearly=yearly)) == [*map(Decimal, paid)]


@given(lengths, yearly, days, st.sampled_from(["alive_at_payment", "by_month"]))
def test_who_left_never_gets_more_and_nothing_for_rounds_after(
    lengths: list[int], yearly: str, day: date, after_exit: str
) -> None:
    rules = rules_with(*lengths, yearly=yearly, after_exit=after_exit)
    stayed, gone = amounts(paid_file(), rules), amounts(left(day), rules)
    for one, other, of_round in zip(stayed, gone, rules.rounds_in(YEAR), strict=True):
        assert 0 <= other <= one
        if day < date(YEAR, of_round.months[0], 1):
            assert other == 0
        if day > of_round.due_in(YEAR) and after_exit == "alive_at_payment":
            assert other == one


@given(days, st.integers(0, 700))
def test_leaving_later_never_pays_less(day: date, more: int) -> None:
    for after_exit in ("alive_at_payment", "by_month"):
        rules = rules_with(6, 6, after_exit=after_exit)
        earlier = amounts(left(day), rules)
        later = amounts(left(day + timedelta(more)), rules)
        assert all(one <= other for one, other in zip(earlier, later, strict=True))


def test_who_dies_before_the_money_is_due_gets_nothing_of_that_round() -> None:
    rules = rules_with(6, 6)
    assert amounts(left(date(2005, 7, 1)), rules) == [Decimal(300), Decimal(0)]
    assert amounts(left(date(2005, 6, 28)), rules) == [Decimal(0), Decimal(0)]


def test_by_months_the_month_of_the_exit_is_paid() -> None:
    rules = rules_with(6, 6, after_exit="by_month")
    assert amounts(left(date(2005, 7, 1)), rules) == [Decimal(300), Decimal(50)]
    second = entitlement(left(date(2005, 7, 1)), rules, YEAR, rules.rounds_in(YEAR)[1])
    assert "1 month of it is paid" in second.why_less


def test_a_reason_that_asks_the_money_back_pays_nothing() -> None:
    rules = msgspec.structs.replace(rules_with(6, 6), exits=Exits(recover=("08",)))
    assert amounts(left(date(2005, 12, 31), "08"), rules) == [0, 0]
    assert amounts(left(date(2005, 12, 31), "01"), rules) == [300, 300]


def test_nothing_before_the_first_paid_year_or_without_one() -> None:
    rules = rules_with(12)
    assert amounts(paid_file(paid_from=2006), rules) == [0]
    assert amounts(paid_file(paid_from=None, state="confirmed"), rules) == [0]


def test_what_holds_a_payment_back() -> None:
    rules = rules_with(12)
    of_round = rules.rounds_in(YEAR)[0]

    def why(recipient: Any, by: Programme = rules) -> str:
        return held_back(recipient, by, YEAR, of_round)

    assert why(paid_file()) == ""
    assert "Suspended”: away" in why(paid_file(state="suspended", state_reason="away"))
    assert "no account" in why(paid_file(account=""))
    assert "asked is" in why(paid_file(breach=True))
    lenient = msgspec.structs.replace(rules, payment=PaymentRules(only_verified=False))
    before = paid_file(paid_from=2004, verified=2004)
    assert "not re-verified for 2005" in why(before)
    assert why(before, lenient) == ""
    assert why(msgspec.structs.replace(before, verified=2005)) == ""
