"""Settling a doubt: two files are merged into one, or it is written down that they are not one.

What comes back are records before and after, to be made as one change and undone as one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.programme.doubt_search import keys_of, settled
from fptui.programme.doubts import Doubt
from fptui.programme.which_kept import file_named
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Desk, Kind, Record
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipient_file import OF_THE_WAY, Recipient, recorders
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import SETTLEMENTS, Settlement


@dataclass(frozen=True, slots=True)
class Decision:
    """Who settles, on which day, and why."""

    by: str
    day: date
    reason: str = ""


def settle(
    doubts: Iterable[Doubt], verdict: str, decision: Decision, desk: Desk
) -> list[Edit[Record]]:
    """Write down that these doubts are none, as `not_the_same` or `as_it_is`.

    InvalidValue without a reason: the next person must be able to follow it.
    """
    if not decision.reason.strip():
        raise InvalidValue(_("Say why: a doubt is settled with a reason."))
    keys = {key for doubt in doubts for key in keys_of(doubt, desk)} - settled(desk)
    edits: list[Edit[Record]] = []
    for kind, first, second in sorted(keys):
        file, other = (first, second) if first else (second, "")
        settlement = _settlement(kind, file, other, verdict, decision)
        edits.append(Edit(SETTLEMENTS.name, after=settlement))
    return edits


def _settlement(
    kind: str, file: str, other: str, verdict: str, decision: Decision, merged: str = ""
) -> Settlement:
    return Settlement(
        kind=kind,
        file=file,
        other=other,
        verdict=verdict,
        day=decision.day,
        settled_by=decision.by,
        reason=decision.reason.strip(),
        merged=merged,
    )


def contradictions(kept: Recipient, other: Recipient) -> list[Column]:
    """The fields that both files fill, and differently."""
    return [
        column
        for column in fields_of_files()
        if _is_filled(kept, column)
        and _is_filled(other, column)
        and getattr(kept, column.key) != getattr(other, column.key)
    ]


def fields_of_files() -> Iterator[Column]:
    """The fields of a file of which a merge decides: all but its number, and its own way."""
    fixed = (*RECIPIENTS.identity, *OF_THE_WAY)
    return (column for column in RECIPIENTS.stored_columns if column.key not in fixed)


def _is_filled(recipient: Recipient, column: Column) -> bool:
    return getattr(recipient, column.key) not in ("", None)


def merge(
    desk: Desk, kept: int, other: int, kind: str, decision: Decision, take: Collection[str] = ()
) -> list[Edit[Record]]:
    """Make one file of two: what refers to the other refers to the kept one, and it is gone.

    Empty fields of the kept file are filled from the other one; of fields that contradict
    each other the kept file's stay, but for those whose keys are in `take`. How far the
    kept file is, and who led it there, is never the other's; who recorded the other one is
    kept beside, as he must not confirm it (财教〔2005〕77号 art. 4). A settlement of
    this kind names the merged file and the number of its record. InvalidValue where both
    have a payment of one round, or where a field to take is none.
    """
    table = desk.table(RECIPIENTS)
    one, two = table[kept], table[other]
    if kept == other:
        raise InvalidValue(_("This is one file already; name two."))
    _refuse_paid_twice(desk, one, two)
    edits: list[Edit[Record]] = [
        Edit(RECIPIENTS.name, kept, one, joined(one, two, take)),
        Edit(RECIPIENTS.name, other, two),
    ]
    edits += _turned_to(desk, two.file_number, one.file_number)
    names = (one.file_number, two.file_number)
    edits += _settled_anew(desk, *names, _settlement(kind, *names, "same", decision, str(other)))
    return edits


def joined(kept: Recipient, other: Recipient, take: Collection[str]) -> Recipient:
    """The kept file after a merge; InvalidValue where a field to take is none."""
    known = {column.key for column in fields_of_files()}
    for key in take:
        if key not in known:
            raise InvalidValue(
                _("A file has no field “{name}” to take. Its fields: {names}.").format(
                    name=harmless(key[:40]), names=", ".join(sorted(known))
                )
            )
    fields = {
        column.key: getattr(other, column.key)
        for column in fields_of_files()
        if not _is_filled(kept, column) or (column.key in take and _is_filled(other, column))
    }
    entered = [name for name in recorders(other) if name != kept.recorded_by]
    also = dict.fromkeys([*recorders(kept)[bool(kept.recorded_by) :], *entered])
    return msgspec.structs.replace(kept, **fields, also_recorded_by=", ".join(also))


def _refuse_paid_twice(desk: Desk, one: Recipient, two: Recipient) -> None:
    rounds = [
        {(payment.year, payment.round) for payment in desk.referring(PAYMENTS, "recipient", file)}
        for file in (one.file_number, two.file_number)
    ]
    for year, number in sorted(rounds[0] & rounds[1]):
        raise InvalidValue(
            _(
                "Both {one} and {two} have a payment of round {round} of {year}: it was entered "
                "or paid twice. Correct or remove one of the two payments, then merge; "
                "nothing was changed."
            ).format(one=file_named(one), two=file_named(two), round=number, year=year)
        )


def _turned_to(desk: Desk, old: str, new: str) -> Iterator[Edit[Record]]:
    """All records that refer to one file, made to refer to another."""
    for register in REGISTERS.values():
        pointing = [
            column.key
            for column in register.stored_columns
            if column.register == RECIPIENTS.name and column.kind is Kind.REFERENCE
        ]
        if not pointing or register is SETTLEMENTS:
            continue
        for number, record in desk.table(register).items():
            fields = {key: new for key in pointing if getattr(record, key) == old}
            if fields:
                yield Edit(register.name, number, record, msgspec.structs.replace(record, **fields))


def _settled_anew(desk: Desk, kept: str, gone: str, merge: Settlement) -> Iterator[Edit[Record]]:
    """What was settled about the file that goes, said of the kept one, and the merge itself."""
    before = {**desk.table(SETTLEMENTS), 0: merge}
    after: dict[tuple[str, str, str], tuple[int, Settlement]] = {}
    for number, one in before.items():
        said = one if one is merge else _said_of(one, kept, gone)
        if said.file != said.other:
            key = (said.kind, said.file, said.other)
            first, known = after.get(key, (number, said))
            after[key] = (first, said if known is said else _both(known, said))
    still = dict(after.values())
    for number, one in before.items():
        if number and still.get(number) != one:
            yield Edit(SETTLEMENTS.name, number, one, still.get(number))
    if 0 in still:
        yield Edit(SETTLEMENTS.name, after=still[0])


def _said_of(settlement: Settlement, kept: str, gone: str) -> Settlement:
    """A settlement that names the kept file for the one that goes; a file long gone stays."""
    file = kept if settlement.file == gone else settlement.file
    other = settlement.other
    if settlement.verdict == "not_the_same":
        file, other = sorted((file, kept if other == gone else other))
    return msgspec.structs.replace(settlement, file=file, other=other)


def _both(one: Settlement, other: Settlement) -> Settlement:
    """Two settlements of one doubt as one; that a file was merged outweighs all else."""
    if "same" not in (one.verdict, other.verdict):
        return one
    merged = other if other.verdict == "same" else one
    numbers = " ".join(filter(None, (one.merged, other.merged)))
    return msgspec.structs.replace(merged, merged=numbers)
