"""TinyDB on the journaled storage: its query API, without a copy of the table on each call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Record
from fptui.store.documents import DocumentsView, DocumentView, edits_of_table
from fptui.store.storage import journaled


class _Draft(MutableMapping[int, dict[str, Any]]):
    """A table as an updater of TinyDB works on it: only what it touches is copied."""

    def __init__(self, table: Mapping[int, Record]) -> None:
        self._table = table
        self.touched: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, number: int) -> dict[str, Any]:
        if number not in self.touched:
            self.touched[number] = dict(DocumentView(self._table[number]))
        document = self.touched[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: dict[str, Any]) -> None:
        self.touched[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self.touched[number] = None

    def __contains__(self, number: object) -> bool:
        there = number in self._table
        return self.touched.get(number) is not None if number in self.touched else there

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in self._table if number in self)
        yield from (number for number in list(self.touched) if number not in self._table)

    def __len__(self) -> int:
        return sum(1 for _number in self)

    def clear(self) -> None:
        self.touched = dict.fromkeys(self._table)


class OfficeTable(Table):
    """A register as a TinyDB table; documents are checked to be records of the register."""

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        # other ways of changing the records do not pass here, so nothing may be cached
        super().__init__(storage, name, **{**options, "cache_size": 0})
        self._journaled = journaled(storage)

    @property
    def _records(self) -> Mapping[int, Record]:
        # a table that is no register is empty; writing to it is refused
        return self._journaled.records.table(self.name) if self.name in REGISTERS else {}

    def _read_table(self) -> Any:
        return DocumentsView(self._records)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        register_named(self.name)
        table = self._records
        draft = _Draft(table)
        updater(draft)
        edits = edits_of_table(self.name, table, draft.touched)
        self._journaled.change(edits)

    def _get_next_id(self) -> int:
        register_named(self.name)
        following = max(self._next_id or 0, self._journaled.records.highest[self.name] + 1)
        # TinyDB declares it as None, which it is at first only
        self._next_id = following + 1  # type: ignore[assignment]
        return following

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[Any], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Update the matching documents; the query looks at the records themselves."""
        return super().update(fields, doc_ids=self._chosen(cond, doc_ids))

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the matching documents; the query looks at the records themselves."""
        return super().remove(doc_ids=self._chosen(cond, doc_ids))

    def _chosen(
        self, cond: QueryLike | None, doc_ids: Iterable[int] | None
    ) -> Iterable[int] | None:
        if doc_ids is not None or cond is None:
            return doc_ids
        return [number for number, record in self._records.items() if cond(DocumentView(record))]

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match; only these are copied."""
        return [
            self.document_class(view, number)
            for number, record in self._records.items()
            if cond(view := DocumentView(record))
        ]


class OfficeDB(TinyDB):
    """TinyDB whose tables are the registers of an office."""

    table_class: type[Table] = OfficeTable
