"""Having returned payments made again (`fptui pay reissue`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.jobs.closed_accounts import still_closed
from fptui.jobs.job import OfficeJob
from fptui.jobs.payment_round import PAID, ROUND, asked_round, payment_outcome
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Given, asked
from fptui.jobs.record_questions import Records
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.bank_list import reissued
from fptui.programme.rounds import Progress, payments_of
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, STANDINGS, Payment, standing
from fptui.registers.values.display import shown_choice
from fptui.store import Reading


def _none_chosen(given: Given) -> bool:
    """Payments that were chosen tell their round themselves."""
    return not given.get("payments")


def _returned(office: Reading, given: Given, file_number: str) -> int:
    """The number of the returned payment of a file in the round; InvalidValue for none."""
    of_round = asked_round(office, rules_of(office.path), str(given.get("round", "")))
    identity = f"{office.year} {of_round.number} {file_number}"
    number = office.number_of(PAYMENTS, identity)
    if number is None or office.table(PAYMENTS)[number].result != "returned":
        raise InvalidValue(
            _("File {file} has no returned payment in this round; nothing was changed.").format(
                file=harmless(file_number[:40])
            )
        )
    return number


@dataclass(frozen=True, slots=True)
class Answers:
    """Which payments, or all that came back of which round."""

    round: str = asked(replace(ROUND, applies=_none_chosen))
    payments: tuple[int, ...] = asked(
        Records(
            N_("Payments"),
            register=PAYMENTS.name,
            argument="FILE_NO",
            all_for_none=True,
            cursor=False,
            named=_returned,
        )
    )


def plan_reissue(office: Reading, answers: Answers, _progress: Progress) -> Plan:
    """The returned ones among the payments chosen, or all of the round.

    Where the account was closed and is still the same, the rules hold a payment back or
    only tell of it.
    """
    rules = rules_of(office.path)
    chosen = _chosen(office, answers)
    returned = [(number, one) for number, one in chosen if one.result == "returned"]
    closed = still_closed(office, rules, returned)
    holds = rules.bank_answers.closed_account == "hold"
    moves = [
        Edit(PAYMENTS.name, number, one, reissued(one))
        for number, one in returned
        if not (holds and number in closed)
    ]
    again = [edit.before for edit in moves if edit.number not in closed]
    doubtful = [one for number, one in returned if number in closed]
    stays = [
        payment_outcome(office, one, shown_choice(STANDINGS, standing(one, office.today)))
        for _number, one in chosen
        if one.result != "returned"
    ]
    n = len(moves)
    said = ngettext("{n} payment is to be made again", "{n} payments are to be made again", n)
    return Plan(
        title=_("Issue returned payments again"),
        said=tuple(_said(office, answers, len(returned), len(closed), holds)),
        headings=tuple(map(_, PAID)),
        groups=(
            Group("closed", _("account still closed"), _doubted(office, doubtful), told=True),
            Group(
                "again",
                _("issued again"),
                [payment_outcome(office, one, one.return_reason) for one in again if one],
                told=True,
            ),
            Group("stays", _("did not come back"), stays),
        ),
        edits=moves,
        reason=_("issued again"),
        done=said.format(n=n),
        problems=len(closed) if holds else 0,
        nothing="" if moves else _nothing(len(closed)),
    )


def _nothing(closed: int) -> str:
    if closed:
        return _("None can be issued again before the accounts are put right.")
    return _("None of these payments came back.")


def _said(
    office: Reading, answers: Answers, returned: int, closed: int, holds: bool
) -> Iterator[str]:
    """That all are meant where none was chosen, and that closed accounts are to be put right."""
    if not answers.payments and returned:
        of_round = asked_round(office, rules_of(office.path), answers.round)
        said = ngettext(
            "None was chosen: all that came back in round {number} of {year}, {n} payment.",
            "None was chosen: all that came back in round {number} of {year}, {n} payments.",
            returned,
        )
        yield said.format(number=of_round.number, year=office.year, n=returned)
    if closed and holds:
        said = ngettext(
            "{n} is held back: its account was closed, and the file has no other one yet.",
            "{n} are held back: their accounts were closed, and the files have no others yet.",
            closed,
        )
        yield said.format(n=closed)
    elif closed:
        said = ngettext(
            "{n} goes to the account that was closed: the file has no other one yet.",
            "{n} go to accounts that were closed: the files have no others yet.",
            closed,
        )
        yield said.format(n=closed)


def _doubted(office: Reading, payments: Sequence[Payment]) -> list[Outcome]:
    said = _("{reason}; the account on file is still the same: enter the new one first")
    return [payment_outcome(office, one, said.format(reason=one.return_reason)) for one in payments]


def _chosen(office: Reading, answers: Answers) -> list[tuple[int, Payment]]:
    """The payments of the year that were chosen, of the round where one is named; else all."""
    table = office.table(PAYMENTS)
    if answers.payments:
        chosen = [(number, table[number]) for number in answers.payments if number in table]
        return [
            (number, one)
            for number, one in chosen
            if one.year == office.year and answers.round in ("", str(one.round))
        ]
    of_round = asked_round(office, rules_of(office.path), answers.round)
    of_all = payments_of(office, office.year, of_round.number).values()
    return [(number, one) for number, one in of_all if one.result == "returned"]


REISSUE_PAYMENTS = OfficeJob(
    command=("pay", "reissue"),
    title=N_("Issue returned payments again"),
    help=N_("Have returned payments made again: they go into the next list for the bank."),
    doing=N_("Looking which came back"),
    menus=(PAYMENTS.name,),
    answers=Answers,
    plan=plan_reissue,
)
