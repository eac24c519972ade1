"""Units, counts and contact points of the sample district."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tools.sample.names import PLACES, VILLAGE_ENDINGS, person_name
from tools.sample.tables import Row

COUNTY = "430299"  # a county code that was never issued
YEAR = "2005"

POPULATION = 227_573
BIRTHS = 2_540
BIRTHS_OUT_OF_PLAN = 6
BOYS = 1_308
VILLAGES = 43
VILLAGES_VILLAGE_LED = 40
COMMUNITIES = 24

# name, kind, number of villages, number of communities
TOWNSHIPS = (
    ("东风街道", "sub_district", 0, 6),
    ("桥头街道", "sub_district", 0, 5),
    ("文昌街道", "sub_district", 2, 4),
    ("茶山街道", "sub_district", 3, 3),
    ("红旗镇", "town", 8, 2),
    ("石塘镇", "town", 8, 1),
    ("明月镇", "town", 7, 1),
    ("青龙乡", "township", 6, 1),
    ("白果乡", "township", 5, 1),
    ("双江乡", "township", 4, 0),
)
_FIRST_CODE = {"sub_district": 1, "town": 101, "township": 201}


@dataclass(frozen=True)
class District:
    """The units made so far, by level, for the other registers to refer to."""

    units: list[Row]

    def of_kind(self, *kinds: str) -> list[Row]:
        return [unit for unit in self.units if unit["kind"] in kinds]

    @property
    def code(self) -> str:
        return str(self.units[0]["code"])

    @property
    def townships(self) -> list[Row]:
        return self.of_kind("sub_district", "town", "township")

    @property
    def villages(self) -> list[Row]:
        return self.of_kind("village")

    @property
    def communities(self) -> list[Row]:
        return self.of_kind("community")


def make_units(random: Random) -> District:
    top = f"{COUNTY}000000"
    places = list(PLACES)
    random.shuffle(places)
    staff = [person_name(random) for _ in range(5)]
    leaders = [person_name(random) for _ in range(6)]
    units: list[Row] = [
        _unit(top, "东风区", "district", "district", "", person_name(random), leaders[0])
    ]
    codes = dict(_FIRST_CODE)
    for place, (name, kind, villages, communities) in enumerate(TOWNSHIPS):
        code = f"{COUNTY}{codes[kind]:03d}000"
        codes[kind] += 1
        answers, leads = staff[place % len(staff)], leaders[place % len(leaders)]
        units.append(_unit(code, name, "township", kind, top, answers, leads))
        for below, first, number in (("village", 201, villages), ("community", 1, communities)):
            for offset in range(number):
                named = places.pop() + (
                    VILLAGE_ENDINGS[offset % len(VILLAGE_ENDINGS)] if below == "village" else "社区"
                )
                units.append(
                    _unit(
                        f"{code[:9]}{first + offset:03d}",
                        named,
                        "village",
                        below,
                        code,
                        person_name(random),
                        "",
                    )
                )
    return District(units)


def _unit(code: str, name: str, level: str, kind: str, parent: str, staff: str, leader: str) -> Row:
    return {
        "code": code,
        "name": name,
        "level": level,
        "kind": kind,
        "parent": parent,
        "staff": staff,
        "leader": leader,
    }


def make_counts(random: Random, district: District) -> list[Row]:
    """Counts per village and community that add up to the district's figures."""
    places = district.villages + district.communities
    weights = [
        random.uniform(0.6, 1.4) * (2.2 if place["kind"] == "community" else 1.0)
        for place in places
    ]
    population = shared(POPULATION, weights)
    births = shared(BIRTHS, [people * random.uniform(0.8, 1.2) for people in population])
    boys = shared(BOYS, [float(number) for number in births])
    out_of_plan = [0] * len(places)
    for place in random.sample(range(len(places)), BIRTHS_OUT_OF_PLAN):
        out_of_plan[place] = 1
    not_led = {
        unit["code"] for unit in random.sample(district.villages, VILLAGES - VILLAGES_VILLAGE_LED)
    }
    rows = []
    for unit, people, born, male, outside in zip(
        places, population, births, boys, out_of_plan, strict=True
    ):
        rows.append(_count(unit, "population", people, base="registered"))
        rows.append(_count(unit, "births", born))
        rows.append(_count(unit, "births_in_plan", born - outside))
        rows.append(_count(unit, "births_third_or_higher", 0))
        rows.append(_count(unit, "boys", male))
        if unit["kind"] == "village":
            rows.append(_count(unit, "village_led", int(unit["code"] not in not_led)))
    return rows


def _count(unit: Row, name: str, value: int, base: str = "") -> Row:
    return {
        "period": YEAR,
        "unit": unit["code"],
        "name": name,
        "value": value,
        "base": base,
        "source": "年报",
    }


def shared(total: int, weights: list[float]) -> list[int]:
    """A total in whole parts as near to the weights as can be (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: parts[i] - exact[i])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def make_contacts(random: Random, district: District) -> list[Row]:
    rows: list[Row] = []
    leaders = sorted({str(unit["leader"]) for unit in district.townships})
    for leader, unit in zip(
        leaders, random.sample(district.villages + district.communities, len(leaders)), strict=True
    ):
        rows.append(_contact(leader, unit, "区领导联系点", random.randint(3, 8)))
    for township in district.townships:
        below = [unit for unit in district.villages if unit["parent"] == township["code"]]
        if below:
            rows.append(
                _contact(
                    person_name(random),
                    random.choice(below),
                    "乡镇领导包后进村",
                    random.randint(6, 14),
                )
            )
    return rows


def _contact(leader: str, unit: Row, role: str, visits: int) -> Row:
    return {"leader": leader, "unit": unit["code"], "role": role, "visits": visits}
