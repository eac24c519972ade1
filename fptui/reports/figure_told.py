"""What a figure of a text is, where it was taken from, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from fptui.figures.targets import Target
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.values.looked_at import year_said
from fptui.reports.document import Figure
from fptui.reports.summary import Written
from fptui.reports.target_cells import sentence
from fptui.search.saying import said_query
from fptui.store import Reading

_PARTS = {
    "difference": N_("difference to the target, in points"),
    "target": N_("Target"),
    "low": N_("lower bound of the target"),
    "high": N_("upper bound of the target"),
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
}
"""What figures are of an indicator, beside the actual."""


def target_behind(figure: Figure, written: Written) -> Target | None:
    """The indicator from which a figure was taken."""
    key = figure.source.indicator
    return next((one for one in written.targets if key and one.indicator.key == key), None)


def figure_told(figure: Figure, written: Written, office: Reading) -> Text:
    """The figure, its source in the language in use, and its doubts, a line each."""
    target = target_behind(figure, written)
    text = Text(harmless(figure.text), "bold")
    lines = _of_register(figure, office) if target is None else _of_target(figure, target)
    for place, line in enumerate([*lines, *_doubts(figure, written, target)]):
        text.append("\n" if place else "  ", "not bold").append(line, "not bold")
    return text


def _of_target(figure: Figure, target: Target) -> Iterator[str]:
    part = figure.key.removeprefix(target.indicator.key).removeprefix(".")
    name = harmless(target.indicator.name)
    if part in _PARTS:
        name = _("{indicator}: {part}").format(indicator=name, part=_(_PARTS[part]))
    yield name
    yield sentence(target)


def _of_register(figure: Figure, office: Reading) -> Iterator[str]:
    source = figure.source
    register = REGISTERS.get(source.register)
    if register is None:
        return
    last = figure.key.rpartition(".")[2]
    headings = {column.key: column.heading for column in register.columns}
    title = _(register.title)
    if last in headings:
        yield _("{register}: {column}").format(register=title, column=_(headings[last]))
    else:
        yield _("From the register {register}").format(register=title)
    if source.query:
        query = harmless(said_query(source.query, register))
        yield _("Filter: {query}").format(query=query)
    elif register.year_of is not None:
        yield _("All its records of {year}").format(year=year_said(office))
    else:
        yield _("All its records")


def _doubts(figure: Figure, written: Written, target: Target | None) -> Iterator[str]:
    known = written.figures.get(figure.key)
    of_target = target.figure.reasons if target is not None else ()
    reasons = [*(known.reasons if known is not None else ()), *of_target]
    yield from (f"? {reason}" for reason in dict.fromkeys(reasons))
    if target is not None:
        yield from (f"! {warning}" for warning in target.figure.warnings)
    if known is not None and known.at_least:
        yield _("Known as a lower bound only.")
