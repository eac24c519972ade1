"""Commands made from jobs: their options from the questions, what they say from the plan."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, one_line, told
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.commands.writing import format_options, tell_written, write_report
from fptui.errors import FptuiError, InvalidValue, ReadOnlyError
from fptui.exchange.importing.rejects import write_refused
from fptui.exchange.writing.formats import format_named
from fptui.jobs.choices import Several
from fptui.jobs.chosen import chosen_numbers
from fptui.jobs.job import FileJob, FileLookJob, Job, Looking, LookJob, OfficeJob
from fptui.jobs.plan import Done, Outcome, Plan, Report
from fptui.jobs.questions import (
    Choice,
    FileToRead,
    FileToWrite,
    Flag,
    Given,
    Number,
    Option,
    Question,
    Records,
    RegisterName,
    Text,
    UnitOf,
)
from fptui.language import N_, _
from fptui.programme.rounds import Progress
from fptui.registers import register_named
from fptui.store import Reading

NAMED = 20
"""So many outcomes of a kind are said one by one; the others are counted."""

WHERE = "where"


def command_of(job: Job) -> click.Command:
    """The command of a job."""
    run = _RUNNERS[type(job)]

    @click.pass_context
    @told
    def command(context: click.Context, /, **typed: Any) -> None:
        session = context.find_object(Session) or Session()
        run(job, session, typed)

    return OfficeCommand(
        job.command[-1], callback=command, help=job.help, params=list(_parameters(job))
    )


FAMILIES = {"pay": N_("Rounds of payments: who is due, the bank, its answers.")}
"""The help of groups of commands that are no job themselves."""


def commands_of(jobs: Iterable[Job]) -> list[click.Command]:
    """The commands of jobs; those of several words stand in the group of their first one."""
    found: dict[str, click.Command] = {}
    for job in jobs:
        first, *rest = job.command
        if not rest:
            found[first] = command_of(job)
            continue
        group = found.get(first)
        if not isinstance(group, click.Group):
            group = found[first] = _family(first, group)
        group.add_command(command_of(job))
    return list(found.values())


def _family(name: str, alone: click.Command | None) -> click.Group:
    """A group of commands; `alone` is what it does where none of them follows."""
    if alone is None:
        return TranslatedGroup(name, help=FAMILIES[name])

    @click.pass_context
    def run(context: click.Context, /, **typed: Any) -> None:
        if context.invoked_subcommand is None:
            context.invoke(alone, **typed)

    return TranslatedGroup(
        name, callback=run, help=alone.help, params=alone.params, invoke_without_command=True
    )


# --- options from questions ---------------------------------------------------------------


def _parameters(job: Job) -> Iterator[click.Parameter]:
    for key, question in job.questions.items():
        if question.on_command_line:
            yield from _parameter(key, question)
    if isinstance(job, Looking):
        yield from format_options()
        return
    yield _flag("dry_run", N_("Say what would happen; do nothing."))
    if (isinstance(job, OfficeJob) and job.asks) or (isinstance(job, FileJob) and job.may_ask):
        yield _flag("yes", N_("Do it without asking."))


def _flag(key: str, help_: str) -> click.Option:
    return TranslatedOption([_flag_of(key), key], is_flag=True, help=help_)


def _parameter(key: str, question: Question[object]) -> Iterator[click.Parameter]:
    if isinstance(question, Records):
        yield from _parameters_of_records(key, question)
    elif isinstance(question, Choice) and question.flagged:
        for option, help_ in question.flagged.items():
            yield TranslatedOption(
                [_flag_of(option), _place_of(key, option)], is_flag=True, help=help_
            )
    elif question.argument:
        yield click.Argument(
            [key],
            metavar=question.argument if question.needed else f"[{question.argument}]",
            required=question.needed,
            nargs=-1 if isinstance(question, Text) and question.rest else 1,
            shell_complete=_completed,
        )
    elif isinstance(question, Flag):
        flags = question.flags or (_flag_of(key),)
        yield TranslatedOption([*flags, key], is_flag=True, help=question.help)
    else:
        flags = question.flags or (_flag_of(key),)
        metavar = question.metavar
        default = getattr(question, "default", None) if isinstance(question, Number) else None
        yield TranslatedOption(
            [*flags, key],
            metavar=metavar,
            help=question.help or question.heading,
            default=None if default is None else str(default),
            show_default=default is not None,
            multiple=isinstance(question, Several),
            shell_complete=_completed,
        )


def _parameters_of_records(key: str, question: Records) -> Iterator[click.Parameter]:
    if not question.by_query:
        metavar = f"{question.argument}..."
        yield click.Argument([key], nargs=-1, metavar=metavar, required=question.needed)
        return
    yield click.Argument([key], nargs=-1, metavar=f"[{question.argument}]...")
    help_ = N_("Only what answers a query: 张 state:receiving age>=60")
    yield TranslatedOption(["--where", WHERE], default="", metavar="Q", help=help_)


def _flag_of(key: str) -> str:
    return "--" + key.replace("_", "-")


def _place_of(key: str, option: str) -> str:
    """Where click puts the flag of one option of a question."""
    return f"{key}_is_{option}"


def _completed(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """What may be answered that begins so; nothing where the office does not open."""
    from fptui.jobs import JOBS

    job = JOBS.get(_words_of(context))
    question = job.questions.get(parameter.name or "") if job else None
    if isinstance(question, FileToRead | FileToWrite):
        return [CompletionItem(incomplete, type="file")]
    return [
        CompletionItem(option.key, help=option.label)
        for option in _options(question, context.find_object(Session) or Session())
        if option.key.startswith(incomplete)
    ]


def _options(question: Question[object] | None, session: Session) -> Sequence[Option]:
    if isinstance(question, RegisterName):
        return question.options(None, {})
    if not isinstance(question, Choice | Several | UnitOf):
        return []
    try:
        with session.office() as office:
            return question.options(office, {})
    except FptuiError:
        return []


def _words_of(context: click.Context) -> str:
    words: list[str] = []
    at: click.Context | None = context
    while at is not None and at.parent is not None:
        words.insert(0, at.info_name or "")
        at = at.parent
    return " ".join(words)


def _answers(job: Job, office: Reading | None, typed: Mapping[str, Any]) -> Any:
    """The answers that were typed; InvalidValue for the first that cannot be understood."""
    given: dict[str, object] = {}
    for key, question in job.questions.items():
        if not question.on_command_line:
            continue
        if isinstance(question, Records) and office is not None:
            named, where = typed[key], typed.get(WHERE, "")
            given[key] = _chosen(question, office, given, named, where)
        elif isinstance(question, Flag):
            given[key] = bool(typed[key])
        elif (text := _text_of(key, question, typed)) or (
            question.applies(given) and not _is_for_later(question, typed)
        ):
            if question.needed and not text.strip():
                raise InvalidValue(_missing(key, question))
            given[key] = question.parse(text, office)
    return job.answers(**given)


def _is_for_later(question: Question[object], typed: Mapping[str, Any]) -> bool:
    """Whether a question need not be answered yet: a dry run writes no file."""
    return isinstance(question, FileToWrite) and bool(typed.get("dry_run"))


def _chosen(
    question: Records, office: Reading, given: Given, named: Sequence[str], where: str
) -> tuple[int, ...]:
    if not named and not where.strip():
        if question.needed:
            raise InvalidValue(
                _("{heading}: name them, or choose them by --where.").format(
                    heading=_(question.heading)
                )
            )
        if question.all_for_none and question.named is None:
            return tuple(office.table(register_named(question.register)))
    return chosen_numbers(office, question, given, named, where)


def _text_of(key: str, question: Question[object], typed: Mapping[str, Any]) -> str:
    """What was typed for a question; InvalidValue for two flags of which one may be given."""
    if isinstance(question, Choice) and question.flagged:
        given = [option for option in question.flagged if typed[_place_of(key, option)]]
        if len(given) > 1:
            raise InvalidValue(_missing(key, question))
        return "".join(given)
    if isinstance(question, Several):
        return ",".join(typed[key])
    if isinstance(question, Text) and question.rest:
        return " ".join(typed[key])
    return typed[key] or ""


def _missing(key: str, question: Question[Any]) -> str:
    """Which option is asked for, and what it says."""
    if isinstance(question, Choice) and question.flagged:
        flags = _(", ").join(map(_flag_of, question.flagged))
        return _("Say one of {flags}.").format(flags=flags)
    flag = question.flags[0] if question.flags else _flag_of(key)
    help_ = _(question.help or question.heading)
    return _("{option} is missing: {help}").format(option=flag, help=help_)


# --- carrying out -------------------------------------------------------------------------


def _run_on_office(job: OfficeJob[Any, Any], session: Session, typed: Mapping[str, Any]) -> None:
    if job.alone is not None and not _names_records(job, typed):
        _run_look(job.alone, session, typed)
        return
    dry = bool(typed["dry_run"])
    with session.office() if dry or not job.changes else session.changing() as office:
        answers = _answers(job, office, typed)
        with _progress(_(job.doing)) as progress:
            plan = job.plan(office, answers, progress)
        _tell_plan(plan, dry)
        _write_refused(answers, plan)
        done = Done()
        if plan.may and not dry and _wanted(plan, job.asks, typed):
            with _progress(_(job.title)) as progress:
                done = job.carry_out(office, answers, plan, progress)
    _tell_end(plan, done, dry, job.must_do)


def _names_records(job: Job, typed: Mapping[str, Any]) -> bool:
    keys = [key for key, question in job.questions.items() if isinstance(question, Records)]
    return any(typed[key] for key in keys) or bool(typed.get(WHERE, "").strip())


def _run_on_file(job: FileJob[Any, Any], session: Session, typed: Mapping[str, Any]) -> None:
    session.refuse_past()
    dry = bool(typed["dry_run"])
    if job.exclusive and not dry:
        session.refuse_read_only()
    answers = _answers(job, None, typed)
    plan = job.plan(session.place, answers)
    _tell_plan(plan, dry)
    done = Done()
    if plan.may and not dry and _wanted(plan, "", typed):
        done = job.carry_out(session.place, answers, plan)
    _tell_end(plan, done, dry)


def _run_look(job: LookJob[Any], session: Session, typed: Mapping[str, Any]) -> None:
    reveals = bool(typed.get("reveal"))
    format_name = typed.get("format_name") or job.format
    if format_name:
        format_named(format_name)  # an unknown one is told before anything is revealed
    with session.present(read_only=not reveals) as present:
        if reveals and present.read_only:
            raise ReadOnlyError(
                _("--reveal is noted in the history, which cannot be written: {reason}").format(
                    reason=present.why_read_only
                )
            )
        office = session.seen(present)
        answers = _answers(job, office, _for_window(job, typed))
        with _progress(_(job.doing)) as progress:
            report = job.look(office, answers, progress)
        if report.revealed:
            office.note(report.revealed, report.register)
        _write(report, job, typed)
    _tell_problems(report)


def _run_file_look(job: FileLookJob[Any], session: Session, typed: Mapping[str, Any]) -> None:
    _format(job, typed)
    answers = _answers(job, None, typed)
    with _progress(_(job.doing)) as progress:
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
    _tell(filter(None, (report.nothing, *report.notes)))


def _tell_problems(report: Report) -> None:
    if report.problems or report.nothing:
        sys.exit(PROBLEMS_FOUND)


_RUNNERS: dict[type, Callable[[Any, Session, Mapping[str, Any]], None]] = {
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
    question = plan.asks or (_(asks) if asks else "")
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


# --- telling ------------------------------------------------------------------------------


def _tell_plan(plan: Plan, dry: bool) -> None:
    """Say what would be done: the result that was asked for by --dry-run, else a message."""
    is_told = plan.said or any(group.told and group.outcomes for group in plan.groups)
    _tell(plan.said if is_told or not dry else (plan.title,), err=not dry)
    for group in plan.groups:
        if not group.told:
            continue
        for outcome in group.outcomes[:NAMED]:
            line = _said(group.label, _as_line(outcome))
            click.echo(one_line(line), err=not dry)
        if (rest := len(group.outcomes) - NAMED) > 0:
            more = _("{label}: … and {count} more").format(label=group.label, count=rest)
            click.echo(more, err=not dry)


def _as_line(outcome: Outcome) -> str:
    """Who it is about, then what: `05-0003 张秀梅: no account`."""
    *who, what = outcome.cells
    subject = outcome.subject or " ".join(filter(None, who))
    return _said(subject, what) if subject and what else subject or what


def _said(subject: str, what: str) -> str:
    return _("{subject}: {what}").format(subject=subject, what=what)


def _tell(lines: Iterable[str], *, err: bool = True) -> None:
    for line in lines:
        click.echo(one_line(line), err=err)


def _tell_end(plan: Plan, done: Done, dry: bool, must_do: bool = False) -> None:
    if plan.nothing and must_do:
        raise FptuiError(plan.nothing)
    if plan.nothing:
        click.echo(one_line(plan.nothing), err=True)
    elif dry:
        click.echo(_("Nothing was changed: --dry-run was given."), err=True)
    _tell(done.said)
    if plan.problems:
        sys.exit(PROBLEMS_FOUND)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    """A bar on a terminal, from the first word of progress to the end of the work."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.text import Text

    console = Console(stderr=True)
    bar = Bar(console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(Text(title).markup)

    def tell(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        if bar.live.is_started:
            bar.stop()
