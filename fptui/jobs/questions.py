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

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from fptui.errors import InvalidValue, UnknownName
from fptui.exchange.importing.rejects import REJECT_FORMATS
from fptui.language import N_, _
from fptui.language.closest import meant
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Column, Kind
from fptui.registers.units import UNITS, Unit
from fptui.registers.values.days import day_from_text, day_near
from fptui.search.offers import Offer
from fptui.search.operators import operators_said
from fptui.search.resolving import identity_meant
from fptui.store import Reading

T = TypeVar("T")


def query_help_said() -> str:
    """What a query is, with an example and the operators, in the language in use."""
    example = _("Only what answers a query: 张 state:receiving age>=60")
    return f"{example} ({operators_said()})"


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
class Question(Generic[T]):
    """One question; `heading` names its field, `help` says more at the command line.

    `argument` is the word by which it stands without an option's name on the
    command line, `flags` are the option's own names where they are not made from
    the key. `applies` tells from the answers before it whether a dialog asks it,
    `proposed` gives the text that stands in the field at first. `needed` refuses an
    empty answer. `on_screen` and `on_command_line` say which faces ask it.
    """

    heading: str
    help: str = ""
    argument: str = field(default="", kw_only=True)
    flags: tuple[str, ...] = field(default=(), kw_only=True)
    metavar: str = field(default="TEXT", kw_only=True)
    needed: bool = field(default=False, kw_only=True)
    on_screen: bool = field(default=True, kw_only=True)
    on_command_line: bool = field(default=True, kw_only=True)
    applies: Callable[[Given], bool] = field(default=_always, kw_only=True)
    proposed: Callable[[Reading, Given], str] = field(default=_nothing, kw_only=True)

    def help_said(self) -> str:
        """What it says at the command line, in the language in use."""
        return _(self.help or self.heading)

    @property
    def empty(self) -> T:
        """The answer where nothing is said."""
        raise NotImplementedError

    def read(self, text: str, office: Reading | None) -> T:
        """The answer that a text means, which is not empty; InvalidValue where it means none."""
        raise NotImplementedError

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
class Query(Question[str]):
    """A query, as for a filter."""

    metavar: str = field(default="Q", kw_only=True)

    def help_said(self) -> str:
        """With the operators that there are."""
        return query_help_said()

    @property
    def empty(self) -> str:
        """No query: everything."""
        return ""

    def read(self, text: str, _office: Reading | None) -> str:
        """The query itself; the job that runs it says what is wrong with it."""
        return text


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
                day_from_text(text) if office is None else day_near(text, office.today, office.year)
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


def option_meant(heading: str, options: Sequence[Option], text: str) -> Option:
    """The option of this key or label; UnknownName says which there are."""
    for option in options:
        if text in (option.key, option.label):
            return option
    keys = [option.key for option in options]
    raise UnknownName(
        _("{heading}: there is no “{name}”. {hint}There are: {names}.").format(
            heading=_(heading),
            name=harmless(text[:40]),
            hint=meant(text, keys),
            names=", ".join(map(harmless, keys)),
        )
    )


@dataclass(frozen=True, slots=True)
class UnitOf(Question[str]):
    """A unit by its code, its name or a part of it; the whole office where nothing is said."""

    metavar: str = field(default="U", kw_only=True)

    @property
    def empty(self) -> str:
        """No unit of its own."""
        return ""

    def read(self, text: str, office: Reading | None) -> str:
        """The unit's code; InvalidValue where there is none of that name, or several."""
        return record_meant(self.heading, "units", text, office)

    def options(self, office: Reading, _given: Given) -> Sequence[Option]:
        """All units, by code; those that are called the same with their code."""
        units = sorted(office.table(UNITS).values(), key=lambda unit: unit.code)
        called = Counter(unit.name for unit in units)

        def label(unit: Unit) -> str:
            name = harmless(unit.name)
            return name if called[unit.name] == 1 else f"{name} {unit.code}"

        return [Option(unit.code, label(unit)) for unit in units]


@dataclass(frozen=True, slots=True)
class FileToRead(Question[Path | None]):
    """A file that is there."""

    endings: str = field(default="", kw_only=True)
    metavar: str = field(default="FILE", kw_only=True)

    @property
    def empty(self) -> None:
        """No file."""
        return

    def read(self, text: str, _office: Reading | None) -> Path:
        """The file's path; InvalidValue where there is no such file."""
        path = path_of(text)
        if not path.is_file():
            raise InvalidValue(_("There is no file {path}").format(path=harmless(str(path))))
        return path


