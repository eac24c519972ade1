"""The way of a file as its history tells it: who entered it, who moved it to which state, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers.recipient_file import STATES, Recipient, recorders
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import shown_choice
from fptui.store import Change

ENTERED = ""
"""In the place of a state: that a file was entered."""


@dataclass(frozen=True, slots=True)
class Moved:
    """That somebody led a file to a state on a day, or entered it."""

    state: str
    by: str
    day: date


def way_of(changes: Iterable[Change], number: int) -> list[Moved]:
    """How the record of this number came to its state, the first first.

    `changes` are those that touch it, the last first. What was taken back is left out.
    """
    found: dict[int, Moved] = {}
    for change in reversed(list(changes)):
        if change.kind == "undo":
            found.pop(change.of, None)
        for edit in change.edits if change.kind != "undo" else ():
            after = edit.after
            if (edit.register, edit.number) != (RECIPIENTS.name, number) or after is None:
                continue
            if not isinstance(after, Recipient):
                continue
            day = change.time.date()
            if edit.before is None:
                found[change.sequence] = Moved(ENTERED, change.user, day)
            elif getattr(edit.before, "state", "") != after.state:
                found[change.sequence] = Moved(after.state, change.user, after.since or day)
    return list(found.values())


def way_rows(
    files: tuple[Recipient, Recipient], ways: tuple[list[Moved], list[Moved]]
) -> Iterator[tuple[str, str, str]]:
    """Where two files stand, who recorded each and who led it there: a heading and two texts."""
    first, second = (_state(file) for file in files)
    yield _(RECIPIENTS.column("state").heading), first, second
    first, second = (harmless(_(", ").join(recorders(file))) for file in files)
    if first or second:
        yield _(RECIPIENTS.column("recorded_by").heading), first, second
    for state, label in {ENTERED: N_("Entered"), **STATES}.items():
        first, second = (
            _("; ").join(
                f"{moved.day.isoformat()} {harmless(moved.by)}"
                for moved in way
                if moved.state == state
            )
            for way in ways
        )
        if first or second:
            yield _(label), first, second


def _state(file: Recipient) -> str:
    state = shown_choice(STATES, file.state)
    if file.since is not None:
        state = _("{state} since {day}").format(state=state, day=file.since.isoformat())
    if file.state_reason:
        reason = harmless(file.state_reason)
        state = _("{state} ({reason})").format(state=state, reason=reason)
    return state
