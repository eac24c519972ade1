"""Explained warnings: why counts that looked odd are right, who said so, and on which day.

An explanation holds for the figures as they were: where these have changed, the warning comes
back.
"""

from __future__ import annotations

from datetime import date

from fptui.language import N_
from fptui.registers.counts import COUNT_NAMES
from fptui.registers.declaration import Column, Kind, Record, Register

KINDS_OF_WARNINGS = {
    "impossible": N_("Impossible"),
    "share": N_("Unusual share"),
    "jump": N_("Jump since last year"),
    "far": N_("Far from the others"),
}
"""The kinds of warnings; what is impossible is an error and cannot be explained."""

_COUNTS = {name: known.label for name, known in COUNT_NAMES.items()}


class Explanation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One warning that was explained.

    `counted` and `whole` (empty for a jump) are the counts that it is about, `figures` the
    numbers for which the explanation holds.
    """

    kind: str
    counted: str
    whole: str = ""
    unit: str
    period: str
    figures: str
    reason: str
    day: date
    explained_by: str = ""


EXPLANATIONS = Register(
    name="explanations",
    title=N_("Explained warnings"),
    record=Explanation,
    identity=("kind", "counted", "whole", "unit", "period"),
    words=("unit", "counted", "reason"),
    called_choices=("kind",),
    sort="day",
    columns=(
        Column("kind", N_("Warning"), Kind.CHOICE, 20, choices=KINDS_OF_WARNINGS, required=True),
        Column(
            "counted",
            N_("Counted"),
            Kind.CHOICE,
            18,
            choices=_COUNTS,
            open_choices=True,
            required=True,
        ),
        Column("whole", N_("Of all"), Kind.CHOICE, 12, choices=_COUNTS, open_choices=True),
        Column("unit", N_("Unit"), Kind.REFERENCE, 16, register="units", required=True),
        Column("period", N_("Period"), Kind.PERIOD, 8, required=True),
        Column("figures", N_("Figures"), width=12, required=True),
        Column("reason", N_("Why"), width=24, required=True),
        Column("day", N_("Explained on"), Kind.DATE, 10, required=True),
        Column("explained_by", N_("Explained by"), width=10),
    ),
)
