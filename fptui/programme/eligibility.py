"""Who is entitled to the award subsidy, rule by rule, with the fact that each outcome rests on.

The rules are those of 人口厅发〔2004〕39号 (May 2004) and their later and local forms, as
`programme.toml` states them for each programme year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fptui.language import N_, _, ngettext
from fptui.programme.rules import Eligibility, Programme
from fptui.registers.recipient_file import Recipient, age_on
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import shown

MARRIED = frozenset({"first_marriage", "remarried", "remarried_former"})
"""The marital states in which a spouse's registration may count; others are judged alone."""


class Result(StrEnum):
    """How a rule turns out: met, not met, only in a later year, or a fact is missing."""

    MET = "met"
    NOT_MET = "not_met"
    LATER = "later"
    UNKNOWN = "unknown"


RESULTS = {
    Result.MET: N_("met"),
    Result.NOT_MET: N_("not met"),
    Result.LATER: N_("not yet"),
    Result.UNKNOWN: N_("not known"),
}
WHOLE = {
    Result.MET: N_("eligible"),
    Result.NOT_MET: N_("not eligible"),
    Result.LATER: N_("not yet eligible"),
    Result.UNKNOWN: N_("not known yet"),
}


HEADINGS = {
    "age": N_("Age"),
    "born": N_("Birth date"),
    "registration": N_("Registration"),
    "spouse": N_("Spouse's registration"),
    "category": N_("Category"),
    "borne": N_("Children born"),
    "breach": N_("Birth in breach"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule and how it turns out.

    `said` gives the fact and what the rule asks, in the language in use: worked out only
    when they are read, as most people of a long list meet the rules.
    """

    key: str
    result: Result
    said: Callable[[], tuple[str, str]]

    @property
    def heading(self) -> str:
        """What the rule is about."""
        heading = HEADINGS[self.key]
        return _(heading)

    @property
    def fact(self) -> str:
        """The fact that the outcome rests on."""
        return self.said()[0]

    @property
    def asks(self) -> str:
        """What the rule asks."""
        return self.said()[1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """All rules of a programme year for one person.

    `from_year` is the first programme year in which the person would be entitled if
    only time passed; None where that is never, or cannot be told.
    """

    year: int
    outcomes: tuple[Outcome, ...]
    from_year: int | None

    @property
    def result(self) -> Result:
        """The whole: the worst of the rules, where not met is worse than not known."""
        results = {outcome.result for outcome in self.outcomes}
        for result in (Result.NOT_MET, Result.UNKNOWN, Result.LATER):
            if result in results:
                return result
        return Result.MET

    @property
    def missing(self) -> str:
        """In words what stands in the way; empty for nothing."""
        return _("; ").join(
            _("{rule}: {fact}, asked is {asks}").format(
                rule=outcome.heading, fact=outcome.fact, asks=outcome.asks
            )
            for outcome in self.outcomes
            if outcome.result is not Result.MET
        )


def judge(recipient: Recipient, rules: Programme, year: int, day: date) -> Verdict:
    """Hold a person against every rule of a programme year, as seen on a day.

    InvalidValue where the rules have nothing for the year.
    """
    asked = rules.eligibility_in(year)
    outcomes = (
        _age(recipient, asked, year, day),
        _born_late_enough(recipient, asked),
        _registration(recipient, asked),
        *_spouse(recipient, asked),
        _category(recipient, rules),
        _has_borne(recipient),
        _no_breach(recipient, asked),
    )
    return Verdict(year, outcomes, _from_year(recipient, asked, outcomes, year))


def year_of_age(birth_date: date, age: int) -> int:
    """The calendar year in the course of which a person reaches an age."""
    return birth_date.year + age


def _shown(recipient: Recipient, key: str) -> str:
    column = RECIPIENTS.column(key)
    # none of the columns judged here refers to another record, so no desk is asked
    text = shown(column, getattr(recipient, key), None)  # type: ignore[arg-type]
    return text or _("not recorded")


def _age(recipient: Recipient, asked: Eligibility, year: int, day: date) -> Outcome:
    by_year_end = asked.age_reached == "year_end"
    until = date(year, 12, 31) if by_year_end else day
    age = age_on(recipient.birth_date, until)

    def said() -> tuple[str, str]:
        asks = _("{age} years by {day}").format(age=asked.minimum_age, day=until.isoformat())
        if age is None:
            return _("birth date not recorded"), asks
        return ngettext("{age} year", "{age} years", age).format(age=age), asks

    if age is None:
        return Outcome("age", Result.UNKNOWN, said)
    return Outcome("age", Result.MET if age >= asked.minimum_age else Result.LATER, said)


def _born_late_enough(recipient: Recipient, asked: Eligibility) -> Outcome:
    first, born = asked.born_on_or_after, recipient.birth_date

    def said() -> tuple[str, str]:
        return _shown(recipient, "birth_date"), _("on or after {day}").format(day=first.isoformat())

    result = Result.UNKNOWN if born is None else Result.MET if born >= first else Result.NOT_MET
    return Outcome("born", result, said)


def _registration(recipient: Recipient, asked: Eligibility) -> Outcome:
    def said() -> tuple[str, str]:
        return _shown(recipient, "registration"), _registrations(asked)

    return Outcome("registration", _among(recipient.registration, asked.registrations), said)


def _spouse(recipient: Recipient, asked: Eligibility) -> Iterator[Outcome]:
    """The spouse's registration; who has no spouse is judged alone."""

    def said() -> tuple[str, str]:
        return _shown(recipient, "spouse_registration"), _registrations(asked)

    if asked.spouse_registration_counts and recipient.marital_state in MARRIED:
        yield Outcome("spouse", _among(recipient.spouse_registration, asked.registrations), said)


def _among(value: str, allowed: tuple[str, ...]) -> Result:
    if not value:
        return Result.UNKNOWN
    return Result.MET if value in allowed else Result.NOT_MET


def _registrations(asked: Eligibility) -> str:
    choices = RECIPIENTS.column("registration").choices
    return _(" or ").join(_(choices.get(key, key)) for key in asked.registrations)


def _category(recipient: Recipient, rules: Programme) -> Outcome:
    wanted, living = rules.children_of(recipient.category), recipient.children_living

    def said() -> tuple[str, str]:
        category = _shown(recipient, "category")
        if wanted is None:
            return category, _("a category of the rules")
        asks = _("{n} living").format(n=wanted)
        if living is None:
            fact = _("{category}, living children not recorded").format(category=category)
        else:
            fact = _("{category}, {n} living").format(category=category, n=living)
        return fact, asks

    if wanted is None:
        return Outcome("category", Result.NOT_MET, said)
    if living is None:
        return Outcome("category", Result.UNKNOWN, said)
    return Outcome("category", Result.MET if living == wanted else Result.NOT_MET, said)


def _has_borne(recipient: Recipient) -> Outcome:
    """Who never bore or adopted a child is not of the programme (Hunan, 2017 interpretation)."""
    born = recipient.children_born

    def said() -> tuple[str, str]:
        return _shown(recipient, "children_born"), _("at least 1")

    result = Result.UNKNOWN if born is None else Result.MET if born >= 1 else Result.NOT_MET
    return Outcome("borne", result, said)


def _no_breach(recipient: Recipient, asked: Eligibility) -> Outcome:
    def said() -> tuple[str, str]:
        asks = _("none from {first} to {last}").format(
            first=asked.breach_from.isoformat(),
            last=asked.breach_until.isoformat() if asked.breach_until else _("today"),
        )
        return _("recorded") if recipient.breach else _("none recorded"), asks

    return Outcome("breach", Result.NOT_MET if recipient.breach else Result.MET, said)


def _from_year(
    recipient: Recipient, asked: Eligibility, outcomes: tuple[Outcome, ...], year: int
) -> int | None:
    others = {outcome.result for outcome in outcomes if outcome.key != "age"}
    if recipient.birth_date is None or others - {Result.MET}:
        return None
    reached = year_of_age(recipient.birth_date, asked.minimum_age)
    return max(reached, year) if outcomes[0].result is Result.MET else max(reached, year + 1)
