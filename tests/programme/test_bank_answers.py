"""What an answer of the bank makes of a payment, and how it refuses one that does not fit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fptui.programme.bank_answers import Answer, AnswerPlan, plan_answers
from fptui.registers.declaration import Register
from fptui.registers.payments import Payment
from fptui.registers.recipient_file import Recipient
from tests.programme.test_doubts import Paper, id_of, payment, person

SENT, PAID = date(2005, 1, 4), date(2005, 1, 5)
ID = id_of(date(1940, 3, 15), 11)
ACCOUNT = "62200000000014"


class Desk(Paper):
    today = date(2005, 6, 30)

    def find(self, register: Register[Any], identity: str) -> Recipient | None:
        files: dict[int, Recipient] = self.table(register)
        return next((one for one in files.values() if one.file_number == identity), None)


def answered(before: Payment, **said: Any) -> AnswerPlan:
    whose = person("05-0001", id_number=ID, account=ACCOUNT)
    answer = Answer(**{"recipient": "05-0001", "result": "paid", **said})
    return plan_answers(Desk(whose), {"05-0001": (7, before)}, [answer], PAID)  # type: ignore[arg-type]


@pytest.mark.parametrize(("result", "after"), [("due", "paid"), ("reissued", "reissued")])
def test_what_was_paid_keeps_whether_it_was_issued_again(result: str, after: str) -> None:
    [edit] = answered(payment("05-0001", 2005, result=result, sent_date=SENT)).paid
    assert edit.after is not None
    assert (edit.number, edit.after.result, edit.after.paid_date) == (7, after, PAID)
    assert edit.after.amount == Decimal(600)


@pytest.mark.parametrize(
    ("said", "heading"),
    [({"id_number": ID[:9] + "9" + ID[10:]}, "ID number"), ({"account": "6" + ACCOUNT}, "Account")],
)
def test_what_differs_in_what_is_hidden_is_said_with_the_file(
    said: dict[str, str], heading: str
) -> None:
    plan = answered(payment("05-0001", 2005, result="due", sent_date=SENT), **said)
    [(place, why)] = plan.refused
    assert (place, plan.edits) == (0, [])
    assert why.startswith(heading)
    assert why.endswith("not that of file 05-0001, in what is hidden")
    assert not any(value in why for value in (ID, ACCOUNT, *said.values()))


def test_what_differs_in_what_is_shown_is_said_with_both_ends() -> None:
    due = payment("05-0001", 2005, result="due", sent_date=SENT)
    [(_place, why)] = answered(due, account="62200000000099").refused
    assert why == "Account …0099 in the bank's answer, …0014 in file 05-0001"
