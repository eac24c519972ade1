"""Tables as pictures: svg drawn here, with nothing from elsewhere in it, and png made of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from rich.cells import get_character_cell_size

from fptui.errors import ExchangeError
from fptui.exchange.writing.sheet import Sheet
from fptui.language import _, current_language
from fptui.language.harmless import harmless

MOST_ROWS = 200
MOST_WIDTH = 3000
"""Pixels across, beyond which a picture is no longer read."""

PNG_ZOOM = 2
"""So many pixels of a png to one of the svg, for print."""

_SIZE, _TITLE_SIZE = 14, 20  # pixels of the letters
_LINE, _MARGIN, _GAP = 26, 24, 22
_SIMPLIFIED = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
_TRADITIONAL = ("Noto Sans CJK TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC")
_OTHERS = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun", "sans-serif")
_NARROW = frozenset(" .,:;|!'()[]ijlI·-")


def as_svg(sheet: Sheet) -> str:
    """The table as a picture: title, headings between rules, rows, sums, and what stands around.

    ExchangeError, with the way out, where there are more rows or columns than can be read.
    """
    _refuse_what_is_too_large(sheet)
    texts = [[cell.text for cell in row] for row in sheet.rows]
    widths = [max(map(text_width, column)) for column in zip(sheet.headings, *texts, strict=True)]
    inside = sum(widths) + _GAP * (len(widths) - 1)
    around = (*sheet.above, sheet.origin, *sheet.below)
    inside = max([inside, text_width(sheet.title) * _TITLE_SIZE / _SIZE, *map(text_width, around)])
    width = int(inside) + 2 * _MARGIN
    if width > MOST_WIDTH:
        raise ExchangeError(
            _("The table is too wide for a picture: choose fewer columns, or write html or xlsx.")
        )
    return "".join(_drawn(sheet, texts, widths, width))


def as_png(sheet: Sheet) -> bytes:
    """The same picture in pixels; ExchangeError where no font here has its letters."""
    from resvg_py import svg_to_bytes

    svg = as_svg(sheet)
    if any(get_character_cell_size(one) == 2 for one in svg) and not has_chinese_letters():
        raise ExchangeError(
            _(
                "No font with Chinese letters is installed here, which a png needs: install one "
                "(Noto Sans CJK), or write svg, whose letters are those of where it is opened."
            )
        )
    return bytes(svg_to_bytes(svg_string=svg, zoom=PNG_ZOOM, background="#ffffff"))


def has_chinese_letters() -> bool:
    """Whether a font of this machine has them: without one, all are drawn alike."""
    from resvg_py import svg_to_bytes

    def drawn(letter: str) -> bytes:
        text = f'<text x="2" y="30" font-size="24" font-family="{_fonts()}">{letter}</text>'
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        return bytes(svg_to_bytes(svg_string=f"{head}{text}</svg>"))

    return drawn("中") != drawn("文")


def _fonts() -> str:
    first, second = _SIMPLIFIED, _TRADITIONAL
    if current_language() == "zh-Hant":
        first, second = second, first
    return ", ".join((*first, *second, *_OTHERS))


def text_width(text: str) -> float:
    """Pixels that a text takes at most: a Chinese character is as wide as it is high."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if get_character_cell_size(letter) == 2 or letter in "—…✔✘":
        return _SIZE
    if letter in _NARROW:
        return _SIZE * 0.4
    return _SIZE * (0.78 if letter.isupper() or letter in "mw%@≥≤" else 0.6)


def _refuse_what_is_too_large(sheet: Sheet) -> None:
    if sheet.found > MOST_ROWS:
        raise ExchangeError(
            _(
                "{count} rows are too many for a picture, which has at most {most}: narrow the "
                "filter, or write html or xlsx."
            ).format(count=sheet.found, most=MOST_ROWS)
        )


def _drawn(
    sheet: Sheet, texts: Sequence[Sequence[str]], widths: Sequence[float], width: int
) -> Iterator[str]:
    above = [line for line in (sheet.origin, *sheet.above) if line]
    lines = len(above) + 1 + len(texts) + len(sheet.below)
    height = 2 * _MARGIN + 2 * _TITLE_SIZE + lines * _LINE + (_LINE // 2 if sheet.below else 0)
    title = _text_of(sheet.title)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_fonts()}" font-size="{_SIZE}" '
        f'fill="#000000" role="img">\n<title>{title}</title>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
    )
    at = _MARGIN + _TITLE_SIZE
    yield _text(title, _MARGIN, at, f' font-size="{_TITLE_SIZE}" font-weight="bold"')
    at += _TITLE_SIZE // 2
    for line in above:
        at += _LINE
        yield _text(_text_of(line), _MARGIN, at - 8, ' fill="#444444"')
    places = _places(widths, sheet.right)
    at += _LINE
    yield from _row(sheet.headings, places, sheet.right, at - 8, ' font-weight="bold"')
    yield _rule(width, at, 1.5)
    for number, row in enumerate(texts):
        if sheet.totals and number == sheet.found:
            yield _rule(width, at, 1.0)
        bold = ' font-weight="bold"' if number >= sheet.found else ""
        at += _LINE
        yield from _row(row, places, sheet.right, at - 8, bold)
    yield _rule(width, at, 1.5)
    at += _LINE // 2
    for line in sheet.below:
        at += _LINE
        yield _text(_text_of(line), _MARGIN, at - 8)
    yield "</svg>\n"


def _places(widths: Sequence[float], right: frozenset[int]) -> list[float]:
    """Where each column's texts begin, or end where they stand at the right."""
    places, at = [], float(_MARGIN)
    for place, width in enumerate(widths):
        places.append(at + width if place in right else at)
        at += width + _GAP
    return places


def _row(
    texts: Sequence[str], places: Sequence[float], right: frozenset[int], at: int, look: str
) -> Iterator[str]:
    for place, text in enumerate(texts):
        if text:
            end = ' text-anchor="end"' if place in right else ""
            yield _text(_text_of(text), places[place], at, look + end)


def _text(escaped: str, x: float, y: int, look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y}"{look}>{escaped}</text>\n'


def _rule(width: int, y: int, thick: float) -> str:
    return (
        f'<line x1="{_MARGIN}" y1="{y}" x2="{width - _MARGIN}" y2="{y}" '
        f'stroke="#000000" stroke-width="{thick}"/>\n'
    )


def _text_of(text: str) -> str:
    """A text as XML takes it."""
    return escape(harmless(text))
