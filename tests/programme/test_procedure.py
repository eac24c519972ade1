"""The way of a file: what may follow, and each guard."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.programme.procedure import (
    NEXT,
    Step,
    moved,
    next_states,
    plan,
    why_not,
)
from fptui.programme.verification import is_unverified, must_be_verified, verified, verified_last
from fptui.registers.recipient_file import STATES
from fptui.store import Office
from tests.programme.test_eligibility import RULES, with_fields

DAY = date(2005, 6, 30)


def step(to: str, **given_fields: Any) -> Step:
    fields: dict[str, Any] = {"day": DAY, "user": "reviewer", "year": 2005}
    return Step(to, **(fields | given_fields))


def file_in(state: str, days_ago: int = 30, **fields: Any) -> Any:
    since = DAY - timedelta(days=days_ago)
    return with_fields(
        state=state, since=since, account="8299000000001", recorded_by="recorder", **fields
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("to", STATES)
def test_only_the_next_states_follow(state: str, to: str) -> None:
    reasons = why_not(
        file_in(state),
        step(to, reason="why", exit_reason="01", exit_date=DAY),
        RULES,
    )
    assert (reasons == []) == (to in NEXT[state])
    if reasons:
        assert reasons[0].startswith("from “")


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("village_noticed", "township_reviewed"),
        ("township_reviewed", "confirmed"),
        ("confirmed", "receiving"),
    ],
)
@given(days=st.integers(0, 20))
def test_the_notice_must_have_hung(state: str, to: str, days: int) -> None:
    reasons = why_not(file_in(state, days), step(to), RULES)
    assert (reasons == []) == (days >= 7)
    if reasons:
        free = DAY - timedelta(days=days) + timedelta(days=7)
        assert reasons == [f"its notice has to hang 7 days: it may move on {free.isoformat()}"]


def test_a_rejection_need_not_wait_but_says_why() -> None:
    assert why_not(file_in("village_noticed", 0), step("rejected"), RULES) == [
        "a reason is asked for"
    ]
    given_reason = step("rejected", reason="registered elsewhere")
    assert why_not(file_in("village_noticed", 0), given_reason, RULES) == []
    assert moved(file_in("village_noticed"), given_reason).state_reason == "registered elsewhere"


def test_who_recorded_a_file_does_not_confirm_it() -> None:
    own = step("confirmed", user="recorder")
    (reason,) = why_not(file_in("township_reviewed"), own, RULES)
    assert "another person" in reason
    small_office = msgspec.structs.replace(
        RULES, procedure=msgspec.structs.replace(RULES.procedure, recorder_may_confirm=True)
    )
    assert why_not(file_in("township_reviewed"), own, small_office) == []


def test_who_is_not_entitled_does_not_go_on() -> None:
    young = file_in("village_noticed", birth_date=date(1950, 1, 1))
    (reason,) = why_not(young, step("township_reviewed"), RULES)
    assert "55 years" in reason


def test_payment_needs_an_account_and_begins_in_the_year() -> None:
    without = msgspec.structs.replace(file_in("confirmed"), account="")
    assert why_not(without, step("receiving"), RULES) == ["there is no account to pay to"]
    paid = moved(file_in("confirmed"), step("receiving"))
    assert (paid.state, paid.paid_from, paid.since) == ("receiving", 2005, DAY)
    back = moved(file_in("suspended", paid_from=2004), step("receiving"))
    assert back.paid_from == 2004


@pytest.mark.parametrize(
    ("given_fields", "wrong"),
    [
        ({}, 2),
        ({"exit_reason": "01"}, 1),
        ({"exit_date": DAY}, 1),
        ({"exit_reason": "01", "exit_date": DAY + timedelta(days=1)}, 1),
        ({"exit_reason": "01", "exit_date": DAY}, 0),
    ],
)
def test_an_exit_needs_its_reason_and_its_day(given_fields: dict[str, Any], wrong: int) -> None:
    leaving = step("exited", **given_fields)
    assert len(why_not(file_in("receiving"), leaving, RULES)) == wrong
    if not wrong:
        left = moved(file_in("receiving"), leaving)
        assert (left.exit_reason, left.exit_date) == ("01", DAY)


def test_a_plan_parts_those_who_may_from_those_who_may_not(sample: Office) -> None:
    files = [(1, file_in("confirmed")), (2, file_in("confirmed", 3)), (3, file_in("exited"))]
    foreseen = plan(sample, files, step("receiving"), RULES)
    assert [edit.number for edit in foreseen.moves] == [1]
    assert [number for number, *_rest in foreseen.refused] == [2, 3]
    assert all(reasons for *_file, reasons in foreseen.refused)


def test_next_states_come_in_the_order_of_the_way() -> None:
    assert next_states(["applied", "receiving"]) == [
        "village_noticed",
        "suspended",
        "rejected",
        "exited",
    ]


def test_who_was_paid_before_is_re_verified_each_year() -> None:
    paid = with_fields(state="receiving", paid_from=2004, verified=2005)
    assert must_be_verified(paid, 2005)
    assert not is_unverified(paid, 2005)
    assert is_unverified(paid, 2006)
    assert not is_unverified(verified(paid, 2006), 2006)
    assert not must_be_verified(with_fields(state="receiving", paid_from=2005), 2005)
    assert not must_be_verified(with_fields(state="exited", paid_from=2004), 2005)


@pytest.mark.parametrize("state", ["suspended", "confirmed"])
def test_nobody_comes_to_be_paid_without_being_entitled(state: str) -> None:
    back = step("receiving")
    assert why_not(file_in(state, paid_from=2004), back, RULES) == []
    remarried = file_in(state, paid_from=2004, breach=True)
    assert len(why_not(remarried, back, RULES)) == 1


def test_who_was_suspended_is_paid_again_without_another_notice() -> None:
    assert why_not(file_in("suspended", 0), step("receiving"), RULES) == []
    assert why_not(file_in("confirmed", 0), step("receiving"), RULES) != []


def test_who_waits_for_re_verification_is_told_since_when() -> None:
    assert verified_last(with_fields(paid_from=2004)) == "never re-verified, paid from 2004"
    assert verified_last(with_fields(paid_from=2004, verified=2005)) == "last re-verified for 2005"
