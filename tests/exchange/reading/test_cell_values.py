from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.reading.cell_values import DAY_ZERO, CellReader, MaskedValue
from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Register
from fptui.registers.units import UNITS
from fptui.search.resolving import References
from fptui.store import Office


class Nobody:
    """A desk without records."""

    today = date(2005, 6, 1)

    def find(self, _register: Register[Any], _identity: str) -> None:
        return None

    def table(self, _register: Register[Any]) -> dict[int, Any]:
        return {}


def read(cell: Any, column: Column) -> Any:
    return CellReader(column, References(Nobody())).value(cell)  # type: ignore[arg-type]


def column(name: str, register: str = "recipients") -> Column:
    return REGISTERS[register].column(name)


def refusal(cell: Any, column: Column) -> str:
    with pytest.raises(InvalidValue) as caught:
        read(cell, column)
    return str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [
        date(1945, 6, 2),
        datetime(1945, 6, 2),
        datetime(1945, 6, 2, 8, 30),
        16590.0,
        16590,
        "16590",
        19450602.0,
        "19450602",
        "1945-06-02",
        "1945.6.2",
        "1945/6/2",
        "1945年6月2日",
        "１９４５年６月２日",
        "１９４５．６．２",
        " 1945 年 6 月 2 日 ",
        "1945-06-02 00:00:00",
    ],
)
def test_a_day_in_every_dress(cell: Any) -> None:
    assert read(cell, column("birth_date")) == date(1945, 6, 2)


@pytest.mark.parametrize(
    "cell", [1945, 1945.0, 1945.6, "1945.6", "1945年6月", 194506, "六月", True]
)
def test_what_is_no_day_is_refused(cell: Any) -> None:
    assert "Birth date" in refusal(cell, column("birth_date"))


@given(st.integers(min_value=10_000, max_value=79_999))
def test_numbers_of_days_are_the_spreadsheets(number: int) -> None:
    assert (read(float(number), column("since")) - DAY_ZERO).days == number


@pytest.mark.parametrize("cell", [4.30299194003150e17, "4.30E+17", "4.30299E+17", "４．３E+１７"])
def test_an_id_number_that_became_a_number_is_refused_by_name(cell: Any) -> None:
    said = refusal(cell, column("id_number"))
    assert "“ID number” was turned into a number by the spreadsheet" in said
    assert "43029919" not in said


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("430299194003150014", "430299194003150014"),
        ("４３０２９９１９４００３１５００１４", "430299194003150014"),
        (" 430299 19400315 0014 ", "430299194003150014"),
        ("43029919400315009x", "43029919400315009X"),
        (430299400315001.0, "430299400315001"),
        ("", None),
        ("   ", None),
        ("\u3000", None),
    ],
)
def test_id_numbers(cell: Any, value: str | None) -> None:
    assert read(cell, column("id_number")) == value


def test_a_masked_value_is_known_as_such() -> None:
    assert isinstance(read("430299************", column("id_number")), MaskedValue)
    assert isinstance(read("***********6789", column("account")), MaskedValue)
    assert read("a*b", column("notes")) == "a*b"


def test_a_file_number_that_became_a_date_is_refused() -> None:
    assert "was turned into a date" in refusal(date(2005, 1, 4), column("file_number"))
    assert "was turned into a date" in refusal(time(4, 1), column("file_number"))


@pytest.mark.parametrize(
    ("name", "register", "cell", "value"),
    [
        ("sex", "recipients", "女", "female"),
        ("sex", "recipients", "Female", "female"),
        ("sex", "recipients", "FEMALE", "female"),
        ("state", "recipients", "享受中", "receiving"),
        ("exit_reason", "recipients", 1.0, "01"),
        ("exit_reason", "recipients", "01", "01"),
        ("breach", "recipients", True, True),
        ("breach", "recipients", 0.0, False),
        ("breach", "recipients", "否", False),
        ("children_born", "recipients", 2.0, 2),
        ("children_born", "recipients", "２", 2),
        ("paid_from", "recipients", "2005", 2005),
        ("name", "recipients", 12.5, "12.5"),
        ("notes", "recipients", date(2005, 1, 4), "2005-01-04"),
        ("amount", "payments", 600.0, Decimal(600)),
        ("amount", "payments", 0.1 + 0.2, Decimal("0.3")),
        ("amount", "payments", "1,200.50", Decimal("1200.50")),
        ("period", "counts", 2005.0, "2005"),
        ("period", "counts", date(2005, 3, 1), "2005-03"),
        ("period", "counts", "2005年3月", "2005-03"),
        ("period", "counts", "2005h1", "2005H1"),
    ],
)
def test_values(name: str, register: str, cell: Any, value: Any) -> None:
    assert read(cell, column(name, register)) == value


@pytest.mark.parametrize(
    ("name", "cell", "words"),
    [
        ("sex", "woman", "“Sex” cannot be “woman”: one of Male, Female"),
        ("children_born", 1.5, "“Children born” cannot be “1.5”: write a whole number"),
        ("children_born", "two", "write a whole number"),
        ("children_born", float("inf"), "“Children born” cannot be “inf”"),
        ("children_born", True, "write a whole number"),
        ("birth_date", "x\x1b[31m", "“x·[31m”"),
    ],
)
def test_what_does_not_fit_is_told(name: str, cell: Any, words: str) -> None:
    assert words in refusal(cell, column(name))


def test_choices_are_told_in_the_language_in_use() -> None:
    use_language("zh-Hans")
    assert "男" in refusal("woman", column("sex"))


CELLS = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(cell=CELLS, kind=st.sampled_from(Kind))
def test_any_cell_is_read_or_refused_in_one_line(cell: Any, kind: Kind) -> None:
    try:
        read(cell, Column("k", "Name", kind, choices={"a": "Male"}))
    except InvalidValue as error:
        assert "Name" in str(error) or kind is Kind.PERIOD
        assert not {"\n", "\x1b"} & set(str(error))


def test_units_by_code_name_and_path(sample: Office) -> None:
    references = References(sample)
    unit = column("unit")
    village = next(one for one in sample.table(UNITS).values() if one.level == "village")
    above = sample.find(UNITS, village.parent)
    assert references.resolve(unit, village.code) == village.code
    assert references.resolve(unit, f"{above.name}{village.name}") == village.code
    assert references.resolve(unit, f"{above.name} / {village.name}") == village.code
    with pytest.raises(InvalidValue, match="there is no “无此村” among the units"):
        references.resolve(unit, "无此村")


def test_a_name_that_several_have_is_refused_with_the_candidates(sample: Office) -> None:
    import msgspec

    from fptui.registers.edits import Edit

    villages = [
        (number, one) for number, one in sample.table(UNITS).items() if one.level == "village"
    ]
    number, second = villages[1]
    twin = msgspec.structs.replace(second, name=villages[0][1].name)
    sample.change([Edit("units", number, second, twin)])
    with pytest.raises(InvalidValue) as caught:
        References(sample).resolve(column("unit"), twin.name)
    said = str(caught.value)
    assert villages[0][1].code in said
    assert twin.code in said
    assert "write which" in said
