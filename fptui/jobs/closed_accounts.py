"""Whose money came back from a closed account that is still the one on file."""

from __future__ import annotations

from collections.abc import Iterable

from fptui.programme.rules import Programme
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipients import RECIPIENTS, Recipient
from fptui.store import Reading


def still_closed(
    office: Reading, rules: Programme, returned: Iterable[tuple[int, Payment]]
) -> frozenset[int]:
    """The numbers of the returned payments whose account was closed and has not changed since.

    Since is the list on which the payment went to the bank, or its return where it was on
    none: by the order of the history, as the days of a past round may be entered late.
    """
    closed = {
        number: payment
        for number, payment in returned
        if rules.bank_answers.tells_closed(payment.return_reason)
    }
    if not closed:
        return frozenset()
    sent = _when_sent(office, closed)
    people = {
        number: file
        for number, payment in closed.items()
        if (file := office.number_of(RECIPIENTS, payment.recipient)) is not None
    }
    then = _accounts_then(office, people, sent) if people else {}
    files = office.table(RECIPIENTS)
    return frozenset(
        number
        for number, file in people.items()
        if then.get(number, files[file].account) == files[file].account
    )


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


def _accounts_then(office: Reading, people: dict[int, int], sent: dict[int, int]) -> dict[int, str]:
    """The account of each payment's file when it was sent, where the file was changed since."""
    found: dict[int, str] = {}
    earliest = min(sent.values())
    for change in office.history(RECIPIENTS.name, *people.values()):
        if change.sequence <= earliest:
            break
        before = {
            edit.number: edit.before.account
            for edit in change.edits
            if edit.register == RECIPIENTS.name and isinstance(edit.before, Recipient)
        }
        for number, file in people.items():
            if file in before and change.sequence > sent[number]:
                found[number] = before[file]
    return found
