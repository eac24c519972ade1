"""The store beside stock TinyDB and sqlite3, in one run: a table of medians and their ratios.

``python -m tests.bench.bench_store --scale small|middle|full``. Each contender does the
same thing on the same recipients; sqlite3 runs with WAL and synchronous=FULL, so that
a commit is as durable as a change here.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import msgspec
import orjson
from rich.console import Console
from rich.table import Table
from tinydb import TinyDB, where

from fptui.registers.recipients import Recipient
from fptui.store import Edit, Office, clock, create_office, storage
from tests.bench.district import id_number, recipients

SCALES = {
    "small": (1_000, 10_000),
    "middle": (1_000, 10_000, 100_000),
    "full": (1_000, 10_000, 100_000, 1_000_000),
}
FIELDS = Recipient.__struct_fields__
LARGE = 100_000


@dataclass
class Results:
    """Medians in seconds (memory in bytes) by what was measured, size and contender."""

    numbers: dict[tuple[str, int, str], float] = field(default_factory=dict)

    def add(self, what: str, size: int, who: str, value: float) -> None:
        self.numbers[what, size, who] = value

    def ratio(self, what: str, size: int, who: str, other: str) -> float | None:
        ours, theirs = self.numbers.get((what, size, who)), self.numbers.get((what, size, other))
        return None if ours is None or not theirs else ours / theirs


def took(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def medians(work: Callable[[int], object], times: int) -> float:
    return median(took(lambda turn=turn: work(turn)) for turn in range(times))


def interleaved(works: dict[str, Callable[[int], object]], times: int) -> dict[str, float]:
    """The medians of several works that take turns, so that the machine's moods hit all alike."""
    taken: dict[str, list[float]] = {who: [] for who in works}
    for turn in range(times):
        for who, work in works.items():
            begin = time.perf_counter()
            work(turn)
            taken[who].append(time.perf_counter() - begin)
    return {who: median(values) for who, values in taken.items()}


