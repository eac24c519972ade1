"""What may be meant at the cursor of a query that is being typed: a field, or a value of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fptui.errors import QueryError
from fptui.language import _
from fptui.registers import register_named
from fptui.registers.declaration import ChangingDesk, Column, Kind, Record, Register
from fptui.registers.values.parsing import expectation
from fptui.search.fields import field_meant, field_name
from fptui.search.nearest import nearest
from fptui.search.offers import Offer, fitting
from fptui.search.query import column_of, parse_query
from fptui.search.saying import value_name
from fptui.search.terms import Term, plain_signs, quoted, term_at, terms_of
from fptui.search.typed import offers_of

FIELD_SIGN = ":"
"""Stands behind a field that was chosen; another sign may be typed over it."""
_QUOTES = '"“”„「」『』'


@dataclass(frozen=True, slots=True)
class Completion:
    """What fits the text from `start` to `end` of a query, each with the text to put there.

    `column` is the field of which it would be the value; None where fields are offered.
    """

    start: int
    end: int
    offers: Sequence[Offer] = ()
    texts: Sequence[str] = ()
    column: Column | None = None

    @property
    def offers_words(self) -> bool:
        """Whether the keys of what is offered are words of the program, not codes of records."""
        return self.column is None or not self.column.register

    def put(self, text: str, offer: Offer) -> tuple[str, int]:
        """The query with an offer in its place, and where the cursor stands then."""
        taken = self.texts[list(self.offers).index(offer)]
        return text[: self.start] + taken + text[self.end :], self.start + len(taken)


def completion_at(
    desk: ChangingDesk, register: Register[Record], text: str, cursor: int
) -> Completion:
    """What fits the text that ends at the cursor."""
    typed = text[:cursor]
    term = _term_being_typed(typed)
    if term is None:
        return _fields(register, "", cursor, cursor)
    if not term.sign:
        word = "" if term.quoted else term.value
        wanted = bool(word) or term.denied
        return (
            _fields(register, word, term.value_at, cursor) if wanted else Completion(cursor, cursor)
        )
    column = field_meant(register, term.field)
    if column is None:
        return Completion(term.value_at, cursor)
    start = max(plain_signs(typed).rfind(",") + 1, term.value_at)
    offers = _values(desk, register, column, typed[start:].strip(_QUOTES))
    return Completion(start, cursor, offers, _values_written(desk, column, offers), column)


def slip(
    desk: ChangingDesk, register: Register[Record], text: str, cursor: int, *, reveal: bool = False
) -> QueryError | None:
    """What is wrong in a query before that which is being typed at the cursor.

    To look into private values is wrong unless they are to `reveal`.
    """
    term = _term_being_typed(text[:cursor])
    try:
        parse_query(text[: term.start if term else cursor], register, desk, reveal=reveal)
        if term is not None and term.sign:
            column_of(register, term)
    except QueryError as error:
        return error
    return None


def expected(column: Column) -> str:
    """What the value of a field may be, in words; empty for any text."""
    said = expectation(column)
    return f"{_(column.heading)}  {said}" if said else ""


def is_query(register: Register[Record], text: str) -> bool:
    """Whether a text that is searched for names a field, and so is meant as a filter."""
    try:
        return any(
            term.sign and term.field and field_meant(register, term.field)
            for term in terms_of(text)
        )
    except QueryError:
        return False


def _term_being_typed(text: str) -> Term | None:
    """The last term of a text, its quotation mark perhaps still open; None after a space."""
    plain = plain_signs(text)
    if plain.count('"') % 2:
        text, plain = text + '"', plain + '"'
    place, last = 0, None
    while place < len(plain):
        if plain[place].isspace():
            place, last = place + 1, None
        else:
            last = term_at(text, plain, place)
            place = max(last.end, place + 1)
    return last


def _fields(register: Register[Record], typed: str, start: int, end: int) -> Completion:
    known = [Offer(column.key, _(column.heading)) for column in register.columns]
    offers = fitting(known, typed)
    named = (field_name(register, register.column(offer.key)) for offer in offers)
    return Completion(start, end, offers, [name + FIELD_SIGN for name in named])


def _values(
    desk: ChangingDesk, register: Register[Record], column: Column, typed: str
) -> Sequence[Offer]:
    """What fits of the values of a field; of its choices the nearest where none fits."""
    found = offers_of(desk, register, column, typed)
    if found or column.kind is not Kind.CHOICE:
        return found
    labels = {_(label): key for key, label in column.choices.items()}
    near = nearest(typed, [*labels, *column.choices])
    key = labels.get(near, near)
    return [Offer(key, _(column.choices[key]))] if key else ()


def _values_written(desk: ChangingDesk, column: Column, offers: Sequence[Offer]) -> Sequence[str]:
    """Offers as a query has them: by their names, and by codes where several share a name."""
    if column.kind is Kind.CHOICE:
        return [value_name(column, offer.key) for offer in offers]
    if column.kind is Kind.FLAG:
        return [offer.label for offer in offers]
    if not column.register:
        return [quoted(offer.key) for offer in offers]
    target = register_named(column.register)
    names = [next(iter(desk.names(target.name, one.key)), one.key) for one in offers]
    times = Counter(names)
    return [
        quoted(name if times[name] == 1 else one.key)
        for name, one in zip(names, offers, strict=True)
    ]
