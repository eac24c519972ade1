"""Score rules (考评细则): the points of each indicator, how they fall, and what vetoes them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fptui.language import N_, _
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.summed import SUMMED

METHODS = {
    "all_or_nothing": N_("All or nothing"),
    "per_step": N_("Less per step"),
}


class ScoreRule(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How an indicator scores: with `per_step`, each `step` off the target costs `deduction`."""

    indicator: str
    points: Decimal
    method: str = "all_or_nothing"
    step: Decimal | None = None
    deduction: Decimal | None = None
    veto_below: Decimal | None = None


def _steps_are_complete(rule: ScoreRule) -> Iterator[str]:
    if rule.points < 0:
        yield _("points cannot be negative")
    if rule.method == "per_step" and not (rule.step and rule.deduction):
        yield _("points that fall per step need the step and its deduction")


SCORES = Register(
    name="scores",
    title=N_("Score rules"),
    record=ScoreRule,
    identity=("indicator",),
    words=("indicator",),
    screen=1,
    place=4,
    rules=(_steps_are_complete,),
    columns=(
        Column(
            "indicator", N_("Indicator"), Kind.REFERENCE, 26, register="indicators", required=True
        ),
        Column("points", N_("Points"), Kind.DECIMAL, 6, required=True, summed=SUMMED),
        Column("method", N_("Method"), Kind.CHOICE, 14, choices=METHODS),
        Column("step", N_("Step"), Kind.DECIMAL, 6),
        Column("deduction", N_("Deduction"), Kind.DECIMAL, 9),
        Column("veto_below", N_("Veto below"), Kind.DECIMAL, 10),
    ),
)
