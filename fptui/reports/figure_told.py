"""What a figure of a text is, where it was taken from, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from fptui.figures.targets import Target
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.reports.document import Figure
from fptui.reports.source_told import indicator_told, register_told
from fptui.reports.summary import Written
from fptui.reports.target_cells import sentence
from fptui.store import Reading


def target_behind(figure: Figure, written: Written) -> Target | None:
    """The indicator from which a figure was taken."""
    key = figure.source.indicator
    return next((one for one in written.targets if key and one.indicator.key == key), None)


def figure_told(figure: Figure, written: Written, office: Reading) -> Text:
    """The figure, its source in the language in use, and its doubts, a line each."""
    target = target_behind(figure, written)
    text = Text(harmless(figure.text), "bold")
    told = register_told(figure.key, figure.source, office)
    lines = told if target is None else _of_target(figure, target)
    for place, line in enumerate([*lines, *_doubts(figure, written, target)]):
        text.append("\n" if place else "  ", "not bold").append(line, "not bold")
    return text


def _of_target(figure: Figure, target: Target) -> Iterator[str]:
    yield indicator_told(figure.key, target.indicator.key, target.indicator.name)
    yield sentence(target)


def _doubts(figure: Figure, written: Written, target: Target | None) -> Iterator[str]:
    known = written.figures.get(figure.key)
    of_target = target.figure.reasons if target is not None else ()
    reasons = [*(known.reasons if known is not None else ()), *of_target]
    yield from (f"? {reason}" for reason in dict.fromkeys(reasons))
    if target is not None:
        yield from (f"! {warning}" for warning in target.figure.warnings)
    if known is not None and known.at_least:
        yield _("Known as a lower bound only.")
