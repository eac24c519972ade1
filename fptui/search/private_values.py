"""What of a query looks further into private values than their masks let anyone see.

Who has not revealed them may ask whether a private value is there at all (`account:*`), or
not (`account:`), and who has one whole value, which whoever asks has on the table. All else
tells digits that are hidden: beginnings and patterns one by one, comparisons and an order by
halves, and so do several values at once, or all but one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fptui.errors import MaskedError, QueryError
from fptui.language import _
from fptui.language.ways import way_to_reveal
from fptui.registers.declaration import Column, Desk, Mask, Record, Register, Value
from fptui.registers.values.width import half_width
from fptui.search.fields import field_meant
from fptui.search.matching import Match, is_pattern
from fptui.search.terms import Term, terms_of

_EXISTENCE = ("", "*")
_IS, _IS_OR_NOT = (":", "="), (":", "=", "!=")
_WHOLE: Mapping[Mask, Collection[int]] = {
    Mask.ID_NUMBER: (15, 18),
    Mask.ACCOUNT: range(8, 41),
    Mask.PHONE: range(7, 21),
}
"""How many characters a whole value may have; what has fewer is a part of one."""


def asks_for_whole(column: Column, term: Term) -> bool:
    """Whether a term asks who has one whole private value."""
    text = term.value
    is_one = not term.denied and term.sign in _IS and "," not in text
    return is_one and not is_pattern(column, text) and len(_plain(text)) in _WHOLE[column.mask]


def needs_reveal(column: Column, term: Term) -> bool:
    """Whether a term asks for more of a private value than may be asked while it is masked."""
    if not column.mask or (term.value in _EXISTENCE and term.sign in _IS_OR_NOT):
        return False
    return not asks_for_whole(column, term)


def refuse_masked(column: Column, term: Term) -> None:
    """QueryError for a term that needs private values revealed."""
    if needs_reveal(column, term):
        raise QueryError(
            _(
                "“{heading}” is masked: only its whole value is found, * for any, nothing for "
                "none; {way} shows it, which the history notes"
            ).format(heading=_(column.heading), way=way_to_reveal()),
            term.value_at,
        )


def whole(column: Column, text: str) -> Match:
    """Values that are this one, in whichever spelling."""
    alike = column.alike
    wanted = _plain(text)
    if alike is None and not any(map(str.isalpha, wanted)):
        return lambda value, _desk: value == wanted
    same = alike or str
    wanted = same(wanted).casefold()

    def match(value: Value, _desk: Desk) -> bool:
        return bool(value) and same(str(value)).casefold() == wanted

    return match


def looks_behind_masks(register: Register[Record], where: str) -> bool:
    """Whether a query needs private values revealed; QueryError as for its terms."""
    for term in terms_of(where):
        column = field_meant(register, term.field) if term.sign and term.field else None
        if column is not None and needs_reveal(column, term):
            return True
    return False


def refuse_order(column: Column) -> None:
    """MaskedError for an order by private values, which tells them by halves."""
    _refuse_masked(
        column,
        _(
            "“{heading}” is masked, and nothing is sorted by it: {way} shows it, which the "
            "history notes"
        ),
    )


def refuse_groups(column: Column) -> None:
    """MaskedError for groups by private values, which tell who shares one."""
    _refuse_masked(
        column,
        _(
            "“{heading}” is masked, and nothing is grouped by it: {way} shows it, which the "
            "history notes"
        ),
    )


def _refuse_masked(column: Column, why: str) -> None:
    if column.mask:
        raise MaskedError(why.format(heading=_(column.heading), way=way_to_reveal()))


def _plain(text: str) -> str:
    return half_width("".join(text.split()))
