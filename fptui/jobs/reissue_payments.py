"""Having returned payments made again (`fptui pay reissue`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.jobs.job import OfficeJob
from fptui.jobs.payment_round import PAID, ROUND, asked_round, payment_outcome
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Given, asked
from fptui.jobs.record_questions import Records
from fptui.jobs.still_wrong import still_wrong
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.bank_list import reissued
from fptui.programme.rounds import Progress, payments_of
from fptui.programme.rules import Programme
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

    Where the account was closed, or under another name, and is still the same, the rules
    hold a payment back or only tell of it.
    """
    rules = rules_of(office.path)
    chosen = _chosen(office, answers)
    returned = [(number, one) for number, one in chosen if one.result == "returned"]
    wrong = still_wrong(office, rules, returned)
    held = {number for number, kind in wrong.items() if _holds(rules, kind)}
    moves = [
        Edit(PAYMENTS.name, number, one, reissued(one))
        for number, one in returned
        if number not in held
    ]
    again = [edit.before for edit in moves if edit.number not in wrong]
    closed, misnamed = (
        [one for number, one in returned if wrong.get(number) == kind] for kind in STILL
    )
    stays = [
        payment_outcome(office, one, shown_choice(STANDINGS, standing(one, office.today)))
        for _number, one in chosen
        if one.result != "returned"
    ]
    n = len(moves)
    said = ngettext("{n} payment is to be made again", "{n} payments are to be made again", n)
    return Plan(
        title=_("Issue returned payments again"),
        said=tuple(_said(office, answers, len(returned), wrong, rules)),
        headings=tuple(map(_, PAID)),
        groups=(
            Group("closed", _("account still closed"), _doubted(office, closed), told=True),
            Group("misnamed", _("name still the same"), _misnamed(office, misnamed), told=True),
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
        problems=len(held),
        nothing="" if moves else _nothing(len(held)),
    )


STILL = ("closed", "misnamed")
"""What a returned payment may be told to be still, of :func:`still_wrong`."""


def _holds(rules: Programme, kind: str) -> bool:
    """Whether the rules hold back what came back for this and is still the same."""
    answers = rules.bank_answers
    return (answers.closed_account if kind == "closed" else answers.differing_name) == "hold"


def _nothing(held: int) -> str:
    if held:
        return _("None can be issued again before the accounts are put right.")
    return _("None of these payments came back.")


def _said(
    office: Reading, answers: Answers, returned: int, wrong: dict[int, str], rules: Programme
) -> Iterator[str]:
    """That all are meant where none was chosen, and what is to be put right before."""
    kinds = list(wrong.values())
    closed, misnamed = kinds.count("closed"), kinds.count("misnamed")
    if not answers.payments and returned:
        of_round = asked_round(office, rules_of(office.path), answers.round)
        said = ngettext(
            "None was chosen: all that came back in round {number} of {year}, {n} payment.",
            "None was chosen: all that came back in round {number} of {year}, {n} payments.",
            returned,
        )
        yield said.format(number=of_round.number, year=office.year, n=returned)
    if closed and _holds(rules, "closed"):
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

    if misnamed and _holds(rules, "misnamed"):
        said = ngettext(
            "{n} is held back: the bank has the account under another name.",
            "{n} are held back: the bank has the accounts under other names.",
            misnamed,
        )
        yield said.format(n=misnamed)
    elif misnamed:
        said = ngettext(
            "{n} goes again to an account that the bank has under another name.",
            "{n} go again to accounts that the bank has under other names.",
            misnamed,
        )
        yield said.format(n=misnamed)


def _misnamed(office: Reading, payments: Sequence[Payment]) -> list[Outcome]:
    said = _(
        "{reason}; name and account on file are still the same: put them right, here or at the bank"
    )
    return [payment_outcome(office, one, said.format(reason=one.return_reason)) for one in payments]


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
