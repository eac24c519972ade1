"""Expressions: read as they are written, exact, and mistakes told at their place."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.registers.values.expression import (
    LONGEST,
    Expression,
    Name,
    Node,
    Number,
    Product,
    Sum,
    parse_expression,
)

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,5}|[出生人口]{1,3}", fullmatch=True)
LEAVES = st.one_of(
    st.builds(
        Name, NAMES, st.sampled_from(["", "opening", "closing", "average"]), st.integers(0, 2)
    ),
    st.integers(0, 5000).map(lambda n: Number(Fraction(n, 4))),
)


def inner(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    signed = st.tuples(st.sampled_from([1, -1]), parts)
    return st.one_of(
        st.lists(signed, min_size=2, max_size=3).map(lambda terms: Sum(tuple(terms))),
        st.tuples(parts, st.lists(signed, min_size=1, max_size=2)).map(
            lambda made: Product(((1, made[0]), *made[1]))
        ),
    )


EXPRESSIONS = st.recursive(LEAVES, inner, max_leaves=8).map(Expression)


def value_of(name: Name) -> int:
    return 1 + sum(map(ord, name.key)) % 9


@given(EXPRESSIONS)
def test_an_expression_reads_as_it_is_written(expression: Expression) -> None:
    text = str(expression)
    again = parse_expression(text)
    assert str(again) == text
    assert again.evaluate(value_of) == expression.evaluate(value_of)


@given(EXPRESSIONS, st.integers(0, 1000))
def test_a_weight_is_what_one_case_more_adds(expression: Expression, step: int) -> None:
    for name in expression.names:
        weight = expression.weight_of(name)
        if weight is not None:
            before = expression.evaluate(value_of)
            after = expression.evaluate(lambda one: value_of(one) + step * (one.name == name))  # noqa: B023
            if before is not None and after is not None:
                assert after == before + step * weight


@given(EXPRESSIONS)
def test_above_over_below_times_the_number_is_the_whole(expression: Expression) -> None:
    above, below, scale = expression.parted()
    whole = expression.evaluate(value_of)
    top = above.evaluate(value_of)
    bottom = below.evaluate(value_of) if below is not None else Fraction(1)
    if whole is None:
        assert top is None or not bottom
    else:
        assert top is not None
        assert bottom
        assert whole == top * scale / bottom


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("births / ((population@opening + population@closing) / 2) * 1000", Fraction(40)),
        ("（births － deaths）÷ 3 × 10", Fraction(100)),
        ("births - deaths - deaths", Fraction(20)),
        ("-deaths + births", Fraction(30)),
        ("births / deaths / 2", Fraction(2)),
        ("1.5 * births", Fraction(60)),
        ("births / (deaths - deaths)", None),
        ("nothing + births", None),
    ],
)
def test_what_it_comes_to(text: str, value: Fraction | None) -> None:
    known = {"births": 40, "deaths": 10, "population@opening": 800, "population@closing": 1200}
    assert parse_expression(text).evaluate(lambda name: known.get(name.key)) == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        ("births -", 9),
        ("births births", 8),
        ("+", 2),
        ("a - - b", 5),
        ("a * ", 5),
        ("(a + b", 1),
        ("a + b)", 6),
        ("a ** b", 4),
        ("a; b", 2),
        ("population@begin", 12),
        ("2births", 1),
        ("a@opening@closing", 11),
        ("ａ＋（ｂ", 3),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, place: int) -> None:
    with pytest.raises(InvalidValue, match=f"at character {place},"):
        parse_expression(text)


@pytest.mark.parametrize("text", ["(" * 60 + "a" + ")" * 60, "a + " * LONGEST + "a"])
def test_what_is_too_deep_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_expression(text)


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        assert str(parse_expression(text))
    except InvalidValue as error:
        assert "\n" not in str(error)
