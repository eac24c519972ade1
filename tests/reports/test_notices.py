"""What hangs at the door: who stands there, what of them, and what never does."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.exchange.founding import found_office
from fptui.exchange.rules import rules_of
from fptui.exchange.writing.formats import FORMATS
from fptui.exchange.writing.pages import as_html
from fptui.exchange.writing.plain_text import NEXT_PAGE, PAGE_LINES, as_text
from fptui.exchange.writing.workbooks import as_xlsx
from fptui.language import use_language
from fptui.programme.notices import POSTED_COLUMNS, STAGES, Posting, posted, posting
from fptui.programme.rules import Programme
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import EXIT_REASONS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.reports.notices import NOTICE_FORMATS, notice_sheet
from fptui.store import Office
from tests.golden import is_as_before

DISTRICT, TOWN, VILLAGE = "430299000000", "430299101000", "430299101203"
HOTLINE = "0731-20000000"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def rules(sample: Office) -> Programme:
    return rules_of(sample.path)


def with_columns(rules: Programme, *columns: str) -> Programme:
    notice = msgspec.structs.replace(rules.notice, columns=columns)
    return msgspec.structs.replace(rules, notice=notice)


def text_of(office: Office, rules: Programme, stage: str, unit: str = DISTRICT) -> str:
    return as_text(notice_sheet(office, rules, posting(office, rules, STAGES[stage], unit)))


def leave(office: Office, code: str, **fields: object) -> str:
    """Let the first recipient leave for a reason; the name."""
    number, before = next(iter(office.table(RECIPIENTS).items()))
    after = msgspec.structs.replace(
        before, state="exited", exit_reason=code, exit_date=date(2005, 6, 1), **fields
    )
    office.change([Edit("recipients", number, before, after)], "")
    return str(after.name)


def row_of(text: str, name: str) -> str:
    (row,) = [line for line in text.splitlines() if f" {name} " in line]
    return row


@pytest.mark.parametrize("format_name", ["text", "markdown", "html"])
def test_golden(sample: Office, rules: Programme, format_name: str) -> None:
    """The whole list of a town; a wanted change is taken over by `make golden`."""
    made = posting(sample, rules, STAGES["village"], TOWN)
    written = FORMATS[format_name].write(notice_sheet(sample, rules, made, HOTLINE))
    assert is_as_before(written, GOLDEN / f"notice.{format_name}")


@pytest.mark.parametrize(
    ("stage", "listed", "left_out"),
    [("village", 8, 36), ("township", 6, 0), ("district", 5, 0), ("exits", 9, 0)],
)
def test_who_waits_for_a_notice_and_may_move_on(
    sample: Office, rules: Programme, stage: str, listed: int, left_out: int
) -> None:
    made = posting(sample, rules, STAGES[stage], DISTRICT)
    assert (len(made.listed), made.left_out) == (listed, left_out)
    keys = [(one.unit, one.file_number) for one in made.listed]
    assert keys == sorted(keys)


def test_nobody_is_posted_before_the_earlier_notice_has_hung(
    sample: Office, rules: Programme
) -> None:
    early = posting(sample, rules, STAGES["township"], DISTRICT, date(2005, 11, 4))
    assert {one.since for one in early.listed} == {date(2005, 10, 17), date(2005, 10, 28)}
    assert early.left_out == 6 - len(early.listed)


def test_the_units_of_a_list_and_their_sum(sample: Office, rules: Programme) -> None:
    stage = STAGES["village"]
    whole = posting(sample, rules, stage, DISTRICT)
    towns = [one.code for one in sample.table(UNITS).values() if one.level == "township"]
    parts = [posting(sample, rules, stage, town) for town in towns]
    assert sum(len(part.listed) for part in parts) == len(whole.listed)
    assert {one.unit for one in posting(sample, rules, stage, VILLAGE).listed} <= {VILLAGE}


@pytest.mark.parametrize(
    ("stage", "unit", "days"),
    [
        ("village", DISTRICT, 3), ("township", DISTRICT, 4), ("district", TOWN, 5),
        ("exits", VILLAGE, 3), ("exits", TOWN, 4), ("exits", DISTRICT, 5),
    ],
)  # fmt: skip
def test_a_list_hangs_as_long_as_the_rules_say(
    sample: Office, rules: Programme, stage: str, unit: str, days: int
) -> None:
    procedure = msgspec.structs.replace(
        rules.procedure, village_notice_days=3, township_notice_days=4, district_notice_days=5
    )
    rules = msgspec.structs.replace(rules, procedure=procedure)
    made = posting(sample, rules, STAGES[stage], unit, date(2005, 2, 26))
    assert made.days == days
    assert made.last_day.toordinal() - date(2005, 2, 26).toordinal() == days


def test_the_list_that_hangs_is_printed_again(sample: Office, rules: Programme) -> None:
    made = posted(sample, rules, STAGES["township"], DISTRICT)
    assert made.first_day == date(2005, 12, 2)
    assert {(one.state, one.since) for one in made.listed} == {
        ("township_reviewed", date(2005, 12, 2))
    }
    earlier = posted(sample, rules, STAGES["township"], DISTRICT, date(2005, 11, 1))
    assert [one.since for one in earlier.listed] == [date(2005, 11, 1)]


@pytest.mark.parametrize("format_name", NOTICE_FORMATS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_private_value_stands_in_a_notice(
    sample: Office, rules: Programme, stage: str, format_name: str
) -> None:
    rules = with_columns(rules, *POSTED_COLUMNS)
    made = posting(sample, rules, STAGES[stage], DISTRICT)
    sheet = notice_sheet(sample, rules, made)
    written = FORMATS[format_name].write(sheet)
    readable = written if isinstance(written, str) else as_text(sheet)
    for person in made.listed:
        assert person.name in readable
        for key in ("id_number", "account", "phone", "birth_date", "recorded_by", "notes", "bank"):
            value = str(getattr(person, key) or "")
            assert not value or value not in readable


@given(code=st.sampled_from([column.key for column in RECIPIENTS.columns]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_what_may_be_posted_is_a_column(sample: Office, rules: Programme, code: str) -> None:
    named = with_columns(rules, "number", code)
    made = posting(sample, rules, STAGES["village"], DISTRICT)
    if code in POSTED_COLUMNS:
        assert not RECIPIENTS.column(code).mask
        assert notice_sheet(sample, named, made).keys == ("number", code)
    else:
        with pytest.raises(InvalidValue):
            notice_sheet(sample, named, made)


@pytest.mark.parametrize(
    "key", ["id_number", "account", "phone", "bank", "house_number", "children_names", "\x1b[31m"]
)
def test_a_column_that_must_not_be_posted_is_refused(
    sample: Office, rules: Programme, key: str
) -> None:
    made = posting(sample, rules, STAGES["village"], DISTRICT)
    with pytest.raises(InvalidValue) as caught:
        notice_sheet(sample, with_columns(rules, "name", key), made)
    assert "does not stand on a posted list. What may stand there: number, " in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("code", [*EXIT_REASONS, "违法生育", ""])
def test_why_someone_left_is_told_only_where_it_is_nobody_s_secret(
    sample: Office, rules: Programme, code: str
) -> None:
    name = leave(sample, code)
    text = text_of(sample, rules, "exits")
    row = row_of(text, name)
    told = {"01": "Death", "02": "Registration moved out", "03": "Registration no longer rural",
            "10": "Gave it up"}  # fmt: skip
    assert row.endswith(told.get(code, "no longer meets the conditions"))
    assert "违法生育" not in text


def test_nothing_beside_the_reason_tells_of_a_further_birth(
    sample: Office, rules: Programme
) -> None:
    name = leave(sample, "05", children_born=3, children_living=3, breach=True)
    sheet = notice_sheet(
        sample,
        with_columns(rules, *POSTED_COLUMNS),
        posting(sample, rules, STAGES["exits"], DISTRICT),
    )
    (row,) = [row for row in sheet.rows if name in [cell.text for cell in row]]
    assert sheet.keys == (
        *("number", "file_number", "name", "sex", "birth_date", "age", "unit", "remark"),
    )
    assert row[-1].text == "no longer meets the conditions"


def test_a_breach_is_not_told_under_another_reason(sample: Office, rules: Programme) -> None:
    name = leave(sample, "10", breach=True)
    row = row_of(text_of(sample, rules, "exits"), name)
    assert row.endswith("no longer meets the conditions")


def test_only_those_who_left_in_the_year_are_posted(sample: Office, rules: Programme) -> None:
    sample.year = 2004
    assert posting(sample, rules, STAGES["exits"], DISTRICT).listed == []


def test_odd_names_do_no_harm(sample: Office, rules: Programme) -> None:
    number, before = next(
        row for row in sample.table(RECIPIENTS).items() if row[1].state == "exited"
    )
    odd = "=1\x1b[31m<b>\u202e"
    after = msgspec.structs.replace(before, name=odd)
    sample.change([Edit("recipients", number, before, after)], "")
    sheet = notice_sheet(sample, rules, posting(sample, rules, STAGES["exits"], DISTRICT))
    for format_name in ("text", "markdown", "html"):
        written = str(FORMATS[format_name].write(sheet))
        assert "\x1b" not in written
        assert "\u202e" not in written
    assert "<b>" not in str(FORMATS["html"].write(sheet))


def test_an_unknown_birth_date_is_a_blank(sample: Office, rules: Programme) -> None:
    made = posting(sample, rules, STAGES["exits"], DISTRICT)
    (first, *_more) = made.listed
    nobody = replace(made, listed=[msgspec.structs.replace(first, birth_date=None)])
    (row,) = notice_sheet(sample, rules, nobody).rows
    assert row[3].text == ""


def test_the_sample_s_rules_fit_a_notice(rules: Programme) -> None:
    assert set(rules.notice.columns) <= set(POSTED_COLUMNS)


@pytest.fixture
def zh() -> None:
    use_language("zh-Hans")


def test_a_reason_is_told_without_its_code_in_chinese_too(
    sample: Office, rules: Programme, zh: None
) -> None:
    name = leave(sample, "01")
    assert row_of(text_of(sample, rules, "exits"), name).endswith("  死亡")


def test_an_office_without_a_district_leaves_room_for_its_name(tmp_path: Path) -> None:
    with found_office(tmp_path / "office.json", sample=False) as office:
        rules = rules_of(office.path)
        sheet = notice_sheet(office, rules, posting(office, rules, STAGES["village"], ""))
    assert "Bureau of ＿" in sheet.below[1]
    assert sheet.rows == ()


class _Pages(HTMLParser):
    """The texts of each section of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[list[str]] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "section":
            self.pages.append([])

    def handle_data(self, data: str) -> None:
        if self.pages and data.strip():
            self.pages[-1].append(data)


