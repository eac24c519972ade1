"""Making one file of two: field by field, with the payments and all else that turns to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fptui.exchange.rules import rules_of
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Option
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.settling import Decision, contradictions, fields_of_files, joined, merge
from fptui.programme.which_kept import file_named, lost_by, which_is_kept
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, RESULTS
from fptui.registers.recipient_file import OF_THE_WAY, Recipient, recorders
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import SETTLEMENTS
from fptui.registers.values.display import shown, shown_choice
from fptui.reports.changes import record_of
from fptui.reports.doubts import compared
from fptui.reports.rounds import payment_called
from fptui.reports.way_of_files import Moved, way_of, way_rows
from fptui.store import Reading

FIELDS = {
    "kept": N_("kept against the other file"),
    "taken": N_("taken from the other file"),
    "filled": N_("filled from the other file"),
    "unchanged": N_("unchanged"),
}
"""What may happen to a field, what asks for a look first."""

TOLD_WITH_WAY = ("state", "since", "state_reason", *RECIPIENTS.recorders)
ANYWAY = N_("Merge although it is doubtful")

SAID = {
    "kept": N_("Kept against the other file: {fields}."),
    "taken": N_("Taken from the other file: {fields}."),
    "filled": N_("Filled from the other file: {fields}."),
}


@dataclass(frozen=True, slots=True)
class Merge:
    """Which file is kept, which one goes, for what doubt, and the fields taken from it.

    `anyway` tells that it is wanted although it is doubtful.
    """

    keep: int
    other: int
    kind: str
    take: tuple[str, ...] = ()
    anyway: bool = False
    reveal: bool = False


def plan_merge(office: Reading, asked: Merge, decision: Decision) -> Plan:
    """Both files side by side, and what the kept one holds afterwards.

    A merge by which a way or a payment would not be right any more is shown, but not to be
    done unless it is wanted `anyway`. InvalidValue where both were paid in one round: that
    must be put right before.
    """
    table = office.table(RECIPIENTS)
    kept, other = table[asked.keep], table[asked.other]
    edits = merge(office, asked.keep, asked.other, asked.kind, decision, asked.take)
    fields = _fields(office, asked)
    names = {"other": file_named(other), "kept": file_named(kept)}
    changes = list(office.history(RECIPIENTS.name, asked.keep, asked.other))
    ways = way_of(changes, asked.keep), way_of(changes, asked.other)
    lost = lost_by(office, joined(kept, other, asked.take), other)
    if fields["filled"] or fields["taken"]:
        lost += _confirmed_by_recorder(office, kept, other, ways[0])
    reason = _("{other} merged into {kept}: the same person").format(**names)
    refused = bool(lost) and not asked.anyway
    payments = _payments(office, kept, other)
    turned = list(_turned(edits, office, kept))
    done = _("{other} merged into {kept}: the same person.")
    return Plan(
        title=_("Merge {other} into {kept}").format(**names),
        said=(
            *_why_kept(office, asked),
            *(_("Doubtful: {what}").format(what=one) for one in lost),
            *(() if refused else _said(fields, len(turned), edits)),
        ),
        headings=(
            _("Field"),
            file_called(office, kept),
            file_called(office, other),
            _("Afterwards"),
        ),
        groups=(
            Group("way", _("way of the file"), _way_outcomes((kept, other), ways), told=True),
            Group("payments", _(PAYMENTS.title), payments, told=True),
            *(Group(key, _(label), fields[key]) for key, label in FIELDS.items()),
            Group("turned", _("turned to the kept file"), turned),
        ),
        edits=() if refused else edits,
        reason=_("; ").join(filter(None, (reason, decision.reason.strip()))),
        done=done.format(**names),
        nothing=_not_done(kept, other) if refused else "",
        unless="anyway" if refused else "",
    )


def _not_done(kept: Recipient, other: Recipient) -> str:
    return _(
        "{other} is not merged into {kept}, as it is doubtful. Keep the other file, or put "
        "right what is doubtful, or answer “yes” to “{question}”."
    ).format(other=file_named(other), kept=file_named(kept), question=_(ANYWAY))


def _why_kept(office: Reading, asked: Merge) -> Iterator[str]:
    """Why this file is kept, and what would be doubtful about keeping the other one."""
    table = office.table(RECIPIENTS)
    kept, other = table[asked.keep], table[asked.other]
    default = which_is_kept(office, asked.keep, asked.other)
    if default.keep == asked.keep:
        yield default.why
    else:
        said = _("{kept} is kept as it was chosen. By itself: {why}")
        yield said.format(kept=file_named(kept), why=default.why)
    for what in lost_by(office, joined(other, kept, ()), kept):
        yield _("If {other} were kept: {what}").format(other=file_named(other), what=what)


def _confirmed_by_recorder(
    office: Reading, kept: Recipient, other: Recipient, way: Sequence[Moved]
) -> Iterator[str]:
    """Who confirmed the kept file and recorded the other: nobody else has seen what is taken."""
    if rules_of(office.path).procedure.recorder_may_confirm:
        return
    confirmed = {moved.by for moved in way if moved.state == "confirmed"}
    for user in sorted(confirmed & set(recorders(other))):
        yield _("{user} confirmed {kept} and recorded {other}, from which fields come.").format(
            user=harmless(user), kept=file_named(kept), other=file_named(other)
        )


def _way_outcomes(
    files: tuple[Recipient, Recipient], ways: tuple[list[Moved], list[Moved]]
) -> list[Outcome]:
    kept, other = (harmless(file.file_number) for file in files)
    return [
        Outcome(
            (heading, mine, its, mine),
            subject=_("{heading} ({kept}: {mine}; {other}: {its})").format(
                heading=heading, kept=kept, mine=mine or "—", other=other, its=its or "—"
            ),
        )
        for heading, mine, its in way_rows(files, ways)
    ]


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
        if key in TOLD_WITH_WAY:
            continue
        what, after = "unchanged", mine
        if key in contradicting:
            what, after = ("taken", its) if key in asked.take else ("kept", mine)
        elif key in decided and not mine and its:
            what, after = "filled", its
        elif line.differs and key in OF_THE_WAY:
            what = "kept"
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
        text = f"{payment_called(payment)} · {shown_choice(RESULTS, payment.result)}"
        sides = (text, "") if is_kept else ("", text)
        file = harmless((kept if is_kept else other).file_number)
        outcomes.append(Outcome((_(PAYMENTS.title), *sides, text), subject=file))
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
