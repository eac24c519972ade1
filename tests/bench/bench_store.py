"""The store beside stock TinyDB and sqlite3, in one run: a table of medians and their ratios.

``python -m tests.bench.bench_store --scale small|middle|full``. Each contender does the
same thing on the same recipients; sqlite3 runs with WAL and synchronous=FULL, so that
a commit is as durable as a change here.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

import orjson
from rich.console import Console
from tinydb import TinyDB, where

from fptui.registers import register_named
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.search.query import parse_query
from fptui.store import Office, clock, storage
from fptui.store.journal import journal_of
from tests.bench import bars
from tests.bench.contenders import Contenders, change_one, found_office, renamed
from tests.bench.district import id_number
from tests.bench.measuring import Results, Work, medians, took, unsynced

SCALES = {
    "small": (1_000, 10_000),
    "middle": (1_000, 10_000, 100_000),
    "full": (1_000, 10_000, 100_000, 1_000_000),
}
LARGE = bars.LARGE
"""Beyond this stock TinyDB is left out: it would take minutes."""


def measure_opening(contenders: Contenders, results: Results) -> None:
    """From nothing to the record of one ID number, the checksum verified on the way.

    orjson.loads gets the bytes of the same file, read already.
    """
    wanted = id_number(contenders.size // 2)
    content = contenders.office.read_bytes()

    def ours(_turn: int) -> Office:
        office = Office(contenders.office)
        assert office.referring(RECIPIENTS, "id_number", wanted)
        return office

    def theirs(_turn: int) -> object:
        connection = contenders.connect()
        connection.execute("select * from recipients where id_number = ?", (wanted,)).fetchone()
        return connection

    def stock(_turn: int) -> TinyDB:
        db = TinyDB(contenders.stock)
        assert db.table("recipients").get(where("id_number") == wanted)
        return db

    works: dict[str, Work] = {
        "fptui": ours,
        "orjson.loads": lambda _turn: orjson.loads(content),
        "sqlite3": theirs,
    }
    if contenders.size <= LARGE:
        works["tinydb"] = stock
    results.add(bars.OPENING, contenders.size, **medians(7, **works))


def measure_change(contenders: Contenders, results: Results) -> None:
    """One durable change of one record, chosen at random; sqlite3 once notes it too, as we do."""
    size = contenders.size
    chance = random.Random(7)
    connection = contenders.connect()
    rename = "update recipients set notes = ? where number = ?"

    def theirs(turn: int) -> None:
        connection.execute(rename, (f"改{turn}", chance.randrange(1, size + 1)))

    def theirs_noted(turn: int) -> None:
        number = chance.randrange(1, size + 1)
        connection.execute("begin")
        query = "select notes from recipients where number = ?"
        (old,) = connection.execute(query, (number,)).fetchone()
        connection.execute(rename, (f"改{turn}", number))
        line = f"{number} {old} 改{turn}".ljust(1200)  # as long as a line of the journal
        connection.execute("insert into history (line) values (?)", (line,))
        connection.execute("commit")

    with Office(contenders.office) as office:

        def ours(turn: int) -> None:
            change_one(office, chance.randrange(1, size + 1), turn)

        ours(0)  # builds the index of identities
        works: dict[str, Work] = {
            "fptui": ours,
            "sqlite3": theirs,
            "sqlite3, noted too": theirs_noted,
        }
        results.add(bars.CHANGE, size, **medians(500, **works))
    connection.close()
    if size <= LARGE:
        with TinyDB(contenders.stock) as db:
            table = db.table("recipients")
            found = medians(
                3, tinydb=lambda turn: table.update({"notes": f"改{turn}"}, doc_ids=[turn + 1])
            )
            results.add(bars.CHANGE, size, **found)


def measure_reading(contenders: Contenders, results: Results) -> None:
    """Lookups by ID number, and a filter over a field without an index."""
    size = contenders.size
    chance = random.Random(9)
    numbers = [id_number(chance.randrange(1, size + 1)) for _number in range(1000)]
    connection = contenders.connect()
    by_number = "select * from recipients where id_number = ?"
    by_account = "select * from recipients where account = ?"
    account = f"6221{size:015d}"
    asked = parse_query(f"account:{account}", register_named("recipients"))
    with Office(contenders.office, read_only=True) as office:
        office.referring(RECIPIENTS, "id_number", numbers[0])
        works: dict[str, Work] = {
            "fptui": lambda turn: office.referring(RECIPIENTS, "id_number", numbers[turn]),
            "sqlite3": lambda turn: connection.execute(by_number, (numbers[turn],)).fetchall(),
        }
        results.add(bars.LOOKUP, size, **medians(1000, **works))
        records = office.table(RECIPIENTS)
        documents = office.db.table("recipients")
        filters: dict[str, Callable[[], list[object]]] = {
            "fptui": lambda: [one for one in records.values() if one.account == account],
            "fptui, TinyDB's search": lambda: list(documents.search(where("account") == account)),
            "fptui, --where": lambda: [
                one for one in records.values() if asked.matches(one, office)
            ],
            "sqlite3": lambda: connection.execute(by_account, (account,)).fetchall(),
        }
        works = {who: lambda _turn, one=one: finds_one(one) for who, one in filters.items()}
        results.add(bars.FILTER, size, **medians(15 if size <= LARGE else 5, **works))
    connection.close()
    if size <= LARGE:
        with TinyDB(contenders.stock) as db:
            uncached = db.table("recipients", cache_size=0)
            found = medians(3, tinydb=lambda _turn: uncached.search(where("account") == account))
            results.add(bars.FILTER, size, **found)


def finds_one(search: Callable[[], list[object]]) -> None:
    assert len(search()) == 1


def measure_tail(contenders: Contenders, results: Results) -> None:
    """What a journal tail of 10,000 changes, each of another record, adds to opening."""
    size, path = contenders.size, contenders.office
    without = path.with_name("without-tail.json")
    shutil.copy(path, without)
    shutil.copy(journal_of(path), journal_of(without))
    kept, storage.LONG_TAIL_LINES = storage.LONG_TAIL_LINES, 1 << 30
    with unsynced(), Office(path) as office:
        for turn in range(10_000):
            change_one(office, 1 + turn * 7919 % size, turn)
    storage.LONG_TAIL_LINES = kept
    shutil.copy(without, path)  # as a program that was killed leaves it
    works: dict[str, Work] = {
        "without": lambda _turn: Office(without, read_only=True),
        "with": lambda _turn: Office(path, read_only=True),
    }
    opening = medians(9, **works)
    results.add(bars.REPLAY, size, fptui=opening["with"] - opening["without"])
    Office(path).close()
    without.unlink()
    journal_of(without).unlink()


def measure_undo(contenders: Contenders, results: Results) -> None:
    """Undo of one change to 10,000 records."""
    with Office(contenders.office) as office:
        table = office.table(RECIPIENTS)
        edits = [
            Edit("recipients", number, table[number], renamed(table[number], -1))
            for number in range(1, 10_001)
        ]
        change = took(lambda _turn: office.change(edits) and None)
        results.add("change of 10,000 records", contenders.size, fptui=change)
        times = []
        for _time in range(5):
            times.append(took(lambda _turn: office.undo()))
            office.redo()
        results.add(bars.UNDO, contenders.size, fptui=median(times))


def measure_as_of(folder: Path, size: int, results: Results) -> None:
    """The table as of a day a year back, with 100,000 changes since."""
    path = folder / "old.json"
    present = clock.present
    begin = moment = present() - timedelta(days=366)
    clock.present = lambda: moment
    try:
        found_office(path, size)
        with unsynced(), Office(path) as office:
            before = dict(office.table(RECIPIENTS))
            for turn in range(100_000):
                moment = begin + timedelta(days=1 + turn / 100_000 * 364)
                change_one(office, 1 + turn * 7919 % size, turn)
    finally:
        clock.present = present
    with Office(path, read_only=True) as office:
        assert office.table(RECIPIENTS) != before
        assert office.as_of(begin.date()).table(RECIPIENTS) == before
        del before
        works: dict[str, Work] = {
            "fptui": lambda _turn: office.as_of(begin.date()).table(RECIPIENTS)
        }
        results.add(bars.AS_OF, size, **medians(5, **works))


MEMORY = {
    "fptui": """
