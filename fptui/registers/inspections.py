"""Inspections (检查): when, of what kind, by whom, of which units, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date

from fptui.language import N_
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.findings import FINDINGS, Finding
from fptui.registers.summed import SUMMED
from fptui.registers.values.lists import INSPECTION_KINDS
from fptui.registers.values.period import year_of_day


class Inspection(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One inspection; births that the reports had missed are numbers, never names."""

    number: str
    date: Date | None = None
    kind: str
    inspectors: str = ""
    units: tuple[str, ...] = ()
    missed_in_plan_births: int = 0
    missed_out_of_plan_births: int = 0
    summary: str = ""


def findings_of(desk: Desk, number: str) -> Sequence[Finding]:
    """The findings of an inspection."""
    return desk.referring(FINDINGS, "inspection", number)


def _findings(inspection: Inspection, desk: Desk) -> int:
    return len(findings_of(desk, inspection.number))


def _inspected(inspection: Inspection, _desk: Desk) -> int:
    return len(inspection.units)


def _year(inspection: Inspection, begins: int) -> int | None:
    return year_of_day(inspection.date, begins) if inspection.date else None


INSPECTIONS = Register(
    name="inspections",
    title=N_("Inspections"),
    record=Inspection,
    identity=("number",),
    words=("number", "units", "inspectors", "summary"),
    called_choices=("kind",),
    sort="date",
    counted_by="kind",
    screen=5,
    year_of=_year,
    told_by=("kind", "date"),
    columns=(
        Column("number", N_("No."), Kind.CODE, 8, required=True, numbered=True),
        Column("date", N_("Date"), Kind.DATE, 10),
        Column("kind", N_("Kind"), Kind.CHOICE, 22, choices=INSPECTION_KINDS, required=True),
        Column("units", N_("Units"), Kind.REFERENCES, 24, register="units"),
        Column(
            "inspected",
            N_("Units inspected"),
            Kind.INTEGER,
            8,
            compute=_inspected,
            shown=False,
            summed=SUMMED,
        ),
        Column(
            "findings", N_("Number of findings"), Kind.INTEGER, 8, compute=_findings, summed=SUMMED
        ),
        Column("missed_in_plan_births", N_("Missed in plan"), Kind.INTEGER, 8, summed=SUMMED),
        Column(
            "missed_out_of_plan_births", N_("Missed out of plan"), Kind.INTEGER, 8, summed=SUMMED
        ),
        Column("inspectors", N_("Inspectors"), width=14, suggests=True),
        Column("summary", N_("Summary"), width=30),
    ),
)
