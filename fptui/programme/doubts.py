"""Doubts about the recipients' files: what they are, and why they are raised, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.registers.declaration import Desk, Value
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import shown
from fptui.registers.values.identity_number import problem_with

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done of how much; it may raise to stop the work."""

OF_TWO = ("same_id", "same_account", "same_person", "close_person")
"""The kinds of doubts whether two files are one person's."""

OF_NUMBER = ("id_number", "id_birth_date", "id_sex")
"""The kinds of doubts about an ID number."""

ALIKE = {
    "sound": N_("the names sound alike, born on the same day"),
    "spelling": N_("the names are spelled nearly alike, born on the same day"),
    "date": N_("the same name, the birth dates differ by one day, month or year"),
    "digits": N_("the same name, the birth dates by a slip of the digits"),
    "sound_date": N_("the names sound alike, the birth dates differ by one day, month or year"),
    "sound_digits": N_("the names sound alike, the birth dates differ by a slip of the digits"),
}
"""How two people are nearly alike."""

WRONG_DATES = {
    "born_later": N_("born on {day}, which is yet to come"),
    "too_old": N_("born on {day}, more than {years} years ago"),
    "too_young": N_("born on {day}, less than {years} years ago"),
    "state_before_birth": N_("in this state since {day}, before the birth"),
    "state_later": N_("in this state since {day}, which is yet to come"),
    "exit_before_birth": N_("left on {day}, before the birth"),
    "exit_later": N_("left on {day}, which is yet to come"),
    "paid_too_young": N_("paid from {year}, in which the age is {age}, not {minimum}"),
    "verified_later": N_("re-verified for {year}, which is yet to come"),
}
"""What cannot be true, or hardly, of the dates of a file."""


Facts: TypeAlias = tuple[tuple[str, Value], ...]
"""What a reason is told with, by name: plain values, not for people."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to be looked at: of a kind, about one file, two, or a crowd of them.

    `kind` is one of :data:`fptui.registers.settlements.DOUBTS`; `records` are register and
    number. `evidence` is what the reason is told with; `wrong_dates` has the keys of
    :data:`WRONG_DATES` that hold, and what each is told with.
    """

    kind: str
    records: tuple[tuple[str, int], ...]
    evidence: Facts = ()
    wrong_dates: tuple[tuple[str, Facts], ...] = ()

    @property
    def files(self) -> tuple[int, ...]:
        """The numbers of the recipients' records that it is about."""
        return tuple(number for register, number in self.records if register == RECIPIENTS.name)

    @property
    def is_of_two(self) -> bool:
        """Whether it asks if two files are one person's, so that they may be merged."""
        return self.kind in OF_TWO and len(self.files) == 2


def why(doubt: Doubt, desk: Desk, *, reveal: bool = False) -> str:
    """The reason of a doubt in words, in the language in use; private values masked."""
    given = dict(doubt.evidence)
    if doubt.kind == "same_id":
        return _shared(doubt, desk, _("the same ID number: {value}"), "id_number", given, reveal)
    if doubt.kind == "same_account":
        return _shared(doubt, desk, _("the same account: {value}"), "account", given, reveal)
    if doubt.kind == "same_person":
        return _crowd(doubt, _("the same name and birth date: {day}").format(day=given["day"]))
    if doubt.kind == "close_person":
        text = ALIKE[str(given["how"])]
        return _(text)
    if doubt.kind == "dates":
        return _("; ").join(wrong_dates_said(doubt.wrong_dates))
    if doubt.kind == "paid_after_death":
        return _paid_after_death(doubt, given)
    return _number_problem(doubt, desk)


def wrong_dates_said(wrong: Sequence[tuple[str, Facts]]) -> list[str]:
    """In words what cannot be true of dates, by the keys of :data:`WRONG_DATES`."""
    return [_(WRONG_DATES[key]).format(**dict(values)) for key, values in wrong]


def _shared(
    doubt: Doubt, desk: Desk, text: str, key: str, given: dict[str, Value], reveal: bool
) -> str:
    value = shown(RECIPIENTS.column(key), given[key], desk, reveal=reveal)
    return _crowd(doubt, text.format(value=value))


def _crowd(doubt: Doubt, text: str) -> str:
    n = len(doubt.files)
    if n <= 2:
        return text
    return ngettext("{n} file: {what}", "{n} files: {what}", n).format(n=n, what=text)


def _paid_after_death(doubt: Doubt, given: dict[str, Value]) -> str:
    n = len(doubt.records) - len(doubt.files)
    said = ngettext(
        "died on {died}; {n} payment after that, the last on {day}",
        "died on {died}; {n} payments after that, the last on {day}",
        n,
    )
    return said.format(died=given["died"], n=n, day=given["day"])


def _number_problem(doubt: Doubt, desk: Desk) -> str:
    recipient = desk.table(RECIPIENTS).get(doubt.files[0])
    if recipient is None:
        return ""
    return harmless(problem_of(doubt.kind, recipient))


def is_vouched(recipient: Recipient) -> bool:
    """Whether the ID number is sound and says what the file says of birth date and sex."""
    number = recipient.id_number
    return bool(number) and not problem_with(number, recipient.birth_date, recipient.sex)


def problem_of(kind: str, recipient: Recipient) -> str:
    """What one kind of doubt finds wrong with an ID number, or "" for nothing.

    What is wrong with the number itself comes first: the others rest on it.
    """
    number = recipient.id_number
    if not number:
        return ""
    wrong = problem_with(number)
    if wrong or kind == "id_number":
        return wrong if kind == "id_number" else ""
    if kind == "id_birth_date":
        return problem_with(number, birth_date=recipient.birth_date)
    return problem_with(number, sex=recipient.sex)
