"""Texts become values as clerks and other offices write them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Mask
from fptui.registers.values.display import plain
from fptui.registers.values.parsing import made_of, record_from_texts, value_from_text
from fptui.registers.values.width import half_width

CHOICES = {"01": "Death", "male": "Male", "female": "Female"}

VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.text(),
    Kind.CODE: st.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True),
    Kind.INTEGER: st.integers(),
    Kind.DECIMAL: st.decimals(-(10**15), 10**15, places=6),
    Kind.YUAN: st.decimals(allow_nan=False, allow_infinity=False, places=2),
    Kind.DATE: st.dates(),
    Kind.PERIOD: st.from_regex(r"[0-9]{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?", fullmatch=True),
    Kind.EXPRESSION: st.sampled_from(
        ["births", "births - boys", "-a / (b@opening + 2.5) * 1000", "x@year_before - (y - z)"]
    ),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: st.sampled_from(sorted(CHOICES)),
    Kind.REFERENCE: st.text(),
    Kind.REFERENCES: st.lists(st.from_regex(r"[A-Z0-9-]+", fullmatch=True)).map(tuple),
}


def column(kind: Kind, **rest: Any) -> Column:
    return Column("k", "Name", kind, choices=CHOICES if kind is Kind.CHOICE else {}, **rest)


def of(name: str, register: str = "recipients") -> Column:
    return REGISTERS[register].column(name)


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_what_is_written_plainly_comes_back(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert value_from_text(column(kind), plain(value)) == value


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.TEXT, Kind.REFERENCE}))
@given(data=st.data())
def test_width_and_what_is_around_do_not_matter(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in plain(value))
    assert value_from_text(column(kind), f"\u3000{wide} ") == value


@given(text=st.text(max_size=30), kind=st.sampled_from(Kind), mask=st.sampled_from(Mask))
def test_any_text_is_a_value_or_refused_in_one_line(text: str, kind: Kind, mask: Mask) -> None:
    try:
        value = value_from_text(column(kind, mask=mask), text)
    except InvalidValue as error:
        assert not {"\n", "\x1b"} & set(str(error))
        return
    assert value_from_text(column(kind, mask=mask), plain(value)) == value


@given(text=st.text(), value=st.sampled_from(sorted(CHOICES)))
def test_an_open_choice_keeps_what_it_does_not_know(text: str, value: str) -> None:
    open_one = column(Kind.CHOICE, open_choices=True)
    kept = value_from_text(open_one, text)
    assert kept == text or kept in CHOICES
    assert value_from_text(open_one, value.upper()) == value


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("registration", "农业", "agricultural"),
        ("registration", "非农业", "non_agricultural"),
        ("category", "双女", "two_daughters"),
        ("category", "独生女", "one_child"),
        ("marital_state", "离异", "divorced"),
        ("exit_reason", "1", "01"),
        ("exit_reason", "０１", "01"),
    ],
)
def test_choices_may_be_written_as_other_lists_do(name: str, text: str, key: str) -> None:
    assert value_from_text(of(name), text) == key


@pytest.mark.parametrize(
    ("name", "register", "text", "value"),
    [
        ("period", "counts", "2005年6月", "2005-06"),
        ("period", "counts", "２００５．６", "2005-06"),
        ("period", "counts", "2005h1", "2005H1"),
        ("birth_date", "recipients", "1945年6月2日", date(1945, 6, 2)),
        ("birth_date", "recipients", "1945-06-02 00:00:00", date(1945, 6, 2)),
        ("children_born", "recipients", "２", 2),
        ("amount", "payments", "１，２００．５", Decimal("1200.5")),
        ("breach", "recipients", "是", True),
        ("breach", "recipients", "ＮＯ", False),
        ("id_number", "recipients", "430299 19400315 009x", "43029919400315009X"),
        ("name", "recipients", "Ａ 样", "Ａ 样"),
        ("units", "inspections", "4302；4303、1", ("4302", "4303", "1")),
    ],
)
def test_values(name: str, register: str, text: str, value: Any) -> None:
    assert value_from_text(of(name, register), text) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("birth_date", "1945年6月", "“Birth date” has a month but no day: write 2005-06-30"),
        ("birth_date", "1943.13", "“Birth date”: there is no month 13, only 1 to 12"),
        ("birth_date", "soon", "“Birth date” cannot be “soon”: write a date as 2005-06-30"),
        ("breach", "perhaps", "write yes or no"),
        ("children_born", "1.5", "write a whole number"),
    ],
)
def test_what_does_not_fit_is_told(name: str, text: str, words: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        value_from_text(of(name), text)
    assert words in str(caught.value)


@given(st.text())
def test_half_width_is_done_once(text: str) -> None:
    assert half_width(half_width(text)) == half_width(text)


def test_a_record_is_read_from_one_text_a_column() -> None:
    person = {"file_number": "1", "name": "样", "sex": "女", "unit": "1", "state": "享受中"}
    record = record_from_texts(REGISTERS["recipients"], person)
    assert (record.sex, record.state) == ("female", "receiving")


def test_a_private_value_is_not_repeated_in_a_message() -> None:
    with pytest.raises(InvalidValue) as caught:
        value_from_text(column(Kind.DATE, mask=Mask.ID_NUMBER), "19450602x")
    assert str(caught.value) == "“Name” does not fit"


def test_a_record_says_which_column_is_wrong() -> None:
    with pytest.raises(InvalidValue, match="“Sex” cannot be"):
        record_from_texts(
            REGISTERS["recipients"], {"file_number": "1", "name": "样", "sex": "6", "unit": "1"}
        )


def test_a_value_of_another_kind_is_told_in_words() -> None:
    values = {"file_number": "1", "name": "样", "sex": "male", "unit": "1", "paid_from": "x"}
    for language, said in (("en", "“Paid from” does not fit"), ("zh-Hans", "“起始年度”")):
        use_language(language)
        with pytest.raises(InvalidValue) as caught:
            made_of(REGISTERS["recipients"], values)
        assert said in str(caught.value)
        assert "Expected" not in str(caught.value)
    use_language("en")
    with pytest.raises(InvalidValue, match="no record of: Recipients"):
        made_of(REGISTERS["recipients"], {"name": "样"})
