"""The records that a job is about, as they are named or found at the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fptui.errors import QueryError, UnknownName
from fptui.jobs.choices import no_such_record
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.search.selection import select
from fptui.store import Reading


def chosen_numbers(
    office: Reading, register: str, identities: Sequence[str], where: str
) -> tuple[int, ...]:
    """The numbers of the records named, then of those that a query finds, each once.

    UnknownName for an identity that is none; QueryError names the place in the query.
    """
    chosen: dict[int, None] = {}
    for identity in identities:
        number = office.number_of(register_named(register), identity)
        if number is None:
            raise UnknownName(no_such_record(register, identity))
        chosen[number] = None
    if where.strip():
        chosen.update((number, None) for number, _record in found_by(office, register, where))
    return tuple(chosen)


def found_by(office: Reading, register: str, where: str) -> Iterable[tuple[int, object]]:
    """The records that answer a query; QueryError says which character is wrong."""
    try:
        return select(office, register_named(register), where)
    except QueryError as error:
        raise at_its_place(where, error) from error


def at_its_place(where: str, error: QueryError) -> QueryError:
    """The error with the query and the place in it, for one line."""
    said = _("--where “{query}”, character {place}: {problem}.").format(
        query=harmless(where), place=error.position + 1, problem=error
    )
    return QueryError(said, error.position)
