"""How many rows of a list, a sheet or a selection are new, changed, unchanged and refused.

An import, a sheet that was filled and an edit of many records say it by these words alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from fptui.language import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCounts:
    """The rows by what happens to them; None where a job cannot come upon such rows."""

    new: int | None = None
    changed: int
    unchanged: int | None = None
    refused: int

    @property
    def said(self) -> str:
        """All counts in one line, before anything is done."""
        counted = (
            (_("{count} new"), self.new),
            (_("{count} changed"), self.changed),
            (_("{count} unchanged"), self.unchanged),
            (_("{count} refused"), self.refused),
        )
        return " · ".join(said.format(count=n) for said, n in counted if n is not None)

    @property
    def question(self) -> str:
        """The one question before it is done."""
        taken = self._taken()
        if not taken:
            return ""
        said = ngettext("Take this row ({rows})?", "Take these rows ({rows})?", self._all)
        return said.format(rows=taken)

    @property
    def done(self) -> str:
        """What was done, and what was not."""
        parts = [self._taken(), self._left()]
        return _("{rows}; an undo takes it back.").format(rows=_(", ").join(filter(None, parts)))

    @property
    def nothing(self) -> str:
        """Why nothing was done."""
        if not self.refused:
            return _("Nothing was changed: no row brings anything new.")
        said = ngettext(
            "Nothing was changed: {n} row is refused, and no other brings anything new.",
            "Nothing was changed: {n} rows are refused, and no other brings anything new.",
            self.refused,
        )
        return said.format(n=self.refused)

    @property
    def _all(self) -> int:
        return (self.new or 0) + self.changed

    def _taken(self) -> str:
        parts = ((_("{count} new"), self.new), (_("{count} changed"), self.changed))
        return _(", ").join(said.format(count=n) for said, n in parts if n)

    def _left(self) -> str:
        return _("{count} refused").format(count=self.refused) if self.refused else ""
