"""Every doubt that is planted is found, two people who are two raise none, settled ones rest."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.programme.doubt_search import find_doubts
from fptui.programme.doubtful_pairs import CROWD, slips
from fptui.programme.doubts import ALIKE, Doubt, why
from fptui.programme.rules import Programme
from fptui.programme.settling import Decision, contradictions, merge, settle
from fptui.registers import REGISTERS
from fptui.registers.declaration import Register
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import SETTLEMENTS, Settlement
from fptui.registers.values.identity_number import check_character
from fptui.search.pinyin import readings
from fptui.store import Office, create_office

UNITS = ("430299001001", "430299002002")
TODAY = date(2005, 12, 31)
DECISION = Decision("clerk", TODAY, "asked both families")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    readings("样")  # the first reading loads the dictionary
    return rules_of(tmp_path_factory.mktemp("rules") / "office.json")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(Office, "today", TODAY)
    with create_office(tmp_path / "office.json") as office:
        yield office


class Paper:
    """A desk of a few records, for laws that are tried often."""

    today = TODAY
    year = 2005
    year_begins = 1
    day_in_view = TODAY

    def __init__(self, *people: Recipient, **others: list[Any]) -> None:
        self._tables = {"recipients": people, **others}

    def table(self, register: Register[Any]) -> dict[int, Any]:
        return dict(enumerate(self._tables.get(register.name, ()), 1))


def id_of(born: date, sequence: int) -> str:
    body = f"430299{born:%Y%m%d}{sequence:03d}"
    return body + check_character(body)


def person(file: str, name: str = "样本甲", **fields: Any) -> Recipient:
    known = {"sex": "male", "unit": UNITS[0], "birth_date": date(1940, 3, 15), **fields}
    return Recipient(file_number=file, name=name, **known)


def kinds(desk: Any, rules: Programme) -> list[str]:
    return [doubt.kind for doubt in find_doubts(desk, rules)]


BIRTHS = st.dates(date(1933, 1, 1), date(1945, 12, 31))
NAMES = st.builds(
    "".join,
    st.tuples(st.sampled_from("王李张刘陈杨"), st.text("秀英玉华桂兰珍", min_size=1, max_size=2)),
)
SEQUENCES = st.integers(0, 499).map(lambda half: 2 * half + 1)
ACCOUNTS = st.integers(10**14, 10**15).map(str)


@st.composite
def people(draw: st.DrawFn, file: str = "05-0001") -> Recipient:
    born = draw(BIRTHS)
    return person(
        file,
        draw(NAMES),
        birth_date=born,
        id_number=id_of(born, draw(SEQUENCES)),
        account=draw(ACCOUNTS),
        paid_from=2006,
    )


def again(one: Recipient, **fields: Any) -> Recipient:
    """The same person a second time, in another unit, with no number and account."""
    other = {"file_number": "05-0002", "unit": UNITS[1], "id_number": "", "account": "", **fields}
    return msgspec.structs.replace(one, **other)


@given(one=people(), other=people("05-0002"))
def test_two_who_are_two_raise_no_doubt(rules: Programme, one: Recipient, other: Recipient) -> None:
    assume(one.birth_date != other.birth_date and one.account != other.account)
    assert kinds(Paper(one, other), rules) == []


def test_two_numbers_that_vouch_for_two_people_raise_no_doubt(rules: Programme) -> None:
    """Of one day, with names that sound alike, and with a sound number each: they are two."""
    born = date(1940, 3, 15)
    one, other = (
        person(f"05-{n:04d}", name, id_number=id_of(born, n), birth_date=born)
        for n, name in ((1, "样本英"), (3, "样本因"))
    )
    assert kinds(Paper(one, other), rules) == []
    unsure = msgspec.structs.replace(other, id_number="")
    assert len(kinds(Paper(one, unsure), rules)) == 1
    neither = msgspec.structs.replace(one, id_number="")
    assert len(kinds(Paper(neither, unsure), rules)) == 1


@given(one=people())
def test_the_same_id_number_is_found_in_15_digits_too(rules: Programme, one: Recipient) -> None:
    short = one.id_number[:6] + one.id_number[8:17]
    for number in (one.id_number, short, one.id_number.lower()):
        assert kinds(Paper(one, again(one, id_number=number)), rules) == ["same_id"]


@given(one=people(), other=people("05-0002"))
def test_the_same_account_is_found(rules: Programme, one: Recipient, other: Recipient) -> None:
    assume(one.birth_date != other.birth_date)
    other = msgspec.structs.replace(other, account=f" {one.account[:4]} {one.account[4:]}")
    assert kinds(Paper(one, other), rules) == ["same_account"]


@given(one=people(), sequence=SEQUENCES)
def test_the_same_name_and_birth_date_is_found(
    rules: Programme, one: Recipient, sequence: int
) -> None:
    assert kinds(Paper(one, again(one)), rules) == ["same_person"]
    number = id_of(one.birth_date, sequence)
    assume(number != one.id_number)
    assert kinds(Paper(one, again(one, id_number=number)), rules) == ["same_person"]


@given(one=people(), data=st.data())
def test_a_birth_date_with_a_slip_is_found(
    rules: Programme, one: Recipient, data: st.DataObject
) -> None:
    _how, day = data.draw(st.sampled_from(slips(one.birth_date)))
    assume(1900 < day.year < 1946)
    other = again(one, birth_date=day)
    assert kinds(Paper(one, other), rules) == ["close_person"]
    assert kinds(Paper(other, one), rules) == ["close_person"]
    spoken_for = again(one, birth_date=day, id_number=id_of(day, 1))
    assert kinds(Paper(one, spoken_for), rules) == []


@pytest.mark.parametrize(
    "other", ["张秀瑛", "章秀英", "张秀婴", "张秀音"], ids=["sound", "surname", "tone", "spelling"]
)
def test_names_that_are_nearly_alike_are_found(rules: Programme, other: str) -> None:
    one = person("05-0001", "张秀英")
    assert kinds(Paper(one, again(one, name=other)), rules) == ["close_person"]
    assert kinds(Paper(one, again(one, name="张春花")), rules) == []


@given(day=st.dates(date(1900, 1, 1), date(2005, 12, 31)))
def test_slips_go_both_ways(day: date) -> None:
    near = {other for _how, other in slips(day)}
    assert day + timedelta(days=1) in near
    assert day not in near
    for other in near:
        leap = (day.month, day.day) == (2, 29) or (other.month, other.day) == (2, 29)
        assert leap or day in {back for _how, back in slips(other)}


def test_the_slips_of_a_day_are_these() -> None:
    found = {(how, other.isoformat()) for how, other in slips(date(1940, 3, 12))}
    assert found == {
        *(("date", day) for day in ("1940-03-11", "1940-03-13", "1940-02-12", "1940-04-12")),
        *(("date", day) for day in ("1939-03-12", "1941-03-12")),
        *(("digits", day) for day in ("9140-03-12", "1490-03-12", "1904-03-12")),
        *(("digits", day) for day in ("1940-03-21", "1940-12-03")),
    }


def test_what_two_share_is_said(rules: Programme) -> None:
    born = date(1940, 3, 15)
    one = person("05-0001", id_number=id_of(born, 1))
    desk = Paper(one, person("05-0002"))
    assert [why(doubt, desk) for doubt in find_doubts(desk, rules)] == [
        "the same name and birth date: 1940-03-15"
    ]
    desk = Paper(one, msgspec.structs.replace(one, file_number="05-0002"))
    assert [why(doubt, desk, reveal=True) for doubt in find_doubts(desk, rules)] == [
        f"the same ID number: {one.id_number}"
    ]


WRONG = {
    "id_number": {"id_number": "430299194003150015"},
    "id_birth_date": {"id_number": id_of(date(1940, 3, 16), 1)},
    "id_sex": {"id_number": id_of(date(1940, 3, 15), 2)},
}
DATES = {
    "born on 2006-01-01, which is yet to come": {"birth_date": date(2006, 1, 1)},
    "born on 1880-01-01, more than 120 years ago": {"birth_date": date(1880, 1, 1)},
    "left on 1930-01-01, before the birth": {"exit_date": date(1930, 1, 1)},
    "left on 2006-02-01, which is yet to come": {"exit_date": date(2006, 2, 1)},
    "in this state since 1930-01-01, before the birth": {"since": date(1930, 1, 1)},
    "in this state since 2006-01-02, which is yet to come": {"since": date(2006, 1, 2)},
    "paid from 2004, in which the age is 59, not 60": {
        "birth_date": date(1945, 1, 1),
        "paid_from": 2004,
    },
    "born on 2005-06-02, less than 40 years ago": {"birth_date": date(2005, 6, 2)},
    "re-verified for 2006, which is yet to come": {"verified": 2006},
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_id_number_is_found(rules: Programme, kind: str) -> None:
    desk = Paper(person("05-0001", **WRONG[kind]))
    [doubt] = find_doubts(desk, rules)
    assert doubt.kind == kind
    assert why(doubt, desk)
    assert "430299" not in why(doubt, desk)


@pytest.mark.parametrize("said", DATES)
def test_impossible_dates_are_found(rules: Programme, said: str) -> None:
    desk = Paper(person("05-0001", **DATES[said]))
    [doubt] = find_doubts(desk, rules)
    assert (doubt.kind, why(doubt, desk)) == ("dates", said)


def payment(file: str, year: int, **fields: Any) -> Payment:
    sums = {"standard": Decimal(600), "amount": Decimal(600), "round": 1}
    return Payment(year=year, recipient=file, **{**sums, **fields})


def test_money_paid_after_a_death_is_found(rules: Programme) -> None:
    dead = person("05-0001", exit_date=date(2004, 5, 1), exit_reason="01")
    moved = person(
        "05-0002",
        "样本乙",
        birth_date=date(1941, 7, 9),
        exit_date=date(2004, 5, 1),
        exit_reason="02",
    )
    paid = [
        payment("05-0001", 2004, paid_date=date(2004, 5, 1), result="paid"),
        payment("05-0001", 2005, paid_date=date(2005, 7, 1), result="paid"),
        payment("05-0001", 2005, round=2, paid_date=date(2005, 8, 1), result="returned"),
        payment("05-0002", 2005, paid_date=date(2005, 7, 1), result="paid"),
    ]
    desk = Paper(dead, moved, payments=paid)
    [doubt] = find_doubts(desk, rules)
    assert doubt.records == (("recipients", 1), ("payments", 2))
    assert why(doubt, desk) == "died on 2004-05-01; 1 payment after that, the last on 2005-07-01"


def test_a_crowd_at_one_account_is_one_doubt(rules: Programme) -> None:
    crowd = [
        person(f"05-{n:04d}", name, account="62210001", birth_date=date(1940, n, 2 * n))
        for n, name in enumerate(
            ("赵刚", "钱云", "孙明", "李月", "周山", "吴江", "郑海", "王湖", "冯川"), 1
        )
    ]
    assert len(crowd) == CROWD + 1
    [doubt] = find_doubts(Paper(*crowd), rules)
    assert why(doubt, Paper(*crowd)) == "9 files: the same account: ****0001"
    assert why(doubt, Paper(*crowd), reveal=True) == "9 files: the same account: 62210001"
    assert not doubt.is_of_two


def test_a_giant_block_is_gone_through_in_little_time(rules: Programme) -> None:
    """All of one sound, of one day, without numbers: comparing all would take minutes."""
    names = [f"张{one}{two}" for one in "英瑛婴鹰樱莹" for two in "华桦骅划铧滑"]
    many = [person(f"05-{n:05d}", names[n % 36]) for n in range(3_600)]
    found = find_doubts(Paper(*many), rules)
    assert len(found) < 30 * len(many)
    assert {doubt.kind for doubt in found} == {"same_person", "close_person"}


def test_the_search_is_stopped_by_what_its_progress_raises(rules: Programme) -> None:
    many = [person(f"05-{n:05d}", birth_date=None, name=f"样本{n}") for n in range(2_500)]
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_doubts(Paper(*many), rules, stop)
    assert seen == [(1_000, 5_000)]


def test_each_way_to_be_alike_has_words_of_its_own() -> None:
    files = (("recipients", 1), ("recipients", 2))
    said = [why(Doubt("close_person", files, (("how", how),)), Paper()) for how in ALIKE]
    assert len(set(said)) == len(ALIKE)


# --- settling -----------------------------------------------------------------------------


def enter(office: Office, *records: Any) -> None:
    names = {Recipient: "recipients", Payment: "payments", Settlement: "settlements"}
    office.change([Edit(names[type(record)], after=record) for record in records])


def make(office: Office, moved: list[Edit[Any]]) -> None:
    office.change(moved, "settled")


def test_a_settled_doubt_is_not_asked_again(office: Office, rules: Programme) -> None:
    enter(office, person("05-0001", account="62210001"), person("05-0002", account="62210001"))
    found = find_doubts(office, rules)
    assert [doubt.kind for doubt in found] == ["same_account", "same_person"]
    with pytest.raises(InvalidValue, match="Say why"):
        settle(found, "not_the_same", Decision("clerk", TODAY), office)
    make(office, settle(found[1:], "not_the_same", DECISION, office))
    assert kinds(office, rules) == ["same_account"]
    make(office, settle(found, "not_the_same", DECISION, office))
    assert kinds(office, rules) == []
    office.undo()
    assert kinds(office, rules) == ["same_account"]


def test_a_doubt_about_one_file_is_settled_as_it_is(office: Office, rules: Programme) -> None:
    enter(office, person("05-0001", **WRONG["id_sex"]))
    make(office, settle(find_doubts(office, rules), "as_it_is", DECISION, office))
    assert kinds(office, rules) == []
    [settlement] = office.table(SETTLEMENTS).values()
    assert (settlement.file, settlement.other, settlement.kind) == ("05-0001", "", "id_sex")


def test_a_merge_keeps_everything_and_is_undone_as_one(office: Office, rules: Programme) -> None:
    one = person("05-0001", phone="19900000001", state="receiving")
    two = person("05-0002", phone="19900000002", bank="样本银行", account="62210001")
    three = person("05-0003", "样本丙", birth_date=date(1944, 1, 20), account="62210001")
    enter(office, one, two, three, payment("05-0001", 2004), payment("05-0002", 2005))
    make(office, settle(
        [doubt for doubt in find_doubts(office, rules) if doubt.kind == "same_account"],
        "not_the_same", DECISION, office,
    ))  # fmt: skip
    before = {
        name: dict(office.table(REGISTERS[name]))
        for name in ("recipients", "payments", "settlements")
    }
    assert [column.key for column in contradictions(one, two)] == ["phone"]
    make(office, merge(office, 1, 2, "same_person", DECISION, take=["phone"]))
    kept = office.table(RECIPIENTS)[1]
    assert (kept.phone, kept.bank, kept.account, kept.state) == (
        "19900000002", "样本银行", "62210001", "receiving",
    )  # fmt: skip
    assert list(office.table(RECIPIENTS)) == [1, 3]
    assert {one.recipient for one in office.table(PAYMENTS).values()} == {"05-0001"}
    old, new = office.table(SETTLEMENTS).values()
    assert (old.file, old.other) == ("05-0001", "05-0003")
    assert (new.file, new.other, new.verdict, new.merged) == ("05-0001", "05-0002", "same", "2")
    assert kinds(office, rules) == []
    office.undo()
    assert {name: dict(office.table(REGISTERS[name])) for name in before} == before


def test_a_merged_file_that_comes_again_is_asked_and_merged_again(
    office: Office, rules: Programme
) -> None:
    enter(office, person("05-0001"), person("05-0002"))
    make(office, merge(office, 1, 2, "same_person", DECISION))
    enter(office, person("05-0002"))
    assert kinds(office, rules) == ["same_person"]
    make(office, merge(office, 1, 3, "same_person", DECISION))
    [settlement] = office.table(SETTLEMENTS).values()
    assert settlement.merged == "2 3"
    assert office.with_merged("recipients", 1) == (1, 2, 3)
    told = {
        edit.number for change in office.history("recipients", 1, 2, 3) for edit in change.edits
    }
    assert told >= {1, 2, 3}
    enter(office, person("05-0003"))
    make(office, merge(office, 4, 1, "same_person", DECISION))
    assert set(office.with_merged("recipients", 4)) == {1, 2, 3, 4}


@pytest.mark.parametrize("told_first", [True, False])
def test_that_a_file_was_merged_outweighs_that_it_was_another(
    office: Office, told_first: bool
) -> None:
    """The third file came again after its merge, and was told apart from the first meanwhile."""
    enter(office, person("05-0001"), person("05-0002"), person("05-0003"))
    apart = Settlement(
        kind="same_person", file="05-0001", other="05-0003", verdict="not_the_same",
        day=TODAY, settled_by="clerk", reason="two",
    )  # fmt: skip
    if told_first:
        enter(office, apart)
    make(office, merge(office, 2, 3, "same_person", DECISION))
    if not told_first:
        enter(office, apart)
    make(office, merge(office, 1, 2, "same_person", DECISION))
    settled = {one.other: (one.file, one.verdict, one.merged) for one in said(office)}
    assert settled == {"05-0002": ("05-0001", "same", "2"), "05-0003": ("05-0001", "same", "3")}
    assert len(said(office)) == 2
    assert set(office.with_merged("recipients", 1)) == {1, 2, 3}


def said(office: Office) -> list[Settlement]:
    return list(office.table(SETTLEMENTS).values())


def test_what_was_settled_of_others_is_not_touched_by_a_merge(office: Office) -> None:
    files = [f"05-000{n}" for n in range(1, 6)]
    enter(office, *map(person, files))
    pairs = [("05-0002", "05-0004"), ("05-0001", "05-0002"), ("05-0004", "05-0005")]
    for one, other in pairs:
        enter(office, Settlement(
            kind="same_account", file=one, other=other, verdict="not_the_same",
            day=TODAY, settled_by="clerk", reason="two",
        ))  # fmt: skip
    untouched = said(office)[2]
    make(office, merge(office, 3, 2, "same_person", DECISION))
    told = [(one.kind, one.file, one.other, one.verdict) for one in said(office)]
    assert told == [
        ("same_account", "05-0003", "05-0004", "not_the_same"),
        ("same_account", "05-0001", "05-0003", "not_the_same"),
        ("same_account", "05-0004", "05-0005", "not_the_same"),
        ("same_person", "05-0003", "05-0002", "same"),
    ]
    assert said(office)[2] is untouched


def test_two_payments_of_one_round_are_in_the_way(office: Office) -> None:
    enter(office, person("05-0001"), person("05-0002"))
    enter(office, payment("05-0001", 2004), payment("05-0002", 2004), payment("05-0002", 2005))
    with pytest.raises(InvalidValue, match="round 1 of 2004"):
        merge(office, 1, 2, "same_person", DECISION)
    with pytest.raises(InvalidValue, match="one file already"):
        merge(office, 1, 1, "same_person", DECISION)


def test_only_fields_can_be_taken(office: Office) -> None:
    enter(office, person("05-0001"), person("05-0002"))
    with pytest.raises(InvalidValue, match="no field “file_number”"):
        merge(office, 1, 2, "same_person", DECISION, take=["file_number"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(merges=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6))
def test_merging_in_any_order_loses_no_payment(
    tmp_path_factory: pytest.TempPathFactory, merges: list[tuple[int, int]]
) -> None:
    with create_office(tmp_path_factory.mktemp("merged") / "office.json") as office:
        enter(office, *(person(f"05-000{n}", phone=f"1990000000{n}") for n in range(1, 6)))
        enter(office, *(payment(f"05-000{n}", 2000 + n) for n in range(1, 6)))
        done = 0
        for kept, other in merges:
            if kept != other and {kept, other} <= set(office.table(RECIPIENTS)):
                make(office, merge(office, kept, other, "same_person", DECISION))
                done += 1
        files = {one.file_number for one in office.table(RECIPIENTS).values()}
        payments = office.table(PAYMENTS).values()
        assert {one.year for one in payments} == {2001, 2002, 2003, 2004, 2005}
        assert {one.recipient for one in payments} <= files
        assert {one.file for one in office.table(SETTLEMENTS).values()} <= files
        assert len(office.table(SETTLEMENTS)) == done
        for _turn in range(done):
            office.undo()
        assert len(office.table(RECIPIENTS)) == 5
        assert not office.table(SETTLEMENTS)
