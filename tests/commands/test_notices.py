"""The lists to post at the command line."""

from pathlib import Path

import openpyxl
import pytest
from click.shell_completion import ShellComplete

from fptui.commands.cli import cli
from fptui.store import Office
from tests.commands.conftest import Calendar, message, refusal, run

HOTLINE = ("--hotline", "0731-20000000")
RULES = Path(__file__).parents[2] / "data" / "programme.toml"


def test_a_list_of_today_on_standard_output(sample_path: Path, calendar: Calendar) -> None:
    result = run("--db", sample_path, "notice", "village", "--unit", "红旗镇")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "樟树村: candidates for the award subsidy 2005, village notice"
    assert lines[2] == "Posted from 2005-06-01 until 2005-06-08, 7 days; 1 on the list"
    assert result.stderr == (
        "No hotline is known: there is room to write it by hand. “fptui --db"
        f" {sample_path} notice village --hotline NUMBER” takes it.\n"
        "2 files that wait for it may not move on and are left out. “fptui --db"
        f" {sample_path} move village_noticed --where state:applied --dry-run” says why.\n"
    )
    said = run("--db", sample_path, "move", "village_noticed", "--where", "state:applied",
               "--dry-run")  # fmt: skip
    assert said.stdout.startswith("8 move to ")


@pytest.mark.parametrize("unit", ["红旗镇", "430299101000"])
def test_a_unit_is_named_or_given_by_its_code(sample_path: Path, unit: str) -> None:
    result = run("--db", sample_path, "notice", "village", "--unit", unit, "--from", "2005.6.2")
    assert result.stdout.count("Posted from 2005-06-02 until 2005-06-09, 7 days; ") == 2


def test_the_whole_office_is_a_list_a_village(sample_path: Path) -> None:
    out = run("--db", sample_path, "notice", "village", "--format", "markdown").stdout
    villages = [line.split("|")[5].strip() for line in out.splitlines() if line.startswith("|")]
    assert [one for one in villages if one.endswith("村")] == [
        *("新塘村", "新塘村", "樟树村", "钻石村", "钻石村", "解放村", "解放村", "蝴蝶村"),
    ]


@pytest.mark.parametrize(
    ("file", "options", "start"),
    [
        ("n.xlsx", (), b"PK"),
        ("n.html", (), b"<!DOCTYPE"),
        ("n.md", (), "# 新塘村".encode()),
        ("n", (), "新塘村".encode()),
        ("n.list", ("--format", "html"), b"<!DOCTYPE"),
    ],
)
def test_the_ending_of_the_file_decides_the_format_unless_it_is_named(
    sample_path: Path, tmp_path: Path, file: str, options: tuple[str, ...], start: bytes
) -> None:
    path = tmp_path / file
    result = run("--db", sample_path, "notice", "exits", "-o", path, *HOTLINE, *options)
    assert message(result) == f"{path}: 9 rows written\n"
    assert result.stdout == ""
    assert path.read_bytes().startswith(start)


