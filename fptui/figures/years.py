"""The desk with another year in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fptui.registers.count_rules import CountRules
from fptui.registers.declaration import Desk, R, Register
from fptui.registers.values.looked_at import day_in_year


@dataclass(frozen=True, slots=True)
class DeskOfYear:
    """A :class:`Desk` that looks at the same records in another year.

    `begins` is the month with which years would begin, where it is not that of the desk.
    """

    desk: Desk
    year: int
    begins: int | None = None

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""
        return self.desk.today

    @property
    def year_begins(self) -> int:
        """The month in which the statistical year begins."""
        return self.begins or self.desk.year_begins

    @property
    def day_in_view(self) -> date:
        """The end of the year where it is over, else today."""
        return day_in_year(self.today, self.year, self.year_begins)

    @property
    def count_rules(self) -> CountRules:
        """What counts have to do with one another."""
        return self.desk.count_rules

    def table(self, register: Register[R]) -> Mapping[int, R]:
        """All records of a register."""
        return self.desk.table(register)

    def find(self, register: Register[R], identity: str) -> R | None:
        """The record with this identity, or None."""
        return self.desk.find(register, identity)

    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]:
        """The records that refer to this identity."""
        return self.desk.referring(register, column, identity)

    def names(self, register: str, identity: str) -> Sequence[str]:
        """The names by which a record is found."""
        return self.desk.names(register, identity)
