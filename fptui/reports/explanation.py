"""Why a figure is what it is: its formula, its counts, and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.figures.evidence import Evidence
from fptui.figures.tallies import label_of
from fptui.figures.targets import Target
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk, Kind
from fptui.registers.values.display import name_of
from fptui.reports.target_cells import (
    formula_text,
    sentence,
    target_cells,
)

EVIDENCE_HEADINGS = {
    "count": N_("Count"),
    "unit": N_("Unit"),
    "name": N_("Name"),
    "value": N_("Value"),
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What the records of one unit add to one named count."""

    register: str
    name: str
    unit: str
    value: int
    numbers: tuple[int, ...]


def explanation(target: Target, desk: Desk, lines: int = 12) -> RenderableType:
    """The figure in words and sums, then the units that add most, at most so many a count."""
    indicator = target.indicator
    text = Text()
    text.append(harmless(indicator.name) + "\n", "bold")
    _name, bound, actual, difference, margin, state = target_cells(target)
    for heading, value in (
        (_("Actual"), actual),
        (_("Target"), bound or "—"),
        (_("Difference"), difference or "—"),
        (_("Margin"), margin or "—"),
        (_("State"), state),
    ):
        text.append(f"{heading}: ", "dim").append(value + "\n")
    formula = formula_text(target)
    if formula:
        text.append(_("Formula") + ": ", "dim").append(formula + "\n")
    text.append(sentence(target))
    for reason in target.figure.reasons:
        text.append(f"\n? {reason}", "yellow")
    for warning in target.figure.warnings:
        text.append(f"\n! {warning}", "yellow")
    parts: list[RenderableType] = [text]
    found = evidence_lines(target.figure.evidence, desk)
    for name in dict.fromkeys(line.name for line in found):
        parts.append(_table([line for line in found if line.name == name], desk, lines))
    return Group(*parts)


def _table(lines: Sequence[EvidenceLine], desk: Desk, most: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(Text(harmless(label_of(lines[0].name))), overflow="fold")
    table.add_column(str(sum(line.value for line in lines)), justify="right")
    ordered = sorted(lines, key=lambda line: -line.value)
    for line in ordered[:most]:
        table.add_row(Text(harmless(name_of(desk, "units", line.unit))), str(line.value))
    rest = ordered[most:]
    if rest:
        more = ngettext("{count} more unit", "{count} more units", len(rest))
        more = more.format(count=len(rest))
        table.add_row(Text(more, "dim"), Text(str(sum(line.value for line in rest)), "dim"))
    return table


def evidence_lines(evidence: Iterable[Evidence], desk: Desk) -> list[EvidenceLine]:
    """The records behind a figure, put together by count and unit, in order of entry."""
    together: dict[tuple[str, str, str], list[Evidence]] = {}
    for part in evidence:
        unit = _unit_of(part, desk)
        together.setdefault((part.register, part.name, unit), []).append(part)
    return [
        EvidenceLine(
            register,
            name,
            unit,
            sum(part.value for part in parts),
            tuple(part.number for part in parts),
        )
        for (register, name, unit), parts in together.items()
    ]


def evidence_sheet(target: Target, desk: Desk) -> Sheet:
    """The records behind a figure as data, by count and unit."""
    found = evidence_lines(target.figure.evidence, desk)
    return Sheet(
        title=harmless(target.indicator.name),
        keys=tuple(EVIDENCE_HEADINGS),
        headings=tuple(map(_, EVIDENCE_HEADINGS.values())),
        rows=tuple(_evidence_row(line, desk) for line in found),
        right=frozenset({3}),
    )


def _evidence_row(line: EvidenceLine, desk: Desk) -> tuple[Cell, ...]:
    name = harmless(name_of(desk, "units", line.unit))
    unit, value = harmless(line.unit), str(line.value)
    return (
        Cell(harmless(label_of(line.name)), harmless(line.name), harmless(line.name)),
        Cell(unit, unit, unit),
        Cell(name, name, name),
        Cell(value, value, line.value, is_text=False),
    )


def _unit_of(part: Evidence, desk: Desk) -> str:
    """The unit that a record counts for: itself where it is a unit, else the unit it names."""
    register = REGISTERS[part.register]
    record = desk.table(register)[part.number]
    if register.belongs_to:
        return register.identity_of(record)
    for column in register.columns:
        if column.kind is Kind.REFERENCE and column.register == "units":
            return str(column.value(record, desk))
    return ""
