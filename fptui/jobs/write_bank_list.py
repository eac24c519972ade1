"""The list that the bank pays by, written and marked as sent (`fptui pay bank-file`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fptui.errors import FptuiError, InvalidValue
from fptui.exchange.bank import ENDINGS, bank_sheet, write_bank_file
from fptui.exchange.rules import rules_of
from fptui.jobs.file_questions import FileToWrite
from fptui.jobs.job import OfficeJob
from fptui.jobs.payment_round import PAID, ROUND, asked_round, payment_outcome
from fptui.jobs.plan import Done, Group, Plan
from fptui.jobs.questions import Choice, Day, Flag, Given, Option, asked, today
from fptui.language import N_, _, ngettext
from fptui.language.file_names import file_name
from fptui.language.harmless import harmless
from fptui.language.ways import way_of_answer
from fptui.programme.bank_list import BankList, bank_list
from fptui.programme.rounds import Progress
from fptui.registers.declaration import Desk
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Reading

AGAIN = N_("Those of earlier lists too")


def _banks(office: Reading, _given: Given) -> Sequence[Option]:
    banks = {one.bank for one in office.table(RECIPIENTS).values() if one.bank}
    return [Option(bank, harmless(bank)) for bank in sorted(banks)]


def _file_name(office: Reading, given: Given) -> str:
    of_round = given.get("round") or "1"
    name = _("bank-{year}-{number}").format(year=office.year, number=of_round)
    return f"{file_name(name)}.xlsx"


def _to_csv(given: Given) -> bool:
    """The other formats have them anyway."""
    path = given.get("output")
    return isinstance(path, Path) and path.suffix.lower() == ".csv"


@dataclass(frozen=True, slots=True)
class Answers:
    """Which payments go into the list, when the bank gets it, and into which file."""

    round: str = asked(ROUND)
    bank: str = asked(
        Choice(N_("Bank"), N_("Only the accounts at this bank."), options=_banks, metavar="NAME")
    )
    again: bool = asked(
        Flag(
            AGAIN,
            N_("Write those of earlier lists too, where the bank did not get them."),
        )
    )
    day: date | None = asked(
        Day(
            N_("Sent on"),
            N_("The day on which the bank gets it; else today."),
            flags=("--date",),
            to_come=False,
            proposed=today,
        )
    )
    output: Path | None = asked(
        FileToWrite(
            N_("File to write"),
            N_("The file to write: .csv for the bank's machine, the others to print and sign."),
            flags=("-o", "--output"),
            endings=" ".join(ENDINGS),
            replaces=False,
            needed=True,
            proposed=_file_name,
        )
    )
    titled: bool = asked(
        Flag(
            N_("Title, total and room to sign in the csv too"),
            N_("Write title, total and room to sign into a csv too."),
            applies=_to_csv,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan(Plan):
    """What would be handed to the bank."""

    found: BankList = field(repr=False)


def plan_list(office: Reading, answers: Answers, progress: Progress) -> ListPlan:
    """What may be paid, and what must not go out, with the reasons."""
    rules, year = rules_of(office.path), office.year
    of_round = asked_round(office, rules, answers.round)
    day = answers.day or office.today
    if day.year < year - 1:
        raise InvalidValue(
            _("{day} is too early for a list of {year}.").format(day=day.isoformat(), year=year)
        )
    found = bank_list(office, rules, year, of_round, answers.bank, answers.again, progress)
    return ListPlan(
        title=_("List for the bank, round {number} of {year}").format(
            number=of_round.number, year=year
        ),
        said=tuple(_said(found, day)),
        headings=tuple(map(_, PAID)),
        groups=_groups(found, office),
        edits=found.sent(day),
        problems=len(found.held),
        nothing="" if found.rows else _("Nothing is to be paid: no file was written."),
        found=found,
    )


def _said(found: BankList, day: date) -> Sequence[str]:
    n = len(found.rows)
    rows = ngettext("{n} payment, {amount} yuan, goes into the list; {held} must not.",
                    "{n} payments, {amount} yuan, go into the list; {held} must not.",
                    n)  # fmt: skip
    said = [rows.format(n=n, amount=f"{found.amount:,.2f}", held=len(found.held))]
    if n:
        said.append(_("Sent to the bank on {day}").format(day=day.isoformat()))
    if found.reissued:
        again = ngettext("{n} of them is issued again: list {list} of the round.",
                         "{n} of them are issued again: list {list} of the round.",
                         found.reissued)  # fmt: skip
        said.append(again.format(n=found.reissued, list=found.number))
    if found.at_bank:
        sent = ngettext(
            "{n} payment is at the bank already; {again} writes it once more.",
            "{n} payments are at the bank already; {again} writes them once more.",
            found.at_bank,
        )
        said.append(sent.format(n=found.at_bank, again=way_of_answer(AGAIN, "--again")))
    return said


def _groups(found: BankList, desk: Desk) -> tuple[Group, ...]:
    held = [payment_outcome(desk, payment, why) for payment, why in found.held]
    listed = [payment_outcome(desk, payment, who.bank) for _number, payment, who in found.rows]
    return (
        Group("held", _("not in the list"), held, told=True),
        Group("listed", _("listed"), listed),
    )


def hand_over(office: Reading, answers: Answers, plan: ListPlan, _progress: Progress) -> Done:
    """Write the list and mark its payments as sent; without the mark there is no list."""
    path, rules = answers.output, rules_of(office.path)
    if path is None:
        return Done()
    sheet = bank_sheet(office, rules, plan.found, answers.day or office.today)
    reason = write_bank_file(path, sheet, rules.bank_file.encoding, answers.titled)
    try:
        if plan.edits:
            office.change(plan.edits, reason)
        else:
            office.note(reason, PAYMENTS.name)
    except FptuiError:
        path.unlink()
        raise
    n = len(plan.found.rows)
    said = ngettext("{path}: {n} payment, {amount} yuan", "{path}: {n} payments, {amount} yuan", n)
    return Done((said.format(path=path, n=n, amount=f"{plan.found.amount:,.2f}"),), path)


WRITE_BANK_LIST = OfficeJob(
    command=("pay", "bank-file"),
    title=N_("List for the bank"),
    help=N_("Write the list for the bank, with accounts unmasked, and mark its payments as sent."),
    doing=N_("Looking what is to be paid"),
    menus=(PAYMENTS.name,),
    answers=Answers,
    plan=plan_list,
    carry_out=hand_over,
    must_do=True,
)
