"""The targets of a period beside those of a year before, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.figures.rates import printed
from fptui.figures.side_by_side import SideBySide, Unreported
from fptui.figures.targets import Target
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.registers.declaration import Desk
from fptui.registers.values.period import months_of, year_earlier
from fptui.reports.target_cells import actual_text, signed, state_text
from fptui.reports.target_table import STATUS_STYLES, targets_sheet

RIGHT = frozenset({1, 2, 3})
"""The cells that are aligned to the right."""

_BESIDE = {
    "period": N_("Period"),
    "period_before": N_("Year before"),
    "actual_before": N_("Actual of the year before"),
    "change": N_("Up or down"),
}


def headings_beside(period: str) -> tuple[str, ...]:
    """The headings of a period beside the year before, in the language in use."""
    return _("Indicator"), period, year_earlier(period), _("Up or down"), _("State")


def cells_beside(line: SideBySide) -> tuple[str, ...]:
    """The cells of one line, in the order of :func:`headings_beside`."""
    change, decimals = line.change, line.now.indicator.decimals
    return (
        harmless(line.now.indicator.name),
        actual_text(line.now),
        actual_text(line.before),
        "—" if change is None else signed(change, decimals),
        _state(line.now),
    )


def _state(target: Target) -> str:
    """The state where there is a figure to have one; that there is none stands in its place."""
    return "" if target.figure.value is None else state_text(target)


def period_said(period: str, desk: Desk) -> str:
    """A period with its months where it has several: `2005H1 (2005-01 to 2005-06)`."""
    first, *rest = months_of(period, desk.year_begins)
    if not rest or (desk.year_begins == 1 and len(period) == len(first[:4])):
        return period
    return _("{period} ({first} to {last})").format(period=period, first=first, last=rest[-1])


def table_beside(lines: Sequence[SideBySide], period: str, title: str) -> Table:
    """All lines as one rich table; colour only repeats what the signs say."""
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for place, heading in enumerate(headings_beside(period)):
        justify: JustifyMethod = "right" if place in RIGHT else "left"
        table.add_column(heading, justify=justify, no_wrap=place > 0)
    for line in lines:
        *cells, state = cells_beside(line)
        table.add_row(*map(Text, cells), Text(state, STATUS_STYLES[line.now.status]))
    return table


def sheet_beside(lines: Sequence[SideBySide]) -> Sheet:
    """The table of targets for files, with the period and the year before beside each line."""
    sheet = targets_sheet([line.now for line in lines])
    more = [place for place, key in enumerate(_BESIDE) if key not in sheet.keys]
    headings = tuple(_BESIDE.items())
    return replace(
        sheet,
        keys=(*sheet.keys, *(headings[place][0] for place in more)),
        headings=(*sheet.headings, *(_(headings[place][1]) for place in more)),
        rows=tuple(
            (*row, *(beside[place] for place in more))
            for row, beside in zip(sheet.rows, map(_row, lines), strict=True)
        ),
    )


def _row(line: SideBySide) -> tuple[Cell, ...]:
    value, decimals = line.before.figure.value, line.now.indicator.decimals
    texts = (
        line.now.period,
        line.before.period,
        None if value is None else printed(value, decimals),
        None if line.change is None else printed(line.change, decimals),
    )
    return tuple(Cell(text or "", text or "", text) for text in texts)


def missing_said(missing: Unreported) -> Iterator[str]:
    """What was not reported of a period, in words; nothing where all was."""
    if missing.nothing and missing.only_of:
        yield _("{period}: counts were reported for {longer} only, which cannot be split.").format(
            period=missing.period, longer=_(", ").join(missing.only_of)
        )
    elif missing.nothing:
        yield _("{period}: no counts were reported.").format(period=missing.period)
    elif missing.months:
        said = ngettext(
            "{period}: no counts were reported of {months}; the figures are without it.",
            "{period}: no counts were reported of {months}; the figures are without them.",
            len(missing.months),
        )
        yield said.format(period=missing.period, months=_(", ").join(missing.months))
