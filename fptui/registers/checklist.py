"""Checklist points (迎检工作清单): what must be met before an inspection from above."""

from __future__ import annotations

from datetime import date

from fptui.language import N_
from fptui.registers.declaration import Column, Desk, Kind, Record, Register

STATES = {"open": N_("Outstanding"), "met": N_("Met")}


class ChecklistPoint(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One point that one unit must meet, who answers for it, and the evidence."""

    number: str
    unit: str
    point: str
    answerable: str = ""
    deadline: date | None = None
    met_date: date | None = None
    evidence: str = ""


def _state(point: ChecklistPoint, desk: Desk) -> str:
    return "met" if point.met_date is not None and point.met_date <= desk.today else "open"


CHECKLIST = Register(
    name="checklist",
    title=N_("Checklist"),
    record=ChecklistPoint,
    identity=("number",),
    words=("number", "unit", "point", "answerable"),
    called_choices=("state",),
    sort="number",
    counted_by="state",
    screen=5,
    place=2,
    columns=(
        Column("number", N_("No."), Kind.CODE, 8, required=True, numbered=True),
        Column("state", N_("State"), Kind.CHOICE, 6, choices=STATES, compute=_state),
        Column(
            "unit", N_("Unit"), Kind.REFERENCE, 14, register="units", required=True, repeats=True
        ),
        Column("point", N_("Point"), width=36, required=True, suggests=True),
        Column("answerable", N_("Answerable"), width=10, suggests=True),
        Column("deadline", N_("Deadline"), Kind.DATE, 10),
        Column("met_date", N_("Met on"), Kind.DATE, 10),
        Column("evidence", N_("Evidence"), width=24),
    ),
)
