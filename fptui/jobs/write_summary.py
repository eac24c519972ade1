"""The annual summary of the year in view (`fptui report`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.language import N_, _
from fptui.language.file_names import file_name
from fptui.programme.rounds import Progress
from fptui.reports.document import Document, Figure, Heading, Items, Paragraph, Part, Table
from fptui.reports.document_formats import WRITERS
from fptui.reports.document_text import document_as_text
from fptui.reports.summary import summary
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Nothing is asked: the summary is of the year in view."""


def look_at_summary(office: Reading, _answers: Answers, _progress: Progress) -> Report:
    """The summary as a text, and its figures with their sources as data."""
    document = summary(office)
    return Report(
        title=document.title,
        sheet=_figures(document),
        content=Text(document_as_text(document)),
        file_name=file_name(document.title or _(WRITE_SUMMARY.title)),
        written=lambda name: WRITERS[name](document),
    )


def _figures(document: Document) -> Sheet:
    rows = [
        tuple(Cell(text, text, text) for text in (one.key, one.text, one.told))
        for one in figures_of(document)
    ]
    headings = (_("Key"), _("Figure"), _("Source"))
    return Sheet(document.title, ("key", "figure", "source"), headings, tuple(dict.fromkeys(rows)))


def figures_of(document: Document) -> Iterator[Figure]:
    """All figures of a text, in the order in which they are read."""
    for block in document.blocks:
        for parts in _lines(block):
            yield from (part for part in parts if isinstance(part, Figure))


def _lines(block: Heading | Paragraph | Items | Table) -> Iterator[tuple[Part, ...]]:
    if isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Items):
        yield from block.items
    else:
        yield block.parts


WRITE_SUMMARY = LookJob(
    command=("report",),
    title=N_("Annual summary"),
    help=N_("The annual summary of the year, from a template that the office may change."),
    doing=N_("Writing the summary"),
    answers=Answers,
    look=look_at_summary,
    format="text",
    formats=tuple(WRITERS),
)
