"""A text with live figures as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.exchange.writing.aligned import padded, widths
from fptui.reports.document import Document, Heading, Items, Part, Table

_MARKS = "\\|`*_<[]#>&~"


def words_of(parts: tuple[Part, ...]) -> str:
    """Parts as one text."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def right_columns(table: Table) -> frozenset[int]:
    """The columns that have figures, which stand to the right."""
    return frozenset(
        place
        for row in table.rows
        for place, cell in enumerate(row)
        if any(not isinstance(part, str) for part in cell)
    )


def document_as_text(document: Document) -> str:
    """Plain text; tables are aligned by the cells of a terminal."""
    return _joined(document, is_markdown=False)


def document_as_markdown(document: Document) -> str:
    """Markdown in which no word of the office is read as a mark."""
    return _joined(document, is_markdown=True)


def _joined(document: Document, *, is_markdown: bool) -> str:
    def said(parts: tuple[Part, ...]) -> str:
        text = words_of(parts)
        return (
            "".join("\\" + one if one in _MARKS else one for one in text) if is_markdown else text
        )

    blocks = []
    for block in document.blocks:
        if isinstance(block, Heading):
            blocks.append(("#" * block.level + " " if is_markdown else "") + said(block.parts))
        elif isinstance(block, Items):
            blocks.append("\n".join(f"- {said(item)}" for item in block.items))
        elif isinstance(block, Table):
            headings = [said((one,)) for one in block.headings]
            rows = [[said(cell) for cell in row] for row in block.rows]
            blocks.append("\n".join(_table(block, headings, rows, is_markdown)))
        else:
            blocks.append(_not_a_mark(said(block.parts)) if is_markdown else said(block.parts))
    return "\n\n".join(blocks) + "\n"


def _not_a_mark(text: str) -> str:
    """A paragraph that begins like the item of a list is none."""
    head = text.split(" ", 1)[0]
    if head in ("-", "+") or (head[:-1].isdigit() and head[-1:] in ".)"):
        return head[:-1] + "\\" + text[len(head) - 1 :]
    return text


def _table(
    table: Table, headings: list[str], rows: list[list[str]], is_markdown: bool
) -> Iterator[str]:
    right = right_columns(table)
    wide = [max(width, 3) for width in widths(headings, rows)]
    if not is_markdown:
        for line in (headings, ["─" * width for width in wide], *rows):
            yield "  ".join(padded(line, wide, right)).rstrip()
        return
    rules = [
        "-" * (width - 1) + ":" if place in right else "-" * width
        for place, width in enumerate(wide)
    ]
    for line in (headings, rules, *rows):
        yield "| " + " | ".join(padded(line, wide, right)) + " |"