from pathlib import Path
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
office = Office(Path(sys.argv[1]), read_only=True)
office.find(RECIPIENTS, "05-0000001")
office.referring(RECIPIENTS, "id_number", "430299194000000001")
office.referring(RECIPIENTS, "unit", "430299102001")
""",
    "dicts by json": """
import json
with open(sys.argv[1], "rb") as file:
    tables = json.loads(file.read())
""",
    "dicts by orjson": """
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
    """The peak memory of a process that opens the file and holds all of it.

    Ours has the three indexes built, the plain dicts have none.
    """
    for who, program in MEMORY.items():
        out = subprocess.run(
            [sys.executable, "-c", f"import sys\n{program}{PEAK}", str(contenders.office)],
            capture_output=True,
            check=True,
            text=True,
        )
        results.add(bars.MEMORY, contenders.size, **{who: float(out.stdout)})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    sizes = SCALES[parser.parse_args().scale]
    results = Results()
    console = Console(width=max(Console().width, 130))
    for size in sizes:
        console.print(f"{size:,} recipients …")
        with tempfile.TemporaryDirectory() as name:
            contenders = Contenders(Path(name), size)
            measure_memory(contenders, results)
            measure_opening(contenders, results)
            measure_change(contenders, results)
            measure_reading(contenders, results)
            if size >= 10_000:
                measure_tail(contenders, results)
                measure_undo(contenders, results)
        if size == sizes[-1] or size >= LARGE:
            with tempfile.TemporaryDirectory() as name:
                measure_as_of(Path(name), size, results)
    for table in bars.tables(results):
        console.print(table)
    misses = bars.missed(results)
    for miss in misses:
        console.print(f"missed: {miss}")
    return 1 if misses else 0


if __name__ == "__main__":
    raise SystemExit(main())
