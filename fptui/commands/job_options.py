"""The options and arguments of a command, made from the questions of its job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import click
from click.shell_completion import CompletionItem

from fptui.commands.session import Session
from fptui.commands.translated import TranslatedOption, words_asked
from fptui.commands.writing import format_options
from fptui.errors import FptuiError
from fptui.jobs.choices import ColumnTexts, Several
from fptui.jobs.file_questions import FileToRead, FileToWrite
from fptui.jobs.job import FileJob, Job, Looking, OfficeJob
from fptui.jobs.questions import (
    Choice,
    Flag,
    Number,
    Option,
    Query,
    Question,
    Text,
    query_help_said,
)
from fptui.jobs.record_questions import Records, RegisterName, UnitOf
from fptui.language import N_
from fptui.registers import REGISTERS

WHERE = "where"
REVEAL = "reveal"


def parameters_of(job: Job) -> Iterator[click.Parameter]:
    """What a job's command takes: its questions, then what all commands of its kind take."""
    for key, question in job.questions.items():
        if question.on_command_line:
            yield from _parameter(key, question)
    if isinstance(job, Looking):
        yield from format_options(job.formats)
        return
    yield _flag("dry_run", N_("Say what would happen; do nothing."))
    if (isinstance(job, OfficeJob) and job.asks) or (isinstance(job, FileJob) and job.may_ask):
        yield _flag("yes", N_("Do it without asking."))


def _flag(key: str, help_: str) -> click.Option:
    return TranslatedOption([flag_of(key), key], is_flag=True, help=help_)


def _parameter(key: str, question: Question[object]) -> Iterator[click.Parameter]:
    if isinstance(question, Records):
        yield from _parameters_of_records(key, question)
    elif isinstance(question, Choice) and question.flagged:
        for option, help_ in question.flagged.items():
            yield TranslatedOption(
                [flag_of(option), place_of(key, option)], is_flag=True, help=help_
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
        flags = question.flags or (flag_of(key),)
        yield TranslatedOption([*flags, key], is_flag=True, said=question.help_said)
    else:
        flags = question.flags or (flag_of(key),)
        metavar = question.metavar
        default = getattr(question, "default", None) if isinstance(question, Number) else None
        yield TranslatedOption(
            [*flags, key],
            metavar=metavar,
            said=partial(_query_help, "") if isinstance(question, Query) else question.help_said,
            default=None if default is None else str(default),
            show_default=default is not None,
            multiple=isinstance(question, Several | ColumnTexts),
            shell_complete=_completed,
        )


def _parameters_of_records(key: str, question: Records) -> Iterator[click.Parameter]:
    if not question.by_query:
        metavar = f"{question.argument}..."
        yield click.Argument([key], nargs=-1, metavar=metavar, required=question.needed)
        return
    yield click.Argument([key], nargs=-1, metavar=f"[{question.argument}]...")
    register = question.register if isinstance(question.register, str) else ""
    said = partial(_query_help, register)
    yield TranslatedOption(["--where", WHERE], default="", metavar="Q", said=said)
    if not register or any(column.mask for column in REGISTERS[register].columns):
        said_of_it = N_("Let --where look into private fields; this is noted in the history.")
        yield _flag(REVEAL, said_of_it)


def _query_help(register: str) -> str:
    """What a query of a register is, the one that stands on the command line where it is open."""
    return query_help_said(register or next(filter(REGISTERS.get, words_asked()), ""))


def flag_of(key: str) -> str:
    """The option's name of a question's key."""
    return "--" + key.replace("_", "-")


def place_of(key: str, option: str) -> str:
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
