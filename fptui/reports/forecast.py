"""The coming years: people and money by year and unit, as a table and as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet, origin_of, sheet_of
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.forecast import Coming, Need, by_year
from fptui.registers.declaration import Desk
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import name_of

BAR = 36
_EIGHTHS = " ▏▎▍▌▋▊▉"
LISTED = 200
"""So many people are listed where people read; all of them where a file is written."""
COMING = ("unit", "file_number", "name", "sex", "birth_date", "category", "state")
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


def forecast_page(needed: Sequence[Need], new: Sequence[Coming], desk: Desk) -> RenderableType:
    """Chart, table by unit, and the people who become entitled."""
    said = _("Exits to come are not guessed; years without a standard of their own keep the last.")
    parts: list[RenderableType] = [
        forecast_chart(needed),
        Text(),
        forecast_table(needed, desk),
        Text(said, "dim"),
    ]
    if new:
        parts += [Text(), *_listed(coming_sheet(new[:LISTED], desk))]
    if len(new) > LISTED:
        parts.append(Text(_("… and {count} more").format(count=len(new) - LISTED), "dim"))
    return Group(*parts)


def _listed(sheet: Sheet) -> Sequence[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in sheet.headings:
        table.add_column(Text(heading, "dim"), no_wrap=True)
    for row in sheet.rows:
        table.add_row(*(Text(cell.text) for cell in row))
    return Text(sheet.title, "bold"), table


def coming_sheet(new: Sequence[Coming], desk: Desk) -> Sheet:
    """Who becomes entitled, by year, unit and file number."""
    columns = [RECIPIENTS.column(key) for key in COMING]
    known = sheet_of(RECIPIENTS, [one.recipient for one in new], columns, desk)
    year_heading = HEADINGS["year"]
    years = (Cell(str(one.year), str(one.year), one.year, is_text=False) for one in new)
    return replace(
        known,
        title=_("Who becomes entitled"),
        keys=("year", *known.keys),
        headings=(_(year_heading), *known.headings),
        rows=tuple((year, *row) for year, row in zip(years, known.rows, strict=True)),
        right=frozenset({0}),
    )


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
        origin=origin_of(desk),
    )


def _unit_name(unit: str, desk: Desk) -> str:
    return harmless(name_of(desk, "units", unit)) if unit else _("all")
