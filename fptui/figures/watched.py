"""What is wrong or odd about the counts of an office, and how far it has been looked into.

A warning is open until somebody explains it; an explanation holds for the figures as they were,
so that the warning comes back where they change. What does not arise any more is fixed.
What cannot be is an error and stays one until a figure is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fptui.errors import InvalidValue
from fptui.figures.count_warning import Behind, CountWarning, Explained, about
from fptui.figures.entered_doubts import doubtful_entered
from fptui.figures.reckoning import Reckoning
from fptui.figures.tallies import label_of
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk, Record
from fptui.registers.edits import Edit
from fptui.registers.explanations import EXPLANATIONS, KINDS_OF_WARNINGS, Explanation
from fptui.registers.indicators import INDICATORS

STATES = {
    "error": N_("Error"),
    "come_back": N_("Come back"),
    "open": N_("Not explained"),
    "explained": N_("Explained"),
    "fixed": N_("Fixed"),
}
"""How far it has been looked into, what presses first."""

UNRESOLVED = ("error", "come_back", "open")


@dataclass(frozen=True, slots=True)
class Watched:
    """A warning or an error, and its state; `explanation` is the one that holds or held."""

    state: str
    warning: CountWarning
    explanation: Explanation | None = None

    @property
    def key(self) -> str:
        """By which it is named."""
        return self.warning.key


def watched(desk: Desk, reckoning: Reckoning | None = None) -> list[Watched]:
    """All errors and warnings, the most pressing first, and explained ones that are fixed."""
    reckoning = reckoning or Reckoning(desk)
    gone = reckoning.explained.but_for(reckoning.warnings())
    return in_order(
        [
            *(Watched("error", one) for one in _errors(desk, reckoning)),
            *_warned(reckoning),
            *(Watched("fixed", _once(one, desk), one) for one in gone),
        ]
    )


def open_warnings(reckoning: Reckoning) -> list[Watched]:
    """The warnings that nobody explained for the figures as they are; errors are told apart."""
    return in_order(one for one in _warned(reckoning) if one.state in UNRESOLVED)


def in_order(found: Iterable[Watched]) -> list[Watched]:
    """The most pressing first, then by period and unit."""
    states = list(STATES)
    return sorted(
        found, key=lambda one: (states.index(one.state), one.warning.period, one.warning.unit)
    )


def _warned(reckoning: Reckoning) -> Iterator[Watched]:
    explained = reckoning.explained
    for one in reckoning.warnings():
        yield Watched(_state(one, explained), one, explained.of(one))


def _state(warning: CountWarning, explained: Explained) -> str:
    if explained.holds(warning):
        return "explained"
    return "open" if explained.of(warning) is None else "come_back"


def restated(found: Iterable[Watched], desk: Desk) -> list[Watched]:
    """The same warnings of the same figures, after some were explained or that was taken back."""
    explained = Explained(desk)
    return in_order(
        Watched(_state(one.warning, explained), one.warning, explained.of(one.warning))
        if one.state not in ("error", "fixed")
        else one
        for one in found
    )


def why_unexplained(one: Watched, desk: Desk) -> str:
    """Why it cannot be explained; "" where it can.

    No reason makes an error right; what is fixed or explained needs none.
    """
    if one.state == "error":
        said = _(
            "{what}: this cannot be, whatever the reason: put a figure right; "
            "only a warning can be explained."
        )
        return said.format(what=one.warning.said(desk))
    if one.state == "fixed":
        return _("{key} does not arise any more.").format(key=one.key)
    if one.state == "explained" and one.explanation is not None:
        said = _("{key} is explained already: {reason}")
        return said.format(key=one.key, reason=harmless(one.explanation.reason))
    return ""


def explain(one: Watched, reason: str, by: str, day: date, desk: Desk) -> Edit[Record]:
    """Write down why a warning is none, in place of an explanation that held before.

    InvalidValue for what cannot be explained, and without a reason: the next person must be
    able to follow it.
    """
    why = why_unexplained(one, desk)
    if why:
        raise InvalidValue(why)
    if not reason.strip():
        raise InvalidValue(_("Say why: a warning is explained with a reason."))
    counted, whole = one.warning.counted
    after = Explanation(
        kind=one.warning.kind,
        counted=counted,
        whole=whole,
        unit=one.warning.unit,
        period=one.warning.period,
        figures=one.warning.figures,
        reason=reason.strip(),
        day=day,
        explained_by=by,
    )
    number = Explained(desk).numbers.get(about(after))
    if number is None:
        return Edit(EXPLANATIONS.name, after=after)
    return Edit(EXPLANATIONS.name, number, desk.table(EXPLANATIONS)[number], after)


@dataclass(frozen=True, slots=True)
class Trend:
    """How many were not resolved at the end of each of some days, and all that there were."""

    counts: tuple[tuple[date, int], ...]
    seen: tuple[CountWarning, ...]


def trend_of(days: Iterable[tuple[date, Desk]]) -> Trend:
    """The trend over desks as they stood; the same desk is looked at once."""
    counts: list[tuple[date, int]] = []
    seen: dict[str, CountWarning] = {}
    before: Desk | None = None
    n = 0
    for day, desk in days:
        if desk is not before:
            unresolved = [one for one in watched(desk) if one.state in UNRESOLVED]
            n, before = len(unresolved), desk
            for one in unresolved:
                seen.setdefault(one.key, one.warning)
        counts.append((day, n))
    return Trend(tuple(sorted(counts)), tuple(seen.values()))


def with_fixed(now: Sequence[Watched], trend: Trend) -> list[Watched]:
    """What there is now, and what there was before and does not arise any more."""
    known = {one.key for one in now}
    return in_order([*now, *(Watched("fixed", one) for one in trend.seen if one.key not in known)])


# --- what arises -------------------------------------------------------------------------------


def _errors(desk: Desk, reckoning: Reckoning) -> Iterator[CountWarning]:
    reported = reckoning.reported
    for one in reckoning.contradictions.found:
        behind = tuple(
            Behind(name, one.period, count.value, (count.number,))
            for name in one.names
            for count in reported.records(name, ((one.unit, reported.cells.at[one.period]),))
        )
        yield CountWarning("impossible", one.names, one.unit, one.period, "", one.why, behind)
    for figure, why in doubtful_entered(desk, reckoning):
        indicator = desk.find(INDICATORS, figure.indicator)
        called = indicator.name if indicator is not None else figure.indicator
        said = _("{where}: {problem}").format(where=called, problem=why)
        names = (figure.indicator,)
        yield CountWarning("impossible", names, figure.unit, figure.period, "", said)


def _once(explanation: Explanation, desk: Desk) -> CountWarning:
    """What an explanation was about, as far as it tells."""
    names = tuple(filter(None, (explanation.counted, explanation.whole)))
    why = _("{kind}: {counts} {figures}").format(
        kind=_(KINDS_OF_WARNINGS.get(explanation.kind, explanation.kind)),
        counts=_(", ").join(map(label_of, names)),
        figures=explanation.figures,
    )
    behind = tuple(
        Behind(one.name, one.period, one.value, (number,))
        for number, one in desk.table(COUNTS).items()
        if one.unit == explanation.unit
        and one.name in names
        and one.period[:4] == explanation.period[:4]
    )
    unit, period = explanation.unit, explanation.period
    return CountWarning(explanation.kind, names, unit, period, explanation.figures, why, behind)
