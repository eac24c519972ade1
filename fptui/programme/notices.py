"""Who stands in a posted list (公示): by the notice, the unit and the day on which it goes up.

Each level posts before the next decides, and those who leave are posted too
(国人口发〔2004〕36号 and the provinces' management measures; the days are the rules').
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fptui.errors import InvalidValue
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.procedure import Step, why_not
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS, units_under


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way at which a list is posted.

    `before` is the state of the files that wait for it, `state` the one that they
    have from the day on which it hangs.
    """

    key: str
    label: str
    before: str
    state: str


STAGES = {
    one.key: one
    for one in (
        Stage("village", N_("Notice of the village"), "applied", "village_noticed"),
        Stage("township", N_("Notice of the township"), "village_noticed", "township_reviewed"),
        Stage("district", N_("Notice of the district"), "township_reviewed", "confirmed"),
        Stage("exits", N_("Notice of those who left"), "", "exited"),
    )
}
EXITS = STAGES["exits"]

POSTED_COLUMNS = (
    *("number", "file_number", "name", "sex", "birth_date", "age", "unit", "category"),
    *("registration", "children_born", "children_living", "paid_from"),
)
"""All that a notice may show; no column that finds, rings or pays a person is among them."""

EXIT_COLUMNS = ("number", "file_number", "name", "sex", "birth_date", "age", "unit")
"""What a notice shows of those who left: nothing that tells why, but the reason in its words."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A list to post: who stands in it by unit and file, the days it hangs, whom it leaves out."""

    stage: Stage
    unit: str
    first_day: date
    last_day: date
    listed: Sequence[Recipient]
    left_out: int = 0

    @property
    def days(self) -> int:
        """How long it hangs."""
        return (self.last_day - self.first_day).days


def posting(
    desk: Desk, rules: Programme, stage: Stage, unit: str, first_day: date | None = None
) -> Posting:
    """The list of a unit and all below it, as it goes up on a day or else today.

    At a review, those who wait for it and may move on that day: whom the rules or an
    earlier notice hold back is counted, not posted. At the exits, who left in the year
    in view.
    """
    day = first_day or desk.today
    files = _files_of(desk, unit)
    if stage is EXITS:
        listed = [one for one in files if one.state == "exited" and _left_in(one) == desk.year]
        return _posting(desk, rules, stage, unit, day, listed)
    waiting = [one for one in files if one.state == stage.before]
    step = Step(stage.state, day, "", desk.year)
    listed = [one for one in waiting if not why_not(one, step, rules)]
    return _posting(desk, rules, stage, unit, day, listed, len(waiting) - len(listed))


def posted(
    desk: Desk, rules: Programme, stage: Stage, unit: str, first_day: date | None = None
) -> Posting:
    """The list that went up on a day, or last, of the files that were moved on with it."""
    if stage is EXITS:
        return posting(desk, rules, stage, unit, first_day)
    moved = [one for one in _files_of(desk, unit) if one.state == stage.state]
    days = [one.since for one in moved if one.since is not None]
    day = first_day or max(days, default=desk.today)
    return _posting(desk, rules, stage, unit, day, [one for one in moved if one.since == day])


def by_unit(made: Posting) -> list[Posting]:
    """The same list unit by unit, as it hangs in each; the whole where nobody stands in it."""
    units = dict.fromkeys(one.unit for one in made.listed)
    return [
        replace(made, unit=unit, listed=[one for one in made.listed if one.unit == unit])
        for unit in units
    ] or [made]


def posted_columns(rules: Programme, stage: Stage) -> tuple[str, ...]:
    """The keys of a notice's columns, as the rules name them.

    InvalidValue for one that must not be posted, or that there is not.
    """
    for key in rules.notice.columns:
        if key not in POSTED_COLUMNS:
            raise InvalidValue(
                _(
                    "programme.toml, [notice] columns: “{name}” does not stand on a posted list."
                    " What may stand there: {names}."
                ).format(name=harmless(key[:40]), names=_(", ").join(POSTED_COLUMNS))
            )
    if stage is EXITS:
        return tuple(key for key in rules.notice.columns if key in EXIT_COLUMNS)
    return rules.notice.columns


def _files_of(desk: Desk, unit: str) -> list[Recipient]:
    units = units_under(desk, unit)
    return [one for one in desk.table(RECIPIENTS).values() if one.unit in units]


def _posting(
    desk: Desk,
    rules: Programme,
    stage: Stage,
    unit: str,
    first_day: date,
    listed: Iterable[Recipient],
    left_out: int = 0,
) -> Posting:
    last_day = first_day + timedelta(days=_days(desk, rules, stage, unit))
    in_order = sorted(listed, key=lambda one: (one.unit, one.file_number))
    return Posting(stage, unit, first_day, last_day, in_order, left_out)


def _left_in(recipient: Recipient) -> int | None:
    day = recipient.exit_date or recipient.since
    return None if day is None else day.year


def _days(desk: Desk, rules: Programme, stage: Stage, unit: str) -> int:
    """The days of a stage's notice; those who left hang as long as the unit's own notices."""
    level = stage.key
    if stage is EXITS:
        found = desk.find(UNITS, unit)
        level = found.level if found is not None else "district"
    return {
        "village": rules.procedure.village_notice_days,
        "township": rules.procedure.township_notice_days,
    }.get(level, rules.procedure.district_notice_days)
