"""The desk with another year in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from fptui.registers.declaration import Desk, R, Register


@dataclass(frozen=True, slots=True)
class DeskOfYear:
    """A :class:`Desk` that looks at the same records in another year."""

    desk: Desk
    year: int

    @property
    def today(self) -> date:
        """The day as of which the records are seen."""
        return self.desk.today

    @property
    def year_begins(self) -> int:
        """The month in which the statistical year begins."""
        return self.desk.year_begins

    @overload
    def table(self, register: Register[R]) -> Mapping[int, R]: ...
    @overload
    def table(self, register: str) -> Mapping[int, Any]: ...
    def table(self, register: Register[Any] | str) -> Mapping[int, Any]:
        """All records of a register."""
        return self.desk.table(register)

    @overload
    def find(self, register: Register[R], identity: str) -> R | None: ...
    @overload
    def find(self, register: str, identity: str) -> Any | None: ...
    def find(self, register: Register[Any] | str, identity: str) -> Any | None:
        """The record with this identity, or None."""
        return self.desk.find(register, identity)

    @overload
    def referring(self, register: Register[R], column: str, identity: str) -> Sequence[R]: ...
    @overload
    def referring(self, register: str, column: str, identity: str) -> Sequence[Any]: ...
    def referring(self, register: Register[Any] | str, column: str, identity: str) -> Sequence[Any]:
        """The records that refer to this identity."""
        return self.desk.referring(register, column, identity)

    def names(self, register: str, identity: str) -> Sequence[str]:
        """The names by which a record is found."""
        return self.desk.names(register, identity)
