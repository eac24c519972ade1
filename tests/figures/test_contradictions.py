"""Right counts raise nothing; one count that is wrong is found wherever arithmetic can find it."""

from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fptui.figures.contradictions import Contradiction, Contradictions
from fptui.figures.reckoning import Reckoning
from fptui.figures.soundness import problems_in
from fptui.registers.counts import Count
from fptui.registers.values.period import parts_of
from fptui.store.count_rules import count_rules_along
from tests.figures.districts import DISTRICT, Desk, count, district, indicator, township, village

INDICATORS = [
    indicator("planned", "births_in_plan", "births"),
    indicator("ratio", "boys", "births - boys", direction="within"),
    indicator("rate", "births", "population@closing", scale=1000),
]

ARITHMETIC = msgspec.structs.replace(count_rules_along(), share=(), jump=(), far=())
"""The rules without those of chance: numbers drawn here are of all sizes, whatever is likely."""


def found(desk: Desk) -> tuple[Contradiction, ...]:
    reckoning = Reckoning(desk)
    return Contradictions(reckoning.reported, reckoning.counted).found


@dataclass
class Births:
    """What a village counted in a time, each number possible beside the others."""

    boys: int
    girls: int
    out_of_plan: int
    third: int

    def values(self) -> dict[str, int]:
        births = self.boys + self.girls
        out = min(self.out_of_plan, births)
        return {
            "births": births,
            "boys": self.boys,
            "girls": self.girls,
            "births_in_plan": births - out,
            "births_out_of_plan": out,
            "births_third_or_higher": min(self.third, births),
        }


SMALL = st.integers(0, 9)
SPLITS = st.sampled_from(["2005", "halves", "quarters", "months"])


def periods_of(split: str) -> list[str]:
    periods = ["2005"]
    for _depth in range(["2005", "halves", "quarters", "months"].index(split)):
        periods = [part for period in periods for part in parts_of(period)]
    return periods


@st.composite
def years(draw: st.DrawFn) -> Desk:
    """A district-year: villages that report by the year, the half, the quarter or the month."""
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    desk = district(*shape)
    desk.count_rules = ARITHMETIC
    desk.add("indicators", *INDICATORS)
    totals: dict[tuple[str, str], int] = {}
    for of, number in enumerate(shape, 1):
        for place in range(1, number + 1):
            unit = village(place, of)
            for period in periods_of(draw(SPLITS)):
                births = draw(st.builds(Births, SMALL, SMALL, SMALL, SMALL)).values()
                desk.add("counts", *count(unit, period, **births))
                for above in (DISTRICT, township(of)):
                    for name, value in births.items():
                        totals[above, name] = totals.get((above, name), 0) + value
            people = draw(st.integers(500, 3000))
            desk.add("counts", *count(unit, "2005", population=people))
            for above in (DISTRICT, township(of)):
                totals[above, "population"] = totals.get((above, "population"), 0) + people
    with_totals = draw(st.sets(st.sampled_from(sorted({unit for unit, _name in totals}))))
    for (unit, name), value in totals.items():
        if unit in with_totals:
            desk.add("counts", *count(unit, "2005", **{name: value}))
    return desk


@settings(max_examples=40)
@given(years())
def test_a_year_in_which_all_is_right_raises_nothing(desk: Desk) -> None:
    assert list(problems_in(desk)) == []
    for one in INDICATORS:
        assert Reckoning(desk).figure(one.key, DISTRICT, "2005").reasons == ()


@settings(max_examples=40)
@given(years(), st.data())
def test_a_count_that_is_wrong_is_found_and_named(desk: Desk, data: st.DataObject) -> None:
    counts = desk.records["counts"]
    # the split of births ties these together, so that each mistake in one of them shows
    tied = [n for n, one in enumerate(counts) if isinstance(one, Count) and one.name in
            ("births", "boys", "girls", "births_in_plan", "births_out_of_plan")]  # fmt: skip
    place = data.draw(st.sampled_from(tied))
    right = counts[place]
    assert isinstance(right, Count)
    wrong = data.draw(st.integers(0, 500).filter(lambda value: value != right.value))
    counts[place] = msgspec.structs.replace(right, value=wrong)
    named = [one for one in found(desk) if right.name in one.names and one.unit == right.unit]
    assert named
    assert right.period in {one.period for one in named}
    reckoning = Reckoning(desk)
    if right.name in ("births", "boys", "births_in_plan"):  # of which a figure is made
        assert any(reckoning.figure(one.key, right.unit, "2005").doubts for one in INDICATORS)
        assert any(reckoning.figure(one.key, DISTRICT, "2005").doubts for one in INDICATORS)


