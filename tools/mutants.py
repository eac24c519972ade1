"""Change the code bit by bit, and tell which changes no test notices: `make mutants`.

What is changed, and which tests should notice, says `[tool.mutmut]` in `pyproject.toml`. A run
that is broken off is taken up again by the next one, which tries what is not noticed yet.
`SAMPLE=5` tries one change in twenty: those whose names say so, the same ones each time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOMS = {
    "figures": Path("fptui/figures"),
    "programme": Path("fptui/programme"),
    "store": Path("fptui/store"),
    "importing": Path("fptui/exchange/importing"),
}
RESULTS = Path("mutants")
LOG = RESULTS / "run.log"
WITHOUT_TEST = 33
"""The result of a change in a function that no test calls."""


def results_of(module: Path) -> dict[str, int | None]:
    """The changes of a module by name; 0 where no test noticed, None where none was asked yet."""
    kept = RESULTS / f"{module}.meta"
    if not kept.exists():
        return {}
    results: dict[str, int | None] = json.loads(kept.read_bytes())["exit_code_by_key"]
    return results


def in_sample(change: str, percent: int) -> bool:
    """Whether this change is of the sample: told by its name, so that each run takes the same."""
    return zlib.crc32(change.encode()) % 100 < percent


def to_try(module: Path, percent: int) -> Iterator[str]:
    """What is to be tried of a module: all where it was changed since, else what is unnoticed."""
    if percent == 100 and is_stale(module):
        yield ".".join(module.with_suffix("").parts) + ".*"
        return
    for name, result in results_of(module).items():
        if result in (None, 0, WITHOUT_TEST) and in_sample(name, percent):
            yield name


def is_stale(module: Path) -> bool:
    """Whether the changes of a module are still to be made, or made of an older form of it."""
    kept = RESULTS / f"{module}.meta"
    return not kept.exists() or kept.stat().st_mtime < module.stat().st_mtime


def told(room: str, percent: int) -> str:
    """The share of a room's changes that is noticed, in one line."""
    found: Counter[str] = Counter()
    for module in ROOMS[room].rglob("*.py"):
        for name, result in results_of(module).items():
            if not in_sample(name, percent):
                continue
            kinds = {None: "open", 0: "unnoticed", WITHOUT_TEST: "without a test"}
            found[kinds.get(result, "noticed")] += 1
    tried = found.total() - found["open"]
    share = f"{found['noticed'] / tried:6.1%}" if tried else "   —  "
    rest = ", ".join(f"{found[kind]} {kind}" for kind in ("unnoticed", "without a test", "open"))
    return f"{room:<10}{share} of {tried:>5} changes noticed; {rest}"


def mutmut(names: list[str], at_once: int) -> bool:
    """Have mutmut try these changes, which takes long; whether it could be done."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(at_once), *names]
    RESULTS.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        done = subprocess.run(  # noqa: S603
            command, check=False, stdout=log, stderr=subprocess.STDOUT
        )
    return done.returncode == 0


def not_done() -> int:
    """Tell where it stands why nothing was tried."""
    print(f"It could not be done; {LOG} says why.")
    return 2


def main(wanted: list[str], at_once: int, percent: int) -> int:
    """Try this share of the changes of these rooms, of all where none is named, and tell."""
    unknown = [room for room in wanted if room not in ROOMS]
    if unknown:
        print(f"No room “{unknown[0]}”: {', '.join(ROOMS)}.")
        return 2
    if not 1 <= percent <= 100:
        print(f"SAMPLE is a share in percent, 1 to 100, not {percent}.")
        return 2
    rooms = wanted or list(ROOMS)
    modules = [module for room in rooms for module in sorted(ROOMS[room].rglob("*.py"))]
    if percent < 100 and any(is_stale(module) for module in modules):
        # The changes must have names to draw from: mutmut makes them all, then finds none to try.
        mutmut(["nothing.*"], at_once)
        if any(is_stale(module) for module in modules):
            return not_done()
    names = [name for module in modules for name in to_try(module, percent)]
    if names and not mutmut(names, at_once):
        return not_done()
    for room in rooms:
        print(told(room, percent))
    print("One by one: .venv/bin/mutmut browse")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[3:], int(sys.argv[1]), int(sys.argv[2])))
