"""The rules of the award-subsidy programme, as `data/programme.toml` states them.

The rules differ from place to place and from year to year, so they are data; what
is coded is how they are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Protocol, TypeVar

import msgspec

from fptui.errors import InvalidValue
from fptui.language import _

CENT = Decimal("0.01")
MONTHS = 12
Month = Annotated[int, msgspec.Meta(ge=1, le=MONTHS)]
Year = Annotated[int, msgspec.Meta(ge=1949, le=2999)]
DayOfYear = Annotated[str, msgspec.Meta(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


class _Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all rules: a word that is none of theirs is an error, not ignored."""


class Procedure(_Rules, frozen=True, kw_only=True):
    """Separation of duties, days of notice, and when the yearly re-verification is due."""

    recorder_may_confirm: bool = False
    village_notice_days: Annotated[int, msgspec.Meta(ge=0)] = 7
    township_notice_days: Annotated[int, msgspec.Meta(ge=0)] = 7
    district_notice_days: Annotated[int, msgspec.Meta(ge=0)] = 7
    re_verification_due: DayOfYear = "03-31"


class Eligibility(_Rules, frozen=True, kw_only=True):
    """Who is entitled, from a programme year on."""

    from_year: Year
    minimum_age: int = 60
    age_reached: Literal["year_end", "day"] = "year_end"
    born_on_or_after: date
    registrations: tuple[str, ...]
    spouse_registration_counts: bool = False
    breach_from: date
    breach_until: date | None = None


class Ages(_Rules, frozen=True, kw_only=True):
    """Between which ages a file's person is looked for; others are doubted, not refused."""

    youngest: int = 40
    oldest: int = 120


class Category(_Rules, frozen=True, kw_only=True):
    """How many living children a category asks."""

    key: str
    children_living: int


class Standard(_Rules, frozen=True, kw_only=True):
    """Yuan for a person and a year, from a programme year on."""

    from_year: Year
    amount: Decimal


class Supplement(_Rules, frozen=True, kw_only=True):
    """A local addition for a category, from a programme year on."""

    from_year: Year
    category: str
    amount: Decimal


class Round(_Rules, frozen=True, kw_only=True):
    """One payment date of a year, and the months (first, last) that it pays."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    due: DayOfYear
    months: tuple[Month, Month]

    def due_in(self, year: int) -> date:
        """The day by which the money of this round is due."""
        return day_in(year, self.due)


class Calendar(_Rules, frozen=True, kw_only=True):
    """The rounds of a year, from a programme year on."""

    from_year: Year
    rounds: tuple[Round, ...]


class PaymentRules(_Rules, frozen=True, kw_only=True):
    """What is still paid to those who left, and whether the year's re-verification comes first."""

    after_exit: Literal["alive_at_payment", "by_month"] = "alive_at_payment"
    only_verified: bool = True


class Exits(_Rules, frozen=True, kw_only=True):
    """The reasons for exit for which paid money is claimed back."""

    recover: tuple[str, ...] = ()


class BankFile(_Rules, frozen=True, kw_only=True):
    """The columns of the list for the bank, what it calls the money, and how a csv is written."""

    columns: tuple[str, ...]
    purpose: str = ""
    encoding: Literal["utf-8", "gb18030"] = "utf-8"


class BankAnswers(_Rules, frozen=True, kw_only=True):
    """When an answer presses, and what is done where what it came back for is still the same.

    `account_closed` are words of which a reason of return has one where the account is no
    more or never was, `name_differs` where it is under another name.
    """

    pressing_after_days: Annotated[int, msgspec.Meta(ge=0)] = 10
    account_closed: tuple[str, ...] = ("销户", "closed")
    closed_account: Literal["hold", "warn"] = "hold"

    name_differs: tuple[str, ...] = ("户名不符", "wrong name")
    differing_name: Literal["hold", "warn"] = "warn"

    def tells_differing_name(self, reason: str) -> bool:
        """Whether money came back for this reason because the bank has another name."""
        return any(word.casefold() in reason.casefold() for word in self.name_differs)

    def tells_closed(self, reason: str) -> bool:
        """Whether money came back for this reason because the account was closed."""
        return any(word.casefold() in reason.casefold() for word in self.account_closed)


class Notice(_Rules, frozen=True, kw_only=True):
    """The columns of a posted list, and the number to ring with objections."""

    columns: tuple[str, ...]
    hotline: str = ""


class _Dated(Protocol):
    @property
    def from_year(self) -> int: ...


_DatedRule = TypeVar("_DatedRule", bound=_Dated)


class Programme(_Rules, frozen=True, kw_only=True):
    """All rules of the programme, by year."""

    procedure: Procedure = Procedure()
    eligibility: tuple[Eligibility, ...]
    ages: Ages = Ages()
    category: tuple[Category, ...]
    standard: tuple[Standard, ...]
    supplement: tuple[Supplement, ...] = ()
    calendar: tuple[Calendar, ...]
    payment: PaymentRules = PaymentRules()
    exits: Exits = Exits()
    bank_file: BankFile
    bank_answers: BankAnswers = BankAnswers()
    notice: Notice

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed; ValueError says which."""
        amounts = [one.amount for one in self.standard] + [one.amount for one in self.supplement]
        if min(amounts, default=0) < 0:
            raise ValueError(_("an amount is negative"))
        for calendar in self.calendar:
            covered = [
                month
                for one in calendar.rounds
                for month in range(one.months[0], one.months[1] + 1)
            ]
            if len(covered) != len(set(covered)):
                raise ValueError(
                    _("two rounds of the calendar from {year} pay the same month").format(
                        year=calendar.from_year
                    )
                )

    def eligibility_in(self, year: int) -> Eligibility:
        """The rules of entitlement of a programme year."""
        return _in_force(self.eligibility, year, "eligibility")

    def standard_in(self, year: int) -> Decimal:
        """Yuan for a person and a year, without supplements."""
        return _in_force(self.standard, year, "standard").amount

    def rounds_in(self, year: int) -> tuple[Round, ...]:
        """The rounds of a year in their order."""
        rounds = _in_force(self.calendar, year, "calendar").rounds
        return tuple(sorted(rounds, key=lambda one: one.number))

    def yearly_amount(self, category: str, year: int) -> Decimal:
        """Yuan for a person of a category and a whole year: standard and supplement."""
        supplements = [one for one in self.supplement if one.category == category]
        present = [one for one in supplements if one.from_year <= year]
        extra = max(present, key=lambda one: one.from_year).amount if present else Decimal(0)
        return self.standard_in(year) + extra

    def children_of(self, category: str) -> int | None:
        """How many living children a category asks; None for a category without a rule."""
        return next((one.children_living for one in self.category if one.key == category), None)


def _in_force(rules: Iterable[_DatedRule], year: int, table: str) -> _DatedRule:
    before = [rule for rule in rules if rule.from_year <= year]
    if not before:
        raise InvalidValue(
            _("programme.toml has no [[{table}]] for {year}.").format(table=table, year=year)
        )
    return max(before, key=lambda rule: rule.from_year)


def refuse_far_year(year: int, today: date) -> None:
    """InvalidValue for a programme year that is further ahead than the next one."""
    if year > today.year + 1:
        raise InvalidValue(
            _(
                "{year} lies too far ahead: {last} is the last year that can be prepared now."
            ).format(year=year, last=today.year + 1)
        )


def day_in(year: int, day_of_year: str) -> date:
    """A day such as `03-31` in a year; 29 February is the 28th where there is none."""
    month, day = map(int, day_of_year.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
