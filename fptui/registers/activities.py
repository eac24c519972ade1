"""Activities (宣传活动): the publicity work of the year, by kind, quantity and cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from decimal import Decimal

from fptui.language import N_, _
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.summed import SUMMED, Summed
from fptui.registers.values.lists import ACTIVITY_KINDS
from fptui.registers.values.period import year_of_day


class Activity(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One activity. `at_least` marks a quantity known only as “200 and more”."""

    number: str
    date: Date | None = None
    kind: str
    quantity: int = 0
    at_least: bool = False
    measure: str = ""
    cost: Decimal | None = None
    unit: str = ""
    organiser: str = ""
    notes: str = ""


def _numbers_are_possible(activity: Activity) -> Iterator[str]:
    if activity.quantity < 0:
        yield _("a quantity cannot be negative")
    if activity.cost is not None and activity.cost < 0:
        yield _("an amount cannot be negative")


def _year(activity: Activity, begins: int) -> int | None:
    return year_of_day(activity.date, begins) if activity.date else None


ACTIVITIES = Register(
    name="activities",
    title=N_("Activities"),
    record=Activity,
    identity=("number",),
    words=("number", "unit", "organiser", "notes"),
    called_choices=("kind",),
    sort="date",
    screen=6,
    rules=(_numbers_are_possible,),
    year_of=_year,
    columns=(
        Column("number", N_("No."), Kind.CODE, 8, required=True, numbered=True),
        Column("date", N_("Date"), Kind.DATE, 10, repeats=True),
        Column("kind", N_("Kind"), Kind.CHOICE, 27, choices=ACTIVITY_KINDS, required=True),
        Column(
            "quantity",
            N_("Quantity"),
            Kind.INTEGER,
            8,
            summed=Summed(measure="measure", apart=("kind",), at_least="at_least"),
        ),
        Column("at_least", N_("At least"), Kind.FLAG, 8),
        Column("measure", N_("Measure"), width=10, suggests=True),
        Column("cost", N_("Cost"), Kind.YUAN, 10, summed=SUMMED),
        Column("unit", N_("Unit"), Kind.REFERENCE, 14, register="units", repeats=True),
        Column("organiser", N_("Organiser"), width=14, repeats=True, suggests=True),
        Column("notes", N_("Notes"), width=24),
    ),
)
