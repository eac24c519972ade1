"""Columns are named by key or heading, and lead on to what they refer to."""

from datetime import date

import pytest

from fptui.errors import UnknownName
from fptui.language import use_language
from fptui.registers.activities import ACTIVITIES, Activity
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.contracts import CONTRACTS, Contract
from fptui.registers.declaration import Register
from fptui.registers.values.display import shown
from fptui.search.column_paths import column_at, column_called, way_said, ways_from
from fptui.store import Office


@pytest.mark.parametrize("name", ["kind", "Kind", "类别", "類別", " KIND "])
def test_a_column_is_known_by_key_and_heading_in_any_language(name: str) -> None:
    assert column_called(ACTIVITIES, name).key == "kind"


def test_the_closest_name_is_told() -> None:
    with pytest.raises(UnknownName, match=r"“knd”. Did you mean kind\?"):
        column_called(ACTIVITIES, "knd")
    use_language("zh-Hans")
    with pytest.raises(UnknownName, match="宣传活动没有列“经费额”。是否指 经费？"):
        column_called(ACTIVITIES, "经费额")


@pytest.mark.parametrize(
    ("register", "way", "values"),
    [
        (ACTIVITIES, "unit.township", {"白果乡", "东风区"}),
        (ACTIVITIES, "单位.乡级", {"白果乡", "东风区"}),
        (ATTENDANCE, "session.date.month", {"2005-01", "2005-03", "2005-06"}),
        (ATTENDANCE, "session.topic", {"Award subsidy", "Statistics", "Software"}),
        (CONTRACTS, "period.year", {"2005"}),
    ],
)
def test_a_way_leads_on(sample: Office, register: Register, way: str, values: set[str]) -> None:
    column = column_at(register, way)
    found = [column.value(record, sample) for record in sample.table(register).values()]
    assert values <= {shown(column, value, sample) for value in found}


def test_what_is_empty_or_leads_nowhere_is_in_no_group_of_its_own(sample: Office) -> None:
    lost = Activity(number="X", kind="posters", unit="nowhere")
    assert column_at(ACTIVITIES, "unit.township").value(lost, sample) == "nowhere"
    assert column_at(ACTIVITIES, "unit.level").value(lost, sample) is None
    assert column_at(ACTIVITIES, "date.month").value(lost, sample) is None
    dated = Activity(number="X", kind="posters", date=date(2005, 3, 4))
    assert column_at(ACTIVITIES, "date.year").value(dated, sample) == "2005"
    odd = Contract(period="soon", indicator="births", unit="")
    assert column_at(CONTRACTS, "period.year").value(odd, sample) is None


def test_a_part_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"no part “day”\. There are: date\.month, date\.year"):
        column_at(ACTIVITIES, "date.day")
    with pytest.raises(UnknownName, match="has no part"):
        column_at(ACTIVITIES, "kind.month")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_way_as_it_is_said_can_be_typed(language: str) -> None:
    use_language(language)
    for column in ACTIVITIES.columns:
        for end in (column, *ways_from(column)):
            assert column_at(ACTIVITIES, way_said(ACTIVITIES, end.key)).key == end.key
