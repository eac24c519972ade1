"""Recipients (奖励扶助对象): the people who are paid the award subsidy.

The only register of persons. Fields follow the application form and the roster
of the award-subsidy information system; sex and marital state follow
GB/T 2261.1 and GB/T 2261.2-2003.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from fptui.language import N_, _, ngettext
from fptui.registers import payments  # knows recipients in turn: PAYMENTS is there once asked for
from fptui.registers.declaration import About, Column, Desk, Kind, Mask, Record, Register
from fptui.registers.values.called_elsewhere import (
    CATEGORIES_CALLED,
    MARITAL_STATES_CALLED,
    OF_RECIPIENTS,
    REGISTRATIONS_CALLED,
)
from fptui.registers.values.identity_number import birth_date_in, problem_with, sex_in, to_eighteen

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

KEY_FIELDS = ("name", "sex", "birth_date", "id_number", "unit", "registration", "account")
"""The fields that a file must have right to be accurate."""


ACCOUNT_DIGITS = range(8, 33)
"""So many digits an account may have, be it of a passbook, a card or a bank's own kind."""

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


def _age(recipient: Recipient, desk: Desk) -> int | None:
    return age_on(recipient.birth_date, desk.day_in_view)


def _years_paid(recipient: Recipient, desk: Desk) -> tuple[int, ...]:
    got = desk.referring(payments.PAYMENTS, "recipient", recipient.file_number)
    return tuple(sorted({payment.year for payment in got if payment.paid_date is not None}))


def _id_number_fits(recipient: Recipient) -> Iterator[str]:
    if recipient.id_number:
        problem = problem_with(recipient.id_number, recipient.birth_date, recipient.sex)
        if problem:
            yield problem


def _children_add_up(recipient: Recipient) -> Iterator[str]:
    born, living = recipient.children_born, recipient.children_living
    if born is not None and living is not None and living > born:
        yield _("more children living than were born")


def _years_are_possible(recipient: Recipient) -> Iterator[str]:
    for heading, year in (
        (N_("Paid from"), recipient.paid_from),
        (N_("Re-verified"), recipient.verified),
    ):
        if year is not None and year not in payments.PROGRAMME_YEARS:
            yield payments.no_programme_year(_(heading), year)


def _first_year_is_said(recipient: Recipient) -> Iterator[str]:
    """Who receives is paid from some year on; without it nothing is ever due."""
    if recipient.state == "receiving" and recipient.paid_from is None:
        yield _("the state is “{state}”, but “{heading}” is empty: nothing would be paid").format(
            state=_(STATES.get(recipient.state, "")), heading=_("Paid from")
        )


def _phone_fits(recipient: Recipient) -> Iterator[str]:
    """A mobile number has 11 digits, a line 7 or 8, and 10 to 12 with its area."""
    number = recipient.phone.replace("-", "").replace(" ", "")
    if not number:
        return
    if not (number.isascii() and number.isdigit()):
        yield _("the phone number holds something that is not a digit")
    elif len(number) != 11 and number.startswith("1"):
        said = ngettext(
            "the phone number has {count} digit, not 11",
            "the phone number has {count} digits, not 11",
            len(number),
        )
        yield said.format(count=len(number))
    elif not 7 <= len(number) <= 12:
        said = ngettext(
            "the phone number has {count} digit",
            "the phone number has {count} digits",
            len(number),
        )
        yield said.format(count=len(number))


def _account_fits(recipient: Recipient) -> Iterator[str]:
    """A card has 16 to 19 digits, a passbook fewer or more; its check digit proves nothing."""
    number = recipient.account.replace("-", "").replace(" ", "")
    if not number:
        return
    if not (number.isascii() and number.isdigit()):
        yield _("the account holds something that is not a digit")
    elif len(number) not in ACCOUNT_DIGITS:
        yield _("the account has {count} digits").format(count=len(number))


