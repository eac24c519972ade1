"""Tables as web pages that print well: one file each, with nothing from elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from rich.cells import cell_len

from fptui.exchange.writing.aligned import widths
from fptui.exchange.writing.leaves import Page, leaves_of, pages_of
from fptui.exchange.writing.sheet import Sheet
from fptui.exchange.writing.web_page import web_page
from fptui.language import _, current_language

PORTRAIT_WIDTH = 95
"""So many terminal cells of columns fit an upright A4 page; a wider table is laid across."""

_LANDSCAPE_WIDTH = 145
_BETWEEN = 2  # cells that the lines between two columns take
_SHORT = 20
WIDEST = 40  # cells of a column
_USUAL_SIZE, _SMALLEST_SIZE = 10.5, 6.0  # points

WALL_SIZE, WALL_TITLE_SIZE = 14, 20  # points, to be read from a step or two away
_WALL_UPRIGHT, _WALL_ACROSS = 72, 108  # cells that fit a page in those letters
_ROWS_UPRIGHT, _ROWS_ACROSS = 15, 8  # rows of one line that fit it, with what stands around

_STYLE = """@page {{ size: A4 {layout}; margin: 15mm 12mm; {numbers}}}
body {{ font: {size}pt/1.4 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; }}
h1 {{ font-size: {title_size}pt; text-align: center; margin: 0 0 2mm; }}
p {{ margin: 1mm 0; font-size: {around_size}pt; }}
section th {{ white-space: normal; }}
section + section {{ break-before: page; page-break-before: always; }}
.number {{ text-align: center; margin-top: 4mm; }}
.origin {{ text-align: center; margin-bottom: 4mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 3mm 0; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th, td {{ border: 0.5pt solid #000; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }}
th {{ font-weight: bold; }}
.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
.short {{ white-space: nowrap; }}
"""

_TABLE = """<h1>{title}</h1>
{around_above}<table>
<thead>
{headings}</thead>
<tbody>
{rows}</tbody>
</table>
{around_below}"""


def as_html(sheet: Sheet) -> str:
    """A page for A4: the headings stand on each sheet of paper, and no script runs in it.

    A list for a wall is cut into its pages here, as not every browser numbers them.
    """
    if sheet.is_posted:
        return _for_a_wall(sheet)
    width = _width_of(sheet)
    size = _letter_size(width)
    style = _STYLE.format(
        layout="portrait" if width <= PORTRAIT_WIDTH else "landscape",
        numbers=_numbers_below(),
        size=size,
        title_size=15,
        around_size=_USUAL_SIZE,
    )
    return web_page(sheet.title, current_language(), style, _table(sheet))


def _for_a_wall(sheet: Sheet) -> str:
    width = max(map(_least_width, leaves_of(sheet)))
    upright = width <= _WALL_UPRIGHT
    rows = _ROWS_UPRIGHT if upright else _ROWS_ACROSS
    if width > _WALL_ACROSS:
        rows //= 2  # they are broken over two lines

    def page(one: Page) -> str:
        number = f'<p class="number">{escape(one.number_said)}</p>\n'
        return f"<section>\n{_table(one.sheet)}{number}</section>\n"

    style = _STYLE.format(
        layout="portrait" if upright else "landscape",
        numbers="",
        size=WALL_SIZE,
        title_size=WALL_TITLE_SIZE,
        around_size=WALL_SIZE,
    )
    body = "".join(map(page, pages_of(sheet, lambda _leaf: rows)))
    return web_page(sheet.title, current_language(), style, body)


def _numbers_below() -> str:
    """The page's number at its foot, where a browser knows it."""
    said = escape(_("Page {number} of {count}"), quote=False).replace('"', "")
    content = f'"{said}"'
    for name, counter in (("number", "page"), ("count", "pages")):
        content = content.replace(f"{{{name}}}", f'" counter({counter}) "')
    return f"@bottom-center {{ content: {content}; font-size: 9pt; }} "


def _width_of(sheet: Sheet) -> int:
    columns = widths_of(sheet)
    return sum(columns) + len(columns) * _BETWEEN


def _least_width(sheet: Sheet) -> int:
    """The cells that a table takes where its headings are broken between words."""
    words = [max(heading.split() or [""], key=cell_len) for heading in sheet.headings]
    return _width_of(replace(sheet, headings=tuple(words)))


def _table(sheet: Sheet) -> str:
    classes = [
        _class_of(one, right=place in sheet.right) for place, one in enumerate(widths_of(sheet))
    ]
    origin = [f'<p class="origin">{escape(sheet.origin)}</p>\n'] if sheet.origin else []
    return _TABLE.format(
        title=escape(sheet.title),
        around_above="".join([*origin, *_paragraphs(sheet.above)]),
        headings=_row("th", sheet.headings, classes),
        rows="".join(
            _row("td" if place < sheet.found else "th", [cell.text for cell in row], classes)
            for place, row in enumerate(sheet.rows)
        ),
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
