import json
import sys
from pathlib import Path

import pexpect
import pytest
from click.shell_completion import ShellComplete

from fptui.commands.cli import cli
from fptui.registers import REGISTERS
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_is_shown_and_exported(sample_path: Path, name: str) -> None:
    shown = run("--db", sample_path, "show", name)
    assert shown.exit_code == 0
    for format_name in ("text", "markdown", "csv", "tsv", "json"):
        exported = run("--db", sample_path, "export", name, "--format", format_name)
        assert exported.exit_code == 0
        assert exported.stdout.strip()


def test_targets_as_json_have_the_promised_fields(sample_path: Path) -> None:
    result = run("--db", sample_path, "--year", "2005", "export", "targets", "--format", "json")
    lines = {line["key"]: line for line in json.loads(result.stdout)}
    assert len(lines) >= 12
    assert lines["planned_birth_rate"] == {
        "key": "planned_birth_rate",
        "year": 2005,
        "unit": "430299000000",
        "numerator": 2534,
        "denominator": 2540,
        "actual": "99.76",
        "target": "98.00",
        "difference": "1.76",
        "status": "met",
        "source": "computed",
        "sureness": "counted",
        "reported_units": 67,
        "units": 67,
        "doubts": [],
        "warnings": [],
    }
    assert lines["multi_child_rate"]["target"] == "<=0.50"
    assert lines["sex_ratio_at_birth"]["target"] == "103.00..107.00"
    assert lines["statistics_accuracy_rate"]["numerator"] is None
    assert lines["social_maintenance_fee_collection_rate"]["target"] is None


