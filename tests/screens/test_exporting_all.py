"""Every table at once from the screen: looked through, then a workbook or a folder."""

from pathlib import Path

import openpyxl
import pytest

from fptui.registers import REGISTERS
from fptui.screens.app import FptuiApp
from fptui.screens.report_page import ReportPage
from fptui.store import Office
from tests.screens.tasks import do
from tests.screens.test_screens import NARROW, press


@pytest.mark.parametrize("name", ["all.xlsx", "all"])
async def test_all_tables_are_written(
    sample: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = FptuiApp(sample)
    async with app.run_test(size=NARROW) as pilot:
        app.run_job("export")
        await press(pilot)
        app.screen.lines[0].put("all")
        screen = await do(pilot, "ctrl+s")
        assert isinstance(app.screen, ReportPage)
        assert "Recipients" in screen
        await press(pilot, "x", "home", "ctrl+k", *name, "enter")
    tables = len(REGISTERS) + 1
    path = tmp_path / name
    if path.is_dir():
        assert len([*path.glob("*.xlsx")]) == tables
    else:
        assert len(openpyxl.load_workbook(path, read_only=True).sheetnames) == tables
