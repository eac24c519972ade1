"""Expressions of named counts: `births / ((population@opening + population@closing) / 2) * 1000`.

They know `+ - * /` and parentheses, whole and decimal numbers, and names of counts and of
other indicators. After a name, `@opening`, `@closing` and `@average` ask for a state (such as the
population) at the beginning or the end of the period or for half the sum of the two, and
`@year_before` for the same a year before. All is reckoned in exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn, TypeAlias

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless

MOMENTS = ("opening", "closing", "average")
YEAR_BEFORE = "year_before"
LONGEST = 500  # characters
_DEEPEST = 30  # parentheses within parentheses
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[^\W\d]\w*)|(?P<number>\d{1,15}(?:\.\d{1,15})?(?![\w.]))|(?P<sign>[-+*/()@]))"
)
_SPELLED = {ord("−"): "-", ord("×"): "*", ord("÷"): "/", ord("\u3000"): " "} | {
    wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)
}
"""Signs of typography, and full-width ones: sign by sign, so that places stay what they are."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is written out."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A count or an indicator; `moment` is one of MOMENTS or empty, `place` where it is written."""

    name: str
    moment: str = ""
    years_before: int = 0
    place: int = 0

    @property
    def key(self) -> str:
        """The name as it is written: `population@opening`."""
        moment = f"@{self.moment}" if self.moment else ""
        return self.name + moment + f"@{YEAR_BEFORE}" * self.years_before


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with the sign +1 or −1."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors with +1 where they multiply and −1 where they divide."""

    factors: tuple[tuple[int, Node], ...]


