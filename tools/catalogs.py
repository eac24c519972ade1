"""The message catalogs as translators work on them: what is marked, and reading and writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "fptui"
LOCALE_FOLDER = PACKAGE / "language" / "locale"
CHINESE = {"zh_Hans": "简体", "zh_Hant": "繁體"}
"""The catalogs, and how their languages are called, in the order of a translator's columns."""

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

Words: TypeAlias = str | tuple[str, str]
"""A marked text, or its singular and plural."""


@dataclass(frozen=True)
class Place:
    """Where a text is marked."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def marked_words(package: Path = PACKAGE) -> dict[Words, list[Place]]:
    """Every text that the package marks, and the places where it does."""
    places: dict[Words, list[Place]] = {}
    for file, line, words, _comments, _context in extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        key = words if isinstance(words, str) else (words[0], words[1])
        if key:
            places.setdefault(key, []).append(Place(f"{package.name}/{file}", line))
    return places


def catalog_file(name: str, locales: Path = LOCALE_FOLDER) -> Path:
    """The file of one catalog of :data:`CHINESE`."""
    return locales / name / "LC_MESSAGES" / "fptui.po"


def read_catalog(name: str, locales: Path = LOCALE_FOLDER) -> Catalog:
    """One catalog of :data:`CHINESE`."""
    with catalog_file(name, locales).open("rb") as file:
        return read_po(file, locale=name)


def write_catalog(catalog: Catalog, name: str, locales: Path = LOCALE_FOLDER) -> None:
    """Write a catalog in the form in which `make catalogs` does."""
    with catalog_file(name, locales).open("wb") as file:
        write_po(file, catalog, width=0, ignore_obsolete=True)


def is_translated(message: Message | None) -> bool:
    """Whether a message has all its Chinese, and no one doubts it."""
    if message is None or message.fuzzy:
        return False
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts)
