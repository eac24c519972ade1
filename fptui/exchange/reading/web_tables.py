"""Tables of a web page: what many systems of offices write and call a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from fptui.exchange.reading.cells import CellSheet, Progress
from fptui.exchange.reading.gathered_rows import GatheredRows
from fptui.exchange.reading.refusals import Unreadable
from fptui.language import _

AT_ONCE = 1 << 16
LONGEST_TAG = 1 << 17
"""Characters that may wait for the end of a tag; what is longer is no page that can be read."""
MOST_SPANNED = 1 << 14


def web_sheets(text: str, progress: Progress) -> Iterator[CellSheet]:
    """The tables of a page one after the other, without those inside of others' cells."""
    reader = _Tables()
    for begin in range(0, len(text), AT_ONCE):
        reader.feed(text[begin : begin + AT_ONCE])
        if len(reader.rawdata) > LONGEST_TAG:
            raise Unreadable(_("{path} is a web page that is damaged: a tag has no end."))
        progress(begin, len(text))
        yield from reader.taken()
    reader.close()
    reader.end_table()
    yield from reader.taken()


class _Tables(HTMLParser):
    """Follows the tags of a page; a tag that is not closed ends where the next one begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[CellSheet] = []
        self._rows: GatheredRows | None = None
        self._inner = 0  # tables inside of cells
        self._cell: list[str] | None = None
        self._across = self._down = 1

    def taken(self) -> list[CellSheet]:
        """The tables that are finished, each once."""
        done, self._done = self._done, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            if self._rows is None:
                self._rows = GatheredRows()
            else:
                self._inner += 1
        elif self._inner or self._rows is None:
            return
        elif tag == "tr":
            self._end_cell()
            self._rows.begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._cell = []
            self._across = _span(given.get("colspan"))
            self._down = _span(given.get("rowspan"))
        elif tag in ("br", "p", "div"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._inner:
                self._inner -= 1
            else:
                self.end_table()
        elif tag in ("td", "th", "tr") and not self._inner:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._inner:
            self._cell.append(data)

    def end_table(self) -> None:
        """The table ends here, if there is one."""
        if self._rows is not None:
            self._end_cell()
            self._done.append(self._rows.sheet())
            self._rows = None

    def _end_cell(self) -> None:
        if self._cell is None or self._rows is None:
            return
        self._rows.add(" ".join("".join(self._cell).split()), 0, self._across, self._down)
        self._cell = None


def _span(text: str | None) -> int:
    return min(int(text), MOST_SPANNED) if text and text.isascii() and text.isdecimal() else 1
