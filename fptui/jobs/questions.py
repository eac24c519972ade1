"""What a job asks: typed questions, of which a command's options and a dialog's fields are made.

The answers of a job are a frozen dataclass whose fields are questions::

    @dataclass(frozen=True, slots=True)
    class Answers:
        state: str = asked(Choice(N_("Move to"), options=_states, argument="STATE"))
        reason: str = asked(Text(N_("Why"), N_("Why; it stands in the history.")))

A question reads the text that a person typed, at the command line or in a field, by
the same :meth:`Question.parse`, which says in words what is wrong with it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from fptui.errors import InvalidValue, UnknownName
from fptui.language import N_, _, current_language
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.days import day_from_text, day_near
from fptui.registers.values.width import half_width
from fptui.search.examples import example_of
from fptui.search.fields import fields_said
from fptui.search.offers import Offer
from fptui.search.operators import operators_said
from fptui.search.resolving import identity_meant
from fptui.store import Reading, clock

T = TypeVar("T")

_ROWS = re.compile(r"第?([0-9]{1,7})行?(?:[-–—~～至到]第?([0-9]{1,7})行?)?", re.ASCII)


def query_help_said(register: str = "") -> str:
    """What a query is, with an example and the operators, in the language in use.

    Where it is known which register is asked, the example is of that one, and its fields
    are told.
    """
    asked = REGISTERS.get(register)
    example = example_of(asked or RECIPIENTS, clock.today().year)
    said = _("Only what answers a query, as in “{query}”.").format(query=f"张 {example}")
    if asked is not None:
        said += " " + fields_said(asked)
    return f"{said} ({operators_said()})"


Given: TypeAlias = Mapping[str, object]
"""The answers that are known so far, by key."""


def _always(_given: Given) -> bool:
    return True


def _nothing(_office: Reading, _given: Given) -> str:
    return ""


def today(office: Reading, _given: Given) -> str:
    """Proposes the day of today."""
    return office.today.isoformat()


@dataclass(frozen=True, slots=True)
class Question(ABC, Generic[T]):
    """One question; `heading` names its field, `help` says more at the command line.

    `argument` is the word by which it stands without an option's name on the
    command line, `flags` are the option's own names where they are not made from
    the key. `applies` tells from the answers before it whether a dialog asks it,
    `proposed` gives the text that stands in the field at first. `needed` refuses an
    empty answer. What is `remembered` the office says of itself from then on, under its
    key in :class:`fptui.store.About`. `on_screen` and `on_command_line` say which faces ask it.
    """

    heading: str
    help: str = ""
    argument: str = field(default="", kw_only=True)
    flags: tuple[str, ...] = field(default=(), kw_only=True)
    metavar: str = field(default="TEXT", kw_only=True)
    needed: bool = field(default=False, kw_only=True)
    remembered: bool = field(default=False, kw_only=True)
    on_screen: bool = field(default=True, kw_only=True)
    on_command_line: bool = field(default=True, kw_only=True)
    applies: Callable[[Given], bool] = field(default=_always, kw_only=True)
    proposed: Callable[[Reading, Given], str] = field(default=_nothing, kw_only=True)

    def help_said(self) -> str:
        """What it says at the command line, in the language in use."""
        return _(self.help or self.heading)

    @property
    @abstractmethod
    def empty(self) -> T:
        """The answer where nothing is said."""

    def read(self, _text: str, _office: Reading | None) -> T:
        """The answer that a text means, which is not empty; InvalidValue where it means none.

        A question whose answers a screen hands in takes no text.
        """
        raise TypeError(f"{self.heading} is handed in, not typed")

    def parse(self, text: str, office: Reading | None) -> T:
        """The answer that a text means; InvalidValue says what is wrong with it.

        `office` is None for a job on the office's file, which asks for nothing in it.
        """
        text = text.strip()
        if text:
            return self.read(text, office)
        if self.needed:
            raise InvalidValue(_("“{heading}” is missing").format(heading=_(self.heading)))
        return self.empty


@dataclass(frozen=True, slots=True)
class Text(Question[str]):
    """A text as it is typed; an argument with `rest` takes all words that are left."""

    rest: bool = field(default=False, kw_only=True)

    @property
    def empty(self) -> str:
        """No text."""
        return ""

    def read(self, text: str, _office: Reading | None) -> str:
        """The text itself."""
        return text


@dataclass(frozen=True, slots=True)
class Query(Text):
    """A query, as for a filter; the job that runs it says what is wrong with it."""

    metavar: str = field(default="Q", kw_only=True)


@dataclass(frozen=True, slots=True)
class Day(Question[date | None]):
    """A day, in any of the ways in which people write one: `yesterday`, `+15` and `6.30` too.

    `to_come` tells whether it may lie in the future.
    """

    to_come: bool = field(default=True, kw_only=True)
    metavar: str = field(default="DATE", kw_only=True)

    @property
    def empty(self) -> None:
        """No day."""
        return

    def read(self, text: str, office: Reading | None) -> date:
        """The day; InvalidValue where there is none such, or it must not be that late."""
        try:
            day = (
                day_from_text(text)
                if office is None
                else day_near(text, office.today, office.year, office.year_begins)
            )
        except ValueError as error:
            raise InvalidValue(
                _("“{text}” is no date: write 2005-06-30, 6.30, yesterday or +15.").format(
                    text=harmless(text[:40])
                )
            ) from error
        if not self.to_come and day > known(office).today:
            raise InvalidValue(_("{day} lies in the future").format(day=day.isoformat()))
        return day


@dataclass(frozen=True, slots=True)
class Number(Question[int | None]):
    """A whole number within bounds; `default` where nothing is said.

    `in_window` is the default of a job that only looks, where people read in the
    window of a terminal what it found.
    """

    least: int = field(default=0, kw_only=True)
    most: int = field(default=1_000_000_000, kw_only=True)
    default: int | None = field(default=None, kw_only=True)
    in_window: int | None = field(default=None, kw_only=True)
    metavar: str = field(default="N", kw_only=True)

    @property
    def empty(self) -> int | None:
        """The default."""
        return self.default

    def read(self, text: str, _office: Reading | None) -> int:
        """The number; InvalidValue where it is none, or out of bounds."""
        if not text.isdecimal() or not self.least <= int(text) <= self.most:
            raise InvalidValue(
                _("“{text}” is no number from {least} to {most}.").format(
                    text=harmless(text[:40]), least=self.least, most=self.most
                )
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class Rows(Question[range | None]):
    """The numbers of a row, or of some rows one below the other, of a sheet: 3, 3-4."""

    most: int = field(default=5, kw_only=True)
    metavar: str = field(default="ROWS", kw_only=True)

    @property
    def empty(self) -> None:
        """No row."""
        return

    def read(self, text: str, _office: Reading | None) -> range:
        """The numbers; InvalidValue where it means none, or too many."""
        found = _ROWS.fullmatch(half_width(text))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last < first + self.most:
            raise InvalidValue(
                _("“{text}” names no rows of headings: write 3 or 3-4.").format(
                    text=harmless(text[:40])
                )
            )
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Flag(Question[bool]):
    """Yes or no; no where nothing is said."""

    @property
    def empty(self) -> bool:
        """No."""
        return False

    def read(self, text: str, _office: Reading | None) -> bool:
        """Yes for what says yes in any language."""
        return text.casefold() in {"yes", "y", "true", "1", "是", _("yes").casefold()}


Option: TypeAlias = Offer
Options: TypeAlias = Callable[[Reading, Given], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Choice(Question[str]):
    """One of several things; `options` lists them for the answers that are known before it.

    At the command line every one of `options` with nothing known is understood; where
    `flagged` has their helps (marked) by key, each is a flag of its own, such as `--same`.
    """

    options: Options = field(kw_only=True)
    flagged: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    @property
    def empty(self) -> str:
        """None of them."""
        return ""

    def read(self, text: str, office: Reading | None) -> str:
        """The key of the option of this key or label; UnknownName says which there are."""
        return option_meant(self.heading, self.options(known(office), {}), text).key


def _named(option: Option) -> str:
    """What people call an option, with the key that a command takes."""
    if option.label in ("", option.key):
        return harmless(option.key)
    return _("{name} ({above})").format(name=harmless(option.label), above=harmless(option.key))


def option_meant(heading: str, options: Sequence[Option], text: str) -> Option:
    """The option of this key or label; UnknownName says which there are."""
    for option in options:
        if text in (option.key, option.label):
            return option
    english = current_language() == "en"
    names = [one.key if english else one.label or one.key for one in options]
    raise UnknownName(
        _("{heading}: there is no “{name}”. {hint}There are: {names}.").format(
            heading=_(heading),
            name=harmless(text[:40]),
            hint=meant(text, names),
            names=_(", ").join(_named(option) for option in options),
        )
    )


def known(office: Reading | None) -> Reading:
    """The office that a question is about; a job on the office's file asks none such."""
    if office is None:
        raise TypeError("this question is about what an office holds")
    return office


def record_meant(heading: str, register: str, text: str, office: Reading | None) -> str:
    """The identity of the record of a register that a text means, under this heading.

    InvalidValue where it means none, or several.
    """
    column = Column("", heading, Kind.REFERENCE, register=register)
    return identity_meant(known(office), column, text)


def asked(question: Question[T]) -> T:
    """A field of answers that is asked by this question."""
    answer: T = field(default=question.empty, metadata={"question": question})
    return answer


def questions_of(answers: type) -> dict[str, Question[object]]:
    """The questions of a type of answers, by key, in order."""
    return {one.name: one.metadata["question"] for one in fields(answers)}


REASON = Text(N_("Why"), N_("Why; it stands in the history."))
"""What every change may be given."""
