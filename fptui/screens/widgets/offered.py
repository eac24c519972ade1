"""What is offered for the text of a field, and which of it is marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from fptui.language import current_language
from fptui.search.offers import Offer


class Offered:
    """Offers in their order, one of them marked; drawn with their keys where `shows_keys`."""

    def __init__(
        self, offers: Sequence[Offer] = (), *, shows_keys: bool = False, spelled: str | None = None
    ) -> None:
        """Where the keys are words of the program, `spelled` is what was typed of them.

        They are English: in another language they stand only beside what they explain.
        """
        self.offers = offers
        self._shows_keys, self._spelled = shows_keys, spelled
        self._place = -1  # -1 for none

    @property
    def marked(self) -> Offer | None:
        """The offer that is marked."""
        return self.offers[self._place] if self._place >= 0 else None

    def mark(self, text: str) -> None:
        """Mark the offer of this key or label, or none."""
        here = (place for place, one in enumerate(self.offers) if text in (one.key, one.label))
        self._place = next(here, -1)

    def unmark(self) -> None:
        """Mark none."""
        self._place = -1

    def step(self, step: int) -> Offer:
        """Mark the next offer, or the one before, in a ring; from none, the first or the last."""
        here = 0 if self._place < 0 > step else self._place
        self._place = (here + step) % len(self.offers)
        return self.offers[self._place]

    def drawn(self, count: int) -> Text:
        """So many lines of the offers, around the marked one."""
        shown = Text(no_wrap=True, overflow="ellipsis")
        first = max(0, min(self._place - count // 2, len(self.offers) - count))
        for place in range(first, min(first + count, len(self.offers))):
            offer = self.offers[place]
            mark, style = ("▸ ", "bold") if place == self._place else ("  ", "")
            beside = offer.note or self._key_beside(offer)
            shown.append(f"{mark}{offer.label}", style)
            shown.append(f"  {beside}" if beside else "", "dim").append("\n")
        shown.rstrip()
        self._point_on(shown, first, max(len(self.offers) - first - count, 0))
        return shown

    def _key_beside(self, offer: Offer) -> str:
        if not self._shows_keys or offer.key == offer.label:
            return ""
        if self._spelled is None or current_language() == "en":
            return offer.key
        spelled = self._spelled.casefold()
        return offer.key if spelled and offer.key.casefold().startswith(spelled) else ""

    def _point_on(self, shown: Text, above: int, below: int) -> None:
        """Say at the end how many more there are, where not all are in sight."""
        ways = (("↑", above), ("↓", below))
        more = " ".join(f"{arrow}{count}" for arrow, count in ways if count)
        shown.append(f"   {more}" if more else "", "dim")
