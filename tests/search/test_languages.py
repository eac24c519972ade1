"""A query means the same in every language and width, and names what it does not know."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import QueryError
from fptui.language import LANGUAGES, catalog, translations, use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind
from fptui.registers.edits import Edit
from fptui.registers.headed import unexplained
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.search.choices import keys_meant
from fptui.search.examples import example_of
from fptui.search.fields import field_meant, field_name
from fptui.search.operators import OPERATORS, SPELLINGS
from fptui.search.query import parse_query
from fptui.search.saying import keyed_query, said_query
from fptui.search.selection import select
from fptui.search.terms import quoted, terms_of
from fptui.store import Office

FIELDS = [(name, column) for name, one in REGISTERS.items() for column in one.columns]
HEADED = [
    (name, column, heading) for name, column in FIELDS for heading in translations(column.heading)
]
CHOICES = [
    (name, column, key, label)
    for name, column in FIELDS
    if column.kind is Kind.CHOICE
    for key, marked in column.choices.items()
    for label in translations(marked)
]
WIDE = {narrow: chr(ord(narrow) + 0xFEE0) for narrow in map(chr, range(0x21, 0x7F))}


def numbers(office: Office, register: str, query: str) -> list[int]:
    return [number for number, _record in select(office, REGISTERS[register], query)]


@given(st.sampled_from(HEADED), st.sampled_from(sorted(SPELLINGS)))
def test_a_heading_in_any_language_is_the_field(headed: tuple[str, Column, str], sign: str) -> None:
    name, column, heading = headed
    spaceless = "".join(unexplained(heading).split())
    by_heading = keyed_query(f"{spaceless}{sign}*", REGISTERS[name])
    assert by_heading == f"{column.key}{SPELLINGS[sign]}*"


@given(st.sampled_from(CHOICES), st.sampled_from([":", "=", "!="]))
def test_a_choice_by_its_label_in_any_language_is_the_choice(
    choice: tuple[str, Column, str, str], sign: str
) -> None:
    name, column, key, label = choice
    others = {one for one, marked in column.choices.items() if label in translations(marked)}
    if len(others) == 1:
        by_label = keyed_query(f"{column.key}{sign}{quoted(label)}", REGISTERS[name])
        assert by_label == keyed_query(f"{column.key}{sign}{quoted(key)}", REGISTERS[name])
        assert keys_meant(column.choices, label) == [key]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REGISTERS)
def test_what_is_said_of_a_field_means_it(language: str, name: str) -> None:
    use_language(language)
    register = REGISTERS[name]
    for column in register.columns:
        assert field_meant(register, field_name(register, column)) is column


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REGISTERS)
def test_an_example_is_a_query_and_is_said_in_the_language(
    sample: Office, language: str, name: str
) -> None:
    register = REGISTERS[name]
    by_keys = keyed_query(example_of(register, 2005), register)
    use_language(language)
    example = example_of(register, 2005)
    assert keyed_query(example, register) == by_keys
    assert parse_query(example, register, sample).tests
    if language != "en":
        headings = [catalog(language).gettext(one.heading) for one in register.columns]
        assert any(heading in example for heading in headings)


FOUND = [
    ("recipients", "状态:已申报", "state:applied"),
    ("recipients", "狀態:已申報", "state:applied"),
    ("recipients", "zt:已申报", "state:applied"),
    ("recipients", "State:applied", "state:applied"),
    ("recipients", "STATE:Village_Noticed", "state:village_noticed"),
    ("recipients", "年龄>=60", "age>=60"),
    ("recipients", "年龄≥６０", "age>=60"),
    ("recipients", "出生日期：1941年6月", "birth_date:1941-06"),
    ("recipients", "出生日期:1941年～1942年", "birth_date:1941..1942"),
    ("recipients", "Birth-date:1941..1942", "birth_date:1941..1942"),
    ("recipients", "状态≠享受中", "state!=receiving"),
    ("recipients", "！状态：享受中", "!state:receiving"),
    ("recipients", "状态:享受中，已申报、暂停", "state:receiving,applied,suspended"),
    ("recipients", "状态:*公示*", "state:village_noticed"),
    ("recipients", "退出日期：＊", "exit_date:*"),
    ("recipients", "单位：新塘村", "unit:新塘村"),
    ("recipients", "个案编号：０５－０３２２", "file_number:05-0322"),
    ("recipients", "０５－０３２２", "05-0322"),
    ("recipients", "姓名：“李”", "name:李"),
    ("payments", "结果：已发 年度：２００５", "result:paid year:2005"),
    ("findings", "状态：逾期", "state:overdue"),
    ("findings", "逾期", "state:overdue"),
]


@pytest.mark.parametrize(("register", "query", "by_keys"), FOUND)
def test_in_any_language_it_finds_the_same(
    sample: Office, register: str, query: str, by_keys: str
) -> None:
    found = numbers(sample, register, query)
    assert found == numbers(sample, register, by_keys)
    assert found
    assert len(found) < len(sample.table(REGISTERS[register]))


class _Today:
    """As much of a desk as an age asks for."""

    today = day_in_view = date(2005, 12, 31)
    year = 2005
    year_begins = 1


_TODAY: Any = _Today()


@given(st.data())
def test_signs_and_digits_may_be_wide(data: st.DataObject) -> None:
    sign = data.draw(st.sampled_from(sorted(OPERATORS)))
    key, value = data.draw(
        st.sampled_from([("age", "60"), ("birth_date", "1941-06"), ("paid_from", "2005")])
    )
    narrow = f"!{key}{sign}{value}"
    wide = "".join(
        WIDE.get(letter, letter) if data.draw(st.booleans()) else letter for letter in narrow
    )
    [first], [second] = list(terms_of(narrow)), list(terms_of(wide))
    assert (first.denied, first.sign, first.value_at, first.end) == (
        second.denied,
        second.sign,
        second.value_at,
        second.end,
    )
    by_narrow, by_wide = (parse_query(text, RECIPIENTS) for text in (narrow, wide))
    for born in (1938, 1941, 2005):
        one_born = Recipient(
            file_number="1",
            name="",
            sex="male",
            unit="",
            birth_date=date(born, 6, 1),
            paid_from=born,
        )
        assert by_narrow.matches(one_born, _TODAY) == by_wide.matches(one_born, _TODAY)


@pytest.mark.parametrize(
    ("register", "query", "position", "said"),
    [
        ("recipients", "状态:已审报", 3, "已申报"),
        ("recipients", "年龄>60 状太:已申报", 6, "状态"),
        ("recipients", "状态:已申报,已退处", 7, "已退出"),
        ("recipients", "单位:新唐村", 3, "新塘村"),
        ("recipients", "!单位:新唐村", 4, "新塘村"),
        ("recipients", "单位=新塘", 3, "新塘村"),
        ("payments", "结果:退漂", 3, "退票"),
        ("findings", "类别:统计不实啊", 3, "可填"),
        ("recipients", "状态:已", 3, "*已*"),
        ("recipients", "a:b", 0, "加引号"),
        ("recipients", ":b", 0, "加引号"),
        ("recipients", "年龄>老", 3, "年龄"),
        ("recipients", "出生日期:2005年上半年", 5, "出生日期"),
        ("recipients", "违规生育:也许", 5, "是 或 否"),
    ],
)
def test_what_is_not_known_is_told_at_its_place(
    sample: Office, register: str, query: str, position: int, said: str
) -> None:
    use_language("zh-Hans")
    with pytest.raises(QueryError) as caught:
        select(sample, REGISTERS[register], query)
    assert caught.value.position == position
    assert said in str(caught.value)


def test_in_quotes_a_sign_is_text(sample: Office) -> None:
    for query in ('"a:b"', "“状态:已申报”", '"12:30"'):
        assert select(sample, RECIPIENTS, query) == []


def test_a_place_is_found_by_how_it_is_told_among_others(sample: Office) -> None:
    lived_in = {one.unit for one in sample.table(RECIPIENTS).values()}
    village = next(one for one in sample.table(UNITS).values() if one.code in lived_in)
    above = sample.names("units", village.code)[1]
    plain = numbers(sample, "recipients", f"unit:{village.code}")
    assert plain
    for told in (f"{village.name}（{above}）", f"{above}{village.name}"):
        assert numbers(sample, "recipients", f"unit:{told}") == plain
    assert numbers(sample, "recipients", f"unit={above}{village.name}") == plain


@pytest.mark.parametrize("word", ["退票", "Returned", "tuipiao"])
def test_a_word_finds_payments_by_what_their_state_is_called(sample: Office, word: str) -> None:
    number, payment = next(iter(sample.table(PAYMENTS).items()))
    returned = msgspec.structs.replace(payment, result="returned", paid_date=None)
    sample.change([Edit("payments", number, payment, returned)])
    assert numbers(sample, "payments", word) == [number]


def test_the_two_queries_of_the_readme_are_one(sample: Office) -> None:
    english = "张 state:receiving birth_date<=1940 unit:东风 paid:2005 !bank:*"
    chinese = "张 状态:享受中 出生日期≤1940年 单位:东风 已发年度：２００５ ！开户银行:*"
    assert numbers(sample, "recipients", chinese) == numbers(sample, "recipients", english)
    assert keyed_query(chinese, RECIPIENTS).split()[:2] == ["张", "state:receiving"]


def test_a_query_is_said_in_the_language_in_use() -> None:
    asked = "张 state:receiving,suspended paid_from<2005 !verified>=2005 unit:东风"
    use_language("zh-Hans")
    said = said_query(asked, RECIPIENTS)
    assert said == "张 状态:享受中,暂停 起始年度<2005 !年审年度>=2005 单位:东风"
    assert keyed_query(said, RECIPIENTS) == asked
    assert said_query('状态:"', RECIPIENTS) == '状态:"'
