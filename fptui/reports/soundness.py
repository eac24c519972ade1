"""What a check of an office found, in words and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language import N_, _, ngettext
from fptui.registers import REGISTERS
from fptui.registers.soundness import Problem
from fptui.store import Report

PROBLEM_HEADINGS = {
    "register": N_("Register"),
    "record": N_("Record"),
    "field": N_("Field"),
    "problem": N_("Problem"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: with the office's file, or with a record in it."""

    text: str
    register: str = ""
    record: str = ""
    column: str = ""

    @property
    def line(self) -> str:
        """Where, and what."""
        text = " ".join(self.text.split())
        if not self.register:
            return text
        register = REGISTERS[self.register]
        where = f"{_(register.title)} {self.record}"
        if self.column:
            where += _(", ") + _(register.column(self.column).heading)
        return _("{where}: {problem}").format(where=where, problem=text)


def trouble_of(problem: Problem) -> Trouble:
    """What is wrong with a record."""
    return Trouble(problem.text, problem.register, problem.identity, problem.column)


def content_said(report: Report) -> str:
    """How many changes and records a check has read."""
    changes = ngettext("{count} change", "{count} changes", report.good_changes).format(
        count=report.good_changes
    )
    records = ngettext("{count} record", "{count} records", report.good_records).format(
        count=report.good_records
    )
    return changes + _(", ") + records


def check_said(report: Report, found: Sequence[Trouble]) -> RenderableType:
    """Each problem in a line, then how much was read."""
    count = len(found)
    problems = ngettext("{count} problem", "{count} problems", count).format(count=count)
    read = _("{path}: {content} read, {problems}.").format(
        path=report.path,
        content=content_said(report),
        problems=problems if count else _("nothing is wrong"),
    )
    lines = (*(one.line for one in found), read)
    # a line is one problem, also where it is wider than the page
    return Group(*(Text(line, no_wrap=True, overflow="ignore") for line in lines))


def problems_sheet(found: Sequence[Trouble]) -> Sheet:
    """The problems as data."""
    return Sheet(
        title=_("Problems"),
        keys=tuple(PROBLEM_HEADINGS),
        headings=tuple(map(_, PROBLEM_HEADINGS.values())),
        rows=tuple(
            tuple(Cell(text, text, text) for text in (one.register, one.record, one.column, said))
            for one in found
            for said in (" ".join(one.text.split()),)
        ),
    )
