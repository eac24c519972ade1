"""Private fields that a screen shows: since when, and for how long."""

from __future__ import annotations

from time import monotonic

SHOWN_FOR = 600.0
"""Seconds after which what was revealed is masked again: whoever asked may have gone."""


class Revealing:
    """Whether private fields are shown, and whether they have been for long enough."""

    def __init__(self) -> None:
        self._until: float | None = None

    def __bool__(self) -> bool:
        return self._until is not None

    @property
    def is_over(self) -> bool:
        """Whether they are shown and should not be any longer."""
        return self._until is not None and monotonic() >= self._until

    def begin(self) -> None:
        """Show them, from now on."""
        self._until = monotonic() + SHOWN_FOR

    def end(self) -> None:
        """Show them no longer."""
        self._until = None


class ShowsPrivate:
    """A screen that may show private fields, and is asked again and again whether it still may."""

    def mask_in_time(self) -> None:
        """Mask what has been shown for long enough."""
        raise NotImplementedError  # Textual's screens have a metaclass that is no ABCMeta
