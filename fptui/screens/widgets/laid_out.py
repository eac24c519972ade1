"""A text with live figures in lines of so many cells, and where in them each figure stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from fptui.exchange.writing.aligned import widths
from fptui.language.harmless import harmless
from fptui.reports.document import Document, Figure, Heading, Items, Part, Table
from fptui.reports.document_text import right_columns
from fptui.screens.widgets.folding import folds

GAP = 2  # cells between the columns of a table
NARROWEST = 6  # cells of a column that gives way to others
ITEM = "- "


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters of a line, or of a passage, that a figure takes; `figure` counts from 0."""

    start: int
    end: int
    figure: int

    def moved(self, by: int) -> Stretch:
        """The same figure so many characters further on."""
        return Stretch(self.start + by, self.end + by, self.figure)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn.

    `level` is that of a heading, else 0; `is_head` tells the headings of a table. It shows its
    `passage` from character `first` of it on, behind `lead` characters of its own.
    """

    text: str = ""
    stretches: tuple[Stretch, ...] = ()
    level: int = 0
    is_head: bool = False
    passage: int = -1
    first: int = 0
    lead: int = 0


@dataclass(slots=True)
class LaidOut:
    """The lines of a document, its figures as they are read, and its texts before folding."""

    lines: list[Line] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)

    def places(self) -> dict[int, tuple[int, int]]:
        """The line of each figure, and the cell in it where its middle is."""
        found: dict[int, tuple[int, int]] = {}
        for number, line in enumerate(self.lines):
            for one in line.stretches:
                middle = cell_len(line.text[: one.start]) + cell_len(line.text[: one.end])
                found.setdefault(one.figure, (number, middle // 2))
        return found

    def line_of(self, passage: int, place: int) -> int:
        """The line that shows a character of a passage; the first where none does."""
        known = [n for n, line in enumerate(self.lines) if line.passage == passage]
        return max(
            (n for n in known if self.lines[n].first <= place), default=min(known, default=0)
        )


def laid_out(document: Document, width: int) -> LaidOut:
    """A document in lines that are at most so many cells wide, blocks parted by empty ones."""
    laid = LaidOut()
    for block in document.blocks:
        if laid.lines:
            laid.lines.append(Line())
        if isinstance(block, Table):
            laid.lines.extend(_table(laid, block, width))
        elif isinstance(block, Items):
            for item in block.items:
                laid.lines.extend(_flowing(laid, item, width, lead=ITEM))
        else:
            level = block.level if isinstance(block, Heading) else 0
            laid.lines.extend(_flowing(laid, block.parts, width, level=level))
    return laid


def _joined(laid: LaidOut, parts: Sequence[Part]) -> tuple[str, list[Stretch]]:
    """Parts as one text, and where its figures are in it; they are noted in their order."""
    text, stretches = "", list[Stretch]()
    for part in parts:
        start = len(text)
        text += harmless(part if isinstance(part, str) else part.text)
        if not isinstance(part, str):
            stretches.append(Stretch(start, len(text), len(laid.figures)))
            laid.figures.append(part)
    return text, stretches


def _within(stretches: Sequence[Stretch], first: int, end: int) -> Iterator[Stretch]:
    """What of the figures stands in a part of a text, counted from where that part begins."""
    for one in stretches:
        start, stop = max(one.start, first), min(one.end, end)
        if start < stop:
            yield Stretch(start - first, stop - first, one.figure)


def _flowing(
    laid: LaidOut, parts: Sequence[Part], width: int, *, level: int = 0, lead: str = ""
) -> Iterator[Line]:
    text, stretches = _joined(laid, parts)
    passage = _passage(laid, text)
    for place, (first, end) in enumerate(folds(text, max(width - len(lead), 2))):
        before = " " * len(lead) if place else lead
        yield Line(
            before + text[first:end],
            tuple(one.moved(len(lead)) for one in _within(stretches, first, end)),
            level,
            passage=passage,
            first=first,
            lead=len(lead),
        )


def _passage(laid: LaidOut, text: str) -> int:
    laid.passages.append(text)
    return len(laid.passages) - 1


Cell = tuple[str, list[Stretch]]


def _table(laid: LaidOut, table: Table, width: int) -> Iterator[Line]:
    headings: list[Cell] = [(harmless(one), []) for one in table.headings]
    rows = [[_joined(laid, cell) for cell in row] for row in table.rows]
    wide = _columns(
        [text for text, _none in headings], [[text for text, _some in row] for row in rows], width
    )
    right = right_columns(table)
    yield from _row(laid, headings, wide, right, is_head=True)
    yield Line((" " * GAP).join("─" * one for one in wide))
    for row in rows:
        yield from _row(laid, row, wide, right)


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The columns' widths; where all do not fit, headings are folded before what they head."""
    wishes = widths(headings, rows)
    wide = widths([_widest_word(one) for one in headings], rows)
    room = width - GAP * (len(wide) - 1)
    while sum(wide) > room and max(wide) > NARROWEST:
        wide[wide.index(max(wide))] -= 1
    for place, wish in enumerate(wishes):
        wide[place] += max(0, min(wish - wide[place], room - sum(wide)))
    return wide


def _widest_word(heading: str) -> str:
    return max(heading.split(), key=cell_len, default="")


def _row(
    laid: LaidOut,
    cells: Sequence[Cell],
    wide: Sequence[int],
    right: frozenset[int],
    *,
    is_head: bool = False,
) -> Iterator[Line]:
    """A row in as many lines as its highest cell takes."""
    folded = [folds(text, width) for (text, _s), width in zip(cells, wide, strict=True)]
    for level in range(max(map(len, folded), default=0)):
        line, stretches = "", list[Stretch]()
        for place, ((text, within), places) in enumerate(zip(cells, folded, strict=True)):
            line += " " * GAP if place else ""
            first, end = places[level] if level < len(places) else (0, 0)
            space = " " * (wide[place] - cell_len(text[first:end]))
            line += space if place in right else ""
            stretches += (one.moved(len(line)) for one in _within(within, first, end))
            line += text[first:end] + ("" if place in right else space)
        line = line.rstrip()
        yield Line(line, tuple(stretches), is_head=is_head, passage=_passage(laid, line))
