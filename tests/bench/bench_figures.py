"""All figures and all rules over counts beside the same sums by pandas, in one run.

``python -m tests.bench.bench_figures --scale small|middle|full``. A district of 400 villages has
reported each kind of count each month for ten years, and its villages and townships their totals
of each year. fptui begins with the office's records and has read nothing of them; pandas has
them in a DataFrame already, as ``read_csv`` leaves it.

What is done: every count summed by month and year, name and unit, villages, townships and
district; of all these each part held against its whole, boys and girls and the births in and out
of plan against births; the year against its months, the township against its villages; the rates
of the district. Not done by pandas: quarters and halves, counts that are missing, which units have
reported, and what is wrong in words.
"""

from __future__ import annotations

import argparse
import gc
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import pandas
from rich.console import Console
from rich.table import Table

from fptui.figures.contradictions import contradiction_problems
from fptui.figures.following import FollowedCounts
from fptui.figures.reckoning import Reckoning
from fptui.figures.soundness import unreported_problems
from fptui.figures.targets import targets
from fptui.registers.count_rules import CountRules
from fptui.registers.counts import COUNTS, Count
from fptui.registers.declaration import Register
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.units import UNITS, Unit
from fptui.resources import data_folder
from fptui.store.count_rules import count_rules_along
from tests.bench.measuring import medians

SCALES = {"small": (40, 2), "middle": (400, 10), "full": (400, 10)}
"""Villages and years."""
TIMES = {"small": 3, "middle": 5, "full": 9}
AFTER_A_CHANGE = 0.1  # seconds
LAST = 2005
DISTRICT = "430299000000"
TO_A_TOWNSHIP = 20
FLOWS = (
    *("births", "births_in_plan", "births_out_of_plan", "births_third_or_higher"),
    *("boys", "girls"),
)
STATES = ("population", "village_led")
PARTS = tuple((part, "births") for part in FLOWS[1:])
SUMS = (("boys", "girls"), ("births_in_plan", "births_out_of_plan"))


@dataclass
class Desk:
    """The records of the district in memory, and the changes that are made to them."""

    records: dict[str, dict[int, Any]] = field(default_factory=dict)
    changed: dict[str, list[int]] = field(default_factory=dict)
    year: int = LAST
    year_begins: int = 1
    today: date = date(LAST + 1, 6, 30)
    count_rules: CountRules = field(default_factory=count_rules_along)

    def table(self, register: Register[Any]) -> Mapping[int, Any]:
        return MappingProxyType(self.records.get(register.name, {}))

    def find(self, register: Register[Any], identity: str) -> Any:
        if register is not UNITS:
            return None
        if not hasattr(self, "_units"):
            self._units = {unit.code: unit for unit in self.table(UNITS).values()}
        return self._units.get(identity)

    def referring(self, register: Register[Any], column: str, identity: str) -> list[Any]:
        return []

    def names(self, register: str, identity: str) -> tuple[str, ...]:
        return (identity,)

    def changes(self, register: str) -> list[int]:
        return self.changed.setdefault(register, [])

    def change(self, number: int, value: int) -> None:
        counts = self.records[COUNTS.name]
        counts[number] = msgspec.structs.replace(counts[number], value=value)
        self.changes(COUNTS.name).append(number)


def district(villages: int, years: int) -> Desk:
    """A district whose counts are all right, as long as nobody changes one."""
    units = [Unit(code=DISTRICT, name="District", level="district", kind="district")]
    for place in range(villages):
        town, village = divmod(place, TO_A_TOWNSHIP)
        above = f"430299{town + 1:03d}000"
        if village == 0:
            units.append(
                Unit(code=above, name=above, level="township", kind="town", parent=DISTRICT)
            )
        code = f"430299{town + 1:03d}{200 + village:03d}"
        units.append(Unit(code=code, name=code, level="village", kind="village", parent=above))
    indicators = msgspec.toml.decode((data_folder() / "indicators.toml").read_bytes())["indicator"]
    return Desk(
        {
            UNITS.name: dict(enumerate(units, 1)),
            INDICATORS.name: dict(enumerate((Indicator(**one) for one in indicators), 1)),
            COUNTS.name: dict(enumerate(counts_of(units, years), 1)),
        }
    )


