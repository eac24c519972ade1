"""The records that a job is about, as they are named or found at the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from fptui.errors import QueryError, UnknownName
from fptui.jobs.choices import no_such_record
from fptui.jobs.questions import Given
from fptui.jobs.record_questions import Records
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.search.selection import select
from fptui.store import Reading


def chosen_numbers(
    office: Reading,
    question: Records,
    given: Given,
    words: Sequence[str],
    where: str,
    *,
    reveal: bool = False,
) -> tuple[int, ...]:
    """The numbers of the records named, then of those that a query finds, each once.

    UnknownName for a word that names none; QueryError names the place in the query, which
    looks behind the masks of private values only where these are to `reveal`.
    """
    register = question.register_by(given)
    number_of = (
        partial(question.named, office, given)
        if question.named is not None
        else partial(_identified, office, register)
    )
    chosen = dict.fromkeys(map(number_of, words))
    if where.strip():
        found = found_by(office, register, where, reveal=reveal)
        chosen.update((number, None) for number, _record in found)
    return tuple(chosen)


def _identified(office: Reading, register: str, identity: str) -> int:
    number = office.number_of(register_named(register), identity)
    if number is None:
        raise UnknownName(no_such_record(register, identity))
    return number


def found_by(
    office: Reading, register: str, where: str, *, reveal: bool = False
) -> Iterable[tuple[int, object]]:
    """The records that answer a query; QueryError says which character is wrong."""
    try:
        return select(office, register_named(register), where, reveal=reveal)
    except QueryError as error:
        raise at_its_place(where, error) from error


def at_its_place(where: str, error: QueryError) -> QueryError:
    """The error with the query and the place in it, for one line."""
    said = _("--where “{query}”, character {place}: {problem}").format(
        query=harmless(where), place=error.position + 1, problem=error
    )
    return QueryError(said, error.position)
