"""Resolving references that lead nowhere, as older files hold them (`fptui check --repair`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from fptui.errors import InvalidValue
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import REASON, asked
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Record, Register, Value
from fptui.registers.edits import Edit
from fptui.registers.soundness import identity_shown, references_nowhere
from fptui.search.resolving import identities_meant, identity_meant
from fptui.search.typed import understood
from fptui.store import Reading

HEADINGS = (
    N_("Register"),
    N_("Record"),
    N_("Field"),
    N_("What stands there"),
    N_("What it becomes"),
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Why it is done."""

    reason: str = asked(REASON)


@dataclass(slots=True)
class _Repair:
    """What has been resolved so far, and what is left."""

    office: Reading
    edits: list[Edit[Record]] = field(default_factory=list)
    resolved: list[Outcome] = field(default_factory=list)
    left: list[Outcome] = field(default_factory=list)
    _meant: dict[tuple[str, str], Value | InvalidValue] = field(default_factory=dict)
    _taken: set[tuple[str, str]] = field(default_factory=set)

    def take(self, register: Register[Record], number: int, record: Record) -> None:
        """Resolve what leads nowhere in a record, as far as it can be."""
        values: dict[str, Value] = {}
        becoming: list[Outcome] = []
        for column, texts in references_nowhere(register, record, self.office):
            try:
                value = self._resolved(column, getattr(record, column.key), texts)
            except InvalidValue as error:
                self.left.append(self._outcome(register, record, column, harmless(str(error))))
                continue
            values[column.key] = value
            said = understood(column, value, self.office)
            becoming.append(self._outcome(register, record, column, said))
        if not values:
            return
        after = msgspec.structs.replace(record, **values)
        why = self._why_not(register, number, record, after)
        if why:
            self.left += [Outcome((*one.cells[:-1], why)) for one in becoming]
            return
        self._taken.add((register.name, register.identity_of(after)))
        self.edits.append(Edit(register.name, number, record, after))
        self.resolved += becoming

    def _resolved(self, column: Column, value: Value, texts: tuple[str, ...]) -> Value:
        if column.kind is Kind.REFERENCE:
            return self._one(column, texts[0])
        found: list[str] = []
        for text in value if isinstance(value, tuple) else ():
            if text in texts:
                meant = self._one(column, str(text))
                found += map(str, meant if isinstance(meant, tuple) else ())
            else:
                found.append(str(text))
        return tuple(dict.fromkeys(found))

    def _one(self, column: Column, text: str) -> Value:
        """What a text means; the same text stands in many records."""
        key = (column.register + column.heading + column.kind, text)
        if key not in self._meant:
            one = column.kind is Kind.REFERENCE
            try:
                meaning = (identity_meant if one else identities_meant)(self.office, column, text)
            except InvalidValue as error:
                self._meant[key] = error
            else:
                self._meant[key] = meaning
        meant = self._meant[key]
        if isinstance(meant, InvalidValue):
            raise InvalidValue(str(meant))
        return meant

    def _why_not(
        self, register: Register[Record], number: int, before: Record, after: Record
    ) -> str:
        """Why a record may not become what it would; empty where it may."""
        identity = register.identity_of(after)
        holder = self.office.number_of(register, identity)
        if holder not in (None, number) or (register.name, identity) in self._taken:
            return _("there is a record of these already")
        known = register.problems(before)
        return _("; ").join(one for one in register.problems(after) if one not in known)

    @staticmethod
    def _outcome(register: Register[Record], record: Record, column: Column, said: str) -> Outcome:
        value = getattr(record, column.key)
        stands = _(", ").join(value) if isinstance(value, tuple) else str(value)
        return Outcome(
            (
                _(register.title),
                identity_shown(register, record),
                _(column.heading),
                harmless(stands),
                said,
            )
        )


def plan_repair(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """What each reference that leads nowhere would become; those with no one record stay."""
    repair = _Repair(office)
    for done, register in enumerate(REGISTERS.values()):
        progress(done, len(REGISTERS))
        for number, record in office.table(register).items():
            repair.take(register, number, record)
    n, left = len(repair.resolved), len(repair.left)
    resolved = ngettext("{n} reference resolved.", "{n} references resolved.", n).format(n=n)
    return Plan(
        title=_("Resolve references"),
        said=tuple(_said(n, left)),
        headings=tuple(map(_, HEADINGS)),
        groups=(
            Group("resolved", _("resolved"), repair.resolved, told=True),
            Group("left", _("left as it is"), repair.left, told=True),
        ),
        edits=repair.edits,
        reason=answers.reason or _("references resolved"),
        done=resolved,
        problems=left,
        nothing=_nothing(n, left),
    )


def _said(resolved: int, left: int) -> Iterator[str]:
    if resolved or left:
        yield _("References that lead nowhere: {resolved} can be resolved, {left} cannot.").format(
            resolved=resolved, left=left
        )


def _nothing(resolved: int, left: int) -> str:
    if resolved:
        return ""
    return _("None of them can be resolved.") if left else _("No reference leads nowhere.")


REPAIR_REFERENCES = OfficeJob(
    command=("check", "--repair"),
    title=N_("Resolve references"),
    help=N_(
        "Resolve references that lead nowhere: a name or pinyin where a code should stand, as "
        "one change."
    ),
    doing=N_("Looking for references that lead nowhere"),
    answers=Answers,
    plan=plan_repair,
    asks=N_("Resolve these references?"),
)
