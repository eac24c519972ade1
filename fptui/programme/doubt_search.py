"""Looking through all files for what is doubtful, but for what was settled already."""

from __future__ import annotations

from typing import TypeAlias

from fptui.programme.doubtful_files import doubts_about, paid_after_death
from fptui.programme.doubtful_pairs import doubtful_pairs, person_in
from fptui.programme.doubts import Doubt, Progress
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS, SETTLEMENTS

_STEP = 1_000  # files between two words of how far the search is
_TURNS_OF_PAIRS = 6  # words of `doubtful_pairs` on how far it is

Key: TypeAlias = tuple[str, str, str]
"""A doubt that was settled: its kind and two file numbers in their order, the first may be ""."""


def find_doubts(desk: Desk, rules: Programme, progress: Progress | None = None) -> list[Doubt]:
    """All doubts that are not settled, the gravest kind first, then in order of entry.

    It takes time in proportion to the number of files. `progress` may raise to stop it.
    """
    table = desk.table(RECIPIENTS)
    today = desk.today
    steps = _Steps(progress, 2 * len(table))
    found: list[Doubt] = []
    people = []
    for number, recipient in list(table.items()):
        steps.go(1)
        found += doubts_about(number, recipient, today, rules, desk.day_in_view)
        people.append(person_in(number, recipient))
    found += doubtful_pairs(people, lambda: steps.go(len(people) // _TURNS_OF_PAIRS))
    found += paid_after_death(desk)
    kinds = list(DOUBTS)
    done = settled(desk)
    open_ones = [doubt for doubt in found if not (done and keys_of(doubt, desk) <= done)]
    return sorted(open_ones, key=lambda doubt: (kinds.index(doubt.kind), doubt.files))


def settled(desk: Desk) -> set[Key]:
    """The keys of all doubts that were settled, but for merges: a file that comes again is new."""
    return {
        _key(one.kind, one.file, one.other)
        for one in desk.table(SETTLEMENTS).values()
        if one.verdict != "same"
    }


def keys_of(doubt: Doubt, desk: Desk) -> set[Key]:
    """What must have been settled for a doubt not to be asked again: one key, more of a crowd.

    Of a crowd each file is settled with the first one, so that a further file asks anew.
    """
    table = desk.table(RECIPIENTS)
    first, *others = (table[number].file_number for number in doubt.files)
    return {_key(doubt.kind, first, other) for other in others or [""]}


def _key(kind: str, one: str, other: str) -> Key:
    return (kind, min(one, other), max(one, other))


class _Steps:
    """Counts what is done, and says so now and then."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._done = self._said = 0

    def go(self, steps: int) -> None:
        self._done += steps
        if self._progress is not None and self._done - self._said >= _STEP:
            self._said = self._done
            self._progress(min(self._done, self._total), self._total)
