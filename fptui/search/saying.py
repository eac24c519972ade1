"""A query as people say it: its fields and choices in the language in use, or by their keys."""

from __future__ import annotations

from fptui.errors import QueryError
from fptui.language import _
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.search.choices import choices_meant, keys_meant
from fptui.search.fields import field_meant, field_name
from fptui.search.matching import is_pattern
from fptui.search.terms import Term, quoted, terms_of


def said_query(text: str, register: Register[Record]) -> str:
    """A query in the language in use; as it is where it cannot be understood."""
    try:
        return " ".join(_said(term, register, text, by_keys=False) for term in terms_of(text))
    except QueryError:
        return text


def keyed_query(text: str, register: Register[Record]) -> str:
    """A query by the keys of its fields and choices, the same in every language; QueryError."""
    return " ".join(_said(term, register, text, by_keys=True) for term in terms_of(text))


def value_name(column: Column, key: str) -> str:
    """How a choice is written in a query, in the language in use: by its label, else its key."""
    label = _(column.known_choices.get(key, key))
    by_key = label.isascii() and (quoted(label) != label or label.casefold() == key)
    return quoted(key if by_key or keys_meant(column.choices, label) != [key] else label)


def _said(term: Term, register: Register[Record], text: str, *, by_keys: bool) -> str:
    deny = "!" if term.denied else ""
    column = field_meant(register, term.field) if term.sign else None
    if column is None:
        return text[term.start : term.end]
    name = column.key if by_keys else field_name(register, column)
    pieces = (_piece_said(column, piece, by_keys=by_keys) for piece in term.value.split(","))
    return f"{deny}{name}{term.sign}{','.join(pieces)}"


def _piece_said(column: Column, piece: str, *, by_keys: bool) -> str:
    if not piece or is_pattern(column, piece):
        return piece
    if column.kind is Kind.CHOICE:
        keys = choices_meant(column, piece)
        if len(keys) == 1:
            return quoted(keys[0]) if by_keys else value_name(column, keys[0])
    return quoted(piece)
