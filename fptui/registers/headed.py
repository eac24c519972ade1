"""Which column of a register is meant by a heading, as lists and people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fptui.language import translations
from fptui.registers.declaration import Column, Record, Register
from fptui.registers.values.width import half_width

LONGEST_HEADING = 500
"""Characters; what is longer is a note."""

_UNSAID = re.compile(r"[\W_]+")  # spaces, line breaks, marks, what cannot be seen
_IN_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")


def plain_heading(text: str) -> str:
    """What is left of a heading without spaces, marks, width and case."""
    return _UNSAID.sub("", half_width(text).casefold())


def unexplained(text: str) -> str:
    """A heading without what stands in brackets, which only explains: 出生日期（年月日）."""
    return _IN_BRACKETS.sub("", half_width(text))


def known_headings(register: Register[Record]) -> dict[str, Column]:
    """The columns of a register by everything that a heading may say, in its plain form."""
    known: dict[str, Column] = {}
    for column in register.columns:
        for text in (column.key, *translations(column.heading)):
            known.setdefault(plain_heading(text), column)
    for key, texts in register.also_headed.items():
        for text in texts:
            known.setdefault(plain_heading(text), register.column(key))
    for column in register.columns:
        for text in translations(column.heading):
            known.setdefault(plain_heading(unexplained(text)), column)
    known.pop("", None)
    return known


def column_headed(known: Mapping[str, Column], text: str) -> Column | None:
    """The column that a heading means, one of those known."""
    if len(text) > LONGEST_HEADING:
        return None
    return known.get(plain_heading(text)) or known.get(plain_heading(unexplained(text)))
