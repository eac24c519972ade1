"""Doubts as a table, and two files side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.doubts import Doubt, why
from fptui.registers.declaration import Column, Desk
from fptui.registers.payments import PAYMENTS, RESULTS
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS
from fptui.registers.values.display import shown, shown_choice

DOUBT_HEADINGS = {
    "kind": N_("Doubt"),
    "file": N_("File"),
    "name": N_("Name"),
    "unit": N_("Unit"),
    "other": N_("Other file"),
    "other_name": N_("Name"),
    "other_unit": N_("Unit"),
    "why": N_("Why"),
}
MOST_OTHERS = 20
"""Files of a crowd that are named before the others are counted."""


def doubt_row(doubt: Doubt, desk: Desk, *, reveal: bool = False) -> tuple[str, ...]:
    """The cells of a doubt, in the order of DOUBT_HEADINGS, for people."""
    first, *others = _files(doubt, desk)
    return (
        _(DOUBTS[doubt.kind]),
        *_who(first, desk),
        *(_together(texts) for texts in zip(*(_who(one, desk) for one in others), strict=True)),
        *([] if others else ["", "", ""]),
        why(doubt, desk, reveal=reveal),
    )


def _files(doubt: Doubt, desk: Desk) -> list[Recipient]:
    table = desk.table(RECIPIENTS)
    return [table[number] for number in doubt.files if number in table]


def _who(recipient: Recipient, desk: Desk) -> tuple[str, str, str]:
    unit = shown(RECIPIENTS.column("unit"), recipient.unit, desk)
    return harmless(recipient.file_number), harmless(recipient.name), unit


def _together(texts: Iterable[str]) -> str:
    different = list(dict.fromkeys(texts))
    rest = len(different) - MOST_OTHERS
    return _(", ").join(different[:MOST_OTHERS]) + (f" (+{rest})" if rest > 0 else "")


def doubts_sheet(doubts: Iterable[Doubt], desk: Desk, *, reveal: bool = False) -> Sheet:
    """The doubts as a table; private values are masked unless revealed."""
    return Sheet(
        title=_("Doubts"),
        keys=tuple(DOUBT_HEADINGS),
        headings=tuple(_(heading) for heading in DOUBT_HEADINGS.values()),
        rows=tuple(_cells(doubt, doubt_row(doubt, desk, reveal=reveal)) for doubt in doubts),
    )


def _cells(doubt: Doubt, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    kind, *rest = texts
    return (Cell(kind, doubt.kind, doubt.kind), *(Cell(text, text, text) for text in rest))


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two files as people read it; masked unless revealed."""

    column: Column
    texts: tuple[str, str]
    differs: bool


def compared(
    one: Recipient, other: Recipient, desk: Desk, *, reveal: bool = False
) -> Iterator[Compared]:
    """The fields that one of two files fills, first those that differ."""
    alike = []
    for column in RECIPIENTS.columns:
        values = column.value(one, desk), column.value(other, desk)
        first, second = (shown(column, value, desk, reveal=reveal) for value in values)
        if values[0] != values[1] and first == second:
            second += " " + _("(differs where it is masked)")
        if values[0] != values[1]:
            yield Compared(column, (first, second), True)
        elif first:
            alike.append(Compared(column, (first, second), False))
    yield from alike


def side_by_side(doubt: Doubt, desk: Desk, *, reveal: bool = False) -> RenderableType:
    """Why a doubt is raised, and its files beside each other; ≠ marks what differs.

    What is alike in both stands together below, so that two files fit into one window.
    """
    reason = Text(why(doubt, desk, reveal=reveal), "bold")
    files = _files(doubt, desk)
    if len(files) > 2:
        people = Table.grid(padding=(0, 2))
        for one in files[:MOST_OTHERS]:
            people.add_row(*(Text(text) for text in _who(one, desk)))
        return Group(reason, people)
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for _file in files:
        table.add_column(ratio=1, overflow="fold")
    one, other = files[0], files[-1]
    alike = []
    for line in compared(one, other, desk, reveal=reveal):
        heading = _(line.column.heading)
        if line.differs or len(files) == 1:
            mark = "≠" if line.differs else ""
            table.add_row(
                Text(heading),
                Text(mark, "bold"),
                *(Text(text) for text in line.texts[: len(files)]),
            )
        else:
            alike.append(f"{heading} {line.texts[0]}")
    if len(files) == 1:
        return Group(reason, table)
    paid = [_payments(file, desk) for file in files]
    if any(paid):
        mark = "≠" if paid[0] != paid[1] else ""
        table.add_row(Text(_(PAYMENTS.title)), Text(mark, "bold"), *map(Text, paid))
    both = Text(_("Alike: {fields}").format(fields=_("; ").join(alike)), "dim")
    return Group(reason, table, both)


def _payments(file: Recipient, desk: Desk) -> str:
    """The payments of a file in few words: year and round, amount, result."""
    return "\n".join(
        f"{payment.year}-{payment.round} {payment.amount:,.2f} "
        + shown_choice(RESULTS, payment.result)
        for payment in desk.referring(PAYMENTS, "recipient", file.file_number)
    )
