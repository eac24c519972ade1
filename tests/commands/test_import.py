"""Lists come in, refused rows go to a file, blank forms go out."""

import csv
from pathlib import Path

import openpyxl
import pytest

from fptui.exchange.writing.blank_forms import allowed_values
from fptui.registers import REGISTERS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run
from tests.exchange.made import GOOD, VILLAGE, roster, xlsx


def test_a_list_is_imported_and_undone(sample_path: Path, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", *GOOD)
    result = run("--db", sample_path, "import", "recipients", file)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "list.xlsx, sheet “名单1”, headings in row 1",
        "2 new · 0 changed · 0 unchanged · 0 refused",
        "2 new; an undo takes it back.",
    ]
    shown = run("--db", sample_path, "export", "recipients", "--where", "样本甲").stdout
    assert "06-0001" in shown
    assert run("--db", sample_path, "undo").exit_code == 0
    again = run("--db", sample_path, "export", "recipients", "--where", "样本甲").stdout
    assert "06-0001" not in again


def test_the_same_list_again_changes_nothing(sample_path: Path, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", *GOOD)
    run("--db", sample_path, "import", "recipients", file)
    before = sample_path.read_bytes()
    result = run("--db", sample_path, "import", "recipients", file)
    assert result.exit_code == 0
    assert "0 new · 0 changed · 2 unchanged · 0 refused" in result.stderr
    assert "no row brings anything new" in result.stderr
    assert sample_path.read_bytes() == before


def test_a_dry_run_shows_and_changes_nothing(sample_path: Path, tmp_path: Path) -> None:
    before = sample_path.read_bytes()
    file = roster(tmp_path / "list.xlsx", *GOOD, ("06-0003", "", "", "", "", ""))
    result = run("--db", sample_path, "--read-only", "import", "recipients", file, "--dry-run")
    assert result.exit_code == 1
    assert "2 new" in result.stdout
    assert (
        "refused: row 4, 06-0003: “Name” is missing; “Sex” is missing; “Unit” is missing"
        in result.stdout
    )
    assert "Nothing was changed" in message(result)
    assert sample_path.read_bytes() == before


def test_good_rows_are_imported_beside_refused_ones(sample_path: Path, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", GOOD[0], (*GOOD[1][:2], "woman", *GOOD[1][3:]))
    result = run("--db", sample_path, "import", "recipients", file)
    assert result.exit_code == 1
    assert (
        "refused: row 3, 06-0002 样本乙: “Sex” cannot be “woman”: one of Male, Female"
        in result.stderr
    )
    assert "1 new, 1 refused; an undo" in result.stderr


def test_refused_rows_have_the_reason_beside_each_cell_and_come_back_when_put_right(
    sample_path: Path, tmp_path: Path
) -> None:
    wrong = (*GOOD[1][:2], "woman", GOOD[1][3], "4.30E+17", "=cmd|' /C calc'!A0")
    file, rejects = roster(tmp_path / "list.xlsx", GOOD[0], wrong), tmp_path / "rejects.csv"
    result = run("--db", sample_path, "import", "recipients", file, "--rejects", rejects)
    assert result.exit_code == 1
    assert f"{rejects}: 1 row written" in result.stderr
    assert rejects.stat().st_mode & 0o777 == 0o600
    headings, cells = csv.reader(rejects.read_text(encoding="utf-8-sig").splitlines())
    line = dict(zip(headings, cells, strict=True))
    assert headings[headings.index("性别") + 1] == "Why refused: 性别"
    assert line["Row of the file"] == "3"
    assert line["Why refused: 性别"] == "“Sex” cannot be “woman”: one of Male, Female"
    assert "was turned into a number" in line["Why refused: 身份证号码"]
    assert line["单位"] == "'=cmd|' /C calc'!A0"
    assert "姓名" in headings
    assert "Why refused: 姓名" not in headings
    right = rejects.read_text(encoding="utf-8-sig").replace("woman,", "女,", 1)
    right = right.replace("4.30E+17", GOOD[1][4]).replace("'=cmd|' /C calc'!A0", VILLAGE)
    rejects.write_text(right, encoding="utf-8")
    result = run("--db", sample_path, "import", "recipients", rejects)
    assert result.exit_code == 0, result.output
    assert "1 new · 0 changed · 0 unchanged · 0 refused" in result.stderr


def test_refused_rows_go_to_a_workbook_too(sample_path: Path, tmp_path: Path) -> None:
    wrong = (*GOOD[1][:2], "woman", *GOOD[1][3:])
    file, rejects = roster(tmp_path / "list.xlsx", wrong), tmp_path / "rejects.xlsx"
    run("--db", sample_path, "import", "recipients", file, "--rejects", rejects)
    book = openpyxl.load_workbook(rejects)
    headings, cells = ([cell.value for cell in row] for row in book.worksheets[0].iter_rows())
    line = dict(zip(headings, cells, strict=True))
    assert line["Row of the file"] == 2
    assert line["Why refused: 性别"] == "“Sex” cannot be “woman”: one of Male, Female"
    assert line["身份证号码"] == GOOD[1][4]
    book.worksheets[0].cell(2, headings.index("性别") + 1).value = "女"
    book.save(rejects)
    result = run("--db", sample_path, "import", "recipients", rejects)
    assert "1 new · 0 changed · 0 unchanged · 0 refused" in result.stderr


def test_changed_rows_are_told_field_by_field_and_masked(sample_path: Path, tmp_path: Path) -> None:
    with Office(sample_path) as office:
        known = office.table(RECIPIENTS)[1]
    headings = ("file_number", "name", "sex", "unit", "phone", "account")
    row = (known.file_number, "样本丙", known.sex, known.unit, "13800001234", "6210000000000000009")
    file = xlsx(tmp_path / "list.xlsx", [headings, row])
    out = run("--db", sample_path, "import", "recipients", file).stderr
    assert f"changed: row 2, {known.file_number}" in out
    assert f"Name: {known.name} → 样本丙" in out
    assert "Phone: — → 138****1234" in out
    assert "6210000000000000009" not in out
    assert known.account not in out


def test_no_rejects_file_where_nothing_is_refused(sample_path: Path, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", *GOOD)
    run("--db", sample_path, "import", "recipients", file, "--rejects", tmp_path / "rejects.csv")
    assert not (tmp_path / "rejects.csv").exists()


def test_a_rejects_file_that_cannot_be_written_stops_the_import(
    sample_path: Path, tmp_path: Path
) -> None:
    before = sample_path.read_bytes()
    file = roster(tmp_path / "list.xlsx", GOOD[0], ("06-0003", "", "", "", "", ""))
    for rejects, words in (
        (tmp_path / "no" / "rejects.csv", "cannot be written"),
        (tmp_path / "rejects.pdf", ".csv .tsv .xlsx"),
        (file, "is the file that is imported"),
    ):
        result = run("--db", sample_path, "import", "recipients", file, "--rejects", rejects)
        assert result.exit_code == 2
        assert words in result.stderr
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("recipiens", "list.csv"), "Did you mean recipients"),
        (("targets", "list.csv"), "There is no register"),
        (("recipients", "none.csv"), "There is no file none.csv"),
        (("recipients", "list.csv"), "headings are missing in row 1: “Sex”, “Unit”"),
        (("recipients", "list.csv", "--encoding", "x"), "There is no encoding"),
        (("recipients", "list.xlsx", "--sheet", "x"), "has no sheet “x”"),
        (("--as-of", "2005-12-30", "recipients", "list.csv"), "--as-of"),
    ],
)
def test_what_cannot_be_imported_is_one_line(
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("file_number,name\n1,a\n", encoding="utf-8")
    roster(Path("list.xlsx"), *GOOD)
    before = sample_path.read_bytes()
    assert words in refusal(run("--db", sample_path, "import", *arguments))
    assert sample_path.read_bytes() == before


def test_it_asks_on_a_terminal(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import _NamedTextIOWrapper

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda self: True, raising=False)
    file = roster(tmp_path / "list.xlsx", *GOOD)
    refused = run("--db", sample_path, "import", "recipients", file, typed="n\n")
    assert refused.exit_code == 2
    assert "Nothing was changed." in refused.stderr
    accepted = run("--db", sample_path, "import", "recipients", file, typed="y\n")
    assert accepted.exit_code == 0
    assert "2 new; an undo" in accepted.stderr
    file = roster(tmp_path / "list.xlsx", (*GOOD[0][:1], "样本丙", *GOOD[0][2:]))
    assert run("--db", sample_path, "import", "recipients", file, "--yes").exit_code == 0


def test_chinese_throughout(sample_path: Path, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", GOOD[0], (*GOOD[1][:2], "woman", *GOOD[1][3:]))
    result = run("--lang", "zh-Hans", "--db", sample_path, "import", "recipients", file)
    assert result.exit_code == 1
    assert "性别" in result.stderr


@pytest.mark.parametrize("name", REGISTERS)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_blank_form_is_a_list_without_rows(
    sample_path: Path, tmp_path: Path, name: str, language: str
) -> None:
    form = tmp_path / "form.xlsx"
    assert run("--lang", language, "template", name, "-o", form).exit_code == 0
    result = run("--lang", "en", "--db", sample_path, "import", name, form)
    assert result.exit_code == 0, result.output
    assert "0 new · 0 changed · 0 unchanged · 0 refused" in result.stderr


def test_a_form_offers_the_allowed_values_and_keeps_numbers_as_text(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    run("--lang", "zh-Hans", "template", "recipients", "-o", form)
    book = openpyxl.load_workbook(form)
    page, about = book.worksheets
    headings = [cell.value for cell in page[1]]
    assert headings[:3] == ["个案编号*", "姓名*", "性别*"]
    assert "录入人" not in headings
    formats = page.column_dimensions
    letter = page.cell(1, headings.index("身份证号码") + 1).column_letter
    assert formats[letter].number_format == "@"
    offered = {
        str(one.sqref).split(":")[0]: one.formula1 for one in page.data_validations.dataValidation
    }
    sex = offered["C2"]
    row = int(sex.split("$")[2].split(":")[0].rstrip("'")) if sex.count("$") else 0
    assert [cell.value for cell in about[row]][4:6] == ["男", "女"]
    assert about["A2"].value == "个案编号"
    assert book.sheetnames[0] == "奖励扶助对象"


def test_forms_offer_every_choice_of_every_register() -> None:
    for register in REGISTERS.values():
        for column in register.stored_columns:
            assert len(allowed_values(column)) == len(column.choices) or column.kind == "flag"


def test_a_form_that_cannot_be_written(tmp_path: Path) -> None:
    assert ".xlsx" in refusal(run("template", "units", "-o", tmp_path / "form.csv"))
    assert "cannot be written" in refusal(
        run("template", "units", "-o", tmp_path / "no" / "form.xlsx")
    )
