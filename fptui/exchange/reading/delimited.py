"""Cells out of csv and tsv files in the encodings that Chinese offices use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fptui.errors import ExchangeError
from fptui.exchange.reading.cells import MOST_CELLS, MOST_COLUMNS, CellSheet, Progress
from fptui.exchange.reading.refusals import Unreadable, too_large, unreadable
from fptui.exchange.writing.separated import unescaped
from fptui.language import _

MOST_BYTES = 1 << 30
DELIMITERS = (",", "\t", ";", "|")
CHARACTERS_LOOKED_AT = 20_000
TOLD_EVERY = 10_000

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_REGIONAL = {"gb18030": "GB18030", "cp950": "Big5"}
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", **_REGIONAL}
_ASKED = {
    "utf8": "utf-8-sig",
    "utf16": "utf-16",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
}


def encoding_named(name: str) -> str:
    """The codec that a user means; empty for none named. ExchangeError lists the names."""
    if not name:
        return ""
    codec = _ASKED.get(name.lower().replace("-", "").replace("_", ""))
    if codec is None:
        raise ExchangeError(
            _(
                "There is no encoding “{name}” here; there are: UTF-8, GB18030, Big5, UTF-16."
            ).format(name=name)
        )
    return codec


def separated_sheets(text: str, progress: Progress) -> Iterator[CellSheet]:
    """The cells of a text by each separator that may be the one, the likeliest first.

    Commas in notes do not make a file one of commas: the headings will tell. What is wrong
    by the likeliest is raised last, where no other was the one either.
    """
    wrong: Unreadable | None = None
    for delimiter in _delimiters(text):
        try:
            yield separated_sheet(text, delimiter, progress)
        except Unreadable as error:
            wrong = wrong or error
    if wrong is not None:
        raise wrong


def read_text(path: Path, encoding: str) -> tuple[str, str]:
    """The text of a file, and the name of the encoding that was taken.

    `encoding` is a name that a user gave, or empty.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large()
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error
    text, codec = _decoded(data, encoding_named(encoding))
    if "\0" in text:
        raise Unreadable(_("{path} is no text: it holds zero bytes. Save it as csv in UTF-8."))
    return text, _NAMES[codec]


def _decoded(data: bytes, asked: str) -> tuple[str, str]:
    marked = next((codec for mark, codec in _MARKS.items() if data.startswith(mark)), "")
    candidates = [asked] if asked else [marked] if marked else ["utf-8", *_REGIONAL]
    texts: dict[str, str] = {}
    for codec in candidates:
        try:
            texts[codec] = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec not in _REGIONAL:
            break
    if not texts:
        raise Unreadable(
            _("{path} is not in {encodings}: save it as csv in UTF-8."),
            encodings=_NAMES[asked] if asked else "UTF-8, GB18030, Big5",
        )
    codec = next(iter(texts))
    if len(texts) > 1:
        codec = max(texts, key=lambda one: _plausibility(texts[one]))
    return texts[codec], codec


def _plausibility(text: str) -> float:
    """How large a part of the text beyond ASCII is of the characters in daily use.

    Those are the first levels of GB 2312 and of Big5. Bytes read in the wrong
    encoding give rare characters.
    """
    foreign = list(islice((one for one in text if not one.isascii()), CHARACTERS_LOOKED_AT))
    if not foreign:
        return 1.0
    known = {one: _is_common(one) for one in set(foreign)}
    return sum(known[one] for one in foreign) / len(foreign)


def _is_common(character: str) -> bool:
    for codec, first, last in (("gb2312", 0xA1, 0xD7), ("big5", 0xA1, 0xC6)):
        try:
            lead = character.encode(codec)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False


def separated_sheet(text: str, delimiter: str, progress: Progress) -> CellSheet:
    """The cells of a text of this separator; Unreadable names the line that is none."""
    lines = text.count("\n") + 1
    # splitlines would also part cells at control characters that are kept as text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    numbers: list[int] = []
    widest = 0
    try:
        for row in reader:
            if reader.line_num % TOLD_EVERY == 0:
                progress(reader.line_num, lines)
            if not any(row) and len(row) <= MOST_COLUMNS:
                continue
            rows.append([unescaped(cell) for cell in row])
            numbers.append(reader.line_num)
            widest = max(widest, len(row))
            if widest > MOST_COLUMNS or widest * len(rows) > MOST_CELLS:
                raise too_large()
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unreadable(
                _(
                    "{path}, line {line}: a cell has more than {most} characters. "
                    "Is a quotation mark missing at its end?"
                ),
                line=reader.line_num,
                most=csv.field_size_limit(),
            ) from error
        raise Unreadable(
            _("{path}, line {line}: the quotation marks do not match ({reason})."),
            line=reader.line_num,
            reason=error,
        ) from error
    return CellSheet("", rows, numbers)


def _delimiters(text: str) -> list[str]:
    first = text[:CHARACTERS_LOOKED_AT]
    likely = sorted(DELIMITERS, key=first.count, reverse=True)
    return [likely[0], *(one for one in likely[1:] if one in first)]
