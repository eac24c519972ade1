"""What the search for doubts takes among 10,000, 100,000 and more people, and how it grows.

``python -m tests.bench.bench_doubts --scale small|middle|full``. One in fifty people is
planted a second time: with a 15-digit number, with the account of somebody else, with another
character of the same sound, with a birth date a day off. Numbers of 15 digits have no check
digit, so that nobody is vouched for and more people must be compared.
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
from fptui.programme.doubts import Doubt
from fptui.registers.declaration import Register
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.bench.bench_search import took
from tests.bench.people import office_of

SCALES = {"small": (10_000,), "middle": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
GOALS = {100_000: 10.0}
ONE_IN = 50


class Planted:
    """The desk of an office with some people twice."""

    def __init__(self, office: Office, digits: int) -> None:
        self._office = office
        people = dict(office.table(RECIPIENTS))
        if digits == 15:
            for number, one in people.items():
                people[number] = msgspec.structs.replace(one, id_number=_fifteen(one))
        chance = random.Random(7)
        for number, one in enumerate(chance.sample(list(people.values()), len(people) // ONE_IN)):
            people[len(people) + 1] = _again(one, number)
        self._people = people

    def table(self, register: Register[Any]) -> Any:
        return self._people if register is RECIPIENTS else self._office.table(register)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._office, name)


def _fifteen(one: Any) -> str:
    number: str = one.id_number
    return number if len(number) == 15 else number[:6] + number[8:17]


def _again(one: Any, number: int) -> Any:
    """Somebody a second time, in one of four ways."""
    fields: dict[str, Any] = {"id_number": "", "account": f"6230{number:015d}"}
    way = number % 4
    if way == 0:
        fields["id_number"] = _fifteen(one)
    elif way == 1:
        fields |= {"account": one.account, "name": "样本" + one.name[1:]}
    elif way == 2:
        fields["name"] = one.name[0] + one.name[1:].replace("英", "瑛").replace("华", "桦")
    else:
        fields["birth_date"] = one.birth_date + timedelta(days=1)
    return msgspec.structs.replace(one, file_number=f"06-{number:07d}", **fields)


def measured(office: Office, digits: int) -> tuple[float, str]:
    """Seconds of a search, and what it finds."""
    desk, rules = Planted(office, digits), rules_of(office.path)
    found: list[Doubt] = []

    def search() -> None:
        found[:] = find_doubts(desk, rules)

    seconds = min(took(search) for _turn in range(2))
    kinds = Counter(doubt.kind for doubt in found)
    return seconds, ", ".join(f"{kind} {count:,}" for kind, count in kinds.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    table = Table("people", "digits", "seconds", "a person", "growth", "doubts", "goal")
    failed = False
    before: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SCALES[parser.parse_args().scale]:
            with Office(office_of(Path(folder), size), read_only=True) as office:
                for digits in (18, 15):
                    seconds, found = measured(office, digits)
                    goal = GOALS.get(size)
                    said = "" if goal is None else "met" if seconds < goal else "NOT MET"
                    failed |= said == "NOT MET"
                    growth = f"×{seconds / before[digits]:.1f}" if before.get(digits) else ""
                    before[digits] = seconds
                    a_person = f"{seconds / size * 1e6:.0f} µs"
                    table.add_row(
                        *(f"{size:,}", str(digits), f"{seconds:.2f}", a_person, growth, found, said)
                    )
    Console(width=140).print(table)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
