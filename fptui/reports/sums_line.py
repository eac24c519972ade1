"""What rows come to, in words for the line under their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fptui.figures.grouping import Grouping, Line
from fptui.figures.sums import Sum
from fptui.language import _
from fptui.registers.declaration import Column, Desk, Record, Register
from fptui.reports.sums import kept_apart, sum_said, summed_columns, value_said


def sums_in_view(register: Register[Record], desk: Desk) -> Grouping:
    """What the line under the table of a register tells of rows, to be added one by one."""
    by = [register.column(register.counted_by)] if register.counted_by else []
    return Grouping(register, by, summed_columns(register), desk)


def sums_said(grouping: Grouping, desk: Desk) -> list[str]:
    """Each sum, how many there are of each kind, and the sums of unlike things, in whole words."""
    lines = grouping.lines
    sums = zip(grouping.summed, grouping.total(lines).sums, strict=True)
    together = [
        f"{_(column.heading)} {_measured(grouping, column, whole, lines, desk)}"
        for column, whole in sums
        if whole is not None and whole.value is not None
    ]
    return [*together, *_counts(grouping, lines, desk), *_apart(grouping, lines, desk)]


def _counts(grouping: Grouping, lines: Sequence[Line], desk: Desk) -> Iterator[str]:
    for column in grouping.by:
        counts: Counter[str] = Counter()
        for line in lines:
            said = value_said(column, grouping.value(line.key, column.key), desk)
            counts[said] += line.total.records
        yield from (f"{said} {count}" for said, count in counts.items())


def _apart(grouping: Grouping, lines: Sequence[Line], desk: Desk) -> Iterator[str]:
    """The sums of what is not added together, each after what it is of."""
    unlike = [place for place, one in enumerate(grouping.total(lines).sums) if one is None]
    for place in unlike:
        column = grouping.summed[place]
        measure = column.summed.measure if column.summed is not None else ""
        told = [one for one in kept_apart(grouping).values() if one.key != measure]
        for part in grouping.parts(lines):
            whole = grouping.total(part).sums[place]
            if whole is not None and whole.value is not None:
                key = part[0].key
                words = [value_said(one, grouping.value(key, one.key), desk) for one in told]
                yield " ".join([*words, _measured(grouping, column, whole, part, desk)])


def _measured(
    grouping: Grouping, column: Column, total: Sum, lines: Sequence[Line], desk: Desk
) -> str:
    """A sum with what it is measured in, where that is known."""
    said = sum_said(column, total, desk)
    measure = column.summed.measure if column.summed is not None else ""
    if not measure:
        return said
    counted = (
        line for line in lines if any(one and not one.adds_nothing for one in line.total.sums)
    )
    unit = next((grouping.value(line.key, measure) for line in counted), None)
    return f"{said} {unit}" if unit else said
