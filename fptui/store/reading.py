"""Reading records: what the office of today and one of a past day have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import cast

from fptui.language import current_language
from fptui.registers import REGISTERS, register_named
from fptui.registers.count_rules import CountRules
from fptui.registers.declaration import R, Record, Register
from fptui.registers.edits import Edit
from fptui.registers.values.display import name_of
from fptui.registers.values.looked_at import day_in_year
from fptui.registers.values.period import year_of_day
from fptui.store.about import About
from fptui.store.changes import Change
from fptui.store.clock import today
from fptui.store.count_rules import count_rules_of
from fptui.store.records import Records


@dataclass(frozen=True, slots=True)
class _Names:
    """The names found so far in a register that had changed so often."""

    changes: Sequence[int]
    version: int
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Reading(ABC):
    """A :class:`fptui.registers.declaration.Desk` on the records of an office, then or now."""

    path: Path

    def __init__(self, year: int | None = None) -> None:
        self._year = year
        self._names: dict[tuple[str, str], _Names] = {}
        self._count_rules: CountRules | None = None

    @property
    @abstractmethod
    def _records(self) -> Records: ...

    @property
    @abstractmethod
    def about(self) -> About:
        """What the office says of itself."""

    @property
    @abstractmethod
    def why_read_only(self) -> str:
        """One sentence for people on why changes are refused; empty where they are not."""

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return bool(self.why_read_only)

    @property
    def day(self) -> date | None:
        """The day as of which the records are seen; None for the present."""
        return None

    @abstractmethod
    def change(self, edits: Iterable[Edit[Record]], reason: str = "") -> list[int]:
        """Make all these edits or none, and return the numbers of the records."""

    @abstractmethod
    def note(self, reason: str, register: str = "", number: int = 0) -> None:
        """Put into the history that something was done which changed no record."""

    @abstractmethod
    def tell(self, about: About, reason: str) -> None:
        """Let the office say this of itself from now on."""

    @abstractmethod
    def undo(self, reason: str = "") -> Change | None:
        """Take the last change back by a new one, and return it; None where there is none."""

    @abstractmethod
    def redo(self, reason: str = "") -> Change | None:
        """Make the change that was undone last again, and return it; None where there is none."""

    @abstractmethod
    def undoable(self) -> Change | None:
        """The change that undo would take back; None where there is none."""

    @abstractmethod
    def redoable(self) -> Change | None:
        """The undoing that redo would take back; None where there is none."""

    @abstractmethod
    def history(self, register: str | None = None, *numbers: int) -> Iterator[Change]:
        """The changes, the last first: all, those of a register, or those of these records."""

    def with_merged(self, register: str, number: int) -> tuple[int, ...]:
        """The number of a record and those of the records that were merged into it."""
        record = self._records.get(register, number)
        if record is None:
            return (number,)
        identity = register_named(register).identity_of(record)
        merged = (
            int(one)
            for other in REGISTERS.values()
            for column in other.stored_columns
            if column.merged_into and other.column(column.merged_into).register == register
            for telling in self.referring(other, column.merged_into, identity)
            for one in getattr(telling, column.key).split()
            if one.isdecimal()
        )
        return (number, *merged)

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""
        return today()

    def refuse_day(self, day: date) -> None:  # noqa: B027  (a past day looks no further back)
        """StoreError for a day before the history, which cannot be looked at."""

    @property
    def year(self) -> int:
        """The year in view: the one asked for, else the office's own, else this year."""
        return self._year or self.about.year or year_of_day(self.today, self.year_begins)

    @year.setter
    def year(self, year: int) -> None:
        self._year = year

    @property
    def year_asked(self) -> int | None:
        """The year that was asked for, None where the office's own is looked at."""
        return self._year

    @property
    def year_begins(self) -> int:
        """The month in which the statistical year begins."""
        return self.about.year_begins

    @property
    def day_in_view(self) -> date:
        """The end of the year in view where it is over, else today; the day asked for, if any."""
        return self.day or day_in_year(self.today, self.year, self.year_begins)

    @property
    def count_rules(self) -> CountRules:
        """What counts have to do with one another; StoreError where the office's file is wrong."""
        if self._count_rules is None:
            self._count_rules = count_rules_of(self.path)
        return self._count_rules

    # the tables of all registers are kept by name; a register's holds its own records only

    def table(self, register: Register[R]) -> Mapping[int, R]:
        """All records of a register by number, in order of entry. A view, not a copy."""
        return cast("Mapping[int, R]", MappingProxyType(self._records.table(register.name)))

    def find(self, register: Register[R], identity: str) -> R | None:
        """The record with this identity (a unit by its code), or None."""
        number = self._records.number(register.name, identity)
        if number is None:
            return None
        return cast("R | None", self._records.get(register.name, number))

    def number_of(self, register: Register[Record], identity: str) -> int | None:
        """The number of the record with this identity, or None."""
        return self._records.number(register.name, identity)

    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]:
        """The records of a register whose column has this value, such as a unit or an ID number.

        A column that holds several matches by each. The first call builds an index
        of the column, which changes then keep up.
        """
        name = register.name
        numbers = self._records.numbers(name, column, identity)
        return cast("Sequence[R]", [self._records.get(name, number) for number in numbers])

    def names(self, register: str, identity: str) -> Sequence[str]:
        """The names by which a record is found: its own, then those of what it belongs to."""
        changes = self.changes(register)
        names = self._names.get(key := (register, current_language()))
        if names is None or names.changes is not changes or names.version != len(changes):
            names = self._names[key] = _Names(changes, len(changes))
        known = names.known
        if identity not in known:
            known[identity] = tuple(self._line_of_names(register_named(register), identity))
        return known[identity]

    def changes(self, register: str) -> Sequence[int]:
        """The numbers of the records that were changed since the office was opened, in order."""
        return self._records.changed[register_named(register).name]

    def _line_of_names(self, register: Register[Record], identity: str) -> Iterable[str]:
        seen: set[str] = set()
        while identity and identity not in seen:
            seen.add(identity)
            record = self.find(register, identity)
            if record is None:
                return
            yield name_of(self, register.name, identity)
            identity = getattr(record, register.belongs_to) if register.belongs_to else ""
