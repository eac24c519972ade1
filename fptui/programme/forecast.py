"""Who becomes entitled in each of the coming years, and the money that it takes.

Nobody is counted twice: who receives already is counted once, from the present year on;
a file on its way from the year in which time alone makes it entitled. Deaths and other
exits to come are not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fptui.programme.eligibility import judge
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS

YEARS = 10
ON_THE_WAY = frozenset({"applied", "village_noticed", "township_reviewed", "confirmed"})


@dataclass(frozen=True, slots=True)
class Coming:
    """One person who becomes entitled: in which year, and the file."""

    year: int
    number: int
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class Need:
    """What one year takes of one unit: people paid, newly entitled among them, and yuan."""

    year: int
    unit: str
    people: int
    new: int
    amount: Decimal


def coming(
    desk: Desk,
    rules: Programme,
    years: int = YEARS,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Coming]:
    """The files on their way that become entitled from the year in view on, by year and name."""
    last = desk.year + years - 1
    table = desk.table(RECIPIENTS)
    found = []
    for done, (number, recipient) in enumerate(table.items()):
        progress(done, len(table))
        if recipient.state in ON_THE_WAY:
            year = judge(recipient, rules, desk.year, desk.day_in_view).from_year
            if year is not None and year <= last:
                found.append(Coming(year, number, recipient))
    return sorted(found, key=lambda one: (one.year, one.recipient.unit, one.recipient.file_number))


def needs(
    desk: Desk,
    rules: Programme,
    new: Iterable[Coming],
    years: int = YEARS,
    unit_of: Callable[[str], str] = lambda unit: "",
) -> list[Need]:
    """The people and the money of each year, for each group of units that `unit_of` names.

    A recipient who is suspended is not counted. Amounts are those in force in the
    year in view for all coming years that have no standard of their own.
    """
    first = desk.year
    paid: dict[str, list[Recipient]] = defaultdict(list)
    for recipient in desk.table(RECIPIENTS).values():
        if recipient.state == "receiving" and (recipient.paid_from or first) <= first + years - 1:
            paid[unit_of(recipient.unit)].append(recipient)
    starting: dict[tuple[int, str], list[Recipient]] = defaultdict(list)
    for one in new:
        starting[one.year, unit_of(one.recipient.unit)].append(one.recipient)
    units = sorted({*paid, *(unit for _year, unit in starting)})
    result = []
    for unit in units:
        people: list[Recipient] = []
        for year in range(first, first + years):
            joining = [one for one in paid[unit] if max(one.paid_from or first, first) == year]
            joining += starting[year, unit]
            people += joining
            newly = sum(1 for one in joining if one.state != "receiving")
            amount = _amount(people, rules, year)
            result.append(Need(year, unit, len(people), newly, amount))
    return result


def _amount(people: Iterable[Recipient], rules: Programme, year: int) -> Decimal:
    by_category: dict[str, int] = defaultdict(int)
    for one in people:
        by_category[one.category] += 1
    return sum(
        (rules.yearly_amount(category, year) * n for category, n in by_category.items()),
        Decimal(0),
    )


def by_year(needed: Iterable[Need]) -> Mapping[int, Need]:
    """The needs of all units together, by year."""
    total: dict[int, Need] = {}
    for one in needed:
        known = total.get(one.year, Need(one.year, "", 0, 0, Decimal(0)))
        total[one.year] = Need(
            one.year,
            "",
            known.people + one.people,
            known.new + one.new,
            known.amount + one.amount,
        )
    return total
