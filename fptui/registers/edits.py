"""An edit: one record before and after. All changes are made of them, whoever plans them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from fptui.registers.declaration import R_co


@dataclass(frozen=True, slots=True)
class Edit(Generic[R_co]):
    """One record before and after: added (no before), changed, or removed (no after).

    `number` is the record's number in its register; 0 lets the office choose the next.
    """

    register: str
    number: int = 0
    before: R_co | None = None
    after: R_co | None = None

    @property
    def reversed(self) -> Edit[R_co]:
        """The edit that takes this one back."""
        return Edit(self.register, self.number, self.after, self.before)