def _follows(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Birth date and sex, from an ID number that is right."""
    number = texts.get("id_number", "")
    born = birth_date_in(number) if number and not problem_with(number) else None
    return {} if born is None else {"birth_date": born.isoformat(), "sex": sex_in(number)}


RECIPIENTS: Register[Recipient] = Register(
    name="recipients",
    title=N_("Recipients"),
    record=Recipient,
    identity=("file_number",),
    words=("name", "file_number", "unit"),
    ends=("id_number",),
    called_choices=("state", "category"),
    sort="file_number",
    screen=2,
    counted_by="state",
    also_identity="id_number",
    follows=_follows,
    recorded_by="recorded_by",
    also_recorded_by="also_recorded_by",
    called=("name",),
    told_by=("file_number", "unit"),
    also_headed=OF_RECIPIENTS,
    rules=(
        About("id_number", _id_number_fits),
        About("children_living", _children_add_up),
        About("phone", _phone_fits),
        About("account", _account_fits),
        _years_are_possible,
        About("state", _first_year_is_said),
    ),
    example="state:receiving age>=60 !bank:*",
    filters={
        N_("Show the files not yet re-verified"): (
            "state:receiving,suspended paid_from<{year} !verified>={year}"
        ),
    },
    columns=(
        Column("file_number", N_("File no."), Kind.CODE, 11, required=True, numbered=True),
        Column("name", N_("Name"), width=8, required=True),
        Column(
            "sex",
            N_("Sex"),
            Kind.CHOICE,
            6,
            choices=SEXES,
            required=True,
            follows_from="id_number",
        ),
        Column(
            "birth_date",
            N_("Birth date"),
            Kind.DATE,
            10,
            section=N_("Person"),
            not_before=date(1900, 1, 1),
            follows_from="id_number",
        ),
        Column("age", N_("Age"), Kind.INTEGER, 3, compute=_age, by_day=True),
        Column(
            "id_number",
            N_("ID number"),
            Kind.CODE,
            18,
            Mask.ID_NUMBER,
            alike=to_eighteen,
            section=N_("Person"),
        ),
        Column(
            "unit", N_("Unit"), Kind.REFERENCE, 12, register="units", required=True, repeats=True
        ),
        Column(
            "state",
            N_("State"),
            Kind.CHOICE,
            17,
            choices=STATES,
            by_procedure=True,
            has_passed=has_passed,
            section=N_("Way of the file"),
        ),
        Column(
            "category",
            N_("Category"),
            Kind.CHOICE,
            14,
            choices=CATEGORIES,
            also_called=CATEGORIES_CALLED,
            section=N_("Family"),
        ),
        Column(
            "registration",
            N_("Registration"),
            Kind.CHOICE,
            16,
            choices=REGISTRATIONS,
            also_called=REGISTRATIONS_CALLED,
            section=N_("Family"),
        ),
        Column(
            "spouse_registration",
            N_("Spouse's registration"),
            Kind.CHOICE,
            16,
            choices=REGISTRATIONS,
            shown=False,
            also_called=REGISTRATIONS_CALLED,
            section=N_("Family"),
        ),
        Column(
            "children_born", N_("Children born"), Kind.INTEGER, 4, shown=False, section=N_("Family")
        ),
        Column(
            "children_living",
            N_("Children living"),
            Kind.INTEGER,
            4,
            shown=False,
            section=N_("Family"),
        ),
        Column(
            "marital_state",
            N_("Marital state"),
            Kind.CHOICE,
            14,
            choices=MARITAL_STATES,
            also_called=MARITAL_STATES_CALLED,
            left_empty=True,
            section=N_("Family"),
        ),
        Column("breach", N_("Birth in breach"), Kind.FLAG, 4, shown=False, section=N_("Family")),
        Column(
            "since",
            N_("In state since"),
            Kind.DATE,
            10,
            section=N_("Way of the file"),
            tells_of="state",
        ),
        Column(
            "state_reason",
            N_("Reason of state"),
            width=16,
            tells_of="state",
            shown=False,
            section=N_("Way of the file"),
            suggests=True,
        ),
        Column("paid_from", N_("Paid from"), Kind.INTEGER, 9, section=N_("Payment")),
        Column(
            "verified",
            N_("Re-verified"),
            Kind.INTEGER,
            4,
            shown=False,
            section=N_("Way of the file"),
        ),
        Column("paid", N_("Years paid"), Kind.INTEGER, 9, compute=_years_paid, shown=False),
        Column("bank", N_("Bank"), width=14, repeats=True, section=N_("Payment"), suggests=True),
        Column("account", N_("Account"), Kind.CODE, 19, Mask.ACCOUNT, section=N_("Payment")),
        Column("phone", N_("Phone"), Kind.CODE, 11, Mask.PHONE, section=N_("Person")),
        Column("exit_date", N_("Exit"), Kind.DATE, 10, shown=False, section=N_("Way of the file")),
        Column(
            "exit_reason",
            N_("Reason for exit"),
            Kind.CHOICE,
            16,
            choices=EXIT_REASONS,
            open_choices=True,
            section=N_("Way of the file"),
        ),
        Column(
            "recorded_by", N_("Recorded by"), width=8, shown=False, section=N_("Way of the file")
        ),
        Column(
            "also_recorded_by",
            N_("Also recorded by"),
            width=8,
            shown=False,
            section=N_("Way of the file"),
        ),
        Column("notes", N_("Notes"), width=20, shown=False),
    ),
)


def is_sound(recipient: Recipient) -> bool:
    """Whether a file is accurate: its key fields are filled and nothing is wrong with them."""
    filled = all(getattr(recipient, field) not in ("", None) for field in KEY_FIELDS)
    return filled and not RECIPIENTS.problems(recipient)
