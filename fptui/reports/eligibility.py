"""Eligibility in words: rule by rule for one person, a line each for many."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet, origin_of
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.eligibility import RESULTS, WHOLE, Result, Verdict
from fptui.registers.declaration import Desk
from fptui.registers.recipient_file import Recipient
from fptui.registers.values.display import name_of

MARKS = {Result.MET: "✔", Result.NOT_MET: "✘", Result.LATER: "…", Result.UNKNOWN: "?"}
HEADINGS = {
    "file_number": N_("File no."),
    "name": N_("Name"),
    "unit": N_("Unit"),
    "result": N_("Result"),
    "from_year": N_("From year"),
    "missing": N_("What is missing"),
}


def verdict_said(verdict: Verdict) -> str:
    """The whole in one line."""
    said = _("{year}: {result}").format(year=verdict.year, result=_(WHOLE[verdict.result]))
    if verdict.from_year is not None and verdict.from_year > verdict.year:
        said += " · " + _("from {year} on").format(year=verdict.from_year)
    return said


def explained(verdict: Verdict) -> RenderableType:
    """Every rule with its outcome, the fact it rests on, and what it asks."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", _("Rule"), _("Fact"), _("Asked is"), _("Outcome")):
        table.add_column(Text(heading, "dim"), overflow="fold")
    for outcome in verdict.outcomes:
        table.add_row(
            Text(MARKS[outcome.result]),
            Text(outcome.heading),
            Text(outcome.fact),
            Text(outcome.asks),
            Text(_(RESULTS[outcome.result]), "bold" if outcome.result is not Result.MET else ""),
        )
    return Group(Text(verdict_said(verdict), "bold"), Text(), table)


def verdicts_sheet(judged: Iterable[tuple[Recipient, Verdict]], desk: Desk) -> Sheet:
    """People and their verdicts, a row each."""
    rows = []
    for recipient, verdict in judged:
        from_year = "" if verdict.from_year is None else str(verdict.from_year)
        texts = (
            harmless(recipient.file_number),
            harmless(recipient.name),
            harmless(name_of(desk, "units", recipient.unit)),
            _(WHOLE[verdict.result]),
            from_year,
            verdict.missing,
        )
        plain = (*texts[:3], verdict.result.value, *texts[4:])
        values = (*plain[:4], verdict.from_year, plain[5])
        rows.append(
            tuple(
                Cell(text, file_form, value, is_text=not isinstance(value, int))
                for text, file_form, value in zip(texts, plain, values, strict=True)
            )
        )
    return Sheet(
        title=_("Eligibility"),
        keys=tuple(HEADINGS),
        headings=tuple(_(heading) for heading in HEADINGS.values()),
        rows=tuple(rows),
        right=frozenset({4}),
        origin=origin_of(desk),
    )
