"""How a round stands: who waits for re-verification, what the bank has, when it is done."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.programme.bank_list import bank_list
from fptui.programme.round_standing import RoundStanding, is_overdue_at_bank, standing_of
from fptui.programme.rounds import RoundPlan, payments_of, plan_round, round_of
from fptui.programme.rules import PaymentRules, Programme, refuse_far_year
from fptui.programme.verification import verified
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment, is_on_time, standing
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import township_of
from fptui.registers.values.display import yuan
from fptui.store import Office
from tests.verified import re_verify_all

YEAR = 2006
DUE = date(2006, 10, 31)


@pytest.fixture
def rules(sample: Office) -> Programme:
    return rules_of(sample.path)


def planned(office: Office, rules: Programme) -> RoundPlan:
    return plan_round(office, rules, YEAR, round_of(rules, YEAR, 1))


def stands(office: Office, rules: Programme) -> RoundStanding:
    of_round = round_of(rules, YEAR, 1)
    return standing_of(office, rules, YEAR, of_round, partial(township_of, office))


def change_payments(office: Office, change: Callable[[Payment], dict[str, Any]]) -> None:
    office.change(
        [
            Edit(PAYMENTS.name, number, one, msgspec.structs.replace(one, **fields))
            for number, one in office.table(PAYMENTS).items()
            if one.year == YEAR and (fields := change(one))
        ]
    )


def test_nobody_is_paid_before_the_yearly_re_verification(sample: Office, rules: Programme) -> None:
    found = planned(sample, rules)
    assert (found.edits, len(found.unverified)) == ([], 312)
    lenient = msgspec.structs.replace(rules, payment=PaymentRules(only_verified=False))
    found = planned(sample, lenient)
    assert (len(found.new), len(found.unverified)) == (312, 312)


def test_who_is_verified_later_is_added_when_the_round_is_opened_again(
    sample: Office, rules: Programme
) -> None:
    number = sample.number_of(RECIPIENTS, "04-0001")
    assert number is not None
    one = sample.table(RECIPIENTS)[number]
    sample.change([Edit(RECIPIENTS.name, number, one, verified(one, YEAR))])
    found = planned(sample, rules)
    assert [payment.recipient for payment in found.new] == ["04-0001"]
    assert (len(found.unverified), found.held) == (311, [])
    sample.change(found.edits)
    now = stands(sample, rules)
    assert (len(now.held), now.missing, now.is_done) == (311, [], False)
    re_verify_all(sample)
    assert len(planned(sample, rules).new) == 311
    assert len(stands(sample, rules).missing) == 311


def test_a_new_file_is_verified_by_its_confirmation(sample: Office, rules: Programme) -> None:
    number = sample.number_of(RECIPIENTS, "04-0001")
    assert number is not None
    one = sample.table(RECIPIENTS)[number]
    new = msgspec.structs.replace(one, paid_from=YEAR, verified=None)
    sample.change([Edit(RECIPIENTS.name, number, one, new)])
    found = planned(sample, rules)
    assert [payment.recipient for payment in found.new] == ["04-0001"]


def test_a_payment_that_was_opened_is_not_sent_before_the_re_verification(
    sample: Office, rules: Programme
) -> None:
    lenient = msgspec.structs.replace(rules, payment=PaymentRules(only_verified=False))
    sample.change(planned(sample, lenient).edits)
    assert len(planned(sample, rules).unverified) == 312
    of_round = round_of(rules, YEAR, 1)
    assert len(bank_list(sample, rules, YEAR, of_round).held) == 312
    assert len(bank_list(sample, lenient, YEAR, of_round).rows) == 312


def test_what_the_bank_has_is_not_late_but_presses_after_some_days(
    sample: Office, rules: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    re_verify_all(sample)
    sample.change(planned(sample, rules).edits)
    days = rules.bank_answers.pressing_after_days
    listed = DUE - timedelta(days=1)
    change_payments(sample, lambda one: {"sent_date": listed} if one.recipient < "04-0003" else {})
    monkeypatch.setattr(Office, "today", listed + timedelta(days=days))
    now = stands(sample, rules)
    assert (now.people["sent"], now.people["late"], now.at_bank) == (2, 310, {listed: 2})
    assert {one.recipient for one in now.pressing}.isdisjoint({"04-0001", "04-0002"})
    monkeypatch.setattr(Office, "today", listed + timedelta(days=days + 1))
    assert [one.recipient for one in stands(sample, rules).pressing[-2:]] == ["04-0001", "04-0002"]
    answered = Payment(
        year=YEAR, round=1, recipient="a", standard=Decimal(600), amount=Decimal(600),
        sent_date=listed, result="returned", return_reason="x",
    )  # fmt: skip
    assert not is_overdue_at_bank(answered, rules, date(2007, 1, 1))


def test_people_and_yuan_are_counted_by_how_they_stand_and_by_unit(
    sample: Office, rules: Programme
) -> None:
    re_verify_all(sample)
    sample.change(planned(sample, rules).edits)
    fields: dict[str, dict[str, Any]] = {
        "04-0001": {"result": "paid", "paid_date": DUE, "amount": Decimal("599.99")},
        "04-0002": {"result": "paid", "paid_date": DUE, "amount": Decimal("0.01")},
        "04-0003": {"result": "returned", "return_reason": "closed"},
        "04-0004": {"sent_date": date(2005, 12, 1)},
    }
    change_payments(sample, lambda one: fields.get(one.recipient, {}))
    now = stands(sample, rules)
    assert now.people == {"paid": 2, "returned": 1, "sent": 1, "due": 308}
    assert now.amounts == {"paid": 600, "returned": 600, "sent": 600, "due": 308 * 600}
    assert [one.recipient for one in now.pressing] == ["04-0003", "04-0004"]
    counted = sum(now.by_unit.values(), Counter())
    assert counted == now.people
    for unit, row in now.by_unit.items():
        those = [
            one
            for one in sample.table(RECIPIENTS).values()
            if one.file_number in {p.recipient for _n, p in payments_of(sample, YEAR, 1).values()}
            and township_of(sample, one.unit) == unit
        ]
        assert row.total() == len(those) > 0


def test_a_round_is_done_when_all_its_money_has_arrived(sample: Office, rules: Programme) -> None:
    re_verify_all(sample)
    assert not stands(sample, rules).is_done, "a round that is not opened is not done"
    sample.change(planned(sample, rules).edits)
    paid = {"result": "paid", "paid_date": DUE}
    change_payments(sample, lambda one: paid if one.recipient != "04-0002" else {})
    assert not stands(sample, rules).is_done
    change_payments(
        sample, lambda one: paid | {"result": "reissued"} if one.recipient == "04-0002" else {}
    )
    assert stands(sample, rules).is_done


@pytest.mark.parametrize(("paid", "key"), [(DUE, "paid"), (DUE + timedelta(days=1), "paid_late")])
def test_the_due_day_itself_is_in_time(paid: date, key: str) -> None:
    payment = Payment(
        year=YEAR, round=1, recipient="a", standard=Decimal(600), amount=Decimal(600),
        due_date=DUE, paid_date=paid, result="paid",
    )  # fmt: skip
    assert standing(payment, DUE) == key
    assert is_on_time(payment) is (key == "paid")


def test_a_payment_is_late_from_the_day_after_it_was_due() -> None:
    due = Payment(
        year=YEAR, round=1, recipient="a", standard=Decimal(600), amount=Decimal(600), due_date=DUE
    )
    assert standing(due, DUE) == "due"
    assert standing(due, DUE + timedelta(days=1)) == "late"


def test_only_the_next_year_can_be_prepared() -> None:
    refuse_far_year(2006, date(2005, 1, 1))
    with pytest.raises(InvalidValue, match="9999 lies too far ahead: 2006 is the last year"):
        refuse_far_year(9999, date(2005, 1, 1))


@given(cents=st.integers(0, 10**24), more=st.integers(0, 999))
def test_an_amount_is_never_rounded_where_people_read_it(cents: int, more: int) -> None:
    amount = Decimal(f"{cents}.{more:03}").scaleb(-2) if cents < 10**20 else Decimal(cents)
    assert Decimal(yuan(amount).replace(",", "")) == amount


def test_a_fraction_of_a_cent_and_a_year_mistyped_are_problems() -> None:
    payment = Payment(
        year=20006, round=0, recipient="a", standard=Decimal(600), amount=Decimal("600.005")
    )
    said = " / ".join(PAYMENTS.problems(payment))
    assert "no more than two decimals" in said
    assert "20006 is no year of the programme (2000 to 2099)" in said
    assert "a round has a number from 1" in said


@pytest.mark.parametrize("key", ["paid_from", "verified"])
@pytest.mark.parametrize("year", [0, 1999, 9999])
def test_a_file_with_a_year_mistyped_is_a_problem(sample: Office, key: str, year: int) -> None:
    one = msgspec.structs.replace(sample.table(RECIPIENTS)[1], **{key: year})
    assert f"{year} is no year of the programme" in " ".join(RECIPIENTS.problems(one))
