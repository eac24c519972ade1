"""How one register is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from fptui.screens.revealing import Revealing


@dataclass
class View:
    """How one register is looked at: its filter, words searched for, order and columns."""

    where: str = ""
    search: str = ""
    sort: str = ""
    descending: bool = False
    columns: list[str] = field(default_factory=list)
    revealing: Revealing = field(default_factory=Revealing)
    revealed_for: str = ""  # the filter for which the history has that they were revealed
    row: int = 0
    saved: int = 0  # the record saved last, where no row shows it; 0 once the cursor was moved
    _marked: set[int] = field(default_factory=set)
    _marked_in: str = ""

    @property
    def reveal(self) -> bool:
        """Whether private fields are shown."""
        return bool(self.revealing)

    @property
    def words(self) -> list[str]:
        """The words searched for."""
        return self.search.split()

    @property
    def said(self) -> str:
        """Filter and searched words as the place line shows them."""
        return f"{self.where} {self.search}".strip()

    @property
    def marked(self) -> set[int]:
        """The numbers of the records selected; another filter or search forgets them."""
        if self._marked_in != self.said:
            self._marked.clear()
            self._marked_in = self.said
        return self._marked
