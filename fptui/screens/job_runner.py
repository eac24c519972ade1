"""Running a job on screen: ask, work out the plan, show it, carry it out, say what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.errors import FptuiError
from fptui.exchange.writing.sheet import Sheet
from fptui.jobs.find_doubts import DoubtsReport
from fptui.jobs.job import FileJob, FileLookJob, Job, Looking, LookJob, OfficeJob
from fptui.jobs.list_warnings import WarningsReport
from fptui.jobs.plan import Done, Plan, Report
from fptui.jobs.record_questions import Records
from fptui.jobs.remembering import remember
from fptui.language import _
from fptui.programme.rounds import Progress
from fptui.screens.desk_screen import DeskScreen
from fptui.screens.doubts_screen import DoubtsScreen
from fptui.screens.job_dialog import JobDialog
from fptui.screens.plan_screen import PlanScreen
from fptui.screens.report_page import ReportPage
from fptui.screens.warnings_screen import WarningsScreen
from fptui.screens.working import Working

Found = TypeVar("Found")
LISTED = 500
"""So many rows of a report are drawn; an export has them all."""


class _Ended(Enum):
    """How a run ended, or a part of it: with a change, without, or back where it was asked."""

    DONE, SEEN, BACK = range(3)


class JobRun:
    """One run of a job from a screen, which is shown anew when it is done."""

    def __init__(
        self,
        screen: DeskScreen,
        job: Job,
        preset: Mapping[str, object],
        leave_for: Callable[[Callable[[], Done]], None],
        *,
        asked: bool = True,
    ) -> None:
        """`leave_for` ends the screens for work that must have the office closed.

        Where it is not `asked`, a plan that touches one record only is carried out at once.
        """
        self._screen, self._job, self._preset = screen, job, dict(preset)
        self._leave_for, self._asked = leave_for, asked
        self._answered: Mapping[str, str] | None = None  # the texts of the dialog, once it was

    async def run(self) -> bool:
        """Run it to its end, or until the user leaves.

        A dialog whose answers are refused, or whose preview is left, is asked again with
        what stood in it. The answer is whether something was done to the office.
        """
        job = self._job
        if isinstance(job, OfficeJob) and job.changes and not self._screen.may_change():
            return False
        if not self._choose_records():
            return False
        refused = ""
        while True:
            try:
                answers = await self._answers(refused)
                if answers is None:
                    return False
                ended = await self._run_with(answers)
                refused = ""
            except FptuiError as error:
                ended, refused = _Ended.BACK, str(error)
            if ended is not _Ended.BACK or self._answered is None:
                if refused:
                    self._screen.say_refused(refused)
                return ended is _Ended.DONE

    async def _run_with(self, answers: Any) -> _Ended:
        job, screen = self._job, self._screen
        if isinstance(job, OfficeJob):
            return await self._run_on_office(job, answers)
        if isinstance(job, FileJob):
            return await self._run_on_file(job, answers)
        office = screen.office
        work: Callable[[Progress], Report]
        if isinstance(job, LookJob):
            work = partial(job.look, office, answers)
        elif isinstance(job, FileLookJob):
            work = partial(job.look, office.path, lambda: nullcontext(office), answers)
        else:
            raise TypeError(job)
        report = await self._worked(job.doing, work, may_stop=True)
        remember(office, job, answers)
        await self._show(job, report)
        return _Ended.SEEN

    async def _answers(self, refused: str) -> Any:
        """What the job's questions are answered; None where the user goes back."""
        job, screen = self._job, self._screen
        dialog = JobDialog(job, screen.office, self._preset, self._answered, refused)
        if not dialog.asks:
            return job.answers(**dialog.preset)
        given = await screen.app.push_screen_wait(dialog)
        self._answered = dialog.answered
        return None if given is None else job.answers(**given)

    def _choose_records(self) -> bool:
        """Hand in the records of the screen; False where there are none and some are needed."""
        screen = self._screen
        for key, question in self._job.questions.items():
            if not isinstance(question, Records) or key in self._preset:
                continue
            register = question.register_by(self._preset)
            numbers = screen.chosen_numbers(
                register, cursor=question.cursor and not question.in_view
            )
            if not numbers and question.in_view:
                numbers = screen.shown_numbers(register)
            if not numbers and not (question.all_for_none or question.in_view):
                screen.say_refused(screen.nothing_chosen())
                return False
            self._preset[key] = numbers
        return True

    async def _run_on_office(self, job: OfficeJob[Any, Any], answers: Any) -> _Ended:
        office = self._screen.office
        plan = await self._worked(
            job.doing, lambda progress: job.plan(office, answers, progress), may_stop=True
        )
        ended = await self._looked_at(plan)
        if ended is not _Ended.DONE:
            return ended
        done = await self._worked(
            plan.title, lambda progress: job.carry_out(office, answers, plan, progress)
        )
        self._told(done)
        return ended

    async def _show(self, job: Looking, report: Report) -> None:
        if report.revealed and not self._screen.note_reveal(report.revealed, report.register):
            return
        for note in report.notes:
            self._screen.say(note)
        if report.nothing or not (report.content or report.sheet.rows):
            if report.nothing or not report.notes:
                self._screen.say(report.nothing or _("There is nothing to show."))
            return
        await self._screen.app.push_screen_wait(self._shown(job, report))
        self._screen.show_all()

    def _shown(self, job: Looking, report: Report) -> ReportPage | DoubtsScreen | WarningsScreen:
        if isinstance(report, DoubtsReport):
            return DoubtsScreen(self._screen.office, report.doubts)
        if isinstance(report, WarningsReport):
            return WarningsScreen(self._screen.office, report.listed, report.trend)
        content = report.content if report.content is not None else _table(report.sheet)
        return ReportPage(content, report, job)

    async def _run_on_file(self, job: FileJob[Any, Any], answers: Any) -> _Ended:
        path = self._screen.office.path
        plan = await self._worked(job.doing, lambda _progress: job.plan(path, answers))
        ended = await self._looked_at(plan)
        if ended is not _Ended.DONE:
            return ended
        if job.exclusive:
            self._leave_for(lambda: job.carry_out(path, answers, plan))
            return _Ended.SEEN
        self._told(
            await self._worked(plan.title, lambda _progress: job.carry_out(path, answers, plan))
        )
        return _Ended.SEEN  # the office is as it was

    async def _looked_at(self, plan: Plan) -> _Ended:
        """DONE where the plan is to be carried out, after it was looked at."""
        if not plan.may and not any(group.outcomes for group in plan.groups):
            self._screen.say_refused(plan.nothing)
            return _Ended.SEEN
        if not plan.tells:
            return _Ended.DONE
        few = sum(len(group.outcomes) for group in plan.groups) <= 1
        if not self._asked and plan.may and few:
            return _Ended.DONE
        preview = PlanScreen(self._screen.office, plan, asked=self._answered is not None)
        wanted = await self._screen.app.push_screen_wait(preview)
        if wanted is None:
            return _Ended.BACK
        return _Ended.DONE if wanted else _Ended.SEEN

    def _told(self, done: Done) -> None:
        if done.said:
            self._screen.say(" ".join(done.said))
        self._screen.show_all()

    async def _worked(
        self, title: str, work: Callable[[Progress], Found], *, may_stop: bool = False
    ) -> Found:
        """What the work found; FptuiError where it failed or was stopped."""
        shown = Working(_(title) or _("Working"), work, may_stop=may_stop)
        found = await self._screen.app.push_screen_wait(shown)
        if isinstance(found, FptuiError):
            raise found
        answer: Found = found
        return answer


def _table(sheet: Sheet) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, heading in enumerate(sheet.headings):
        right = place in sheet.right
        justify: JustifyMethod = "right" if right else "left"
        table.add_column(Text(heading, "dim"), justify=justify, overflow="fold")
    for row in sheet.rows[: min(LISTED, sheet.found)]:
        table.add_row(*(Text(cell.text) for cell in row))
    for place, row in enumerate(sheet.rows[sheet.found :]):
        if not place:
            table.add_row()
        table.add_row(*(Text(cell.text, "bold") for cell in row))
    return Group(table, *(Text(line) for line in ("", *sheet.below))) if sheet.below else table
