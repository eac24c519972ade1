"""What leaves in a file comes back as it was, whatever a spreadsheet would make of it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fptui.exchange.reading.books import open_book
from fptui.exchange.reading.cell_values import CellReader
from fptui.exchange.writing.formats import FORMATS
from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language.harmless import harmless
from fptui.registers.recipients import RECIPIENTS
from fptui.search.resolving import References
from tests.exchange.sheets.cases import Desk

STARTS = st.sampled_from(
    [*"=+-@'＝＋－＠|%", "''", "'=", "=HYPERLINK(", "@SUM(", "0", "1e5", "TRUE"]
)
TEXTS = st.builds(lambda start, rest: start + rest, STARTS, st.text(max_size=8))


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
@settings(max_examples=40, deadline=None)
@example(["=1+1", "'=1", "''", "-", "＝1", "+86", "@x", "-5", "=cmd|' /C calc'!A0"])
@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_texts_that_begin_like_formulas(name: str, texts: list[str]) -> None:
    kept = [text for text in map(harmless, texts) if text == text.strip()]
    cells = [Cell(text, text, text, is_text=True) for text in kept]
    headings, number = ("file_number", "name"), Cell("6", "6", "6")
    rows = tuple((number, one) for one in cells)
    written = FORMATS[name].write(Sheet("", headings, headings, rows))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{name}"
        path.write_bytes(written.encode() if isinstance(written, str) else written)
        sheet = next(one for one in open_book(path).sheets if tuple(one.rows[0]) == headings)
    reader = CellReader(RECIPIENTS.column("name"), References(Desk()))  # type: ignore[arg-type]
    read = [reader.value(row[1]) for row in sheet.rows[1:]]
    assert read == kept
