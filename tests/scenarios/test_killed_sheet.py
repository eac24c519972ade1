"""What was typed into a sheet is there again after the program was killed."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")


def test_a_sheet_outlives_kill(sample_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "fptui", "--db", str(sample_path), "--lang", "en", "--year", "2005"],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm-256color"},
        encoding="utf-8",
    )
    try:
        child.expect("Planned birth rate", timeout=60)
        child.send("7\t\t")
        child.expect("Leader", timeout=30)
        child.send("m\r")
        child.expect("rows typed", timeout=30)
        child.send("41\r42\r")
        draft = _draft(child, sample_path)
        child.kill(signal.SIGKILL)
    finally:
        child.close(force=True)
    assert draft.stat().st_mode & 0o777 == 0o600
    cells = json.loads(draft.read_text("utf-8"))["cells"]
    assert [text for _row, _column, text in cells] == ["41", "42"]


def _draft(child: pexpect.spawn, office: Path) -> Path:
    """The draft, as soon as both cells stand in it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for found in office.parent.glob(f".{office.name}.draft-visits"):
            if '"42"' in found.read_text("utf-8"):
                return found
        child.expect(pexpect.TIMEOUT, timeout=0.2)  # what it draws must be read
    raise AssertionError("no draft was kept")
