"""Attendance (参训): how many of a unit were invited to a session, came, sat the test, passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fptui.language import N_, _
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.summed import SUMMED


class Attendance(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One unit at one session, in persons; None where it is not known."""

    session: str
    unit: str
    invited: int | None = None
    attended: int | None = None
    tested: int | None = None
    passed: int | None = None


def _each_is_part_of_the_one_before(line: Attendance) -> Iterator[str]:
    if _exceeds(line.attended, line.invited):
        yield _("more attended than were invited")
    if _exceeds(line.tested, line.attended):
        yield _("more sat the test than attended")
    if _exceeds(line.passed, line.tested):
        yield _("more passed the test than sat it")


def _exceeds(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


def sum_known(numbers: Iterable[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


ATTENDANCE = Register(
    name="attendance",
    title=N_("Attendance"),
    record=Attendance,
    identity=("session", "unit"),
    words=("session", "unit"),
    sort="session",
    screen=4,
    place=1,
    rules=(_each_is_part_of_the_one_before,),
    columns=(
        Column(
            "session",
            N_("Session"),
            Kind.REFERENCE,
            30,
            register="trainings",
            required=True,
            repeats=True,
        ),
        Column("unit", N_("Unit"), Kind.REFERENCE, 16, register="units", required=True),
        Column("invited", N_("Invited"), Kind.INTEGER, 8, summed=SUMMED),
        Column("attended", N_("Attended"), Kind.INTEGER, 8, summed=SUMMED),
        Column("tested", N_("Tested"), Kind.INTEGER, 8, summed=SUMMED),
        Column("passed", N_("Passed"), Kind.INTEGER, 8, summed=SUMMED),
    ),
)
