"""The words in which a register is declared.

A register is a frozen record type, its columns and its rules. Screens, `show`,
`export`, `import`, filters and sorting read the declaration; none of them asks
which register it is. What differs between registers is said here, with a word
of the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Never, Protocol, TypeAlias, TypeVar

import msgspec

from fptui.errors import UnknownName
from fptui.language import N_, _
from fptui.registers.summed import Summed
from fptui.registers.values.lists import OfficeList

if TYPE_CHECKING:
    from fptui.registers.count_rules import CountRules


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The base of all records: immutable, typed, compared by value.

    Fields hold `str`, `int`, `bool`, `datetime.date`, `decimal.Decimal`, a tuple
    of `str`, or None where a value may be unknown. Field names are column keys.
    None of these can hold a record, so the garbage collector need not visit them.
    """


R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)
"""Of a register or an edit: one of recipients serves where one of any records is asked for."""

Value: TypeAlias = str | int | bool | date | Decimal | tuple[str, ...] | tuple[int, ...] | None
"""What a column may have in a record."""


class Kind(StrEnum):
    """What a column holds; it decides alignment, parsing, sorting and display."""

    TEXT = "text"
    CODE = "code"  # digits and letters that are never counted: ID numbers, unit codes
    INTEGER = "integer"
    DECIMAL = "decimal"
    YUAN = "yuan"  # a Decimal of yuan
    DATE = "date"
    PERIOD = "period"  # 2005, 2005H1, 2005Q1, 2005-03
    EXPRESSION = "expression"  # of counts and indicators: births - births_in_plan
    FLAG = "flag"  # yes or no
    CHOICE = "choice"  # one key of `Column.choices`
    REFERENCE = "reference"  # the identity of a record of `Column.register`
    REFERENCES = "references"  # several of them


class Mask(StrEnum):
    """How a private value is shown unless it is revealed."""

    NONE = ""
    ID_NUMBER = "id_number"  # 430299************
    ACCOUNT = "account"  # the last four digits
    PHONE = "phone"  # 138****1234


class Desk(Protocol):
    """What a computed column or a query may ask of the office: its records, read-only."""

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""

    @property
    def year(self) -> int:
        """The programme year that the user looks at."""

    @property
    def year_begins(self) -> int:
        """The month in which the statistical year begins, 1 for the calendar year."""

    @property
    def day_in_view(self) -> date:
        """The day for which ages are reckoned: the end of a year in view that is over, else today.

        Where the records are seen as of a day that was asked for, it is that day.
        """

    @property
    def count_rules(self) -> CountRules:
        """What counts have to do with one another; an error where its file is wrong."""

    def table(self, register: Register[R]) -> Mapping[int, R]:
        """All records of a register by their number, in order of entry."""

    def find(self, register: Register[R], identity: str) -> R | None:
        """The record with this identity (for a unit its code), or None."""

    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]:
        """The records of a register whose reference `column` points to this identity."""

    def names(self, register: str, identity: str) -> Sequence[str]:
        """The names by which a record is found: its own, then those of what it belongs to."""


class ChangingDesk(Desk, Protocol):
    """A desk whose changes can be followed, by what keeps an answer for long."""

    def changes(self, register: str) -> Sequence[int]:
        """The numbers of the records that were changed since the office was opened, in order.

        It grows; another object means that the records were read anew.
        """


