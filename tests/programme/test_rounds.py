"""Rounds: opened once and again, stopped by exits, handed to the bank, and answered."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.programme.bank_answers import Answer, AnswerPlan, plan_answers
from fptui.programme.bank_list import BankList, bank_list, reissued
from fptui.programme.payment_soundness import claims, payment_problems
from fptui.programme.procedure import Step, plan
from fptui.programme.round_standing import standing_of
from fptui.programme.rounds import (
    RoundPlan,
    payments_of,
    plan_round,
    round_of,
    stopped_by_leaving,
)
from fptui.programme.rules import Programme, Round
from fptui.registers.declaration import Register
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment, is_made, standing
from fptui.registers.recipient_file import STATES
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import township_of
from fptui.store import Office
from tests.verified import re_verify_all

YEAR = 2006
DUE = date(2006, 10, 31)


@pytest.fixture
def rules(sample: Office) -> Programme:
    return rules_of(sample.path)


@pytest.fixture
def only(rules: Programme) -> Round:
    return round_of(rules, YEAR, None)


def make(office: Office, edits: Iterable[Edit[Any]]) -> None:
    office.change(edits)


def opened(office: Office, rules: Programme) -> RoundPlan:
    re_verify_all(office)
    done = plan_round(office, rules, YEAR, round_of(rules, YEAR, None))
    if done.edits:
        make(office, done.edits)
    return done


def change(office: Office, file_number: str, **fields: Any) -> Any:
    number = office.number_of(RECIPIENTS, file_number)
    assert number is not None
    before = office.table(RECIPIENTS)[number]
    after = msgspec.structs.replace(before, **fields)
    office.change([Edit("recipients", number, before, after)])
    return after


def held_in(office: Office, rules: Programme) -> dict[str, str]:
    plan = plan_round(office, rules, YEAR, round_of(rules, YEAR, 1))
    return {recipient.file_number: why for recipient, why in plan.held}


def in_2006(office: Office) -> dict[str, tuple[int, Payment]]:
    return payments_of(office, YEAR, 1)


def test_opening_twice_adds_nothing_more(sample: Office, rules: Programme) -> None:
    first = opened(sample, rules)
    assert (len(first.new), first.amount, first.known) == (312, Decimal(187200), 0)
    again = opened(sample, rules)
    assert (again.edits, again.known) == ([], 312)
    assert {payment.due_date for _n, payment in in_2006(sample).values()} == {DUE}


def test_a_new_recipient_gets_a_payment_when_the_round_is_opened_again(
    sample: Office, rules: Programme
) -> None:
    opened(sample, rules)
    number, payment = in_2006(sample)["04-0001"]
    make(sample, [Edit("payments", number, payment, None)])
    stands = standing_of(
        sample, rules, YEAR, round_of(rules, YEAR, 1), partial(township_of, sample)
    )
    assert [one.recipient for one in stands.missing] == ["04-0001"]
    assert sum(row["missing"] for row in stands.by_unit.values()) == 1
    assert [one.recipient for one in opened(sample, rules).new] == ["04-0001"]


def test_who_leaves_loses_the_payment_that_was_not_sent(sample: Office, rules: Programme) -> None:
    opened(sample, rules)
    files = [(1, sample.table(RECIPIENTS)[1]), (2, sample.table(RECIPIENTS)[2])]
    day = date(2005, 12, 31)
    step = Step("exited", day, "clerk", YEAR, exit_reason="01", exit_date=day)
    foreseen = plan(sample, files, step, rules)
    assert [edit.after for edit in foreseen.stopped] == [None, None]
    sample.change(foreseen.edits)
    assert {"04-0001", "04-0002"}.isdisjoint(in_2006(sample))
    held = {
        one.file_number: why
        for one, why in plan_round(sample, rules, YEAR, round_of(rules, YEAR, 1)).held
    }
    assert "04-0001" not in held  # left before that year: nobody looks for them in it
    sample.undo()
    assert "04-0001" in in_2006(sample)


def test_what_the_bank_has_is_not_taken_out_but_told(sample: Office, rules: Programme) -> None:
    opened(sample, rules)
    number, payment = in_2006(sample)["04-0001"]
    make(
        sample,
        [
            Edit(
                "payments",
                number,
                payment,
                msgspec.structs.replace(payment, sent_date=sample.today),
            )
        ],
    )
    leaving = change(sample, "04-0001", state="exited", exit_date=sample.today, exit_reason="01")
    moves, too_late = stopped_by_leaving(sample, rules, [leaving])
    assert (moves, [one.recipient for one in too_late]) == ([], ["04-0001"])
    again = plan_round(sample, rules, YEAR, round_of(rules, YEAR, 1))
    assert [(one.recipient, why) for one, why in again.too_late] == [
        ("04-0001", "left on 2005-12-31 (01 Death), before the money was due")
    ]


def test_who_leaves_in_the_year_is_paid_by_months_where_the_rules_say_so(
    sample: Office, rules: Programme
) -> None:
    opened(sample, rules)
    by_month = msgspec.structs.replace(
        rules, payment=msgspec.structs.replace(rules.payment, after_exit="by_month")
    )
    gone = change(sample, "04-0001", state="exited", exit_date=date(2006, 3, 1), exit_reason="01")
    number, before = in_2006(sample)["04-0001"]
    lowered = [Edit("payments", number, before, msgspec.structs.replace(before, amount=150))]
    assert stopped_by_leaving(sample, by_month, [gone]) == (lowered, [])
    again = plan_round(sample, by_month, YEAR, round_of(by_month, YEAR, 1))
    assert [edit for edit, _why in again.stopped] == lowered
    assert again.known == 311
    make(sample, lowered)
    assert stopped_by_leaving(sample, by_month, [gone]) == ([], []), "what is due still stays"


def test_who_rests_is_stopped_and_comes_back(sample: Office, rules: Programme) -> None:
    opened(sample, rules)
    resting = change(sample, "04-0001", state="suspended", state_reason="away")
    moves, _too_late = stopped_by_leaving(sample, rules, [resting])
    make(sample, moves)
    held = held_in(sample, rules)
    assert "away" in held["04-0001"]
    change(sample, "04-0001", state="receiving", state_reason="")
    assert [one.recipient for one in opened(sample, rules).new] == ["04-0001"]


def test_the_list_for_the_bank_holds_each_payment_once(sample: Office, rules: Programme) -> None:
    opened(sample, rules)
    of_round = round_of(rules, YEAR, 1)
    first = bank_list(sample, rules, YEAR, of_round)
    assert len(first.rows) == 312
    make(sample, first.sent(sample.today))
    second = bank_list(sample, rules, YEAR, of_round)
    assert (second.rows, second.at_bank) == ([], 312)
    assert len(bank_list(sample, rules, YEAR, of_round, again=True).rows) == 312
    banks = {recipient.bank for _n, _p, recipient in first.rows}
    parts = [bank_list(sample, rules, YEAR, of_round, bank, again=True) for bank in banks]
    assert sum(len(part.rows) for part in parts) == 312
    for bank, part in zip(banks, parts, strict=True):
        assert {who.bank for _n, _p, who in part.rows} == {bank}
    in_order = [(who.bank, who.unit, who.file_number) for _n, _p, who in first.rows]
    assert in_order == sorted(in_order)
    assert first.amount == 312 * 600


@pytest.mark.parametrize(
    ("fields", "amount", "why"),
    [
        ({"account": ""}, "600", "no account"),
        ({"state": "suspended", "state_reason": "away"}, "600", "Suspended”: away"),
        ({"state": "exited", "exit_date": date(2006, 1, 2), "exit_reason": "01"}, "600", "left on"),
        ({}, "600.01", "600.01 yuan are more than the 600.00 that are due"),
        ({"breach": True}, "600", "Birth in breach"),
    ],
)
def test_what_must_not_go_out_does_not(
    sample: Office, rules: Programme, fields: dict[str, Any], amount: str, why: str
) -> None:
    opened(sample, rules)
    number, payment = in_2006(sample)["04-0001"]
    more = msgspec.structs.replace(payment, amount=Decimal(amount))
    if more != payment:
        make(sample, [Edit("payments", number, payment, more)])
    if fields:
        change(sample, "04-0001", **fields)
    found = bank_list(sample, rules, YEAR, round_of(rules, YEAR, 1))
    assert len(found.rows) == 311
    [(held, reason)] = found.held
    assert held.recipient == "04-0001"
    assert why in reason


def sent(office: Office, rules: Programme) -> BankList:
    opened(office, rules)
    found = bank_list(office, rules, YEAR, round_of(rules, YEAR, 1))
    make(office, found.sent(office.today))
    return found


def answered(office: Office, *answers: Answer) -> AnswerPlan:
    return plan_answers(office, in_2006(office), answers, office.today)


def test_paid_and_returned_and_issued_again(sample: Office, rules: Programme) -> None:
    sent(sample, rules)
    person = sample.find(RECIPIENTS, "04-0002")
    assert person is not None
    first = answered(
        sample,
        Answer(recipient="04-0001", result="paid", amount=Decimal(600)),
        Answer(account=person.account, name=person.name, result="returned", return_reason="closed"),
    )
    assert (len(first.paid), len(first.returned), first.refused) == (1, 1, [])
    make(sample, first.edits)
    _number, payment = in_2006(sample)["04-0001"]
    assert (standing(payment, DUE), payment.paid_date) == ("paid", sample.today)
    number, back = in_2006(sample)["04-0002"]
    assert (back.result, back.return_reason, back.paid_date) == ("returned", "closed", None)
    assert "came back" in refusal(sample, Answer(recipient="04-0002", result="paid"))
    make(sample, [Edit("payments", number, back, reissued(back))])
    old = Answer(recipient="04-0002", result="returned", return_reason="closed")
    assert "no list for the bank yet" in refusal(sample, old)
    again = bank_list(sample, rules, YEAR, round_of(rules, YEAR, 1))
    assert [one.recipient for _n, one, _who in again.rows] == ["04-0002"]
    make(sample, again.sent(sample.today))
    make(sample, answered(sample, Answer(recipient="04-0002", result="paid")).edits)
    _number, payment = in_2006(sample)["04-0002"]
    assert (payment.result, is_made(payment), payment.return_reason) == ("reissued", True, "closed")


def refusal(office: Office, answer: Answer) -> str:
    done = answered(office, answer)
    assert done.edits == []
    [(_place, why)] = done.refused
    return why


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"recipient": "99-9999"}, "has no payment in this round"),
        ({"recipient": ""}, "no file number, ID number or account"),
        ({"recipient": "", "account": "1234567"}, "nobody with “Account” …4567 has a payment"),
        ({"name": "别人"}, "Name 别人 in the bank's answer, "),
        (
            {"amount": Decimal("599.99")},
            "amount 599.99 in the bank's answer, 600.00 in the payment",
        ),
        ({"paid_date": date(2006, 1, 1)}, "lies in the future"),
        ({"paid_date": date(2005, 12, 30)}, "is before 2005-12-31"),
        ({"result": "returned"}, "the reason for which it came back is missing"),
        ({"result": ""}, "neither"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    sample: Office, rules: Programme, fields: dict[str, Any], why: str
) -> None:
    sent(sample, rules)
    usual: dict[str, Any] = {"recipient": "04-0001", "result": "paid"}
    assert why in refusal(sample, Answer(**(usual | fields)))


def test_one_person_by_two_ways_of_naming(sample: Office, rules: Programme) -> None:
    sent(sample, rules)
    one, other = sample.find(RECIPIENTS, "04-0001"), sample.find(RECIPIENTS, "04-0002")
    assert one is not None and other is not None
    mixed = Answer(recipient="04-0001", account=other.account, result="paid")
    ends = (
        f"Account …{other.account[-4:]} in the bank's answer, …{one.account[-4:]} in file 04-0001"
    )
    assert refusal(sample, mixed) == ends
    twice = answered(
        sample,
        Answer(recipient="04-0001", result="paid"),
        Answer(id_number=one.id_number, result="paid"),
    )
    assert (len(twice.paid), [why for _p, why in twice.refused]) == (
        1,
        ["the bank's answer has this person twice"],
    )
    change(sample, "04-0002", account=one.account)
    shared = Answer(account=one.account, result="paid")
    assert "the files 04-0001, 04-0002 of the round" in refusal(sample, shared)
    told_apart = Answer(account=one.account, id_number=one.id_number, result="paid")
    assert len(answered(sample, told_apart).paid) == 1


answers = st.lists(
    st.builds(
        Answer,
        recipient=st.sampled_from(["04-0001", "04-0002", "04-0003", "99-0000"]),
        result=st.sampled_from(["paid", "returned"]),
        return_reason=st.sampled_from(["", "closed"]),
        amount=st.sampled_from([None, Decimal(600), Decimal(1)]),
    ),
    max_size=6,
)


class Some:
    """A desk of the three first recipients, to try answers on without a file."""

    def __init__(self, office: Office) -> None:
        self._people = {one.file_number: one for one in list(office.table(RECIPIENTS).values())[:3]}
        self.today = office.today

    def find(self, _register: Register[Any], file_number: str) -> Any:
        return self._people.get(file_number)


@pytest.fixture(scope="module")
def three(founded: Any) -> Some:
    with Office(founded, read_only=True) as office, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Office, "today", date(2005, 12, 31))
        return Some(office)


@given(given_answers=answers)
def test_the_same_answers_twice_change_nothing_more(
    three: Some, given_answers: list[Answer]
) -> None:
    payments = {
        file: (place, Payment(year=YEAR, round=1, recipient=file, standard=Decimal(600),
                              amount=Decimal(600), due_date=DUE, sent_date=three.today))
        for place, file in enumerate(["04-0001", "04-0002", "04-0003"], start=1)
    }  # fmt: skip
    desk: Any = three
    first = plan_answers(desk, payments, given_answers, three.today)
    assert len(first.edits) + len(first.known) + len(first.refused) == len(given_answers)
    after = payments | {edit.after.recipient: (edit.number, edit.after) for edit in first.edits}
    again = plan_answers(desk, after, given_answers, three.today)
    assert again.edits == []
    assert len(again.known) == len(first.edits) + len(first.known)


def of_first(three: Some, answer: Answer, **fields: Any) -> AnswerPlan:
    """What an answer makes of the payment of the first file, which the bank has since the 29th."""
    usual: dict[str, Any] = {
        "year": YEAR, "round": 1, "recipient": "04-0001", "standard": Decimal(600),
        "amount": Decimal(600), "due_date": DUE, "sent_date": date(2005, 12, 29),
    }  # fmt: skip
    desk: Any = three
    return plan_answers(
        desk, {"04-0001": (1, Payment(**(usual | fields)))}, [answer], date(2005, 12, 30)
    )


def test_the_days_between_list_and_today_are_possible_and_no_others(three: Some) -> None:
    for day, possible in ((28, False), (29, True), (31, True)):
        answer = Answer(recipient="04-0001", result="paid", paid_date=date(2005, 12, day))
        assert len(of_first(three, answer).paid) == possible
    later = Answer(recipient="04-0001", result="paid", paid_date=date(2006, 1, 1))
    assert len(of_first(three, later).refused) == 1
    [edit] = of_first(three, Answer(recipient="04-0001", result="paid")).paid
    assert edit.after is not None
    assert edit.after.paid_date == date(2005, 12, 30), "the day of the file where a row has none"


def test_an_answer_that_says_what_is_known_already_changes_nothing(three: Some) -> None:
    back = {"result": "returned", "return_reason": "account closed"}
    for reason in ("", "account closed", "  account   closed "):
        answer = Answer(recipient="04-0001", result="returned", return_reason=reason)
        assert len(of_first(three, answer, **back).known) == 1
    other = Answer(recipient="04-0001", result="returned", return_reason="wrong  name")
    [edit] = of_first(three, other, **back).returned
    assert edit.after is not None
    assert edit.after.return_reason == "wrong name"
    paid = {"result": "paid", "paid_date": date(2005, 12, 30)}
    for day, known in ((None, 1), (date(2005, 12, 30), 1), (date(2005, 12, 31), 0)):
        answer = Answer(recipient="04-0001", result="paid", paid_date=day)
        assert len(of_first(three, answer, **paid).known) == known


def test_money_that_came_back_after_it_was_paid_is_not_paid_any_more(three: Some) -> None:
    answer = Answer(recipient="04-0001", result="returned", return_reason="closed")
    [edit] = of_first(three, answer, result="paid", paid_date=date(2005, 12, 29)).returned
    assert edit.after is not None
    assert (edit.after.result, edit.after.paid_date) == ("returned", None)


def test_money_paid_to_who_left_is_a_problem_and_a_claim(sample: Office, rules: Programme) -> None:
    assert list(payment_problems(sample, rules)) == []
    assert claims(sample, rules) == []
    change(sample, "04-0001", state="exited", exit_date=date(2005, 2, 1), exit_reason="01")
    [problem] = payment_problems(sample, rules)
    assert problem.identity == "2005 1 04-0001"
    assert "600 yuan are more than the 0.00 that are due: left on 2005-02-01" in problem.text
    [claim] = claims(sample, rules)
    assert (claim.recipient.file_number, claim.amount) == ("04-0001", Decimal(600))
    change(sample, "04-0001", exit_reason="08")
    assert [one.amount for one in claims(sample, rules)] == [Decimal(1200)]


@pytest.mark.parametrize("state", [*STATES])
def test_a_file_that_receives_nothing_yet_has_no_payments(
    sample: Office, rules: Programme, state: str
) -> None:
    change(sample, "04-0001", state=state, exit_date=date(2005, 12, 31), exit_reason="01")
    told = [(one.register, one.identity, one.column) for one in payment_problems(sample, rules)]
    too_early = state not in ("receiving", "suspended", "exited")
    assert told == ([("recipients", "04-0001", "state")] if too_early else [])


def test_a_payment_of_nobody_hides_no_other_problem(sample: Office, rules: Programme) -> None:
    first = next(iter(sample.table(PAYMENTS)))
    before = sample.table(PAYMENTS)[first]
    lost = msgspec.structs.replace(before, recipient="99-9999")
    sample.change([Edit(PAYMENTS.name, first, before, lost)])
    change(sample, "05-0321", paid_from=2006)
    [problem] = payment_problems(sample, rules)
    assert (problem.register, problem.identity) == ("payments", "2005 1 05-0321")


def test_claims_come_the_largest_first_and_of_made_payments_only(
    sample: Office, rules: Programme
) -> None:
    for file, day in (("05-0321", date(2005, 1, 1)), ("04-0001", date(2004, 1, 1))):
        change(sample, file, state="exited", exit_date=day, exit_reason="01")
    expected = [("04-0001", Decimal(1200)), ("05-0321", Decimal(600))]
    assert [(one.recipient.file_number, one.amount) for one in claims(sample, rules)] == expected
    number, paid = payments_of(sample, 2005, 1)["05-0321"]
    back = msgspec.structs.replace(paid, result="returned", paid_date=None, return_reason="closed")
    sample.change([Edit(PAYMENTS.name, number, paid, back)])
    assert [one.recipient.file_number for one in claims(sample, rules)] == ["04-0001"]
    number, paid = payments_of(sample, 2004, 1)["04-0001"]
    back = msgspec.structs.replace(paid, result="returned", paid_date=None, return_reason="closed")
    sample.change([Edit(PAYMENTS.name, number, paid, back)])
    assert [one.amount for one in claims(sample, rules)] == [Decimal(600)]


def test_one_person_in_two_files_is_found_in_the_round(sample: Office, rules: Programme) -> None:
    first = sample.find(RECIPIENTS, "04-0001")
    assert first is not None
    fifteen = first.id_number[:6] + first.id_number[8:17]
    change(sample, "05-0321", id_number=fifteen)
    problems = list(payment_problems(sample, rules))
    told = [(one.register, one.identity, one.column) for one in problems]
    assert told == [("payments", "2005 1 04-0001", "recipient")]
    assert [one.text for one in problems] == [
        "the files 04-0001, 05-0321 have the same ID number: one person is paid twice"
    ]


def test_the_rounds_of_a_year_are_named(rules: Programme) -> None:
    with pytest.raises(InvalidValue, match=r"no round 3. Its rounds: 1 \(due 2006-10-31\)"):
        round_of(rules, YEAR, 3)
    halves = msgspec.structs.replace(
        rules.calendar[0],
        rounds=(
            Round(number=1, due="06-30", months=(1, 6)),
            Round(number=2, due="12-31", months=(7, 12)),
        ),
    )
    twice = msgspec.structs.replace(rules, calendar=(halves,))
    with pytest.raises(
        InvalidValue, match=r"1 \(due 2006-06-30\), 2 \(due 2006-12-31\): say which"
    ):
        round_of(twice, YEAR, None)
    assert round_of(twice, YEAR, 2).months == (7, 12)


def test_who_receives_without_a_first_year_is_held_back(sample: Office, rules: Programme) -> None:
    number, before = next(
        (number, one)
        for number, one in sample.table(RECIPIENTS).items()
        if one.state == "receiving"
    )
    after = msgspec.structs.replace(before, paid_from=None)
    make(sample, [Edit(RECIPIENTS.name, number, before, after)])
    assert held_in(sample, rules)[before.file_number] == (
        "it is not said from which year it is paid"
    )
    assert any("“Paid from” is empty" in one for one in RECIPIENTS.problems(after))
