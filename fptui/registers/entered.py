"""Entered figures: rates known only as printed numbers, and where they were printed."""

from __future__ import annotations

from decimal import Decimal

from fptui.language import N_
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.values.period import year_of_period

BOUNDS = {"at_least": N_("and more")}


class EnteredFigure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A printed rate. `bound` is `at_least` for one printed as “95% and above”."""

    period: str
    indicator: str
    unit: str
    value: Decimal
    bound: str = ""
    source: str = ""


def _year(figure: EnteredFigure, begins: int) -> int | None:
    return year_of_period(figure.period, begins)


ENTERED = Register(
    name="entered",
    title=N_("Entered figures"),
    record=EnteredFigure,
    identity=("period", "indicator", "unit"),
    words=("indicator", "unit", "source"),
    screen=1,
    place=3,
    year_of=_year,
    columns=(
        Column("period", N_("Period"), Kind.PERIOD, 8, required=True, repeats=True),
        Column(
            "indicator", N_("Indicator"), Kind.REFERENCE, 26, register="indicators", required=True
        ),
        Column("unit", N_("Unit"), Kind.REFERENCE, 14, register="units", required=True),
        Column("value", N_("Value"), Kind.DECIMAL, 9, required=True),
        Column("bound", N_("Bound"), Kind.CHOICE, 9, choices=BOUNDS),
        Column("source", N_("Source"), width=24, suggests=True),
    ),
)
