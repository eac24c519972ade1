"""Say which marked texts have no Chinese yet, and where they stand: `make words`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.catalogs import (
    CHINESE,
    LOCALE_FOLDER,
    PACKAGE,
    Place,
    Words,
    catalog_file,
    is_translated,
    marked_words,
    read_catalog,
)


def missing_words(
    name: str, marked: dict[Words, list[Place]], locales: Path = LOCALE_FOLDER
) -> list[Words]:
    """What is marked and not translated in one catalog, in the order of the source."""
    catalog = read_catalog(name, locales)
    return [words for words in marked if not is_translated(catalog.get(words))]


def report(package: Path = PACKAGE, locales: Path = LOCALE_FOLDER) -> int:
    """Print what each language misses; the number of texts that are missing."""
    marked = marked_words(package)
    total = 0
    for name, language in CHINESE.items():
        missing = missing_words(name, marked, locales)
        for words in missing:
            print(f"{language} is missing: {_shown(words)}  ({_listed(marked[words])})")
        if missing:
            print(f"{language}: {len(missing)} of {len(marked)} texts to write in", end=" ")
            print(_shortest(catalog_file(name, locales)))
        else:
            print(f"{language}: all {len(marked)} texts are there")
        total += len(missing)
    return total


def _shown(words: Words) -> str:
    texts = (words,) if isinstance(words, str) else words
    return " / ".join(f"“{text}”".replace("\n", "\\n") for text in texts)


def _listed(places: list[Place]) -> str:
    return ", ".join(str(place) for place in places)


def _shortest(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


if __name__ == "__main__":
    sys.exit(1 if report() else 0)