class Contenders:
    """One set of recipients as an office, as a stock TinyDB file and as an sqlite3 database."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.office = folder / f"office-{size}.json"
        self.stock = folder / f"stock-{size}.json"
        self.sqlite = folder / f"sqlite-{size}.db"
        table = recipients(size)
        edits = [Edit("recipients", number, None, record) for number, record in table.items()]
        create_office(self.office, edits=edits).close()
        documents = {
            str(number): {name: msgspec.to_builtins(getattr(record, name)) for name in FIELDS}
            for number, record in table.items()
        }
        self.stock.write_bytes(orjson.dumps({"recipients": documents}))
        connection = self.connect()
        connection.execute("pragma journal_mode = wal")
        columns = ", ".join(FIELDS)
        connection.execute(f"create table recipients (number integer primary key, {columns})")
        places = ", ".join("?" * (len(FIELDS) + 1))
        connection.execute("begin")
        connection.executemany(
            f"insert into recipients values ({places})",
            ((int(number), *document.values()) for number, document in documents.items()),
        )
        for column in ("file_number", "id_number", "unit"):
            connection.execute(f"create index by_{column} on recipients ({column})")
        connection.execute("create table history (sequence integer primary key, line text)")
        connection.execute("commit")
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.sqlite, isolation_level=None)
        connection.execute("pragma synchronous = full")
        return connection


def renamed(record: Recipient, turn: int) -> Recipient:
    return msgspec.structs.replace(record, notes=f"改{turn}")


def measure_change(contenders: Contenders, results: Results) -> None:
    """One durable change of one record, chosen at random; sqlite3 notes it too, as we do."""
    size = contenders.size
    chance = random.Random(7)
    connection = contenders.connect()
    with Office(contenders.office) as office:
        table = office.table("recipients")

        def ours(turn: int) -> None:
            number = chance.randrange(1, size + 1)
            before = table[number]
            office.change([Edit("recipients", number, before, renamed(before, turn))], "bench")

        def theirs(turn: int) -> None:
            number = chance.randrange(1, size + 1)
            connection.execute(
                "update recipients set notes = ? where number = ?", (f"改{turn}", number)
            )

        def theirs_with_history(turn: int) -> None:
            number = chance.randrange(1, size + 1)
            connection.execute("begin")
            (old,) = connection.execute(
                "select notes from recipients where number = ?", (number,)
            ).fetchone()
            connection.execute(
                "update recipients set notes = ? where number = ?", (f"改{turn}", number)
            )
            line = f"{number} {old} 改{turn}".ljust(900)
            connection.execute("insert into history (line) values (?)", (line,))
            connection.execute("commit")

        ours(0)  # builds the index of identities
        found = interleaved(
            {"fptui": ours, "sqlite3": theirs, "sqlite3 with history": theirs_with_history}, 400
        )
    connection.close()
    for who, value in found.items():
        results.add("one durable change", size, who, value)
    if size <= LARGE:
        with TinyDB(contenders.stock) as stock:
            stock_table = stock.table("recipients")
            value = medians(
                lambda turn: stock_table.update({"notes": f"改{turn}"}, doc_ids=[turn + 1]), 3
            )
        results.add("one durable change", size, "tinydb", value)


def measure_opening(contenders: Contenders, results: Results) -> None:
    """From nothing to the record of one ID number; orjson.loads of the same bytes beside it."""
    size = contenders.size
    wanted = id_number(size // 2)

    def ours(_turn: int) -> None:
        with Office(contenders.office, read_only=True) as office:
            assert office.referring("recipients", "id_number", wanted)

    def plain(_turn: int) -> None:
        orjson.loads(contenders.office.read_bytes())

    def theirs(_turn: int) -> None:
        connection = contenders.connect()
        connection.execute("select * from recipients where id_number = ?", (wanted,)).fetchone()
        connection.close()

    def stock(_turn: int) -> None:
        with TinyDB(contenders.stock) as db:
            assert db.table("recipients").get(where("id_number") == wanted)

    works: dict[str, Callable[[int], object]] = {
        "fptui": ours,
        "orjson.loads": plain,
        "sqlite3": theirs,
    }
    if size <= LARGE:
        works["tinydb"] = stock
    for who, value in interleaved(works, 5 if size <= LARGE else 3).items():
        results.add("open and first lookup", size, who, value)


def measure_reading(contenders: Contenders, results: Results) -> None:
    """Lookups by ID number, and a filter over a field without an index."""
    size = contenders.size
    chance = random.Random(9)
    numbers = [id_number(chance.randrange(1, size + 1)) for _number in range(1000)]
    connection = contenders.connect()
    query = "select * from recipients where id_number = ?"
    by_account = "select * from recipients where account = ?"
    account = f"6221{size:015d}"
    with Office(contenders.office, read_only=True) as office:
        office.referring("recipients", "id_number", numbers[0])
        table = office.table("recipients")
        found = interleaved(
            {
                "fptui": lambda turn: office.referring("recipients", "id_number", numbers[turn]),
                "sqlite3": lambda turn: connection.execute(query, (numbers[turn],)).fetchall(),
            },
            1000,
        )
        for who, value in found.items():
            results.add("lookup by ID number", size, who, value)

        def ours(_turn: int) -> None:
            assert [record for record in table.values() if record.account == account]

        def theirs(_turn: int) -> None:
            assert connection.execute(by_account, (account,)).fetchall()

        def ours_by_tinydb(_turn: int) -> None:
            assert office.db.table("recipients").search(where("account") == account)

        works: dict[str, Callable[[int], object]] = {
            "fptui": ours,
            "fptui, TinyDB query": ours_by_tinydb,
            "sqlite3": theirs,
        }
        found = interleaved(works, 15 if size <= LARGE else 5)
    if size <= LARGE:
        with TinyDB(contenders.stock) as stock:
            uncached = stock.table("recipients", cache_size=0)
            found["tinydb"] = medians(lambda turn: uncached.search(where("account") == account), 3)
    for who, value in found.items():
        results.add("filter, no index", size, who, value)
    connection.close()


def measure_tail(contenders: Contenders, results: Results) -> None:
    """What a journal tail of 10,000 changes adds to opening, with and without by turns."""
    size, path = contenders.size, contenders.office
    before, after = path.with_suffix(".before"), path.with_suffix(".after")
    before.hardlink_to(path)
    storage.LONG_TAIL_LINES = 1 << 30
    with unsynced(), Office(path) as office:
        for turn in range(10_000):
            change_one(office, 1 + turn * 7919 % size, turn)
    storage.LONG_TAIL_LINES = 10_000
    path.rename(after)  # closing has put a new snapshot in the place of the old one

    def put_in_place(snapshot: Path) -> None:
        path.unlink(missing_ok=True)
        path.hardlink_to(snapshot)
        gc.collect()

    times: dict[Path, list[float]] = {before: [], after: []}
    for _turn in range(7):
        for snapshot, taken in times.items():
            put_in_place(snapshot)
            taken.append(took(lambda: Office(path, read_only=True).close()))
    value = median(times[before]) - median(times[after])
    results.add("replay of 10,000 changes", size, "fptui", value)
    before.unlink()
    after.unlink()


def change_one(office: Office, number: int, turn: int) -> None:
    before = office.table("recipients")[number]
    office.change([Edit("recipients", number, before, renamed(before, turn))])


@contextlib.contextmanager
def unsynced() -> Iterator[None]:
    """Changes need not be durable while a bench is being prepared."""
    fsync = os.fsync
    os.fsync = lambda _handle: None
    try:
        yield
    finally:
        os.fsync = fsync


def measure_undo(contenders: Contenders, results: Results) -> None:
    """Undo and redo of one change to 10,000 records."""
    with Office(contenders.office) as office:
        table = office.table("recipients")
        edits = [
            Edit("recipients", number, table[number], renamed(table[number], -1))
            for number in range(1, 10_001)
        ]
        results.add(
            "change of 10,000 records", contenders.size, "fptui", took(lambda: office.change(edits))
        )
        times = []
        for _time in range(3):
            times.append(took(office.undo))
            office.redo()
        results.add("undo of 10,000 records", contenders.size, "fptui", median(times))


def measure_as_of(contenders: Contenders, results: Results) -> None:
    """The table as of a day a year back, with 100,000 changes since."""
    present = clock.present
    begin = present() - timedelta(days=366)
    moment = begin

    def then() -> datetime:
        return moment

    clock.present = then
    size = contenders.size
    try:
        with unsynced(), Office(contenders.office) as office:
            change_one(office, 1, -2)
            before = office.table("recipients")[2]
            for turn in range(100_000):
                moment = begin + timedelta(days=1 + turn / 100_000 * 364)
                change_one(office, 1 + turn * 7919 % size, turn)
    finally:
        clock.present = present
    with Office(contenders.office, read_only=True) as office:
        day = begin.date()
        found = office.as_of(day).table("recipients")[2]
        assert found == before
        value = medians(lambda turn: office.as_of(day).table("recipients"), 3)
    results.add("as of a year back", size, "fptui", value)


MEMORY = {
    "fptui": """
