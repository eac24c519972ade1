"""Every register's form, with the mistakes that people make: nothing wrong gets in."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.findings import FINDINGS
from fptui.screens.app import FptuiApp
from fptui.screens.form import RecordForm
from fptui.store import Office
from tests.commands.conftest import refusal, run
from tests.screens.test_screens import drawn, pilot, press

__all__ = ["pilot"]

WRONG = {
    Kind.REFERENCE: "zzzz",
    Kind.REFERENCES: "zzzz",
    Kind.DATE: "2005-13-40",
    Kind.PERIOD: "2005-13",
    Kind.INTEGER: "1x",
    Kind.EXPRESSION: "a-",
    Kind.DECIMAL: "1x",
    Kind.YUAN: "1x",
    Kind.FLAG: "zz",
    Kind.CHOICE: "zzzz",
}


def problem(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(".problem", Static).visual)


def takes_anything(column: Column) -> bool:
    return column.kind in (Kind.TEXT, Kind.CODE) or column.takes_others


@pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
async def test_what_means_nothing_is_told_at_its_field(
    pilot: Pilot[None], sample: Office, register: Register[Record]
) -> None:
    before = dict(sample.table(register))
    assert isinstance(pilot.app, FptuiApp)
    pilot.app.open_register(register.name)
    await press(pilot, "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    known = {column.key: column for column in register.stored_columns}
    wrong = [
        one
        for one in form.lines
        if one.spec.key in known and not takes_anything(known[one.spec.key])
    ]
    for line in wrong[:4]:
        column = register.column(line.spec.key)
        line.input.focus()
        await press(pilot, "end", *["backspace"] * len(line.text), *WRONG[column.kind], "ctrl+s")
        said = line.query_one(".wrong").visual
        assert line.has_class("-wrong"), column.key
        assert str(said), column.key
        assert pilot.app.screen is form
        line.put("")
    await press(pilot, "x")
    assert "Leave without saving" in await press(pilot, "escape")
    assert pilot.app.screen is not form
    await press(pilot, "n")
    assert pilot.app.screen is form
    await press(pilot, "escape", "y")
    assert pilot.app.screen is not form
    assert dict(sample.table(register)) == before
    assert not list(sample.path.parent.glob(".*draft*"))


async def test_the_next_record_keeps_what_repeats(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "5", "tab", "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    assert "W05-024" in drawn(pilot)
    await press(pilot, *"东升村", "enter", *"lo", "enter", *"J05-06", "enter", "ctrl+n")
    following = pilot.app.screen
    assert isinstance(following, RecordForm) and following is not form
    texts = following.texts()
    assert texts["number"] == "W05-025"
    assert "东升村" in texts["unit"] and "J05-06" in texts["inspection"]
    assert not texts["kind"]
    await press(pilot, "escape")
    kept = list(sample.table(FINDINGS).values())[-1]
    assert (kept.unit, kept.inspection) == ("430299004201", "J05-06")


async def test_save_all_the_same_holds_for_what_it_was_said_of(
    pilot: Pilot[None], sample: Office
) -> None:
    await press(pilot, "2", "a", *"430299194003150014", "enter", *"张三", "enter", "enter")
    await press(pilot, *"东升村", "enter", *"1940-03-16")
    assert "the birth date differs" in await press(pilot)
    await press(pilot, "ctrl+s")
    assert "saves it all the same" in problem(pilot)
    assert len(sample.table(REGISTERS["recipients"])) == 385
    # another mistake is another question
    await press(pilot, "backspace", "7", "ctrl+s")
    assert "saves it all the same" in problem(pilot)
    assert len(sample.table(REGISTERS["recipients"])) == 385
    await press(pilot, "ctrl+s")
    assert len(sample.table(REGISTERS["recipients"])) == 386


def test_the_command_line_has_the_same_checks(sample_path: Path) -> None:
    edit = ("--db", sample_path, "edit", "findings", "W05-021", "--set")
    assert "bogus" in refusal(run(*edit, "kind=bogus"))
    assert "bogus" in refusal(run(*edit, "unit=bogus"))
    assert "write a date" in refusal(run(*edit, "deadline=2005-13-40"))
    assert run(*edit, "unit=东升村").exit_code == 0
    with Office(sample_path) as office:
        found = office.find(FINDINGS, "W05-021")
        assert found is not None and found.unit == "430299004201"
