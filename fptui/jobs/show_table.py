"""A register, or the computed table of targets, to be read (`fptui show`).

With `--by` its records are shown in groups, with `--total` they are added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fptui.errors import QueryError, UnknownName
from fptui.exchange.writing.sheet import Sheet, origin_of, sheet_of
from fptui.figures.grouping import Grouping
from fptui.figures.targets import targets
from fptui.jobs.chosen import at_its_place
from fptui.jobs.grouping_questions import columns_grouped_by, columns_summed, names_typed
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Flag, Number, Option, Query, Text, asked
from fptui.jobs.record_questions import RegisterName, registers
from fptui.language import N_, _
from fptui.programme.rounds import Progress
from fptui.registers import register_named
from fptui.registers.declaration import Column, Record, Register
from fptui.reports.private_fields import private_fields_searched, private_fields_shown
from fptui.reports.sums import SumsTable, with_totals
from fptui.reports.target_table import targets_sheet
from fptui.search.column_paths import column_at, column_called
from fptui.search.private_values import looks_behind_masks
from fptui.search.selection import select
from fptui.store import Reading

TARGETS = "targets"


def tables(office: object, given: object) -> Sequence[Option]:
    """The registers, and the table of targets."""
    return [*registers(office, given), Option(TARGETS, _("Targets"))]


@dataclass(frozen=True, slots=True)
class Answers:
    """Which table, which of its rows and columns, in which order."""

    table: str = asked(RegisterName(N_("Register"), needed=True, options=tables))
    where: str = asked(Query(N_("Query")))
    sort: str = asked(Text(N_("Sort by"), N_("By which column; -C for downward."), metavar="C"))
    columns: str = asked(Text(N_("Columns"), N_("Which columns, in which order."), metavar="C,C"))
    by: str = asked(
        Text(
            N_("Group by"),
            N_("In groups, counted and added up: kind, unit.township, date.month."),
            metavar="C,C",
            on_screen=False,
        )
    )
    total: bool = asked(
        Flag(N_("Total"), N_("The total below, of all that match."), on_screen=False)
    )
    limit: int | None = asked(Number(N_("At most"), N_("At most so many rows.")))
    reveal: bool = asked(
        Flag(N_("Reveal"), N_("Do not mask private fields; this is noted in the history."))
    )

    @property
    def column_keys(self) -> list[str]:
        """The columns that were named; empty for those usually shown."""
        return names_typed(self.columns)


def look_at_table(office: Reading, answers: Answers, _progress: Progress) -> Report:
    """The rows and columns that were asked for; private fields that are shown are noted."""
    if answers.table == TARGETS:
        sheet = _chosen_of(targets_sheet(targets(office)), answers)
        return Report(title=sheet.title, sheet=replace(sheet, origin=origin_of(office)))
    register = register_named(answers.table)
    if names_typed(answers.by):
        return _grouped(office, register, answers)
    columns = [column_at(register, name) for name in answers.column_keys]
    return _listed(office, register, answers, columns or register.shown_columns)


def _grouped(office: Reading, register: Register[Record], answers: Answers) -> Report:
    columns = columns_grouped_by(register, names_typed(answers.by), reveal=answers.reveal)
    summed = columns_summed(register, answers.column_keys)
    records = [record for _number, record in _found(office, register, answers)]
    grouping = Grouping(register, columns, summed, office).add_all(records)
    table = SumsTable(register, grouping, office, reveal=answers.reveal)
    sheet = table.sheet(total=answers.total, limit=answers.limit, order=answers.sort)
    count = len(records) if any(column.mask for column in columns) else 0
    return Report(
        title=sheet.title,
        sheet=sheet,
        revealed=_revealed(register, answers, count),
        register=register.name,
    )


def _listed(
    office: Reading, register: Register[Record], answers: Answers, columns: Sequence[Column]
) -> Report:
    sort = answers.sort.removeprefix("-")
    order = column_called(register, sort) if sort else None
    rows = _found(office, register, answers, order.key if order is not None else "")
    records = [record for _number, record in rows]
    sheet = sheet_of(register, records[: answers.limit], columns, office, reveal=answers.reveal)
    count = len(sheet.rows) if any(column.mask for column in columns) else 0
    by_private = order is not None and bool(order.mask)
    revealed = _revealed(register, answers, count, by_private=by_private)
    if answers.total:
        summed = [column for column in columns if column.summed is not None]
        grouping = Grouping(register, (), summed, office).add_all(records)
        sheet = with_totals(sheet, columns, grouping, office)
    return Report(title=sheet.title, sheet=sheet, revealed=revealed, register=register.name)


def _revealed(
    register: Register[Record], answers: Answers, count: int, *, by_private: bool = False
) -> str:
    """What the history notes: of how many records private fields are shown, or only asked."""
    if not answers.reveal:
        return ""
    if count:
        return private_fields_shown(count)
    searched = by_private or looks_behind_masks(register, answers.where)
    return private_fields_searched() if searched else ""


def _found(
    office: Reading, register: Register[Record], answers: Answers, sort: str = ""
) -> list[tuple[int, Record]]:
    try:
        return select(
            office,
            register,
            answers.where,
            sort=sort,
            descending=answers.sort.startswith("-"),
            year=office.year_asked,
            reveal=answers.reveal,
        )
    except QueryError as error:
        raise at_its_place(answers.where, error) from error


def _chosen_of(sheet: Sheet, answers: Answers) -> Sheet:
    """A computed table takes columns and a limit; it is not filtered or sorted."""
    if answers.where or answers.sort:
        raise UnknownName(_("The table of targets is computed: it takes no --where and no --sort."))
    if answers.by or answers.total:
        raise UnknownName(_("The rates of the table of targets are not added up."))
    keys = answers.column_keys or list(sheet.keys)
    for key in keys:
        if key not in sheet.keys:
            raise UnknownName(
                _("{register} has no column “{name}”. Its columns: {columns}.").format(
                    register=_("Targets"), name=key, columns=_(", ").join(sheet.keys)
                )
            )
    places = [sheet.keys.index(key) for key in keys]
    return replace(
        sheet,
        keys=tuple(keys),
        headings=tuple(sheet.headings[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in sheet.rows[: answers.limit]),
        right=frozenset(new for new, place in enumerate(places) if place in sheet.right),
    )


SHOW_TABLE = LookJob(
    command=("show",),
    title=N_("Show a register"),
    help=N_("Show a register as a table."),
    answers=Answers,
    look=look_at_table,
)