def of_many(office: Office, count: int) -> Posting:
    """A list of two villages: the people of one, so many times; and one of another."""
    made = posting(office, rules_of(office.path), STAGES["village"], TOWN)
    first, *_others, last = made.listed
    assert first.unit != last.unit
    return replace(made, listed=[*([first] * count), last])


def test_each_page_has_its_title_its_rows_and_its_number(sample: Office, rules: Programme) -> None:
    sheet = notice_sheet(sample, rules, of_many(sample, 45), HOTLINE)
    reader = _Pages()
    reader.feed(str(as_html(sheet)))
    assert [page[-1] for page in reader.pages] == [
        "Page 1 of 3", "Page 2 of 3", "Page 3 of 3", "Page 1 of 1",
    ]  # fmt: skip
    titles = ["樟树村", "樟树村", "樟树村", "钻石村"]
    assert [page[0].split(":")[0] for page in reader.pages] == titles
    assert ["Hotline: 0731-20000000" in page for page in reader.pages] == [
        False, False, True, True,
    ]  # fmt: skip
    numbers = [text for page in reader.pages for text in page if text.isdecimal()]
    assert [numbers.index(str(one)) for one in range(1, 46)] == sorted(
        numbers.index(str(one)) for one in range(1, 46)
    )


@given(count=st.integers(1, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_no_page_of_text_is_longer_than_paper_and_none_is_lost(
    sample: Office, rules: Programme, count: int
) -> None:
    sheet = notice_sheet(sample, rules, of_many(sample, count), HOTLINE)
    pages = as_text(sheet).split(NEXT_PAGE)
    assert max(len(page.splitlines()) for page in pages) <= PAGE_LINES
    rows = [line for page in pages for line in page.splitlines() if line.lstrip()[:1].isdecimal()]
    assert len(rows) == count + 1 == len(sheet.rows)
    total = len(pages) - 1
    assert f"Page {total} of {total}" in pages[-2]


def test_letters_are_large_enough_for_a_wall(sample: Office, rules: Programme) -> None:
    made = posting(sample, rules, STAGES["village"], TOWN)
    page = str(as_html(notice_sheet(sample, rules, made)))
    sizes = [float(size) for size in re.findall(r"([\d.]+)pt(?:/1.4)?[ ;]", page)]
    assert min(size for size in sizes if size > 1) >= 14  # 0.5 is the width of a line


def test_villages_of_one_name_have_worksheets_of_their_own(
    sample: Office, rules: Programme
) -> None:
    leaf = notice_sheet(sample, rules, of_many(sample, 1)).leaves[0]
    twins = replace(leaf, leaves=(leaf, leaf))
    book = openpyxl.load_workbook(BytesIO(as_xlsx(twins)))
    assert book.sheetnames == ["樟树村", "樟树村 2"]
