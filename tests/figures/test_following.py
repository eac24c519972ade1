"""What is kept between changes of counts is what a reading of all of them gives."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from fptui.figures.following import FollowedCounts
from fptui.figures.reckoning import Reckoning
from fptui.registers.counts import Count
from fptui.registers.declaration import Record
from fptui.registers.values.period import periods_within
from tests.figures.districts import DISTRICT, Desk, district, indicator, township, village

INDICATORS = [
    indicator("planned", "births_in_plan", "births"),
    indicator("led", "village_led", "villages"),
    indicator("rate", "births", "population@average", scale=1000),
]
UNITS = (DISTRICT, township(1), township(2), *(village(place) for place in (1, 2, 3)),
         village(1, 2), "430299999999")  # fmt: skip
COUNTS = st.builds(
    Count,
    # a third year may be new; “2005Q5” is no period
    period=st.sampled_from(
        [*periods_within("2005"), "2005", "2004", "2004-12", "2006Q1", "2005Q5"]
    ),
    unit=st.sampled_from(UNITS),
    name=st.sampled_from(["births", "births_in_plan", "boys", "population", "village_led", "led"]),
    value=st.integers(-1, 9),
    base=st.sampled_from(["", "", "registered", "resident"]),
)


@dataclass
class ChangingDesk(Desk):
    """A desk that tells which counts were changed; the last of two with one number holds."""

    counts: dict[int, Record] = field(default_factory=dict)
    changed: dict[str, list[int]] = field(default_factory=lambda: {"counts": [], "units": []})

    def table(self, register):  # type: ignore[no-untyped-def]
        return self.counts if register.name == "counts" else super().table(register)

    def changes(self, register: str) -> list[int]:
        return self.changed[register]


def answers(desk: ChangingDesk, followed: FollowedCounts | None) -> list[object]:
    reckoning = Reckoning(desk, followed.reported(desk) if followed else None)
    figures = [
        reckoning.figure(one.key, unit, period)
        for one in INDICATORS
        for unit in (DISTRICT, township(1), village(1))
        for period in ("2005", "2005Q1", "2004")
    ]
    found = [msgspec.structs.asdict(one) for figure in figures for one in figure.evidence]
    return [figures, found, reckoning.contradictions.found, sorted(reckoning.definitions.known)]


CHANGES = st.lists(st.tuples(st.integers(1, 12), st.none() | COUNTS), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, max_size=12), st.lists(CHANGES, min_size=1, max_size=4))
def test_after_each_change_all_is_as_if_it_was_read_anew(
    first: list[Count], turns: list[list[tuple[int, Count | None]]]
) -> None:
    plain = district(3, 1)
    desk = ChangingDesk({**plain.records, "indicators": list(INDICATORS)})
    desk.counts = dict(enumerate(first, 1))
    followed = FollowedCounts()
    before = answers(desk, followed)
    assert before == answers(desk, None)
    for changes in turns:
        for number, count in changes:
            if count is None:
                desk.counts.pop(number, None)
            else:
                desk.counts[number] = count
            desk.changes("counts").append(number)
        desk.counts = dict(sorted(desk.counts.items()))
        assert answers(desk, followed) == answers(desk, None)


def test_another_unit_is_seen() -> None:
    plain = district(1)
    desk = ChangingDesk({**plain.records, "indicators": list(INDICATORS)})
    desk.counts = dict(
        enumerate(
            [
                Count(period="2005", unit=village(1), name=name, value=3)
                for name in ("births", "births_in_plan")
            ]
        )
    )
    followed = FollowedCounts()
    assert Reckoning(desk, followed.reported(desk)).figure("planned", DISTRICT, "2005").units == 1
    desk.records["units"] = district(2).records["units"]
    desk.changes("units").append(4)
    figure = Reckoning(desk, followed.reported(desk)).figure("planned", DISTRICT, "2005")
    assert (figure.reported_units, figure.units) == (1, 2)


def test_counts_that_move_change_come_and_go_are_followed() -> None:
    """A few changes of each kind; the law above tries all that can be, and takes its time."""
    plain = district(2, 1)
    desk = ChangingDesk({**plain.records, "indicators": list(INDICATORS)})
    first = Count(period="2005", unit=village(1), name="births", value=8)
    planned = Count(period="2005", unit=village(1), name="births_in_plan", value=4)
    desk.counts = {1: first, 2: planned, 3: msgspec.structs.replace(first, unit=village(2))}
    followed = FollowedCounts()
    assert answers(desk, followed) == answers(desk, None)
    replace = msgspec.structs.replace
    changes: list[tuple[int, Count | None]] = [
        (1, replace(first, value=9)),
        (1, replace(first, unit=village(2))),  # now two stand for one
        (3, None),
        (1, first),
        (4, replace(planned, unit=township(1), period="2005Q1")),
        (2, replace(planned, base="registered")),
        (5, replace(first, period="2005Q5")),  # no period
        (5, replace(first, period="2006Q1")),  # a year that was not there
        (5, None),
    ]
    for number, count in changes:
        desk.counts.pop(number, None)
        if count is not None:
            desk.counts[number] = count
        desk.counts = dict(sorted(desk.counts.items()))
        desk.changes("counts").append(number)
        assert answers(desk, followed) == answers(desk, None), (number, count)
