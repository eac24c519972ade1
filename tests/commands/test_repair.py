"""References that older files hold as someone typed them are resolved, as one change."""

from pathlib import Path

import msgspec
import pytest

from fptui.registers import REGISTERS
from fptui.registers.attendance import ATTENDANCE, Attendance
from fptui.registers.edits import Edit
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.soundness import reference_problems
from fptui.registers.trainings import Training
from fptui.registers.units import UNITS
from fptui.store import Office
from tests.commands.conftest import run


@pytest.fixture
def older(sample_path: Path) -> Path:
    """A file with references as they were typed: names, pinyin, what is nowhere."""
    with Office(sample_path) as office:
        recipient, inspection = office.table(RECIPIENTS)[1], office.table(INSPECTIONS)[1]
        office.change(
            [
                Edit("trainings", after=Training(number="X-1", name="信息员培训")),
                Edit("attendance", after=Attendance(session="信息员培训", unit="晏家社区")),
                Edit("attendance", after=Attendance(session="X-1", unit="无此村")),
                Edit("recipients", 1, recipient, msgspec.structs.replace(recipient, unit="bgx")),
                Edit(
                    "inspections",
                    1,
                    inspection,
                    msgspec.structs.replace(
                        inspection, units=(inspection.units[0], "晏家社区 石桥社区")
                    ),
                ),
            ]
        )
    return sample_path


def test_repair_resolves_what_has_one_meaning(older: Path) -> None:
    result = run("--db", older, "check", "--repair")
    assert result.exit_code == 1, "what is left is a problem"
    assert "4 references resolved." in result.stderr
    with Office(older) as office:
        lines = office.referring(ATTENDANCE, "session", "X-1")
        assert {office.find(UNITS, line.unit) and line.unit for line in lines} == {
            "430299001001",
            None,
        }
        unit = office.find(UNITS, office.table(RECIPIENTS)[1].unit)
        assert unit is not None
        assert unit.name == "白果乡"
        assert "430299001002" in office.table(INSPECTIONS)[1].units
    checked = run("--db", older, "check")
    assert "“无此村”" in checked.stdout
    assert "信息员培训" not in checked.stdout


def test_it_is_one_change(older: Path) -> None:
    run("--db", older, "check", "--repair", "--reason", "旧表")
    with Office(older) as office:
        assert office.undo() is not None
        assert office.table(RECIPIENTS)[1].unit == "bgx"
        assert [one.session for one in office.table(ATTENDANCE).values()][-2:] == [
            "信息员培训",
            "X-1",
        ]


def test_a_dry_run_says_what_would_become_of_each(older: Path) -> None:
    before = older.read_bytes()
    result = run("--db", older, "check", "--repair", "--dry-run")
    said = result.stdout + result.stderr
    assert "4 can be resolved, 1 cannot" in said
    assert "bgx" in said
    assert "白果乡" in said
    assert "无此村" in said
    assert older.read_bytes() == before
    with Office(older) as office:
        assert office.table(RECIPIENTS)[1].unit == "bgx"


def test_what_may_be_several_is_left_and_told(sample_path: Path) -> None:
    with Office(sample_path) as office:
        recipient = office.table(RECIPIENTS)[1]
        unit = next(one for one in office.table(UNITS).values() if one.name == "晏家社区")
        twin = msgspec.structs.replace(unit, code="940000000001")
        raw = msgspec.structs.replace(recipient, unit="晏家社区")
        office.change([Edit("units", after=twin), Edit("recipients", 1, recipient, raw)])
    result = run("--db", sample_path, "check", "--repair")
    assert result.exit_code == 1
    assert "None of them can be resolved." in result.stderr
    assert "write which" in result.stderr
    assert "940000000001" in result.stderr
    with Office(sample_path) as office:
        assert office.table(RECIPIENTS)[1].unit == "晏家社区"


def test_two_lines_do_not_become_one(sample_path: Path) -> None:
    with Office(sample_path) as office:
        line = next(iter(office.table(ATTENDANCE).values()))
        unit = office.find(UNITS, line.unit)
        assert unit is not None
        again = msgspec.structs.replace(line, unit=f"{unit.name} ")
        office.change([Edit("attendance", after=again)])
    result = run("--db", sample_path, "check", "--repair")
    assert "there is a record of these already" in result.stdout + result.stderr


def test_nothing_to_repair(sample_path: Path) -> None:
    result = run("--db", sample_path, "check", "--repair")
    assert "No reference leads nowhere." in result.stdout + result.stderr


def test_problems_of_a_record_that_is_not_kept_yet(sample: Office) -> None:
    line = Attendance(session="信息员培训", unit="东升村")
    found = list(reference_problems(REGISTERS["attendance"], line, sample))
    assert [one.column for one in found] == ["session", "unit"]
    assert "信息员培训" in found[0].text
