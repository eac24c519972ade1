"""Golden files: what a text that leaves the program looked like when someone last read it."""

import os
from pathlib import Path

ANEW = "FPTUI_GOLDEN"
"""Set, the files are written instead of compared: `make golden`."""


def is_as_before(written: str | bytes, file: Path) -> bool:
    """Whether a text is that of its golden file; the file is written where that is asked for."""
    assert isinstance(written, str)
    if os.environ.get(ANEW):
        file.write_text(written, encoding="utf-8", newline="")
    assert file.exists(), f"{file.name} is not there: make golden, and read it"
    return written == file.read_text(encoding="utf-8")
