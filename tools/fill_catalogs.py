"""Fill the catalogs from a translator's tables: `python tools/fill_catalogs.py FILE.tsv…`.

A row is the English, 简体 and 繁體, or singular, plural, 简体 and 繁體, with a tabulator
between them and a newline written as backslash and n. An empty cell leaves the catalog as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from babel.messages.catalog import Message

from tools.catalogs import CHINESE, LOCALE_FOLDER, Place, Words, read_catalog, write_catalog


@dataclass(frozen=True)
class Row:
    """One text and its Chinese, in the order of the catalogs, and where it was read."""

    words: Words
    chinese: tuple[str, ...]
    place: Place


class UnreadableRowError(Exception):
    """A line of a table that is no row; the message names file and line."""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table; blank lines are passed over."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        cells = [cell.replace("\\n", "\n") for cell in line.removesuffix("\r").split("\t")]
        place = Place(str(path), number)
        match cells:
            case [text, simplified, traditional]:
                yield Row(text, (simplified, traditional), place)
            case [singular, plural, simplified, traditional]:
                yield Row((singular, plural), (simplified, traditional), place)
            case _:
                raise UnreadableRowError(f"{place}: 3 or 4 columns are needed, not {len(cells)}")


def fill(rows: list[Row], locales: Path = LOCALE_FOLDER) -> int:
    """Write the rows' Chinese into the catalogs and tell of it; how many texts were not found."""
    lost: dict[Row, None] = {}
    for column, (name, language) in enumerate(CHINESE.items()):
        catalog = read_catalog(name, locales)
        filled = 0
        for row in rows:
            message = catalog.get(row.words)
            if message is None:
                lost[row] = None
            elif _filled(message, row.chinese[column]):
                print(f"{language}: {row.words!r} → {row.chinese[column]!r}")
                filled += 1
        if filled:
            write_catalog(catalog, name, locales)
        print(f"{language}: {filled} filled")
    for row in lost:
        print(f"{row.place}: the catalogs do not have {row.words!r}", file=sys.stderr)
    return len(lost)


def _filled(message: Message, chinese: str) -> bool:
    string = (chinese,) if message.pluralizable else chinese
    if not chinese or (message.string == string and not message.fuzzy):
        return False
    message.string = string
    message.flags.discard("fuzzy")
    return True


def main(names: list[str], locales: Path = LOCALE_FOLDER) -> int:
    """Fill from these files; 2 when one cannot be read, and then nothing is filled."""
    try:
        rows = [row for name in names for row in read_rows(Path(name))]
    except (OSError, UnicodeDecodeError, UnreadableRowError) as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if fill(rows, locales) else 0


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
