from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import FptuiError, QueryError
from fptui.registers.edits import Edit
from fptui.registers.payments import Payment
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import Unit
from fptui.search.operators import OPERATORS, operators_said
from fptui.search.query import parse_query
from fptui.search.selection import select
from fptui.store import About, Office, create_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    path: Path = tmp_path_factory.mktemp("query") / "office.json"
    office = create_office(path, About(name="东风区", year=2005))
    units = [
        Unit(code="430299000000", name="东风区", level="district", kind="district"),
        Unit(
            code="430299101000", name="红旗镇", level="township", kind="town", parent="430299000000"
        ),
        Unit(
            code="430299101201",
            name="新塘村",
            level="village",
            kind="village",
            parent="430299101000",
        ),
        Unit(
            code="430299102201",
            name="石桥村",
            level="village",
            kind="village",
            parent="430299000000",
        ),
    ]
    people = [
        Recipient(
            file_number="05-0001",
            name="张秀梅",
            sex="female",
            unit="430299101201",
            birth_date=date(1940, 3, 15),
            state="receiving",
            bank="信用社",
        ),
        Recipient(
            file_number="05-0002",
            name="李国强",
            sex="male",
            unit="430299102201",
            birth_date=date(1944, 12, 1),
            state="applied",
        ),
        Recipient(
            file_number="05-0003", name="张 建 国", sex="male", unit="430299102201", state="exited"
        ),
    ]
    paid = Payment(
        year=2005,
        round=1,
        recipient="05-0001",
        standard=Decimal(600),
        amount=Decimal(600),
        paid_date=date(2005, 10, 20),
        result="paid",
    )
    office.change([Edit("units", after=unit) for unit in units])
    office.change([Edit("recipients", after=person) for person in people])
    office.change([Edit("payments", after=paid)])
    return office


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "123"),
        ("张", "13"),
        ("zxm", "1"),
        ("zhangxm", "1"),
        ("xiumei", "1"),
        ("guoq", "2"),
        ("05-0002", "2"),
        ("张 state:receiving", "1"),
        ("state:receiving,applied", "12"),
        ("unit:红旗", "1"),
        ("unit:东风", "123"),
        ("unit:hongqi", "1"),
        ("birth_date>=1941", "2"),
        ("birth_date:1940-3", "1"),
        ("birth_date:1940..1941", "1"),
        ("birth_date<=1944-12", "12"),
        ("!bank:*", "23"),
        ("bank:*", "1"),
        ("bank:", "23"),
        ("paid:2005", "1"),
        ("!paid:2005", "23"),
        ('name:"张 建"', "3"),
        ("name:张*梅", "1"),
        ("name=张秀梅", "1"),
        ("name!=张秀梅", "23"),
        ("sex:male !张", "2"),
        ("sex:男", "23"),
        ("birth_date:1940年3月", "1"),
        ("birth_date>=19410101", "2"),
        ("birth_date=１９４０－０３－１５", "1"),
        ("birth_date!=1940", "23"),
        ("birth_date>*", "12"),
        ("bank!=*", "23"),
        ("bank!=", "1"),
        ("file_number:０５－０００２", "2"),
        ("paid:２００５", "1"),
        ("breach:false", "123"),
    ],
)
def test_queries_find_what_they_say(office: Office, query: str, found: str) -> None:
    rows = select(office, RECIPIENTS, query)
    assert "".join(str(number) for number, _record in rows) == found


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("张 colour:red", 2),
        ("birth_date>=soon", 12),
        ("state:asleep", 6),
        ('name:"张', 5),
        ('a"b"', 1),
        ("张 !", 2),
        ("children_born>many", 14),
        ("children_born>=", 15),
        ("breach:perhaps", 7),
    ],
)
def test_what_cannot_be_understood_is_named_at_its_place(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query, RECIPIENTS)
    assert caught.value.position == position


@pytest.mark.parametrize("sign", OPERATORS)
def test_an_operator_is_known_by_its_whole_sign(office: Office, sign: str) -> None:
    column = RECIPIENTS.column("birth_date")
    match = OPERATORS[sign].match(column, "1944", 0)
    expected = [
        number
        for number, record in office.table(RECIPIENTS).items()
        if match(column.value(record, office), office)
    ]
    found = select(office, RECIPIENTS, f"birth_date{sign}1944")
    assert [number for number, _record in found] == expected
    assert f"{sign} " in operators_said()


@pytest.mark.parametrize(("one", "other"), [("<", ">="), (">", "<="), ("=", "!=")])
@given(year=st.integers(min_value=1930, max_value=1950))
def test_operators_that_deny_each_other(office: Office, one: str, other: str, year: int) -> None:
    with_it = {number for number, _ in select(office, RECIPIENTS, f"birth_date{one}{year}")}
    against = {number for number, _ in select(office, RECIPIENTS, f"birth_date{other}{year}")}
    assert not with_it & against
    assert with_it | against >= {1, 2}


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_a_clear_refusal(text: str) -> None:
    try:
        parse_query(text, RECIPIENTS)
    except FptuiError as error:
        assert "\n" not in str(error) or "\n" in text


@given(st.sampled_from(["张", "state:applied", "birth_date>=1941", "unit:红旗", "paid:2005"]))
def test_a_term_and_its_denial_divide_the_register(office: Office, term: str) -> None:
    with_it = {number for number, _record in select(office, RECIPIENTS, term)}
    without = {number for number, _record in select(office, RECIPIENTS, f"!{term}")}
    assert with_it | without == {1, 2, 3}
    assert not with_it & without


def test_empty_values_come_last_in_either_direction(office: Office) -> None:
    up = [number for number, _ in select(office, RECIPIENTS, sort="birth_date")]
    down = [number for number, _ in select(office, RECIPIENTS, sort="birth_date", descending=True)]
    assert up == [1, 2, 3]
    assert down == [2, 1, 3]
