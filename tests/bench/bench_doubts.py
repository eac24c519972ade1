"""What the search for doubts takes among 10,000, 100,000 and more people, and how it grows.

``python -m tests.bench.bench_doubts --scale small|middle|full``. One in fifty people is
planted a second time: with a 15-digit number, with the account of somebody else, with another
character of the same sound, with a birth date a day off.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from fptui.exchange.rules import rules_of
from fptui.programme.doubt_search import find_doubts
from fptui.store import Office
from tests.bench.bench_search import took
from tests.bench.people import office_of

SCALES = {"small": (10_000,), "middle": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
GOALS = {100_000: 10.0}
ONE_IN = 50


class Planted:
    """The desk of an office with some people twice."""

    def __init__(self, office: Office) -> None:
        self._office = office
        people = dict(office.table("recipients"))
        chance = random.Random(7)
        for number, one in enumerate(chance.sample(list(people.values()), len(people) // ONE_IN)):
            people[len(people) + 1] = _again(one, number)
        self._people = people

    def table(self, register: str) -> Any:
        return self._people if register == "recipients" else self._office.table(register)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._office, name)


def _again(one: Any, number: int) -> Any:
    """Somebody a second time, in one of four ways."""
    fields: dict[str, Any] = {"id_number": "", "account": f"6230{number:015d}"}
    way = number % 4
    if way == 0:
        fields["id_number"] = one.id_number[:6] + one.id_number[8:17]
    elif way == 1:
        fields |= {"account": one.account, "name": "样本" + one.name[1:]}
    elif way == 2:
        fields["name"] = one.name[0] + one.name[1:].replace("英", "瑛").replace("华", "桦")
    else:
        fields["birth_date"] = one.birth_date + timedelta(days=1)
    return msgspec.structs.replace(one, file_number=f"06-{number:07d}", **fields)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    table = Table("people", "seconds", "a person", "growth", "doubts", "goal")
    failed, before = False, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in SCALES[parser.parse_args().scale]:
            with Office(office_of(Path(folder), size), read_only=True) as office:
                desk, rules = Planted(office), rules_of(office.path)
                found: list[Any] = []
                seconds = min(took(lambda: _find(desk, rules, found)) for _turn in range(2))
                goal = GOALS.get(size)
                said = "" if goal is None else "met" if seconds < goal else "NOT MET"
                failed |= said == "NOT MET"
                growth = f"×{seconds / before:.1f} for ×10" if before else ""
                kinds = Counter(doubt.kind for doubt in found)
                table.add_row(
                    f"{size:,}",
                    f"{seconds:.2f}",
                    f"{seconds / size * 1e6:.0f} µs",
                    growth,
                    ", ".join(f"{kind} {count:,}" for kind, count in kinds.items()),
                    said,
                )
                before = seconds
    Console().print(table)
    return int(failed)


def _find(desk: Any, rules: Any, found: list[Any]) -> None:
    found[:] = find_doubts(desk, rules)


if __name__ == "__main__":
    raise SystemExit(main())