Compute: TypeAlias = Callable[[Never, Desk], Value]
"""Works out a column from a record of its register, of whichever type that is."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of the record, or something computed from it.

    `heading` and the labels of `choices` are English texts marked with `N_`.
    `width` is the number of terminal cells that its values usually take.
    A column with `compute` is shown, sorted and filtered but never stored.
    `alike` gives what two spellings of one value have in common. A column with
    `by_procedure` is moved by steps with guards: an import sets it in new
    records only. `also_called` has what lists from elsewhere write for a choice.
    `merged_into` names the reference to a record into which the records of these
    numbers, parted by spaces, were merged, `merged_from` the column with the identity they had.
    What `follows_from` another column is worked out by :attr:`Register.follows`.
    `has_passed` tells of two values of a column by procedure, the earlier one first, whether
    the way leads from one to the other; a column that `tells_of` one says when or why it
    got its value.
    A form puts a column under its `section` (marked), proposes the next number of
    a `numbered` one, and keeps one that `repeats` for the record that follows. In a text
    that `suggests`, people repeat themselves: what stands in the column already is offered.
    One that is `left_empty` says nothing where nothing was said, whatever the record type's
    default is: that one is for the records of older files, which leave it out. `summed` says
    that its values may be added up, and which of them. A day `not_before` another one lies
    in the life of those who are living, and not in the future. One `by_day` is reckoned for
    the day in view, which stands beside its heading where that is not today.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 10
    mask: Mask = Mask.NONE
    choices: Mapping[str, str] = field(default_factory=dict)
    register: str = ""  # the register that a REFERENCE points to
    required: bool = False
    open_choices: bool = False  # a CHOICE that also takes a value outside `choices`
    shown: bool = True  # on screen and in exports unless columns are chosen
    compute: Compute | None = None
    alike: Callable[[str], str] | None = None
    by_procedure: bool = False
    also_called: Mapping[str, str] = field(default_factory=dict)
    merged_into: str = ""
    merged_from: str = ""
    follows_from: str = ""
    has_passed: Callable[[str, str], bool] | None = None
    tells_of: str = ""
    section: str = ""
    numbered: bool = False
    repeats: bool = False
    suggests: bool = False
    left_empty: bool = False
    summed: Summed | None = None
    not_before: date | None = None
    by_day: bool = False

    @property
    def known_choices(self) -> Mapping[str, str]:
        """The choices, and those that an office took off its list but records may still have."""
        return self.choices.known if isinstance(self.choices, OfficeList) else self.choices

    @property
    def takes_others(self) -> bool:
        """Whether a record may newly get a value outside `choices`."""
        return self.open_choices or (isinstance(self.choices, OfficeList) and self.choices.is_open)

    def value(self, record: Record, desk: Desk) -> Value:
        """The plain value of this column in a record."""
        if self.compute is not None:
            # a column stands in one register and is asked of its records only
            return self.compute(record, desk)  # type: ignore[arg-type]
        stored: Value = getattr(record, self.key)
        return stored


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a record in its register, as the township above a village.

    `heading` (marked) is what it is called; `of` gives its identity from that of the record.
    """

    heading: str
    of: Callable[[Desk, str], str]


Rule: TypeAlias = Callable[[R], Iterable[str]]
"""A rule yields one translated sentence for each thing that is wrong with a record."""


@dataclass(frozen=True, slots=True)
class About(Generic[R]):
    """A rule about the value of one column, beside whose cell what is wrong with it is said."""

    column: str
    rule: Rule[R]

    def __call__(self, record: R) -> Iterable[str]:
        """What the rule says."""
        return self.rule(record)