@dataclass(frozen=True, slots=True)
class FileToWrite(Question[Path | None]):
    """A file that is made; `replaces` allows one that is there already.

    At the command line what stands there is replaced without asking; a dialog asks.
    `into_folder` allows a folder, in which the job names the file.
    `endings` are those that its name may have, such as `.csv .xlsx`; any where it is empty.
    """

    endings: str = field(default="", kw_only=True)
    replaces: bool = field(default=True, kw_only=True)
    into_folder: bool = field(default=False, kw_only=True)
    metavar: str = field(default="FILE", kw_only=True)

    def help_said(self) -> str:
        """With the endings that it may have."""
        said = _(self.help or self.heading)
        return f"{said} ({self.endings})" if self.endings else said

    @property
    def empty(self) -> None:
        """No file."""
        return

    def read(self, text: str, _office: Reading | None) -> Path:
        """The file's path; InvalidValue for another ending, or one that must not be replaced."""
        path = path_of(text)
        in_folder = self.into_folder and path.is_dir()
        if self.endings and not in_folder and path.suffix.lower() not in self.endings.split():
            raise InvalidValue(
                _("{path}: the ending must be one of {endings}.").format(
                    path=harmless(str(path)), endings=self.endings
                )
            )
        if not self.replaces and not in_folder and path.exists():
            raise InvalidValue(
                _("{path} is there already: name another file.").format(path=harmless(str(path)))
            )
        return path


def registers(_office: object, _given: object) -> Sequence[Option]:
    """All registers, as they are called."""
    return [Option(one.name, _(one.title)) for one in REGISTERS.values()]


@dataclass(frozen=True, slots=True)
class RegisterName(Choice):
    """A register by its name; a screen hands in the one in view where it shows one.

    Its `options` are known without an office.
    """

    options: Callable[[object, object], Sequence[Option]] = field(default=registers, kw_only=True)
    argument: str = field(default="TABLE", kw_only=True)

    def read(self, text: str, _office: Reading | None) -> str:
        """The name; UnknownName says which there are."""
        for option in self.options(None, {}):
            if text in (option.key, option.label):
                return option.key
        return register_named(text).name


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


def path_of(text: str) -> Path:
    """The path that someone typed, perhaps in quotes, or dragged into the window."""
    return Path(text.strip().strip("'\"")).expanduser()


@dataclass(frozen=True, slots=True)
class Records(Question[tuple[int, ...]]):
    """Records of a register by their numbers.

    At the command line they are named by their identities, or found by `--where`;
    a screen hands in those selected, or the one under the cursor. `all_for_none`
    tells that all are meant where none is named; where they are called by their identities
    the answer has all of them then, so that no record in it always says that a query found
    none. `cursor` tells that the record under the cursor is handed in where none is
    selected, `by_query` is False where they must be named. `named` gives the number of the
    record that a word means, by the answers before it, where people do not call it by its
    identity; InvalidValue where there is none. `register` is its name, or gives it by the
    answers before it.
    """

    register: str | Callable[[Given], str] = field(kw_only=True)
    named: Callable[[Reading, Given, str], int] | None = field(default=None, kw_only=True)
    all_for_none: bool = field(default=False, kw_only=True)
    by_query: bool = field(default=True, kw_only=True)
    cursor: bool = field(default=True, kw_only=True)

    def register_by(self, given: Given) -> str:
        """The name of the register, by the answers before it."""
        return self.register if isinstance(self.register, str) else self.register(given)

    @property
    def empty(self) -> tuple[int, ...]:
        """None."""
        return ()


def asked(question: Question[T]) -> T:
    """A field of answers that is asked by this question."""
    answer: T = field(default=question.empty, metadata={"question": question})
    return answer


def questions_of(answers: type) -> dict[str, Question[object]]:
    """The questions of a type of answers, by key, in order."""
    return {one.name: one.metadata["question"] for one in fields(answers)}


REJECTS = FileToWrite(
    N_("Refused rows"),
    N_("Write the refused rows, with the reasons, to a file."),
    endings=" ".join(one.ending for one in REJECT_FORMATS),
    on_screen=False,
)
"""Where a job that reads a file puts the rows it refuses; a screen offers it beside its plan."""

REASON = Text(N_("Why"), N_("Why; it stands in the history."))
"""What every change may be given."""
