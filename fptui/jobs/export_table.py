"""A register, the table of targets, or all of them, written to files (`fptui export`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from fptui.errors import UnknownName
from fptui.exchange.writing.sheet import Cell, Sheet, origin_of
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Flag, Option, asked
from fptui.jobs.record_questions import RegisterName
from fptui.jobs.show_table import TARGETS, Answers, look_at_table, tables
from fptui.language import N_, _
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS
from fptui.reports.private_fields import private_fields_shown
from fptui.store import Reading

ALL = "all"


def _tables_and_all(office: object, given: object) -> Sequence[Option]:
    return [*tables(office, given), Option(ALL, _("Every register and the targets"))]


@dataclass(frozen=True, slots=True)
class ExportAnswers(Answers):
    """What is shown of a table, and how it leaves; `all` is every table there is."""

    table: str = asked(RegisterName(N_("Register"), needed=True, options=_tables_and_all))
    bom: bool = asked(
        Flag(
            N_("Byte-order mark"),
            N_("Begin a csv or tsv with a byte-order mark, so that Excel reads its Chinese."),
            on_screen=False,
        )
    )


def look_at_export(office: Reading, answers: ExportAnswers, progress: Progress) -> Report:
    """What is to be written; UnknownName where all tables are asked for and only some rows."""
    if answers.table == ALL:
        report = _look_at_all(office, answers, progress)
    else:
        report = look_at_table(office, answers, progress)
    return replace(report, marked=answers.bom)


def _look_at_all(office: Reading, answers: ExportAnswers, progress: Progress) -> Report:
    for one in fields(Answers):
        if one.name not in ("table", "reveal") and getattr(answers, one.name) != one.default:
            raise UnknownName(
                _("“{all}” writes whole tables: --{option} goes with one register.").format(
                    all=ALL, option=one.name
                )
            )
    names = [*REGISTERS, TARGETS]
    sheets: list[Sheet] = []
    masked = 0
    for place, name in enumerate(names):
        progress(place, len(names))
        columns = "" if name == TARGETS else ",".join(_of(name))
        one_table = Answers(table=name, columns=columns, reveal=answers.reveal)
        sheet = look_at_table(office, one_table, progress).sheet
        sheets.append(replace(sheet, name=sheet.title))
        if name in REGISTERS and any(column.mask for column in REGISTERS[name].columns):
            masked += len(sheet.rows)
    return Report(
        title=_("Every register and the targets"),
        sheet=replace(_listing(sheets), origin=origin_of(office), leaves=tuple(sheets)),
        revealed=private_fields_shown(masked) if answers.reveal else "",
        in_folder=True,
    )


def _listing(sheets: Sequence[Sheet]) -> Sheet:
    """Which tables are written, and how many rows each has."""
    rows = [
        (Cell(sheet.title, sheet.title, sheet.title), Cell(str(count), str(count), count, False))
        for sheet, count in ((sheet, len(sheet.rows)) for sheet in sheets)
    ]
    headings = (_("Register"), _("Rows"))
    title = _("Every register and the targets")
    return Sheet(title, ("register", "rows"), headings, tuple(rows), right=frozenset({1}))


def _of(name: str) -> list[str]:
    """All columns of a register: those that are reckoned too, as people look for them."""
    return [column.key for column in REGISTERS[name].columns]


EXPORT_TABLE = LookJob(
    command=("export",),
    title=N_("Export a register"),
    help=N_("Write a register, or all of them, in a format, for people or programs."),
    answers=ExportAnswers,
    look=look_at_export,
    format="text",
)
