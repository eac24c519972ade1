import csv
import io
import json
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fptui.errors import UnknownName
from fptui.exchange.writing.formats import FORMATS, Format, format_named, format_of, names_said
from fptui.exchange.writing.markdown import as_markdown
from fptui.exchange.writing.pages import as_html
from fptui.exchange.writing.plain_text import as_text
from fptui.exchange.writing.separated import as_csv, unescaped, without_formula
from fptui.exchange.writing.sheet import FORMULA_STARTS, Cell, Sheet, sheet_of
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.inspections import INSPECTIONS
from fptui.store import Office
from tests.golden import is_as_before

GOLDEN = Path(__file__).parent / "golden"
BYTES = ("xlsx", "png")

texts = st.text(max_size=12)


def sheet(rows: list[tuple[str, str]]) -> Sheet:
    return Sheet(
        "t",
        ("name", "value"),
        ("姓名", "Value"),
        tuple(tuple(Cell(harmless(x), harmless(x), harmless(x)) for x in row) for row in rows),
        frozenset({1}),
    )


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name not in BYTES])
def test_golden(sample: Office, format_name: str) -> None:
    """One file a format; a wanted change is taken over by `make golden`."""
    rows = list(sample.table(INSPECTIONS).values())
    register = REGISTERS["inspections"]
    written = FORMATS[format_name].write(sheet_of(register, rows, register.shown_columns, sample))
    assert is_as_before(written, GOLDEN / f"inspections.{format_name}")


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_text_columns_stand_straight(rows: list[tuple[str, str]]) -> None:
    lines = as_text(sheet(rows)).splitlines()
    assert len(lines) == len(rows) + 2
    whole = max(cell_len(line) for line in lines)
    for line, (_name, value) in zip(lines[2:], rows, strict=True):
        if harmless(value).strip() == harmless(value) and value:
            assert cell_len(line) == whole


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_markdown_has_as_many_cells_in_every_line(rows: list[tuple[str, str]]) -> None:
    for line in as_markdown(sheet(rows)).splitlines():
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


@given(st.text(max_size=20))
def test_no_formula_and_no_control_leaves_the_program(text: str) -> None:
    written = as_csv(sheet([(text, "x")]))
    (cell, _x) = list(csv.reader(io.StringIO(written)))[1]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\x1b" not in written
    assert "\u202e" not in written


class Seen(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not [name for name, _value in attrs if name.startswith("on") or name == "src"]
        if tag == "td":
            self._in_cell = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data


PARTS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "p"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_a_page_holds_its_texts_and_no_element_of_theirs(rows: list[tuple[str, str]]) -> None:
    seen = Seen(as_html(sheet(rows)))
    assert seen.cells == [harmless(text) for row in rows for text in row]
    assert set(seen.elements) <= PARTS


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>', "&lt;", "[red]样[/red]"],
)
def test_markup_in_a_page_is_text(text: str) -> None:
    marked = replace(sheet([(text, text)]), title=text, above=(text,), below=(text,), origin=text)
    page = as_html(marked)
    seen = Seen(page)
    assert seen.cells == [text, text]
    assert set(seen.elements) <= PARTS
    assert page.count(escape(text)) == 7


def test_a_page_prints_well() -> None:
    page = as_html(replace(sheet([("甲", "1")]), above=("上",), below=("下",), origin="区 · 2005"))
    assert "display: table-header-group" in page  # the headings stand on each sheet of paper
    assert "size: A4 portrait" in page
    assert "default-src 'none'" in page
    order = [page.index(text) for text in ("区 · 2005", "<p>上</p>", "<table>", "<p>下</p>")]
    assert order == sorted(order)
    wide = Sheet("", ("a",) * 3, ("宽" * 20,) * 3, ())
    assert "size: A4 landscape" in as_html(wide)


@pytest.mark.parametrize(("columns", "size"), [(1, "10.5"), (10, "6.9"), (90, "6.0")])
def test_the_letters_fit_the_paper_and_can_be_read(columns: int, size: str) -> None:
    page = as_html(Sheet("", ("a",) * columns, ("宽" * 10,) * columns, ()))
    assert f"body {{ font: {size}pt" in page
    assert page.count('<th class="short">') == columns


def test_json_keeps_types(sample: Office) -> None:
    register = REGISTERS["inspections"]
    records = list(sample.table(INSPECTIONS).values())[:1]
    out = sheet_of(register, records, register.shown_columns, sample)
    (line,) = json.loads(FORMATS["json"].write(out))
    assert line["missed_in_plan_births"] == 6
    assert line["date"] == "2005-04-12"
    assert len(line["units"]) == 4


@pytest.mark.parametrize("chosen", FORMATS.values(), ids=FORMATS)
def test_a_format_keeps_what_its_line_says(chosen: Format) -> None:
    out = replace(sheet([("甲", "1")]), above=("上面",), below=("下面",))
    written = chosen.write(out)
    assert isinstance(written, bytes) == (chosen.name in BYTES)
    if isinstance(written, str):
        assert ("上面" in written and "下面" in written) == (
            chosen.for_people or chosen.name == "svg"
        )
    assert format_named(chosen.name) is chosen
    assert format_of(Path(f"x{chosen.ending.upper()}")) is chosen


def test_what_is_no_format_is_answered_with_those_that_are() -> None:
    endings = " ".join(one.ending for one in FORMATS.values())
    with pytest.raises(UnknownName, match=f"one of {re.escape(endings)}"):
        format_of(Path("x.pdf"))
    with pytest.raises(UnknownName, match="Did you mean csv"):
        format_named("cvs")
    assert names_said([FORMATS[name] for name in ("csv", "tsv", "json")]) == "csv, tsv or json"
    assert all(name in names_said() for name in FORMATS)


@given(st.text("'=+-@＝\t\r样x,\"", max_size=6))
def test_what_keeps_a_spreadsheet_from_running_a_text_comes_off_again(text: str) -> None:
    written = without_formula(Cell(text, text, text))
    assert not written.startswith(FORMULA_STARTS)
    assert unescaped(written) == text
