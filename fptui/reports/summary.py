"""The annual summary (年度工作总结): an office's year as a text with live figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from fptui.exchange.templates import filled_in, template_of
from fptui.figures.reckoning import Reckoning
from fptui.figures.targets import Target, targets
from fptui.language import current_language
from fptui.reports.document import Block, Document, Heading, Items, Paragraph, Part, Table
from fptui.reports.document_text import words_of
from fptui.reports.summary_values import Parts, values_of
from fptui.reports.year_figures import YearFigure, year_figures
from fptui.store import Reading


class Written(Struct, frozen=True):
    """A summary, and what its figures were taken from: those of the year, and its targets."""

    document: Document
    figures: Mapping[str, YearFigure]
    targets: Sequence[Target]


def summary(office: Reading) -> Document:
    """The summary of the year in view in the language in use, by the office's template.

    ExchangeError names the file and line of what is wrong with the template.
    """
    return written_summary(office).document


def written_summary(office: Reading) -> Written:
    """The summary, as `summary` gives it, with what its figures were taken from."""
    reckoning = Reckoning(office)
    lines = targets(office, reckoning=reckoning)
    figures = year_figures(office, lines, reckoning)
    parts = Parts()
    language = current_language()
    path = template_of(office.path, f"summary.{language}.md.j2")
    text = filled_in(path, values_of(office, figures, lines, parts), parts.said)
    return Written(document_of(text, parts, language), figures, lines)


def document_of(  # noqa: PLR0912 -- a branch for each kind of token
    text: str, parts: Parts, language: str
) -> Document:
    """Markdown with marks as a document; the first heading is its title."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["html_block", "html_inline", "link", "image", "autolink", "code", "fence"])
    blocks: list[Block] = []
    items: list[tuple[Part, ...]] = []
    row: list[tuple[Part, ...]] = []
    rows: list[tuple[tuple[Part, ...], ...]] = []
    inside, level = "", 1
    for token in parser.parse(text):
        if token.type == "heading_open":
            level = min(int(token.tag[1:]), 3)
            inside = "heading"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            items, inside = [], "items"
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            blocks.append(Items(tuple(items)))
            inside = ""
        elif token.type == "table_open":
            rows, inside = [], "table"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            rows.append(tuple(row))
        elif token.type == "table_close":
            blocks.append(_table(rows))
            inside = ""
        elif token.type == "inline":
            found = parts.of(_plain(token.children or [], language))
            if inside == "heading":
                blocks.append(Heading(level, found))
                inside = ""
            elif inside == "items":
                items.append(found)
            elif inside == "table":
                row.append(found)
            elif found:
                blocks.append(Paragraph(found))
    title = next((one for one in blocks if isinstance(one, Heading)), None)
    return Document(words_of(title.parts) if title is not None else "", tuple(blocks), language)


def _table(rows: list[tuple[tuple[Part, ...], ...]]) -> Table:
    headings, *lines = rows
    return Table(tuple(map(words_of, headings)), tuple(lines))


def _plain(tokens: Sequence[object], language: str) -> str:
    """The words of a line of Markdown; its emphasis is left out."""
    words = []
    for token in tokens:
        kind, content = getattr(token, "type", ""), getattr(token, "content", "")
        if kind in ("softbreak", "hardbreak"):
            words.append(" " if language == "en" else "")
        elif kind in ("text", "code_inline"):
            words.append(content)
    return "".join(words)
