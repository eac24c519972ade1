"""The query language of `--where` and of the filter bar.

A query is words and fields, all of which must hold:
`张 state:receiving age>=60 unit:东风 paid:2005 !bank:*`, or `张 状态:享受中 年龄≥60`. A field
is named by its key or its heading in any language, a choice by what it is called. A bare
word looks at the columns that the register names for it, by sound too, at the ends of
others, and at what states are called. `!` denies a term, `a,b` means either, `60..70`
from and to, `*` any text, quotes keep spaces and signs. Private values are asked for as
:mod:`fptui.search.private_values` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from fptui.errors import QueryError
from fptui.language import _
from fptui.language.closest import did_you_mean
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Record, Register, Value
from fptui.search.choices import keys_called
from fptui.search.fields import field_meant, fields_said, nearest_field
from fptui.search.matching import ValueTest, end_matcher, whole_matcher, word_matcher
from fptui.search.operators import OPERATORS, Operator
from fptui.search.private_values import asks_for_whole, refuse_masked, whole
from fptui.search.terms import Term, terms_of
from fptui.search.unknown import refuse_unknown

Test: TypeAlias = Callable[[Record, Desk], bool]

EndMatcher: TypeAlias = Callable[[str], ValueTest]
"""Makes a test of values from a bare word."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood: ask it of records with :meth:`matches`."""

    text: str
    tests: tuple[Test, ...]

    def matches(self, record: Record, desk: Desk) -> bool:
        """Whether all terms hold for this record."""
        for test in self.tests:  # noqa: SIM110  (a generator costs more than the tests)
            if not test(record, desk):
                return False
        return True


def parse_query(
    text: str, register: Register[Record], desk: Desk | None = None, *, reveal: bool = False
) -> Query:
    """Understand a query about a register; QueryError tells the place of what is wrong.

    Where a `desk` is given, a name that no record of it has is wrong too, and so is, unless
    private values are to `reveal`, what asks more of them than their masks let anyone see.
    """
    return Query(text, tuple(_test_of(term, register, desk, reveal) for term in terms_of(text)))


def _test_of(term: Term, register: Register[Record], desk: Desk | None, reveal: bool) -> Test:
    if term.sign:
        column = column_of(register, term)
        operator = OPERATORS[term.sign]
        if not reveal:
            refuse_masked(column, term)
        test = _field_test(column, operator, term, reveal)
        if desk is not None and operator.names is not None:
            refuse_unknown(desk, register, column, operator.names, term)
    else:
        if not term.value:
            raise QueryError(_("Something must follow the “!”"), term.start)
        test = word_test(register, term.value, _ends_compared(term, reveal))
    if term.denied:
        return lambda record, desk: not test(record, desk)
    return test


def column_of(register: Register[Record], term: Term) -> Column:
    """The column that the field of a term means; QueryError where there is none such."""
    if not term.field:
        raise QueryError(
            _("A field must stand before “{sign}”; in quotes it is a text").format(sign=term.sign),
            term.field_at,
        )
    column = field_meant(register, term.field)
    if column is not None:
        return column
    near = nearest_field(register, term.field)
    raise QueryError(
        _("“{register}”: there is no field “{name}”. {hint}In quotes it is a text").format(
            register=_(register.title),
            name=harmless(term.field),
            hint=did_you_mean(near) if near else fields_said(register) + " ",
        ),
        term.field_at,
    )


def _ends_compared(term: Term, reveal: bool) -> EndMatcher | None:
    """How a bare word is compared with private values; one that is denied tells them apart."""
    if reveal:
        return end_matcher
    return None if term.denied else whole_matcher


def _field_test(column: Column, operator: Operator, term: Term, reveal: bool) -> Test:
    if not term.value and not operator.takes_nothing:
        raise QueryError(
            _("A value must follow “{order}”").format(order=operator.sign), term.value_at
        )
    if column.mask and not reveal and asks_for_whole(column, term):
        match = whole(column, term.value)
    else:
        match = operator.match(column, term.value, term.value_at)
    if column.compute is None:
        field_of = attrgetter(column.key)
        return lambda record, desk: match(field_of(record), desk)
    return lambda record, desk: match(column.value(record, desk), desk)


def word_test(register: Register[Record], word: str, ends: EndMatcher | None = end_matcher) -> Test:
    """Whether a bare word answers to a record, by the columns that its register names for that.

    `ends` tests those of which the register names the ends; None leaves them out.
    """
    looked_at = [(register.column(key), word_matcher(word)) for key in register.words]
    if ends is not None:
        looked_at += [(register.column(key), ends(word)) for key in register.ends]
    for key in register.called_choices:
        column = register.column(key)
        if keys := keys_called(column.known_choices, word):
            looked_at.append((column, _one_of(keys)))
    return lambda record, desk: any(
        match(column, column.value(record, desk), desk) for column, match in looked_at
    )


def _one_of(keys: frozenset[str]) -> Callable[[Column, Value, Desk], bool]:
    return lambda _column, value, _desk: value in keys