from pathlib import Path
from fptui.store import Office
office = Office(Path(sys.argv[1]), read_only=True)
office.find("recipients", "05-0000001")
""",
    "plain dicts": """
import json
with open(sys.argv[1], "rb") as file:
    tables = json.loads(file.read())
""",
    "plain dicts by orjson": """
import orjson
with open(sys.argv[1], "rb") as file:
    tables = orjson.loads(file.read())
""",
}
PEAK = """
with open("/proc/self/status") as file:  # getrusage would count the parent's
    print(next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM")))
"""


def measure_memory(contenders: Contenders, results: Results) -> None:
    """The peak memory of a process that opens the file and holds all of it."""
    for who, program in MEMORY.items():
        file = contenders.office if who == "fptui" else contenders.stock
        out = subprocess.run(
            [sys.executable, "-c", "import sys\n" + program + PEAK, str(file)],
            capture_output=True,
            check=True,
            text=True,
        )
        results.add("peak memory", contenders.size, who, float(out.stdout))


def shown(what: str, value: float | None) -> str:
    if value is None:
        return "—"
    if what == "peak memory":
        return f"{value / 1e6:,.0f} MB"
    if value < 1e-3:
        return f"{value * 1e6:,.1f} µs"
    return f"{value * 1e3:,.1f} ms" if value < 1 else f"{value:,.2f} s"


def tables(results: Results) -> Iterable[Table]:
    medians_table = Table("measured", "records", "by", "median", title="Medians of one run")
    for (what, size, who), value in results.numbers.items():
        medians_table.add_row(what, f"{size:,}", who, shown(what, value))
    yield medians_table
    goals = Table("goal", "records", "bar", "is", "", title="Ratios and bars")
    for goal, size, bar, value, fits in judged(results):
        goals.add_row(goal, f"{size:,}", bar, value, "met" if fits else "NOT MET")
    yield goals


def judged(results: Results) -> Iterable[tuple[str, int, str, str, bool]]:
    """Each bar, what was reached, and whether that is enough."""
    sizes = sorted({size for _what, size, _who in results.numbers})

    def at_most(
        goal: str, what: str, other: str, bar: float, size: int
    ) -> Iterable[tuple[str, int, str, str, bool]]:
        ratio = results.ratio(what, size, "fptui", other)
        if ratio is not None:
            yield goal, size, f"≤ {bar:g}", f"{ratio:.3g}", ratio <= bar

    change = "one durable change"
    for size in sizes:
        ratio = results.ratio(change, size, "tinydb", "fptui")
        if ratio is not None:
            bar = "≥ 1000" if size >= LARGE else "(at 100,000)"
            yield "tinydb ÷ change", size, bar, f"{ratio:,.0f}", size < LARGE or ratio >= 1000
        yield from at_most("change ÷ sqlite3 commit", change, "sqlite3", 1.5, size)
        yield from at_most(
            "change ÷ sqlite3 commit with history", change, "sqlite3 with history", 1.5, size
        )
        opening = "open and first lookup"
        yield from at_most("open and lookup ÷ orjson.loads", opening, "orjson.loads", 1.3, size)
        ratio = results.ratio(opening, size, "tinydb", "fptui")
        if ratio is not None:
            yield "tinydb ÷ open and lookup", size, "≥ 3", f"{ratio:.3g}", ratio >= 3
        yield from at_most("lookup ÷ sqlite3's", "lookup by ID number", "sqlite3", 1, size)
        yield from at_most("filter ÷ sqlite3's scan", "filter, no index", "sqlite3", 1, size)
        yield from at_most("memory ÷ plain dicts", "peak memory", "plain dicts", 1.2, size)
        yield from at_most(
            "memory ÷ orjson's dicts", "peak memory", "plain dicts by orjson", 1.2, size
        )
        for what, bar_seconds in (
            ("replay of 10,000 changes", 0.1),
            ("undo of 10,000 records", 0.5),
            ("as of a year back", 2.0),
        ):
            value = results.numbers.get((what, size, "fptui"))
            if value is not None:
                yield what, size, f"< {bar_seconds:g} s", shown(what, value), value < bar_seconds
    smallest = results.numbers[change, sizes[0], "fptui"]
    for size in sizes[1:]:
        growth = results.numbers[change, size, "fptui"] / smallest
        yield f"change ÷ change at {sizes[0]:,}", size, "< 1.5", f"{growth:.3g}", growth < 1.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    scale = parser.parse_args().scale
    results = Results()
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        for size in SCALES[scale]:
            console.print(f"{size:,} recipients …")
            contenders = Contenders(Path(name), size)
            gc.collect()
            measure_memory(contenders, results)
            measure_opening(contenders, results)
            measure_change(contenders, results)
            measure_reading(contenders, results)
            if size >= 10_000:
                measure_tail(contenders, results)
                measure_undo(contenders, results)
            if size == max(s for s in SCALES[scale] if s <= LARGE):
                measure_as_of(contenders, results)
            for file in (contenders.office, contenders.stock, contenders.sqlite):
                file.unlink()
    for table in tables(results):
        console.print(table)
    return 0 if all(fits for *_rest, fits in judged(results)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
