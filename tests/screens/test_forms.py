"""Every register's form, with the mistakes that people make: nothing wrong gets in."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Record, Register
from fptui.registers.findings import FINDINGS
from fptui.screens.app import FptuiApp
from fptui.screens.dialogs import ChooseOne
from fptui.screens.form import RecordForm
from fptui.screens.widgets import fields
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


WALKED = list(REGISTERS) if os.environ.get("FPTUI_SOAK") else ["recipients", "findings", "counts"]
"""In each of these every field is tried; in all of them in the long form."""


def takes_anything(column: Column) -> bool:
    return column.kind in (Kind.TEXT, Kind.CODE) or column.takes_others


@pytest.mark.parametrize("register", map(REGISTERS.get, WALKED), ids=WALKED)
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
    await press(pilot, "enter")
    assert pilot.app.screen is form
    await press(pilot, "escape", "down", "down", "enter")
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


async def test_letters_that_fit_several_choices_are_asked_about(
    pilot: Pilot[None], sample: Office
) -> None:
    use_language("zh-Hans")
    await press(pilot, "2", "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    sex = next(line for line in form.lines if line.spec.key == "sex")
    sex.input.focus()
    asked = await press(pilot, "n", "enter")
    assert isinstance(pilot.app.screen, ChooseOne)
    assert "male" not in asked
    await press(pilot, "down", "enter")
    assert pilot.app.screen is form
    assert sex.text == "女"
    sex.input.focus()
    await press(pilot, *"nan", "enter")
    assert sex.text == "男"
    # what is marked among them is taken
    sex.input.focus()
    await press(pilot, "n", "pagedown", "pagedown", "enter")
    assert sex.text == "女"


async def test_what_followed_from_an_id_number_goes_with_it(
    pilot: Pilot[None], sample: Office
) -> None:
    await press(pilot, "2", "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    known = {line.spec.key: line for line in form.lines}

    async def type_number(number: str) -> None:
        known["id_number"].input.focus()
        await press(pilot, "end", *["backspace"] * len(known["id_number"].text), *number)

    await type_number("430299194003150014")
    assert (known["birth_date"].text, known["sex"].text) == ("1940-03-15", "Male")
    await type_number("")
    assert (known["birth_date"].text, known["sex"].text) == ("", "")
    # what a person wrote stays
    await type_number("430299194003150014")
    known["sex"].input.focus()
    await press(pilot, *"female")
    await type_number("")
    assert (known["birth_date"].text, known["sex"].text) == ("", "female")


async def test_a_field_is_found_by_its_name(
    pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(fields, "monotonic", lambda: now[0])
    await press(pilot, "2", "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    category = next(line for line in form.lines if line.spec.key == "category")

    async def find(*letters: str) -> str:
        await press(pilot, "ctrl+g", *letters)
        assert category.input.has_focus
        return category.text

    # the rest of its name is not typed into it, and Enter ends the name
    stood = await find(*"cate", *"gory")
    await press(pilot, "enter")
    assert category.input.has_focus and category.text == stood
    await press(pilot, "enter")
    assert not category.input.has_focus
    # what comes later was meant for the field
    await find(*"cat")
    now[0] += fields.OVERLOOKED + 0.1
    await press(pilot, "e")
    assert category.text.endswith("e")
    category.put("")
    await find(*"cat")
    now[0] += fields.CONFIRMED + 0.1
    await press(pilot, "enter")
    assert not category.input.has_focus


async def test_what_was_refused_is_typed_over(pilot: Pilot[None]) -> None:
    await press(pilot, "4", "a")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    date = next(line for line in form.lines if line.spec.key == "date")
    date.input.focus()
    await press(pilot, *"13.40", "enter")
    assert date.input.has_focus and date.has_class("-wrong")
    await press(pilot, *"6.2")
    assert date.text == "6.2"


async def test_an_age_far_from_the_programme_is_doubted(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "a", "enter", *"张三", "enter", *"female", "enter")
    await press(pilot, *"东升村")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    born = next(line for line in form.lines if line.spec.key == "birth_date")
    born.input.focus()
    assert "born on 2005-06-02, less than 40 years ago" in await press(pilot, *"6.2")
    await press(pilot, "ctrl+s")
    assert "saves it all the same" in problem(pilot)
    await press(pilot, "backspace", "backspace", "backspace", *"1944-06-02", "ctrl+s")
    assert pilot.app.screen is not form
