"""Opening the zip packages that workbooks are, without unpacking what is meant to burst."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Container, Iterator
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
END_OF_PACKAGE = b"PK\x05\x06"
LONGEST_END = (1 << 16) + 22
"""The record at the end of a package, with a comment of any length."""


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A workbook's package, after a look at the sizes that it declares.

    Unreadable where they would fill the memory, or where it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_bursting(package.infolist())
            _refuse_two_in_one(path, package)
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


def _refuse_two_in_one(path: Path, package: zipfile.ZipFile) -> None:
    """Where a package can be read in two ways, another reader would see what was not looked at."""
    names = [spelled(one.filename) for one in package.infolist()]
    with path.open("rb") as file:
        file.seek(max(file.seek(0, 2) - LONGEST_END, 0))
        ends = file.read().count(END_OF_PACKAGE)
    if len(set(names)) != len(names) or ends != 1:
        raise damaged_workbook()


def spelled(name: str) -> str:
    """A part's name as readers look for it: neither case nor the kind of stroke matters."""
    return name.replace("\\", "/").lower()


def info_of(package: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """What the package says of a part; KeyError where there is none."""
    wanted = spelled(name)
    for one in package.infolist():
        if spelled(one.filename) == wanted:
            return one
    raise KeyError(name)


def has_part(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a package has a part of this name."""
    wanted = spelled(name)
    return any(spelled(one.filename) == wanted for one in package.infolist())


def refuse_lies(package: zipfile.ZipFile, but: Container[str]) -> None:
    """Unreadable where a part is longer than it declares to be; those of `but` are read later."""
    for one in package.infolist():
        name = spelled(one.filename)
        if name.endswith((".xml", ".rels")) and name not in but:
            for _chunk in chunks(package, one.filename):
                pass


def _bursting() -> Unreadable:
    return Unreadable(_("{path} would unpack to far more than a list can be; it was not opened."))


def chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The content of a part; Unreadable where it is longer than it declares to be."""
    declared = copy.copy(info_of(package, name))
    size = declared.file_size
    declared.file_size += CHUNK  # or zipfile would stop at the declared size and see no lie
    with package.open(declared) as part:
        while chunk := part.read(CHUNK):
            size -= len(chunk)
            if size < 0:
                raise _bursting()
            yield chunk