@dataclass(frozen=True, slots=True)
class Register(Generic[R_co]):
    """A register, declared once.

    `identity` names the fields that tell two records apart (for a reference:
    the field that is referred to). `words` are the columns that a bare search
    word looks at, `ends` those that it finds by their last characters, and `called_choices`
    those of choices that it finds by what the choice is called, such as 退票. `screen`
    is the number key under which the register is found, `place` its order among
    the registers of that screen. `year_of` tells the year a record belongs to, for the month with
    which the statistical year begins, or is None where records are of no one year.
    `belongs_to` is the field that refers to the record above in the same
    register, as the parent of a unit. `also_identity` is a column that may be
    empty, but whose value no two records share; `recorded_by` the field that
    keeps who entered a record, `also_recorded_by` the one for those who entered what was
    merged into it; nobody types either. `also_headed` has, by column key, the headings
    under which lists from elsewhere bring a column.
    `follows` tells from the texts of a form what else follows from them, by column
    key, such as the birth date from an ID number. `filters` are queries for its menu by
    their titles (marked), what is looked for again and again; `{year}` stands for the year
    in view, in an `example` of a query too. `counted_by` is the column by whose values the
    records are counted under the table; `begun` (marked) says how the first records come in,
    where that is by more than a form. `doubted` tells of records as they would be, with what
    the desk holds, which of them are doubtful and why, though they may be kept; `above` has
    what a reference to a record also leads to, by the word for it. `called` are the columns
    that hold what people call a record by, beside its identity; `told_by` those that are
    told with its name where one of several is meant.
    """

    name: str
    title: str
    record: type[R_co]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    words: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    called_choices: tuple[str, ...] = ()
    rules: tuple[Rule[R_co], ...] = ()
    sort: str = ""
    screen: int = 0
    place: int = 0
    year_of: Callable[[R_co, int], int | None] | None = None
    belongs_to: str = ""
    also_identity: str = ""
    recorded_by: str = ""
    also_recorded_by: str = ""
    also_headed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    follows: Callable[[Mapping[str, str]], Mapping[str, str]] | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    called: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    counted_by: str = ""
    begun: str = ""
    doubted: Callable[[Desk, Sequence[R_co]], Iterable[tuple[R_co, str]]] | None = None
    above: Mapping[str, Above] = field(default_factory=dict)

    def column(self, key: str) -> Column:
        """The column of this key; UnknownName where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise UnknownName(
            _("{register} has no column “{name}”. Its columns: {columns}.").format(
                register=_(self.title),
                name=key,
                columns=", ".join(column.key for column in self.columns),
            )
        )

    def new(self, values: Mapping[str, object]) -> R_co:
        """A record of these values; TypeError where a required one is missing."""
        empty = {column.key: "" for column in self.stored_columns if column.left_empty}
        return self.record(**{**empty, **values})

    @property
    def stored_columns(self) -> tuple[Column, ...]:
        """The columns that are fields of the record, in order."""
        return tuple(column for column in self.columns if column.compute is None)

    @property
    def recorders(self) -> tuple[str, ...]:
        """The fields that keep who entered a record."""
        return tuple(filter(None, (self.recorded_by, self.also_recorded_by)))

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns shown unless others are chosen."""
        return tuple(column for column in self.columns if column.shown)

    def identity_of(self, record: Record) -> str:
        """What tells this record from the others, as one text: `2005 430299001001 births`."""
        return " ".join(str(getattr(record, name)) for name in self.identity)

    def problems(self: Register[R], record: R) -> list[str]:
        """All that is wrong with a record by the rules of its register."""
        return [problem for _column, problem in self.problems_by_column(record)]

    def problems_by_column(self: Register[R], record: R) -> list[tuple[str, str]]:
        """What is wrong with a record, each with the column it is about; "" for the whole."""
        return [
            (rule.column if isinstance(rule, About) else "", problem)
            for rule in self.rules
            for problem in rule(record)
        ]


def default_of(register: Register[Record], column: Column) -> Value:
    """The value of a column that is not required where nothing is said."""
    if column.left_empty:
        return ""
    record = register.record
    names, defaults = record.__struct_fields__, record.__struct_defaults__
    value: Value = defaults[names.index(column.key) - (len(names) - len(defaults))]
    return value


def choose_columns(register: Register[Record], keys: Sequence[str]) -> tuple[Column, ...]:
    """The named columns in the given order, or those shown by default for none."""
    if not keys:
        return register.shown_columns
    return tuple(register.column(key) for key in keys)


Values: TypeAlias = Mapping[str, Value]
"""Values by column key."""


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """A register that is filled in rows and columns, as in a spreadsheet.

    `title` (marked) says what is entered. `head` are the columns whose values all rows
    share and that are asked once; `row` those that tell the rows; `cells` those that are
    typed; `beside` those that are only shown. `proposed` gives the rows that are known
    before anything is typed, from the desk and the values of the head; `head_proposed` the
    head that is likely meant. A `free` sheet takes rows beside these. `numbered` is a column
    in which new records get the next number.

    Where several records of a row differ by the value of one column, `across` is that
    column and `value` the one that is typed: names of counts stand side by side.
    `names` proposes them. `within` is the column of units that may be narrowed to those
    under one of them. `no_rows` (marked) says what to do where no row is proposed.
    """

    key: str
    register: str
    title: str
    row: tuple[str, ...]
    cells: tuple[str, ...]
    head: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    proposed: Callable[[Desk, Values], Sequence[Values]] = lambda _desk, _head: ()
    head_proposed: Callable[[Desk], Values] = lambda _desk: {}
    free: bool = False
    numbered: str = ""
    across: str = ""
    value: str = ""
    names: Callable[[Desk, Values], Sequence[str]] = lambda _desk, _head: ()
    no_rows: str = N_("There are no rows for this sheet.")
    within: str = ""
