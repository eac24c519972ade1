"""Temporary files and folders that say who made them, so that those of the dead can go.

They hold personal data. Whoever is killed cannot tidy up; the next program that opens the
office or handles a backup does it, where the process that made them is known to be gone.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sys
import tempfile
from pathlib import Path

UNPACKED = "fptui-restore"
"""What a folder is called in which a backup is unpacked."""

_MADE_BY = re.compile(r"\.(?P<host>[0-9a-f]{1,16})-(?P<process>\d+)-[^.]*$")


def prefix_of(name: str) -> str:
    """How the name of a temporary file for the file of this name begins."""
    return f".{name}.{_host()}-{os.getpid()}-"


def remove_leftovers(folder: Path, name: str) -> None:
    """Remove what dead processes of this machine left in a folder for files of this name."""
    begins = f".{name}."
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(begins) and _is_of_the_dead(entry.name):
                _remove(Path(entry.path))


def remove_unpacked(*folders: Path) -> None:
    """Remove the unpacked offices of dead processes, here and in the system's own place."""
    for folder in {*folders, Path(tempfile.gettempdir())}:
        remove_leftovers(folder, UNPACKED)


def _host() -> str:
    return socket.gethostname().encode().hex()[:16] or "0"


def _is_of_the_dead(name: str) -> bool:
    made = _MADE_BY.search(name)
    return made is not None and made["host"] == _host() and not _lives(int(made["process"]))


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # a signal of nothing would be one there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        path.unlink()