@settings(max_examples=30)
@given(years(), st.data())
def test_a_report_that_is_missing_is_found_and_named(desk: Desk, data: st.DataObject) -> None:
    counts = desk.records["counts"]
    totals = {one.unit for one in counts if isinstance(one, Count) and one.unit.endswith("000")}
    births = [one for one in counts if isinstance(one, Count) and one.name == "births"
              and not one.unit.endswith("000")]  # fmt: skip
    missing = data.draw(st.sampled_from(births))
    counts.remove(missing)
    figure = Reckoning(desk).figure("planned", DISTRICT, "2005")
    if totals:  # a total stands in for the village that is missing
        return
    if len({one.unit for one in births}) == 1 and missing.period == "2005":
        assert figure.value is None
    else:
        name = f"Village {int(missing.unit[6:9])}-{int(missing.unit[9:]) - 200}"
        assert figure.sureness in ("partial", "")
        said = " ".join(figure.partial)
        assert name in said or missing.period[:4] in said
        assert figure.reasons


@pytest.mark.parametrize(
    ("unit", "values", "said"),
    [
        (
            village(1),
            {"births": 32, "births_in_plan": 500},
            "Village 1-1, 2005: Births in plan 500 is more than Births 32",
        ),
        (
            village(1),
            {"births": 32, "boys": 16, "girls": 15},
            "Village 1-1, 2005: Boys born 16 + Girls born 15 do not come to Births 32",
        ),
        (
            village(1),
            {"births": 32, "village_led": 2},
            "Village 1-1, 2005: Village-led 2 is more than Villages 1",
        ),
    ],
)
def test_what_is_said(unit: str, values: dict[str, int], said: str) -> None:
    desk = district(1)
    desk.add("counts", *count(unit, "2005", **values))
    assert [one.said(desk) for one in found(desk)] == [said]


def test_a_total_beside_the_sum_of_the_units_below() -> None:
    desk = district(2)
    desk.add("counts", *count(DISTRICT, "2005", births=9999))
    for place, births in ((1, 1500), (2, 1040)):
        desk.add("counts", *count(village(place), "2005", births=births))
    (one,) = found(desk)
    assert one.said(desk) == ("District, 2005: Births 9999, but the units below come to 2540")


def test_units_that_have_reported_are_not_more_than_the_total() -> None:
    desk = district(2)
    desk.add("counts", *count(DISTRICT, "2005", births=10), *count(village(1), "2005", births=11))
    (one,) = found(desk)
    assert one.why == "Births 10, but the units below come to 11"
    desk = district(2)
    desk.add("counts", *count(DISTRICT, "2005", births=10), *count(village(1), "2005", births=9))
    assert found(desk) == ()


def test_a_year_beside_its_months() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", births=20))
    desk.add("counts", *count(village(1), "2005-03", births=21))
    (one,) = found(desk)
    assert one.why == "Births 20, but the shorter periods come to 21"


def test_a_state_is_not_another_one_at_the_same_end() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", population=2000))
    desk.add("counts", *count(village(1), "2005-06", population=1900))
    assert found(desk) == ()
    desk.add("counts", *count(village(1), "2005-12", population=1999))
    (one,) = found(desk)
    assert one.why == "Population 2000, but 1999 at the end of the period"


def test_registered_people_are_not_added_to_residents() -> None:
    desk = district(2)
    for place, base in ((1, "registered"), (2, "resident")):
        one = Count(period="2005", unit=village(place), name="population", value=900, base=base)
        desk.add("counts", one)
    (mixed,) = found(desk)
    assert mixed.unit == township(1)
    assert "Registered people (Village 1-1)" in mixed.why
    desk.add("indicators", INDICATORS[2])
    desk.add("counts", *count(DISTRICT, "2005", births=3))
    assert Reckoning(desk).figure("rate", DISTRICT, "2005").sureness == "doubted"


def test_a_negative_count_is_in_doubt() -> None:
    desk = district(1)
    desk.add("indicators", *INDICATORS)
    desk.add("counts", *count(village(1), "2005", births=3, births_in_plan=-1))
    assert Reckoning(desk).figure("planned", DISTRICT, "2005").sureness == "doubted"
    assert len(list(problems_in(desk))) == 1


def test_a_quarter_without_reports_is_not_doubted_for_the_counts_of_the_year() -> None:
    desk = district(1)
    desk.add("counts", *count(village(1), "2005", births=32, births_in_plan=93))
    desk.add("indicators", *INDICATORS)
    assert Reckoning(desk).figure("planned", DISTRICT, "2005").doubts
    assert Reckoning(desk).figure("planned", DISTRICT, "2005Q1").reasons == ()


def test_the_halves_of_a_township_stand_against_the_years_of_its_villages() -> None:
    desk = district(2)
    desk.count_rules = ARITHMETIC
    desk.add("counts", *count(village(1), "2005", births=5), *count(village(2), "2005", births=2))
    desk.add("counts", *count(township(1), "2005H1", births=3))
    desk.add("counts", *count(township(1), "2005H2", births=4))
    assert found(desk) == ()
    desk.add("counts", *count(village(1), "2006", births=5), *count(village(2), "2006", births=4))
    desk.add("counts", *count(township(1), "2006H1", births=3))
    desk.add("counts", *count(township(1), "2006H2", births=4))
    [one] = found(desk)
    assert (one.unit, one.period, one.names) == (township(1), "2006", ("births",))
    assert "7, but the units below come to 9" in one.why
