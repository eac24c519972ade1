"""Tables as web pages that print well: one file each, with nothing from elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from fptui.exchange.writing.aligned import widths
from fptui.exchange.writing.sheet import Sheet
from fptui.language import current_language

PORTRAIT_WIDTH = 95
"""So many terminal cells of columns fit an upright A4 page; a wider table is laid across."""

_LANDSCAPE_WIDTH = 145
_BETWEEN = 2  # cells that the lines between two columns take
_SHORT = 20
WIDEST = 40  # cells of a column
_USUAL_SIZE, _SMALLEST_SIZE = 10.5, 6.0  # points

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
@page {{ size: A4 {layout}; margin: 15mm 12mm; }}
body {{ font: {size}pt/1.4 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; }}
h1 {{ font-size: 15pt; text-align: center; margin: 0 0 2mm; }}
p {{ margin: 1mm 0; font-size: 10.5pt; }}
.origin {{ text-align: center; margin-bottom: 4mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 3mm 0; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th, td {{ border: 0.5pt solid #000; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }}
th {{ font-weight: bold; }}
.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
.short {{ white-space: nowrap; }}
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
    columns = widths_of(sheet)
    width = sum(columns) + len(columns) * _BETWEEN
    classes = [_class_of(one, right=place in sheet.right) for place, one in enumerate(columns)]
    layout = "portrait" if width <= PORTRAIT_WIDTH else "landscape"
    origin = [f'<p class="origin">{escape(sheet.origin)}</p>\n'] if sheet.origin else []
    return _PAGE.format(
        language=current_language(),
        layout=layout,
        size=_letter_size(width),
        title=escape(sheet.title),
        around_above="".join([*origin, *_paragraphs(sheet.above)]),
        headings=_row("th", sheet.headings, classes),
        rows="".join(_row("td", [cell.text for cell in row], classes) for row in sheet.rows),
        around_below="".join(_paragraphs(sheet.below)),
    )


def _letter_size(width: int) -> float:
    """Points in which a table of this width fits the paper, while it can still be read."""
    fitting = _USUAL_SIZE * _LANDSCAPE_WIDTH / max(width, 1)
    return round(min(_USUAL_SIZE, max(_SMALLEST_SIZE, fitting)), 1)


def widths_of(sheet: Sheet) -> list[int]:
    """How wide each column is, in cells of a terminal; a Chinese character is two."""
    rows = ([cell.text for cell in row] for row in sheet.rows)
    return [min(width, WIDEST) for width in widths(sheet.headings, rows)]


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [f"<p>{escape(line)}</p>\n" for line in lines]


def _row(element: str, texts: Sequence[str], classes: Sequence[str]) -> str:
    cells = "".join(
        f"<{element}{of_class}>{escape(text)}</{element}>"
        for text, of_class in zip(texts, classes, strict=True)
    )
    return f"<tr>{cells}</tr>\n"


def _class_of(width: int, *, right: bool) -> str:
    """The class of a column's cells: names, days and codes are not broken over two lines."""
    names = [*(["right"] if right else []), *(["short"] if width <= _SHORT else [])]
    return f' class="{" ".join(names)}"' if names else ""
