"""The same recipients as an office, as a stock TinyDB file and as an sqlite3 database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import orjson

from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office, create_office
from tests.bench.district import recipients
from tests.bench.measuring import unsynced

FIELDS = Recipient.__struct_fields__


class Contenders:
    """The three files, with the same content and the same indexes."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.office = folder / f"office-{size}.json"
        self.stock = folder / f"stock-{size}.json"
        self.sqlite = folder / f"sqlite-{size}.db"
        found_office(self.office, size)
        self._fill_stock()
        self._fill_sqlite()

    def _fill_stock(self) -> None:
        documents = {
            str(number): msgspec.to_builtins(record) for number, record in recipients(self.size)
        }
        self.stock.write_bytes(orjson.dumps({"recipients": documents}))

    def _fill_sqlite(self) -> None:
        connection = self.connect()
        connection.execute("pragma journal_mode = wal")
        columns = ", ".join(FIELDS)
        connection.execute(f"create table recipients (number integer primary key, {columns})")
        connection.execute("create table history (sequence integer primary key, line text)")
        places = ", ".join("?" * (len(FIELDS) + 1))
        connection.execute("begin")
        connection.executemany(
            f"insert into recipients values ({places})",
            (
                (number, *(msgspec.to_builtins(getattr(record, name)) for name in FIELDS))
                for number, record in recipients(self.size)
            ),
        )
        for column in ("file_number", "id_number", "unit"):
            connection.execute(f"create index by_{column} on recipients ({column})")
        connection.execute("commit")
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    def connect(self) -> sqlite3.Connection:
        """A connection whose commits are as durable as a change of an office."""
        connection = sqlite3.connect(self.sqlite, isolation_level=None)
        connection.execute("pragma synchronous = full")
        return connection


def found_office(path: Path, size: int) -> None:
    """A new office of that many recipients."""
    with unsynced():
        edits = (Edit("recipients", after=record) for _number, record in recipients(size))
        create_office(path, edits=edits, reason="founded").close()


def renamed(record: Recipient, turn: int) -> Recipient:
    return msgspec.structs.replace(record, notes=f"改{turn}")


def change_one(office: Office, number: int, turn: int) -> None:
    before = office.table(RECIPIENTS)[number]
    office.change([Edit("recipients", number, before, renamed(before, turn))], "bench")
