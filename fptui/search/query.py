"""The query language of `--where` and of the filter bar.

A query is words and fields, all of which must hold:
`张 state:receiving age>=60 unit:东风 paid:2005 !bank:*`. A bare word looks at
the columns that the register names for it, by sound too, and at the ends of
others. `!` denies a term, `a,b` means either, `60..70` from and to, `*` any
text, quotes keep spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter
from typing import TypeAlias

from fptui.errors import QueryError
from fptui.language import _
from fptui.registers.declaration import Column, Desk, Record, Register
from fptui.search.matching import end_matcher, word_matcher
from fptui.search.operators import LONGEST_FIRST, OPERATORS, Operator

Test: TypeAlias = Callable[[Record, Desk], bool]

_TERM = re.compile(
    rf"""(?P<deny>!)?
        (?:(?P<field>[A-Za-z_][A-Za-z0-9_]*)(?P<sign>{"|".join(map(re.escape, LONGEST_FIRST))}))?
        (?P<value>"[^"]*"|[^\s"]*)""",
    re.VERBOSE,
)


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


def parse_query(text: str, register: Register[Record]) -> Query:
    """Understand a query about a register; QueryError tells the place of what is wrong."""
    tests: list[Test] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found = _TERM.match(text, position)
        if found is None or not found.group():
            raise QueryError(_("The quotation mark is not closed"), position)
        tests.append(_test_of(found, register, position))
        position = found.end()
        if position < len(text) and not text[position].isspace():
            raise QueryError(_("A space is missing here, or a quotation mark"), position)
    return Query(text, tuple(tests))


def _test_of(found: re.Match[str], register: Register[Record], position: int) -> Test:
    value = found["value"].strip('"')
    if found["field"]:
        column = _column(register, found["field"], found.start("field"))
        test = _field_test(column, OPERATORS[found["sign"]], value, found.start("value"))
    else:
        if not value:
            raise QueryError(_("Something must follow the “!”"), position)
        test = word_test(register, value)
    if found["deny"]:
        return lambda record, desk: not test(record, desk)
    return test


def _column(register: Register[Record], key: str, position: int) -> Column:
    for column in register.columns:
        if column.key == key:
            return column
    keys = [column.key for column in register.columns]
    near = get_close_matches(key, keys, n=1)
    hint = _("did you mean {name}?").format(name=near[0]) if near else ", ".join(keys)
    raise QueryError(
        _("{register} has no field “{name}”: {hint}").format(
            register=register.name, name=key, hint=hint
        ),
        position,
    )


def _field_test(column: Column, operator: Operator, value: str, position: int) -> Test:
    if not value and not operator.takes_nothing:
        raise QueryError(_("A value must follow “{order}”").format(order=operator.sign), position)
    match = operator.match(column, value, position)
    if column.compute is None:
        field_of = attrgetter(column.key)
        return lambda record, desk: match(field_of(record), desk)
    return lambda record, desk: match(column.value(record, desk), desk)


def word_test(register: Register[Record], word: str) -> Test:
    """Whether a bare word answers to a record, by the columns that its register names for that."""
    looked_at = [(register.column(key), word_matcher(word)) for key in register.words]
    looked_at += [(register.column(key), end_matcher(word)) for key in register.ends]
    return lambda record, desk: any(
        match(column, column.value(record, desk), desk) for column, match in looked_at
    )