def test_a_workbook_has_a_worksheet_a_village(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.xlsx"
    run("--db", sample_path, "notice", "village", "-o", path, *HOTLINE)
    pages = openpyxl.load_workbook(path).worksheets
    assert [page.title for page in pages] == ["新塘村", "樟树村", "钻石村", "解放村", "蝴蝶村"]
    for page in pages:
        column = [row[0].value for row in page.iter_rows(max_col=1)]
        assert column[0] == f"{page.title}: candidates for the award subsidy 2005, village notice"
        count = column.index(None, 4) - 4
        assert column[3 : 4 + count] == ["Serial no.", *range(1, count + 1)]
        assert f"; {count} on the list" in column[2]
        assert "Hotline: 0731-20000000" in column
        assert {row[0].font.size for row in page.iter_rows(max_col=1) if row[0].value} == {14, 20}
        assert page.print_title_rows == "$1:$4"
        assert page.oddFooter.center.text == "Page &P of &N"


def test_the_hotline_is_remembered_and_the_history_tells_it(sample_path: Path) -> None:
    office = ("--db", sample_path)
    assert "Hotline: ＿" in run(*office, "notice", "exits").stdout
    run(*office, "notice", "exits", *HOTLINE)
    again = run(*office, "notice", "exits")
    assert "Hotline: 0731-20000000" in again.stdout
    assert again.stderr == ""
    assert "Hotline of the office: 0731-20000000" in run(*office, "history", "--limit", "1").stdout
    assert run(*office, "check").exit_code == 0
    assert run(*office, "undo", "--yes").exit_code != 0  # no change of records was made
    assert "Hotline: 0731-20000000" in run(*office, "notice", "exits").stdout


def test_an_office_that_is_only_read_does_not_keep_the_hotline(sample_path: Path) -> None:
    office = ("--db", sample_path)
    said = run(*office, "--read-only", "notice", "exits", *HOTLINE)
    assert "Hotline: 0731-20000000" in said.stdout
    assert "Hotline: ＿" in run(*office, "notice", "exits").stdout


def test_who_was_moved_on_is_printed_again(sample_path: Path) -> None:
    run("--db", sample_path, "move", "village_noticed", "--where", "state:applied")
    arguments = ("--db", sample_path, "notice", "village")
    empty = run(*arguments)
    assert empty.exit_code == 1
    again = run(*arguments, "--again")
    with Office(sample_path) as office:
        assert f"Posted from {office.today.isoformat()}" in again.stdout
    assert again.stdout.count(" on the list") == 5
    earlier = run(*arguments, "--again", "--from", "2005-11-24").stdout
    assert "Posted from 2005-11-24 until 2005-12-01, 7 days; 1 on the list" in earlier


def test_the_list_as_it_stood_on_an_earlier_day(sample_path: Path, calendar: Calendar) -> None:
    calendar.turn_to(2006, 1, 9)
    run("--db", sample_path, "move", "village_noticed", "--where", "state:applied")
    calendar.turn_to(2006, 1, 12)
    before = run("--db", sample_path, "--as-of", "2006-01-08", "notice", "village")
    assert before.stdout.count("Posted from 2006-01-08 until 2006-01-15, 7 days; ") == 5


def test_an_empty_list_is_said_and_not_written(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    arguments = ("--db", sample_path, "notice", "exits", "-o", path)
    result = run(*arguments, "--unit", "东风街道", "--year", "2005")
    assert result.exit_code == 1
    assert message(result) == "东风街道: nobody left in 2005; nothing was written.\n"
    assert result.stdout == ""
    assert not path.exists()


def test_nobody_may_move_on(sample_path: Path) -> None:
    result = run("--db", sample_path, "notice", "village", "--unit", "石塘镇", "--year", "2004")
    assert result.exit_code == 1
    assert "石塘镇: nobody may stand on this notice; nothing was written." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("vilage",), "Notice: there is no “vilage”. Did you mean village? There are: "),
        (("x\x1b",), "Notice: there is no “x·”. There are: Notice of the village (village), "),
        (("village", "--unit", "红旗乡镇"), "among the units. Did you mean 红旗镇?"),
        (("village", "--unit", "\x1b"), "there is no “·” among the units"),
        (("village", "--format", "csv"), "The formats: text, markdown, xlsx, html."),
        (("village", "--format", "htm"), "Did you mean html?"),
        (("village", "-o", "n.csv"), "“List to post” is not written as “csv”. The formats: text, "),
        (("village", "--from", "some day"), "“some day” is no date"),
        (("village", "-o", "/no/such/place.txt"), "cannot be written"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    sample_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in refusal(run("--db", sample_path, "notice", *arguments))


def test_a_private_column_in_the_rules_is_refused(sample_path: Path) -> None:
    own = RULES.read_text(encoding="utf-8").replace(
        'columns = ["number", "name", "sex"', 'columns = ["number", "name", "phone"'
    )
    (sample_path.parent / "programme.toml").write_text(own, encoding="utf-8")
    said = refusal(run("--db", sample_path, "notice", "village"))
    assert "programme.toml, [notice] columns: “phone” does not stand on a posted list" in said


def test_the_stages_are_completed(sample_path: Path) -> None:
    words = ["--db", str(sample_path), "notice"]
    completed = ShellComplete(cli, {}, "fptui", "").get_completions(words, "")
    assert [one.value for one in completed] == ["village", "township", "district", "exits"]


@pytest.mark.parametrize("text", ["８４５６７８９a", "call us", "()", "1234567;rm"])
def test_a_hotline_that_cannot_be_rung_is_refused(sample_path: Path, text: str) -> None:
    refused = run("--db", sample_path, "notice", "village", "--hotline", text)
    assert refused.exit_code == 2
    assert "is no phone number" in refused.stderr


def test_a_hotline_is_printed_narrow(sample_path: Path) -> None:
    posted = run(
        "--db", sample_path, "notice", "village", "--hotline", "（０７３１）２０００ ０００１"
    )
    assert "Hotline: (0731)2000 0001" in posted.stdout


def test_where_all_were_moved_on_it_is_said_how_their_list_is_printed(sample_path: Path) -> None:
    place = ("--db", sample_path, "--year", "2005")
    assert run(*place, "move", "village_noticed", "--where", "state:applied").exit_code in (0, 1)
    empty = run(*place, "notice", "village")
    assert "“yes” to “As it was posted last” (--again) lists them." in empty.stderr
