"""Small offices for tests of figures: units and counts, and a desk that needs no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fptui.registers.count_rules import CountRules
from fptui.registers.counts import Count
from fptui.registers.declaration import R, Record, Register
from fptui.registers.indicators import Indicator
from fptui.registers.units import Unit
from fptui.registers.values.looked_at import day_in_year
from fptui.store.count_rules import count_rules_along

DISTRICT = "430299000000"
TODAY = date(2006, 6, 30)


@dataclass
class Desk:
    """Records by register, read as those of an office are."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    year: int = 2005
    year_begins: int = 1
    today: date = TODAY
    count_rules: CountRules = field(default_factory=count_rules_along)

    @property
    def day_in_view(self) -> date:
        return day_in_year(self.today, self.year, self.year_begins)

    def add(self, register: str, *records: Record) -> None:
        self.records.setdefault(register, []).extend(records)

    def table(self, register: Register[R]) -> Mapping[int, R]:
        return dict(enumerate(self.records.get(register.name, []), 1))  # type: ignore[arg-type]

    def find(self, register: Register[R], identity: str) -> R | None:
        for one in self.table(register).values():
            if register.identity_of(one) == identity:
                return one
        return None

    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]:
        return [
            one for one in self.table(register).values() if str(getattr(one, column)) == identity
        ]

    def names(self, register: str, identity: str) -> Sequence[str]:
        return (identity,)


def township(place: int) -> str:
    return f"430299{place:03d}000"


def village(place: int, of: int = 1) -> str:
    return f"430299{of:03d}{200 + place:03d}"


def district(*villages: int) -> Desk:
    """A district whose townships have so many villages each, and no counts yet."""
    desk = Desk()
    desk.add("units", Unit(code=DISTRICT, name="District", level="district", kind="district"))
    for of, number in enumerate(villages, 1):
        code = township(of)
        desk.add(
            "units",
            Unit(
                code=code, name=f"Township {of}", level="township", kind="township", parent=DISTRICT
            ),
        )
        for place in range(1, number + 1):
            desk.add(
                "units",
                Unit(
                    code=village(place, of),
                    name=f"Village {of}-{place}",
                    level="village",
                    kind="village",
                    parent=code,
                ),
            )
    return desk


def count(unit: str, period: str, **values: int) -> list[Count]:
    return [Count(period=period, unit=unit, name=name, value=n) for name, n in values.items()]


def indicator(key: str, numerator: str, denominator: str = "", **fields: object) -> Indicator:
    return Indicator(
        **{  # type: ignore[arg-type]
            "key": key,
            "name_en": key.replace("_", " ").capitalize(),
            "numerator": numerator,
            "denominator": denominator,
            **fields,
        }
    )
