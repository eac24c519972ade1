from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.jobs.keep_record import record_of
from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.attendance import Attendance
from fptui.registers.declaration import Column, Kind
from fptui.registers.soundness import reference_problems
from fptui.registers.trainings import Training
from fptui.registers.units import UNITS
from fptui.search.resolving import Several
from fptui.search.typed import ValueReader, choice_meant, offers_of, understood
from fptui.store import Office


def of(name: str, register: str = "recipients") -> Column:
    return REGISTERS[register].column(name)


@pytest.fixture(scope="module")
def office(founded: Path) -> Iterator[Office]:
    """The sample, open for reading."""
    with Office(founded, read_only=True) as office:
        yield office


@pytest.mark.parametrize(
    ("register", "name", "text", "value"),
    [
        ("trainings", "date", "6.2", date(2005, 6, 2)),
        ("trainings", "date", "0602", date(2005, 6, 2)),
        ("trainings", "date", "2004-6-2", date(2004, 6, 2)),
        ("trainings", "date", "昨天", date(2005, 12, 30)),
        ("trainings", "date", "+1", date(2006, 1, 1)),
        ("counts", "period", "6月", "2005-06"),
        ("counts", "period", "上半年", "2005H1"),
        ("counts", "period", "2004.6", "2004-06"),
        ("counts", "value", "１，２００", 1200),
        ("activities", "cost", "1.5万", Decimal(15000)),
        ("activities", "kind", "车", "vehicle_trips"),
        ("recipients", "sex", "女", "female"),
        ("recipients", "sex", "nv", "female"),
        ("recipients", "sex", "fem", "female"),
        ("recipients", "category", "dn", None),
        ("recipients", "category", "two", "two_daughters"),
        ("recipients", "exit_reason", "sw", "01"),
        ("recipients", "exit_reason", "01", "01"),
        ("recipients", "exit_reason", "自行搬家", "自行搬家"),
        ("recipients", "breach", "是", True),
        ("trainings", "name", "  业务培训 ", "业务培训"),
        ("trainings", "name", "", None),
    ],
)
def test_what_is_typed(sample: Office, register: str, name: str, text: str, value: Any) -> None:
    column = of(name, register)
    if value is None and text.strip():
        with pytest.raises(InvalidValue):
            ValueReader(sample).read(column, text)
    else:
        assert ValueReader(sample).read(column, text) == value


def test_a_masked_value_says_nothing_new(sample: Office) -> None:
    with pytest.raises(InvalidValue, match="is masked"):
        ValueReader(sample).read(of("id_number"), "430299************")


def test_a_day_that_is_none_is_refused_with_how_to_write_one(sample: Office) -> None:
    with pytest.raises(InvalidValue, match=r"“Date” cannot be “13\.40”: .*6\.30"):
        ValueReader(sample).read(of("date", "trainings"), "13.40")
    with pytest.raises(InvalidValue, match="has a month but no day"):
        ValueReader(sample).read(of("date", "trainings"), "2005-06")


def test_several_choices_are_named() -> None:
    with pytest.raises(Several) as caught:
        choice_meant(of("marital_state"), "rem")
    assert {one.key for one in caught.value.candidates} == {"remarried", "remarried_former"}
    assert "Remarried, Remarried to former spouse" in str(caught.value)


def test_every_choice_by_its_key_and_its_labels() -> None:
    for register in REGISTERS.values():
        for column in register.columns:
            for key, label in column.choices.items():
                assert choice_meant(column, key) == key
                for language in ("en", "zh-Hans", "zh-Hant"):
                    use_language(language)
                    from fptui.language import _

                    assert choice_meant(column, _(label)) == key


def test_what_is_understood(sample: Office) -> None:
    reader = ValueReader(sample)

    def told(register: str, name: str, text: str) -> str:
        column = of(name, register)
        return understood(column, reader.read(column, text), sample)

    assert told("trainings", "date", "6.2") == "2005-06-02 Thursday"
    assert told("recipients", "sex", "nan") == "Male"
    assert told("activities", "cost", "1.5万") == "15,000.00"
    assert told("recipients", "name", "张秀梅") == ""
    unit = next(one for one in sample.table(UNITS).values() if one.level == "village")
    assert told("recipients", "unit", unit.code).startswith(unit.name)
    use_language("zh-Hans")
    assert told("findings", "unit", unit.code) in (
        f"{unit.name}（东风街道）",
        f"{unit.name} (东风街道)",
    )


def test_offers_of_a_column(sample: Office) -> None:
    use_language("zh-Hans")
    recipients = REGISTERS["recipients"]
    assert [one.label for one in offers_of(sample, recipients, of("sex"), "n")] == ["男", "女"]
    inspections = REGISTERS["inspections"]
    units = of("units", "inspections")
    some = offers_of(sample, inspections, units, "东风街道、石桥")
    assert "石桥社区" in some[0].label
    assert offers_of(sample, REGISTERS["trainings"], of("trainer", "trainings"), "")
    assert offers_of(sample, recipients, of("notes"), "x") == []


KEPT = [(register, column) for register in REGISTERS.values() for column in register.stored_columns]


@given(
    text=st.text(alphabet="0123456789.-+/ 年月日万东风村男nvsx是yes、,*\x1b", max_size=8),
    kept=st.sampled_from(KEPT),
)
def test_any_text_is_a_value_that_comes_back_or_refused_in_one_line(
    office: Office, text: str, kept: tuple[Any, Column]
) -> None:
    column = kept[1]
    reader = ValueReader(office)
    try:
        value = reader.read(column, text)
    except InvalidValue as error:
        assert not {"\n", "\x1b"} & set(str(error))
        return
    told = understood(column, value, office)
    assert not {"\n", "\x1b"} & set(told)
    if column.kind is Kind.REFERENCE and value is not None:
        assert office.find(REGISTERS[column.register], str(value)) is not None


@given(day=st.dates())
def test_what_is_understood_of_a_day_is_that_day(office: Office, day: date) -> None:
    column = of("since")
    assert ValueReader(office).read(column, understood(column, day, office).split()[0]) == day


def test_a_whole_record(sample: Office) -> None:
    training = record_of(
        sample,
        REGISTERS["trainings"],
        {"number": "X-1", "name": "信息员培训", "date": "6.2", "hours": "1.5", "level": "dist"},
    )
    assert training == Training(
        number="X-1",
        name="信息员培训",
        date=date(2005, 6, 2),
        hours=Decimal("1.5"),
        level="district",
    )
    with pytest.raises(InvalidValue, match="“Session” is missing"):
        record_of(sample, REGISTERS["trainings"], {"number": "X-1"})


def test_names_for_codes_are_never_kept(sample: Office) -> None:
    line = record_of(
        sample,
        REGISTERS["attendance"],
        {"session": "软件操作", "unit": "晏家", "invited": "２", "attended": "1"},
    )
    assert line == Attendance(session="P05-03", unit="430299001001", invited=2, attended=1)
    assert list(reference_problems(REGISTERS["attendance"], line, sample)) == []
