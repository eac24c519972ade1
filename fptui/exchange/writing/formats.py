"""The formats in which a sheet leaves the program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import TypeAlias

from rich.cells import cell_len

from fptui.errors import UnknownName
from fptui.exchange.writing.pages import as_html
from fptui.exchange.writing.sheet import FORMULA_STARTS, Cell, Sheet
from fptui.exchange.writing.workbooks import as_xlsx
from fptui.language import _
from fptui.language.closest import meant

GAP = "  "


def as_text(sheet: Sheet) -> str:
    """Columns aligned by the width of their characters: a Chinese one takes two cells."""
    rows = [[cell.text for cell in row] for row in sheet.rows]
    widths = _widths(sheet.headings, rows)
    lines = [
        _line(sheet.headings, widths, sheet.right),
        GAP.join("─" * width for width in widths),
        *(_line(row, widths, sheet.right) for row in rows),
    ]
    return "".join(line.rstrip() + "\n" for line in _around(sheet.opening, lines, sheet.below))


def as_markdown(sheet: Sheet) -> str:
    """A table of Markdown, aligned like text."""
    headings = [_escaped(heading) for heading in sheet.headings]
    rows = [[_escaped(cell.text) for cell in row] for row in sheet.rows]
    widths = [max(width, 3) for width in _widths(headings, rows)]
    rules = [
        "-" * (width - 1) + ":" if place in sheet.right else "-" * width
        for place, width in enumerate(widths)
    ]
    lines = [
        "| " + " | ".join(_padded(line, widths, sheet.right)) + " |"
        for line in (headings, rules, *rows)
    ]
    title, above = sheet.opening[:1], _paragraphs(sheet.above)
    opening = [*(f"# {_escaped(one)}" for one in title), *([""] if title else []), *above]
    around = _around(opening, lines, _paragraphs(sheet.below))
    return "".join(line + "\n" for line in around)


def as_csv(sheet: Sheet) -> str:
    """Comma-separated values (RFC 4180) under the columns' keys, so that they import again."""
    return _separated(sheet, ",")


def as_tsv(sheet: Sheet) -> str:
    """Tab-separated values under the columns' keys."""
    return _separated(sheet, "\t")


def as_json(sheet: Sheet) -> str:
    """A list of objects by column key."""
    objects = [
        {key: cell.value for key, cell in zip(sheet.keys, row, strict=True)} for row in sheet.rows
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


Writer: TypeAlias = Callable[[Sheet], str | bytes]
"""What makes a file's content of a sheet: text in UTF-8, or bytes."""

FORMATS: dict[str, Writer] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "xlsx": as_xlsx,
    "html": as_html,
}

EXTENSIONS = {name: {"text": "txt", "markdown": "md"}.get(name, name) for name in FORMATS}
"""The usual ending of a file of each format."""

FORMAT_OF_ENDING = {f".{ending}": name for name, ending in EXTENSIONS.items()}


def format_named(name: str) -> Writer:
    """The writer of a format; UnknownName says which formats there are."""
    if name in FORMATS:
        return FORMATS[name]
    hint = meant(name, FORMATS)
    raise UnknownName(
        _("There is no format “{name}”. {hint}The formats: {names}.").format(
            name=name, hint=hint, names=", ".join(FORMATS)
        )
    )


def without_formula(cell: Cell) -> str:
    """The file form of a cell; a text that a spreadsheet would run gets an apostrophe before it.

    A text that begins with an apostrophe gets one too, so that reading can take one off.
    """
    if cell.is_text and cell.plain.startswith((*FORMULA_STARTS, "'")):
        return "'" + cell.plain
    return cell.plain


def _separated(sheet: Sheet, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.keys)
    writer.writerows([without_formula(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def _around(above: Sequence[str], lines: Sequence[str], below: Sequence[str]) -> list[str]:
    return [*above, *([""] if above else []), *lines, *([""] if below else []), *below]


def _paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines of Markdown that are not run together: the two spaces break them."""
    return tuple(_escaped(line) + "  " for line in lines)


def _escaped(text: str) -> str:
    for mark in ("\\", "|", "`", "*", "_", "<", "["):
        text = text.replace(mark, "\\" + mark)
    return text


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = [cell_len(heading) for heading in headings]
    for row in rows:
        widths = [max(width, cell_len(text)) for width, text in zip(widths, row, strict=True)]
    return widths


def _line(texts: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    return GAP.join(_padded(texts, widths, right))


def _padded(texts: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> list[str]:
    padded = []
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        space = " " * (width - cell_len(text))
        padded.append(space + text if place in right else text + space)
    return padded
