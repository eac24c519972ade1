"""Lists that are an office's own: its kinds of inspection, finding and activity, its topics.

The lists in force are those of the office that was opened last, as the language in use
is. What records keep of a kind that was taken off its list stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from fptui.errors import InvalidValue
from fptui.language import N_, OwnWords, _
from fptui.language.harmless import harmless

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST = 40  # characters of a label
OTHER = "other"
"""The key of what is none of the others: it stays the last of its list."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One kind: the key that records keep, and how it is called in each language."""

    key: str
    en: str = ""
    zh_hans: str = msgspec.field(default="", name="zh-Hans")
    zh_hant: str = msgspec.field(default="", name="zh-Hant")
    taken_off: bool = False

    def __post_init__(self) -> None:
        """ValueError for a key that a query could not say, or a label that a cell cannot show."""
        if not _KEY.fullmatch(self.key):
            raise ValueError(
                _("key “{key}”: write small letters, digits and _, a letter first").format(
                    key=harmless(self.key[:40])
                )
            )
        if not self.labels:
            raise ValueError(_("key “{key}” has no label").format(key=self.key))
        for label in self.labels:
            if harmless(label) != label or label != label.strip() or len(label) > LONGEST:
                raise ValueError(
                    _("“{label}” is no label: at most {n} characters in one line").format(
                        label=harmless(label[:LONGEST]), n=LONGEST
                    )
                )

    @property
    def labels(self) -> tuple[str, ...]:
        """How it is called, in the languages that are given."""
        return tuple(dict.fromkeys(filter(None, (self.en, self.zh_hans, self.zh_hant))))

    @property
    def words(self) -> OwnWords:
        """How it is called, for whatever language is in use."""
        by_language = {"en": self.en, "zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant}
        return OwnWords(self.key, by_language)


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists of an office; one that is empty is as it comes along.

    `open_lists` names those beside which a record may get any other kind too.
    """

    inspection_kinds: tuple[Entry, ...] = ()
    finding_kinds: tuple[Entry, ...] = ()
    training_topics: tuple[Entry, ...] = ()
    activity_kinds: tuple[Entry, ...] = ()
    open_lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """ValueError says what is wrong with a list as a whole."""
        for name in self.open_lists:
            if name not in LISTS:
                raise ValueError(
                    _("open_lists: there is no list “{name}”").format(name=harmless(name[:40]))
                )
        for name in LISTS:
            for problem in _problems(self.of(name)):
                raise ValueError(f"{name}: {problem}")

    def of(self, name: str) -> tuple[Entry, ...]:
        """The entries of a list, those that were taken off too."""
        entries: tuple[Entry, ...] = getattr(self, name)
        return entries

    def with_list(self, name: str, entries: Iterable[Entry]) -> Lists:
        """The same lists with one of them as given; InvalidValue where that cannot be."""
        try:
            after: Lists = msgspec.structs.replace(self, **{name: tuple(entries)})
            after.__post_init__()  # replacing looks at nothing
        except ValueError as error:
            raise InvalidValue(str(error)) from error
        return after

    def completed(self, along: Lists) -> Lists:
        """With the lists that come along in the place of those that are empty."""
        missing = {name: along.of(name) for name in LISTS if not self.of(name)}
        return msgspec.structs.replace(self, **missing)


def with_entry(entries: tuple[Entry, ...], added: Entry) -> tuple[Entry, ...]:
    """These entries and one more at the end, but before what is none of the others."""
    last = len(entries) - (bool(entries) and entries[-1].key == OTHER)
    return (*entries[:last], added, *entries[last:])


def _problems(entries: tuple[Entry, ...]) -> Iterator[str]:
    """What is wrong with a list: two kinds that could not be told apart, or no kind at all."""
    keys: set[str] = set()
    meant: dict[str, str] = {}
    for entry in entries:
        if entry.key in keys:
            yield _("the key “{key}” stands twice").format(key=entry.key)
        keys.add(entry.key)
        if entry.taken_off:
            continue
        for word in {text.casefold() for text in (entry.key, *entry.labels)}:
            if meant.setdefault(word, entry.key) != entry.key:
                yield _("“{word}” means both “{first}” and “{second}”").format(
                    word=word, first=meant[word], second=entry.key
                )
    if entries and not meant:
        yield _("no kind is left on the list")


class OfficeList(Mapping[str, str]):
    """The kinds on one list in force, by key; :data:`LISTS` has them all.

    `known` has those too that are off the list, but whose words are still known.
    """

    def __init__(self, name: str, title: str) -> None:
        """`title` is marked."""
        self.name, self.title = name, title
        self.is_open = False
        self.known: Mapping[str, str] = {}
        self._listed: Mapping[str, str] = {}

    def use(self, entries: Iterable[Entry], former: Iterable[Entry], *, is_open: bool) -> None:
        """Put these entries in force; `former` ones are known where they are none of them."""
        entries = list(entries)
        self.is_open = is_open
        self._listed = {one.key: one.words for one in entries if not one.taken_off}
        off = {one.key: one.words for one in (*former, *entries) if one.key not in self._listed}
        self.known = {**self._listed, **off}

    def __getitem__(self, key: str) -> str:
        return self._listed[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


INSPECTION_KINDS = OfficeList("inspection_kinds", N_("Kinds of inspection"))
FINDING_KINDS = OfficeList("finding_kinds", N_("Kinds of finding"))
TRAINING_TOPICS = OfficeList("training_topics", N_("Topics of training"))
ACTIVITY_KINDS = OfficeList("activity_kinds", N_("Kinds of activity"))
LISTS: dict[str, OfficeList] = {
    one.name: one for one in (INSPECTION_KINDS, FINDING_KINDS, TRAINING_TOPICS, ACTIVITY_KINDS)
}


def use_lists(own: Lists, along: Lists) -> None:
    """Put an office's lists in force; `along` are those that come with the program."""
    for name, listed in LISTS.items():
        entries = own.of(name) or along.of(name)
        listed.use(entries, along.of(name), is_open=name in own.open_lists)
