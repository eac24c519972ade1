import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from fptui.registers import REGISTERS
from fptui.registers.counts import COUNTS, Count
from fptui.registers.edits import Edit
from fptui.registers.findings import Finding
from fptui.registers.indicators import Indicator
from fptui.registers.inspections import Inspection
from fptui.registers.payments import PAYMENTS, is_made
from fptui.registers.units import UNITS
from fptui.store import Office
from fptui.store.journal import journal_of
from tests.commands.conftest import refusal, run
from tests.store.test_two_at_one_file import holding


def change(path: Path, register: str, number: int, **fields: object) -> None:
    with Office(path) as office:
        record = office.table(REGISTERS[register])[number]
        office.change([Edit(register, number, record, msgspec.structs.replace(record, **fields))])


def three_changes(path: Path) -> list[bytes]:
    """The lines of the journal after three changes, the snapshot standing for the last."""
    for name in ("样一", "样二", "样三"):
        change(path, "units", 1, staff=name)
    return journal_of(path).read_bytes().splitlines(keepends=True)


def test_a_sound_office(sample_path: Path) -> None:
    three_changes(sample_path)
    before = {file: file.read_bytes() for file in sample_path.parent.iterdir()}
    result = run("--db", sample_path, "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 changes" in result.stdout
    assert "nothing is wrong" in result.stdout
    assert len(result.stdout.splitlines()) == 1
    assert {file: file.read_bytes() for file in sample_path.parent.iterdir()} == before


def test_problems_of_the_data_have_a_line_each(sample_path: Path) -> None:
    change(sample_path, "recipients", 1, children_born=1, children_living=2)
    change(sample_path, "attendance", 1, unit="nowhere")
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    person, attendance, summary = result.stdout.splitlines()
    assert person.startswith("Recipients 04-0001: ")
    assert "Unit: " in attendance
    assert "“nowhere”" in attendance
    assert "2 problems" in summary


@pytest.mark.parametrize("state", ["applied", "village_noticed", "confirmed", "rejected"])
def test_payments_before_a_file_receives_any_are_told(sample_path: Path, state: str) -> None:
    change(sample_path, "recipients", 1, state=state)
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    [line] = [one for one in result.stdout.splitlines() if "nothing is paid" in one]
    assert line.startswith("Recipients 04-0001, State: in the state “")
    assert line.endswith("there are payments of 2004, 2005")


def test_payments_that_were_returned_say_nothing_of_a_file(sample_path: Path) -> None:
    change(sample_path, "recipients", 1, state="applied")
    with Office(sample_path) as office:
        numbers = [
            number
            for number, payment in office.table(REGISTERS["payments"]).items()
            if payment.recipient == "04-0001"  # type: ignore[attr-defined]
        ]
    for number in numbers:
        fields = {"result": "returned", "return_reason": "销户", "paid_date": None}
        change(sample_path, "payments", number, **fields)
    assert "nothing is paid" not in run("--db", sample_path, "check").stdout


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_counts_that_cannot_be_are_named_by_check_targets_and_export(
    sample_path: Path, language: str
) -> None:
    with Office(sample_path) as office:
        found = ((n, c) for n, c in office.table(COUNTS).items() if c.name == "births_in_plan")
        number, before = next(found)
        unit = office.find(UNITS, before.unit)
        assert unit is not None
        office.change(
            [
                Edit("counts", number, before, msgspec.structs.replace(before, value=500)),
                Edit("counts", after=Count(
                    period="2005", unit="430299000000", name="births", value=9999)),
            ]
        )  # fmt: skip
    checked = run("--lang", language, "--db", sample_path, "check")
    assert checked.exit_code == 1
    shown = run("--lang", language, "--db", sample_path, "targets")
    assert shown.exit_code == 1
    explained = run(
        "--lang", language, "--db", sample_path, "targets", "--explain", "planned_birth_rate"
    )
    exported = run("--lang", language, "--db", sample_path, "export", "targets", "--format", "json")
    (planned, *_others) = json.loads(exported.stdout)
    assert (planned["status"], planned["sureness"], planned["actual"]) == (
        "doubted", "doubted", "118.19",
    )  # fmt: skip
    doubts = " ".join(planned["doubts"])
    for said in (checked.stdout, shown.stdout, explained.stdout, doubts):
        flat = " ".join(said.split())
        for word in (unit.name, "2005", "500", "9999", "2540"):
            assert word in flat
        if language != "en":
            assert "births" not in flat


def test_a_finding_of_the_next_year_does_not_change_this_one(sample_path: Path) -> None:
    with Office(sample_path) as office:
        own = Indicator(key="put_right", numerator="findings_closed", denominator="findings")
        office.change([Edit("indicators", after=own)])

    def figure() -> object:
        result = run("--db", sample_path, "--year", "2005", "export", "targets", "--format", "json")
        return next(one for one in json.loads(result.stdout) if one["key"] == "put_right")["actual"]

    before = figure()
    assert before == "86.96"
    with Office(sample_path) as office:
        new = Finding(number="W06-001", inspection="J05-01", unit="430299001001", kind="other")
        inspection = Inspection(number="J06-01", kind="petition", date=date(2006, 1, 9))
        new = msgspec.structs.replace(new, inspection="J06-01")
        office.change([Edit("inspections", after=inspection), Edit("findings", after=new)])
    assert figure() == before


def test_rules_over_counts_of_an_office_stand_before_the_usual_ones(sample_path: Path) -> None:
    rules = sample_path.parent / "count_rules.toml"
    rules.write_text('[[part]]\npart = "births"\nwhole = "boys"\n', encoding="utf-8")
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    assert "is more than Boys born" in result.stdout
    rules.write_text('[[part]]\npart = "births"\nwhole = "births"\n', encoding="utf-8")
    for command in (("check",), ("targets",), ("export", "targets")):
        said = refusal(run("--db", sample_path, *command))
        assert "count_rules.toml" in said
        assert "[[part]] 1" in said


def test_a_part_of_the_year_is_asked_by_its_period(sample_path: Path) -> None:
    result = run("--db", sample_path, "targets", "--period", "一季度")
    assert result.exit_code == 0
    assert "东风区 · 2005Q1" in result.stdout
    data = run("--db", sample_path, "targets", "--period", "2005Q1", "--format", "json")
    assert {one["period"] for one in json.loads(data.stdout)} == {"2005Q1"}
    assert "2005Q5" in refusal(run("--db", sample_path, "targets", "--period", "2005Q5"))


def test_an_expression_that_cannot_be_is_refused_where_it_is_typed(sample_path: Path) -> None:
    table = sample_path.parent / "own.csv"
    table.write_text(
        "key,name_en,numerator,direction\nrate,Rate,births / (population,report\n",
        encoding="utf-8",
    )
    result = run("--db", sample_path, "import", "indicators", table)
    assert result.exit_code == 1
    assert "at character 10" in result.stdout + result.stderr


def test_in_chinese(sample_path: Path) -> None:
    change(sample_path, "recipients", 1, children_born=1, children_living=2)
    result = run("--lang", "zh-Hans", "--db", sample_path, "check")
    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    assert "04-0001" in line
    assert "奖励扶助对象" in line
    assert "children" not in line


def test_the_data_of_a_past_day(sample_path: Path) -> None:
    change(sample_path, "recipients", 1, children_born=1, children_living=2)
    assert run("--db", sample_path, "check", "--as-of", "2999-01-01").exit_code == 1


def test_a_damaged_change_is_named_and_the_rest_saved(sample_path: Path, tmp_path: Path) -> None:
    lines = three_changes(sample_path)
    lines[2] = lines[2].replace("样二".encode(), "样八".encode(), 1)
    journal_of(sample_path).write_bytes(b"".join(lines))
    sample_path.write_bytes(sample_path.read_bytes()[:-900])
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    assert "from change 3 on" in result.stdout
    assert "check --save FILE" in result.stderr
    assert "up to change 2" in result.stderr
    saved = tmp_path / "saved.json"
    result = run("--db", sample_path, "check", "--save", saved)
    assert result.exit_code == 1
    assert str(saved) in result.stderr
    assert run("--db", saved, "check").exit_code == 0
    with Office(saved) as office:
        assert office.table(UNITS)[1].staff == "样一"


def test_old_damage_behind_a_good_file(sample_path: Path) -> None:
    lines = three_changes(sample_path)
    lines[1] = lines[1].replace("样一".encode(), "样八".encode(), 1)
    journal_of(sample_path).write_bytes(b"".join(lines))
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    assert "from change 2 on" in result.stdout
    assert "up to change 4" in result.stderr


def test_saving_never_replaces(sample_path: Path, tmp_path: Path) -> None:
    lines = three_changes(sample_path)
    journal_of(sample_path).write_bytes(b"".join(lines[:-1]))
    taken = tmp_path / "taken.json"
    taken.write_text("mine", encoding="utf-8")
    result = run("--db", sample_path, "check", "--save", taken)
    assert "is there already" in refusal(result)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_sound_office_needs_no_saving(sample_path: Path, tmp_path: Path) -> None:
    assert "backup" in refusal(run("--db", sample_path, "check", "--save", tmp_path / "new.json"))
    assert not (tmp_path / "new.json").exists()


@pytest.mark.parametrize("content", [b"", b"just text", b"{}", b'{"office": {"1": {"format"'])
def test_a_file_of_which_nothing_is_good(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.json"
    path.write_bytes(content)
    said = refusal(run("--db", path, "check"))
    assert str(path) in said
    assert path.read_bytes() == content


def test_a_missing_office(tmp_path: Path) -> None:
    assert "fptui init" in refusal(run("--db", tmp_path / "none.json", "check"))
    assert not list(tmp_path.iterdir())


def test_a_plain_file_of_the_first_version(tmp_path: Path, sample_path: Path) -> None:
    plain = tmp_path / "plain.json"
    tables = json.loads(sample_path.read_bytes())
    del tables["seal"], tables["office"]["2"]
    tables["office"]["1"]["version"] = 1
    plain.write_text(json.dumps(tables), encoding="utf-8")
    result = run("--db", plain, "check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_while_another_writes(sample_path: Path) -> None:
    with holding(sample_path) as process:
        try:
            result = run("--db", sample_path, "check")
        finally:
            process.kill()
    assert result.exit_code == 0


def test_an_unfinished_last_change(sample_path: Path) -> None:
    three_changes(sample_path)
    with journal_of(sample_path).open("ab") as file:
        file.write(b'{"hash":"12')
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    assert "from change 5 on" in result.stdout
    assert "not finished" in result.stdout
    assert "up to change 4" in result.stderr


def test_damage_is_one_line_without_advice_to_check(sample_path: Path) -> None:
    sample_path.write_bytes(sample_path.read_bytes()[:-2000])
    result = run("--db", sample_path, "check")
    assert result.exit_code == 1
    assert "check”" not in result.stdout
    assert "check”" in refusal(run("--db", sample_path, "targets"))


def test_check_names_money_that_came_too_early_or_is_yet_to_come(sample_path: Path) -> None:
    with Office(sample_path) as office:
        made = [(n, one) for n, one in office.table(PAYMENTS).items() if is_made(one)][:2]
        days = [{"sent_date": date(2005, 10, 20), "paid_date": date(2005, 10, 1)},
                {"paid_date": date(2099, 1, 1)}]  # fmt: skip
        office.change(
            [
                Edit(PAYMENTS.name, n, one, msgspec.structs.replace(one, **day))
                for (n, one), day in zip(made, days, strict=True)
            ]
        )
    said = run("--db", sample_path, "check").stdout
    assert "2005-10-01 is before 2005-10-20, when the list went to the bank" in said
    assert "2099-01-01 lies in the future" in said