def test_year_may_follow_the_command_too(sample_path: Path) -> None:
    result = run("--db", sample_path, "export", "targets", "--year", "2005", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["year"] == 2005


def test_one_village_more_changes_the_rate(sample_path: Path) -> None:
    with Office(sample_path) as office:
        number, births = next(
            (n, c) for n, c in office.table(COUNTS).items() if c.name == "births" and c.value > 30
        )
        fields = {name: getattr(births, name) for name in births.__struct_fields__}
        changed = type(births)(**{**fields, "value": births.value + 100})
        office.change([Edit("counts", number, births, changed)])
    result = run("--db", sample_path, "export", "targets", "--format", "json")
    planned = json.loads(result.stdout)[0]
    assert (planned["denominator"], planned["actual"], planned["status"]) == (
        2640,
        "95.98",
        "not_met",
    )


def test_a_year_without_counts_has_no_figure(sample_path: Path) -> None:
    result = run("--db", sample_path, "--year", "1999", "export", "targets", "--format", "json")
    lines = json.loads(result.stdout)
    assert {line["actual"] for line in lines} == {None}
    assert {line["status"] for line in lines} == {"no_figure"}


def test_the_table_of_a_township(sample_path: Path) -> None:
    result = run("--db", sample_path, "targets", "--unit", "红旗镇")
    assert result.exit_code == 0
    assert "红旗镇 · 2005" in result.stdout


def test_explain_shows_formula_and_units(sample_path: Path) -> None:
    result = run("--db", sample_path, "targets", "--explain", "sex_ratio_at_birth")
    assert "1308" in result.stdout
    assert "Births − Boys born" in result.stdout
    assert "more units" in result.stdout


def test_private_fields_are_masked_unless_revealed(sample_path: Path) -> None:
    with Office(sample_path) as office:
        numbers = {person.id_number for person in office.table(RECIPIENTS).values()}
        accounts = {person.account for person in office.table(RECIPIENTS).values()}
    columns = ("--columns", "file_number,id_number,account,phone")
    for format_name in ("text", "markdown", "csv", "tsv", "json"):
        masked = run("--db", sample_path, "export", "recipients", "--format", format_name, *columns)
        assert not any(private in masked.stdout for private in numbers | accounts)
    revealed = run("--db", sample_path, "export", "recipients", "--reveal", *columns)
    assert all(private in revealed.stdout for private in numbers | accounts)


def test_where_sort_columns_limit(sample_path: Path) -> None:
    result = run(
        "--db", sample_path, "export", "recipients", "--format", "json",
        "--where", "state:receiving sex:female", "--sort", "-birth_date",
        "--columns", "birth_date,state", "--limit", "5",
    )  # fmt: skip
    rows = json.loads(result.stdout)
    days = [row["birth_date"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert len(rows) == 5
    assert {row["state"] for row in rows} == {"receiving"}
    assert list(rows[0]) == ["birth_date", "state"]


@pytest.mark.parametrize(("format_name", "start"), [("xlsx", b"PK"), ("html", b"<!DOCTYPE")])
def test_export_for_a_spreadsheet_and_for_paper(
    sample_path: Path, tmp_path: Path, format_name: str, start: bytes
) -> None:
    file = tmp_path / f"roster.{format_name}"
    export = ("--db", sample_path, "export", "recipients", "--format", format_name)
    result = run(*export, "-o", file)
    assert result.exit_code == 0
    assert "385 rows" in message(result)
    assert file.read_bytes().startswith(start)
    assert run(*export, "-o", "-").stdout_bytes.startswith(start)


def test_a_workbook_is_not_thrown_at_a_terminal(sample_path: Path) -> None:
    arguments = ["-m", "fptui", "--db", str(sample_path), "--lang", "en", "export", "units"]
    said, code = pexpect.run(
        " ".join([sys.executable, *arguments, "--format", "xlsx"]), withexitstatus=True, timeout=60
    )
    assert code == 2
    assert said.decode().strip() == "This format is no text for a terminal: name a file by -o FILE."


def test_export_to_a_file_says_so_and_is_private(sample_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "roster.txt"
    result = run("--db", sample_path, "export", "recipients", "-o", file)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "385 rows" in result.stderr
    assert file.read_text(encoding="utf-8").count("\n") == 387
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"office": {"1": {"format"', "damaged"),
        (b'{"_default": {"1": {"a": 1}}}', "not an office"),
        (b"\x89PNG\r\n\x1a\n\x00", "damaged"),
        (b"just text", "damaged"),
        (b"{}", "not an office"),
    ],
)
@pytest.mark.parametrize("command", [("targets",), ("show", "units"), ("export", "units"), ()])
def test_a_file_that_is_no_office(
    tmp_path: Path, content: bytes, words: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / "office.json"
    path.write_bytes(content)
    said = refusal(run("--db", path, *command))
    assert words in said
    assert str(path) in said
    assert path.read_bytes() == content


def test_a_truncated_office(sample_path: Path) -> None:
    content = sample_path.read_bytes()[:-2000]
    sample_path.write_bytes(content)
    assert "damaged" in refusal(run("--db", sample_path, "targets"))
    assert sample_path.read_bytes() == content


def test_a_missing_office_is_not_made(tmp_path: Path) -> None:
    said = refusal(run("--db", tmp_path / "none.json", "targets"))
    assert "fptui init" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_office(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(run("--db", tmp_path, "targets"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "recipiens"), "recipients"),
        (("export", "units", "--columns", "colour"), "colour"),
        (("export", "units", "--sort", "colour"), "colour"),
        (("export", "units", "--format", "pdf"), "markdown"),
        (("show", "units", "--where", "colour:red"), "character 1"),
        (("show", "recipients", "--where", "age>=old"), "character 6"),
        (("targets", "--unit", "nowhere"), "nowhere"),
        (("targets", "--explain", "nothing"), "planned_birth_rate"),
        (("export", "targets", "--columns", "colour"), "colour"),
        (("--as-of", "2005-06-30", "targets"), "history"),
    ],
)
def test_names_that_are_not_there(
    sample_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = sample_path.read_bytes()
    assert words in refusal(run("--db", sample_path, *arguments))
    assert sample_path.read_bytes() == before


def test_targets_of_an_export_that_cannot_be_written(sample_path: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "folder" / "out.txt"
    assert str(missing) in refusal(run("--db", sample_path, "export", "units", "-o", missing))
    assert "cannot be written" in refusal(
        run("--db", sample_path, "export", "units", "-o", tmp_path)
    )
    assert not missing.parent.exists()


def test_init_does_not_overwrite(sample_path: Path) -> None:
    before = sample_path.read_bytes()
    assert "exists already" in refusal(run("init", sample_path))
    assert "exists already" in refusal(run("init", "--sample", sample_path))
    assert sample_path.read_bytes() == before


def test_an_empty_office_works(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    assert run("init", path).exit_code == 0
    result = run("--db", path, "targets")
    assert result.exit_code == 0
    assert result.stdout.count("no figure") == 12
    assert run("--db", path, "show", "recipients").exit_code == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", ("计划生育率", "责任目标", "完成")),
        ("zh-Hant", ("計劃生育率", "責任目標", "完成")),
    ],
)
def test_chinese_turns_headings_help_and_messages(
    sample_path: Path, language: str, words: tuple[str, ...]
) -> None:
    table = run("--lang", language, "--db", sample_path, "targets").stdout
    assert all(word in table for word in words)
    assert "Indicator" not in table
    help_text = run("--lang", language, "--help").stdout
    assert "Usage" not in help_text
    assert "Show" not in help_text
    said = refusal(run("--lang", language, "--db", sample_path, "show", "recipiens"))
    assert "There is" not in said


def test_a_defect_is_one_line_and_its_log_holds_no_record(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("张秀梅 430299194003150014")

    monkeypatch.setattr("fptui.jobs.show_table.sheet_of", broken)
    monkeypatch.setattr("fptui.defects.log_path", lambda: tmp_path / "log" / "fptui.log")
    said = refusal(run("--db", sample_path, "show", "units"))
    assert "ZeroDivisionError" in said
    assert "430299194003150014" not in said
    log = tmp_path / "log" / "fptui.log"
    assert "show_table.py" in log.read_text(encoding="utf-8")
    assert "430299194003150014" not in log.read_text(encoding="utf-8")


def test_every_look_can_be_written_as_data(sample_path: Path) -> None:
    for command in (("show", "units"), ("targets",), ("history",), ("check",), ("eligible",)):
        result = run("--db", sample_path, *command, "--format", "json")
        assert isinstance(json.loads(result.stdout), list)


def test_the_records_behind_a_figure_are_data_too(sample_path: Path) -> None:
    explained = ("targets", "--explain", "planned_birth_rate", "--format", "json")
    lines = json.loads(run("--db", sample_path, *explained).stdout)
    births = sum(line["value"] for line in lines if line["count"] == "births")
    assert births == 2540


def test_a_file_is_written_in_the_format_of_its_ending(sample_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    assert run("--db", sample_path, "show", "units", "-o", file).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("code,name,")


def test_the_history_of_a_record_by_an_identity_of_several_words(sample_path: Path) -> None:
    with Office(sample_path) as office:
        count = next(iter(office.table(COUNTS).values()))
    words = COUNTS.identity_of(count).split()
    result = run("--db", sample_path, "history", "counts", *words, "--limit", "1")
    assert result.exit_code == 0, result.stderr
    assert count.period in result.stdout
    assert "Population" in result.stdout
    assert "had no record" in refusal(run("--db", sample_path, "history", "counts", "no", "such"))


@pytest.mark.parametrize(
    ("command", "typed", "offered"),
    [
        ("show", "un", ["units"]),
        ("show", "targ", ["targets"]),
        ("import", "targ", []),
        ("targets", "village", ["village_led_ratio"]),
    ],
)
def test_names_are_completed(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, typed: str, offered: list[str]
) -> None:
    monkeypatch.setenv("FPTUI_DB", str(sample_path))
    before = ["--explain"] if command == "targets" else []
    complete = ShellComplete(cli, {}, "fptui", "_FPTUI_COMPLETE")
    found = complete.get_completions([command, *before], typed)
    assert [item.value for item in found] == offered


def test_the_name_of_a_file_moves_no_cursor(sample_path: Path, tmp_path: Path) -> None:
    harmful = tmp_path / "a\x1b[2J\u202eb.csv"
    harmful.write_text("code,name,level,kind\n", encoding="utf-8")
    for arguments in (
        ("--db", sample_path, "import", "units", harmful),
        ("--db", sample_path, "export", "units", "-o", tmp_path / "c\x1b[2Jd.csv"),
        ("--db", tmp_path / "e\x1b]0;x\x07f.json", "show", "units"),
    ):
        result = run(*arguments)
        said = result.stdout + result.stderr
        assert "·" in said
        assert not set(said) & {"\x1b", "\x07", "\u202e"}
