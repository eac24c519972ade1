"""Groups add up to their total, whatever the order; unlike things are never added."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fptui.figures.grouping import Grouping
from fptui.figures.sums import NONE, Sum
from fptui.registers.activities import ACTIVITIES, Activity
from fptui.registers.counts import COUNTS, Count
from fptui.registers.declaration import R, Record, Register
from fptui.registers.units import UNITS, Unit
from fptui.search.column_paths import column_at
from fptui.search.query import parse_query

DISTRICT, TOWN, VILLAGE = "430299000000", "430299101000", "430299101201"
PLACES = {
    unit.code: unit
    for unit in (
        Unit(code=DISTRICT, name="东风区", level="district", kind="district"),
        Unit(code=TOWN, name="红旗镇", level="township", kind="town", parent=DISTRICT),
        Unit(code=VILLAGE, name="红旗村", level="village", kind="village", parent=TOWN),
    )
}


class Places:
    """A desk with three units, one above the other."""

    today, year, year_begins = date(2005, 12, 31), 2005, 1

    def table(self, register: Register[R]) -> Mapping[int, R]:
        return {}

    def find(self, register: Register[R], identity: str) -> R | None:
        found: R | None = PLACES.get(identity) if register is UNITS else None  # type: ignore[assignment]
        return found

    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]:
        return ()

    def names(self, register: str, identity: str) -> Sequence[str]:
        return ()


DESK = Places()
WAYS = st.lists(
    st.sampled_from(("kind", "unit", "unit.township", "date.month", "measure", "at_least")),
    unique=True,
    max_size=3,
)
ACTIVITY = st.builds(
    Activity,
    number=st.just("X"),
    date=st.none() | st.dates(date(2004, 1, 1), date(2006, 1, 1)),
    kind=st.sampled_from(("posters", "leaflets", "of our own")),
    quantity=st.integers(0, 10**18),
    at_least=st.booleans(),
    measure=st.sampled_from(("", "张", "份")),
    cost=st.none() | st.decimals(0, 10**25, places=2),
    unit=st.sampled_from(("", *PLACES, "gone")),
)
ACTIVITIES_DONE = st.lists(ACTIVITY, max_size=12)


def grouped(records: Sequence[Record], ways: Sequence[str], *summed: str) -> Grouping:
    by = [column_at(ACTIVITIES, way) for way in ways]
    columns = [ACTIVITIES.column(key) for key in summed or ("quantity", "cost")]
    return Grouping(ACTIVITIES, by, columns, DESK).add_all(records)


@given(ACTIVITIES_DONE, WAYS)
def test_groups_add_up_to_the_total(records: list[Activity], ways: list[str]) -> None:
    grouping = grouped(records, ways)
    lines = grouping.lines
    total = grouping.total(lines)
    assert total.records == len(records) == sum(line.total.records for line in lines)
    known = [one.cost for one in records if one.cost is not None]
    cost = total.sums[1]
    assert cost is not None
    assert (cost.value is None) == (not known)
    assert Fraction(cost.value or 0) == sum(map(Fraction, known))
    for part in grouping.parts(lines):
        assert grouping.total(part).sums[0] is not None, "alike, so it can be added"


@given(ACTIVITIES_DONE, WAYS)
def test_only_like_things_are_added(records: list[Activity], ways: list[str]) -> None:
    grouping = grouped(records, ways)
    for line in grouping.lines:
        alike = {(grouping.value(line.key, "kind"), grouping.value(line.key, "measure"))}
        own = [
            one
            for one in records
            if {(one.kind, one.measure)} == alike
            and all(
                column.value(one, DESK) == value
                for column, value in zip(grouping.by, line.key, strict=False)
            )
        ]
        assert line.total.records == len(own)
        assert line.total.sums[0] == Sum(
            sum(one.quantity for one in own), any(one.at_least for one in own)
        )
    counting = [one for one in records if one.quantity or one.at_least]
    kinds = {(one.kind, one.measure) for one in counting}
    assert (grouping.total(grouping.lines).sums[0] is None) == (len(kinds) > 1)


@given(ACTIVITIES_DONE, WAYS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    records: list[Activity], ways: list[str], random: object
) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = grouped(records, ways), grouped(shuffled, ways)
    assert one.lines == other.lines
    assert one.total(one.lines) == other.total(other.lines)


@given(ACTIVITIES_DONE, st.sampled_from(("kind", "at_least", "unit")))
def test_a_group_is_what_a_filter_leaves(records: list[Activity], key: str) -> None:
    grouping = grouped(records, [key], "cost")
    for line in grouping.lines:
        value = line.key[0]
        asked = ("yes" if value else "no") if isinstance(value, bool) else f'"{value}"'
        query = parse_query(f"{key}={asked}", ACTIVITIES)
        left = [one for one in records if query.matches(one, DESK)]
        alone = grouped(left, [], "cost")
        assert alone.total(alone.lines) == line.total


SUMS = st.builds(
    Sum,
    st.none() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@given(SUMS, SUMS, SUMS)
def test_sums_add_in_any_order_and_a_bound_stays_one(one: Sum, other: Sum, third: Sum) -> None:
    assert one + other == other + one
    assert (one + other) + third == one + (other + third)
    assert one + NONE == one
    assert (one + other).at_least == (one.at_least or other.at_least)


def test_money_is_not_rounded() -> None:
    costs = [Decimal("0.01"), Decimal("9" * 40 + ".99")]
    records = [Activity(number="X", kind="posters", cost=cost) for cost in costs]
    grouping = grouped(records, [], "cost")
    (line,) = grouping.lines
    assert line.total.sums == (Sum(Decimal("1" + "0" * 40 + ".00")),)


def test_a_number_of_a_township_is_not_added_to_those_of_its_villages() -> None:
    counts = [
        Count(period="2005", unit=unit, name="births", value=value)
        for unit, value in ((TOWN, 30), (VILLAGE, 12), (VILLAGE, 3))
    ]
    grouping = Grouping(COUNTS, [], [COUNTS.column("value")], DESK).add_all(counts)
    assert grouping.total(grouping.lines).sums == (None,)
    assert [line.total.sums[0] for line in grouping.lines] == [Sum(30), Sum(15)]
    assert [column.key for column in grouping.telling] == ["unit.level"]


def test_what_all_have_in_common_need_not_be_told() -> None:
    counts = [
        Count(period="2005", unit=VILLAGE, name=name, value=1, base=base)
        for name, base in (("population", "registered"), ("births", ""))
    ]
    grouping = Grouping(COUNTS, [], [COUNTS.column("value")], DESK).add_all(counts)
    assert [column.key for column in grouping.telling] == ["name"]
