"""The fields of a query: which column a name means, and how a column is named there."""

from __future__ import annotations

from fptui.language import _, translations
from fptui.registers.declaration import Column, Record, Register
from fptui.registers.headed import column_headed, known_headings, plain_heading, unexplained
from fptui.search.nearest import nearest
from fptui.search.offers import folded
from fptui.search.pinyin import spells_all


def field_meant(register: Register[Record], name: str) -> Column | None:
    """The column of this key or heading in any language, or of this pinyin if it is the only one.

    Spaces and marks in a heading may be left out, and what stands in brackets.
    """
    found = column_headed(known_headings(register), name)
    word = folded(name)
    if found is not None or not (word.isascii() and word.isalpha()):
        return found
    spelled = [
        column
        for column in register.columns
        if any(
            not heading.isascii() and spells_all(word, heading)
            for heading in translations(column.heading)
        )
    ]
    return spelled[0] if len(spelled) == 1 else None


def field_name(register: Register[Record], column: Column) -> str:
    """How a column is named in a query, in the language in use: by its heading, else its key."""
    name = "".join(unexplained(_(column.heading)).split())
    if name.isascii():
        return column.key
    return name if known_headings(register).get(plain_heading(name)) is column else column.key


def nearest_field(register: Register[Record], name: str) -> str:
    """The field that someone may have meant by a name that is none; empty where none is near."""
    known = known_headings(register)
    near = nearest(plain_heading(name), known)
    return field_name(register, known[near]) if near else ""


def fields_said(register: Register[Record]) -> str:
    """The fields of a register as they are named in a query, in the language in use."""
    names = (field_name(register, column) for column in register.columns)
    return _("Its fields: {names}.").format(names=_(", ").join(names))
