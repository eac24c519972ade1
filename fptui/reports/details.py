"""What is known of one record: its fields, and the records that refer to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.language import _, ngettext
from fptui.registers import REGISTERS
from fptui.registers.attendance import sum_known
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.findings import state_of
from fptui.registers.inspections import Inspection, findings_of
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import Recipient
from fptui.registers.trainings import Training, attendance_of
from fptui.registers.values.display import RIGHT_ALIGNED, shown
from fptui.registers.values.looked_at import heading_in


def detail(
    register: Register[Record], record: Record, desk: Desk, *, reveal: bool = False
) -> RenderableType:
    """A record in full: a summary, the filled fields, the problems, what refers to it."""
    parts: list[RenderableType] = []
    said = summary(record, desk)
    if said:
        parts.append(Text(said, "bold"))
    parts.append(_fields(register, record, desk, reveal))
    problems = register.problems(record)
    if problems:
        parts.append(Text("\n".join(f"! {problem}" for problem in problems), "bold red"))
    parts.extend(_referring(register, record, desk))
    return Group(*parts)


def _fields(register: Register[Record], record: Record, desk: Desk, reveal: bool) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for column in register.columns:
        text = shown(column, column.value(record, desk), desk, reveal=reveal)
        if text:
            table.add_row(Text(heading_in(column, desk)), Text(text))
    return table


def _referring(register: Register[Record], record: Record, desk: Desk) -> list[RenderableType]:
    """The records of other registers whose reference points here, from their declarations."""
    identity = register.identity_of(record)
    parts: list[RenderableType] = []
    for other in REGISTERS.values():
        for column in other.stored_columns:
            if column.register != register.name or column.kind is not Kind.REFERENCE:
                continue
            records = desk.referring(other, column.key, identity)
            if records:
                parts.append(_small_table(other, column, records, desk))
    return parts


MOST_LINES, MOST_COLUMNS = 100, 5


def _small_table(
    register: Register[Record], pointing: Column, records: Sequence[Record], desk: Desk
) -> RenderableType:
    columns = [column for column in register.shown_columns if column.key != pointing.key]
    columns = [column for column in columns if column.compute is None][:MOST_COLUMNS]
    title = f"{_(register.title)} ({len(records)})"
    table = Table(box=None, title=Text("\n" + title, "bold"), title_justify="left", pad_edge=False)
    for column in columns:
        right = column.kind in RIGHT_ALIGNED
        table.add_column(
            Text(_(column.heading), "dim"), justify="right" if right else "left", no_wrap=True
        )
    for record in records[:MOST_LINES]:
        table.add_row(*(Text(shown(c, c.value(record, desk), desk)) for c in columns))
    if len(records) <= MOST_LINES:
        return table
    rest = len(records) - MOST_LINES
    return Group(table, Text(ngettext("{n} more", "{n} more", rest).format(n=rest), "dim"))


@singledispatch
def summary(record: Record, desk: Desk) -> str:
    """What a detail says first; of a record without a summary nothing, it has its fields only."""
    return ""


@summary.register
def _of_recipient(recipient: Recipient, desk: Desk) -> str:
    payments = desk.referring(PAYMENTS, "recipient", recipient.file_number)
    paid = [payment for payment in payments if payment.paid_date is not None]
    if not paid:
        return _("Never paid yet.")
    years = _(", ").join(str(year) for year in sorted({payment.year for payment in paid}))
    total = sum(payment.amount for payment in paid)
    return _("Paid {total} yuan in all, for {years}.").format(total=f"{total:,.2f}", years=years)


@summary.register
def _of_training(training: Training, desk: Desk) -> str:
    lines = attendance_of(desk, training.number)
    if not lines:
        return _("No attendance is recorded.")
    units = len({line.unit for line in lines})
    said = ngettext(
        "{attended} of {invited} attended, from {units} unit.",
        "{attended} of {invited} attended, from {units} units.",
        units,
    ).format(
        attended=sum_known(line.attended for line in lines) or 0,
        invited=sum_known(line.invited for line in lines) or 0,
        units=units,
    )
    tested = sum_known(line.tested for line in lines)
    if tested:
        passed = sum_known(line.passed for line in lines) or 0
        said += " " + _("{passed} of {tested} passed the test.").format(
            passed=passed, tested=tested
        )
    if n := sum(line.attended is None for line in lines):
        unknown = ngettext(
            "Of {n} unit it is not known how many attended.",
            "Of {n} units it is not known how many attended.",
            n,
        )
        said += " " + unknown.format(n=n)
    return said


@summary.register
def _of_inspection(inspection: Inspection, desk: Desk) -> str:
    found = findings_of(desk, inspection.number)
    closed = sum(state_of(finding, desk.today) == "closed" for finding in found)
    units = len(inspection.units)
    return ngettext(
        "{units} unit; missed births: {inside} in plan, {outside} out of plan; "
        "{closed} of {found} findings closed.",
        "{units} units; missed births: {inside} in plan, {outside} out of plan; "
        "{closed} of {found} findings closed.",
        units,
    ).format(
        units=units,
        inside=inspection.missed_in_plan_births,
        outside=inspection.missed_out_of_plan_births,
        closed=closed,
        found=len(found),
    )
