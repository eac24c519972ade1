"""Whether the data holds together: records, counts, figures, and the round of recipients."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.errors import InvalidValue
from fptui.figures.contradictions import contradiction_problems
from fptui.figures.entered_doubts import doubtful_entered
from fptui.figures.recipients_round import round_problems
from fptui.figures.reckoning import Reckoning
from fptui.figures.standing import day_found
from fptui.figures.tallies import label_of
from fptui.figures.watched import open_warnings
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk
from fptui.registers.entered import ENTERED
from fptui.registers.findings import FINDINGS
from fptui.registers.indicators import INDICATORS, Indicator
from fptui.registers.soundness import Problem, identity_shown, record_problems
from fptui.registers.units import topmost_unit
from fptui.registers.values.expression import parse_expression


def problems_in(desk: Desk) -> Iterator[Problem]:
    """All that is wrong with the data, register by register."""
    for register in REGISTERS.values():
        yield from record_problems(register, desk)
    reckoning = Reckoning(desk)
    yield from _formula_problems(desk, reckoning)
    yield from contradiction_problems(reckoning.contradictions, desk)
    yield from unreported_problems(desk, reckoning)
    yield from _entered_problems(desk, reckoning)
    yield from _warned_problems(desk, reckoning)
    yield from _undated(desk)
    yield from round_problems(desk)


def _formula_problems(desk: Desk, reckoning: Reckoning) -> Iterator[Problem]:
    for indicator in desk.table(INDICATORS).values():
        mistakes = list(_mistakes(indicator))
        if not mistakes:
            try:
                reckoning.definitions.formula(indicator.key)
            except InvalidValue as error:
                mistakes = [("numerator", str(error))]
        for column, text in mistakes:
            yield Problem(INDICATORS.name, identity_shown(INDICATORS, indicator), column, text)


def _mistakes(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """What cannot be understood, by the column in which it stands."""
    for column in ("numerator", "denominator"):
        text = getattr(indicator, column)
        try:
            if text:
                parse_expression(text)
        except InvalidValue as error:
            yield column, str(error)


def unreported_problems(desk: Desk, reckoning: Reckoning) -> Iterator[Problem]:
    """Counts that an indicator is made of and that not all units have reported, by year."""
    top = topmost_unit(desk)
    if top is None:
        return
    told: set[str] = set()
    for year in reckoning.reported.cells.years:
        for indicator in desk.table(INDICATORS).values():
            for why in reckoning.figure(indicator.key, top.code, str(year)).partial:
                if why not in told:
                    told.add(why)
                    yield Problem(INDICATORS.name, harmless(indicator.name), "", why)


def _entered_problems(desk: Desk, reckoning: Reckoning) -> Iterator[Problem]:
    for figure, text in doubtful_entered(desk, reckoning):
        yield Problem(ENTERED.name, identity_shown(ENTERED, figure), "value", text)


def _warned_problems(desk: Desk, reckoning: Reckoning) -> Iterator[Problem]:
    """The warnings that nobody has explained; each with the key by which that is done."""
    for one in open_warnings(reckoning):
        text = _("to be looked at: {problem} [{key}]").format(
            problem=one.warning.said(desk), key=one.key
        )
        unit, counted = harmless(one.warning.unit), harmless(label_of(one.warning.names[0]))
        yield Problem(COUNTS.name, f"{one.warning.period} {unit} {counted}", "value", text)


def _undated(desk: Desk) -> Iterator[Problem]:
    """Findings without any day: they are counted in no year."""
    for finding in desk.table(FINDINGS).values():
        if day_found(finding, desk) is None:
            yield Problem(
                FINDINGS.name,
                identity_shown(FINDINGS, finding),
                "",
                _("has no day, and its inspection has none: it is counted in no year"),
            )
