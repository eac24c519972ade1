"""Records that a cell refers to, by their identity or by a name that only one of them has."""

from __future__ import annotations

from collections.abc import Collection

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.registers.declaration import Column, Desk
from fptui.registers.values.width import half_width

NAMED_AT_MOST = 5
"""How many of the records that share a name are told."""


class References:
    """Finds what cells refer to; names are looked up in an index that is built when needed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names: dict[str, dict[str, list[str]]] = {}

    def resolve(self, column: Column, text: str, own: Collection[str] = ()) -> str:
        """The identity that a text means; InvalidValue where it means none, or several.

        `own` are identities that the same file brings along.
        """
        register = column.register
        code = half_width(text)
        if code in own or self._desk.find(register_named(register), code) is not None:
            return code
        found = self._index(register).get(_plain(text), ())
        if len(found) == 1:
            return found[0]
        heading, shown = _(column.heading), harmless(text[:40])
        if not found:
            raise InvalidValue(
                _("“{heading}”: there is no “{identity}” among the {register}").format(
                    heading=heading,
                    identity=shown,
                    register=_(register_named(register).title).lower(),
                )
            )
        raise InvalidValue(
            _("“{heading}”: {count} are called “{name}”; write which: {candidates}").format(
                heading=heading,
                count=len(found),
                name=shown,
                candidates=_(", ").join(self._said(register, one) for one in found[:NAMED_AT_MOST]),
            )
        )

    def _said(self, register: str, identity: str) -> str:
        above = "".join(reversed(self._desk.names(register, identity)[1:2]))
        return f"{harmless(identity)} ({harmless(above)})" if above else harmless(identity)

    def _index(self, register: str) -> dict[str, list[str]]:
        """Identities by name, and by the names of what they belong to put before it."""
        index = self._names.get(register)
        if index is None:
            index = {}
            declared = register_named(register)
            for record in self._desk.table(declared).values():
                identity = declared.identity_of(record)
                spelled = ""
                for name in self._desk.names(register, identity):
                    spelled = name + spelled
                    index.setdefault(_plain(spelled), []).append(identity)
            self._names[register] = index
        return index


def _plain(name: str) -> str:
    return "".join(half_width(name).split()).replace("/", "").casefold()
