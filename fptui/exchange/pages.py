"""Tables as web pages that print well: one file each, with nothing from elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from rich.cells import cell_len

from fptui.exchange.sheet import Sheet
from fptui.language import current_language

PORTRAIT_WIDTH = 95
"""So many terminal cells of columns fit an upright A4 page; a wider table is laid across."""

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
@page {{ size: A4 {layout}; margin: 15mm 12mm; }}
body {{ font: 10.5pt/1.4 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; }}
h1 {{ font-size: 15pt; text-align: center; margin: 0 0 2mm; }}
p {{ margin: 1mm 0; }}
.origin {{ text-align: center; margin-bottom: 4mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 3mm 0; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th, td {{ border: 0.5pt solid #000; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }}
th {{ font-weight: bold; }}
.right {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
</style>
</head>
<body>
<h1>{title}</h1>
{around_above}<table>
<thead>
{headings}</thead>
<tbody>
{rows}</tbody>
</table>
{around_below}</body>
</html>
"""


def as_html(sheet: Sheet) -> str:
    """A page for A4: the headings stand on each sheet of paper, and no script runs in it."""
    widths = widths_of(sheet)
    origin = [f'<p class="origin">{escape(sheet.origin)}</p>\n'] if sheet.origin else []
    return _PAGE.format(
        language=current_language(),
        layout="portrait" if sum(widths) <= PORTRAIT_WIDTH else "landscape",
        title=escape(sheet.title),
        around_above="".join([*origin, *_paragraphs(sheet.above)]),
        headings=_row("th", sheet.headings, sheet.right),
        rows="".join(_row("td", [cell.text for cell in row], sheet.right) for row in sheet.rows),
        around_below="".join(_paragraphs(sheet.below)),
    )


def widths_of(sheet: Sheet, most: int = 40) -> list[int]:
    """How wide each column is, in cells of a terminal, up to a most; a Chinese character is two."""
    widths = [cell_len(heading) for heading in sheet.headings]
    for row in sheet.rows:
        widths = [max(width, cell_len(cell.text)) for width, cell in zip(widths, row, strict=True)]
    return [min(width, most) for width in widths]


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [f"<p>{escape(line)}</p>\n" for line in lines]


def _row(element: str, texts: Sequence[str], right: frozenset[int]) -> str:
    cells = "".join(
        f'<{element} class="right">{escape(text)}</{element}>'
        if place in right
        else f"<{element}>{escape(text)}</{element}>"
        for place, text in enumerate(texts)
    )
    return f"<tr>{cells}</tr>\n"
