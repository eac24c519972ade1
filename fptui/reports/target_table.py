"""The table of target completion, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, JsonValue, Sheet
from fptui.figures.entered_figures import amount
from fptui.figures.figure import Quantity
from fptui.figures.rates import printed
from fptui.figures.targets import Target
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.reports.target_cells import RIGHT_CELLS, TARGET_HEADINGS, target_cells

STATUS_STYLES = {
    "met": "green",
    "not_met": "bold red",
    "report": "dim",
    "no_target": "dim",
    "no_figure": "yellow",
    "doubted": "yellow",
}
_NUMBERS = ("year", "numerator", "denominator", "difference", "reported_units", "units")
_MOST_REASONS = 8  # that stand below the table; --explain has all

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
    "sureness": N_("Sureness"),
    "reported_units": N_("Units reported"),
    "units": N_("Units"),
    "doubts": N_("Doubts"),
    "warnings": N_("Warnings"),
}


def targets_page(targets: Sequence[Target], title: str = "") -> RenderableType:
    """The table, and below it why figures are in doubt, and what in them must be looked at."""
    table = target_table(targets, title)
    marked = [("? ", target, reason) for target in targets for reason in target.figure.reasons]
    marked += [("! ", target, said) for target in targets for said in target.figure.warnings]
    concerned: dict[tuple[str, str], list[str]] = {}
    for mark, target, reason in marked:
        concerned.setdefault((mark, reason), []).append(harmless(target.indicator.name))
    if not concerned:
        return table
    reasons = [
        mark + _("{where}: {problem}").format(where=_(", ").join(names), problem=reason)
        for (mark, reason), names in concerned.items()
    ]
    more = len(reasons) - _MOST_REASONS
    rest = [_("and {count} more: see --explain").format(count=more)] if more > 0 else []
    return Group(table, *map(Text, (*reasons[:_MOST_REASONS], *rest)))


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
    """The table for files: exact numerators, decimal strings at the printed precision.

    Targets of a part of a year have that in a column more.
    """
    headings = dict(SHEET_HEADINGS)
    of_parts = any(target.period != str(target.year) for target in targets)
    if of_parts:
        headings["period"] = N_("Period")
    return Sheet(
        title=_("Targets"),
        keys=tuple(headings),
        headings=tuple(_(heading) for heading in headings.values()),
        rows=tuple(
            (*_row(target), *([_cell(target.period)] if of_parts else ())) for target in targets
        ),
        right=frozenset(
            place for place, key in enumerate(headings) if key in (*_NUMBERS, "actual", "target")
        ),
    )


def _row(target: Target) -> tuple[Cell, ...]:
    decimals, figure = target.indicator.decimals, target.figure
    values: dict[str, JsonValue] = {
        "key": target.indicator.key,
        "year": target.year,
        "unit": target.unit,
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "actual": printed(figure.value, decimals) if figure.value is not None else None,
        "target": _bounds(target.low, target.high, decimals),
        "difference": (
            printed(target.difference, decimals) if target.difference is not None else None
        ),
        "status": target.status,
        "source": figure.source or None,
        "sureness": figure.sureness or None,
        "reported_units": figure.reported_units,
        "units": figure.units,
        "doubts": [*figure.reasons],
        "warnings": [*figure.warnings],
    }
    return tuple(
        _cell(values[key], is_text=key not in (*_NUMBERS, "actual")) for key in SHEET_HEADINGS
    )


def _cell(value: JsonValue, *, is_text: bool = True) -> Cell:
    said = value if isinstance(value, list) else [] if value is None else [str(value)]
    text = _("; ").join(said)
    return Cell(text, text, value, is_text=is_text)


def _number(value: Quantity | None) -> JsonValue:
    """A whole number as one, another one exactly, as text."""
    return amount(value) if isinstance(value, Fraction) else value


def _bounds(low: Decimal | None, high: Decimal | None, decimals: int) -> str | None:
    if low is not None and high is not None:
        return f"{printed(low, decimals)}..{printed(high, decimals)}"
    if low is not None:
        return printed(low, decimals)
    return f"<={printed(high, decimals)}" if high is not None else None
