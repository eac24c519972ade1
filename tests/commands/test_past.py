"""The office as it stood at the end of a day, on the command line."""

import json
from datetime import date
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from fptui.exchange.founding import found_office
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.findings import FINDINGS
from fptui.registers.units import UNITS
from fptui.screens.app import FptuiApp
from fptui.screens.desk_screen import DeskScreen
from fptui.store import Office, PastOffice
from tests.commands.conftest import Calendar, message, refusal, run


@pytest.fixture
def office_path(tmp_path: Path, calendar: Calendar) -> Path:
    """The sample district, founded on 1 June 2005; a hundred births more on 15 June."""
    path = tmp_path / "office.json"
    found_office(path, sample=True).close()
    calendar.turn_to(2005, 6, 15)
    with Office(path) as office:
        number, births = next((n, c) for n, c in office.table(COUNTS).items() if c.name == "births")
        more = msgspec.structs.replace(births, value=births.value + 100)
        office.change([Edit("counts", number, births, more)], "late reports")
    calendar.turn_to(2005, 9, 1)
    return path


def births_by(path: Path, *options: str) -> int:
    result = run("--db", path, *options, "export", "targets", "--format", "json")
    assert result.exit_code == 0, result.stderr
    return int(json.loads(result.stdout)[0]["denominator"])


def test_targets_of_a_past_day(office_path: Path) -> None:
    assert births_by(office_path) == 2640
    assert births_by(office_path, "--as-of", "2005-06-14") == 2540
    assert births_by(office_path, "--as-of", "2005-06-15") == 2640  # the end of the day
    assert births_by(office_path, "--as-of", "2005-06-01") == 2540
    assert births_by(office_path, "--as-of", "2099-01-01") == 2640


@pytest.mark.parametrize("spelled", ["2005-6-14", "20050614", "2005年6月14日", "2005/6/14"])
def test_other_spellings_of_the_day(office_path: Path, spelled: str) -> None:
    assert births_by(office_path, "--as-of", spelled) == 2540


def test_the_table_says_as_of_when(office_path: Path) -> None:
    result = run("targets", "--db", office_path, "--as-of", "2005-6-14")
    assert result.exit_code == 0
    assert "as of 2005-06-14" in result.stdout
    assert "99.76%" in result.stdout
    explained = run(
        "--db", office_path, "--as-of", "2005-6-14", "targets", "--explain", "planned_birth_rate"
    )
    assert "2540" in explained.stdout


def test_states_that_follow_from_dates_follow_that_day(tmp_path: Path, calendar: Calendar) -> None:
    path = tmp_path / "office.json"
    found_office(path, sample=True).close()

    with Office(path) as office:
        number, finding = next(iter(office.table(FINDINGS).items()))
        told = msgspec.structs.replace(
            finding,
            deadline=calendar.now.date().replace(month=8),
            put_right=None,
            rechecked=None,
            result="",
        )
        office.change([Edit("findings", number, finding, told)])
    where = ("export", "findings", "--format", "json", "--where", f"number:{told.number}")
    for day, state in (("2005-07-31", "open"), ("2005-08-02", "overdue")):
        result = run("--db", path, "--as-of", day, *where)
        assert [row["state"] for row in json.loads(result.stdout)] == [state]


def test_show_and_export_of_a_register(office_path: Path) -> None:
    with Office(office_path) as office:
        number, unit = next(iter(office.table(UNITS).items()))
        office.change([Edit("units", number, unit, msgspec.structs.replace(unit, staff="样一"))])
    for command in ("show", "export"):
        now = run("--db", office_path, command, "units", "--limit", "1")
        then = run("--db", office_path, command, "units", "--limit", "1", "--as-of", "2005-08-31")
        assert "样一" in now.stdout
        assert then.exit_code == 0
        assert "样一" not in then.stdout
        assert unit.code in then.stdout


@pytest.mark.parametrize("day", ["some day", "2005-02-30", "", "2005-06"])
def test_a_day_that_cannot_be_read(office_path: Path, day: str) -> None:
    for command in (("targets",), ("show", "units"), ("export", "units"), ("check",), ()):
        said = refusal(run("--db", office_path, "--as-of", day, *command))
        assert "is no date" in said
        assert "2005-06-30" in said


def test_a_day_before_the_office_was_founded(office_path: Path) -> None:
    said = refusal(run("--db", office_path, "--as-of", "2005-05-31", "targets"))
    assert "2005-06-01" in said
    assert "2005-05-31" in said


def test_an_office_without_any_change_yet_knows_no_past(tmp_path: Path, sample_path: Path) -> None:
    plain = tmp_path / "plain.json"
    tables = json.loads(sample_path.read_bytes())
    del tables["seal"], tables["office"]["2"]
    tables["office"]["1"]["version"] = 1
    plain.write_text(json.dumps(tables), encoding="utf-8")
    assert "history since" in refusal(run("--db", plain, "--as-of", "2005-06-30", "targets"))
    assert run("--db", plain, "--as-of", "2999-12-31", "targets").exit_code == 0


@pytest.mark.parametrize(
    "command", [("undo",), ("redo",), ("backup", "b.zip"), ("restore", "b.zip"), ("init", "new")]
)
def test_commands_that_work_on_today_refuse(
    office_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office_path.parent)
    before = {file: file.read_bytes() for file in office_path.parent.iterdir()}
    assert "--as-of" in refusal(run("--db", office_path, *command, "--as-of", "2005-06-14"))
    assert {file: file.read_bytes() for file in office_path.parent.iterdir()} == before


def test_the_screens_open_on_that_day(office_path: Path) -> None:
    found = []

    def look(present: Office, seen: PastOffice, _said: object) -> None:
        found.append((present.read_only, seen.read_only, seen.today.isoformat()))

    with (
        patch("fptui.commands.cli.sys") as system,
        patch("fptui.screens.app.run_app", side_effect=look),
    ):
        system.stdin.isatty.return_value = system.stdout.isatty.return_value = True
        result = run("--db", office_path, "--as-of", "2005-06-14")
    assert result.exit_code == 0, result.output
    assert found == [(False, True, "2005-06-14")]


def test_an_unfinished_last_line_is_told_once(office_path: Path) -> None:
    journal = office_path.with_name("office.json.journal")
    with journal.open("ab") as file:
        file.write(b'{"hash":"12')
    result = run("--db", office_path, "--read-only", "export", "targets", "--format", "json")
    assert result.exit_code == 0
    assert "never finished" in message(result)
    assert json.loads(result.stdout)


async def test_the_screens_begin_with_that_day_and_lead_back(office_path: Path) -> None:
    with Office(office_path) as office:
        day = date(2005, 6, 14)
        app = FptuiApp(office, office.as_of(day))
        async with app.run_test() as pilot:
            for key in ("2", "9", "1"):
                await pilot.press(key)
                assert isinstance(app.screen, DeskScreen)
                assert app.screen.office.day == day
            await pilot.press("T", *["backspace"] * 10, "enter")
            await pilot.pause()
            assert isinstance(app.screen, DeskScreen)
            assert app.screen.office is office


def test_the_history_of_a_past_day(office_path: Path) -> None:
    assert "late reports" in run("--db", office_path, "history").stdout
    then = run("--db", office_path, "history", "--as-of", "2005-06-14")
    assert then.exit_code == 0
    assert "late reports" not in then.stdout
