"""A query taken apart: words, and fields with a sign and a value, each with its place.

Signs, quotation marks and commas of Chinese text serve like the narrow ones. What is taken
apart here is not understood yet: whether there is such a field is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fptui.errors import QueryError
from fptui.language import _
from fptui.registers.values.width import narrowed
from fptui.search.operators import OPERATORS, SPELLINGS

_MARKS = str.maketrans(dict.fromkeys("“”„「」『』", '"') | {"、": ","})
_PIECE = r'(?:"[^"]*"|[^\s",]*)'
_TERM = re.compile(
    rf"""(?P<deny>!(?!=))?
        (?:(?P<field>[^\s"]*?)(?P<sign>{"|".join(map(re.escape, SPELLINGS))}))?
        (?P<value>{_PIECE}(?:,{_PIECE})*)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a query from `start` to `end`; a bare word has no `field` and no `sign`.

    `sign` is the sign of an operator in its usual spelling, `value` the text behind it
    without quotation marks, alternatives parted by commas; it begins at `value_at`.
    """

    start: int
    end: int
    denied: bool
    field: str
    field_at: int
    sign: str
    value: str
    value_at: int
    quoted: bool


def plain_signs(text: str) -> str:
    """A query with narrow signs, each character at its place."""
    return narrowed(text).translate(_MARKS)


def terms_of(text: str) -> Iterator[Term]:
    """The terms of a query in order; QueryError tells the place where it cannot be taken apart."""
    plain = plain_signs(text)
    position = 0
    while position < len(plain):
        if plain[position].isspace():
            position += 1
            continue
        term = term_at(text, plain, position)
        yield term
        position = term.end
        if position < len(plain) and not plain[position].isspace():
            if '"' not in plain[position + 1 :] and term.value_at == position:
                raise QueryError(_("The quotation mark is not closed"), position)
            raise QueryError(_("A space is missing here, or a quotation mark"), position)


def term_at(text: str, plain: str, position: int) -> Term:
    """The term that begins at a place, where something stands; `plain` is it with narrow signs."""
    found = _TERM.match(plain, position)
    if found is None:  # every part of a term may be empty
        raise AssertionError(position)
    sign = SPELLINGS.get(found["sign"] or "", "")
    start, end = found.span("value")
    value = _unquoted(text, plain, start, end) if sign else text[start:end]
    quoted = plain[start:end].startswith('"')
    if not sign and quoted:
        value = value[1:-1]
    return Term(
        start=position,
        end=end,
        denied=bool(found["deny"]),
        field=text[found.start("field") : found.end("field")] if sign else "",
        field_at=found.start("field") if sign else start,
        sign=sign,
        value=value,
        value_at=start,
        quoted=quoted,
    )


def _unquoted(text: str, plain: str, start: int, end: int) -> str:
    """A value as it was typed, without quotation marks; outside of them with plain commas."""
    kept: list[str] = []
    inside = False
    for place in range(start, end):
        if plain[place] == '"':
            inside = not inside
        elif plain[place] in ",*." and not inside:
            kept.append(plain[place])
        else:
            kept.append(text[place])
    return "".join(kept)


def must_be_quoted(text: str) -> bool:
    """Whether a text must stand in quotation marks to be one value."""
    plain = plain_signs(text)
    return not plain or any(sign in plain for sign in (" ", ",", '"', "!", "*", *OPERATORS))


def quoted(text: str) -> str:
    """A text as one value of a query, in quotation marks where it needs them."""
    return '"' + text.replace('"', " ") + '"' if must_be_quoted(text) else text
