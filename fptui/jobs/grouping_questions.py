"""By which columns records are grouped, and which are added up, as people name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fptui.errors import UnknownName
from fptui.jobs.choices import Several
from fptui.jobs.questions import Option
from fptui.language import _
from fptui.registers.declaration import Column, Kind, Mask, Record, Register
from fptui.registers.values.parsing import listed
from fptui.reports.sums import RECORDS, summed_columns
from fptui.search.column_paths import column_at, way_said, ways_from
from fptui.search.private_values import refuse_groups
from fptui.store import Reading

_GROUPING = frozenset({Kind.CHOICE, Kind.FLAG, Kind.REFERENCE, Kind.DATE, Kind.PERIOD})


@dataclass(frozen=True, slots=True)
class Columns(Several):
    """Columns of the register that an answer before it names, by their keys or headings."""

    def read(self, text: str, _office: Reading | None) -> tuple[str, ...]:
        """The names; what they mean is found out where the register is known."""
        return tuple(names_typed(text))


def names_typed(text: str) -> list[str]:
    """The names in a text, parted by commas, of which Chinese has its own."""
    return list(listed(text))


def ways_offered(register: Register[Record]) -> list[Option]:
    """The columns that groups have in common, and the ways on from them, the likeliest first."""
    own = [one for one in register.columns if _may_group(one)]
    own.sort(key=lambda column: column.kind is not Kind.CHOICE)
    ways = [way.key for column in own for way in (column, *ways_from(column))]
    return [Option(way, way_said(register, way)) for way in ways]


def _may_group(column: Column) -> bool:
    """Whether records have values of a column in common, and may be seen with them."""
    if column.mask is not Mask.NONE:
        return False
    whole = column.kind is Kind.INTEGER and column.summed is None
    return column.kind in _GROUPING or column.suggests or whole


def columns_grouped_by(
    register: Register[Record], names: Sequence[str], *, reveal: bool = False
) -> tuple[Column, ...]:
    """The columns at the ends of these ways, each once; UnknownName for one that groups nothing.

    MaskedError for private values, unless these are to `reveal`.
    """
    columns = {column.key: column for column in (column_at(register, name) for name in names)}
    for column in columns.values():
        if not reveal:
            refuse_groups(column)
        if column.kind is Kind.REFERENCES:
            raise UnknownName(
                _("“{column}” has several in one record, and cannot group them.").format(
                    column=_(column.heading)
                )
            )
    return tuple(columns.values())


def columns_summed(register: Register[Record], names: Sequence[str]) -> tuple[Column, ...]:
    """The named columns, else all that can be added up; UnknownName for one that cannot."""
    if not names:
        return summed_columns(register)
    columns = {column.key: column for column in (column_at(register, name) for name in names)}
    for column in columns.values():
        if column.summed is None:
            known = [one.key for one in summed_columns(register)] or [RECORDS.key]
            raise UnknownName(
                _("“{column}” cannot be added up. What can be: {columns}.").format(
                    column=_(column.heading), columns=_(", ").join(known)
                )
            )
    return tuple(columns.values())
