"""What is reported, kept while a desk is looked at and brought up to date by its changes."""

from __future__ import annotations

from collections.abc import Sequence

from fptui.figures.reported import Reported
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import ChangingDesk
from fptui.registers.units import UNITS


class FollowedCounts:
    """Answers for what is reported without reading all counts again after each change."""

    def __init__(self) -> None:
        self._reported: Reported | None = None
        self._changes: dict[str, Sequence[int]] = {}
        self._until: dict[str, int] = {}

    def reported(self, desk: ChangingDesk) -> Reported:
        """What is reported now."""
        changes = {name: desk.changes(name) for name in (COUNTS.name, UNITS.name)}
        if self._reported is None or self._is_other(self._reported, desk, changes):
            self._reported = Reported(desk)
        else:
            changed = frozenset(changes[COUNTS.name][self._until[COUNTS.name] :])
            if changed:
                self._reported = self._reported.after(changed)
        self._changes = changes
        self._until = {name: len(found) for name, found in changes.items()}
        return self._reported

    def _is_other(
        self, reported: Reported, desk: ChangingDesk, changes: dict[str, Sequence[int]]
    ) -> bool:
        """Whether it is another desk, or was read anew, or other units or rules hold."""
        return (
            desk is not reported.desk
            or any(changes[name] is not known for name, known in self._changes.items())
            or len(changes[UNITS.name]) != self._until[UNITS.name]
            or (desk.year_begins, desk.count_rules) != (reported.begins, reported.rules)
        )
