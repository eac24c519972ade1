"""The answers of a job, read from what was typed at the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fptui.commands.job_options import REVEAL, WHERE, flag_of, place_of
from fptui.errors import InvalidValue
from fptui.jobs.choices import ColumnTexts, Several
from fptui.jobs.chosen import chosen_numbers
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import Job
from fptui.jobs.questions import Choice, Flag, Given, Question, Text
from fptui.jobs.record_questions import Records
from fptui.language import _
from fptui.registers import register_named
from fptui.search.private_values import looks_behind_masks
from fptui.store import Reading


def answers_typed(job: Job, office: Reading | None, typed: Mapping[str, Any]) -> Any:
    """The answers that were typed; InvalidValue for the first that cannot be understood."""
    given: dict[str, object] = {}
    for key, question in job.questions.items():
        if not question.on_command_line:
            continue
        if isinstance(question, Records) and office is not None:
            given[key] = _chosen(question, office, given, typed, typed[key])
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
    question: Records,
    office: Reading,
    given: Given,
    typed: Mapping[str, Any],
    named: Sequence[str],
) -> tuple[int, ...]:
    where, reveal = typed.get(WHERE, ""), bool(typed.get(REVEAL))
    if not named and not where.strip():
        if question.needed:
            raise InvalidValue(
                _("{heading}: name them, or choose them by --where.").format(
                    heading=_(question.heading)
                )
            )
        if question.all_for_none and question.named is None:
            return tuple(office.table(register_named(question.register_by(given))))
    return chosen_numbers(office, question, given, named, where, reveal=reveal)


def register_searched(job: Job, answers: Any, typed: Mapping[str, Any]) -> str:
    """The register whose private values `--where` looked into; empty where it did not."""
    for question in job.questions.values():
        if isinstance(question, Records) and question.by_query and typed.get(REVEAL):
            given = {key: getattr(answers, key) for key in job.questions}
            register = question.register_by(given)
            if looks_behind_masks(register_named(register), typed.get(WHERE, "")):
                return register
    return ""


def _text_of(key: str, question: Question[object], typed: Mapping[str, Any]) -> str:
    """What was typed for a question; InvalidValue for two flags of which one may be given."""
    if isinstance(question, Choice) and question.flagged:
        given = [option for option in question.flagged if typed[place_of(key, option)]]
        if len(given) > 1:
            raise InvalidValue(_missing(key, question))
        return "".join(given)
    if isinstance(question, Several):
        return ",".join(typed[key])
    if isinstance(question, ColumnTexts):
        return "\n".join(" ".join(one.split()) for one in typed[key])
    if isinstance(question, Text) and question.rest:
        return " ".join(typed[key])
    return typed[key] or ""


def _missing(key: str, question: Question[Any]) -> str:
    """Which option is asked for, and what it says."""
    if isinstance(question, Choice) and question.flagged:
        flags = _(", ").join(map(flag_of, question.flagged))
        return _("Say one of {flags}.").format(flags=flags)
    flag = question.flags[0] if question.flags else flag_of(key)
    help_ = _(question.help or question.heading)
    return _("{option} is missing: {help}").format(option=flag, help=help_)
