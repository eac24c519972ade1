"""What jobs ask, at the command line: options and arguments, and the answers they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from fptui.commands.session import Session
from fptui.commands.translated import TranslatedOption
from fptui.commands.writing import format_options
from fptui.errors import FptuiError, InvalidValue
from fptui.jobs.choices import Several
from fptui.jobs.chosen import chosen_numbers
from fptui.jobs.job import FileJob, Job, Looking, OfficeJob
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
from fptui.registers import register_named
from fptui.store import Reading

WHERE = "where"


def parameters_of(job: Job) -> Iterator[click.Parameter]:
    """The options and arguments of a job: its questions, and what its kind takes."""
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
        yield from _of_records(key, question)
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


def _of_records(key: str, question: Records) -> Iterator[click.Parameter]:
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


def answers_of(job: Job, office: Reading | None, typed: Mapping[str, Any]) -> Any:
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
