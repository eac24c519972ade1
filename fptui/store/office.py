"""The office: its registers in one TinyDB file, opened, read and changed.

This is the one door to the records. Readers get typed, immutable records;
writers hand in a list of edits that happens as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

import msgspec
from tinydb import TinyDB

from fptui.errors import InvalidValue, ReadOnlyError, StoreError
from fptui.language import _, current_language
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Record, Register
from fptui.registers.display import name_of
from fptui.store.storage import AtomicJSONStorage

FORMAT = "fptui-office"
FORMAT_VERSION = 1
_ABOUT = "office"  # the table of one document that tells what this file is


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an office says of itself: its name, the year it works on, its statistical year."""

    format: str = FORMAT
    version: int = FORMAT_VERSION
    name: str = ""
    year: int = 0
    year_begins: int = 1  # the month in which the statistical year begins


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after: added (no before), changed, or removed (no after).

    `number` is the record's number in its register; 0 lets the office choose the next.
    """

    register: str
    number: int = 0
    before: Record | None = None
    after: Record | None = None


class Office:
    """An open office. Use it as a context manager, or close it.

    It is a :class:`fptui.registers.declaration.Desk`: `table`, `find`, `today`, `year`.
    """

    def __init__(self, path: Path, *, read_only: bool = False, year: int | None = None) -> None:
        """Open an office's file; StoreError where it is missing, damaged or foreign."""
        self.path = path
        self.read_only = read_only
        if not path.exists():
            raise StoreError(
                _("{path} does not exist. “fptui init {path}” makes a new office.").format(
                    path=path
                )
            )
        self._db = TinyDB(path, storage=AtomicJSONStorage)
        self._tables: dict[str, dict[int, Any]] = {}
        self._forget_indexes()
        content = self._db.storage.read() or {}
        self.about = self._about_in(content)
        self._year = year
        for register in REGISTERS.values():
            self._tables[register.name] = self._decode(register, content.get(register.name, {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the file in order; the office is of no use afterwards."""
        self._db.close()

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""
        return date.today()

    @property
    def year(self) -> int:
        """The year in view: the one asked for, else the office's own, else this year."""
        return self._year or self.about.year or self.today.year

    @year.setter
    def year(self, year: int) -> None:
        self._year = year

    @property
    def year_begins(self) -> int:
        """The month in which the statistical year begins, 1 for the calendar year."""
        return self.about.year_begins

    def table(self, register: str) -> Mapping[int, Any]:
        """All records of a register by number, in order of entry. A view, not a copy."""
        return MappingProxyType(self._tables[register_named(register).name])

    def find(self, register: str, identity: str) -> Any | None:
        """The record with this identity (a unit by its code), or None."""
        if register not in self._finders:
            declared = register_named(register)
            self._finders[register] = {
                declared.identity_of(record): record
                for record in self._tables[declared.name].values()
            }
        return self._finders[register].get(identity)

    def referring(self, register: str, column: str, identity: str) -> Sequence[Any]:
        """The records of a register whose reference `column` points to this identity."""
        index = self._referring.get((register, column))
        if index is None:
            index = {}
            for record in self._tables[register_named(register).name].values():
                target = getattr(record, column)
                for one in target if isinstance(target, tuple) else (target,):
                    index.setdefault(one, []).append(record)
            self._referring[register, column] = index
        return index.get(identity, ())

    def names(self, register: str, identity: str) -> Sequence[str]:
        """The names by which a record is found: its own, then those of what it belongs to."""
        known = self._names.setdefault((register, current_language()), {})
        if identity not in known:
            known[identity] = tuple(self._line_of_names(register_named(register), identity))
        return known[identity]

    def _line_of_names(self, register: Register, identity: str) -> Iterable[str]:
        seen: set[str] = set()
        while identity and identity not in seen:
            seen.add(identity)
            record = self.find(register.name, identity)
            if record is None:
                return
            yield name_of(self, register.name, identity)
            identity = getattr(record, register.belongs_to) if register.belongs_to else ""

    def change(self, edits: Iterable[Edit], reason: str = "") -> list[int]:
        """Make all these edits or none, and return the numbers of the records.

        Raises ReadOnlyError, StoreError where the file cannot be written, and
        InvalidValue where a record is no longer what the edit says it was, or
        two records would have one identity.
        """
        if self.read_only:
            raise ReadOnlyError(
                _("{path} is open for reading only; nothing was changed.").format(path=self.path)
            )
        numbered = self._numbered(edits)
        changed = {name: dict(self._tables[name]) for name in {edit.register for edit in numbered}}
        for edit in numbered:
            _apply(changed[edit.register], edit)
        for name, table in changed.items():
            _check_identities(REGISTERS[name], table)
        self._write(changed)
        self._tables.update(changed)
        self._forget_indexes()
        return [edit.number for edit in numbered]

    def _forget_indexes(self) -> None:
        self._finders: dict[str, dict[str, Any]] = {}
        self._referring: dict[tuple[str, str], dict[str, list[Any]]] = {}
        self._names: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    def _numbered(self, edits: Iterable[Edit]) -> list[Edit]:
        following = {name: max(table, default=0) + 1 for name, table in self._tables.items()}
        numbered = []
        for edit in edits:
            number = edit.number
            if not number:
                number = following[edit.register]
                following[edit.register] += 1
            numbered.append(replace(edit, number=number))
        return numbered

    def _write(self, changed: Mapping[str, Mapping[int, Record]]) -> None:
        content = self._db.storage.read() or {}
        for name, table in changed.items():
            content[name] = {
                str(number): msgspec.to_builtins(record) for number, record in table.items()
            }
        self._db.storage.write(content)

    def _about_in(self, content: Mapping[str, Mapping[str, Any]]) -> About:
        try:
            about = msgspec.convert(content.get(_ABOUT, {}).get("1"), About)
        except msgspec.ValidationError:
            about = About(format="")
        if about.format != FORMAT or about.version > FORMAT_VERSION:
            raise StoreError(
                _("{path} is a JSON file, but not an office of this program.").format(
                    path=self.path
                )
            )
        return about

    def _decode(self, register: Register, documents: Mapping[str, Any]) -> dict[int, Any]:
        try:
            return {
                int(number): msgspec.convert(document, register.record)
                for number, document in documents.items()
            }
        except ValueError as error:  # msgspec's ValidationError is one
            raise StoreError(
                _("{path} is damaged in the register {register}: {reason}.").format(
                    path=self.path, register=register.name, reason=error
                )
            ) from error


def _apply(table: dict[int, Any], edit: Edit) -> None:
    if table.get(edit.number) != edit.before:
        raise InvalidValue(
            _("Record {number} of {register} was changed meanwhile; nothing was done.").format(
                number=edit.number, register=edit.register
            )
        )
    if edit.after is None:
        del table[edit.number]
    else:
        table[edit.number] = edit.after


def _check_identities(register: Register, table: Mapping[int, Any]) -> None:
    seen: set[str] = set()
    for record in table.values():
        identity = register.identity_of(record)
        if identity in seen:
            raise InvalidValue(
                _("{register} has “{identity}” already; nothing was changed.").format(
                    register=register.name, identity=identity
                )
            )
        seen.add(identity)


def create_office(path: Path, about: About | None = None) -> Office:
    """Make a new, empty office; StoreError where a file of that name stands already."""
    if path.exists():
        raise StoreError(
            _("{path} exists already; it was left as it is. Name another file.").format(path=path)
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("{path} cannot be written: {reason}. Nothing was changed.").format(
                path=path, reason=error.strerror
            )
        ) from error
    AtomicJSONStorage(path).write({_ABOUT: {"1": msgspec.to_builtins(about or About())}})
    return Office(path)
