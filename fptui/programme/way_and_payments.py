"""Whether a file's place on its way and its payments can be of one person.

Money is paid to those who receive it (财教〔2005〕77号 art. 3–4): a file that is not yet
confirmed or paid, or was rejected, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fptui.language import _
from fptui.registers.payments import Payment, is_made, is_open
from fptui.registers.recipient_file import STATES, Recipient
from fptui.registers.values.display import shown_choice

UNPAID = frozenset({"rejected", "applied", "village_noticed", "township_reviewed", "confirmed"})
"""The states in which nothing was paid yet, nor is due."""


def paid_too_early(recipient: Recipient, payments: Iterable[Payment]) -> str:
    """That a file has payments made or due before it receives any, in words; else nothing."""
    if recipient.state not in UNPAID:
        return ""
    years = _years(one for one in payments if is_made(one) or is_open(one))
    if not years:
        return ""
    return _("in the state “{state}” nothing is paid, but there are payments of {years}").format(
        state=shown_choice(STATES, recipient.state), years=years
    )


def misfits(recipient: Recipient, payments: Iterable[Payment]) -> Iterator[str]:
    """All in which a file and payments contradict each other, in words."""
    counted = [one for one in payments if is_made(one) or is_open(one)]
    if text := paid_too_early(recipient, counted):
        yield text
    first = recipient.paid_from
    if first is not None and (years := _years(one for one in counted if one.year < first)):
        yield _("it is paid from {first} on, but there are payments of {years}").format(
            first=first, years=years
        )


def _years(payments: Iterable[Payment]) -> str:
    years = sorted({one.year for one in payments if one.amount})
    return _(", ").join(map(str, years))
