"""What the template of an annual summary may speak of: the figures, and what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from fptui.figures.rates import printed
from fptui.figures.targets import Target
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.activities import ACTIVITIES
from fptui.registers.declaration import Desk, R, Register
from fptui.registers.findings import FINDINGS, state_of
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.trainings import TRAININGS
from fptui.registers.units import topmost_unit
from fptui.registers.values.display import name_of, shown
from fptui.reports.document import Figure, Part
from fptui.reports.source_told import indicator_told, register_told
from fptui.reports.target_cells import bound_text, sentence, state_text, unit_sign
from fptui.reports.year_figures import YearFigure, findings_of_year, of_year

_FIRST, _LAST = "\ue000", "\ue001"
_MARKED = re.compile(f"{_FIRST}([0-9]+){_LAST}")


class Live(str):
    """Text that holds marks of parts, and is no longer data."""


class Parts:
    """The parts of a text that a template only moves: each stands for a mark in what it writes.

    So a figure stays a figure, and words from the office are never read as markup.
    """

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def mark(self, part: Part) -> str:
        """A mark in place of a part."""
        self._parts.append(part)
        return Live(f"{_FIRST}{len(self._parts) - 1}{_LAST}")

    def said(self, value: object) -> str:
        """What a value in a template becomes: a mark, for words that are data too."""
        if isinstance(value, Live):
            return value
        text = harmless(str(value)).replace(_FIRST, "·").replace(_LAST, "·")
        if text == str(value) or not _MARKED.search(str(value)):
            return self.mark(text) if text else ""
        return Live(str(value))  # marks put together: by a macro, or with ~

    def of(self, text: str) -> tuple[Part, ...]:
        """The parts of a text with marks, words that stand beside one another as one."""
        parts: list[Part] = []
        for place, piece in enumerate(_MARKED.split(text)):
            known = place % 2 == 0 or int(piece) >= len(self._parts)
            part = piece if known else self._parts[int(piece)]
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part:
                parts.append(part)
        return tuple(parts)


class Kind(Struct, frozen=True):
    """A kind of something, the key under which its figures stand, and when it was."""

    key: str
    name: str
    when: str = ""
    measure: str = ""


class Line(Struct, frozen=True):
    """One indicator; `way` is 1 above its target, -1 below, 0 on it, None where none is held."""

    key: str
    name: str
    status: str
    state: str
    bound: str
    way: int | None
    is_range: bool


def figure_text(figure: YearFigure, sign: str = "") -> str:
    """A number as it is printed: whole yuan without decimals, a difference without its sign."""
    if figure.kind in ("count", "yuan") and figure.value.denominator == 1:
        return str(figure.value.numerator)
    if figure.kind == "points":
        return printed(abs(figure.value), figure.decimals)
    decimals = figure.decimals if figure.kind == "rate" else max(figure.decimals, 2)
    return printed(figure.value, decimals) + sign


def values_of(
    desk: Desk, figures: Mapping[str, YearFigure], lines: list[Target], parts: Parts
) -> dict[str, object]:
    """All that a template may name, by the name that it has there."""
    signs = {line.indicator.key: unit_sign(line) for line in lines}
    behind = {line.indicator.key: line for line in lines}

    def number(key: str) -> str:
        figure = figures.get(str(key))
        if figure is None:
            return parts.mark(_("(no figure)"))
        text = figure_text(figure, signs.get(figure.key.partition(".")[0], ""))
        told = _told(figure, behind, desk)
        marked = parts.mark(Figure(text, figure.key, figure.source, told))
        return Live(_qualified(figure).format(number=marked))

    def value(key: str) -> Fraction | int:
        return figures[str(key)].value if str(key) in figures else 0

    return {
        "n": number,
        "has": lambda key: str(key) in figures,
        "value": value,
        "year": desk.year,
        "place": _place(desk),
        "indicators": [_line(line) for line in lines],
        "missed": [_line(line) for line in lines if line.status == "not_met"],
        "trainings": [*_trainings(desk)],
        "inspections": [*_kinds(desk, INSPECTIONS, "inspections", of_year(desk, INSPECTIONS))],
        "findings": [*_kinds(desk, FINDINGS, "findings", findings_of_year(desk))],
        "publicity": [*_kinds(desk, ACTIVITIES, "publicity", of_year(desk, ACTIVITIES))],
        "open_findings": [*_open(desk)],
        "doubts": _doubts(lines, figures),
    }


def _told(figure: YearFigure, behind: Mapping[str, Target], desk: Desk) -> str:
    """Where a figure is from, in one line."""
    target = behind.get(figure.source.indicator)
    if target is None:
        return _("; ").join(register_told(figure.key, figure.source, desk))
    name = indicator_told(figure.key, target.indicator.key, target.indicator.name)
    return _("{indicator} ({made_of})").format(indicator=name, made_of=sentence(target))


def _qualified(figure: YearFigure) -> str:
    """How a number is written: a lower bound and one that is not sure never as if it were."""
    text = "{number}"
    if figure.at_least:
        text = _("{number} and above") if figure.kind == "rate" else _("at least {number}")
    if figure.sureness == "doubted":
        text += _(" (doubtful)")
    elif figure.sureness == "partial":
        text += _(" (not whole)")
    return text


def _place(desk: Desk) -> str:
    top = topmost_unit(desk)
    return top.name if top is not None else _("The office")


def _line(line: Target) -> Line:
    is_range = line.low is not None and line.high is not None
    way = None
    if line.difference is not None:
        way = (line.difference > 0) - (line.difference < 0)
    key, name = line.indicator.key, str(line.indicator.name)
    return Line(key, name, line.status, state_text(line), bound_text(line), way, is_range)


def _trainings(desk: Desk) -> Iterator[Kind]:
    held = [one for one in of_year(desk, TRAININGS) if one.state == "held"]
    for one in sorted(held, key=lambda session: str(session.date)):
        yield Kind(f"trainings.{one.number}", one.name, str(one.date or ""))


def _kinds(desk: Desk, register: Register[R], key: str, records: list[R]) -> Iterator[Kind]:
    """The kinds that records are of, in the order of their list, each with its first month."""
    column = register.column("kind")
    days: dict[str, list[str]] = {}
    measures: dict[str, str] = {}
    for one in records:
        kind = str(getattr(one, "kind", ""))
        days.setdefault(kind, []).append(str(getattr(one, "date", None) or "")[:7])
        measures.setdefault(kind, str(getattr(one, "measure", "")))
    ordered = [kind for kind in column.known_choices if kind in days]
    for kind in dict.fromkeys([*ordered, *days]):
        months = sorted({month for month in days[kind] if month})
        said = _(", ").join(months)
        yield Kind(f"{key}.{kind}", shown(column, kind, desk), said, measures[kind])


def _open(desk: Desk) -> Iterator[Kind]:
    for one in findings_of_year(desk):
        if state_of(one, desk.today) != "closed":
            state = shown(FINDINGS.column("state"), state_of(one, desk.today), desk)
            name = name_of(desk, "units", one.unit)
            yield Kind(
                one.number, f"{name} · {shown(FINDINGS.column('kind'), one.kind, desk)}", state
            )


def _doubts(lines: list[Target], figures: Mapping[str, YearFigure]) -> list[str]:
    """Why figures are not sure, each reason once."""
    said = [reason for line in lines for reason in line.figure.reasons]
    said += [reason for figure in figures.values() for reason in figure.reasons]
    return [*dict.fromkeys(said)]
