"""What is done with payments: rounds opened, lists for the bank, its answers, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from fptui.errors import FptuiError
from fptui.exchange.bank import AnswerFile, bank_sheet, read_answers, write_bank_file
from fptui.exchange.importing.previews import RefusedRow
from fptui.exchange.rules import rules_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.bank_answers import AnswerPlan, plan_answers
from fptui.programme.bank_list import BankList, bank_list, reissued
from fptui.programme.payment_soundness import claims
from fptui.programme.rounds import (
    RoundPlan,
    payments_of,
    plan_round,
    round_of,
    standing_of,
)
from fptui.programme.rules import Programme, Round
from fptui.registers.declaration import Desk
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, STANDINGS, Payment, standing
from fptui.registers.units import township_of
from fptui.registers.values.display import name_of, shown_choice
from fptui.reports.rounds import standing_page
from fptui.screens.dialogs import AskText, ChooseOne, Page
from fptui.screens.preview import Foreseen, Preview
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.tasks import task_of
from fptui.screens.working import Working

REGISTER = PAYMENTS.name
HEADINGS = ("", N_("File no."), N_("Name"), N_("Amount"), N_("What happens"))


def _in_a_round(task: Callable[[RegisterScreen, Programme, Round], Any]) -> Any:
    """A task about one round of the year in view, which is asked for where there are several."""

    async def run(screen: RegisterScreen) -> None:
        try:
            rules = rules_of(screen.office.path)
            of_round = await _round(screen, rules)
            if of_round is not None:
                await task(screen, rules, of_round)
        except FptuiError as error:
            screen.say_refused(error)

    return run


async def _round(screen: RegisterScreen, rules: Programme) -> Round | None:
    year = screen.office.year
    rounds = rules.rounds_in(year)
    if len(rounds) == 1:
        return rounds[0]
    choices = [
        (
            str(one.number),
            _("{number} (due {day})").format(number=one.number, day=one.due_in(year).isoformat()),
        )
        for one in rounds
    ]
    title = _("Which round of {year}").format(year=year)
    chosen = await screen.app.push_screen_wait(ChooseOne(title, choices))
    return round_of(rules, year, int(chosen)) if chosen else None


async def _worked(
    screen: RegisterScreen, title: str, work: Callable[[Any], Any], *, stop: bool = True
) -> Any:
    """What the work found; FptuiError where it failed or was stopped, if it may be."""
    found = await screen.app.push_screen_wait(Working(title, work, may_stop=stop))
    if isinstance(found, FptuiError):
        raise found
    return found


@task_of(REGISTER, N_("Open a round: who is due"))
def open_round(screen: RegisterScreen) -> None:
    """Enter what is due in a round, after a preview of who is held back and why."""
    if screen.may_change():
        screen.run_worker(_open(screen))


@_in_a_round
async def _open(screen: RegisterScreen, rules: Programme, of_round: Round) -> None:
    office, year = screen.office, screen.office.year
    plan = await _worked(
        screen,
        _("Looking who is due"),
        lambda progress: plan_round(office, rules, year, of_round, progress),
    )
    if await screen.app.push_screen_wait(Preview(_opening(plan, office))):
        said = _("round {number} of {year} opened").format(number=of_round.number, year=year)
        screen.make(plan.edits, said)


def _opening(plan: RoundPlan, desk: Desk) -> Foreseen:
    said = _(
        "{new} payments, {amount} yuan, are added; {known} stay; {stopped} are stopped; "
        "{held} are held back."
    ).format(
        new=len(plan.new),
        amount=f"{plan.amount:,.2f}",
        known=plan.known,
        stopped=len(plan.stopped),
        held=len(plan.held),
    )
    ring = _("at the bank already, ring it up: {why}")
    rows = [_line(desk, "!", one, ring.format(why=why)) for one, why in plan.too_late]
    rows += [
        _line(desk, _("stopped"), edit.before, why) for edit, why in plan.stopped if edit.before
    ]
    rows += [
        (_("held back"), harmless(one.file_number), harmless(one.name), "", why)
        for one, why in plan.held
    ]
    due = _("due {day}").format(day=plan.round.due_in(plan.year).isoformat())
    rows += [_line(desk, _("added"), one, due) for one in plan.new]
    title = _("Open round {number} of {year}").format(number=plan.round.number, year=plan.year)
    return Foreseen(title, said, tuple(map(_, HEADINGS)), rows, may=bool(plan.edits))


def _line(desk: Desk, what: str, payment: Payment, why: str) -> tuple[str, ...]:
    name = harmless(name_of(desk, "recipients", payment.recipient))
    return what, harmless(payment.recipient), name, f"{payment.amount:,.2f}", harmless(why)


@task_of(REGISTER, N_("Where the round stands"))
def status(screen: RegisterScreen) -> None:
    """Show how a round stands, with what is late, returned or missing."""
    screen.run_worker(_status(screen))


@_in_a_round
async def _status(screen: RegisterScreen, rules: Programme, of_round: Round) -> None:
    office = screen.office
    unit_of = partial(township_of, office)

    def work(progress: Any) -> tuple[Any, Any]:
        stands = standing_of(office, rules, office.year, of_round, unit_of, progress)
        return stands, claims(office, rules)

    found = await _worked(screen, _("Looking how it stands"), work)
    stands, owed = found
    title = _("Payments {year}, round {number}").format(year=office.year, number=of_round.number)
    screen.app.push_screen(Page(title, standing_page(stands, office, owed)))


@task_of(REGISTER, N_("List for the bank"))
def bank_file(screen: RegisterScreen) -> None:
    """Write the open payments for the bank, after a preview of what must not go out."""
    if screen.may_change():
        screen.run_worker(_bank_file(screen))


@_in_a_round
async def _bank_file(screen: RegisterScreen, rules: Programme, of_round: Round) -> None:
    office = screen.office
    found = await _worked(
        screen,
        _("Looking what is to be paid"),
        lambda progress: bank_list(office, rules, office.year, of_round, progress=progress),
    )
    if not await screen.app.push_screen_wait(Preview(_listing(found, office))):
        return
    title = _("Write the list, with accounts unmasked, to the file")
    hint = _("Enter: write and mark as sent   Esc: back   .csv or .xlsx")
    name = f"bank-{found.year}-{of_round.number}.xlsx"
    given = await screen.app.push_screen_wait(AskText(title, name, hint, _not_new))
    if given is not None:
        await _hand_over(screen, rules, found, _path(given))


async def _hand_over(screen: RegisterScreen, rules: Programme, found: BankList, path: Path) -> None:
    """Write the list and mark its payments as sent; without the mark there is no list."""
    office = screen.office

    def write(_progress: Any) -> str:
        sheet = bank_sheet(office, rules, found)
        return write_bank_file(path, sheet, rules.bank_file.encoding)

    reason = await _worked(screen, _("Writing {file}").format(file=path.name), write, stop=False)
    if not screen.make(found.sent(office.today), reason):
        path.unlink()
        return
    n = len(found.rows)
    said = ngettext("{path}: {n} payment, {amount} yuan", "{path}: {n} payments, {amount} yuan", n)
    screen.notify(
        said.format(path=path.absolute(), n=n, amount=f"{found.amount:,.2f}"), markup=False
    )


def _not_new(text: str) -> str:
    path = _path(text)
    if path.exists():
        return _("{path} is there already: name another file.").format(path=path)
    return ""


def _listing(found: BankList, desk: Desk) -> Foreseen:
    said = _(
        "{rows} payments, {amount} yuan, go into the list; {held} must not; {at_bank} are at the "
        "bank already."
    ).format(
        rows=len(found.rows),
        amount=f"{found.amount:,.2f}",
        held=len(found.held),
        at_bank=found.at_bank,
    )
    rows = [_line(desk, _("held back"), one, why) for one, why in found.held]
    rows += [
        _line(desk, _("listed"), one, harmless(recipient.bank))
        for _number, one, recipient in found.rows
    ]
    title = _("List for the bank, round {number} of {year}").format(
        number=found.round.number, year=found.year
    )
    return Foreseen(title, said, tuple(map(_, HEADINGS)), rows, may=bool(found.rows))


@task_of(REGISTER, N_("Read the bank's answers"))
def results(screen: RegisterScreen) -> None:
    """Read which payments were made and which came back, with a preview."""
    if screen.may_change():
        screen.run_worker(_results(screen))


@_in_a_round
async def _results(screen: RegisterScreen, rules: Programme, of_round: Round) -> None:
    office = screen.office
    title = _("The file with the bank's answers")
    hint = _("Enter: read it, nothing is changed yet   Esc: back   xlsx, xls, ods, csv, tsv")
    given = await screen.app.push_screen_wait(AskText(title, "", hint, _no_file))
    if given is None:
        return
    path = _path(given)

    def work(progress: Any) -> tuple[AnswerFile, AnswerPlan]:
        answered = read_answers(path, office, progress)
        payments = payments_of(office, office.year, of_round.number)
        return answered, plan_answers(office, payments, answered.answers, office.today)

    found = await _worked(screen, _("Reading {file}").format(file=path.name), work)
    answered, plan = found
    refused = answered.preview(plan).refused
    if await screen.app.push_screen_wait(Preview(_answered(plan, refused, office, path.name))):
        said = _("the bank's answers from {file}").format(file=harmless(path.name))
        screen.make(plan.edits, said)


def _path(text: str) -> Path:
    return Path(text.strip().strip("'\"")).expanduser()


def _no_file(text: str) -> str:
    path = _path(text)
    return "" if path.is_file() else _("There is no file {path}").format(path=path)


def _answered(plan: AnswerPlan, refused: Sequence[RefusedRow], desk: Desk, file: str) -> Foreseen:
    said = _("{paid} paid, {returned} returned, {unchanged} known already, {refused} refused")
    counts = said.format(
        paid=len(plan.paid),
        returned=len(plan.returned),
        unchanged=plan.unchanged,
        refused=len(refused),
    )
    at_row = _("row {row}")
    rows: list[tuple[str, ...]] = [
        (_("refused"), at_row.format(row=row.row), "", "", _("; ").join(f.text for f in row.faults))
        for row in refused
    ]
    for after in (edit.after for edit in plan.edits if edit.after):
        stands = shown_choice(STANDINGS, standing(after, desk.today))
        what = after.return_reason if after.result == "returned" else str(after.paid_date)
        rows.append(_line(desk, stands, after, what))
    title = _("The bank's answers: {file}").format(file=harmless(file))
    return Foreseen(title, counts, tuple(map(_, HEADINGS)), rows, may=bool(plan.edits))


@task_of(REGISTER, N_("Issue returned payments again"))
def reissue(screen: RegisterScreen) -> None:
    """Have the selected returned payments made again."""
    if not screen.may_change():
        return
    moves = [
        Edit(REGISTER, number, one, reissued(one))
        for number, one in screen.chosen_rows()
        if one.result == "returned"
    ]
    if not moves:
        screen.notify(_("None of these payments came back."))
    elif screen.make(moves, _("issued again")):
        n = len(moves)
        said = ngettext("{n} payment is to be made again", "{n} payments are to be made again", n)
        screen.notify(said.format(n=n))
