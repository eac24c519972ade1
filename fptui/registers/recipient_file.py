"""A recipient's file (个案): its record, the states on its way, and who led it there.

Fields follow the application form and the roster of the award-subsidy information system;
sex and marital state follow GB/T 2261.1 and GB/T 2261.2-2003.
"""

from __future__ import annotations

from datetime import date

from fptui.language import N_
from fptui.registers.declaration import Record

STATES = {
    "applied": N_("Applied"),
    "village_noticed": N_("Village notice"),
    "township_reviewed": N_("Township reviewed"),
    "confirmed": N_("Confirmed"),
    "receiving": N_("Receiving"),
    "suspended": N_("Suspended"),
    "rejected": N_("Rejected"),
    "exited": N_("Exited"),
}
_WAYS = (
    tuple(state for state in STATES if state != "rejected"),
    ("applied", "village_noticed", "township_reviewed", "confirmed", "rejected"),
)
"""The ways of a file: to the money, and to the refusal."""
SEXES = {"male": N_("Male"), "female": N_("Female")}
REGISTRATIONS = {
    "agricultural": N_("Agricultural"),
    "deemed_rural": N_("Deemed rural"),
    "non_agricultural": N_("Non-agricultural"),
}
CATEGORIES = {
    "one_child": N_("One child"),
    "two_daughters": N_("Two daughters"),
    "child_deceased": N_("Child deceased"),
}
MARITAL_STATES = {
    "never_married": N_("Never married"),
    "first_marriage": N_("First marriage"),
    "remarried": N_("Remarried"),
    "remarried_former": N_("Remarried to former spouse"),
    "widowed": N_("Widowed"),
    "divorced": N_("Divorced"),
}
EXIT_REASONS = {
    "01": N_("01 Death"),
    "02": N_("02 Registration moved out"),
    "03": N_("03 Registration no longer rural"),
    "04": N_("04 Change of marriage"),
    "05": N_("05 Further birth"),
    "06": N_("06 Child adopted or joined"),
    "07": N_("07 Confirmed in error"),
    "08": N_("08 False papers"),
    "09": N_("09 Paid twice over"),
    "10": N_("10 Gave it up"),
    "99": N_("99 Other"),
}
"""By the lists of exit reasons of the provinces' yearly reviews; an office may add its own."""

OF_THE_WAY = (
    "state",
    "since",
    "state_reason",
    "verified",
    "exit_date",
    "exit_reason",
    "recorded_by",
    "also_recorded_by",
)
"""The fields that tell of a file's own way: who led it where, when and why."""


class Recipient(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One file of the programme; a couple is two recipients."""

    file_number: str
    name: str
    sex: str
    birth_date: date | None = None
    id_number: str = ""
    unit: str
    registration: str = "agricultural"
    spouse_registration: str = ""
    category: str = "one_child"
    children_born: int | None = None
    children_living: int | None = None
    marital_state: str = "first_marriage"
    breach: bool = False
    bank: str = ""
    account: str = ""
    phone: str = ""
    state: str = "applied"
    since: date | None = None
    state_reason: str = ""
    paid_from: int | None = None
    verified: int | None = None
    exit_date: date | None = None
    exit_reason: str = ""
    recorded_by: str = ""
    also_recorded_by: str = ""
    notes: str = ""


def has_passed(earlier: str, present: str) -> bool:
    """Whether a file in the state `present` was in the `earlier` one before, on either way."""
    return any(
        earlier in way and present in way and way.index(earlier) < way.index(present)
        for way in _WAYS
    )


def recorders(recipient: Recipient) -> tuple[str, ...]:
    """Who recorded a file, and the files that were merged into it."""
    names = (recipient.recorded_by, *recipient.also_recorded_by.split(", "))
    return tuple(dict.fromkeys(filter(None, names)))


def age_on(birth_date: date | None, day: date) -> int | None:
    """Completed years of age on a day (周岁); None for an unknown birth date."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
