"""The texts of a sheet that is being filled, with undo and redo; it knows nothing of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""A cell: its row and its column."""
Texts: TypeAlias = Mapping[Place, str]


class SheetTexts:
    """What stands in each cell: the text at first, or what was typed over it."""

    def __init__(self, initial: Callable[[Place], str]) -> None:
        self._initial = initial
        self._typed: dict[Place, str] = {}
        self._done: list[tuple[Texts, Texts]] = []
        self._undone: list[tuple[Texts, Texts]] = []

    @property
    def typed(self) -> Texts:
        """The cells whose text is not that at first."""
        return self._typed

    def __getitem__(self, place: Place) -> str:
        typed = self._typed.get(place)
        return self._initial(place) if typed is None else typed

    def put(self, texts: Texts) -> list[Place]:
        """Let these texts stand in their cells, as one step; the cells that were changed."""
        before = {place: self[place] for place, text in texts.items() if self[place] != text}
        if before:
            after = {place: texts[place] for place in before}
            self._done.append((before, after))
            self._undone.clear()
            self._set(after)
        return list(before)

    def undo(self) -> list[Place]:
        """Take the last step back; the cells that were changed."""
        if not self._done:
            return []
        step = self._done.pop()
        self._undone.append(step)
        return self._set(step[0])

    def redo(self) -> list[Place]:
        """Make the step that was taken back last again; the cells that were changed."""
        if not self._undone:
            return []
        step = self._undone.pop()
        self._done.append(step)
        return self._set(step[1])

    def _set(self, texts: Texts) -> list[Place]:
        for place, text in texts.items():
            if text == self._initial(place):
                self._typed.pop(place, None)
            else:
                self._typed[place] = text
        return list(texts)
