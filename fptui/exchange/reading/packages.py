"""Opening the zip packages that workbooks are, without unpacking what is meant to burst."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fptui.exchange.reading.refusals import Unreadable, damaged_workbook
from fptui.language import _

MOST_UNPACKED = 2 << 30
"""The bytes that a workbook may unpack to: a million rows of some thirty columns."""
FREELY_UNPACKED = 64 << 20
MOST_RATIO = 150
"""Real sheets pack to a tenth or a thirtieth; only what is made to burst packs to so little."""
MOST_PARTS = 10_000
CHUNK = 4 << 20


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A workbook's package, after a look at the sizes that it declares.

    Unreadable where they would fill the memory, or where it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_bursting(package.infolist())
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged_workbook() from error


def _refuse_bursting(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or (unpacked > FREELY_UNPACKED and unpacked > MOST_RATIO * packed)
    ):
        raise _bursting()


def _bursting() -> Unreadable:
    return Unreadable(_("{path} would unpack to far more than a list can be; it was not opened."))


def chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The content of a part; Unreadable where it is longer than it declares to be."""
    declared = copy.copy(package.getinfo(name))
    size = declared.file_size
    declared.file_size += CHUNK  # or zipfile would stop at the declared size and see no lie
    with package.open(declared) as part:
        while chunk := part.read(CHUNK):
            size -= len(chunk)
            if size < 0:
                raise _bursting()
            yield chunk
