"""Rounds of payments: `pay open`, `pay bank-file`, `pay results`, `pay reissue`, `pay status`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from fptui.commands.days import day_given
from fptui.commands.options import OfficeCommand
from fptui.commands.session import PROBLEMS_FOUND, Session, told
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.commands.writing import write_sheet, written
from fptui.errors import FptuiError, InvalidValue
from fptui.exchange.bank import bank_sheet, read_answers, write_bank_file
from fptui.exchange.importing.rejects import write_rejects
from fptui.exchange.rules import rules_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.bank_answers import plan_answers
from fptui.programme.bank_list import bank_list, reissued
from fptui.programme.payment_soundness import claims
from fptui.programme.rounds import RoundPlan, payments_of, plan_round, round_of, standing_of
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.units import township_of
from fptui.reports.rounds import pressing_sheet, standing_page
from fptui.store import Office

NAMED = 20
"""So many payments or files are named one by one; the others are counted."""

_round = click.option(
    "--round",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    cls=TranslatedOption,
    help=N_("Which round of the year; needed where it has several."),
)
_dry_run = click.option(
    "--dry-run", is_flag=True, cls=TranslatedOption, help=N_("Say what would happen; do nothing.")
)


@click.group(cls=TranslatedGroup, help=N_("Rounds of payments: who is due, the bank, its answers."))
def pay() -> None:
    """The family of commands about payments; the year in view is that of the round."""


@pay.command(
    "open",
    cls=OfficeCommand,
    help=N_("Enter what is due in a round; again, after files changed, only what is new."),
)
@_round
@_dry_run
@click.pass_obj
@told
def open_(session: Session, number: int | None, dry_run: bool) -> None:
    """Open a round as one change; who is held back, and why, is said."""
    with session.changing() as office:
        rules = rules_of(office.path)
        of_round = round_of(rules, office.year, number)
        plan = plan_round(office, rules, office.year, of_round)
        if plan.edits and not dry_run:
            said = _("round {number} of {year} opened").format(
                number=of_round.number, year=office.year
            )
            office.change(plan.edits, said)
    _tell_opened(plan, dry_run)


def _tell_opened(plan: RoundPlan, dry_run: bool) -> None:
    said = ngettext("{n} payment added", "{n} payments added", len(plan.new))
    parts = [
        said.format(n=len(plan.new)) + _(" ({amount} yuan)").format(amount=f"{plan.amount:,.2f}"),
        _("{n} there already").format(n=plan.known),
        _("{n} stopped").format(n=len(plan.stopped)),
        _("{n} held back").format(n=len(plan.held)),
    ]
    click.echo(
        _("Round {number} of {year}, due {day}: {what}.").format(
            number=plan.round.number,
            year=plan.year,
            day=plan.round.due_in(plan.year).isoformat(),
            what=_(", ").join(parts),
        ),
        err=True,
    )
    _tell_each(
        _("stopped: {file}: {why}"),
        [(edit.before.recipient, why) for edit, why in plan.stopped if edit.before],
    )
    _tell_each(_("held back: {file}: {why}"), [(one.file_number, why) for one, why in plan.held])
    late = [(payment.recipient, why) for payment, why in plan.too_late]
    _tell_each(_("the bank has it already, ring it up: {file}: {why}"), late)
    if dry_run:
        click.echo(_("Nothing was changed: --dry-run was given."), err=True)


def _tell_each(line: str, rows: list[tuple[str, str]]) -> None:
    for file, why in rows[:NAMED]:
        click.echo(line.format(file=harmless(file), why=harmless(why)), err=True)
    if len(rows) > NAMED:
        click.echo(_("… and {count} more").format(count=len(rows) - NAMED), err=True)


@pay.command("status", cls=OfficeCommand, help=N_("Where a round stands; late and missing first."))
@_round
@written
@click.pass_obj
@told
def status(
    session: Session, number: int | None, format_name: str | None, output: Path | None
) -> None:
    """Show a round in sentences, with what asks for work; as a list in a format or a file."""
    with session.office() as office:
        rules = rules_of(office.path)
        of_round = round_of(rules, office.year, number)
        stands = standing_of(office, rules, office.year, of_round, partial(township_of, office))
        owed = claims(office, rules)
        if format_name is not None or output is not None:
            write_sheet(pressing_sheet(stands, office, owed), format_name, output)
            return
        from rich.console import Console

        Console(width=None if sys.stdout.isatty() else 120).print(
            standing_page(stands, office, owed)
        )


@pay.command(
    "bank-file",
    cls=OfficeCommand,
    help=N_("Write the list for the bank, with accounts unmasked, and mark its payments as sent."),
)
@_round
@click.option(
    "--bank",
    default="",
    metavar="NAME",
    cls=TranslatedOption,
    help=N_("Only the accounts at this bank."),
)
@click.option(
    "--again",
    is_flag=True,
    cls=TranslatedOption,
    help=N_("Write those of earlier lists too, where the bank did not get them."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    cls=TranslatedOption,
    help=N_("The .csv or .xlsx file to write."),
)
@click.pass_obj
@told
def bank_file(session: Session, number: int | None, bank: str, again: bool, output: Path) -> None:
    """Write what may be paid; what may not is told, and the exit code is 1."""
    with session.changing() as office:
        rules = rules_of(office.path)
        found = bank_list(
            office, rules, office.year, round_of(rules, office.year, number), bank, again
        )
        if found.rows:
            sheet = bank_sheet(office, rules, found)
            reason = write_bank_file(output, sheet, rules.bank_file.encoding)
            _mark_sent(office, found.sent(office.today), reason, output)
    _tell_each(
        _("not in the list: {file}: {why}"), [(one.recipient, why) for one, why in found.held]
    )
    if found.at_bank:
        said = ngettext("{n} payment is at the bank already; --again writes it once more.",
                        "{n} payments are at the bank already; --again writes them once more.",
                        found.at_bank)  # fmt: skip
        click.echo(said.format(n=found.at_bank), err=True)
    if not found.rows:
        raise FptuiError(_("Nothing is to be paid: no file was written."))
    said = ngettext("{path}: {n} payment, {amount} yuan", "{path}: {n} payments, {amount} yuan",
                    len(found.rows))  # fmt: skip
    click.echo(said.format(path=output, n=len(found.rows), amount=f"{found.amount:,.2f}"), err=True)
    if found.held:
        sys.exit(PROBLEMS_FOUND)


def _mark_sent(office: Office, edits: Sequence[Edit[Record]], reason: str, path: Path) -> None:
    """Note the list in the history; what is not noted there is no list."""
    try:
        if edits:
            office.change(edits, reason)
        else:
            office.note(reason, PAYMENTS.name)
    except FptuiError:
        path.unlink()
        raise


@pay.command(
    "results",
    cls=OfficeCommand,
    help=N_("Read the bank's answers: paid on which day, or returned and why."),
)
@_round
@click.option(
    "--date",
    "day",
    default="",
    metavar="DATE",
    cls=TranslatedOption,
    help=N_("The day of payment where the file has none; else today."),
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    metavar="FILE",
    cls=TranslatedOption,
    help=N_("Write the refused rows, with the reasons, to a file."),
)
@_dry_run
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@told
def results(
    session: Session,
    number: int | None,
    day: str,
    rejects: Path | None,
    dry_run: bool,
    file: Path,
) -> None:
    """Take the good rows as one change; refused ones are told, and the exit code is 1."""
    with session.changing() as office:
        of_round = round_of(rules_of(office.path), office.year, number)
        answered = read_answers(file, office)
        payments = payments_of(office, office.year, of_round.number)
        plan = plan_answers(office, payments, answered.answers, day_given(day) or office.today)
        if plan.edits and not dry_run:
            said = _("the bank's answers from {file}").format(file=harmless(file.name))
            office.change(plan.edits, said)
    preview = answered.preview(plan)
    click.echo(
        _("{paid} paid, {returned} returned, {unchanged} known already, {refused} refused").format(
            paid=len(plan.paid),
            returned=len(plan.returned),
            unchanged=plan.unchanged,
            refused=len(preview.refused),
        ),
        err=True,
    )
    why = [(str(row.row), _("; ").join(one.text for one in row.faults)) for row in preview.refused]
    _tell_each(_("row {file}: refused: {why}"), why)
    if rejects is not None and preview.refused:
        write_rejects(rejects, preview)
    if dry_run:
        click.echo(_("Nothing was changed: --dry-run was given."), err=True)
    if preview.refused:
        sys.exit(PROBLEMS_FOUND)


@pay.command(
    "reissue",
    cls=OfficeCommand,
    help=N_("Have returned payments made again: they go into the next list for the bank."),
)
@_round
@_dry_run
@click.argument("file_numbers", metavar="[FILE_NO]...", nargs=-1)
@click.pass_obj
@told
def reissue(
    session: Session, number: int | None, dry_run: bool, file_numbers: tuple[str, ...]
) -> None:
    """Issue the returned payments of these files again, or all of the round."""
    with session.changing() as office:
        of_round = round_of(rules_of(office.path), office.year, number)
        payments = payments_of(office, office.year, of_round.number)
        moves = _to_reissue(payments, file_numbers)
        if moves and not dry_run:
            office.change(moves, _("issued again"))
    said = ngettext("{n} payment is to be made again", "{n} payments are to be made again",
                    len(moves))  # fmt: skip
    click.echo(said.format(n=len(moves)), err=True)


def _to_reissue(
    payments: dict[str, tuple[int, Any]], file_numbers: tuple[str, ...]
) -> list[Edit[Payment]]:
    for file_number in file_numbers:
        known = payments.get(file_number)
        if known is None or known[1].result != "returned":
            raise InvalidValue(
                _("File {file} has no returned payment in this round; nothing was changed.").format(
                    file=harmless(file_number[:40])
                )
            )
    return [
        Edit(PAYMENTS.name, number, payment, reissued(payment))
        for file_number, (number, payment) in payments.items()
        if payment.result == "returned" and (not file_numbers or file_number in file_numbers)
    ]
