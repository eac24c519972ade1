"""Doubts whether two files are one person's.

No file is compared with all others: files are put together by what they share, an ID number,
an account, the sound of a name and a day of birth, and only those of one block are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TypeAlias

from rapidfuzz.fuzz import ratio

from fptui.programme.doubts import Doubt, is_vouched
from fptui.registers.declaration import Value
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.identity_number import birth_date_in, to_eighteen
from fptui.search.pinyin import readings

CROWD = 8
"""Files that share something beyond this number are one doubt, not one for each two of them."""
NEIGHBOURS = 24
"""In the order of their sounds, so many names of a block are compared with each."""
NEARLY = 88.0
"""Percent of two names in pinyin that must agree for them to be spelled nearly alike."""

Pair = tuple[int, int]
_Shared: TypeAlias = str | tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Person:
    """What tells people apart in one file, made alike in spelling.

    `vouched` is the ID number where it is sound and agrees with the file: two people with two
    such numbers are two.
    """

    number: int
    name: str
    sound: str
    born: date | None
    id_number: str
    account: str
    vouched: str


def person_in(number: int, recipient: Recipient) -> Person:
    """The person of a file; a birth date that is not filled is taken from the ID number."""
    id_number = to_eighteen(recipient.id_number)
    born = recipient.birth_date
    if born is None and id_number:
        born = birth_date_in(id_number)
    # a number of 15 digits has no check digit, and vouches for nothing
    is_checked = len(recipient.id_number.strip()) == 18 and is_vouched(recipient)
    name = "".join(recipient.name.split()).casefold()
    vouched = id_number if is_checked else ""
    return Person(number, name, _sound(name), born, id_number, _digits(recipient.account), vouched)


def _sound(name: str) -> str:
    """A name in pinyin, syllables parted by spaces; of several readings the most usual."""
    return " ".join((readings(character) or (character,))[0] for character in name)


def _digits(account: str) -> str:
    return "".join(account.split()).replace("-", "").upper()


def doubtful_pairs(people: Sequence[Person], pulse: Callable[[], None]) -> Iterator[Doubt]:
    """The doubts of all kinds about two files; each two files have one of a kind.

    Who has the same ID number is not asked for name and birth date as well.
    """
    found: set[Pair] = set()
    for doubt in _sharing("same_id", "id_number", people, lambda one: one.id_number):
        found |= _pairs(doubt)
        yield doubt
    pulse()
    yield from _sharing("same_account", "account", people, lambda one: one.account)
    pulse()
    known = [one for one in people if one.born is not None and one.name]
    for doubt in _sharing("same_person", "day", known, lambda one: (one.name, one.born)):
        pairs = _pairs(doubt)
        if not pairs <= found:
            yield doubt
        found |= pairs
    pulse()
    for find in (_sounding_alike, _spelled_alike, _born_nearby):
        for how, one, other in find(known):
            pair = (min(one.number, other.number), max(one.number, other.number))
            if pair not in found:
                found.add(pair)
                yield _doubt("close_person", pair, ("how", how))
        pulse()


def _pairs(doubt: Doubt) -> set[Pair]:
    """Each two of its files; of a crowd only the neighbours."""
    numbers = sorted(doubt.files)
    together = pairwise(numbers) if len(numbers) > CROWD else combinations(numbers, 2)
    return set(together)


def _doubt(kind: str, numbers: Iterable[int], evidence: tuple[str, Value]) -> Doubt:
    return Doubt(kind, tuple((RECIPIENTS.name, number) for number in numbers), (evidence,))


def _sharing(
    kind: str, column: str, people: Iterable[Person], key_of: Callable[[Person], _Shared]
) -> Iterator[Doubt]:
    """A doubt for each two that share something, or for all of a crowd that does."""
    for key, block in _blocks(people, key_of).items():
        numbers = [one.number for one in block]
        value = key[-1] if isinstance(key, tuple) else key
        groups = [numbers] if len(numbers) > CROWD else combinations(numbers, 2)
        for group in groups:
            yield _doubt(kind, group, (column, value))


def _blocks(
    people: Iterable[Person], key_of: Callable[[Person], _Shared]
) -> dict[_Shared, list[Person]]:
    """Those who share a key that is not empty, where there are two or more."""
    blocks: dict[_Shared, list[Person]] = defaultdict(list)
    for one in people:
        if key := key_of(one):
            blocks[key].append(one)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _near(block: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Each two of a block; of a giant one each with its neighbours in the order of the sounds."""
    ordered = sorted(block, key=lambda one: (one.sound, one.number))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
            yield one, other


Alike = Iterator[tuple[str, Person, Person]]


def _sounding_alike(people: Sequence[Person]) -> Alike:
    for block in _blocks(people, lambda one: (one.sound, one.born)).values():
        for one, other in _near(block):
            if one.name != other.name:
                yield "sound", one, other


def _spelled_alike(people: Sequence[Person]) -> Alike:
    """Born on one day, of surnames that sound the same, with names in nearly the same pinyin."""
    for block in _blocks(people, lambda one: (one.sound.partition(" ")[0], one.born)).values():
        if all(one.vouched for one in block):
            continue
        for one, other in _near(block):
            if one.sound == other.sound or _are_two(one, other):
                continue
            if ratio(one.sound, other.sound, score_cutoff=NEARLY):
                yield "spelling", one, other


def _born_nearby(people: Sequence[Person]) -> Alike:
    """Names that sound the same, with birth dates that one slip makes of each other."""
    of_sound: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        of_sound[one.sound].append(one)
    for block in of_sound.values():
        # where both are vouched for they are two: one who is not finds the other
        if len(block) == 1 or all(one.vouched for one in block):
            continue
        born: dict[date | None, list[Person]] = defaultdict(list)
        for one in block:
            born[one.born].append(one)
        for one in block:
            if one.born is None or one.vouched:
                continue
            for how, day in slips(one.born):
                for other in born.get(day, ())[:CROWD]:
                    yield (how if one.name == other.name else f"sound_{how}"), one, other


def _are_two(one: Person, other: Person) -> bool:
    """Whether two sound ID numbers, each with the birth date of its file, tell two people."""
    return bool(one.vouched and other.vouched) and one.vouched != other.vouched


@lru_cache(maxsize=1 << 16)
def slips(day: date) -> tuple[tuple[str, date], ...]:
    """The dates that a slip makes of one: a day, month or year off, or two digits in turn."""
    near = dict.fromkeys(_turned(day), "digits") | dict.fromkeys(_one_off(day), "date")
    return tuple((how, other) for other, how in near.items() if other != day)


def _one_off(day: date) -> Iterator[date]:
    for days in (-1, 1):
        if date.min < day < date.max:
            yield day + timedelta(days=days)
        yield from _date(day.year + days, day.month, day.day)
        yield from _date(day.year, day.month + days, day.day)


def _turned(day: date) -> Iterator[date]:
    """Two neighbouring digits of a date in turn, or month and day."""
    text = day.isoformat().replace("-", "")
    for place in range(len(text) - 1):
        turned = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        yield from _date(int(turned[:4]), int(turned[4:6]), int(turned[6:]))
    yield from _date(day.year, day.day, day.month)


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
