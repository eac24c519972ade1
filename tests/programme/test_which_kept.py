"""Which of two files is kept, whose it then is, and what is doubtful about it."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.programme.procedure import Step, why_not
from fptui.programme.rules import Programme
from fptui.programme.settling import Decision, joined, merge
from fptui.programme.way_and_payments import UNPAID, misfits
from fptui.programme.which_kept import WAY, lost_by, which_is_kept
from fptui.registers.payments import PAYMENTS, RESULTS, Payment, is_made
from fptui.registers.recipient_file import OF_THE_WAY, STATES, Recipient, recorders
from fptui.registers.recipients import RECIPIENTS
from tests.programme.test_doubts import DECISION, Paper, payment, person, rules

__all__ = ["rules"]
ON_THE_WAY = ("applied", "village_noticed", "township_reviewed", "confirmed", "receiving")


class Paid(Paper):
    """A desk on which payments are found by their recipient."""

    def referring(self, register: Any, column: str, identity: str) -> list[Any]:
        records = self.table(register).values()
        return [one for one in records if getattr(one, column) == identity]


DAYS = st.none() | st.dates(date(2003, 1, 1), date(2005, 12, 31))


@st.composite
def files(draw: st.DrawFn, number: str) -> Recipient:
    return person(
        number,
        state=draw(st.sampled_from(list(STATES))),
        since=draw(DAYS),
        state_reason=draw(st.sampled_from(["", "存疑"])),
        exit_date=draw(DAYS),
        exit_reason=draw(st.sampled_from(["", "01", "05", "09"])),
        recorded_by=draw(st.sampled_from(["", "li", "wang", "zhao"])),
        phone=draw(st.sampled_from(["", "19900000001", "19900000002"])),
        paid_from=draw(st.sampled_from([None, 2004, 2005])),
        verified=draw(st.sampled_from([None, 2005])),
    )


@st.composite
def payments(draw: st.DrawFn, number: str) -> list[Payment]:
    years = draw(st.sets(st.integers(2004, 2005)))
    results = {year: draw(st.sampled_from(list(RESULTS))) for year in years}
    day = date(2005, 10, 1)
    return [
        payment(number, year, result=result, paid_date=day if result == "paid" else None)
        for year, result in results.items()
    ]


@st.composite
def desks(draw: st.DrawFn) -> Paid:
    two = [draw(files(number)) for number in ("05-0001", "05-0002")]
    paid = [one for number in ("05-0001", "05-0002") for one in draw(payments(number))]
    return Paid(*two, payments=paid)


@given(desk=desks())
def test_the_order_of_the_two_does_not_matter(desk: Paid) -> None:
    kept = which_is_kept(desk, 1, 2)
    assert which_is_kept(desk, 2, 1) == kept
    assert {kept.keep, kept.other} == {1, 2}
    assert kept.why


@given(desk=desks(), one=st.sampled_from(ON_THE_WAY), two=st.sampled_from(ON_THE_WAY))
def test_the_one_further_on_its_way_is_kept(desk: Paid, one: str, two: str) -> None:
    both = [
        msgspec.structs.replace(file, state=state)
        for file, state in zip(desk.table(RECIPIENTS).values(), (one, two), strict=True)
    ]
    paid = list(desk.table(PAYMENTS).values())
    desk = Paid(*both, payments=paid)
    kept = which_is_kept(desk, 1, 2)
    places = [ON_THE_WAY.index(state) for state in (one, two)]
    if places[0] != places[1]:
        assert kept.keep == places.index(max(places)) + 1
        return
    made = [sum(is_made(p) for p in paid if p.recipient == file.file_number) for file in both]
    if made[0] != made[1]:
        assert kept.keep == made.index(max(made)) + 1


def test_alike_files_leave_the_one_of_the_lower_number() -> None:
    desk = Paid(person("05-0009"), person("05-0001"))
    for one, two in ((1, 2), (2, 1)):
        kept = which_is_kept(desk, one, two)
        assert kept.keep == 2
        assert kept.why == (
            "05-0001 样本甲 is kept: nothing else tells them apart; "
            "its file number is the lower one."
        )


def test_every_state_has_a_place_and_one_too_many_has_none() -> None:
    assert set(WAY) == set(STATES)
    twice = person("05-0001", state="exited", exit_reason="09", exit_date=date(2005, 1, 1))
    desk = Paid(twice, person("05-0002"))
    assert which_is_kept(desk, 1, 2).keep == 2
    assert lost_by(desk, desk.table(RECIPIENTS)[2], twice) == []


@pytest.mark.parametrize(
    ("mine", "its", "doubtful"),
    [
        ("receiving", "applied", False),
        ("receiving", "confirmed", False),
        ("receiving", "rejected", False),
        ("applied", "rejected", False),
        ("suspended", "receiving", False),
        ("receiving", "suspended", True),
        ("applied", "receiving", True),
        ("receiving", "exited", True),
        ("exited", "receiving", True),
        ("exited", "applied", True),
        ("exited", "exited", False),
    ],
)
def test_what_is_doubtful(mine: str, its: str, doubtful: bool) -> None:
    kept, other = person("05-0001", state=mine), person("05-0002", state=its, exit_reason="01")
    assert bool(lost_by(Paid(kept, other), kept, other)) == doubtful


def test_what_is_lost_says_when_and_why_the_other_left() -> None:
    kept = person("05-0001", state="receiving")

    def said(**fields: Any) -> list[str]:
        other = person("05-0002", **fields)
        return lost_by(Paid(kept, other), kept, other)

    [left] = said(state="exited", exit_reason="01", exit_date=date(2005, 3, 1))
    assert "05-0002 样本甲 left (2005-03-01 01 Death), but 05-0001 样本甲 would go on" in left
    [unknown] = said(state="exited", exit_reason="01")
    assert "left (01 Death)" in unknown
    [rests] = said(state="suspended", state_reason="away")
    assert "is suspended (away)" in rests
    [silent] = said(state="suspended")
    assert "is suspended (—)" in silent


def test_payments_of_the_first_paid_year_fit_and_earlier_ones_do_not() -> None:
    file = person("05-0001", state="receiving", paid_from=2005)
    day = date(2005, 10, 1)

    def of(year: int, **fields: Any) -> list[str]:
        return list(misfits(file, [payment("05-0001", year, **fields)]))

    assert of(2005, result="paid", paid_date=day) == []
    assert of(2005, result="due") == []
    for result, paid in (("paid", day), ("due", None)):
        [text] = of(2004, result=result, paid_date=paid)
        assert "paid from 2005 on, but there are payments of 2004" in text
    assert of(2004, result="returned", paid_date=None) == [], "what came back was not paid"
    without = msgspec.structs.replace(file, paid_from=None)
    assert list(misfits(without, [payment("05-0001", 2004, result="due")])) == []


@given(desk=desks())
def test_a_merge_that_is_not_doubtful_has_no_payments_too_early(desk: Paid) -> None:
    one, two = desk.table(RECIPIENTS).values()
    after = joined(one, two, ())
    paid = list(desk.table(PAYMENTS).values())
    if not lost_by(desk, after, two):
        assert not list(misfits(after, paid))
        assert after.state not in UNPAID or not any(map(is_made, paid))


@given(desk=desks(), keep=st.sampled_from([1, 2]), taken=st.sets(st.just("phone")))
def test_a_file_keeps_its_own_way(desk: Paid, keep: int, taken: set[str]) -> None:
    table = desk.table(RECIPIENTS)
    kept, other = table[keep], table[3 - keep]
    after = joined(kept, other, taken)
    for key in OF_THE_WAY:
        if key != "also_recorded_by":
            assert getattr(after, key) == getattr(kept, key)
    assert set(recorders(after)) == {*recorders(kept), *recorders(other)}


@given(desk=desks(), day=st.just(date(2005, 12, 31)))
def test_nobody_confirms_what_he_recorded_after_a_merge(
    rules: Programme, desk: Paid, day: date
) -> None:
    one, two = desk.table(RECIPIENTS).values()
    after = msgspec.structs.replace(joined(one, two, ()), state="township_reviewed")
    for user in recorders(one) + recorders(two):
        assert any(
            user in said for said in why_not(after, Step("confirmed", day, user, 2005), rules)
        )


@given(desk=desks())
def test_merges_of_merged_files_forget_no_recorder(desk: Paid) -> None:
    one, two = desk.table(RECIPIENTS).values()
    three = person("05-0003", recorded_by="chen")
    once = joined(joined(three, one, ()), two, ())
    assert once.recorded_by == "chen"
    assert set(recorders(once)) == {"chen", *recorders(one), *recorders(two)}
    again = msgspec.structs.replace(one, also_recorded_by="chen")
    assert set(recorders(joined(two, again, ()))) >= {"chen"}


def test_the_way_cannot_be_taken() -> None:
    desk = Paid(person("05-0001"), person("05-0002", state="receiving"))
    with pytest.raises(Exception, match="no field “state”"):
        merge(desk, 1, 2, "same_person", Decision("li", DECISION.day), take=["state"])


def test_the_fuller_of_two_alike_is_kept_and_said_to_be() -> None:
    bare = person("05-0001", state="applied", recorded_by="li")
    full = person("05-0002", state="applied", recorded_by="li", phone="19900000001", paid_from=2005)
    kept = which_is_kept(Paid(bare, full), 1, 2)
    assert (kept.keep, kept.other) == (2, 1)
    assert "more of its fields are filled" in kept.why
