"""What is offered while a filter is typed, and that it is understood when it is taken."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fptui.language import LANGUAGES, use_language
from fptui.registers import REGISTERS
from fptui.registers.findings import FINDINGS
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.search.completing import completion_at, expected, is_query, slip
from fptui.search.saying import keyed_query
from fptui.store import Office


def offered(office: Office, text: str, register: str = "recipients") -> list[str]:
    found = completion_at(office, REGISTERS[register], text, len(text))
    return [offer.key for offer in found.offers]


def taken(office: Office, text: str, register: str = "recipients") -> str:
    """The query with the first of what is offered at its end."""
    found = completion_at(office, REGISTERS[register], text, len(text))
    return found.put(text, found.offers[0])[0]


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("状", "状态:"),
        ("zt", "状态:"),
        ("state", "状态:"),
        ("年龄>60 zhuangt", "年龄>60 状态:"),
        ("!开户", "!开户银行:"),
        ("状态:已申", "状态:已申报"),
        ("状态：ysb", "状态：已申报"),
        ("state:appl", "state:已申报"),
        ("状态:已申报,暂", "状态:已申报,暂停"),
        ("状态：已申报、暂", "状态：已申报、暂停"),
        ("状态:“已申", "状态:已申报"),
        ("状态:已审报", "状态:已申报"),
        ("单位:xintang", "单位:新塘村"),
        ("违规生育:s", "违规生育:是"),
        ("开户银行:邮政", "开户银行:邮政储蓄"),
    ],
)
def test_letters_chinese_and_pinyin_find_a_field_or_a_value(
    sample: Office, typed: str, becomes: str
) -> None:
    use_language("zh-Hans")
    assert taken(sample, typed) == becomes


def test_nothing_is_offered_where_a_name_is_typed(sample: Office) -> None:
    use_language("zh-Hans")
    for typed in ("张秀梅", "05-0322", "年龄>6", "“状", "状太:x"):
        assert offered(sample, typed) == []
    number = completion_at(sample, RECIPIENTS, "年龄>", 3).column
    assert number is not None
    assert "年龄" in expected(number)


def test_all_fields_then_all_values_are_offered(sample: Office) -> None:
    assert offered(sample, "") == [column.key for column in RECIPIENTS.columns]
    assert offered(sample, "state:receiving ") == [column.key for column in RECIPIENTS.columns]
    assert offered(sample, "result:", "payments") == list(PAYMENTS.column("result").choices)
    assert offered(sample, "state!=", "findings") == list(FINDINGS.column("state").choices)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REGISTERS)
def test_what_is_taken_means_what_was_offered(sample: Office, language: str, name: str) -> None:
    use_language(language)
    register = REGISTERS[name]
    fields = completion_at(sample, register, "", 0)
    for field, text in zip(fields.offers, fields.texts, strict=True):
        assert keyed_query(f"{text}*", register) == f"{field.key}:*"
        values = completion_at(sample, register, text, len(text))
        for value in values.offers if register.column(field.key).choices else ():
            query, cursor = values.put(text, value)
            assert cursor == len(query)
            assert keyed_query(query, register).replace('"', "") == f"{field.key}:{value.key}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is only read
@given(text=st.text('张状态zt:：>=!,、"“ 已申x', max_size=12), cursor=st.integers(0, 12))
def test_whatever_stands_in_the_line_is_followed(sample: Office, text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = completion_at(sample, RECIPIENTS, text, cursor)
    assert 0 <= found.start <= found.end == cursor
    wrong = slip(sample, RECIPIENTS, text, cursor)
    assert wrong is None or 0 <= wrong.position <= cursor
    is_query(RECIPIENTS, text)


def test_a_slip_is_told_when_one_has_gone_on(sample: Office) -> None:
    def told(text: str) -> int | None:
        wrong = slip(sample, RECIPIENTS, text, len(text))
        return None if wrong is None else wrong.position

    assert told("状态:已审报") is None
    assert told("状态:已审报 ") == 3
    assert told("状太") is None
    assert told("状太:") == 0
    assert told("状态:已申报 年") is None


def test_a_search_that_names_a_field_is_a_filter() -> None:
    for text in ("状态:已申报", "state:applied", "张 年龄>60"):
        assert is_query(RECIPIENTS, text)
    for text in ("张秀梅", "12:30", "a:b", '"状态:x"', ":"):
        assert not is_query(RECIPIENTS, text)
