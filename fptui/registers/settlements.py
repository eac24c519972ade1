"""Settled doubts: what was decided about two files that might be one person's, or one file's.

What stands here is not asked again. A merged file is named here beside the one
that was kept, so that its history is found.
"""

from __future__ import annotations

from datetime import date

from fptui.language import N_
from fptui.registers.declaration import Column, Kind, Record, Register

DOUBTS = {
    "same_id": N_("Same ID number"),
    "same_account": N_("Same account"),
    "same_person": N_("Same name and birth date"),
    "close_person": N_("Names and dates nearly alike"),
    "id_number": N_("Impossible ID number"),
    "id_birth_date": N_("ID number against birth date"),
    "id_sex": N_("ID number against sex"),
    "dates": N_("Impossible dates"),
    "paid_after_death": N_("Paid after death"),
}
"""The kinds of doubts, the gravest first within those about two files and those about one."""

VERDICTS = {
    "same": N_("The same person"),
    "not_the_same": N_("Not the same person"),
    "as_it_is": N_("Right as it is"),
}


class Settlement(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One doubt that was settled. `other` is empty for a doubt about a single file.

    For the same person `file` is the file that was kept and `other` the one that was
    merged into it; `merged` has the number of its record, several where it came again and
    was merged again.
    """

    kind: str
    file: str
    other: str = ""
    verdict: str
    day: date
    settled_by: str = ""
    reason: str = ""
    merged: str = ""


SETTLEMENTS = Register(
    name="settlements",
    title=N_("Settled doubts"),
    record=Settlement,
    identity=("kind", "file", "other"),
    words=("file", "other", "reason"),
    called_choices=("kind", "verdict"),
    sort="day",
    columns=(
        Column("kind", N_("Doubt"), Kind.CHOICE, 24, choices=DOUBTS, required=True),
        Column("file", N_("File"), Kind.REFERENCE, 11, register="recipients", required=True),
        Column("other", N_("Other file"), Kind.CODE, 11),
        Column("verdict", N_("Verdict"), Kind.CHOICE, 19, choices=VERDICTS, required=True),
        Column("day", N_("Settled on"), Kind.DATE, 10, required=True),
        Column("settled_by", N_("Settled by"), width=10),
        Column("reason", N_("Why"), width=24),
        Column(
            "merged",
            N_("Merged record"),
            Kind.CODE,
            6,
            shown=False,
            merged_into="file",
            merged_from="other",
        ),
    ),
)
