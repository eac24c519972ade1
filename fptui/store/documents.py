"""The records as TinyDB's documents: views that read a record, and edits made of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.store.records import Records

_PLAIN = (str, int, type(None))


class DocumentView(Mapping[str, Any]):
    """One record as a document: its fields, with the values that stand in the file."""

    __slots__ = ("_record",)

    def __init__(self, record: Record) -> None:
        self._record = record

    def __getitem__(self, key: str) -> Any:
        try:
            value = getattr(self._record, key)
        except (AttributeError, TypeError):
            raise KeyError(key) from None
        return value if isinstance(value, _PLAIN) else msgspec.to_builtins(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.__struct_fields__)

    def __len__(self) -> int:
        return len(self._record.__struct_fields__)


class DocumentsView(Mapping[str, DocumentView]):
    """One table as TinyDB's storages give it: documents by their number as text."""

    def __init__(self, table: Mapping[int, Record]) -> None:
        self._table = table

    def shows(self, table: Mapping[int, Record]) -> bool:
        """Whether this is a view of that very table."""
        return self._table is table

    def __getitem__(self, number: str) -> DocumentView:
        try:
            return DocumentView(self._table[int(number)])
        except ValueError:
            raise KeyError(number) from None

    def __iter__(self) -> Iterator[str]:
        return map(str, self._table)

    def __len__(self) -> int:
        return len(self._table)


def record_of(register: str, document: Mapping[str, Any]) -> Record:
    """The record that a document tells of; InvalidValue where it is none of the register."""
    try:
        return msgspec.convert(dict(document), register_named(register).record)
    except msgspec.ValidationError as error:
        raise InvalidValue(
            _("This is no record of {register}: {reason}.").format(
                register=_(register_named(register).title), reason=error
            )
        ) from error


def edits_of_table(
    register: str, table: Mapping[int, Record], wanted: Mapping[int, Mapping[str, Any] | None]
) -> list[Edit[Record]]:
    """The edits that give these numbers these documents, or none."""
    edits = []
    for number, document in wanted.items():
        before = table.get(number)
        after = None if document is None else record_of(register, document)
        if before != after:
            edits.append(Edit(register, number, before, after))
    return edits


def edits_between(records: Records, data: Mapping[str, Mapping[Any, Any]]) -> list[Edit[Record]]:
    """The edits that make the tables be these."""
    edits = []
    for name in data:
        register_named(name)
    for name in REGISTERS:
        table = records.table(name)
        documents = data.get(name, {})
        if isinstance(documents, DocumentsView) and documents.shows(table):
            continue
        wanted: dict[int, Mapping[str, Any] | None] = dict.fromkeys(table)
        wanted.update({int(number): document for number, document in documents.items()})
        edits += edits_of_table(name, table, wanted)
    return edits
