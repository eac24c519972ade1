"""Setting one or more fields of many records at once (`fptui edit`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from fptui.errors import FptuiError, InvalidValue
from fptui.jobs.choices import ColumnTexts
from fptui.jobs.job import OfficeJob
from fptui.jobs.keep_record import value_of
from fptui.jobs.plan import Group, Outcome, Outcomes, Plan, Revealing
from fptui.jobs.questions import REASON, Given, asked
from fptui.jobs.record_questions import Records, RegisterName
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS, register_named
from fptui.registers.declaration import Column, Record, Register, Value
from fptui.registers.edits import Edit
from fptui.reports.changes import fields_said, record_of
from fptui.reports.row_counts import RowCounts
from fptui.search.column_paths import column_called
from fptui.store import Reading

BETWEEN_TOLD = 1_000


def editable(register: Register[Record]) -> list[Column]:
    """The columns that may be set in many records: none that tells them apart, or is moved."""
    return [
        column
        for column in register.stored_columns
        if column.key not in (*register.identity, register.also_identity, *register.recorders)
        and not column.by_procedure
    ]


def _register_of(given: Given) -> str:
    return str(given.get("table", ""))


@dataclass(frozen=True, slots=True)
class Answers:
    """Which records of which register, and what is set in them."""

    table: str = asked(RegisterName(N_("Register"), needed=True))
    records: tuple[int, ...] = asked(
        Records(N_("Records"), register=_register_of, argument="ID", needed=True)
    )
    settings: tuple[tuple[str, str], ...] = asked(
        ColumnTexts(
            N_("What is set"),
            N_("A column and its value, such as bank=VALUE; can be given again. “-” empties it."),
            flags=("--set",),
            metavar="C=VALUE",
            needed=True,
        )
    )
    reason: str = asked(REASON)


def plan_edit(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """Each record as it would be: changed, the same already, or against a rule."""
    register = register_named(answers.table)
    values = _values(office, register, answers.settings)
    table = office.table(register)
    edits: list[Edit[Record]] = []
    refused: list[tuple[Record, str]] = []
    same: list[Record] = []
    for done, number in enumerate(answers.records):
        if done % BETWEEN_TOLD == 0:
            progress(done, len(answers.records))
        before = table[number]
        after = msgspec.structs.replace(before, **values)
        problems = [one for one in register.problems(after) if one not in register.problems(before)]
        if after == before:
            same.append(before)
        elif problems:
            refused.append((before, _("; ").join(problems)))
        else:
            edits.append(Edit(register.name, number, before, after))
    return _plan(office, register, answers, edits, refused, same)


def _values(
    office: Reading, register: Register[Record], settings: Sequence[tuple[str, str]]
) -> dict[str, Value]:
    """The values by column; InvalidValue for what means none, or must not be set here."""
    if not settings:
        raise FptuiError(_("Say what is to be set."))
    allowed = {column.key: column for column in editable(register)}
    values: dict[str, Value] = {}
    for name, text in settings:
        column = column_called(register, name)
        key = column.key
        if key not in allowed:
            raise InvalidValue(
                _("“{heading}” is not set in many records at once.").format(
                    heading=_(column.heading)
                )
            )
        values[key] = value_of(office, register, column, "" if text == ColumnTexts.EMPTY else text)
    return values


def _plan(
    office: Reading,
    register: Register[Record],
    answers: Answers,
    edits: Sequence[Edit[Record]],
    refused: Sequence[tuple[Record, str]],
    same: Sequence[Record],
) -> Plan:
    called = partial(_called, office, register)
    counts = RowCounts(changed=len(edits), unchanged=len(same), refused=len(refused))

    def groups(*, reveal: bool = False) -> tuple[Group, ...]:
        changed = Outcomes(edits, partial(_changed, office, reveal=reveal))
        unchanged = Outcomes(same, lambda one: Outcome((called(one), _("nothing changes"))))
        stays = Outcomes(refused, lambda one: Outcome((called(one[0]), one[1])))
        return (
            Group("refused", _("refused"), stays, told=True),
            Group("changed", _("changed"), changed),
            Group("unchanged", _("unchanged"), unchanged),
        )

    return Plan(
        title=_("Edit {register}").format(register=_(register.title)),
        said=(counts.said,),
        headings=(_("Record"), _("What happens")),
        groups=groups(),
        edits=edits,
        reason=answers.reason or _("edited"),
        done=counts.done,
        problems=len(refused),
        nothing="" if edits else counts.nothing,
        reveals=Revealing(register.name, partial(groups, reveal=True)),
    )


def _called(office: Reading, register: Register[Record], record: Record) -> str:
    return record_of(Edit(register.name, before=record), office) or harmless(
        register.identity_of(record)
    )


def _changed(office: Reading, edit: Edit[Record], *, reveal: bool) -> Outcome:
    before = Edit(edit.register, edit.number, edit.before)
    return Outcome((record_of(before, office), fields_said(edit, office, reveal=reveal)))


EDIT_RECORDS = OfficeJob(
    command=("edit",),
    title=N_("Edit the selected records"),
    help=N_("Set fields of many records at once, as one change."),
    menus=tuple(REGISTERS),
    answers=Answers,
    plan=plan_edit,
)
