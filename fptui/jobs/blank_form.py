"""Writing a blank form, to be filled in and imported (`fptui template`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fptui.errors import ExchangeError
from fptui.exchange.writing.blank_forms import ENDING, write_template
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import FileJob
from fptui.jobs.plan import Done, Plan
from fptui.jobs.questions import Given, asked
from fptui.jobs.record_questions import RegisterName
from fptui.language import N_, _
from fptui.language.file_names import file_name
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS, register_named
from fptui.store import Reading, use_lists_of


def _named(_office: Reading, given: Given) -> str:
    table = given.get("table")
    register = [_(REGISTERS[table].title)] if isinstance(table, str) and table in REGISTERS else []
    form = _("blank form")
    return file_name(*register, form) + ENDING


@dataclass(frozen=True, slots=True)
class Answers:
    """The form of which register goes where."""

    table: str = asked(RegisterName(N_("Register"), needed=True))
    output: Path | None = asked(
        FileToWrite(
            N_("File name"),
            N_("The .xlsx file to write."),
            flags=("-o", "--output"),
            needed=True,
            endings=ENDING,
            proposed=_named,
        )
    )


def plan_form(_place: Path, answers: Answers) -> Plan:
    """A form is always written."""
    register = register_named(answers.table)
    return Plan(title=_("Blank form of {register}").format(register=_(register.title)))


def write_form(place: Path, answers: Answers, _plan: Plan) -> Done:
    """Write the form in the language in use, with the office's own lists."""
    path = answers.output
    if path is None:
        raise ExchangeError(_("Name the file to write."))
    use_lists_of(place)
    write_template(path, register_named(answers.table))
    said = _("{path} is ready to be filled in.").format(path=harmless(str(path)))
    return Done((said,), path)


BLANK_FORM = FileJob(
    command=("template",),
    title=N_("Write a blank form"),
    help=N_("Write a blank form: headings, allowed values, and what each column takes."),
    menus=tuple(REGISTERS),
    answers=Answers,
    plan=plan_form,
    carry_out=write_form,
)
