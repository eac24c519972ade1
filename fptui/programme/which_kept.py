"""Which of two files of one person is kept, why that one, and what would be lost with the other.

The one that is further on its way is kept. Who is suspended comes first: what holds back
the money is lifted by a step with its guards and not by a merge. Who left comes after
those who are on their way to the money and before those who get it, as no way leads back.
"""

from __future__ import annotations

from dataclasses import dataclass

from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.way_and_payments import misfits
from fptui.registers.declaration import Desk
from fptui.registers.payments import PAYMENTS, is_made
from fptui.registers.recipient_file import EXIT_REASONS, STATES, Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import shown_choice

WAY = (
    "rejected",
    "applied",
    "village_noticed",
    "township_reviewed",
    "confirmed",
    "exited",
    "receiving",
    "suspended",
)
"""The states, the furthest last."""

TWICE = "09"
"""The reason for exit of a file that was one too many."""

WHYS = {
    "way": N_("{kept} is kept: it is further on its way ({mine}; {other}: {its})."),
    "made": N_("{kept} is kept: more payments were made to it ({mine}; {other}: {its})."),
    "filled": N_("{kept} is kept: more of its fields are filled ({mine}; {other}: {its})."),
    "lower": N_("{kept} is kept: nothing else tells them apart; its file number is the lower one."),
}
"""Why a file is kept, by what tells it from the other first."""

RANKED = ("way", "made", "filled")
"""What a file is ranked by, in the order of :func:`_rank`; the file number decides last."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that is kept by default and the other, as numbers, and why in a sentence."""

    keep: int
    other: int
    why: str


def file_named(recipient: Recipient) -> str:
    """A file as a sentence names it: its number and whose it is."""
    return f"{harmless(recipient.file_number)} {harmless(recipient.name)}"


def which_is_kept(desk: Desk, one: int, two: int) -> Kept:
    """Which of two files is kept where nobody says so; their order does not matter."""
    ranks = {number: _rank(desk, number) for number in (one, two)}
    table = desk.table(RECIPIENTS)
    by_number = sorted(ranks, key=lambda number: table[number].file_number)
    keep, other = sorted(by_number, key=lambda number: ranks[number], reverse=True)
    names = {"kept": file_named(table[keep]), "other": file_named(table[other])}
    differing = [
        (key, mine, its)
        for key, mine, its in zip(RANKED, ranks[keep], ranks[other], strict=True)
        if mine != its
    ]
    key, mine, its = differing[0] if differing else ("lower", 0, 0)
    values = str(mine), str(its)
    if key == "way":
        values = state_said(table[keep]), state_said(table[other])
    return Kept(keep, other, _(WHYS[key]).format(mine=values[0], its=values[1], **names))


def _rank(desk: Desk, number: int) -> tuple[int, int, int]:
    """How far on its way a file is, its payments made, and how many of its fields are filled."""
    recipient = desk.table(RECIPIENTS)[number]
    payments = desk.referring(PAYMENTS, "recipient", recipient.file_number)
    filled = sum(
        getattr(recipient, column.key) not in ("", None) for column in RECIPIENTS.stored_columns
    )
    return _place(recipient), sum(map(is_made, payments)), filled


def _place(recipient: Recipient) -> int:
    """How far a file is; one that was put aside as one too many is nowhere."""
    is_too_many = recipient.state == "exited" and recipient.exit_reason == TWICE
    return -1 if is_too_many or recipient.state not in WAY else WAY.index(recipient.state)


def state_said(recipient: Recipient) -> str:
    """The state of a file in words."""
    return shown_choice(STATES, recipient.state)


def lost_by(desk: Desk, joined: Recipient, other: Recipient) -> list[str]:
    """What makes it doubtful to keep a file against another, in sentences.

    `joined` is the kept file as it would be afterwards, with the payments of both.
    """
    payments = [
        payment
        for file in (joined, other)
        for payment in desk.referring(PAYMENTS, "recipient", file.file_number)
    ]
    kept = file_named(joined)
    said = [
        _("{file} afterwards: {what}.").format(file=kept, what=what)
        for what in misfits(joined, payments)
    ]
    if joined.state != other.state and (why := _way_lost(joined, other, is_told=bool(said))):
        reason = other.state_reason
        if other.state == "exited":
            day = other.exit_date.isoformat() if other.exit_date else ""
            reason = " ".join(filter(None, (day, shown_choice(EXIT_REASONS, other.exit_reason))))
        said.append(
            _(why).format(
                kept=kept,
                state=state_said(joined),
                other=file_named(other),
                its=state_said(other),
                reason=harmless(reason) or "—",
            )
        )
    return said


def _way_lost(joined: Recipient, other: Recipient, *, is_told: bool) -> str:
    """What would be forgotten of the other file's way, marked; nothing where it matters not.

    `is_told` tells that the kept file has been said to be too little on its way already.
    """
    if _place(other) < 0:
        return ""
    if other.state == "exited":
        return N_("{other} left ({reason}), but {kept} would go on as “{state}”.")
    if other.state == "suspended":
        return N_("{other} is suspended ({reason}), but {kept} would go on as “{state}”.")
    if joined.state == "exited":
        return N_("{kept} has left; the way of {other} (“{its}”) would end.")
    if _place(joined) < _place(other) and not is_told:
        return N_("{kept} would be “{state}”, although {other} is “{its}” already.")
    return ""