def counts_of(units: list[Unit], years: int) -> Iterator[Count]:
    """What the villages reported each month, then the totals of their years and townships."""
    chance = random.Random(LAST)
    totals: Counter[tuple[str, str, str]] = Counter()
    for year in range(LAST - years + 1, LAST + 1):
        for month in range(1, 13):
            for unit in units:
                if unit.level != "village":
                    continue
                for name, value in month_of_a_village(chance).items():
                    period = f"{year}-{month:02d}"
                    yield Count(period=period, unit=unit.code, name=name, value=value)
                    if name in FLOWS:
                        totals[str(year), unit.code, name] += value
                        totals[str(year), unit.parent, name] += value
    for (period, code, name), value in totals.items():
        yield Count(period=period, unit=code, name=name, value=value)


def month_of_a_village(chance: random.Random) -> dict[str, int]:
    boys, girls = chance.randrange(4), chance.randrange(4)
    births = boys + girls
    out_of_plan = births // 5
    return {
        "births": births,
        "births_in_plan": births - out_of_plan,
        "births_out_of_plan": out_of_plan,
        "births_third_or_higher": out_of_plan // 2,
        "boys": boys,
        "girls": girls,
        "population": chance.randrange(900, 2000),
        "village_led": int(chance.random() < 0.9),
    }


# --- fptui ----------------------------------------------------------------------------------


def all_of(desk: Desk) -> int:
    """The targets of the year, then what `check` says of the counts of all years."""
    reckoning = Reckoning(desk)
    lines = targets(desk, reckoning=reckoning)
    said = list(contradiction_problems(reckoning.contradictions, desk))
    said += unreported_problems(desk, reckoning)
    assert sum(line.figure.value is not None for line in lines) >= len(RATES)
    return len(said)


# --- pandas ---------------------------------------------------------------------------------

RATES = (
    ("births_in_plan", "births"),
    ("births_third_or_higher", "births"),
    ("boys", "girls"),
    ("village_led", "villages"),
)


def frame_of(desk: Desk) -> pandas.DataFrame:
    counts = desk.table(COUNTS).values()
    columns = ("period", "unit", "name", "value")
    return pandas.DataFrame({key: [getattr(one, key) for one in counts] for key in columns})


def parents_of(desk: Desk) -> pandas.Series[str]:
    return pandas.Series({unit.code: unit.parent for unit in desk.table(UNITS).values()})


def all_by_pandas(frame: pandas.DataFrame, parents: pandas.Series[str]) -> int:
    """The same sums; how often something does not hold."""
    length = frame.period.str.len()
    frame = frame.assign(year=frame.period.str[:4])
    months, told = frame[length == len("2005-01")], frame[length == len("2005")]
    by_month = months.set_index(["period", "unit", "name"])["value"].unstack("name")
    sums = months.groupby(["year", "unit", "name"])["value"].sum()
    states = months[months.period.str.endswith("-12")]
    by_year = sums.unstack("name")
    by_year[list(STATES)] = states.set_index(["year", "unit", "name"])["value"].unstack("name")[
        list(STATES)
    ]
    villages = by_year.reset_index()
    by_town = villages.assign(unit=villages.unit.map(parents)).groupby(["year", "unit"]).sum()
    of_district = by_town.groupby("year").sum()
    of_district["villages"] = by_year.groupby("year").size()
    rates = {(part, whole): of_district[part] / of_district[whole] for part, whole in RATES}
    assert len(rates) == len(RATES)
    told_of = told.set_index(["year", "unit", "name"])["value"]
    all_sums = pandas.concat([sums, by_town[list(FLOWS)].stack()])
    against = pandas.concat({"told": told_of, "sum": all_sums}, axis=1, join="inner")
    wrong = int((against["told"] != against["sum"]).sum())
    town_months = by_month.groupby(["period", by_month.index.get_level_values("unit").map(parents)])
    months_of_town = town_months.sum()
    months_of_district = months_of_town.groupby("period").sum()
    of_years = (by_year, by_town, of_district)
    of_months = (by_month, months_of_town, months_of_district)
    return wrong + sum(broken(wide) for wide in (*of_years, *of_months))


