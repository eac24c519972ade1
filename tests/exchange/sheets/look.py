"""Looks at one file within 3 GB and says what it took: `python -m tests.exchange.sheets.look NAME`."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.exchange.sheets import hostile, programs, texts  # noqa: F401  they enter their cases
from tests.exchange.sheets.cases import CASES, check

MOST_MEMORY = 3 << 30


def look(name: str) -> None:
    one = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / one.file
        one.make(path)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        begun = time.perf_counter()
        check(path, one)
        taken = time.perf_counter() - begun
    sys.stdout.write(f"{taken} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10}\n")


if __name__ == "__main__":
    look(sys.argv[1])
