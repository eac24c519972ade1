"""What the program says by itself is said in the language in use."""

import msgspec
import pytest

from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.reports.changes import edit_said, history_sheet
from fptui.reports.doubts import compared
from fptui.screens.widgets.offered import Offered
from fptui.search.offers import Offer
from fptui.search.wide_names import wide_names_said
from fptui.store import Office


@pytest.fixture(autouse=True)
def chinese() -> None:
    use_language("zh-Hans")


def test_a_count_is_called_by_its_heading(sample: Office) -> None:
    number, before = next(
        (n, c) for n, c in sample.table(COUNTS).items() if c.name == "births_in_plan"
    )
    after = msgspec.structs.replace(before, value=1)
    said = edit_said(Edit("counts", number, before, after), sample)
    assert "计划内出生" in said and "births" not in said


def test_the_reason_of_the_founding_is_told_in_the_language_in_use(sample: Office) -> None:
    told = [cell.text for row in history_sheet(sample.history(), sample).rows for cell in row]
    assert "示例" in "".join(told) and "sample" not in "".join(told)


@pytest.mark.parametrize(
    ("query", "count"), [("单位:东风", 1), ("单位:东升村", 0), ("unit:430299", 0), ("张", 0)]
)
def test_a_part_of_a_name_that_means_much_is_told(sample: Office, query: str, count: int) -> None:
    said = wide_names_said(query, REGISTERS["recipients"], sample)
    assert len(said) == count
    assert not count or ("东风区" in said[0] and "东风街道" in said[0])


def test_what_differs_only_where_it_is_masked_says_so(sample: Office) -> None:
    one = next(iter(sample.table(RECIPIENTS).values()))
    other = msgspec.structs.replace(one, id_number=one.id_number[:-4] + "0000")
    (line,) = [line for line in compared(one, other, sample) if line.column.key == "id_number"]
    assert line.differs and "隐去的部分不同" in line.texts[1]
    assert "不同" not in str([line.texts for line in compared(one, other, sample, reveal=True)])


@pytest.mark.parametrize(
    ("language", "spelled", "shown"),
    [("zh-Hans", "", False), ("zh-Hans", "已", False), ("zh-Hans", "app", True), ("en", "", True)],
)
def test_a_word_of_the_program_stands_only_beside_what_it_explains(
    language: str, spelled: str, shown: bool
) -> None:
    use_language(language)
    offered = Offered([Offer("applied", "已申报")], shows_keys=True, spelled=spelled)
    assert ("applied" in offered.drawn(5).plain) == shown
