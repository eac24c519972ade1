"""Indicators made of others, circles, and entered figures beside what is counted."""

from decimal import Decimal

import pytest

from fptui.figures.figure import Figure
from fptui.figures.reckoning import Reckoning
from fptui.figures.soundness import problems_in
from fptui.registers.entered import EnteredFigure
from fptui.registers.indicators import Indicator
from tests.figures.districts import DISTRICT, Desk, count, district, indicator, village


def office(*indicators: Indicator) -> Desk:
    desk = district(1)
    desk.add("indicators", *indicators)
    return desk


def enter(desk: Desk, key: str, value: str, period: str = "2005", bound: str = "") -> None:
    figure = EnteredFigure(
        period=period, indicator=key, unit=DISTRICT, value=Decimal(value), bound=bound
    )
    desk.add("entered", figure)


def figure(desk: Desk, key: str) -> Figure:
    return Reckoning(desk).figure(key, DISTRICT, "2005")


@pytest.mark.parametrize(
    ("formulas", "circle"),
    [
        ({"a": "a + 1"}, "a → a"),
        ({"a": "a@year_before + births"}, "a → a"),
        ({"a": "b", "b": "births + c", "c": "2 * a"}, "a → b → c → a"),
    ],
)
def test_what_refers_to_itself_is_refused_with_the_circle(
    formulas: dict[str, str], circle: str
) -> None:
    desk = office(*(indicator(key, text) for key, text in formulas.items()))
    assert figure(desk, "a").value is None
    assert circle in figure(desk, "a").doubts[0]
    problems = list(problems_in(desk))
    assert {(one.register, one.column) for one in problems} == {("indicators", "numerator")}
    assert circle in problems[0].text
    assert len(problems) == len(formulas)


def test_what_leads_into_a_circle_has_no_figure() -> None:
    desk = office(indicator("a", "b"), indicator("b", "c"), indicator("c", "b + 1"))
    assert "b → c → b" in figure(desk, "a").doubts[0]


def test_a_state_has_a_beginning_and_births_have_none() -> None:
    desk = office(indicator("a", "1000 * births@opening"))
    assert "at character 8" in figure(desk, "a").doubts[0]
    assert "“births”" in figure(desk, "a").doubts[0]


def test_an_indicator_of_others_is_as_sure_as_they_are() -> None:
    desk = office(
        indicator("planned", "births_in_plan", "births"),
        indicator("other", "", ""),
        indicator("both", "(planned + other) / 2"),
    )
    desk.add("counts", *count(village(1), "2005", births=40, births_in_plan=39))
    assert figure(desk, "both").value is None
    enter(desk, "other", "95.5")
    both = figure(desk, "both")
    assert (both.value, both.sureness) == (Decimal("96.5"), "entered")
    desk.add("counts", *count(village(1), "2005", boys=41))
    assert figure(desk, "both").sureness == "doubted"


def test_a_rise_of_a_rate_may_be_negative() -> None:
    desk = office(
        indicator("rate", "", ""), indicator("rise", "rate - rate@year_before", scale=100)
    )
    enter(desk, "rate", "92.25")
    enter(desk, "rate", "95.75", period="2004")
    enter(desk, "rise", "-3.50")
    assert list(problems_in(desk)) == []
    assert (figure(desk, "rise").value, figure(desk, "rise").reasons) == (Decimal("-3.5"), ())


@pytest.mark.parametrize(("printed", "fits"), [("-3.51", True), ("-3.52", False), ("3.50", False)])
def test_a_printed_difference_is_held_against_its_two_figures(printed: str, fits: bool) -> None:
    """Each of the three is rounded: together they may be off by half of the last place each."""
    desk = office(indicator("rate", "", ""), indicator("rise", "rate - rate@year_before"))
    enter(desk, "rate", "92.25")
    enter(desk, "rate", "95.75", period="2004")
    enter(desk, "rise", printed)
    problems = [one.text for one in problems_in(desk)]
    assert problems == ([] if fits else [f"{printed} was entered, but the records give -3.50"])
    assert bool(figure(desk, "rise").doubts) is not fits


def test_a_printed_sum_is_held_against_its_parts() -> None:
    desk = office(indicator("a", ""), indicator("b", ""), indicator("all", "a + b"))
    for key, value in (("a", "12"), ("b", "30"), ("all", "43")):
        enter(desk, key, value)
    (problem,) = problems_in(desk)
    assert problem.text == "43 was entered, but the records give 42.00"


@pytest.mark.parametrize(
    ("formula", "scale", "printed", "fits"),
    [
        # 0.9 and 0.5 stand for 0.895…0.905 and 0.495…0.505: 0.443…0.457, printed to half a place
        ("a * b", 100, "0.45", True),
        ("a * b", 100, "0.46", True),
        ("a * b", 100, "0.47", False),
        ("a / b", 1, "1.80", True),
        ("a / b", 1, "1.83", True),
        ("a / b", 1, "1.84", False),
        ("a / (a + b)", 1, "0.64", True),
        ("a / (a + b)", 1, "0.70", False),
        ("a / (b - 0.5)", 1, "7", True),  # what it is divided by may be nothing
    ],
)
def test_a_printed_product_or_share_is_held_against_its_parts(
    formula: str, scale: int, printed: str, fits: bool
) -> None:
    desk = office(indicator("a", ""), indicator("b", ""), indicator("both", formula, scale=scale))
    for key, value in (("a", "0.90"), ("b", "0.50"), ("both", printed)):
        enter(desk, key, value)
    assert (list(problems_in(desk)) == []) is fits
    assert bool(figure(desk, "both").doubts) is not fits


def test_a_printed_rate_is_held_against_the_records() -> None:
    desk = office(indicator("planned", "births_in_plan", "births"))
    desk.add("counts", *count(village(1), "2005", births=40, births_in_plan=39))
    enter(desk, "planned", "97.50")
    assert (figure(desk, "planned").reasons, list(problems_in(desk))) == ((), [])
    desk.records["entered"].clear()
    enter(desk, "planned", "95")
    assert figure(desk, "planned").sureness == "doubted"
    (problem,) = problems_in(desk)
    assert "the records give 97.50" in problem.text


@pytest.mark.parametrize(("value", "sound"), [("95", True), ("97.5", True), ("98", False)])
def test_and_above_is_not_above_what_is_counted(value: str, sound: bool) -> None:
    desk = office(indicator("planned", "births_in_plan", "births"))
    desk.add("counts", *count(village(1), "2005", births=40, births_in_plan=39))
    enter(desk, "planned", value, bound="at_least")
    assert (list(problems_in(desk)) == []) is sound


@pytest.mark.parametrize("value", ["118.19", "-0.01"])
def test_an_entered_share_is_a_part_of_a_whole(value: str) -> None:
    desk = office(indicator("planned", "births_in_plan", "births"))
    enter(desk, "planned", value)
    assert figure(desk, "planned").sureness == "doubted"
    (problem,) = problems_in(desk)
    assert value in problem.text


def test_natural_increase_may_be_below_nothing() -> None:
    desk = office(indicator("natural", "births - deaths", "population", scale=1000))
    desk.add("counts", *count(village(1), "2005", population=2000))
    enter(desk, "natural", "-3.50")
    assert list(problems_in(desk)) == []
    enter(desk, "natural", "-3.51", period="2004")
    assert list(problems_in(desk)) == []  # the people of 2004 are not known
    desk.records["entered"].clear()
    enter(desk, "natural", "-3.51")
    (problem,) = problems_in(desk)
    assert "-8 give -4.00, -7 give -3.50" in problem.text
