"""The list for the bank as people sign it, its answers in the same workbook, and what came back."""

from pathlib import Path

import openpyxl
import pytest

from fptui.registers.payments import PAYMENTS, Payment
from fptui.store import Office
from tests.commands.conftest import refusal, run
from tests.verified import re_verify_all

RESULT, WHY, DAY = "处理结果", "失败原因", "交易日期"


@pytest.fixture
def path(sample_path: Path, last_day_of_2005: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample_path.parent)
    with Office(sample_path) as office:
        re_verify_all(office)
    assert run(*pay(sample_path, "open")).exit_code == 0
    assert (
        run(*pay(sample_path, "bank-file", "-o", "list.xlsx", "--date", "2005-12-20")).exit_code
        == 0
    )
    return sample_path


def pay(path: Path, *arguments: object) -> tuple[object, ...]:
    return ("--db", path, "--year", "2006", "pay", *arguments)


def answered(source: str, target: str, results: dict[int, dict[str, object]]) -> None:
    """The list with the bank's results beside its rows: paid, but for those by serial number."""
    book = openpyxl.load_workbook(source)
    page = book.active
    heading = next(row for row in range(1, 9) if page.cell(row, 2).value == "Bank")
    columns = {page.cell(heading, place).value: place for place in range(1, page.max_column + 1)}
    for name in (RESULT, WHY, DAY):
        columns[name] = len(columns) + 1
        page.cell(heading, columns[name]).value = name
    for row in range(heading + 1, page.max_row + 1):
        number = page.cell(row, 1).value
        if isinstance(number, int):
            for name, value in ({RESULT: "成功"} | results.get(number, {})).items():
                page.cell(row, columns[name]).value = value
    book.save(target)


def payments(path: Path) -> dict[str, Payment]:
    with Office(path) as office:
        return {one.recipient: one for one in office.table(PAYMENTS).values() if one.year == 2006}


def test_the_list_comes_back_with_title_total_and_answers(path: Path) -> None:
    answered(
        "list.xlsx",
        "answers.xlsx",
        {
            1: {"Amount": 60},
            2: {"Account": "62200000000014"},
            3: {"Name": "别人"},
            4: {RESULT: "退票", WHY: "户名不符"},
        },
    )
    said = run(*pay(path, "results", "answers.xlsx", "--rejects", "rejects.xlsx")).stderr
    assert "308 paid, 1 returned, 0 known already, 3 refused" in said
    with Office(path) as office:
        held = openpyxl.load_workbook("list.xlsx").active
        names = [held.cell(row, 4).value for row in (4, 5, 6)]
        ends = str(held.cell(5, 3).value)[-4:]
        assert office.about.name == "东风区"
    assert (
        f" {names[0]} 600.00: row 4: amount 60.00 in the bank's answer, 600.00 in the payment"
        in said
    )
    assert f": Account …0014 in the bank's answer, …{ends} in file " in said
    assert f" {names[2]} 600.00: row 6: Name 别人 in the bank's answer, {names[2]} in file " in said
    rejects = [
        [cell.value for cell in row] for row in openpyxl.load_workbook("rejects.xlsx").active
    ]
    assert len(rejects) == 4
    assert rejects[1][-1] == "amount 60.00 in the bank's answer, 600.00 in the payment"
    status = run(*pay(path, "status")).stdout
    assert "3 payments are with the bank since 2005-12-20." in status
    assert "by now" in status, "eleven days without an answer press"


@pytest.mark.parametrize("ending", ["html", "txt", "md"])
def test_a_list_to_print_has_title_total_and_room_to_sign(path: Path, ending: str) -> None:
    name = f"again.{ending}"
    assert run(*pay(path, "bank-file", "--again", "-o", name)).exit_code == 0
    written = Path(name).read_text(encoding="utf-8")
    assert "东风区 · Award subsidy 2006, round 1: list for the bank" in written
    assert "Sent to the bank on 2005-12-31" in written
    assert "Total: 187,200.00 yuan, people: 312" in written
    for signer in ("Handled by", "Checked by", "Approved by"):
        assert f"{signer}: ＿" in written


def test_a_csv_is_for_the_machine_unless_people_ask(path: Path) -> None:
    for name, more in (("bare.csv", ()), ("titled.csv", ("--titled",))):
        assert run(*pay(path, "bank-file", "--again", "-o", name, *more)).exit_code == 0
    bare = Path("bare.csv").read_text(encoding="utf-8-sig").splitlines()
    titled = Path("titled.csv").read_text(encoding="utf-8-sig").splitlines()
    assert bare[0].startswith("number,bank,")
    assert titled[2:-2] == bare
    assert titled[-2] == '"Total: 187,200.00 yuan, people: 312"'


def closed(path: Path, files: tuple[str, ...]) -> None:
    """Answers by which money came back of closed accounts."""
    rows = "".join(f"{file},退票,账户已销户\n" for file in files)
    Path("a.csv").write_text(f"个案编号,{RESULT},{WHY}\n{rows}", encoding="utf-8")
    assert run(*pay(path, "results", "a.csv")).exit_code == 0


