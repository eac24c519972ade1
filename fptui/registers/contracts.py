"""Contracts (责任书): the bounds that a unit signed for, by indicator and period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fptui.language import N_, _
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.values.period import year_of_period


class Contract(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The low and the high bound, both inclusive, in the scale of the indicator.

    A `draft` was carried over from the year before and is still to be confirmed.
    """

    period: str
    indicator: str
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    draft: bool = False
    notes: str = ""


def _bounds_are_in_order(contract: Contract) -> Iterator[str]:
    if contract.low is None and contract.high is None:
        yield _("neither a low nor a high bound is given")
    if contract.low is not None and contract.high is not None and contract.low > contract.high:
        yield _("the low bound is above the high bound")


def _year(contract: Contract, begins: int) -> int | None:
    return year_of_period(contract.period, begins)


def drafts_of(desk: Desk, unit: str, period: str) -> frozenset[str]:
    """The indicators whose contract with a unit for a period is still to be confirmed."""
    return frozenset(
        one.indicator
        for one in desk.referring(CONTRACTS, "unit", unit)
        if one.draft and one.period == period
    )


CONTRACTS = Register(
    name="contracts",
    title=N_("Contracts"),
    record=Contract,
    identity=("period", "indicator", "unit"),
    words=("indicator", "unit"),
    screen=1,
    place=2,
    rules=(_bounds_are_in_order,),
    year_of=_year,
    filters={N_("Contracts to be confirmed"): "draft:yes"},
    columns=(
        Column("period", N_("Period"), Kind.PERIOD, 8, required=True, repeats=True),
        Column(
            "indicator", N_("Indicator"), Kind.REFERENCE, 26, register="indicators", required=True
        ),
        Column(
            "unit", N_("Unit"), Kind.REFERENCE, 14, register="units", required=True, repeats=True
        ),
        Column("low", N_("Low"), Kind.DECIMAL, 8),
        Column("high", N_("High"), Kind.DECIMAL, 8),
        Column("draft", N_("Draft"), Kind.FLAG, 5),
        Column("notes", N_("Notes"), width=30),
    ),
)
