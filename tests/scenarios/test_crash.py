"""A process that writes is killed at random moments: what it acknowledged is there, whole.

The short form runs with the tests, the long one (300 rounds) with FPTUI_SOAK=1.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from fptui.registers.units import UNITS
from fptui.store import Office, check_office, create_office

SOAK = bool(os.environ.get("FPTUI_SOAK"))
ROUNDS = 300 if SOAK else 12

# Change k adds the three records of batch k and alters those of the batch before; each
# seventh is undone at once. A line is printed when the store has acknowledged it all.
WRITER = """
import random, sys
from pathlib import Path
import msgspec
from fptui.registers.units import UNITS, Unit
from fptui.registers.edits import Edit
from fptui.store import Office, storage

storage.LONG_TAIL_LINES = 12  # make snapshots beside the work, and be killed in them too
path, first = Path(sys.argv[1]), int(sys.argv[2])

def batch(k):
    return [Unit(code=f"{k}-{i}", name=f"batch {k}", level="village", kind="village")
            for i in range(3)]

k = first
print("ready", flush=True)
while True:
    with Office(path) as office:
        for _count in range(random.randint(1, 30)):
            edits = [Edit("units", after=unit) for unit in batch(k)]
            for unit in batch(k - 1):
                number = office.number_of(UNITS, unit.code)
                if number is not None:
                    before = office.table(UNITS)[number]
                    after = msgspec.structs.replace(before, staff=f"after {k}" + "x" * (k % 900))
                    edits.append(Edit("units", number, before, after))
            office.change(edits, f"batch {k}")
            if k % 7 == 0:
                office.undo()
            print(k, flush=True)
            k += 1
"""


def test_killed_writers_lose_nothing_and_leave_no_half(tmp_path: Path) -> None:
    path = tmp_path / "office.json"
    create_office(path).close()
    seed = int.from_bytes(os.urandom(4), "big")
    chance = random.Random(seed)
    written = 0
    for _round in range(ROUNDS):
        acknowledged = run_and_kill(path, written + 1, chance)
        written = max(written, acknowledged)
        with Office(path) as office:
            assert not office.read_only
            written = verify(office, written)
    report = check_office(path)
    assert report.sound, (seed, report.problems)
    assert written > ROUNDS, f"the writer hardly wrote (seed {seed})"


def run_and_kill(path: Path, first: int, chance: random.Random) -> int:
    """The last change that a writer acknowledged before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.12)
        assert process.poll() is None, "the writer ended by itself"
        process.kill()
        lines = process.stdout.read().splitlines(keepends=True)
    return max((int(line) for line in lines if line.endswith("\n")), default=0)


def verify(office: Office, acknowledged: int) -> int:
    """Each batch stands there wholly or not at all; the last change that was made, then."""
    found: dict[int, list[object]] = {}
    for unit in office.table(UNITS).values():
        found.setdefault(int(unit.code.split("-")[0]), []).append(unit.staff)
    for k in range(1, acknowledged + 1):
        assert (k in found) == (k % 7 != 0), f"batch {k} of {acknowledged} acknowledged"
    made = max(acknowledged, max(found, default=0))
    assert made <= acknowledged + 1
    for k, staff in found.items():
        assert len(staff) == 3, f"half of batch {k}"
        assert len(set(staff)) == 1, f"half of the change after batch {k}"
        if k < made and (k + 1) % 7:
            assert str(staff[0]).startswith(f"after {k + 1}")
    if made % 7 == 0 and made in found:
        office.undo()  # the writer was killed between the change and its undoing
    return made
