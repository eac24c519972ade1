import csv
import io
import json
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fptui.errors import ExchangeError, InvalidValue
from fptui.exchange.reading.texts import read_csv, record_from_texts
from fptui.exchange.writing.formats import FORMATS, as_csv, as_html, as_markdown, as_text
from fptui.exchange.writing.sheet import Cell, Sheet, sheet_of
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.contacts import CONTACTS, Contact
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office

GOLDEN = Path(__file__).parent / "golden"

texts = st.text(max_size=12)


def sheet(rows: list[tuple[str, str]]) -> Sheet:
    return Sheet(
        "t",
        ("name", "value"),
        ("姓名", "Value"),
        tuple(tuple(Cell(harmless(x), harmless(x), harmless(x)) for x in row) for row in rows),
        frozenset({1}),
    )


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "xlsx"])
def test_golden(sample: Office, format_name: str) -> None:
    """One file a format; a wanted change is made by writing the file anew."""
    rows = list(sample.table(INSPECTIONS).values())
    register = REGISTERS["inspections"]
    written = FORMATS[format_name](sheet_of(register, rows, register.shown_columns, sample))
    assert written == (GOLDEN / f"inspections.{format_name}").read_text(encoding="utf-8")


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


@given(leader=st.text(min_size=1, max_size=20), role=st.text(max_size=20))
def test_what_is_exported_as_csv_comes_back(
    tmp_path_factory: pytest.TempPathFactory, leader: str, role: str
) -> None:
    contact = Contact(leader=harmless(leader).strip() or "x", unit="1", role=harmless(role).strip())
    path = tmp_path_factory.mktemp("csv") / "contacts.csv"
    cells = (contact.leader, contact.unit, contact.role, "0")
    out = Sheet(
        "", ("leader", "unit", "role", "visits"), ("", "", "", ""),
        (tuple(Cell(x, x, x) for x in cells),),
    )  # fmt: skip
    path.write_text(as_csv(out), encoding="utf-8", newline="")
    assert read_csv(path, CONTACTS) == [contact]


def test_every_register_of_the_sample_comes_back_from_csv(sample: Office, tmp_path: Path) -> None:
    for register in REGISTERS.values():
        records = list(sample.table(register).values())
        path = tmp_path / f"{register.name}.csv"
        out = sheet_of(register, records, register.stored_columns, sample, reveal=True)
        path.write_text(as_csv(out), encoding="utf-8", newline="")
        assert read_csv(path, register) == records, register.name


def test_json_keeps_types(sample: Office) -> None:
    register = REGISTERS["inspections"]
    records = list(sample.table(INSPECTIONS).values())[:1]
    out = sheet_of(register, records, register.shown_columns, sample)
    (line,) = json.loads(FORMATS["json"](out))
    assert line["missed_in_plan_births"] == 6
    assert line["date"] == "2005-04-12"
    assert len(line["units"]) == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("leader\n", "“unit” is missing"),
        ("leader,unit,leader\n", "twice"),
        ("leader,unit,colour\n", "colour"),
        ("leader,unit\nX,1\nY,2,3\n", "line 3"),
        ("leader,unit,visits\nX,1,many\n", "line 2: “Visits” cannot be “many”"),
        ("leader,unit\n,1\n", "“Leader” is missing"),
    ],
)
def test_a_csv_that_does_not_fit_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        read_csv(path, CONTACTS)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_chinese_headings_and_choices_are_read(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("领导,单位,走访次数\n方义,430299101201,3\n", encoding="utf-8")
    assert read_csv(path, CONTACTS) == [Contact(leader="方义", unit="430299101201", visits=3)]
    person = {"file_number": "1", "name": "样", "sex": "女", "unit": "1", "state": "享受中"}
    record = record_from_texts(RECIPIENTS, person)
    assert (record.sex, record.state) == ("female", "receiving")


def test_a_private_value_is_not_repeated_in_a_message() -> None:
    with pytest.raises(InvalidValue) as caught:
        record_from_texts(RECIPIENTS, {"file_number": "1", "name": "样", "sex": "6", "unit": "1"})
    assert "Sex" in str(caught.value)
