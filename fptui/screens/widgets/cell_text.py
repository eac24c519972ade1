"""A text while it is being typed in a cell, with the place of the cursor in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in the cell; `cursor` counts the characters before the cursor.

    `replaces` tells that it was begun over what stood there: the arrows leave the cell then.
    """

    text: str = ""
    cursor: int = 0
    replaces: bool = True

    def typed(self, more: str) -> CellText:
        """With more typed at the cursor."""
        text = self.text[: self.cursor] + more + self.text[self.cursor :]
        return CellText(text, self.cursor + len(more), self.replaces)

    def without(self, *, before: bool) -> CellText:
        """Without the character before the cursor, or the one under it."""
        cut = self.cursor - 1 if before else self.cursor
        if not 0 <= cut < len(self.text):
            return self
        return CellText(self.text[:cut] + self.text[cut + 1 :], cut, self.replaces)

    def at(self, cursor: int) -> CellText:
        """With the cursor elsewhere, but inside the text."""
        return CellText(self.text, max(0, min(cursor, len(self.text))), self.replaces)

    @property
    def shown(self) -> str:
        """The text with the cursor drawn in it."""
        return f"{self.text[: self.cursor]}▏{self.text[self.cursor :]}"
