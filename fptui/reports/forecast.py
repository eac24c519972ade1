"""The coming years: people and money by year and unit, as a table and as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.sheet import Cell, Sheet
from fptui.language import N_, _
from fptui.programme.forecast import Need, by_year
from fptui.registers.declaration import Desk
from fptui.registers.display import name_of
from fptui.registers.harmless import harmless

BAR = 36
_EIGHTHS = " ▏▎▍▌▋▊▉"
HEADINGS = {
    "year": N_("Year"),
    "unit": N_("Unit"),
    "people": N_("People"),
    "new": N_("New"),
    "amount": N_("Yuan"),
}


def bar(value: Decimal, most: Decimal, width: int = BAR) -> str:
    """A bar of so many cells for the greatest value, to an eighth of a cell."""
    if not most:
        return ""
    whole, eighth = divmod(int(value * width * 8 / most), 8)
    return "█" * whole + _EIGHTHS[eighth].strip()


def forecast_chart(needed: Sequence[Need]) -> RenderableType:
    """The need of each year in numbers and as a bar."""
    years: Mapping[int, Need] = by_year(needed)
    most = max((one.amount for one in years.values()), default=Decimal(0))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (_("Year"), _("People"), _("New"), _("Yuan")):
        table.add_column(Text(heading, "dim"), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for year, one in years.items():
        table.add_row(
            str(year), str(one.people), str(one.new), f"{one.amount:,.2f}", bar(one.amount, most)
        )
    return table


def forecast_table(needed: Sequence[Need], desk: Desk) -> RenderableType:
    """The money of each unit and year in 10,000 yuan: units down, years across."""
    years = sorted({one.year for one in needed})
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(Text(_("10,000 yuan"), "dim"), no_wrap=True)
    for year in years:
        table.add_column(Text(str(year), "dim"), justify="right", no_wrap=True)
    amounts = {(one.unit, one.year): one for one in needed}
    for unit in sorted({one.unit for one in needed}):
        cells = (f"{amounts[unit, year].amount / 10_000:,.2f}" for year in years)
        table.add_row(Text(_unit_name(unit, desk)), *cells)
    return table


def forecast_page(needed: Sequence[Need], desk: Desk) -> RenderableType:
    """Chart and table in one."""
    said = _("Exits to come are not guessed; years without a standard of their own keep the last.")
    return Group(forecast_chart(needed), Text(), forecast_table(needed, desk), Text(said, "dim"))


def forecast_sheet(needed: Sequence[Need], desk: Desk) -> Sheet:
    """A row for each unit and year."""
    rows = tuple(
        (
            Cell(str(one.year), str(one.year), one.year, is_text=False),
            Cell(_unit_name(one.unit, desk), one.unit, one.unit),
            Cell(str(one.people), str(one.people), one.people, is_text=False),
            Cell(str(one.new), str(one.new), one.new, is_text=False),
            Cell(f"{one.amount:,.2f}", f"{one.amount:.2f}", f"{one.amount:.2f}", is_text=False),
        )
        for one in needed
    )
    return Sheet(
        title=_("The coming years"),
        keys=tuple(HEADINGS),
        headings=tuple(_(heading) for heading in HEADINGS.values()),
        rows=rows,
        right=frozenset({0, 2, 3, 4}),
    )


def _unit_name(unit: str, desk: Desk) -> str:
    return harmless(name_of(desk, "units", unit)) if unit else _("all")
