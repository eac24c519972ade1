"""Each list that an office or an attacker may send ends soon, in what it must.

Here those that are quick, in this process; with FPTUI_SOAK=1 all of them, each in a process of its
own that may take 15 seconds and 2 GB.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.sheets import hostile, programs, texts  # noqa: F401  they enter their cases
from tests.exchange.sheets.cases import CASES, check

IS_LONG = bool(os.environ.get("FPTUI_SOAK"))
MOST_SECONDS, MOST_BYTES = 15, 2 << 30


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("name", [name for name, one in CASES.items() if not one.slow])
def test_what_comes_of_a_sheet(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    CASES[name].make(path)
    check(path, CASES[name])


@pytest.mark.parametrize("name", list(CASES) if IS_LONG else [])
def test_a_sheet_takes_neither_long_nor_much(name: str) -> None:
    program = [sys.executable, "-m", "tests.exchange.sheets.look", name]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    seconds, most = map(float, done.stdout.split())
    assert seconds < MOST_SECONDS
    assert most < MOST_BYTES
