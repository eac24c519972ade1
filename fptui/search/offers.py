"""What may be meant by what is being typed: keys and names that fit, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from fptui.search.pinyin import sounds_like, spells_from_start


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a field may hold: the key that is kept, and how people call it.

    A `note` says more of it where it is offered, and is not part of its name.
    """

    key: str
    label: str
    note: str = ""


def folded(text: str) -> str:
    """A text as it is compared: without case, width and spaces around it."""
    return normalize("NFKC", text).casefold().strip()


def fitting(offers: Iterable[Offer], text: str, most: int = 50) -> list[Offer]:
    """The offers that a text may mean: all for an empty one.

    Those come first of which it is the key or the label, then those that begin with it,
    then those that hold it or sound like it.
    """
    word = folded(text)
    if not word:
        return [offer for offer, _turn in zip(offers, range(most), strict=False)]
    ranked = sorted(_ranked(offers, word), key=lambda one: one[0])
    return [offer for _rank, offer in ranked[:most]]


def _ranked(offers: Iterable[Offer], word: str) -> Iterator[tuple[int, Offer]]:
    for offer in offers:
        rank = _rank(offer, word)
        if rank is not None:
            yield rank, offer


def _rank(offer: Offer, word: str) -> int | None:
    key, label = folded(offer.key), folded(offer.label)
    if word in (key, label):
        return 0
    if label.startswith(word) or key.startswith(word):
        return 1
    if word in label:
        return 2
    if word.isascii() and not label.isascii() and sounds_like(word, label):
        return 2
    return 3 if word in key else None


def beginning(offers: Iterable[Offer], text: str) -> list[Offer]:
    """The offers whose label begins with a text, or is spelled so from its beginning."""
    word = folded(text)
    return [
        offer
        for offer in offers
        if folded(offer.label).startswith(word)
        or (word.isascii() and not offer.label.isascii() and spells_from_start(word, offer.label))
    ]


def meant_by(offers: Iterable[Offer], text: str) -> list[Offer]:
    """What a text means among offers: those that fit it best, one or several to ask among."""
    ranked = list(_ranked(offers, folded(text)))
    best = min((rank for rank, _offer in ranked), default=0)
    return [offer for rank, offer in ranked if rank == best]
