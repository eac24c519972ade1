"""How records are called, and those that are called like what someone types.

The names of a register are read once; after that its changes are followed, so that a
keystroke among 100,000 records takes a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import ChangingDesk, Column, Desk, Kind, Record, Register
from fptui.registers.values.display import name_of, shown
from fptui.registers.values.width import half_width
from fptui.search.listing import Listing, Question
from fptui.search.offers import folded
from fptui.search.pinyin import sounds_like, spells_all

_LOOKED_THROUGH = 400
"""How many hits are ranked."""
_PARTING = str.maketrans(dict.fromkeys("/()（）", " "))
"""What parts the names in a label, or a unit from the one above it."""
_SECONDS = 0.02
"""How long is looked for more of them once there are some."""


class Rank(IntEnum):
    """How well a text calls a record, the best first."""

    EXACT = 0  # its identity, its name, its label, or its name after those above it
    SPELLED = 1  # the whole name in pinyin
    BEGINS = 2  # its name begins with it
    WITHIN = 3  # it stands in the name, or sounds like a part of it
    BESIDE = 4  # it is the end of its identity, or what is told with the name
    CODE_BEGUN = 5  # a part of its identity: offered while it is typed, never taken for it


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a text may mean."""

    identity: str
    record: Record
    rank: Rank


def label_of(desk: Desk, register: Register[Record], record: Record) -> str:
    """How a record is told among others: `东风村（白果乡）`, `张秀梅 05-0003 白果乡新塘村`."""
    identity = register.identity_of(record)
    label = harmless(name_of(desk, register.name, identity))
    for key in register.told_by:
        column = register.column(key)
        text = _told(desk, column, record)
        if not text:
            continue
        if key == register.belongs_to:
            label = _("{name} ({above})").format(name=label, above=text)
        else:
            label = f"{label} {text}"
    return label


def _told(desk: Desk, column: Column, record: Record) -> str:
    value = column.value(record, desk)
    if column.kind is not Kind.REFERENCE:
        return shown(column, value, desk)
    names = desk.names(column.register, str(value))
    below_top = names[:-1] or names
    return harmless("".join(reversed(below_top)) or str(value))


def hits(
    desk: ChangingDesk,
    register: Register[Record],
    text: str,
    most: int = _LOOKED_THROUGH,
    *,
    while_typing: bool = False,
) -> list[Hit]:
    """The records that a text may mean, the likeliest first; for an empty one the first few.

    `while_typing` takes of very many those that are found soon.
    """
    listing = _listing(desk, register)
    words = [half_width(word) for word in text.translate(_PARTING).split()]
    if not words:
        first = [] if text.strip() else listing.found()[:most]
        return [_hit(desk, register, record, "") for _number, record in first]
    found = listing.found(words)
    if while_typing:
        found.reach(1)
        found.reach(_LOOKED_THROUGH, _SECONDS)
        rows = found[: min(found.known, _LOOKED_THROUGH)]
    else:
        rows = found[:]
    ranked = [_hit(desk, register, record, text) for _number, record in rows]
    return sorted(ranked, key=lambda hit: hit.rank)


def _hit(desk: Desk, register: Register[Record], record: Record, text: str) -> Hit:
    identity = register.identity_of(record)
    return Hit(identity, record, _rank(desk, register, record, identity, text))


def _rank(desk: Desk, register: Register[Record], record: Record, identity: str, text: str) -> Rank:
    word = _closed(text)
    closed = {_closed(str(getattr(record, key))) for key in register.called}
    closed |= {_closed(name) for name in desk.names(register.name, identity)[:1]}
    code = _closed(identity)
    closed.discard(code)
    if word in closed or word in _full_names(desk, register, record, identity):
        return Rank.EXACT
    spoken = word.isascii() and word.isalpha()
    if spoken and any(not name.isascii() and spells_all(word, name) for name in closed):
        return Rank.SPELLED
    if any(name.startswith(word) for name in closed):
        return Rank.BEGINS
    if any(word in name for name in closed):
        return Rank.WITHIN
    if spoken and any(not name.isascii() and sounds_like(word, name) for name in closed):
        return Rank.WITHIN
    return Rank.CODE_BEGUN if word in code and not code.endswith(word) else Rank.BESIDE


def _full_names(desk: Desk, register: Register[Record], record: Record, identity: str) -> set[str]:
    """A record's identity, its label, and its name after the names above it."""
    full = {_closed(identity), _closed(label_of(desk, register, record))}
    spelled = ""
    for name in desk.names(register.name, identity):
        spelled = name + spelled
        full.add(_closed(spelled))
    return full


def _closed(text: str) -> str:
    """A text as names are compared: without case, width, spaces and what parts units."""
    return "".join(folded(text).translate(_PARTING).split())


# --- the names of one desk ----------------------------------------------------------------

_kept: dict[str, Listing] = {}
"""The names read last of each register; those of another desk take their place."""


def _listing(desk: ChangingDesk, register: Register[Record]) -> Listing:
    """The records of a register, to be found by how they are called."""
    listing = _kept.get(register.name)
    if listing is None or not listing.answers(desk, Question()):
        words = dict.fromkeys((*register.called, *register.identity, *register.told_by))
        named = replace(register, words=tuple(words), ends=(), called_choices=())
        listing = _kept[register.name] = Listing(desk, named, Question())
        if listing.wants_index:
            listing.make_index()
    return listing
