"""Whose money came back for an account or a name that is still the one on file."""

from __future__ import annotations

from collections.abc import Iterable

from fptui.programme.rules import Programme
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Reading


def still_wrong(
    office: Reading, rules: Programme, returned: Iterable[tuple[int, Payment]]
) -> dict[int, str]:
    """The returned payments, by number, for which nothing has changed since they were sent.

    They are told `closed` where the account was, `misnamed` where the bank has it under
    another name; those that came back for another reason are not told.
    Since is the list on which the payment went to the bank, or its return where it was on
    none: by the order of the history, as the days of a past round may be entered late.
    """
    told = {number: (payment, _kind(payment, rules)) for number, payment in returned}
    wrong = {number: payment for number, (payment, kind) in told.items() if kind}
    if not wrong:
        return {}
    sent = _when_sent(office, wrong)
    people = {
        number: file
        for number, payment in wrong.items()
        if (file := office.number_of(RECIPIENTS, payment.recipient)) is not None
    }
    then = _files_then(office, people, sent) if people else {}
    files = office.table(RECIPIENTS)
    return {
        number: told[number][1]
        for number, file in people.items()
        if _same(then.get(number, files[file]), files[file], told[number][1])
    }


def _kind(payment: Payment, rules: Programme) -> str:
    """What a payment came back for: `closed`, `misnamed`, or nothing that is on file."""
    if rules.bank_answers.tells_closed(payment.return_reason):
        return "closed"
    return "misnamed" if rules.bank_answers.tells_differing_name(payment.return_reason) else ""


def _same(then: Recipient, now: Recipient, kind: str) -> bool:
    """Whether a file has what money came back for, as it had then."""
    return then.account == now.account and (kind == "closed" or then.name == now.name)


def _when_sent(office: Reading, payments: dict[int, Payment]) -> dict[int, int]:
    """The change by which each payment was listed for the bank last, else by which it came back.

    0 where the history does not know: it was so from the beginning. What an undo gave back
    was listed before.
    """
    listed: dict[int, int] = {}
    came_back: dict[int, int] = {}
    for change in office.history(PAYMENTS.name, *payments):
        for edit in change.edits if change.kind == "change" else ():
            after = edit.after
            if edit.register != PAYMENTS.name or not isinstance(after, Payment):
                continue
            if edit.number not in payments or edit.number in listed:
                continue
            before = edit.before.sent_date if isinstance(edit.before, Payment) else None
            if after.result == "returned":
                came_back.setdefault(edit.number, change.sequence)
            if after.sent_date is not None and before is None:
                listed[edit.number] = change.sequence
        if len(listed) == len(payments):
            break
    return {number: listed.get(number, came_back.get(number, 0)) for number in payments}


def _files_then(
    office: Reading, people: dict[int, int], sent: dict[int, int]
) -> dict[int, Recipient]:
    """The file of each payment when it was sent, where it was changed since."""
    found: dict[int, Recipient] = {}
    earliest = min(sent.values())
    for change in office.history(RECIPIENTS.name, *people.values()):
        if change.sequence <= earliest:
            break
        before = {
            edit.number: edit.before
            for edit in change.edits
            if edit.register == RECIPIENTS.name and isinstance(edit.before, Recipient)
        }
        for number, file in people.items():
            if file in before and change.sequence > sent[number]:
                found[number] = before[file]
    return found
