"""Warnings as a table, what one of them is made of, and how many there were over the months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.figures.tallies import label_of
from fptui.figures.watched import STATES, Trend, Watched
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk
from fptui.registers.explanations import KINDS_OF_WARNINGS, Explanation
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of

WARNING_HEADINGS = {
    "key": N_("No."),
    "state": N_("State"),
    "since": N_("Since"),
    "kind": N_("Kind"),
    "unit": N_("Unit"),
    "unit_name": N_("Unit name"),
    "period": N_("Period"),
    "counts": N_("Counted"),
    "figures": N_("Figures"),
    "what": N_("What"),
    "reason": N_("Why"),
    "explained_by": N_("Explained by"),
    "explained_on": N_("Explained on"),
}
STATE_STYLES = {
    "error": "bold red",
    "come_back": "yellow",
    "open": "yellow",
    "explained": "dim",
    "fixed": "dim",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A warning with the day since which it is as it is; None where that is not known."""

    watched: Watched
    since: date | None

    @property
    def key(self) -> str:
        """By which it is named."""
        return self.watched.key


def warnings_page(listed: Sequence[Listed], trend: Trend, desk: Desk) -> RenderableType:
    """What is to be looked at, a block each, and how many there were at the ends of months."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (N_("No."), N_("State"), N_("Since")):
        table.add_column(Text(_(heading), "dim"), no_wrap=True)
    table.add_column(Text(_("What"), "dim"), overflow="fold")
    for one in listed:
        what = Text(one.watched.warning.said(desk))
        if one.watched.explanation is not None:
            what.append("\n" + explained_text(one.watched.explanation), "dim")
        state = one.watched.state
        table.add_row(one.key, Text(_(STATES[state]), STATE_STYLES[state]), _day(one.since), what)
    said = trend_text(trend)
    return Group(table, *([Text("\n" + said)] if said else []))


def trend_text(trend: Trend) -> str:
    """How many were unresolved at the end of each month; nothing where no month has ended."""
    *ends, now = trend.counts
    if not ends:
        return ""
    said = [_("{month}: {n}").format(month=f"{day:%Y-%m}", n=n) for day, n in ends]
    said.append(_("today: {n}").format(n=now[1]))
    return _("Not resolved at the end of {months}").format(months=" · ".join(said))


def explained_text(explanation: Explanation) -> str:
    """The reason that was given, by whom and when, and for which figures."""
    text = _("explained on {day} by {name} ({figures}): {reason}")
    return text.format(
        day=explanation.day,
        name=harmless(explanation.explained_by),
        figures=harmless(explanation.figures),
        reason=harmless(explanation.reason),
    )


def warning_page(one: Listed, desk: Desk) -> RenderableType:
    """One warning: what it says, its state, and the records that it is made of."""
    warning, state = one.watched.warning, one.watched.state
    text = Text(warning.said(desk), "bold")
    since = " · " + _("since {day}").format(day=one.since) if one.since else ""
    text.append(
        f"\n{kind_called(warning.kind)} · {_(STATES[state])}{since} · {one.key}",
        "not bold",
    )
    if one.watched.explanation is not None:
        text.append("\n" + explained_text(one.watched.explanation), "not bold")
    parts: list[RenderableType] = [text]
    table = Table.grid(padding=(0, 2))
    for behind in warning.behind:
        called = harmless(label_of(behind.name))
        table.add_row(Text(called, "bold"), behind.period, "", Text(str(behind.value), "bold"))
        for number in behind.numbers if len(behind.numbers) > 1 else ():
            count = desk.table(COUNTS).get(number)
            if count is not None:
                unit = harmless(name_of(desk, UNITS.name, count.unit) or count.unit)
                table.add_row("", count.period, Text(unit), str(count.value))
    if warning.behind:
        parts += [Text(), table]
    return Group(*parts)


def kind_called(kind: str) -> str:
    """What a kind of warnings is called; its own name where it is none of the program's."""
    return _(KINDS_OF_WARNINGS[kind]) if kind in KINDS_OF_WARNINGS else harmless(kind)


def warnings_sheet(listed: Sequence[Listed], desk: Desk) -> Sheet:
    """The warnings as data."""
    return Sheet(
        title=_("Warnings"),
        keys=tuple(WARNING_HEADINGS),
        headings=tuple(map(_, WARNING_HEADINGS.values())),
        rows=tuple(_row(one, desk) for one in listed),
    )


def _row(one: Listed, desk: Desk) -> tuple[Cell, ...]:
    warning, explanation = one.watched.warning, one.watched.explanation
    cells: Mapping[str, str] = {
        "key": one.key,
        "since": _day(one.since),
        "unit": harmless(warning.unit),
        "unit_name": harmless(name_of(desk, UNITS.name, warning.unit)),
        "period": harmless(warning.period),
        "counts": _(", ").join(harmless(label_of(name)) for name in warning.names),
        "figures": harmless(warning.figures),
        "what": harmless(warning.why),
        "reason": harmless(explanation.reason) if explanation else "",
        "explained_by": harmless(explanation.explained_by) if explanation else "",
        "explained_on": explanation.day.isoformat() if explanation else "",
    }
    called = {
        "state": (one.watched.state, _(STATES[one.watched.state])),
        "kind": (warning.kind, kind_called(warning.kind)),
    }
    return tuple(
        Cell(called[key][1], called[key][0], called[key][0])
        if key in called
        else Cell(cells[key], cells[key], cells[key])
        for key in WARNING_HEADINGS
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
