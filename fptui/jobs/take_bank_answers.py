"""The bank's answers: who was paid on which day, whose money came back (`fptui pay results`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from fptui.exchange.bank_answers import read_answers
from fptui.exchange.importing.previews import Preview, RefusedRow
from fptui.exchange.importing.rejects import cell_text, reasons, rejects_sheet
from fptui.exchange.rules import rules_of
from fptui.jobs.file_questions import REJECTS, FileToRead
from fptui.jobs.job import OfficeJob
from fptui.jobs.payment_round import PAID, ROUND, asked_round, payment_outcome
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Day, asked, today
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.bank_answers import Answer, AnswerPlan, People, plan_answers
from fptui.programme.rounds import Progress, payments_of
from fptui.registers.declaration import Desk, Mask
from fptui.registers.payments import PAYMENTS, STANDINGS, Payment, standing
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import masked, shown_choice, yuan
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which file answers for which round, and the day where it tells none."""

    file: Path | None = asked(
        FileToRead(
            N_("The file with the bank's answers"),
            argument="FILE",
            endings=".xlsx .xls .ods .csv .tsv",
            needed=True,
        )
    )
    round: str = asked(ROUND)
    day: date | None = asked(
        Day(
            N_("Day of payment"),
            N_("The day of payment where the file has none; else today."),
            flags=("--date",),
            to_come=False,
            proposed=today,
        )
    )
    rejects: Path | None = asked(REJECTS)


def plan_taking(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """Payments that were made or came back, and the rows that cannot be so, with the reasons."""
    of_round = asked_round(office, rules_of(office.path), answers.round)
    path = answers.file or Path()
    answered = read_answers(path, office, progress)
    payments = payments_of(office, office.year, of_round.number)
    found = plan_answers(office, payments, answered.answers, answers.day or office.today)
    refused = list(answered.refused(found))
    preview = answered.preview([row for row, _answer in refused])
    told = _Refused(People(office, payments), payments, preview)
    file = harmless(path.name)
    done = _("Taken: {paid} paid, {returned} returned.")
    return Plan(
        title=_("The bank's answers: {file}").format(file=file),
        said=(_said(found, len(refused)),),
        headings=tuple(map(_, PAID)),
        groups=(
            Group("refused", _("refused"), [told.outcome(*one) for one in refused], told=True),
            *_groups(found, office),
        ),
        edits=found.edits,
        reason=_("the bank's answers from {file}").format(file=file),
        done=done.format(paid=len(found.paid), returned=len(found.returned)),
        problems=len(refused),
        nothing="" if found.edits else _("These answers change no payment."),
        refused=partial(rejects_sheet, preview) if refused else None,
        source=path,
    )


def _said(found: AnswerPlan, refused: int) -> str:
    return _(
        "{paid} paid, {returned} returned, {unchanged} known already, {refused} refused"
    ).format(
        paid=len(found.paid),
        returned=len(found.returned),
        unchanged=len(found.known),
        refused=refused,
    )


def _groups(found: AnswerPlan, desk: Desk) -> tuple[Group, ...]:
    paid = [edit.after for edit in found.paid if edit.after is not None]
    returned = [edit.after for edit in found.returned if edit.after is not None]
    return (
        Group("paid", _("paid"), _answered(paid, desk)),
        Group("returned", _("returned"), _answered(returned, desk)),
        Group("known", _("known already"), _answered(found.known, desk)),
    )


def _answered(payments: Iterable[Payment], desk: Desk) -> list[Outcome]:
    return [payment_outcome(desk, one, _stands(one, desk)) for one in payments]


def _stands(payment: Payment, desk: Desk) -> str:
    """How a payment stands after the answer, and since when or why."""
    key = standing(payment, desk.today)
    what = payment.return_reason if key == "returned" else str(payment.paid_date or "")
    return _("{subject}: {what}").format(subject=shown_choice(STANDINGS, key), what=what)


@dataclass(frozen=True, slots=True)
class _Refused:
    """What tells of refused rows: whom they are about, as far as that can be known."""

    people: People
    payments: Mapping[str, tuple[int, Payment]]
    preview: Preview

    def outcome(self, row: RefusedRow, answer: Answer) -> Outcome:
        """A refused row by file, name and amount of the payment that it seems to mean."""
        likely = self.people.likely(answer)
        file = likely.file_number if likely is not None else answer.recipient
        name = likely.name if likely is not None else answer.name
        paid = self.payments.get(file)
        amount = paid[1].amount if paid is not None else answer.amount
        why = _("; ").join(map(harmless, reasons(row)))
        place = _("row {row}").format(row=row.row)
        said = _("{subject}: {what}").format(subject=place, what=why)
        cells = (file, name, "" if amount is None else yuan(amount), said)
        return Outcome(tuple(map(harmless, cells)), partial(self._whole, row, why))

    def _whole(self, row: RefusedRow, why: str) -> Sequence[tuple[str, str]]:
        """All that stands in the row."""
        shown = enumerate(zip(self.preview.headings, row.cells, strict=False))
        cells = [
            (harmless(heading), self._masked(place, cell_text(cell)))
            for place, (heading, cell) in shown
        ]
        return [(_("Row of the file"), str(row.row)), *cells, (_("Why refused"), why)]

    def _masked(self, place: int, text: str) -> str:
        """A cell as it may be shown: what is private in a file of the office is so here."""
        column = self.preview.columns.get(place)
        return masked(text, _PRIVATE.get(column.key, Mask.NONE)) if column is not None else text


_PRIVATE = {one.key: one.mask for one in RECIPIENTS.columns if one.mask is not Mask.NONE}


TAKE_BANK_ANSWERS = OfficeJob(
    command=("pay", "results"),
    title=N_("Read the bank's answers"),
    help=N_("Read the bank's answers: paid on which day, or returned and why."),
    doing=N_("Reading the bank's answers"),
    menus=(PAYMENTS.name,),
    answers=Answers,
    plan=plan_taking,
)
