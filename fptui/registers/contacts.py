"""Contacts (联系点): which leader is linked to which village or community, and the visits made."""

from __future__ import annotations

from fptui.language import N_
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.summed import SUMMED


class Contact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One leader linked to one unit."""

    leader: str
    unit: str
    role: str = ""
    visits: int = 0


CONTACTS = Register(
    name="contacts",
    title=N_("Contact points"),
    record=Contact,
    identity=("leader", "unit"),
    words=("leader", "unit", "role"),
    sort="leader",
    screen=7,
    place=2,
    columns=(
        Column("leader", N_("Leader"), width=10, required=True, repeats=True, suggests=True),
        Column("unit", N_("Unit"), Kind.REFERENCE, 16, register="units", required=True),
        Column("role", N_("Role"), width=24, suggests=True),
        Column("visits", N_("Visits"), Kind.INTEGER, 6, summed=SUMMED),
    ),
)
