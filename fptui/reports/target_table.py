"""The table of target completion, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich import box
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, JsonValue, Sheet
from fptui.figures.rates import printed
from fptui.figures.targets import Target
from fptui.language import N_, _
from fptui.reports.target_cells import RIGHT_CELLS, TARGET_HEADINGS, target_cells

STATUS_STYLES = {
    "met": "green",
    "not_met": "bold red",
    "report": "dim",
    "no_target": "dim",
    "no_figure": "yellow",
}

SHEET_HEADINGS = {
    "key": N_("Key"),
    "year": N_("Year"),
    "unit": N_("Unit"),
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
    "actual": N_("Actual"),
    "target": N_("Target"),
    "difference": N_("Difference"),
    "status": N_("State"),
    "source": N_("Source"),
}


def target_table(targets: Sequence[Target], title: str = "") -> Table:
    """All lines as one rich table; colour only repeats what the signs say."""
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for place, heading in enumerate(TARGET_HEADINGS):
        table.add_column(
            _(heading), justify="right" if place in RIGHT_CELLS else "left", no_wrap=place > 0
        )
    for target in targets:
        *cells, state = target_cells(target)
        table.add_row(*map(Text, cells), Text(state, STATUS_STYLES[target.status]))
    return table


def targets_sheet(targets: Sequence[Target]) -> Sheet:
    """The table for files: exact numerators, decimal strings at the printed precision."""
    return Sheet(
        title=_("Targets"),
        keys=tuple(SHEET_HEADINGS),
        headings=tuple(_(heading) for heading in SHEET_HEADINGS.values()),
        rows=tuple(_row(target) for target in targets),
        right=frozenset({1, 3, 4, 5, 6, 7}),
    )


def _row(target: Target) -> tuple[Cell, ...]:
    decimals, figure = target.indicator.decimals, target.figure
    values: tuple[JsonValue, ...] = (
        target.indicator.key,
        target.year,
        target.unit,
        figure.numerator,
        figure.denominator,
        printed(figure.value, decimals) if figure.value is not None else None,
        _bounds(target.low, target.high, decimals),
        printed(target.difference, decimals) if target.difference is not None else None,
        target.status,
        figure.source or None,
    )
    texts = ["" if value is None else str(value) for value in values]
    return tuple(
        Cell(text, text, value, is_text=place not in (1, 3, 4, 5, 7))
        for place, (text, value) in enumerate(zip(texts, values, strict=True))
    )


def _bounds(low: Decimal | None, high: Decimal | None, decimals: int) -> str | None:
    if low is not None and high is not None:
        return f"{printed(low, decimals)}..{printed(high, decimals)}"
    if low is not None:
        return printed(low, decimals)
    return f"<={printed(high, decimals)}" if high is not None else None
