"""What is counted from registers is of the year looked at, by the dates of what was."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from fptui.figures.recipients_round import round_problems, rounds
from fptui.figures.standing import was_receiving
from fptui.figures.tallies import Counted
from fptui.registers.findings import Finding
from fptui.registers.inspections import Inspection
from fptui.registers.payments import Payment
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from tests.figures.districts import DISTRICT, Desk, district, village

EXIT: dict[str, object] = {"state": "exited"}


def person(file: str, **fields: object) -> Recipient:
    usual = {"sex": "male", "unit": village(1), "state": "receiving", "paid_from": 2004}
    usual |= {"since": date(2004, 3, 31), "name": "样本"}
    return Recipient(file_number=file, **{**usual, **fields})  # type: ignore[arg-type]


def paid(file: str, year: int) -> Payment:
    return Payment(
        year=year, round=1, recipient=file, standard=Decimal(600), amount=Decimal(600),
        due_date=date(year, 10, 31), paid_date=date(year, 10, 20), result="paid",
    )  # fmt: skip


def counted(desk: Desk, name: str, period: str = "2005") -> int:
    return len(Counted(desk).numbers(name, DISTRICT, period))


def test_findings_are_of_the_year_of_their_inspection() -> None:
    desk = district(1)
    for number, day in (("J05", date(2005, 4, 12)), ("J06", date(2006, 1, 9))):
        desk.add("inspections", Inspection(number=number, kind="routine_sample", date=day))
    closed = {"result": "accepted", "unit": village(1), "kind": "other"}
    desk.add(
        "findings",
        Finding(number="1", inspection="J05", rechecked=date(2005, 5, 1), **closed),  # type: ignore[arg-type]
        Finding(number="2", inspection="J05", rechecked=date(2006, 2, 1), **closed),  # type: ignore[arg-type]
        Finding(number="3", inspection="J06", rechecked=date(2006, 2, 1), **closed),  # type: ignore[arg-type]
        Finding(number="4", inspection="?", unit=village(1), kind="other",
                notice_sent=date(2005, 12, 31)),
    )  # fmt: skip
    assert (counted(desk, "findings"), counted(desk, "findings_closed")) == (3, 1)
    assert (counted(desk, "findings", "2006"), counted(desk, "findings_closed", "2006")) == (1, 1)
    assert counted(desk, "findings", "2005H1") == 2
    desk.year_begins = 10
    assert (counted(desk, "findings"), counted(desk, "findings", "2006")) == (2, 2)


@pytest.mark.parametrize(
    ("fields", "in_2005", "in_2006"),
    [
        ({}, True, True),
        ({"since": date(2006, 2, 1), "paid_from": 2006}, False, True),
        ({"paid_from": 2006, "since": date(2005, 12, 1)}, True, True),
        (EXIT | {"exit_date": date(2006, 3, 5), "since": date(2007, 1, 9)}, True, False),
        (EXIT | {"exit_date": date(2005, 3, 5), "since": date(2006, 1, 9)}, False, False),
        ({"state": "suspended", "since": date(2006, 3, 5)}, True, False),
        ({"state": "exited", "paid_from": None, "since": date(2006, 3, 5)}, False, False),
        ({"state": "applied", "paid_from": None}, False, False),
    ],
)  # fmt: skip
def test_who_received_at_the_end_of_a_year(
    fields: dict[str, object], in_2005: bool, in_2006: bool
) -> None:
    desk = district(1)
    desk.today = date(2007, 6, 1)
    desk.add("recipients", person("05-1", **fields))
    assert counted(desk, "recipients_receiving") == in_2005
    assert counted(desk, "recipients_receiving", "2006") == in_2006


def test_who_rested_and_was_paid_before_received_before() -> None:
    desk = district(1)
    back = person("05-1", since=date(2006, 5, 1))
    desk.add("recipients", back)
    assert not was_receiving(back, date(2005, 12, 31), 2005, desk)
    returned = msgspec.structs.replace(paid("05-1", 2005), result="returned")
    desk.add("payments", returned, paid("05-1", 2006))
    assert not was_receiving(back, date(2005, 12, 31), 2005, desk)  # nothing arrived by then
    desk.add("payments", paid("05-1", 2005))
    assert was_receiving(back, date(2005, 12, 31), 2005, desk)


def test_who_came_on_the_day_itself_was_there() -> None:
    desk, day = district(1), date(2005, 12, 31)
    assert was_receiving(person("05-1", since=day), day, 2005, desk)
    assert not was_receiving(person("05-2", since=date(2006, 1, 1)), day, 2005, desk)


def test_case_files_are_those_of_the_year() -> None:
    desk = district(1)
    desk.add("recipients", person("05-1"), person("05-2", paid_from=2006))
    assert (counted(desk, "case_files"), counted(desk, "case_files", "2006")) == (1, 2)


def test_an_age_is_that_of_the_end_of_the_year_looked_at() -> None:
    desk = district(1)
    age = RECIPIENTS.column("age")
    old = person("05-1", birth_date=date(1945, 8, 1))
    assert age.value(old, desk) == 60
    desk.year = 2006
    assert age.value(old, desk) == 60  # today, 30 June 2006
    desk.today = date(2006, 8, 1)
    assert age.value(old, desk) == 61


@pytest.mark.parametrize("recorded", [date(2006, 3, 20), date(2006, 12, 30), date(2007, 2, 1)])
def test_an_exit_counts_on_its_day_whenever_it_was_recorded(recorded: date) -> None:
    desk = district(1)
    desk.add("recipients", person("05-1"))
    desk.add("payments", paid("05-1", 2005), paid("05-1", 2006))
    for number in range(2, 5):
        file = f"05-{number}"
        gone = {"state": "exited", "exit_date": date(2006, 3, 5), "exit_reason": "01"}
        desk.add("recipients", person(file, since=recorded, **gone))
        desk.add("payments", paid(file, 2005))
    assert list(round_problems(desk)) == []
    (one,) = rounds(desk)
    assert (len(one.last), len(one.exits), len(one.new), len(one.paid)) == (4, 3, 0, 1)


def test_an_exit_of_the_next_year_does_not_explain_a_missing_payment() -> None:
    desk = district(1)
    desk.add("recipients", person("05-1"))
    gone = person("05-2", state="exited", exit_date=date(2007, 1, 5), since=date(2007, 1, 5))
    desk.add("recipients", gone)
    desk.add("payments", paid("05-1", 2005), paid("05-2", 2005), paid("05-1", 2006))
    (problem,) = round_problems(desk)
    assert problem.text.endswith("05-2")
    desk.records["recipients"][-1] = msgspec.structs.replace(gone, exit_date=date(2006, 12, 31))
    assert list(round_problems(desk)) == []