def test_what_came_back_of_a_closed_account_waits_for_a_new_one(path: Path) -> None:
    closed(path, ("04-0001", "04-0002"))
    held = run(*pay(path, "reissue"))
    assert held.exit_code == 1
    assert "None was chosen: all that came back in round 1 of 2006, 2 payments." in held.stderr
    assert "2 are held back: their accounts were closed" in held.stderr
    assert "account still closed: 04-0001 " in held.stderr
    assert "None can be issued again before the accounts are put right." in held.stderr
    new = ("edit", "recipients", "04-0001", "--set", "account=6200000000000005")
    assert run("--db", path, *new).exit_code == 0
    issued = run(*pay(path, "reissue")).stderr
    assert issued.endswith("2006 1 04-0001 冯淑腊: 1 payment is to be made again\n")
    now = payments(path)
    assert (now["04-0001"].result, now["04-0002"].result) == ("reissued", "returned")
    assert run("--db", path, "undo").exit_code == 0  # of the reissue
    assert run("--db", path, "undo").exit_code == 0  # of the new account
    assert "2 are held back" in run(*pay(path, "reissue")).stderr


def returned_for(path: Path, reason: str) -> None:
    Path("a.csv").write_text(f"个案编号,{RESULT},{WHY}\n04-0001,退票,{reason}\n", encoding="utf-8")
    assert run(*pay(path, "results", "a.csv")).exit_code == 0


@pytest.mark.parametrize("reason", ["账号不存在", "帳號不存在", "无此账号", "账号有误"])
def test_an_account_that_never_was_holds_back_as_a_closed_one(path: Path, reason: str) -> None:
    returned_for(path, reason)
    assert "account still closed: 04-0001 " in run(*pay(path, "reissue")).stderr


def test_another_name_at_the_bank_is_told_until_the_file_changes(path: Path) -> None:
    returned_for(path, "户名不符")
    told = run(*pay(path, "reissue", "--dry-run"))
    assert told.exit_code == 0
    assert "1 goes again to an account that the bank has under another name." in told.stdout
    assert "name still the same: 04-0001 " in told.stdout
    new = ("edit", "recipients", "04-0001", "--set", "name=样本甲")
    assert run("--db", path, *new).exit_code == 0
    assert "another name" not in run(*pay(path, "reissue", "--dry-run")).stdout


def test_a_second_list_says_which_it_is_and_that_it_is_issued_again(path: Path) -> None:
    assert run(*pay(path, "bank-file", "--again", "-o", "first.csv", "--titled")).exit_code == 0
    returned_for(path, "资金不足")
    assert run(*pay(path, "reissue")).exit_code == 0
    dry = run(*pay(path, "bank-file", "--date", "2005-12-30", "--dry-run")).stdout
    assert "Sent to the bank on 2005-12-30" in dry
    assert "1 of them is issued again: list 2 of the round." in dry
    again = ("bank-file", "--date", "2005-12-30", "-o", "again.csv", "--titled")
    assert run(*pay(path, *again)).exit_code == 0
    titles = [Path(one).read_text(encoding="utf-8-sig").splitlines()[0] for one in
              ("first.csv", "again.csv")]  # fmt: skip
    assert titles[0].endswith('round 1: list for the bank"')
    assert titles[1].endswith('round 1: list 2 for the bank, reissue"')


def test_an_account_that_changed_while_the_bank_had_the_list_is_another(path: Path) -> None:
    new = ("edit", "recipients", "04-0001", "--set", "account=6200000000000005")
    assert run("--db", path, *new).exit_code == 0
    closed(path, ("04-0001",))
    assert "1 payment is to be made again" in run(*pay(path, "reissue", "04-0001")).stderr


def test_the_rules_may_only_warn_of_a_closed_account(path: Path) -> None:
    from fptui.resources import data_folder

    rules = (data_folder() / "programme.toml").read_text(encoding="utf-8")
    (path.parent / "programme.toml").write_text(
        rules.replace('closed_account = "hold"', 'closed_account = "warn"'), encoding="utf-8"
    )
    closed(path, ("04-0001",))
    said = run(*pay(path, "reissue"))
    assert said.exit_code == 0
    assert "1 goes to the account that was closed" in said.stderr
    assert payments(path)["04-0001"].result == "reissued"


def test_a_list_of_a_day_mistyped_is_refused(path: Path) -> None:
    early = pay(path, "bank-file", "--again", "-o", "again.csv", "--date", "1905-12-20")
    assert "1905-12-20 is too early for a list of 2006" in refusal(run(*early))
    assert not Path("again.csv").exists()


def test_a_round_of_the_far_future_is_refused(path: Path) -> None:
    far = ("--db", path, "--year", "2999")
    assert "2999 lies too far ahead: 2006" in refusal(run(*far, "pay", "open"))
    assert "2999 lies too far ahead: 2006" in refusal(run(*far, "verify", "04-0001"))