Node: TypeAlias = Number | Name | Sum | Product
ValueOf: TypeAlias = Callable[[Name], "Fraction | int | None"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What was understood, to be evaluated, looked through and written again."""

    root: Node

    def __str__(self) -> str:
        return self.written(lambda name: name.key)

    def written(self, called: Callable[[Name], str], signs: tuple[str, ...] = ("+", "-", "*", "/"),
                ) -> str:  # fmt: skip
        """The expression with each name as it is called, and with these signs."""
        return _written(self.root, called, signs)

    @property
    def references(self) -> tuple[Name, ...]:
        """The names in it, in the order of writing, each spelling once."""
        return tuple({name.key: name for name in _names(self.root)}.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What is named, each once and without the moment."""
        return tuple(dict.fromkeys(name.name for name in _names(self.root)))

    def weight_of(self, name: str) -> Fraction | None:
        """By how much the value grows when this count grows by one; None where that depends."""
        return _weight(self.root, lambda one: one.name == name, name)

    def evaluate(self, value_of: ValueOf) -> Fraction | None:
        """The exact value; None where a name has none, or something is divided by zero."""
        return _value(self.root, value_of)

    def parted(self) -> tuple[Expression, Expression | None, Fraction]:
        """What is divided, by what (None for nothing), and the number by which all is multiplied.

        `births / population * 1000` is births, population, 1000.
        """
        node, scale = _bare(self.root), Fraction(1)
        above: list[tuple[int, Node]] = []
        below: list[tuple[int, Node]] = []
        if not isinstance(node, Product):
            return self, None, scale
        for power, factor in node.factors:
            if isinstance(factor, Number) and (power > 0 or factor.value):
                scale *= factor.value if power > 0 else 1 / factor.value
            else:
                (above if power > 0 else below).append((1, factor))
        if not above:
            return self, None, Fraction(1)
        return _product(above), (_product(below) if below else None), scale


def _product(factors: list[tuple[int, Node]]) -> Expression:
    return Expression(_bare(factors[0][1] if len(factors) == 1 else Product(tuple(factors))))


def _bare(node: Node) -> Node:
    """The node without parentheses around nothing else."""
    while isinstance(node, Sum) and len(node.terms) == 1 and node.terms[0][0] > 0:
        node = node.terms[0][1]
    return node


def _names(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    elif not isinstance(node, Number):
        for _sign, part in node.terms if isinstance(node, Sum) else node.factors:
            yield from _names(part)


def _value(node: Node, value_of: ValueOf) -> Fraction | None:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        known = value_of(node)
        return None if known is None else Fraction(known)
    is_sum = isinstance(node, Sum)
    total = Fraction(0 if is_sum else 1)
    for sign, part in node.terms if isinstance(node, Sum) else node.factors:
        value = _value(part, value_of)
        if value is None or (sign < 0 and not is_sum and not value):
            return None
        if is_sum:
            total += sign * value
        else:
            total *= value if sign > 0 else 1 / value
    return total


def _weight(node: Node, is_meant: Callable[[Name], bool], name: str) -> Fraction | None:
    if isinstance(node, Name):
        if not is_meant(node):
            return Fraction(0)
        return None if name and (node.moment or node.years_before) else Fraction(1)
    if isinstance(node, Number):
        return Fraction(0)
    if isinstance(node, Sum):
        weights = [(sign, _weight(part, is_meant, name)) for sign, part in node.terms]
        if any(weight is None for _sign, weight in weights):
            return None
        return sum((sign * weight for sign, weight in weights if weight), Fraction(0))
    parts = [(power, _weight(part, is_meant, name), part) for power, part in node.factors]
    moving = [(power, weight) for power, weight, _part in parts if weight != 0]
    if not moving:
        return Fraction(0)
    (power, weight), *others = moving
    rest = Product(tuple((power, part) for power, one, part in parts if one == 0))
    constant = _value(rest, lambda _name: None)
    if others or power < 0 or weight is None or constant is None:
        return None
    return weight * constant


def _written(node: Node, called: Callable[[Name], str], signs: tuple[str, ...]) -> str:
    plus, minus, times, over = signs
    if isinstance(node, Number):
        return _number(node.value)
    if isinstance(node, Name):
        return called(node)
    text = ""
    if isinstance(node, Sum):
        for sign, part in node.terms:
            mark = plus if sign > 0 else minus
            inner = _written(part, called, signs)
            inner = f"({inner})" if isinstance(part, Sum) else inner
            text += f" {mark} {inner}" if text else (inner if sign > 0 else mark + inner)
        return text
    for place, (power, part) in enumerate(node.factors):
        inner = _written(part, called, signs)
        inner = f"({inner})" if isinstance(part, Sum | Product) else inner
        mark = times if power > 0 else over
        text += f" {mark} {inner}" if place else inner
    return text


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    places = 1
    while (value * 10**places).denominator != 1:
        places += 1
    whole = str((value * 10**places).numerator).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}"


def parse_expression(text: str) -> Expression:
    """Understand an expression; InvalidValue names the place of what is wrong."""
    return Expression(_Parser(text).whole())


class _Parser:
    """Reads from left to right; each method reads one kind of thing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spelled = text.translate(_SPELLED)
        self._depth = 0
        self._next(0)

    def whole(self) -> Node:
        if len(self._text) > LONGEST:
            self._refuse(_("it is longer than {count} characters").format(count=LONGEST), LONGEST)
        node = self._sum()
        if self._kind != "end":
            self._refuse(_("a sign such as + or / is expected"), self._place)
        return node

    def _next(self, position: int) -> None:
        found = _TOKEN.match(self._spelled, position)
        rest = self._spelled[position:]
        self._place = position + len(rest) - len(rest.lstrip())
        if found is None:
            self._kind, self._token = ("other" if rest.strip() else "end"), ""
            return
        self._kind, self._token = str(found.lastgroup), found[str(found.lastgroup)]
        self._end = found.end()

    def _take(self) -> str:
        token = self._token
        self._next(self._end)
        return token

    def _sign_of(self, signs: str) -> bool:
        return self._kind == "sign" and self._token in signs

    def _sum(self) -> Node:
        sign = 1
        if self._sign_of("+-"):
            sign = 1 if self._take() == "+" else -1
        terms = [(sign, self._product())]
        while self._sign_of("+-"):
            sign = 1 if self._take() == "+" else -1
            terms.append((sign, self._product()))
        return terms[0][1] if len(terms) == 1 and terms[0][0] > 0 else Sum(tuple(terms))

    def _product(self) -> Node:
        factors = [(1, self._atom())]
        while self._sign_of("*/"):
            power = 1 if self._take() == "*" else -1
            factors.append((power, self._atom()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _atom(self) -> Node:
        if self._kind == "number":
            return Number(Fraction(self._take()))
        if self._kind == "name":
            return self._name()
        if not self._sign_of("("):
            self._refuse(_("a name, a number or ( is expected"), self._place)
        if self._depth >= _DEEPEST:
            self._refuse(_("there are too many parentheses"), self._place)
        opened = self._place
        self._depth += 1
        self._take()
        node = self._sum()
        if not self._sign_of(")"):
            if self._kind == "end":
                self._refuse(_("this ( is not closed"), opened)
            self._refuse(_("a sign such as + or / is expected"), self._place)
        self._take()
        self._depth -= 1
        return node

    def _name(self) -> Name:
        place, name, moment, years = self._place, self._take(), "", 0
        while self._sign_of("@"):
            self._take()
            word, at = self._token, self._place
            if self._kind == "name" and word in MOMENTS and not moment:
                moment = self._take()
            elif self._kind == "name" and word == YEAR_BEFORE:
                years += 1
                self._take()
            else:
                known = ", ".join((*MOMENTS, YEAR_BEFORE))
                self._refuse(_("after @ one of these is expected: {words}").format(words=known), at)
        return Name(name, moment, years, place)

    def _refuse(self, what: str, place: int) -> NoReturn:
        raise InvalidValue(
            _("“{text}” cannot be reckoned: at character {place}, {what}").format(
                text=harmless(self._text[:80]), place=place + 1, what=what
            )
        )
