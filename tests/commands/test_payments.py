"""Rounds of payments at the command line: opened, listed for the bank, answered, and told."""

import csv
import json
from pathlib import Path

import pytest
from python_calamine import load_workbook

from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.commands.conftest import message, refusal, run
from tests.verified import re_verify_all


@pytest.fixture
def path(sample_path: Path, last_day_of_2005: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample_path.parent)
    with Office(sample_path) as office:
        re_verify_all(office)
    assert run(*pay(sample_path, "open")).exit_code == 0
    return sample_path


def pay(path: Path, *arguments: object) -> tuple[object, ...]:
    return ("--db", path, "--year", "2006", "pay", *arguments)


def answers(path: Path, *rows: tuple[str, ...], encoding: str = "gb18030") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["代发结果清单"])
        writer.writerow(["个案编号", "户名", "金额", "处理结果", "失败原因", "交易日期"])
        writer.writerows(rows)
    return path


def test_a_round_is_opened_once(path: Path) -> None:
    again = run(*pay(path, "open"))
    assert again.exit_code == 0
    assert "0 payments, 0.00 yuan, are added; 312 stay" in again.stderr
    assert "No payment is to be added or stopped." in again.stderr
    with Office(path) as office:
        assert office.sequence == 3
        office.undo()
    dry = run(*pay(path, "open", "--dry-run"))
    assert "Due 2006-10-31: 312 payments, 187,200.00 yuan, are added" in dry.stdout
    with Office(path) as office:
        assert len(office.table(PAYMENTS)) == 602


