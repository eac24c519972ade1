"""The figures of a year by name: what a summary says, and what a text is proof-read against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from fptui.figures.figure import Figure
from fptui.figures.formulas import Formula
from fptui.figures.grouping import Grouping, Line
from fptui.figures.reckoned import Reckoned
from fptui.figures.reckoning import Reckoning
from fptui.figures.spans import span_of
from fptui.figures.standing import day_found
from fptui.figures.sums import Sum
from fptui.figures.targets import Target, targets, unit_code
from fptui.registers.activities import ACTIVITIES
from fptui.registers.attendance import ATTENDANCE, Attendance, sum_known
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Desk, R, Record, Register
from fptui.registers.findings import FINDINGS, Finding, state_of
from fptui.registers.findings import STATES as FINDING_STATES
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.payments import PAYMENTS, Payment, is_made, standing
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.trainings import TRAININGS
from fptui.registers.values.expression import parse_expression
from fptui.reports.document import Source
from fptui.search.selection import is_of_year
from fptui.search.terms import quoted

COUNTED = {
    "population.total": ("population",),
    "births": ("births",),
    "births_in_plan": ("births_in_plan",),
    "births_out_of_plan": ("births_out_of_plan", "births - births_in_plan"),
    "births_third_or_higher": ("births_third_or_higher",),
    "boys": ("boys", "births - girls"),
    "girls": ("girls", "births - boys"),
    "deaths": ("deaths",),
}
"""Figures that are counts: as reported, else as they follow from what was reported."""

_STANDINGS = {
    "made": ("paid", "paid_late"),
    "paid_late": ("paid_late",),
    "returned": ("returned",),
    "outstanding": ("due", "sent", "late"),
}


class YearFigure(Struct, frozen=True):
    """One figure of the year, exact.

    `kind` is what it is a number of: `count`, `rate` (value in the printed scale, as per cent),
    `points` (a difference of rates), `yuan`. `decimals` is how many are printed. `numerator` and
    `denominator` are those of a rate that is counted. `at_least` is a lower bound only.
    `sureness` is as that of a figure (`counted`, `entered`, `partial`, `doubted`), `reasons`
    say why it is not sure.
    """

    key: str
    value: Fraction
    kind: str
    source: Source
    decimals: int = 0
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    at_least: bool = False
    sureness: str = "counted"
    reasons: tuple[str, ...] = ()


def year_figures(
    desk: Desk, lines: Sequence[Target] | None = None, reckoning: Reckoning | None = None
) -> Mapping[str, YearFigure]:
    """All figures that are known of the year in view, by key, in the order of a summary.

    What nobody reported is not there. `lines` are the targets of the year where these are
    known already, `reckoning` what they were reckoned with. Sources of registers that have years
    are meant for the same year.
    """
    reckoning = Reckoning(desk) if reckoning is None else reckoning
    lines = targets(desk, reckoning=reckoning) if lines is None else lines
    figures = [
        *_counts(desk, reckoning),
        *(figure for line in lines for figure in _of_target(line)),
        *_trainings(desk),
        *_inspections(desk),
        *_findings(desk),
        *_publicity(desk),
        *_award_subsidy(desk, reckoning),
    ]
    return {figure.key: figure for figure in figures}


def of_year(desk: Desk, register: Register[R]) -> list[R]:
    """The records of a register that are of the year in view."""
    begins = desk.year_begins
    records = desk.table(register).values()
    return [one for one in records if is_of_year(register, one, desk.year, begins)]


def findings_of_year(desk: Desk) -> list[Finding]:
    """What was found in the year in view: by the day of its inspection, else by its own days."""
    span = span_of(str(desk.year), desk)
    return [one for one in desk.table(FINDINGS).values() if span.has(day_found(one, desk))]


def query_of(**wanted: Sequence[str]) -> str:
    """A query for records with one of these values in each column."""
    return " ".join(
        f"{column}:{','.join(map(quoted, values))}" for column, values in wanted.items()
    )


def _count(key: str, number: int, register: str, query: str) -> YearFigure:
    return YearFigure(key, Fraction(number), "count", Source(register, query))


def _reckoned(desk: Desk, reckoning: Reckoning, name: str) -> Figure:
    """One count or tally of the whole office, with what speaks against it."""
    formula = Formula(parse_expression(name), None, Fraction(1))
    span = span_of(str(desk.year), desk)
    return Reckoned(reckoning, formula, unit_code(desk, None), span).figure()


def _counts(desk: Desk, reckoning: Reckoning) -> Iterator[YearFigure]:
    for key, spellings in COUNTED.items():
        found = ((one, _reckoned(desk, reckoning, one)) for one in spellings)
        known = next(((one, figure) for one, figure in found if figure.value is not None), None)
        if known is not None and known[1].value is not None:
            spelling, figure = known
            yield YearFigure(
                key,
                known[1].value,
                "count",
                Source(COUNTS.name, query_of(name=spelling.split(" - "))),
                sureness=figure.sureness,
                reasons=figure.reasons,
            )


def _of_target(line: Target) -> Iterator[YearFigure]:
    """The actual, what was signed for, and how far the one is from the other."""
    key, figure, decimals = line.indicator.key, line.figure, line.indicator.decimals
    source = Source(indicator=key)
    sureness, reasons = figure.sureness, figure.reasons
    if figure.value is not None:
        yield YearFigure(
            key,
            figure.value,
            "rate",
            source,
            decimals,
            _exact(figure.numerator),
            _exact(figure.denominator),
            figure.bound == "at_least",
            sureness,
            reasons,
        )
    of_cases = (("numerator", figure.numerator), ("denominator", figure.denominator))
    for part, cases in of_cases:
        if cases is not None:
            of_part = f"{key}.{part}"
            yield YearFigure(
                of_part, Fraction(cases), "count", source, sureness=sureness, reasons=reasons
            )
    for part, bound in (("low", line.low), ("high", line.high)):
        if bound is not None:
            of_part = f"{key}.{part}" if line.low is not None and line.high is not None else ""
            of_part = of_part or f"{key}.target"
            yield YearFigure(of_part, Fraction(bound), "rate", source, decimals)
    if line.difference is not None:
        yield YearFigure(
            f"{key}.difference",
            line.difference,
            "points",
            source,
            decimals,
            sureness=sureness,
            reasons=reasons,
        )


def _exact(cases: int | Fraction | None) -> Fraction | None:
    return None if cases is None else Fraction(cases)


def _trainings(desk: Desk) -> Iterator[YearFigure]:
    """Sessions that were held, and how many came to each and to all."""
    held = [one for one in of_year(desk, TRAININGS) if one.state == "held"]
    if not held:
        return
    yield _count("trainings", len(held), TRAININGS.name, query_of(state=("held",)))
    everybody: list[Attendance] = []
    for session in held:
        came = list(desk.referring(ATTENDANCE, "session", session.number))
        everybody += came
        query = query_of(session=(session.number,))
        yield from _attendance(f"trainings.{session.number}", came, query)
    query = query_of(session=[one.number for one in held])
    yield from _attendance("trainings", everybody, query)


def _attendance(key: str, lines: Sequence[Attendance], query: str) -> Iterator[YearFigure]:
    if lines:
        units = len({line.unit for line in lines})
        yield _count(f"{key}.units", units, ATTENDANCE.name, query)
    for column in ("invited", "attended", "tested", "passed"):
        number = sum_known(getattr(line, column) for line in lines)
        if number is not None:
            yield _count(f"{key}.{column}", number, ATTENDANCE.name, query)


def _grouped(
    register: Register[R], records: Iterable[R], by: str, summed: Sequence[str], desk: Desk
) -> tuple[Grouping, dict[str, list[Line]]]:
    """Records by the value of a column, and the lines of each value."""
    columns = [register.column(key) for key in summed]
    grouping = Grouping(_any(register), [register.column(by)], columns, desk).add_all(records)
    lines: dict[str, list[Line]] = {}
    for line in grouping.lines:
        lines.setdefault(str(line.key[0]), []).append(line)
    return grouping, lines


def _any(register: Register[R]) -> Register[Record]:
    """The same register, of records of any type: what is grouped is only read."""
    return register


def _of_sum(key: str, total: Sum | None, kind: str, source: Source) -> Iterator[YearFigure]:
    """A sum as a figure; none where unlike things would be added, or nothing is known."""
    if total is not None and total.value is not None:
        decimals = 2 if kind == "yuan" else 0
        value = Fraction(total.value)
        yield YearFigure(key, value, kind, source, decimals, at_least=total.at_least)


def _inspections(desk: Desk) -> Iterator[YearFigure]:
    """How often, at how many units, and which births the reports had missed; by kind too."""
    sums = {
        "units": "inspected",
        "missed_in_plan_births": "missed_in_plan_births",
        "missed_out_of_plan_births": "missed_out_of_plan_births",
    }
    records = of_year(desk, INSPECTIONS)
    grouping, kinds = _grouped(INSPECTIONS, records, "kind", [*sums.values()], desk)
    groups = {"inspections": grouping.lines} if records else {}
    groups |= {f"inspections.{kind}": lines for kind, lines in kinds.items()}
    for key, lines in groups.items():
        total = grouping.total(lines)
        kind = key.partition(".")[2]
        query = query_of(kind=(kind,)) if kind else ""
        source = Source(INSPECTIONS.name, query)
        yield _count(key, total.records, INSPECTIONS.name, query)
        for part, one in zip(sums, total.sums, strict=True):
            yield from _of_sum(f"{key}.{part}", one, "count", source)


def _findings(desk: Desk) -> Iterator[YearFigure]:
    """What was found by kind, and how far it was put right by the day of looking."""
    records = findings_of_year(desk)
    if not records:
        return
    in_year = {"inspection": sorted({one.inspection for one in records})}
    name = FINDINGS.name
    yield _count("findings", len(records), name, query_of(**in_year))
    yield _count("findings.cases", sum(one.cases for one in records), name, query_of(**in_year))
    for state in FINDING_STATES:
        number = sum(state_of(one, desk.today) == state for one in records)
        query = query_of(state=(state,), **in_year)
        yield _count(f"findings.state.{state}", number, name, query)
    put_right = sum(state_of(one, desk.today) in ("closed", "to_recheck") for one in records)
    query = query_of(state=("closed", "to_recheck"), **in_year)
    yield _count("findings.put_right", put_right, name, query)
    _grouping, kinds = _grouped(FINDINGS, records, "kind", ["cases"], desk)
    for kind, lines in kinds.items():
        query = query_of(kind=(kind,), **in_year)
        total = sum(line.total.records for line in lines)
        yield _count(f"findings.{kind}", total, name, query)
        cases = sum(one.cases for one in records if one.kind == kind)
        yield _count(f"findings.{kind}.cases", cases, name, query)


def _publicity(desk: Desk) -> Iterator[YearFigure]:
    """What was spent, and of each kind of activity how much; lower bounds as such."""
    records = of_year(desk, ACTIVITIES)
    grouping, kinds = _grouped(ACTIVITIES, records, "kind", ["quantity", "cost"], desk)
    if records:
        yield _count("publicity", len(records), ACTIVITIES.name, "")
        _quantity, cost = grouping.total(grouping.lines).sums
        yield from _of_sum("publicity.funds_yuan", cost, "yuan", Source(ACTIVITIES.name))
    for kind, lines in kinds.items():
        quantity, cost = grouping.total(lines).sums
        source = Source(ACTIVITIES.name, query_of(kind=(kind,)))
        yield from _of_sum(f"publicity.{kind}", quantity, "count", source)
        yield from _of_sum(f"publicity.{kind}.cost", cost, "yuan", source)


def _award_subsidy(desk: Desk, reckoning: Reckoning) -> Iterator[YearFigure]:
    """Who received at the end of the year, and the payments of the year and their yuan."""
    receiving = _reckoned(desk, reckoning, "recipients_receiving").value
    people = desk.table(RECIPIENTS).values()
    if receiving is not None and people:
        now = sum(one.state == "receiving" for one in people)
        query = query_of(state=("receiving",)) if now == receiving else ""
        source = Source(RECIPIENTS.name, query)
        yield YearFigure("award_subsidy.recipients", receiving, "count", source)
    payments = of_year(desk, PAYMENTS)
    if not payments:
        return
    yield _count("award_subsidy.payments", len(payments), PAYMENTS.name, "")
    yield _yuan("award_subsidy.due_yuan", payments, "")
    for part, standings in _STANDINGS.items():
        of_part = [one for one in payments if standing(one, desk.today) in standings]
        query = query_of(standing=standings)
        yield _count(f"award_subsidy.payments.{part}", len(of_part), PAYMENTS.name, query)
    paid = [one for one in payments if is_made(one)]
    yield _yuan("award_subsidy.paid_yuan", paid, query_of(standing=_STANDINGS["made"]))


def _yuan(key: str, payments: Iterable[Payment], query: str) -> YearFigure:
    total = sum((Fraction(one.amount) for one in payments), Fraction(0))
    return YearFigure(key, total, "yuan", Source(PAYMENTS.name, query), 2)
