"""Taking the rows of a list into a register (`fptui import`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from fptui.errors import FptuiError
from fptui.exchange.importing.previews import Preview, RefusedRow, TakenRow, UnchangedRow
from fptui.exchange.importing.rejects import rejects_sheet
from fptui.exchange.importing.taking import accept, preview_file
from fptui.jobs.file_questions import REJECTS, FileToRead
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Done, Group, Outcome, Outcomes, Plan, Revealing
from fptui.jobs.questions import Rows, Text, asked
from fptui.jobs.record_questions import RegisterName
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS, register_named
from fptui.reports.import_preview import (
    about_row,
    counts_of,
    details_of,
    notes_on,
    record_in,
    source_said,
)
from fptui.reports.row_counts import RowCounts
from fptui.store import Reading

ImportedRow: TypeAlias = TakenRow | UnchangedRow | RefusedRow


@dataclass(frozen=True, slots=True)
class Answers:
    """Which list goes into which register, and how its file is read."""

    table: str = asked(RegisterName(N_("Register"), needed=True))
    file: Path | None = asked(
        FileToRead(
            N_("File name"), argument="FILE", needed=True, endings=".xlsx .xls .ods .csv .tsv"
        )
    )
    sheet: str = asked(
        Text(N_("Sheet"), N_("Which sheet; else the first with the headings."), metavar="NAME")
    )
    encoding: str = asked(
        Text(
            N_("Encoding"),
            N_("Of a csv file: UTF-8, GB18030, Big5 or UTF-16; else it is recognised."),
            metavar="E",
        )
    )
    heading_rows: range | None = asked(
        Rows(
            N_("Rows of headings"),
            N_("In which rows the headings stand, such as 3 or 3-4; else they are found."),
        )
    )
    rejects: Path | None = asked(REJECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan(Plan):
    """What an import would do, with the preview that says it row by row."""

    preview: Preview


def plan_import(office: Reading, answers: Answers, progress: Progress) -> ImportPlan:
    """Read the list and tell of each row whether it is new, changed, unchanged or refused."""
    file = answers.file
    if file is None:
        raise FptuiError(_("Name the file to import."))
    register = register_named(answers.table)
    preview = preview_file(
        file,
        register,
        office,
        sheet=answers.sheet,
        encoding=answers.encoding,
        heading_rows=answers.heading_rows,
        progress=progress,
    )
    counts = counts_of(preview)
    return ImportPlan(
        title=_("Import into {register}").format(register=_(register.title)),
        said=(source_said(preview), counts.said, *notes_on(preview)),
        headings=(_("Row"), _("Record"), _("What happens")),
        groups=_groups(preview, office),
        reason=_("imported from {file}").format(file=harmless(preview.file)),
        problems=len(preview.refused),
        nothing="" if preview.changes else _nothing(counts),
        done=counts.done,
        confirms=counts.question,
        reveals=Revealing(register.name, partial(_groups, preview, office, reveal=True)),
        refused=partial(rejects_sheet, preview) if preview.refused else None,
        source=file,
        preview=preview,
    )


def _nothing(counts: RowCounts) -> str:
    """Why nothing is taken, and what can be done about refused rows."""
    if not counts.refused:
        return counts.nothing
    return counts.nothing + " " + _("Write them to a file (w, or --rejects), and put them right.")


def _groups(preview: Preview, office: Reading, *, reveal: bool = False) -> tuple[Group, ...]:
    def outcome(row: ImportedRow) -> Outcome:
        record = record_in(row, preview, office)
        said = _("row {row}, {record}") if record else _("row {row}")
        return Outcome(
            (str(row.row), record, about_row(row, preview, office, reveal=reveal)),
            partial(details_of, row, preview, office, reveal=reveal),
            said.format(row=row.row, record=record),
        )

    return (
        Group("new", _("new"), Outcomes(preview.new, outcome)),
        Group("changed", _("changed"), Outcomes(preview.changed, outcome), told=True),
        Group("unchanged", _("unchanged"), Outcomes(preview.unchanged, outcome)),
        Group("refused", _("refused"), Outcomes(preview.refused, outcome), told=True),
    )


def take(office: Reading, _answers: Answers, plan: ImportPlan, _progress: Progress) -> Done:
    """Add and change the records as one change; refused rows stay out."""
    accept(office, plan.preview, plan.reason)
    return Done((plan.done,))


IMPORT_LIST = OfficeJob(
    command=("import",),
    title=N_("Import a list"),
    help=N_("Take the rows of an xlsx, xls, ods, csv or tsv file into a register."),
    doing=N_("Reading the list"),
    menus=tuple(REGISTERS),
    answers=Answers,
    plan=plan_import,
    carry_out=take,
    asks=N_("Import this?"),
)
