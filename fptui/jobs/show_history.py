"""Who changed what (`fptui history`)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from fptui.errors import FptuiError, UnknownName
from fptui.exchange.writing.sheet import Sheet
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Number, Text, asked
from fptui.jobs.record_questions import RegisterName
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers import register_named
from fptui.reports.changes import history_sheet, record_history_sheet
from fptui.store import Reading

A_SCREENFUL = 20


@dataclass(frozen=True, slots=True)
class Answers:
    """The changes of what, and how many of them."""

    table: str = asked(RegisterName(N_("Register")))
    identity: str = asked(Text(N_("Record"), argument="ID", rest=True))
    limit: int | None = asked(
        Number(
            N_("At most"),
            N_("At most so many changes, the last first; else 20, or all when piped."),
            in_window=A_SCREENFUL,
        )
    )


def look_at_history(office: Reading, answers: Answers, _progress: Progress) -> Report:
    """The last changes: all, those of a register, or those of one record field by field."""
    sheet = _sheet(office, answers)
    return Report(title=sheet.title, sheet=sheet)


def _sheet(office: Reading, answers: Answers) -> Sheet:
    if not answers.table:
        if answers.identity:
            raise FptuiError(_("Name the register of the record, too."))
        return history_sheet(islice(office.history(), answers.limit), office)
    numbers: tuple[int, ...] = ()
    if answers.identity:
        numbers = office.with_merged(answers.table, _number_of(office, answers))
    changes = islice(office.history(answers.table, *numbers), answers.limit)
    return record_history_sheet(changes, office, answers.table, numbers=numbers)


def _number_of(office: Reading, answers: Answers) -> int:
    """The number of a record that is or was there; UnknownName where none ever was."""
    register = register_named(answers.table)
    number = office.number_of(register, answers.identity)
    if number is None:
        number = _once_called(office, answers.table, answers.identity)
    if number is None:
        raise UnknownName(
            _("{register} has and had no record “{identity}”.").format(
                register=_(register.title), identity=harmless(answers.identity[:40])
            )
        )
    return number


def _once_called(office: Reading, table: str, identity: str) -> int | None:
    """The number of the record that was called so last, and is no more."""
    register = register_named(table)
    for change in office.history(table):
        for edit in change.edits:
            records = (edit.before, edit.after) if edit.register == table else ()
            if any(one is not None and register.identity_of(one) == identity for one in records):
                return edit.number
    return None


SHOW_HISTORY = LookJob(
    command=("history",),
    title=N_("Show the history"),
    help=N_("Show who changed what: all, one register, or one record of it field by field."),
    answers=Answers,
    look=look_at_history,
)
