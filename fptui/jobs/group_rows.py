"""The rows in view on screen, in groups and added up; at the command line `fptui show --by`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fptui.errors import FptuiError
from fptui.figures.grouping import Grouping
from fptui.jobs.grouping_questions import Columns, columns_grouped_by, names_typed, ways_offered
from fptui.jobs.job import LookJob
from fptui.jobs.plan import Report
from fptui.jobs.questions import Given, Option, Text, asked
from fptui.jobs.record_questions import Records, RegisterName
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS, register_named
from fptui.reports.sums import SumsTable, summed_columns
from fptui.store import Reading


def _register(given: Given) -> str:
    return str(given.get("table", ""))


def _ways(_office: Reading, given: Given) -> Sequence[Option]:
    return ways_offered(register_named(_register(given))) if given.get("table") else []


@dataclass(frozen=True, slots=True)
class Answers:
    """Of which register, which of its rows, and by which columns."""

    table: str = asked(RegisterName(N_("Register"), needed=True, on_command_line=False))
    rows: tuple[int, ...] = asked(
        Records(N_("Records"), register=_register, in_view=True, on_command_line=False)
    )
    by: tuple[str, ...] = asked(
        Columns(
            N_("Group by"),
            N_("By which columns."),
            options=_ways,
            needed=True,
            on_command_line=False,
        )
    )
    filtered: str = asked(Text(N_("Filter"), on_screen=False, on_command_line=False))


def look_at_groups(office: Reading, answers: Answers, _progress: Progress) -> Report:
    """The rows in groups, with the total of all of them."""
    if not answers.table:
        raise FptuiError(_(GROUP_ROWS.only_on_screen))
    register = register_named(answers.table)
    table = office.table(register)
    columns = columns_grouped_by(register, names_typed(",".join(answers.by)))
    grouping = Grouping(register, columns, summed_columns(register), office)
    grouping.add_all(table[number] for number in answers.rows if number in table)
    sheet = SumsTable(register, grouping, office).sheet(total=True)
    said = _("filter: {query}").format(query=without_numbers(harmless(answers.filtered)))
    if answers.filtered:
        sheet = replace(sheet, above=(said,))
    year = str(office.year) if register.year_of is not None else ""
    parts = (sheet.title, year, said if answers.filtered else "")
    title = " · ".join(filter(None, parts))
    nothing = "" if grouping.count else _("There is nothing to show.")
    return Report(title=title, sheet=sheet, nothing=nothing, file_name=register.name)


GROUP_ROWS = LookJob(
    command=("group",),
    title=N_("Group and add up"),
    help=N_("Group rows and add them up; on screen only, by + in a register."),
    doing=N_("Adding up"),
    only_on_screen=N_(
        "This is done on screen, by + in a register; here “fptui show --by” does it."
    ),
    menus=tuple(REGISTERS),
    answers=Answers,
    look=look_at_groups,
)
