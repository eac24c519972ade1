"""What a job found, to be read; `x` writes it to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual.app import App

from fptui.exchange.writing.files import write_file
from fptui.jobs.job import Looking
from fptui.jobs.plan import Report
from fptui.language import _
from fptui.language.file_names import file_name
from fptui.screens.dialogs import Page
from fptui.screens.file_dialog import ask_for_folder, ask_to_export, write_sheet
from fptui.screens.revealing import Revealing


class ReportPage(Page):
    """A page with the data behind it."""

    BINDINGS = [("x", "export", "")]

    def __init__(self, content: RenderableType, report: Report, job: Looking) -> None:
        revealing = Revealing()
        if report.revealed:
            revealing.begin()
        super().__init__(report.title, content, revealing)
        self._report, self._job = report, job

    def hint(self) -> str:
        """Which keys work."""
        return _("↑↓: scroll   x: to a file   Esc: back")

    def action_export(self) -> None:
        """Ask for a file and write the data to it, in a format that suits it."""
        export_report(self.app, self._report, self._job)


def export_report(app: App[Any], report: Report, job: Looking) -> None:
    """Ask for a file and write to it what a job found, in a format that suits it."""
    if report.in_folder:
        ask_for_folder(app, report.title, report.sheet)
        return

    def write(path: Path) -> int | None:
        chosen = job.format_for("", path)
        if report.written is not None:
            write_file(path, report.written(chosen))
            return None
        return write_sheet(report.sheet, path, chosen)

    name = report.file_name or file_name(_(job.title))
    ask_to_export(app, name, write, job.formats, job.format or "text")
