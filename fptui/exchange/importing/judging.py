"""Rows of values judged against the records: new, changed, unchanged or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from fptui.errors import InvalidValue
from fptui.exchange.importing.merged_away import merged_away
from fptui.exchange.importing.previews import (
    Fault,
    Preview,
    RefusedRow,
    TakenRow,
    UnchangedRow,
    preview_of,
)
from fptui.exchange.importing.value_tables import ValueTable
from fptui.exchange.reading.cells import Progress
from fptui.exchange.reading.headings import HeadedSheet
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Register
from fptui.registers.edits import Edit
from fptui.registers.following import EMPTY, values_following
from fptui.registers.soundness import identity_shown
from fptui.registers.values.display import masked, plain
from fptui.registers.values.lists import OfficeList
from fptui.registers.values.parsing import refuse_unlisted, value_from_text
from fptui.store import Reading

TOLD_EVERY = 1_000
_EMPTY = (None, "", False, ())


class Judge:
    """Sorts the rows of one file; it remembers what earlier rows brought."""

    def __init__(self, register: Register[Any], office: Reading, user: str) -> None:
        self._register, self._office, self._user = register, office, user
        self._records = office.table(register)
        self._columns = {column.key: column for column in register.stored_columns}
        self._listed = {
            one.key for one in register.stored_columns if isinstance(one.choices, OfficeList)
        }
        self._required = [one for one in register.stored_columns if one.required]
        self._seen: dict[str, int] = {}
        self._seen_also: dict[str, int] = {}
        self._also = register.also_identity
        self._alike: Callable[[str], str] = str
        self._holders: dict[str, int] = {}
        self._table = ValueTable((), ())
        self._left = self._passed = 0
        self._following = [one for one in register.stored_columns if one.follows_from]
        self._merged = merged_away(register, office)
        if self._also:
            self._alike = register.column(self._also).alike or str
            self._holders = {
                self._alike(getattr(record, self._also)): number
                for number, record in self._records.items()
                if getattr(record, self._also)
            }

    def preview(
        self, headed: HeadedSheet, table: ValueTable, file: str, encoding: str, progress: Progress
    ) -> Preview:
        """All rows of a table, sorted."""
        self._table = table
        taken: list[TakenRow] = []
        unchanged: list[UnchangedRow] = []
        refused: list[RefusedRow] = []
        lists: dict[type, list[Any]] = {
            TakenRow: taken,
            UnchangedRow: unchanged,
            RefusedRow: refused,
        }
        keys = tuple(table.columns)
        total = len(table.numbers)
        for place, values in enumerate(zip(*table.columns.values(), strict=True)):
            if place % TOLD_EVERY == 0:
                progress(place, total)
            filled = {
                key: value for key, value in zip(keys, values, strict=True) if value is not None
            }
            row = self._judged(place, filled)
            lists[type(row)].append(row)
        return preview_of(
            self._register,
            headed,
            file,
            encoding,
            new=[row for row in taken if row.edit.before is None],
            changed=[row for row in taken if row.edit.before is not None],
            unchanged=unchanged,
            refused=refused,
            left=self._left,
            passed=self._passed,
            taken_as=table.taken_as,
            unheard=self._unheard(),
        )

    def _judged(self, place: int, values: dict[str, Any]) -> TakenRow | UnchangedRow | RefusedRow:
        table = self._table
        row = table.numbers[place]
        faults = table.faults.get(place, [])
        number = self._matched(row, values, faults)
        if number:
            before = self._records[number]
            if place in table.masked:
                self._compare_masked(table.masked[place], before, faults)
            after = self._changed(place, values, before, faults)
            after, followed = self._filled_in(place, values, after)
            if not faults and after is before:
                return UnchangedRow(row, number)
            if not faults:
                known = self._register.problems(before)
                faults = self._broken(after, known)
            if not faults:
                return TakenRow(row, Edit(self._register.name, number, before, after), followed)
        else:
            following = self._following_from(place, values)
            values.update(following)
            faults = faults + self._missing(place, values, faults) + self._unlisted(values)
            faults += self._not_following(values, following)
            if not faults:
                record = self._new(values)
                faults = self._broken(record, ())
            if not faults:
                return TakenRow(row, Edit(self._register.name, after=record), tuple(following))
        return RefusedRow(row, table.cells[place], tuple(faults))

    # --- which record a row is about ------------------------------------------------------

    def _matched(self, row: int, values: dict[str, Any], faults: list[Fault]) -> int:
        """The number of the record that a row is about, or 0; two that it could be are a fault."""
        number = 0
        identity = self._identity(values)
        if identity:
            number = self._office.number_of(self._register, identity) or 0
            self._refuse_twice(row, identity, self._seen, self._register.identity[0], faults)
            if not number and identity in self._merged:
                text = _("{gone} was merged into {kept}: it has this file number now").format(
                    gone=harmless(identity), kept=harmless(self._merged[identity])
                )
                faults.append(Fault(self._table.places[self._register.identity[0]], text))
                return 0
        also = values.get(self._also) if self._also else None
        if also is None:
            return number
        key = self._alike(also)
        self._refuse_twice(row, key, self._seen_also, self._also, faults)
        holder = self._holders.get(key, 0)
        if not holder or holder == number:
            return number
        if not identity:
            return holder
        text = _("“{heading}”: {record} has it already").format(
            heading=_(self._columns[self._also].heading),
            record=identity_shown(self._register, self._records[holder]),
        )
        faults.append(Fault(self._table.places[self._also], text))
        return number

    def _identity(self, values: dict[str, Any]) -> str:
        """What tells the record, as :meth:`Register.identity_of` has it; empty where cells are."""
        try:
            return " ".join([str(values[key]) for key in self._register.identity])
        except KeyError:
            return ""

    def _refuse_twice(
        self, row: int, what: str, seen: dict[str, int], key: str, faults: list[Fault]
    ) -> None:
        first = seen.setdefault(what, row)
        if first != row:
            text = _("“{heading}” stands in row {row} already").format(
                heading=_(self._columns[key].heading), row=first
            )
            faults.append(Fault(self._table.places[key], text))

    # --- what it makes of the record ---------------------------------------------------------

    def _changed(self, place: int, values: dict[str, Any], before: Any, faults: list[Fault]) -> Any:
        """The record as it would be; the very same where nothing changes."""
        changes: dict[str, Any] = {}
        hidden = self._table.masked.get(place, ())
        for key in self._table.columns:
            known = getattr(before, key)
            value = values.get(key)
            if value is None:
                self._left += known not in _EMPTY and key not in hidden
            elif value != known and not _is_export(value, known):
                changes[key] = value
        for key in self._register.recorders:
            changes.pop(key, None)
        self._leave_passed(before, changes)
        for key in changes:
            if self._columns[key].by_procedure:
                text = _("“{heading}” is moved step by step, not by an import").format(
                    heading=_(self._columns[key].heading)
                )
                faults.append(Fault(self._table.places[key], text))
        faults += self._unlisted(changes)
        return msgspec.structs.replace(before, **changes) if changes else before

    def _leave_passed(self, before: Any, changes: dict[str, Any]) -> None:
        """A state that the record has passed is an old one; so is what tells of it."""
        for key in [one for one in changes if self._columns[one].has_passed is not None]:
            has_passed = self._columns[key].has_passed
            if has_passed is None or not has_passed(changes[key], getattr(before, key)):
                continue
            self._passed += 1
            for column in self._register.stored_columns:
                if column.key == key or column.tells_of == key:
                    changes.pop(column.key, None)

    def _following_from(self, place: int, values: dict[str, Any]) -> dict[str, Any]:
        """What the cells of a row say of those columns that it leaves empty."""
        told = {fault.place for fault in self._table.faults.get(place, ())}
        wanted = {
            column.key
            for column in self._following
            if column.key not in values
            and column.follows_from in values
            and self._table.places.get(column.key, -1) not in told
        }
        return values_following(self._register, values, wanted) if wanted else {}

    def _not_following(self, values: dict[str, Any], found: dict[str, Any]) -> list[Fault]:
        """Why a required column does not follow from another, beside the cell of that one."""
        sources = {
            column.follows_from
            for column in self._following
            if column.required and column.key not in values and column.follows_from in values
        }
        if not sources or found:
            return []
        blank = {column.key: "" for column in self._required}
        record = self._register.new({**blank, **values})
        beside = {self._table.places[key] for key in sources}
        return [fault for fault in self._broken(record, ()) if fault.place in beside]

    def _unheard(self) -> dict[tuple[str, str], int]:
        """The names of an open choice that neither the program nor a record has, counted."""
        counted: Counter[tuple[str, str]] = Counter()
        for key, values in self._table.columns.items():
            column = self._columns[key]
            if not column.open_choices:
                continue
            strange = [one for one in values if one and one not in column.known_choices]
            if strange:
                used = {getattr(record, key) for record in self._records.values()}
                counted.update((key, one) for one in strange if one not in used)
        return counted

    def _filled_in(
        self, place: int, values: dict[str, Any], record: Any
    ) -> tuple[Any, tuple[str, ...]]:
        """The record with what follows from a row where it is empty, and in which columns."""
        following = {
            key: value
            for key, value in self._following_from(place, values).items()
            if getattr(record, key) in EMPTY
        }
        filled = msgspec.structs.replace(record, **following) if following else record
        return filled, tuple(following)

    def _unlisted(self, values: Mapping[str, Any]) -> list[Fault]:
        """What a record would newly get that is not on the office's list of it."""
        faults = []
        for key in self._listed & values.keys():
            try:
                refuse_unlisted(self._columns[key], values[key])
            except InvalidValue as error:
                faults.append(Fault(self._table.places[key], harmless(str(error))))
        return faults

    def _compare_masked(self, hidden: dict[str, str], before: Any, faults: list[Fault]) -> None:
        """A masked value changes nothing; one that is not as it leaves the program is refused.

        Of a text that merely fits, digits guessed among the stars would tell themselves.
        """
        for key, text in hidden.items():
            column = self._columns[key]
            shown = masked(plain(getattr(before, key)), column.mask)
            if text != value_from_text(column, shown):
                faults.append(self._is_masked(column))

    def _is_masked(self, column: Column) -> Fault:
        text = _("“{heading}” is masked and says nothing new: write it out or leave it empty")
        place = self._table.places[column.key]
        return Fault(place, text.format(heading=_(column.heading)))

    def _missing(self, place: int, values: dict[str, Any], known: Sequence[Fault]) -> list[Fault]:
        """What a new record lacks, beside the cells that are at fault already."""
        hidden = self._table.masked.get(place, ())
        faults = [self._is_masked(self._columns[key]) for key in hidden]
        told = {fault.place for fault in known}
        for column in self._required:
            if column.key in values:
                continue
            where = self._table.places.get(column.key, -1)
            if where < 0 or where not in told:
                text = _("“{heading}” is missing").format(heading=_(column.heading))
                faults.append(Fault(where, text))
        return faults

    def _new(self, values: dict[str, Any]) -> Any:
        values.pop(self._register.also_recorded_by, None)
        if self._register.recorded_by:
            values[self._register.recorded_by] = self._user
        return self._register.new(values)

    def _broken(self, record: Any, known: Sequence[str]) -> list[Fault]:
        """The rules that the record would break, and does not break already."""
        return [
            Fault(self._table.places.get(key, -1), harmless(text))
            for key, text in self._register.problems_by_column(record)
            if text not in known
        ]


def _is_export(value: Any, known: Any) -> bool:
    """Whether a text is the harmless form in which a known one leaves the program."""
    return isinstance(value, str) and isinstance(known, str) and value == harmless(known).strip()
