"""What a text means as a reference to a record: by its identity, its name, or a part of it.

A file says a reference in full, by an identity or by a name that only one record has
(:class:`References`). Who types may also write pinyin, a part of a name, and what tells
one record from another of its name (:func:`identity_meant`). Nothing is guessed: where
several fit, they are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.closest import did_you_mean
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.registers.declaration import ChangingDesk, Column, Desk, Record, Register
from fptui.registers.values.parsing import listed
from fptui.registers.values.width import half_width
from fptui.search.called import Rank, hits, label_of
from fptui.search.nearest import nearest_called
from fptui.search.offers import Offer, fitting
from fptui.search.placed import placed_elsewhere

NAMED_AT_MOST = 5
"""How many of the records that a text may mean are told."""
_HINTS_AT_MOST = 20
"""For how many texts of one file."""


class Several(InvalidValue):
    """A text may mean several records; `candidates` are those, the likeliest first."""

    def __init__(self, message: str, candidates: Sequence[Offer]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class References:
    """Finds what texts name in full; names are looked up in an index that is built when needed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names: dict[str, dict[str, list[str]]] = {}
        self._refused = 0

    @property
    def today(self) -> date:
        """The day as of which values are read."""
        return self._desk.today

    def resolve(self, column: Column, text: str, own: Collection[str] = ()) -> str:
        """The identity that a text means; InvalidValue where it means none, or several.

        `own` are identities that the same file brings along.
        """
        register = column.register
        code = half_width(text)
        if code in own or self._desk.find(register_named(register), code) is not None:
            return code
        found = self.named(register, text)
        self._refused += not found
        # a file may have a wrong name in each row, and to compare each takes its time
        hint = self._refused <= _HINTS_AT_MOST
        return _only_one(self._desk, column, text, found, hint=hint)

    def named(self, register: str, text: str) -> Sequence[str]:
        """The identities of this very name, alone or as it is told with those it belongs to."""
        return self._index(register).get(_plain(text), ())

    def _index(self, register: str) -> dict[str, list[str]]:
        """Identities by name, with the names of what they belong to before it, and by label."""
        index = self._names.get(register)
        if index is None:
            index = {}
            declared = register_named(register)
            for record in self._desk.table(declared).values():
                identity = declared.identity_of(record)
                spelled = ""
                called = []
                for name in self._desk.names(register, identity):
                    spelled = name + spelled
                    called.append(_plain(spelled))
                if declared.belongs_to:
                    called.append(_plain(label_of(self._desk, declared, record)))
                for name in dict.fromkeys(called):
                    index.setdefault(name, []).append(identity)
            self._names[register] = index
        return index


def identity_meant(desk: ChangingDesk, column: Column, text: str) -> str:
    """The identity that a typed text means in a column that refers to other records.

    InvalidValue where it means none, with the closest name; Several where it may mean
    several records.
    """
    register = register_named(column.register)
    code = half_width(text)
    if desk.find(register, code) is not None:
        return code
    if named := _by_whole_label(desk, register, text):
        return named
    if register.belongs_to:
        paths = References(desk).named(column.register, text)
        if len(paths) == 1:
            return paths[0]
    typed = hits(desk, register, text) if text.strip() else []
    found = [hit for hit in typed if hit.rank is not Rank.CODE_BEGUN]
    best = [hit for hit in found if hit.rank == found[0].rank] if found else []
    identities = [hit.identity for hit in best]
    called = bool(best) and best[0].rank is Rank.EXACT
    return _only_one(desk, column, text, identities, called=called)


def _by_whole_label(desk: Desk, register: Register[Record], text: str) -> str:
    """The identity that stands in a label which was typed or taken whole; else none."""
    for word in half_width(text).split():
        record = desk.find(register, word)
        if record is not None and half_width(label_of(desk, register, record)) == half_width(text):
            return word
    return ""


def identities_meant(desk: ChangingDesk, column: Column, text: str) -> tuple[str, ...]:
    """The identities that a typed list of names means, parted by commas, or by spaces.

    A space parts names only where the text between two commas is no name itself.
    """
    found: list[str] = []
    for part in listed(text):
        try:
            found.append(identity_meant(desk, column, part))
        except InvalidValue:
            words = part.split()
            if len(words) < 2:
                raise
            found += [identity_meant(desk, column, word) for word in words]
    return tuple(dict.fromkeys(found))


def offers(desk: ChangingDesk, register_name: str, text: str, most: int = 50) -> list[Offer]:
    """The records that a text may mean while it is being typed, the likeliest first."""
    register = register_named(register_name)
    return [
        Offer(hit.identity, label_of(desk, register, hit.record))
        for hit in hits(desk, register, text, most, while_typing=True)[:most]
    ]


def values_used(
    desk: Desk, register: Register[Record], column: Column, text: str, most: int = 50
) -> list[str]:
    """What stands in a column already and fits a text, the most used first.

    Of a list of people each is told by itself.
    """
    values = (str(getattr(record, column.key)) for record in desk.table(register).values())
    counted = Counter(part for value in values for part in value.split("、") if part)
    used = (Offer(value, value) for value, _times in counted.most_common())
    return [one.key for one in fitting(used, text, most)]


def _only_one(
    desk: Desk,
    column: Column,
    text: str,
    found: Sequence[str],
    *,
    hint: bool = True,
    called: bool = True,
) -> str:
    """The one identity that was found; InvalidValue says that there is none, or which there are."""
    if len(found) == 1:
        return found[0]
    heading, shown = _(column.heading), harmless(text[:40])
    register = register_named(column.register)
    if not found:
        near = _closest(desk, register, text) if hint else ""
        refusal = (
            _("“{heading}”: there is no “{identity}” among the {register}. {hint}")
            if near
            else _("“{heading}”: there is no “{identity}” among the {register}")
        )
        title = _(register.title).lower()
        raise InvalidValue(
            refusal.format(heading=heading, identity=shown, register=title, hint=near).strip()
        )
    candidates = [_offer(desk, column.register, identity) for identity in found]
    several = (
        _("“{heading}”: {count} are called “{name}”; write which: {candidates}")
        if called
        else _("“{heading}”: “{name}” may mean {count}; write which: {candidates}")
    )
    message = several.format(
        heading=heading,
        count=len(found),
        name=shown,
        candidates=_(", ").join(
            one.label if one.key in one.label else f"{one.label} {harmless(one.key)}"
            for one in candidates[:NAMED_AT_MOST]
        ),
    )
    raise Several(message, candidates)


def _offer(desk: Desk, register_name: str, identity: str) -> Offer:
    register = register_named(register_name)
    record = desk.find(register, identity)
    return Offer(identity, label_of(desk, register, record) if record else harmless(identity))


def _closest(desk: Desk, register: Register[Record], text: str) -> str:
    """A question that names what may have been meant; empty where nothing is near."""
    if register.belongs_to and (said := placed_elsewhere(desk, register, text)):
        return said
    near = nearest_called(desk, register, text)
    return did_you_mean(near) if near else ""


def _plain(name: str) -> str:
    return "".join(half_width(name).split()).replace("/", "").casefold()