def broken(wide: pandas.DataFrame) -> int:
    """How often a part is above its whole, or parts do not come to it."""
    found = sum(int((wide[part] > wide[whole]).sum()) for part, whole in PARTS)
    found += int((wide.births > wide.population).sum())
    return found + sum(int((wide[one] + wide[other] != wide.births).sum()) for one, other in SUMS)


# --- measuring ------------------------------------------------------------------------------


def work_of(who: str, desk: Desk) -> Callable[[], int]:
    """What is measured of each, after what is not."""
    if who == "fptui":
        return lambda: all_of(desk)
    frame, parents = frame_of(desk), parents_of(desk)
    return lambda: all_by_pandas(frame, parents)


def seconds_after_a_change(desk: Desk, times: int) -> float:
    """What the screen of targets reckons anew after one count was changed and changed back."""
    followed = FollowedCounts()
    targets(desk, reckoning=Reckoning(desk, followed.reported(desk)))
    number = max(number for number, one in desk.table(COUNTS).items() if one.name == "births")
    value = desk.table(COUNTS)[number].value

    def changed(turn: int) -> object:
        desk.change(number, value + 1 - turn % 2)
        lines = targets(desk, reckoning=Reckoning(desk, followed.reported(desk)))
        assert any(line.figure.doubts for line in lines) == (turn % 2 == 0)
        return None

    found = medians(2 * times, fptui=changed)["fptui"]
    desk.change(number, value)
    return found


def status(key: str) -> int:
    """A number of bytes that the system keeps of this process."""
    with Path("/proc/self/status").open() as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(key))


def print_peak(who: str, villages: int, years: int) -> None:
    """The most memory that is taken beside what there was before."""
    work = work_of(who, district(villages, years))
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = status("VmRSS")
    work()
    sys.stdout.write(f"{status('VmHWM') - before}\n")


def peak(who: str, scale: str) -> int:
    program = [sys.executable, "-m", "tests.bench.bench_figures", "--scale", scale, "--peak", who]
    return int(subprocess.run(program, capture_output=True, check=True, text=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    parser.add_argument("--peak", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    scale, (villages, years) = options.scale, SCALES[options.scale]
    if options.peak:
        print_peak(options.peak, villages, years)
        return 0
    desk = district(villages, years)
    ours, theirs = work_of("fptui", desk), work_of("pandas", desk)
    assert ours() == theirs() == 0  # all that was made up is right
    gc.freeze()  # what pandas and the district take is not to be gone through in either
    found = medians(TIMES[scale], fptui=lambda _turn: ours(), pandas=lambda _turn: theirs())
    changed = seconds_after_a_change(desk, TIMES[scale])
    rows = (
        ("all figures and rules", found["fptui"], found["pandas"], "< pandas"),
        ("after a change of one count", changed, AFTER_A_CHANGE, f"< {AFTER_A_CHANGE:g} s"),
    )
    title = f"{len(desk.table(COUNTS)):,} counts, {villages} villages, {years} years"
    table = Table("measured", "fptui", "pandas", "goal", "", title=title)
    failed = False
    for what, seconds, most, goal in rows:
        met = seconds < most
        failed |= not met
        beside = f"{most:.3f} s" if "pandas" in goal else ""
        table.add_row(what, f"{seconds:.3f} s", beside, goal, "met" if met else "NOT MET")
    memory = {who: peak(who, scale) for who in ("fptui", "pandas")}
    cells = (f"{one / 1e6:,.0f} MB" for one in memory.values())
    table.add_row("peak memory beside the data", *cells, "", "")
    Console(width=110).print(table)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