def test_who_is_held_back_is_told(path: Path) -> None:
    held = run("--db", path, "--year", "2005", "pay", "open")
    assert "9 are held back" in held.stderr
    with Office(path) as office:
        person = office.find(RECIPIENTS, "04-0285")
        assert person is not None
    assert (
        f"held back: 04-0285 {person.name}: left on 2005-01-05 (01 Death), before the money was due"
        in held.stderr
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_for_the_bank_is_whole_and_only_its_owner_reads_it(
    path: Path, ending: str
) -> None:
    output = path.parent / f"bank.{ending}"
    result = run(*pay(path, "bank-file", "-o", output))
    assert result.exit_code == 0
    assert "312 payments, 187,200.00 yuan" in result.stderr
    assert output.stat().st_mode & 0o777 == 0o600
    if ending == "csv":
        rows = list(csv.reader(output.read_text(encoding="utf-8-sig").splitlines()))
    else:
        title, day, *rows, _empty, total, signed = (
            load_workbook(output).get_sheet_by_index(0).to_python()
        )
        assert title[0] == "东风区 · Award subsidy 2006, round 1: list for the bank"
        assert day[0] == "Sent to the bank on 2005-12-31"
        assert total[0] == "Total: 187,200.00 yuan, people: 312"
        assert str(signed[0]).startswith("Handled by: ＿")
    with Office(path) as office:
        people = {one.account: one for one in office.table(RECIPIENTS).values()}
        reason = next(office.history()).reason
        assert all(p.sent_date for p in office.table(PAYMENTS).values() if p.year == 2006)
    assert len(rows) == 313
    for place, row in enumerate(rows[1:], start=1):
        number, bank, account, name, id_number, amount, purpose = row
        person = people.pop(str(account))
        assert (bank, name, id_number) == (person.bank, person.name, person.id_number)
        assert (float(number), float(amount), purpose) == (place, 600, "计划生育奖励扶助金")
    assert "312 payments, private fields shown, sha256 " in reason
    assert "430299" not in reason


def test_a_dry_run_needs_no_file_and_marks_nothing(path: Path) -> None:
    dry = run(*pay(path, "bank-file", "--dry-run"))
    assert dry.exit_code == 0
    assert "312 payments, 187,200.00 yuan, go into the list; 0 must not." in dry.stdout
    assert "-o is missing" in refusal(run(*pay(path, "bank-file")))
    with Office(path) as office:
        assert office.sequence == 3


def test_the_list_is_of_one_bank_and_of_the_day_on_which_it_was_sent(path: Path) -> None:
    with Office(path) as office:
        people = office.table(RECIPIENTS).values()
        bank = min(one.bank for one in people if one.bank)
        files = {one.file_number for one in people if one.bank == bank}
    sent = run(*pay(path, "bank-file", "--bank", bank, "--date", "2005-12-01", "-o", "one.csv"))
    assert sent.exit_code == 0
    with Office(path) as office:
        marked = [one for one in office.table(PAYMENTS).values() if one.sent_date is not None]
    assert {one.recipient for one in marked if one.year == 2006} <= files
    assert {str(one.sent_date) for one in marked if one.year == 2006} == {"2005-12-01"}
    late = run(*pay(path, "bank-file", "--date", "2006-01-01", "-o", "two.csv"))
    assert "2006-01-01 lies in the future" in refusal(late)
    other = run(*pay(path, "bank-file", "--bank", "some bank", "-o", "two.csv"))
    assert "there is no “some bank”" in refusal(other)


def test_a_second_list_holds_nothing_that_the_first_had(path: Path) -> None:
    assert run(*pay(path, "bank-file", "-o", "first.csv")).exit_code == 0
    refused = run(*pay(path, "bank-file", "-o", "second.csv"))
    assert refused.exit_code == 2
    assert "312 payments are at the bank already" in refused.stderr
    assert not (path.parent / "second.csv").exists()
    assert "is there already" in message(run(*pay(path, "bank-file", "-o", "first.csv", "--again")))
    assert run(*pay(path, "bank-file", "-o", "second.csv", "--again")).exit_code == 0
    with Office(path) as office:
        first, second = next(office.history()), office.sequence
        assert second == 5  # the second list changes no payment, but is noted
        assert "private fields shown" in first.reason


def test_a_list_that_cannot_be_written_marks_nothing(path: Path) -> None:
    other = run(*pay(path, "bank-file", "-o", "list.doc"))
    assert "the ending must be one of .csv .txt .md .xlsx .html" in refusal(other)
    nowhere = run(*pay(path, "bank-file", "-o", "nowhere/list.csv"))
    assert nowhere.exit_code == 2
    assert "cannot be written" in nowhere.stderr
    with Office(path) as office:
        assert office.sequence == 3


def test_the_columns_and_the_encoding_are_the_rules(path: Path) -> None:
    from fptui.resources import data_folder

    rules = (data_folder() / "programme.toml").read_text(encoding="utf-8")
    own = path.parent / "programme.toml"
    changed = rules.replace('encoding = "utf-8"', 'encoding = "gb18030"').replace(
        '"number", "bank", "account", "name", "id_number", "amount", "purpose"',
        '"recipient", "name", "account", "due_date"',
    )
    own.write_text(changed, encoding="utf-8")
    assert run(*pay(path, "bank-file", "-o", "list.csv")).exit_code == 0
    heading, first, *_rest = (path.parent / "list.csv").read_text(encoding="gb18030").splitlines()
    assert heading == "recipient,name,account,due_date"
    assert first.endswith(",2006-10-31")
    own.write_text(rules.replace('"purpose"]', '"shoe_size"]'), encoding="utf-8")
    said = run(*pay(path, "bank-file", "-o", "other.csv", "--again")).stderr
    assert "there is no column “shoe_size”. There are: number, purpose, file_number" in said


def test_answers_are_taken_as_one_change_and_refused_rows_are_written(path: Path) -> None:
    assert run(*pay(path, "bank-file", "-o", "list.csv")).exit_code == 0
    with Office(path) as office:
        names = {n: office.table(RECIPIENTS)[n].name for n in (1, 2, 3)}
    file = answers(
        path.parent / "answers.csv",
        ("04-0001", names[1], "600.00", "成功", "", "2005-12-31"),
        ("04-0002", names[2], "600", "退票", "=cmd|'/c calc'!A1", ""),
        ("04-0003", "别人", "600", "成功", "", ""),
        ("04-0004", "", "600", "不明", "", ""),
    )
    dry = run(*pay(path, "results", file, "--dry-run"))
    assert dry.exit_code == 1
    assert "1 paid, 1 returned, 0 known already, 2 refused" in dry.stdout
    assert "refused: 04-0003 " in dry.stdout
    assert "row 5: Name 别人 in the bank's answer, " in dry.stdout
    same = run(*pay(path, "results", file, "--rejects", file))
    assert same.exit_code == 2
    assert "is the file that is imported" in same.stderr
    done = run(*pay(path, "results", file, "--rejects", "refused.csv"))
    assert done.exit_code == 1
    assert "refused.csv: 2 rows written" in done.stderr
    refused = (path.parent / "refused.csv").read_text(encoding="utf-8-sig")
    assert " in file 04-0003" in refused
    assert "“Result” cannot be “不明”" in refused
    with Office(path) as office:
        found = {p.recipient: p for p in office.table(PAYMENTS).values() if p.year == 2006}
        assert str(found["04-0001"].paid_date) == "2005-12-31"
        assert found["04-0002"].result == "returned"
        assert found["04-0003"].result == "due"
        assert office.sequence == 5
    again = run(*pay(path, "results", file))
    assert "0 paid, 0 returned, 2 known already, 2 refused" in again.stderr
    assert "These answers change no payment." in again.stderr
    with Office(path) as office:
        assert office.sequence == 5


def test_returned_payments_are_issued_again(path: Path) -> None:
    run(*pay(path, "bank-file", "-o", "list.csv"))
    file = answers(path.parent / "a.csv", ("04-0002", "", "600", "失败", "资金不足", ""))
    assert run(*pay(path, "results", file)).exit_code == 0
    status = json.loads(run(*pay(path, "status", "--format", "json")).stdout)
    assert [(one["recipient"], one["standing"], one["reason"]) for one in status] == [
        ("04-0002", "returned", "资金不足")
    ]
    assert run(*pay(path, "status", "-o", "status.csv")).exit_code == 0  # by the ending, as data
    assert Path("status.csv").read_text(encoding="utf-8").startswith("standing,unit,recipient,")
    assert "has no returned payment" in refusal(run(*pay(path, "reissue", "04-0001")))
    all_ = run(*pay(path, "reissue", "--dry-run")).stdout
    assert "issued again: 04-0002" in all_
    assert all_.splitlines()[0] == (
        "None was chosen: all that came back in round 1 of 2006, 1 payment."
    )
    assert len(all_.splitlines()) == 2
    stays = run(*pay(path, "reissue", "--where", "04-0001"))
    assert "None of these payments came back." in stays.stderr
    assert "1 payment is to be made again" in run(*pay(path, "reissue", "04-0002")).stderr
    assert run(*pay(path, "bank-file", "-o", "second.csv")).exit_code == 0
    rows = (path.parent / "second.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2


def test_the_status_puts_what_asks_for_work_first(path: Path) -> None:
    shown = run("--db", path, "--year", "2005", "pay", "status").stdout
    assert "Round 1 of 2005, due 2005-10-31: 312 payments, 187,200.00 yuan." in shown
    assert "On time 312 of 312 (100.00%); nothing stands out." in shown
    assert "红旗镇" in shown
    with Office(path) as office:
        office.undo()
    assert "is not opened yet" in run(*pay(path, "status")).stdout


def test_an_exit_stops_the_payment_and_says_so(path: Path) -> None:
    leaving = ("move", "exited", "04-0001", "--exit-reason", "01", "--exit-date", "2005-12-01")
    result = run("--db", path, "--year", "2006", *leaving)
    assert "1 open payment is stopped." in result.stderr
    with Office(path) as office:
        assert not [p for p in office.table(PAYMENTS).values()
                    if (p.year, p.recipient) == (2006, "04-0001")]  # fmt: skip
        assert office.sequence == 4


def test_check_tells_of_money_beyond_the_entitlement(path: Path) -> None:
    gone = ("move", "exited", "04-0001", "--exit-reason", "08", "--exit-date", "2005-12-01")
    assert run("--db", path, "--year", "2006", *gone).exit_code == 0
    result = run("--db", path, "check")
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if line.startswith("Payments")]
    assert [line.split(":")[0] for line in lines] == [
        "Payments 2004 1 04-0001, Amount",
        "Payments 2005 1 04-0001, Amount",
    ]
    assert "To be claimed back from 1 person: 1,200.00 yuan." in run(*pay(path, "status")).stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("open", "--round", "2"), "there is no “2”. There are: "),
        (("results", "nothing.csv"), "nothing.csv"),
        (("results", "a.csv", "--date", "someday"), "“someday” is no date"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    path: Path, arguments: tuple[str, ...], why: str
) -> None:
    answers(path.parent / "a.csv", ("04-0001", "", "600", "成功", "", ""))
    assert why in refusal(run(*pay(path, *arguments)))


def test_a_file_without_people_or_results_is_refused(path: Path) -> None:
    file = path.parent / "a.csv"
    file.write_text("户名,处理结果\n样本甲,成功\n", encoding="utf-8")
    assert "file numbers, ID numbers or accounts is missing" in message(
        run(*pay(path, "results", file))
    )
    file.write_text("户名,账号\n样本甲,1\n", encoding="utf-8")
    assert "“Result”" in message(run(*pay(path, "results", file)))
