"""A job carried out from the command line: planned, told, done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from fptui.commands.job_answers import answers_typed, register_searched
from fptui.commands.job_options import REVEAL, WHERE
from fptui.commands.session import PROBLEMS_FOUND, Session
from fptui.commands.telling import progress_shown, tell, tell_end, tell_plan
from fptui.commands.writing import tell_written, write_report
from fptui.errors import FptuiError, ReadOnlyError
from fptui.exchange.importing.rejects import write_refused
from fptui.exchange.writing.formats import format_named
from fptui.jobs.job import FileJob, FileLookJob, Job, Looking, LookJob, OfficeJob
from fptui.jobs.plan import Done, Plan, Report
from fptui.jobs.questions import Number
from fptui.jobs.record_questions import Records
from fptui.jobs.remembering import is_told, remember
from fptui.language import _
from fptui.reports.private_fields import private_fields_searched
from fptui.store import Reading


def _run_on_office(job: OfficeJob[Any, Any], session: Session, typed: Mapping[str, Any]) -> None:
    if job.alone is not None and not _names_records(job, typed):
        _run_look(job.alone, session, typed)
        return
    dry = bool(typed["dry_run"])
    writes = bool(typed.get(REVEAL)) or (job.changes and not dry)
    with session.changing() if writes else session.office() as office:
        answers = answers_typed(job, office, typed)
        _note_searched(job, office, answers, typed)
        with progress_shown(_(job.doing)) as progress:
            plan = job.plan(office, answers, progress)
        tell_plan(plan, dry)
        _write_refused(answers, plan)
        done = Done()
        if plan.may and not dry and _wanted(plan, job.asks, typed):
            with progress_shown(_(job.title)) as progress:
                done = job.carry_out(office, answers, plan, progress)
    tell_end(plan, done, dry, job.must_do)


def _names_records(job: Job, typed: Mapping[str, Any]) -> bool:
    keys = [key for key, question in job.questions.items() if isinstance(question, Records)]
    return any(typed[key] for key in keys) or bool(typed.get(WHERE, "").strip())


def _run_on_file(job: FileJob[Any, Any], session: Session, typed: Mapping[str, Any]) -> None:
    session.refuse_past()
    dry = bool(typed["dry_run"])
    if job.exclusive and not dry:
        session.refuse_read_only()
    answers = answers_typed(job, None, typed)
    plan = job.plan(session.place, answers)
    tell_plan(plan, dry)
    done = Done()
    if plan.may and not dry and _wanted(plan, "", typed):
        done = job.carry_out(session.place, answers, plan)
    tell_end(plan, done, dry)


def _run_look(job: LookJob[Any], session: Session, typed: Mapping[str, Any]) -> None:
    reveals = bool(typed.get(REVEAL))
    format_name = typed.get("format_name") or job.format
    if format_name:
        format_named(format_name)  # an unknown one is told before anything is revealed
    told = is_told(job, typed)
    with session.present(read_only=not (reveals or told)) as present:
        if reveals and present.read_only:
            raise ReadOnlyError(
                _("--reveal is noted in the history, which cannot be written: {reason}").format(
                    reason=present.why_read_only
                )
            )
        office = session.seen(present)
        answers = answers_typed(job, office, _for_window(job, typed))
        with progress_shown(_(job.doing)) as progress:
            report = job.look(office, answers, progress)
        remember(office, job, answers)
        _note_searched(job, office, answers, typed)
        if report.revealed:
            office.note(report.revealed, report.register)
        _write(report, job, typed)
    _tell_problems(report)


def _note_searched(job: Job, office: Reading, answers: Any, typed: Mapping[str, Any]) -> None:
    """Put into the history that private fields were searched, before anything is told of it."""
    register = register_searched(job, answers, typed)
    if register:
        office.note(private_fields_searched(), register)


def _run_file_look(job: FileLookJob[Any], session: Session, typed: Mapping[str, Any]) -> None:
    _format(job, typed)
    answers = answers_typed(job, None, typed)
    with progress_shown(_(job.doing)) as progress:
        report = job.look(session.place, session.office, answers, progress)
    _write(report, job, typed)
    _tell_problems(report)


def _format(job: Looking, typed: Mapping[str, Any]) -> str:
    """The format that is written; UnknownName for one that there is not, or not here."""
    chosen = job.format_for(typed.get("format_name") or "", typed.get("output"))
    if chosen:
        format_named(chosen)
    return chosen


def _for_window(job: Looking, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was typed, and the defaults of what is read in the window of a terminal."""
    if _format(job, typed) or typed.get("output") is not None or not sys.stdout.isatty():
        return typed
    defaults = {
        key: str(question.in_window)
        for key, question in job.questions.items()
        if isinstance(question, Number) and question.in_window is not None and typed[key] is None
    }
    return {**typed, **defaults}


def _write(report: Report, job: Looking, typed: Mapping[str, Any]) -> None:
    if not report.nothing:
        write_report(report, _format(job, typed), typed.get("output"))
    tell(filter(None, (report.nothing, *report.notes)))


def _tell_problems(report: Report) -> None:
    if report.problems or report.nothing:
        sys.exit(PROBLEMS_FOUND)


RUNNERS: dict[type, Callable[[Any, Session, Mapping[str, Any]], None]] = {
    OfficeJob: _run_on_office,
    FileJob: _run_on_file,
    LookJob: _run_look,
    FileLookJob: _run_file_look,
}


def _write_refused(answers: object, plan: Plan) -> None:
    """Write the refused rows where --rejects asks for it, before anything is done."""
    path = getattr(answers, "rejects", None)
    if path is None or plan.refused is None:
        return
    sheet = plan.refused()
    write_refused(path, sheet, plan.source or Path())
    tell_written(path, len(sheet.rows))


def _wanted(plan: Plan, asks: str, typed: Mapping[str, Any]) -> bool:
    """Whether it is to be done; FptuiError where the answer is no, or a must cannot be asked."""
    question = plan.asks or (asks and (plan.confirms or _(asks)))
    if not question or typed.get("yes"):
        return True
    if sys.stdin.isatty():
        if click.confirm(question, err=True):
            return True
        raise FptuiError(_("Nothing was changed."))
    if plan.asks:
        raise FptuiError(
            _("{question} Without a terminal, --yes says so.").format(question=question)
        )
    return True
