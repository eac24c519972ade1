"""Taking the rows of a sheet that was filled on screen into its register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fptui.errors import FptuiError
from fptui.jobs.entry.filled_sheet import FilledSheet
from fptui.jobs.entry.judged_rows import JudgedRow, judged
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Group, Outcome, Plan, Revealing
from fptui.jobs.questions import Question, asked
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers.declaration import Desk, Record
from fptui.registers.values.display import shown
from fptui.reports.changes import field_changes, record_of
from fptui.reports.row_counts import RowCounts
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Filled(Question[FilledSheet | None]):
    """The sheet that was filled; a screen hands it in."""

    @property
    def empty(self) -> None:
        """None."""
        return


@dataclass(frozen=True, slots=True)
class Answers:
    """The sheet that was filled."""

    sheet: FilledSheet | None = asked(
        Filled(N_("Sheet"), needed=True, on_screen=False, on_command_line=False)
    )


def title_of(sheet: FilledSheet) -> str:
    """What is entered, and of which session, period or inspection."""
    layout = sheet.layout
    head = [
        shown(layout.register.column(key), value, sheet.office)
        for key, value in layout.head.items()
        if value not in (None, "")
    ]
    return " · ".join((_(layout.register.title), *head))


def plan_entry(_office: Reading, answers: Answers, _progress: Progress) -> Plan:
    """Tell of each row that was typed in whether it is new, changed, refused or left as it is."""
    sheet = answers.sheet
    if sheet is None:
        raise FptuiError(_(ENTER_ROWS.only_on_screen))
    rows = judged(sheet)
    edits = [one.edit for one in rows if one.edit is not None]
    refused = [one for one in rows if one.faults]
    doubts = _doubts(sheet, [edit.after for edit in edits if edit.after is not None])
    added = sum(edit.before is None for edit in edits)
    counts = RowCounts(new=added, changed=len(edits) - added, refused=len(refused))
    title = title_of(sheet)
    return Plan(
        title=title,
        said=(counts.said, *_emptied_said(rows), *_doubtful_said(len(doubts))),
        headings=(_("Row"), _("Record"), _("What happens")),
        groups=(*_groups(sheet, rows), _doubtful(sheet, rows, doubts)),
        edits=edits,
        reason=title if sheet.layout.head else _("{register}: in a sheet").format(register=title),
        done=counts.done,
        confirms=counts.question,
        reveals=Revealing(
            sheet.layout.register.name,
            lambda: (*_groups(sheet, rows, reveal=True), _doubtful(sheet, rows, doubts)),
        ),
        problems=len(refused),
        nothing="" if edits else _nothing(counts),
    )


def _emptied_said(rows: Sequence[JudgedRow]) -> tuple[str, ...]:
    n = sum(one.emptied for one in rows)
    said = ngettext(
        "{n} record was emptied and is left as it is: d in the table removes one.",
        "{n} records were emptied and are left as they are: d in the table removes them.",
        n,
    )
    return (said.format(n=n),) if n else ()


def _doubts(sheet: FilledSheet, records: Sequence[Record]) -> list[tuple[Record, str]]:
    """What is doubtful among the records as they would be, and may be saved all the same."""
    doubted = sheet.layout.register.doubted
    return list(doubted(sheet.office, records)) if doubted is not None else []


def _doubtful_said(n: int) -> tuple[str, ...]:
    said = ngettext("{n} doubt: look at it before you save.",
                    "{n} doubts: look at them before you save.", n)  # fmt: skip
    return (said.format(n=n),) if n else ()


def _doubtful(
    sheet: FilledSheet, rows: Sequence[JudgedRow], doubts: Sequence[tuple[Record, str]]
) -> Group:
    row_of = {id(one.edit.after): one for one in rows if one.edit is not None}
    outcomes = []
    for record, why in doubts:
        one = row_of[id(record)]
        outcomes.append(Outcome((str(one.row + 1), _about(sheet, one), harmless(why))))
    return Group("doubtful", _("doubtful"), outcomes, told=True)


def _nothing(counts: RowCounts) -> str:
    """Why nothing is saved, and what can be done about refused rows."""
    if not counts.refused:
        return counts.nothing
    return counts.nothing + " " + _("Go back to the sheet and put them right.")


def _groups(
    sheet: FilledSheet, rows: Sequence[JudgedRow], *, reveal: bool = False
) -> tuple[Group, ...]:
    def outcome(one: JudgedRow) -> Outcome:
        return Outcome((str(one.row + 1), _about(sheet, one), _said(sheet, one, reveal=reveal)))

    edited = [one for one in rows if one.edit is not None]
    kinds = (
        ("refused", _("refused"), [one for one in rows if one.faults]),
        ("new", _("new"), [one for one in edited if one.edit and one.edit.before is None]),
        ("changed", _("changed"), [one for one in edited if one.edit and one.edit.before]),
        ("emptied", _("emptied, stays"), [one for one in rows if one.emptied]),
    )
    return tuple(
        Group(key, label, list(map(outcome, found)), told=key == "refused")
        for key, label, found in kinds
    )


def _about(sheet: FilledSheet, one: JudgedRow) -> str:
    """What tells a row from the others."""
    if one.edit is None:
        return row_said(sheet, one.row)
    return record_of(one.edit, sheet.office)


def _said(sheet: FilledSheet, one: JudgedRow, *, reveal: bool) -> str:
    """What becomes of a row in one line; private values masked unless revealed."""
    if one.edit is None:
        return _("; ").join(one.faults) if one.faults else _("nothing changes")
    desk: Desk = sheet.office
    changes = field_changes(one.edit, desk, reveal=reveal)
    identity = sheet.layout.register.identity
    return _("; ").join(
        _("{heading}: {after}").format(heading=_(change.column.heading), after=change.after or "—")
        if one.edit.before is None
        else _("{heading}: {before} → {after}").format(
            heading=_(change.column.heading),
            before=change.before or "—",
            after=change.after or "—",
        )
        for change in changes
        if change.column.key not in identity
    )


def row_said(sheet: FilledSheet, row: int) -> str:
    """What tells a row from the others, as it stands in the sheet."""
    places = [(row, place) for place, one in enumerate(sheet.columns) if one.tells_row]
    told = " ".join(filter(None, map(sheet.text, places or [(row, 0)])))
    return harmless(told) or str(row + 1)


ENTER_ROWS = OfficeJob(
    command=("enter",),
    title=N_("Enter rows in a sheet"),
    help=N_("Enter rows in a sheet; on screen only, by m in a register."),
    doing=N_("Checking the rows"),
    only_on_screen=N_(
        "Rows are entered on screen, by m in a register; {way} takes those of a file."
    ),
    answers=Answers,
    plan=plan_entry,
)
