"""A text with live figures as a web page that prints on A4; each figure tells its source."""

from __future__ import annotations

from html import escape

from fptui.exchange.writing.web_page import web_page
from fptui.language import _
from fptui.reports.document import Document, Figure, Heading, Items, Part, Table
from fptui.reports.document_text import right_columns

_STYLE = """@page { size: A4 portrait; margin: 25mm 22mm;
  @bottom-center { content: counter(page) " / " counter(pages); } }
body { font: 12pt/1.6 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; }
h1 { font-size: 18pt; text-align: center; }
h2 { font-size: 14pt; break-after: avoid; }
h3 { font-size: 12pt; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: 3mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 1mm 1.5mm; text-align: left; }
.right { text-align: right; }
.sources { font-size: 9pt; break-before: page; }
"""


def document_as_html(document: Document) -> str:
    """One page without script; the sources of the figures stand in a list at its end."""
    sources: dict[str, int] = {}

    def said(parts: tuple[Part, ...]) -> str:
        return "".join(escape(one) if isinstance(one, str) else figure(one) for one in parts)

    def figure(one: Figure) -> str:
        number = sources.setdefault(one.told, len(sources) + 1)
        return f'<span title="[{number}] {escape(one.told)}">{escape(one.text)}</span>'

    body = []
    for block in document.blocks:
        if isinstance(block, Heading):
            body.append(f"<h{block.level}>{said(block.parts)}</h{block.level}>\n")
        elif isinstance(block, Items):
            items = "".join(f"<li>{said(item)}</li>\n" for item in block.items)
            body.append(f"<ul>\n{items}</ul>\n")
        elif isinstance(block, Table):
            right = right_columns(block)
            width = len(block.headings)
            classes = [' class="right"' if place in right else "" for place in range(width)]
            head = "".join(
                f"<th{classes[place]}>{escape(one)}</th>"
                for place, one in enumerate(block.headings)
            )
            rows = "".join(
                "<tr>"
                + "".join(f"<td{classes[at]}>{said(cell)}</td>" for at, cell in enumerate(row))
                + "</tr>\n"
                for row in block.rows
            )
            body.append(
                f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
            )
        else:
            body.append(f"<p>{said(block.parts)}</p>\n")
    if sources:
        listed = "".join(f"<li>{escape(source)}</li>\n" for source in sources)
        heading = escape(_("Sources of the figures"))
        body.append(f'<section class="sources"><h2>{heading}</h2>\n<ol>\n{listed}</ol></section>\n')
    return web_page(document.title, document.language, _STYLE, "".join(body))
