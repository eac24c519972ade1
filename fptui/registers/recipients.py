"""Recipients (奖励扶助对象): the people who are paid the award subsidy.

The only register of persons: its columns and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from fptui.language import N_, _, ngettext
from fptui.registers import payments  # knows recipients in turn: PAYMENTS is there once asked for
from fptui.registers.declaration import About, Column, Desk, Kind, Mask, Register
from fptui.registers.recipient_file import (
    CATEGORIES,
    EXIT_REASONS,
    MARITAL_STATES,
    REGISTRATIONS,
    SEXES,
    STATES,
    Recipient,
    age_on,
    has_passed,
)
from fptui.registers.values.called_elsewhere import (
    CATEGORIES_CALLED,
    MARITAL_STATES_CALLED,
    OF_RECIPIENTS,
    REGISTRATIONS_CALLED,
)
from fptui.registers.values.identity_number import birth_date_in, problem_with, sex_in, to_eighteen

KEY_FIELDS = ("name", "sex", "birth_date", "id_number", "unit", "registration", "account")
"""The fields that a file must have right to be accurate."""


AS_IN_A_NUMBER = re.compile(r"\d{6}")
"""Two of one name are told apart by a digit; so many are a number of something else."""

ACCOUNT_DIGITS = range(8, 33)
"""So many digits an account may have, be it of a passbook, a card or a bank's own kind."""


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


def _name_is_no_number(recipient: Recipient) -> Iterator[str]:
    if AS_IN_A_NUMBER.search(recipient.name):
        yield _("a name holds no number")


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
        About("name", _name_is_no_number),
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
