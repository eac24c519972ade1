"""Names in a query that nothing is called: a slip, which would only find no rows."""

from __future__ import annotations

from fptui.errors import QueryError
from fptui.language import _
from fptui.language.closest import did_you_mean
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.values.width import half_width
from fptui.search.choices import choices_meant, no_choice
from fptui.search.matching import Matcher, is_pattern, pieces_of
from fptui.search.nearest import nearest_called
from fptui.search.terms import Term


def refuse_unknown(
    desk: Desk, register: Register[Record], column: Column, names: Matcher, term: Term
) -> None:
    """QueryError for a value that names a record or a choice which there is not."""
    for piece, position in pieces_of(term.value, term.value_at):
        if is_pattern(column, piece):
            continue
        if column.register:
            _refuse_no_record(desk, register, column, names, piece, position)
        elif column.kind is Kind.CHOICE:
            _refuse_never_used(desk, register, column, piece, position)


def _refuse_no_record(
    desk: Desk,
    register: Register[Record],
    column: Column,
    names: Matcher,
    text: str,
    position: int,
) -> None:
    target = register_named(column.register)
    if desk.find(target, half_width(text)) is not None:
        return
    match = names(column, text, position)
    if any(match(target.identity_of(one), desk) for one in desk.table(target).values()):
        return
    if any(match(column.value(one, desk), desk) for one in desk.table(register).values()):
        return  # a reference that leads nowhere is found by what is written
    near = nearest_called(desk, target, text)
    raise QueryError(
        _("“{heading}”: there is no “{identity}” among the {register}. {hint}")
        .format(
            heading=_(column.heading),
            identity=harmless(text[:40]),
            register=_(target.title).lower(),
            hint=did_you_mean(near) if near else "",
        )
        .strip(),
        position,
    )


def _refuse_never_used(
    desk: Desk, register: Register[Record], column: Column, text: str, position: int
) -> None:
    meant = choices_meant(column, text)
    if any(key in column.known_choices for key in meant):
        return
    used = {str(column.value(one, desk)) for one in desk.table(register).values()} - {""}
    if used.intersection(meant):
        return
    raise QueryError(no_choice(column, text, used), position)
