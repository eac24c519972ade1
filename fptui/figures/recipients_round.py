"""The yearly round of recipients: last year's − exits + new = this year's.

The head count of a year is that of the recipients with payments of that year.
The identity is the one printed on the official head-count table of the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fptui.figures.standing import LEFT, left_on
from fptui.figures.wholeness import named
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Desk
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.soundness import Problem

_NAMED = 5  # files that a message names before it only counts them


@dataclass(frozen=True, slots=True)
class Round:
    """The recipients of one year against those of the year before, as file numbers.

    `missing` should have payments and have none, `extra` have some though neither
    last year's nor new.
    """

    year: int
    last: frozenset[str]
    exits: frozenset[str]
    new: frozenset[str]
    paid: frozenset[str]

    @property
    def expected(self) -> frozenset[str]:
        """Who should have payments in the year."""
        return (self.last - self.exits) | self.new

    @property
    def missing(self) -> frozenset[str]:
        """Who should have payments and has none."""
        return self.expected - self.paid

    @property
    def extra(self) -> frozenset[str]:
        """Who has payments and was neither among last year's nor new, or had left."""
        return self.paid - self.expected


def rounds(desk: Desk) -> Iterator[Round]:
    """The round of each year that has payments, as the year before has."""
    paid: dict[int, set[str]] = defaultdict(set)
    for payment in desk.table(PAYMENTS).values():
        if desk.find(RECIPIENTS, payment.recipient) is not None:
            paid[payment.year].add(payment.recipient)
    people = list(desk.table(RECIPIENTS).values())
    for year in sorted(year for year in paid if year - 1 in paid):
        last, this = paid[year - 1], paid[year]
        exits, new = set(), set()
        for person in people:
            file = person.file_number
            if file in last and _left_before(person, year, file in this):
                exits.add(file)
            if file not in last and _began_in(person, year, file in this):
                new.add(file)
        yield Round(year, *map(frozenset, (last, exits, new, this)))


def _left_before(person: Recipient, year: int, paid: bool) -> bool:
    """Whether a file had left by the payments of a year; in its last year it may be paid or not."""
    if person.state not in LEFT:
        return False
    left = left_on(person)
    if left is None:
        return not paid
    return left.year < year or (left.year == year and not paid)


def _began_in(person: Recipient, year: int, paid: bool) -> bool:
    """Whether a file is new in a year: first paid from it, or receiving again since it."""
    if person.paid_from == year:
        if person.state == "receiving":
            return True
        left = left_on(person)
        return paid or (left is not None and left.year > year)
    again = person.since is not None and person.since.year == year
    return paid and person.state == "receiving" and again


def round_problems(desk: Desk) -> Iterator[Problem]:
    """One problem for each year in which the identity does not hold."""
    for one in rounds(desk):
        unexplained = sorted(one.missing | one.extra)
        if unexplained:
            text = _(
                "recipients of last year {last} − exits {exits} + new {new} = {expected}, "
                "with payments {paid}; not explained: {files}"
            ).format(
                last=len(one.last),
                exits=len(one.exits),
                new=len(one.new),
                expected=len(one.expected),
                paid=len(one.paid),
                files=named([harmless(file) for file in unexplained], _NAMED),
            )
            yield Problem(PAYMENTS.name, str(one.year), "", text)
