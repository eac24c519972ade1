"""Making one file of two: field by field, with the payments and all else that turns to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Option
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.settling import Decision, contradictions, fields_of_files, merge
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS, Recipient
from fptui.registers.settlements import SETTLEMENTS
from fptui.registers.values.display import shown
from fptui.reports.changes import record_of
from fptui.reports.doubts import compared
from fptui.reports.rounds import payment_called
from fptui.store import Reading

FIELDS = {
    "kept": N_("kept against the other file"),
    "taken": N_("taken from the other file"),
    "filled": N_("filled from the other file"),
    "unchanged": N_("unchanged"),
}
"""What may happen to a field, what asks for a look first."""

SAID = {
    "kept": N_("Kept against the other file: {fields}."),
    "taken": N_("Taken from the other file: {fields}."),
    "filled": N_("Filled from the other file: {fields}."),
}


@dataclass(frozen=True, slots=True)
class Merge:
    """Which file is kept, which one goes, for what doubt, and the fields taken from it."""

    keep: int
    other: int
    kind: str
    take: tuple[str, ...] = ()
    reveal: bool = False


def plan_merge(office: Reading, asked: Merge, decision: Decision) -> Plan:
    """Both files side by side, and what the kept one holds afterwards.

    InvalidValue where both were paid in one round: that must be put right before.
    """
    table = office.table(RECIPIENTS)
    kept, other = table[asked.keep], table[asked.other]
    edits = merge(office, asked.keep, asked.other, asked.kind, decision, asked.take)
    fields = _fields(office, asked)
    names = {"other": harmless(other.file_number), "kept": harmless(kept.file_number)}
    reason = _("{other} merged into {kept}: the same person").format(**names)
    payments = _payments(office, kept, other)
    turned = list(_turned(edits, office, kept))
    done = _("{other} merged into {kept}: the same person.")
    return Plan(
        title=_("Merge {other} into {kept}").format(**names),
        said=tuple(_said(fields, len(turned), edits)),
        headings=(
            _("Field"),
            file_called(office, kept),
            file_called(office, other),
            _("Afterwards"),
        ),
        groups=(
            *(Group(key, _(label), fields[key]) for key, label in FIELDS.items()),
            Group("payments", _(PAYMENTS.title), payments),
            Group("turned", _("turned to the kept file"), turned),
        ),
        edits=edits,
        reason=_("; ").join(filter(None, (reason, decision.reason.strip()))),
        done=done.format(**names),
    )


def file_called(office: Reading, recipient: Recipient) -> str:
    """A file as it is told from others: number, name and unit."""
    unit = shown(RECIPIENTS.column("unit"), recipient.unit, office)
    return f"{harmless(recipient.file_number)} {harmless(recipient.name)} · {unit}"


def against(office: Reading, keep: int, other: int, *, reveal: bool) -> Sequence[Option]:
    """The fields in which two files contradict each other, with what each of them says."""
    table = office.table(RECIPIENTS)
    files = table[keep], table[other]
    options = []
    for column in contradictions(*files):
        kept, gone = (
            shown(column, column.value(one, office), office, reveal=reveal) for one in files
        )
        options.append(Option(column.key, _(column.heading), f"{kept} ← {gone}"))
    return options


def _fields(office: Reading, asked: Merge) -> dict[str, list[Outcome]]:
    """All fields of both files by what happens to them."""
    table = office.table(RECIPIENTS)
    kept, other = table[asked.keep], table[asked.other]
    contradicting = {column.key for column in contradictions(kept, other)}
    decided = {column.key for column in fields_of_files()}
    found: dict[str, list[Outcome]] = {key: [] for key in FIELDS}
    for line in compared(kept, other, office, reveal=asked.reveal):
        if line.column.compute is not None:
            continue  # what follows from the others, such as the age, is nobody's to keep
        key, (mine, its) = line.column.key, line.texts
        what, after = "unchanged", mine
        if key in contradicting:
            what, after = ("taken", its) if key in asked.take else ("kept", mine)
        elif key in decided and not mine and its:
            what, after = "filled", its
        found[what].append(Outcome((_(line.column.heading), mine, its, after)))
    return found


def _payments(office: Reading, kept: Recipient, other: Recipient) -> list[Outcome]:
    """The payments of both files, which are the kept one's afterwards, in order of time."""
    of_both = [
        (payment, one is kept)
        for one in (kept, other)
        for payment in office.referring(PAYMENTS, "recipient", one.file_number)
    ]
    outcomes = []
    for payment, is_kept in sorted(of_both, key=lambda one: (one[0].year, one[0].round)):
        text = payment_called(payment)
        sides = (text, "") if is_kept else ("", text)
        outcomes.append(Outcome((_(PAYMENTS.title), *sides, text)))
    return outcomes


def _turned(edits: Sequence[Edit[Record]], office: Reading, kept: Recipient) -> Iterator[Outcome]:
    """What else refers to the file that goes: settled doubts above all."""
    for edit in edits:
        if edit.register in (RECIPIENTS.name, PAYMENTS.name) or edit.before is None:
            continue
        before = record_of(Edit(edit.register, before=edit.before), office)
        after = "—" if edit.after is None else record_of(edit, office)
        if edit.register != SETTLEMENTS.name:
            after = harmless(kept.file_number)
        yield Outcome((_(REGISTERS[edit.register].title), "", before, after))


def _said(
    fields: dict[str, list[Outcome]], turned: int, edits: Sequence[Edit[Record]]
) -> Iterator[str]:
    for key, said in SAID.items():
        if fields[key]:
            names = _(", ").join(outcome.cells[0] for outcome in fields[key])
            yield _(said).format(fields=names)
    if n := turned + sum(edit.register == PAYMENTS.name for edit in edits):
        said = ngettext(
            "{n} record turns to the kept file.", "{n} records turn to the kept file.", n
        )
        yield said.format(n=n)
