"""`show` and `export` count and add up."""

import csv
import json
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from fptui.exchange.writing.formats import FORMATS
from fptui.registers import REGISTERS
from fptui.registers.activities import ACTIVITIES, Activity
from fptui.registers.edits import Edit
from fptui.store import Office
from tests.commands.conftest import refusal, run


def rows_of(sample_path: Path, *words: str) -> list[dict[str, object]]:
    """What `export` writes as json."""
    result = run("--db", sample_path, "export", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    rows: list[dict[str, object]] = json.loads(result.stdout)
    return rows


def test_activities_by_kind(sample_path: Path) -> None:
    *kinds, total = rows_of(sample_path, "activities", "--by", "kind", "--total")
    assert len(kinds) == 12
    assert kinds[2] == {
        "kind": "posters", "records": 2, "quantity": ">=200", "measure": "张", "cost": "1600",
    }  # fmt: skip
    assert total == {
        "kind": "total", "records": 59, "quantity": None, "measure": None, "cost": "15000",
    }  # fmt: skip
    shown = run("--db", sample_path, "show", "activities", "--by", "kind", "--total").stdout
    assert "Posters                            2     ≥ 200  张        1,600.00" in shown
    assert "Total                             59         —           15,000.00" in shown
    assert "unlike things are not added up" in shown


def test_an_unlike_measure_of_one_kind_stands_in_a_line_of_its_own(sample_path: Path) -> None:
    with Office(sample_path) as office:
        more = Activity(number="X05-900", kind="slogans", quantity=3, measure="幅")
        number = max(office.table(ACTIVITIES)) + 1
        office.change([Edit(ACTIVITIES.name, number, None, more)])
    lines = rows_of(sample_path, "activities", "--by", "kind", "--where", "kind:slogans", "--total")
    assert [(line["records"], line["quantity"], line["measure"]) for line in lines] == [
        (1, 3, "幅"),
        (4, 280, "条"),
        (5, None, None),
    ]


def test_the_total_is_of_all_that_match_not_of_what_is_shown(sample_path: Path) -> None:
    words = ("activities", "--where", "kind:posters", "--total", "--limit", "1")
    one, total = rows_of(sample_path, *words)
    assert (one["quantity"], total["quantity"], total["cost"]) == (86, ">=200", "1600")
    assert total["number"] == "total (2)"
    said = run("--db", sample_path, "show", *words).stdout
    assert "The total is of all 2 records; 1 of them is shown." in said
    grouped = ("activities", "--by", "kind", "--sort", "-cost", "--limit", "2", "--total")
    *lines, total = rows_of(sample_path, *grouped)
    assert [line["kind"] for line in lines] == ["handbooks", "slogans"]
    assert total["records"] == 59
    assert "2 of 12 lines are shown" in run("--db", sample_path, "show", *grouped).stdout


def test_groups_by_what_stands_above_and_by_month(sample_path: Path) -> None:
    lines = rows_of(sample_path, "payments", "--by", "unit.township,year", "--total")
    assert sum(int(str(line["records"])) for line in lines[:-1]) == lines[-1]["records"] == 602
    assert lines[-1]["amount"] == "361200"
    months = rows_of(sample_path, "trainings", "--by", "日期.月份", "--columns", "attended")
    assert {line["date.month"]: line["attended"] for line in months} == {
        "2005-01": 54,
        "2005-03": 38,
        "2005-06": 231,
    }
    assert list(months[0]) == ["date.month", "records", "attended"]


def test_an_empty_group_has_a_name_for_people_and_none_for_programs(sample_path: Path) -> None:
    words = ("recipients", "--by", "exit_reason", "--where", "state:receiving")
    assert rows_of(sample_path, *words) == [{"exit_reason": None, "records": 312}]
    assert "not stated           312" in run("--db", sample_path, "show", *words).stdout
    assert "未填写" in run("--db", sample_path, "--lang", "zh-Hans", "show", *words).stdout


def test_a_list_of_unlike_things_has_a_total_of_each(sample_path: Path) -> None:
    totals = rows_of(sample_path, "counts", "--total", "--limit", "0")
    assert [(line["name"], line["value"]) for line in totals] == [
        ("population", 227_573),
        ("births", 2_540),
        ("births_in_plan", 2_534),
        ("births_third_or_higher", 0),
        ("boys", 1_308),
        ("village_led", 40),
        (None, None),
    ]


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_has_the_total(sample_path: Path, tmp_path: Path, format_name: str) -> None:
    path = tmp_path / "sums"
    words = ("payments", "--by", "year", "--total", "--format", format_name)
    result = run("--db", sample_path, "export", *words, "-o", path)
    assert "2 rows written" in result.stderr
    if format_name == "png":
        assert path.read_bytes().startswith(b"\x89PNG")
        return
    if format_name == "xlsx":
        with ZipFile(path) as book:
            assert b"<v>361200</v>" in book.read("xl/worksheets/sheet1.xml")
        return
    written = path.read_text(encoding="utf-8-sig").replace(",200.00", "200")
    assert "361200" in written
    if format_name == "csv":
        assert list(csv.reader(StringIO(written)))[-1] == ["total", "602", "361200"]


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_can_be_added_up(sample_path: Path, name: str) -> None:
    listed = run("--db", sample_path, "show", name, "--total")
    assert listed.exit_code == 0
    assert "The total is of " in listed.stdout
    by = REGISTERS[name].counted_by or REGISTERS[name].columns[0].key
    assert rows_of(sample_path, name, "--by", by, "--total")[-1]["records"] == len(
        rows_of(sample_path, name)
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("activities", "--by", "knd"), "Did you mean kind?"),
        (("activities", "--by", "kind", "--columns", "notes"), "What can be: quantity, cost."),
        (("activities", "--by", "kind", "--sort", "csot"), "Did you mean cost?"),
        (("activities", "--columns", "csot"), "Did you mean cost?"),
        (("activities", "--sort", "csot"), "Did you mean cost?"),
        (("inspections", "--by", "units"), "cannot group"),
        (("targets", "--by", "key"), "not added up"),
        (("targets", "--total"), "not added up"),
    ],
)
def test_what_cannot_be_grouped_is_refused(
    sample_path: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in refusal(run("--db", sample_path, "show", *words))


def test_private_values_of_groups_are_masked_unless_revealed(sample_path: Path) -> None:
    words = ("recipients", "--by", "account", "--limit", "3")
    with Office(sample_path) as office:
        accounts = {one.account for one in office.table(REGISTERS["recipients"]).values()}
    masked = run("--db", sample_path, "show", *words).stdout
    assert not any(account and account in masked for account in accounts)
    revealed = run("--db", sample_path, "show", *words, "--reveal").stdout
    assert any(account and account in revealed for account in accounts)
    assert "385 records shown" in run("--db", sample_path, "history").stdout
