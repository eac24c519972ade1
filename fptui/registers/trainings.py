"""Training sessions (培训): planned and held, with their topic, audience and hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from decimal import Decimal

from fptui.language import N_
from fptui.registers.attendance import ATTENDANCE, Attendance, sum_known
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.summed import SUMMED
from fptui.registers.values.lists import TRAINING_TOPICS
from fptui.registers.values.period import year_of_day

STATES = {"planned": N_("Planned"), "held": N_("Held"), "cancelled": N_("Cancelled")}
LEVELS = {
    "district": N_("District"),
    "township": N_("Township level"),
    "village": N_("Village level"),
}


class Training(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One session; who came stands in the register of attendance."""

    number: str
    date: Date | None = None
    topic: str = "general"
    name: str
    organiser: str = ""
    level: str = "district"
    place: str = ""
    hours: Decimal | None = None
    trainer: str = ""
    audience: str = ""
    with_test: bool = False
    state: str = "planned"


def attendance_of(desk: Desk, number: str) -> Sequence[Attendance]:
    """The lines of attendance of a session."""
    return desk.referring(ATTENDANCE, "session", number)


def _attended(training: Training, desk: Desk) -> int | None:
    lines = attendance_of(desk, training.number)
    return sum_known(line.attended for line in lines)


def _year(training: Training, begins: int) -> int | None:
    return year_of_day(training.date, begins) if training.date else None


TRAININGS = Register(
    name="trainings",
    title=N_("Training sessions"),
    record=Training,
    identity=("number",),
    words=("name", "number", "place", "trainer"),
    called_choices=("state", "topic", "level"),
    sort="date",
    counted_by="state",
    screen=4,
    year_of=_year,
    called=("name",),
    told_by=("date",),
    columns=(
        Column("number", N_("No."), Kind.CODE, 8, required=True, numbered=True),
        Column("date", N_("Date"), Kind.DATE, 10),
        Column("name", N_("Session"), width=30, required=True, suggests=True),
        Column("topic", N_("Topic"), Kind.CHOICE, 21, choices=TRAINING_TOPICS),
        Column("attended", N_("Attended"), Kind.INTEGER, 8, compute=_attended, summed=SUMMED),
        Column("state", N_("State"), Kind.CHOICE, 9, choices=STATES),
        Column("organiser", N_("Organiser"), width=16, suggests=True),
        Column("level", N_("Level"), Kind.CHOICE, 14, choices=LEVELS),
        Column("place", N_("Place"), width=16, suggests=True),
        Column("hours", N_("Hours"), Kind.DECIMAL, 5, summed=SUMMED),
        Column("trainer", N_("Trainer"), width=10, suggests=True),
        Column("audience", N_("Audience"), width=24, suggests=True),
        Column("with_test", N_("Test"), Kind.FLAG, 4),
    ),
)
