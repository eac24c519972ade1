"""A part of a name in a query that several records have, or one that holds many others."""

from __future__ import annotations

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.registers.declaration import Column, Desk, Record, Register
from fptui.registers.values.width import half_width
from fptui.search.fields import field_meant
from fptui.search.matching import is_pattern, pieces_of
from fptui.search.terms import terms_of

NAMED = 3
"""So many of what a part of a name means are named."""


def wide_names_said(text: str, register: Register[Record], desk: Desk) -> list[str]:
    """What the parts of names in a query mean, each in one line, where they mean several things.

    Only records that belong to others are looked at, such as units: a part of the name of a
    district means all that belongs to it.
    """
    said = []
    for term in terms_of(text):
        column = field_meant(register, term.field) if term.sign == ":" else None
        if column is None or not column.register or not register_named(column.register).belongs_to:
            continue
        for piece, _place in pieces_of(term.value, term.value_at):
            names = [] if is_pattern(column, piece) else _called(column, piece, desk)
            if names:
                more = " …" if len(names) > NAMED else ""
                told = _(", ").join(map(harmless, names[:NAMED])) + more
                line = _("“{text}” means {names}, with all that belongs to it")
                said.append(line.format(text=harmless(piece), names=told))
    return said


def _called(column: Column, piece: str, desk: Desk) -> list[str]:
    """The names that a text is a part of, the highest first.

    None where it is the whole of a name, or a part of one only that is not the topmost.
    """
    target = register_named(column.register)
    word, found = half_width(piece).casefold(), dict[str, int]()
    for record in desk.table(target).values():
        above = desk.names(target.name, target.identity_of(record))
        if above and word in half_width(above[0]).casefold():
            found[above[0]] = min(len(above), found.get(above[0], len(above)))
    if any(half_width(name).casefold() == word for name in found):
        return []
    names = sorted(found, key=found.__getitem__)
    return names if len(names) > 1 or found.get(names[0] if names else "") == 1 else []
