"""Files that are put in place at once, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fptui.errors import StoreError
from fptui.language import _
from fptui.store.leftovers import prefix_of

PRIVATE_MODE = 0o600
"""The mode of all files of an office, as they hold personal data."""


def followed(path: Path) -> Path:
    """The file that a path names when every link is followed; where it will be if it is new."""
    return Path(os.path.realpath(path))


def refuse_taken(*paths: Path) -> None:
    """StoreError where one of these files, which are to be made, is there already."""
    for path in paths:
        if path.exists():
            raise StoreError(
                _("{path} exists already; it was left as it is. Name another file.").format(
                    path=path
                )
            )


def replace_file(path: Path, content: Iterable[bytes]) -> None:
    """Put this content in the place of a file durably, or leave the old one; OSError says why.

    A link stays a link: the file that it names is replaced.
    """
    path = followed(path)
    handle, name = tempfile.mkstemp(prefix=prefix_of(path.name), dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), PRIVATE_MODE)
            for part in content:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
